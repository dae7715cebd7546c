//! Patterns of the configuration: regular expressions for secrets that only their owner knows.

use regex::{Regex, RegexBuilder};

use super::span::Span;

/// What their secrets are called.
const KIND: &str = "pattern";

/// The most memory that one compiled pattern may take, in bytes.
const LARGEST: usize = 1 << 20;

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{pattern}` is not a regular expression that can be used: {reason}")]
pub struct PatternError {
    /// The pattern as it was given.
    pub pattern: String,
    /// What is wrong with it, and where.
    pub reason: String,
    /// What to do about it.
    pub hint: String,
}

/// Checks a pattern without using it.
///
/// # Errors
/// When it is not a regular expression, matches the empty text, or would take too much memory.
pub fn check_pattern(pattern: &str) -> Result<(), PatternError> {
    compile(pattern).map(drop)
}

/// Compiles a pattern.
///
/// # Errors
/// When it is not a regular expression, matches the empty text, or would take too much memory.
pub(super) fn compile(pattern: &str) -> Result<Regex, PatternError> {
    let refused = |reason: String, hint: &str| PatternError {
        pattern: pattern.to_owned(),
        reason,
        hint: hint.to_owned(),
    };
    let regex = RegexBuilder::new(pattern)
        .size_limit(LARGEST)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => refused(
                "it would take too much memory".to_owned(),
                "use smaller repetitions",
            ),
            error => refused(
                place(pattern, &error),
                "put a backslash before characters that mean themselves",
            ),
        })?;
    if regex.is_match("") {
        return Err(refused(
            "it matches the empty text".to_owned(),
            "ask for at least one character, for example with `+` instead of `*`",
        ));
    }
    Ok(regex)
}

/// What is wrong, and at which character. The library shows the place by a mark below the pattern, which one line of a
/// message has no room for.
fn place(pattern: &str, error: &regex::Error) -> String {
    let message = error.to_string();
    let reason = message
        .lines()
        .last()
        .unwrap_or_default()
        .trim_start_matches("error: ");
    let mark = message
        .lines()
        .find(|line| !line.is_empty() && line.trim_start().starts_with('^'))
        .and_then(|line| line.chars().position(|character| character == '^'));
    // The library indents the pattern, and with it the mark, by four.
    match mark.and_then(|column| column.checked_sub(4)) {
        Some(character) if !pattern.contains('\n') => {
            format!("{reason}, at character {}", character + 1)
        }
        _ => reason.to_owned(),
    }
}

/// What a pattern finds: its first group that took part, else all of it.
pub(super) fn find(pattern: &Regex, text: &str) -> impl Iterator<Item = Span> {
    pattern.captures_iter(text).filter_map(|captures| {
        let group = captures.iter().skip(1).flatten().next();
        let found = group.or_else(|| captures.get(0))?;
        (!found.is_empty()).then(|| Span::placed(found.range(), KIND))
    })
}

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
    if let Err(error) = regex_syntax::parse(pattern) {
        return Err(refused(
            mistake(&error),
            "put a backslash before characters that mean themselves",
        ));
    }
    let compiled = RegexBuilder::new(pattern)
        .multi_line(true)
        .size_limit(LARGEST)
        .build();
    let regex = compiled.map_err(|_| {
        let reason = "it would take too much memory".to_owned();
        refused(reason, "use smaller repetitions")
    })?;
    if regex.is_match("") {
        return Err(refused(
            "it matches the empty text".to_owned(),
            "ask for at least one character, for example with `+` instead of `*`",
        ));
    }
    Ok(regex)
}

/// What is wrong, and at which character.
fn mistake(error: &regex_syntax::Error) -> String {
    let (reason, column) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), error.span().start.column),
        regex_syntax::Error::Translate(error) => {
            (error.kind().to_string(), error.span().start.column)
        }
        other => return other.to_string(),
    };
    format!("{reason}, at character {column}")
}

/// What a pattern finds: its first group that took part, else all of it.
pub(super) fn find(pattern: &Regex, text: &str) -> impl Iterator<Item = Span> {
    pattern.captures_iter(text).filter_map(|captures| {
        let group = captures.iter().skip(1).flatten().next();
        let found = group.or_else(|| captures.get(0))?;
        (!found.is_empty()).then(|| Span::placed(found.range(), KIND))
    })
}

//! Signals as they are written: phrases to look for, or regular expressions between slashes. Whether one fires in a
//! text is decided by recall.

use std::collections::HashSet;
use std::fmt::Write as _;

use regex::{Regex, RegexBuilder};

use super::silent::is_silent;
use super::terms::Analyzer;

/// The most memory that one compiled pattern takes, in bytes.
const LARGEST_PATTERN: usize = 1 << 18;
/// A phrase to look for.
#[derive(Debug, Clone)]
pub struct Signal {
    written: String,
    form: Form,
}

/// What a signal asks for.
#[derive(Debug, Clone)]
pub enum Form {
    /// Words that must stand near each other in any inflection, or the phrase as it is written.
    Phrase {
        /// All its terms, in order.
        words: Vec<String>,
        /// Those that tell something, each once: no numbers, no words that stand everywhere.
        telling: Vec<String>,
        /// The phrase in lower case, with one space for any white space.
        literal: String,
    },
    /// A regular expression, written `/…/`.
    Pattern(Regex),
}

/// Why a signal was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignalError {
    /// Not a regular expression.
    #[error("the pattern is wrong at character {place}: {reason}")]
    Syntax {
        /// The character of the signal at which it goes wrong, from 1, slashes included.
        place: usize,
        /// What is wrong there.
        reason: String,
    },
    /// It would take too much memory.
    #[error("the pattern grows beyond {LARGEST_PATTERN} bytes when it is compiled")]
    TooLarge,
    /// `//`, or a pattern that fits every line.
    #[error("the pattern fits every text")]
    FitsAll,
}

impl SignalError {
    /// What to write instead.
    pub fn hint(&self) -> &'static str {
        match self {
            SignalError::Syntax { .. } => {
                "write the phrase without slashes, or put `\\` before a sign that is meant literally"
            }
            SignalError::TooLarge => "use fewer or smaller repetitions",
            SignalError::FitsAll => "name something that must be there",
        }
    }
}

impl Signal {
    /// Reads a signal: a phrase, or a regular expression between slashes.
    ///
    /// # Errors
    /// When a regular expression is malformed, would take too much memory, or fits the empty text.
    pub fn parse(written: &str, analyzer: &mut Analyzer) -> Result<Self, SignalError> {
        let inside = written
            .strip_prefix('/')
            .and_then(|rest| rest.strip_suffix('/'));
        let form = match inside {
            Some(pattern) if !is_path(pattern) => Form::Pattern(compiled(pattern)?),
            _ => phrase(written, analyzer),
        };
        Ok(Self {
            written: written.to_owned(),
            form,
        })
    }

    /// The signal as it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// What it asks for.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// A term that stands in every text in which it fires: of the telling ones the longest, of several the first in
    /// the alphabet. A phrase of which no word tells anything is found by any of its words. Empty for a regular
    /// expression, and for a phrase without letters or digits.
    pub fn anchor(&self) -> &str {
        let Form::Phrase { words, telling, .. } = &self.form else {
            return "";
        };
        let candidates = if telling.is_empty() { words } else { telling };
        let longest = candidates
            .iter()
            .max_by(|a, b| a.len().cmp(&b.len()).then_with(|| b.cmp(a)));
        longest.map_or("", String::as_str)
    }

    /// How many words of a phrase tell something; an identifier such as `os.path.join` is one word. None for a regular
    /// expression.
    pub fn telling_words(&self) -> usize {
        match &self.form {
            Form::Phrase {
                telling, literal, ..
            } => telling.len().min(literal.split(' ').count()),
            Form::Pattern(_) => 0,
        }
    }

    /// Whether it is a regular expression: no search by words finds the lessons that have one.
    pub fn is_pattern(&self) -> bool {
        matches!(self.form, Form::Pattern(_))
    }

    /// The terms that tell most about where it may fire; none for a regular expression. All of them stand in an input
    /// in which it fires.
    pub fn terms(&self) -> &[String] {
        match &self.form {
            Form::Phrase { telling, .. } => telling,
            Form::Pattern(_) => &[],
        }
    }
}

/// Whether what stands between slashes is a directory such as `/var/log/` and no pattern.
fn is_path(inside: &str) -> bool {
    inside.contains('/')
        && inside
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.'))
}

fn phrase(written: &str, analyzer: &mut Analyzer) -> Form {
    let mut words = Vec::new();
    let mut telling = Vec::new();
    let mut seen = HashSet::new();
    analyzer.terms(written, |term| {
        words.push(term.text.to_owned());
        let is_number = term.whole.bytes().all(|byte| byte.is_ascii_digit());
        if !is_silent(term.whole) && !is_number && seen.insert(term.text.to_owned()) {
            telling.push(term.text.to_owned());
        }
    });
    Form::Phrase {
        words,
        telling,
        literal: collapsed(written),
    }
}

fn compiled(pattern: &str) -> Result<Regex, SignalError> {
    regex_syntax::Parser::new()
        .parse(pattern)
        .map_err(|error| syntax_error(pattern, &error))?;
    let compiled = RegexBuilder::new(pattern)
        .multi_line(true)
        .size_limit(LARGEST_PATTERN)
        .dfa_size_limit(LARGEST_PATTERN)
        .build()
        .map_err(|_| SignalError::TooLarge)?;
    if compiled.is_match("") {
        Err(SignalError::FitsAll)
    } else {
        Ok(compiled)
    }
}

fn syntax_error(pattern: &str, error: &regex_syntax::Error) -> SignalError {
    let (offset, mut reason) = match error {
        regex_syntax::Error::Parse(error) => (error.span().start.offset, error.kind().to_string()),
        regex_syntax::Error::Translate(error) => {
            (error.span().start.offset, error.kind().to_string())
        }
        other => (0, other.to_string()),
    };
    let place = pattern
        .get(..offset)
        .map_or(0, |before| before.chars().count())
        + 2;
    if let Some(sign) = pattern.get(offset..).and_then(|rest| rest.chars().next()) {
        // Writing to a `String` cannot fail.
        let _ = write!(reason, " (`{sign}`)");
    }
    SignalError::Syntax { place, reason }
}

/// In lower case, with one space for any white space.
pub fn collapsed(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        if word.is_ascii() {
            let start = collapsed.len();
            collapsed.push_str(word);
            collapsed
                .get_mut(start..)
                .into_iter()
                .for_each(str::make_ascii_lowercase);
        } else {
            collapsed.push_str(&word.to_lowercase());
        }
    }
    collapsed
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may")]
mod tests {
    use super::*;

    #[test]
    fn a_path_between_slashes_is_a_phrase() {
        assert!(
            !Signal::parse("/var/log/", &mut Analyzer::new())
                .unwrap()
                .is_pattern()
        );
    }

    #[test]
    fn an_identifier_is_one_telling_word_and_silent_words_are_none() {
        let words = |signal: &str| {
            let signal = Signal::parse(signal, &mut Analyzer::new()).unwrap();
            signal.telling_words()
        };
        assert_eq!(words("works on one replica"), 3);
        assert_eq!(words("os.path.join"), 1);
        assert_eq!(words("above the replica"), 1);
        assert_eq!(words("/one two three/"), 0);
    }

    #[test]
    fn a_malformed_pattern_is_refused_with_the_place() {
        let refused = Signal::parse("/timeout (after/", &mut Analyzer::new()).unwrap_err();
        assert!(
            matches!(refused, SignalError::Syntax { place: 10, .. }),
            "{refused:?}"
        );
    }

    #[test]
    fn a_pattern_that_would_explode_or_fit_all_is_refused() {
        let parse = |signal: &str| Signal::parse(signal, &mut Analyzer::new()).unwrap_err();
        assert_eq!(parse("/(a{1000}){1000}/"), SignalError::TooLarge);
        assert_eq!(parse("/.*/"), SignalError::FitsAll);
        assert_eq!(parse("//"), SignalError::FitsAll);
    }
}

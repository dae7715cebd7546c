//! A piece of prose that somebody wrote: never empty, never of unreasonable size, otherwise as given.

use serde::{Deserialize, Serialize};

/// The largest text that one field takes, in bytes of UTF-8 (1 MiB).
pub const TEXT_LIMIT: usize = 1024 * 1024;

/// Prose as it was written, without the white space around it. Unicode normal forms are left alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text(String);

/// Why a piece of prose was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
    /// More than [`TEXT_LIMIT`] bytes.
    #[error("it has {bytes} bytes, the most that one field takes is {TEXT_LIMIT}")]
    TooLong {
        /// The size found, in bytes.
        bytes: usize,
    },
}

impl TextError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            TextError::Empty => "say it in a few words",
            TextError::TooLong { .. } => {
                "keep the lesson in the entry, and attach long output with `--evidence FILE`"
            }
        }
    }
}

impl Text {
    /// Takes prose. White space at both ends is dropped.
    ///
    /// # Errors
    /// When nothing else is left, or when it is longer than [`TEXT_LIMIT`].
    pub fn new(given: &str) -> Result<Self, TextError> {
        let text = given.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.len() > TEXT_LIMIT {
            return Err(TextError::TooLong { bytes: text.len() });
        }
        Ok(Self(text.to_owned()))
    }

    /// The prose itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for Text {
    type Error = TextError;

    fn try_from(given: String) -> Result<Self, TextError> {
        if given.len() <= TEXT_LIMIT && !given.is_empty() && given.trim().len() == given.len() {
            return Ok(Self(given));
        }
        Self::new(&given)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_a_text_is_dropped_and_inside_kept() {
        assert_eq!(
            Text::new("  a\n  b \n").map(String::from),
            Ok("a\n  b".to_owned())
        );
    }

    #[test]
    fn white_space_alone_is_no_text() {
        assert_eq!(Text::new(" \t\n\u{a0}"), Err(TextError::Empty));
        assert_eq!(Text::try_from(String::new()), Err(TextError::Empty));
    }

    #[test]
    fn a_text_over_the_limit_is_refused_with_its_size() {
        let long = "x".repeat(TEXT_LIMIT + 1);
        assert_eq!(
            Text::try_from(long),
            Err(TextError::TooLong {
                bytes: TEXT_LIMIT + 1
            })
        );
        assert!(Text::new(&"x".repeat(TEXT_LIMIT)).is_ok());
    }
}

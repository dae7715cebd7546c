//! Values before they have a type: what a TOML file or a command line can hold. Which of them a key
//! accepts is decided in `read`.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use super::choices::Named;

/// A value as it is written in a file and shown in a listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// The key has no value; JSON's `null`.
    Nothing,
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// `true` or `false`.
    Truth(bool),
    /// A list of texts.
    List(Vec<String>),
    /// A list of texts that may have commas in them.
    Patterns(Vec<String>),
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn optional_text(text: Option<&String>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.clone()))
    }

    pub(super) fn whole(number: usize) -> Self {
        // A number beyond i64 cannot have been read from a file.
        Self::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }

    pub(super) fn duration(duration: Duration) -> Self {
        Self::Text(humantime::format_duration(duration).to_string())
    }

    pub(super) fn name<T: Named>(value: T) -> Self {
        Self::text(value.name())
    }

    pub(super) fn names<T: Named>(values: &[T]) -> Self {
        Self::List(values.iter().map(|value| value.name().to_owned()).collect())
    }

    /// What was found, for a message: cut short and with control characters made visible.
    pub(super) fn described(&self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Text(text) => format!("the text `{}`", excerpt(text)),
            Self::Whole(number) => format!("the number {number}"),
            Self::Truth(truth) => format!("the truth value {truth}"),
            Self::List(_) | Self::Patterns(_) => "a list".to_owned(),
        }
    }

    /// The value as TOML writes it, or `None` for [`Value::Nothing`], which TOML cannot write.
    pub(super) fn to_toml(&self) -> Option<toml_edit::Value> {
        match self {
            Self::Nothing => None,
            Self::Text(text) => Some(text.as_str().into()),
            Self::Whole(number) => Some((*number).into()),
            Self::Truth(truth) => Some((*truth).into()),
            Self::List(items) | Self::Patterns(items) => Some(
                items
                    .iter()
                    .map(String::as_str)
                    .collect::<toml_edit::Value>(),
            ),
        }
    }
}

impl fmt::Display for Value {
    /// The form that `config set` takes back: a text as it is, a list with commas, patterns as
    /// a TOML array; nothing is empty.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Text(text) => formatter.write_str(text),
            Self::Whole(number) => write!(formatter, "{number}"),
            Self::Truth(truth) => write!(formatter, "{truth}"),
            Self::List(items) => formatter.write_str(&items.join(",")),
            Self::Patterns(items) if items.is_empty() => Ok(()),
            Self::Patterns(items) => {
                let array: toml_edit::Value = items.iter().map(String::as_str).collect();
                write!(formatter, "{array}")
            }
        }
    }
}

/// Longest piece of a file that a message repeats, in characters.
const LONGEST_EXCERPT: usize = 60;

/// The start of a text from a file, fit for a message; `…` says that it was cut.
pub(super) fn excerpt(text: &str) -> String {
    let start: String = text.chars().take(LONGEST_EXCERPT).collect();
    let cut = if start.len() < text.len() { "…" } else { "" };
    visible(&start) + cut
}

/// The text with the characters that can drive a terminal or reorder its line written as escapes,
/// since a project's file is not trusted.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars() {
        if character.is_control() || is_format(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Invisible and direction-changing characters (Unicode category Cf, line and paragraph
/// separators).
fn is_format(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_text_cannot_drive_the_terminal() {
        assert_eq!(
            visible("a\u{1b}[2Jb\r\u{202e}c"),
            "a\\u{1b}[2Jb\\u{d}\\u{202e}c"
        );
    }

    #[test]
    fn a_long_text_is_cut_in_messages() {
        assert_eq!(excerpt(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
        assert_eq!(excerpt(&"é".repeat(60)), "é".repeat(60));
    }
}

//! What sort of value a key takes: its description for people, the values it accepts, and how it is
//! written as one text on a command line or in an environment variable.

use super::read::Refusal;
use super::value::Value;

/// The sort of value that a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One line of text that is not empty.
    Text,
    /// The path of a file.
    Path,
    /// A command.
    Command,
    /// A command, or `never` for none.
    CommandOrNever,
    /// A whole number, 0 or more.
    Whole,
    /// `true` or `false`.
    Truth,
    /// A length of time with its unit.
    Duration,
    /// One of the names that the function gives.
    OneOf(fn() -> Vec<&'static str>),
    /// A list of tags, possibly empty.
    Tags,
    /// A list of tags and projects, possibly empty.
    Names,
    /// An ordered list, not empty and without repetition, of the names that the function gives.
    ListOf(fn() -> Vec<&'static str>),
}

impl Kind {
    /// The type in a word or two, for documentation.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Path => "path",
            Self::Command | Self::CommandOrNever => "command",
            Self::Whole => "whole number",
            Self::Truth => "true or false",
            Self::Duration => "duration",
            Self::OneOf(_) => "choice",
            Self::Tags => "list of tags",
            Self::Names => "list of tags and projects",
            Self::ListOf(_) => "list",
        }
    }

    /// The names that it accepts, in documented order; empty where the value is free.
    pub fn names(self) -> Vec<&'static str> {
        match self {
            Self::OneOf(names) | Self::ListOf(names) => names(),
            Self::Text
            | Self::Path
            | Self::Command
            | Self::CommandOrNever
            | Self::Whole
            | Self::Truth
            | Self::Duration
            | Self::Tags
            | Self::Names => Vec::new(),
        }
    }

    /// What it accepts, for an error message and the reference.
    pub fn accepted(self) -> String {
        match self {
            Self::Text => "a text of one line that is not empty".to_owned(),
            Self::Path => "the path of a file, where `~` is the home folder".to_owned(),
            Self::Command => "a command with its arguments".to_owned(),
            Self::CommandOrNever => "a command with its arguments, or `never` (or an empty text) for none".to_owned(),
            Self::Whole => "a whole number, 0 or more".to_owned(),
            Self::Truth => "`true` or `false`".to_owned(),
            Self::Duration => "a time with its unit, such as `15m` or `1h30m`".to_owned(),
            Self::OneOf(names) => format!("one of {}", quoted(&names())),
            Self::Tags => {
                "a list of tags without white space, at most 64 characters each, where `/` parts parent and child"
                    .to_owned()
            }
            Self::Names => "a list of tags, which stand for what is below them too, and projects".to_owned(),
            Self::ListOf(names) => format!("a list, without repetition, of {}", quoted(&names())),
        }
    }

    /// Reads the one text that a command line or an environment variable holds.
    ///
    /// A list is its items with commas between, or a TOML array; an empty text is the empty list.
    ///
    /// # Errors
    /// When the text has not the shape of the kind; whether its content is accepted is decided
    /// later.
    pub(super) fn value_of_text(self, text: &str) -> Result<Value, Refusal> {
        match self {
            Self::Text
            | Self::Path
            | Self::Command
            | Self::CommandOrNever
            | Self::Duration
            | Self::OneOf(_) => Ok(Value::text(text)),
            Self::Whole => text
                .trim()
                .parse()
                .map(Value::Whole)
                .map_err(|_| Refusal::found(Value::text(text).described())),
            Self::Truth => text
                .trim()
                .parse()
                .map(Value::Truth)
                .map_err(|_| Refusal::found(Value::text(text).described())),
            Self::Tags | Self::Names | Self::ListOf(_) => list_of_text(text.trim()),
        }
    }
}

fn list_of_text(text: &str) -> Result<Value, Refusal> {
    if text.is_empty() {
        return Ok(Value::List(Vec::new()));
    }
    if text.starts_with('[') {
        let array: toml_edit::Value = text.parse().map_err(|_| {
            Refusal::found(format!("{}, no valid array", Value::text(text).described()))
        })?;
        return super::file::value_of_toml(&array);
    }
    Ok(Value::List(
        text.split(',').map(|item| item.trim().to_owned()).collect(),
    ))
}

/// Names in backticks with commas between.
pub(super) fn quoted(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    fn list(items: &[&str]) -> Value {
        Value::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn a_list_is_written_with_commas_or_as_a_toml_array() {
        for text in ["a,b/c", " a , b/c ", r#"["a", "b/c"]"#] {
            assert_eq!(
                Kind::Tags.value_of_text(text).unwrap(),
                list(&["a", "b/c"]),
                "{text}"
            );
        }
        assert_eq!(Kind::Tags.value_of_text("").unwrap(), list(&[]));
        assert_eq!(Kind::Tags.value_of_text("[]").unwrap(), list(&[]));
    }

    #[test]
    fn an_array_that_is_broken_or_holds_no_texts_is_refused() {
        assert!(Kind::Tags.value_of_text("[\"a\"").is_err());
        assert!(Kind::Tags.value_of_text("[1]").is_err());
    }

    #[test]
    fn a_number_is_written_in_digits() {
        assert_eq!(Kind::Whole.value_of_text("20").unwrap(), Value::Whole(20));
        assert!(Kind::Whole.value_of_text("many").is_err());
        assert!(Kind::Whole.value_of_text("1.5").is_err());
    }

    #[test]
    fn a_truth_value_is_written_as_true_or_false() {
        assert_eq!(
            Kind::Truth.value_of_text("false").unwrap(),
            Value::Truth(false)
        );
        assert!(Kind::Truth.value_of_text("off").is_err());
    }
}

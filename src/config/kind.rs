//! What sort of value a key takes: its description for people, the values it accepts, and how it is
//! written as one text on a command line or in an environment variable.

use super::read::Refusal;
use super::value::Value;

/// So many names stand in an error message at most.
const FEW: usize = 16;

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
    /// A length of time, 0 or more.
    Duration,
    /// A length of time in whole minutes, 1 or more.
    Minutes,
    /// One of the names that the function gives.
    OneOf(fn() -> Vec<&'static str>),
    /// A list of tags, possibly empty.
    Tags,
    /// A list of tags and projects, possibly empty.
    Names,
    /// A list of regular expressions, possibly empty.
    Patterns,
    /// An ordered list, not empty and without repetition, of the names that the function gives.
    ListOf(fn() -> Vec<&'static str>),
    /// A list of commands, possibly empty.
    Commands,
    /// A list of tags of which one is enough each, possibly empty.
    TagGroups,
    /// A stretch of time.
    Period,
    /// A day, or another stretch of time of which one end counts.
    When,
    /// Words to search for.
    Query,
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
            Self::Duration | Self::Minutes => "length of time",
            Self::OneOf(_) => "choice",
            Self::Tags | Self::TagGroups => "list of tags",
            Self::Names => "list of tags and projects",
            Self::Patterns => "list of patterns",
            Self::ListOf(_) => "list",
            Self::Commands => "list of commands",
            Self::Period => "period",
            Self::When => "date",
            Self::Query => "words",
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
            | Self::Minutes
            | Self::Tags
            | Self::Names
            | Self::Patterns
            | Self::Commands
            | Self::TagGroups
            | Self::Period
            | Self::When
            | Self::Query => Vec::new(),
        }
    }

    /// The values that can be offered for it; empty where there is no choice.
    pub fn choices(self) -> Vec<&'static str> {
        match self {
            Self::Truth => vec!["true", "false"],
            other => other.names(),
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
            Self::Duration => "numbers with their units, such as `15m` or `1m 30s`, or `0`".to_owned(),
            Self::Minutes => "numbers with their units, such as `15m` or `1h 30m`, at least `1m`".to_owned(),
            Self::OneOf(names) => format!("one of {}", quoted(&names())),
            Self::Tags => {
                "a list of tags without white space, at most 64 characters each, where `/` parts parent and child"
                    .to_owned()
            }
            Self::Names => "a list of tags, which stand for what is below them too, and projects".to_owned(),
            Self::Patterns => {
                "a list of regular expressions that match at least one character each".to_owned()
            }
            Self::ListOf(names) => format!("a list, without repetition, of {}", quoted(&names())),
            Self::Commands => "a list of commands, each as its first word or words".to_owned(),
            Self::TagGroups => {
                "a list of tags, of which an entry must have every one, or below it; `a,b` is either".to_owned()
            }
            Self::Period => {
                "`month`, `week`, `quarter`, `year`, `all`, or a period such as `last month`, `2026-Q3` or `last 14 days`".to_owned()
            }
            Self::Query => "words to search for, such as `timeout` or `\"connection reset\"`".to_owned(),
            Self::When => "a date such as `2026-10-03`, `monday` or `2 weeks ago`".to_owned(),
        }
    }

    /// What it accepts, as short as an error message has to be: names stand in it where they are few.
    pub fn expected(self) -> String {
        let names = self.names().len();
        match self {
            Self::ListOf(_) if names > FEW => {
                format!(
                    "a list, without repetition, of the {names} names that `folio help report` lists"
                )
            }
            other => other.accepted(),
        }
    }

    /// Reads the one text that a command line or an environment variable holds.
    ///
    /// A list is its items with commas between, or a TOML array; an empty text is the empty list. A pattern may have
    /// commas in it: what is no array is one pattern.
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
            | Self::Minutes
            | Self::Period
            | Self::When
            | Self::Query
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
            Self::Tags | Self::Names | Self::ListOf(_) | Self::Commands => {
                list_of_text(text.trim())
            }
            Self::Patterns | Self::TagGroups if text.is_empty() => Ok(Value::List(Vec::new())),
            Self::Patterns | Self::TagGroups => Ok(array_of_text(text)
                .and_then(Result::ok)
                .unwrap_or_else(|| Value::List(vec![text.to_owned()]))),
        }
    }
}

fn list_of_text(text: &str) -> Result<Value, Refusal> {
    if text.is_empty() {
        return Ok(Value::List(Vec::new()));
    }
    array_of_text(text).unwrap_or_else(|| {
        Ok(Value::List(
            text.split(',').map(|item| item.trim().to_owned()).collect(),
        ))
    })
}

/// A TOML array; none where the text does not begin like one.
fn array_of_text(text: &str) -> Option<Result<Value, Refusal>> {
    text.trim_start().starts_with('[').then(|| {
        let array: toml_edit::Value = text.trim().parse().map_err(|_| {
            Refusal::found(format!("{}, no valid array", Value::text(text).described()))
        })?;
        super::file::value_of_toml(&array)
    })
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
    fn what_is_no_array_is_one_pattern_with_its_commas() {
        for (text, patterns) in [
            ("shop-[0-9]{4,8}", vec!["shop-[0-9]{4,8}"]),
            ("[0-9]{4,8}", vec!["[0-9]{4,8}"]),
            (r"['a{1,2}', 'b']", vec!["a{1,2}", "b"]),
            ("", vec![]),
        ] {
            assert_eq!(
                Kind::Patterns.value_of_text(text).unwrap(),
                list(&patterns),
                "{text}"
            );
        }
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

//! The text of a TOML file → its keys, values and lines. Which keys exist and what they accept is
//! not known here, save which first parts of dotted keys are groups.

use std::ops::Range;

use toml::de::DeTable;
use toml_edit::{Document, Item, Key, TableLike, TomlError};

use super::definitions;
use super::error::ConfigError;
use super::read::Refusal;
use super::value::{Value, visible};

/// One key of a file.
#[derive(Debug)]
pub(super) struct Assignment {
    /// The dotted key; a part that TOML must quote is quoted, so that it can be mistaken for no
    /// known key.
    pub(super) key: String,
    /// The line of the key, from 1.
    pub(super) line: usize,
    /// The value, or why it can be no value of any key.
    pub(super) value: Result<Value, Refusal>,
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Its keys, in the order of its tables.
    pub(super) assignments: Vec<Assignment>,
    /// The dotted keys of its tables whose names are free, such as `reports.week`, also of those that hold nothing.
    pub(super) named_tables: Vec<String>,
}

/// Reads a file.
///
/// # Errors
/// When the text is not TOML; `file` is how the message names it.
pub(super) fn contents(text: &str, file: &str) -> Result<Contents, ConfigError> {
    let document = Document::parse(text).map_err(|error| malformed(&error, text, file))?;
    let mut found = Contents::default();
    collect(document.as_table(), None, text, &mut found);
    Ok(found)
}

/// The error for a text that is not TOML, with line and column.
///
/// The parser checks strings after everything else, so that its error may be a mere consequence of
/// an open string further up: the earliest mistake in the text is named.
pub(super) fn malformed(error: &TomlError, text: &str, file: &str) -> ConfigError {
    let (_, mistakes) = DeTable::parse_recoverable(text);
    let placed = mistakes
        .iter()
        .filter_map(|mistake| Some((mistake.span()?.start, mistake.message())));
    let own = (error.span().map_or(0, |span| span.start), error.message());
    let (offset, reason) = placed.min_by_key(|(start, _)| *start).unwrap_or(own);
    let line_start = text
        .bytes()
        .take(offset)
        .enumerate()
        .rfind(|(_, byte)| *byte == b'\n');
    let line_start = line_start.map_or(0, |(index, _)| index + 1);
    let before = text
        .char_indices()
        .filter(|(index, _)| (line_start..offset).contains(index));
    ConfigError::Malformed {
        file: file.to_owned(),
        line: line_of(text, offset),
        column: before.count() + 1,
        reason: visible(reason),
    }
}

fn collect(table: &dyn TableLike, group: Option<&str>, text: &str, found: &mut Contents) {
    for (name, item) in table.iter() {
        let part = Key::new(name).display_repr().into_owned();
        let key = group.map_or_else(|| part.clone(), |group| format!("{group}.{part}"));
        match item.as_table_like() {
            Some(members) if definitions::is_group(&key) => {
                if group.is_some_and(definitions::is_nested) {
                    found.named_tables.push(key.clone());
                }
                collect(members, Some(&key), text, found);
            }
            _ => found.assignments.push(Assignment {
                key: visible(&key),
                line: line_of(text, start_of(table, name, item)),
                value: value_of_item(item),
            }),
        }
    }
}

/// Where the key begins, as a byte offset; a table is found by its header.
fn start_of(table: &dyn TableLike, name: &str, item: &Item) -> usize {
    let of_key = table.key(name).and_then(Key::span);
    of_key
        .or_else(|| item.span())
        .map_or(0, |span: Range<usize>| span.start)
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

fn value_of_item(item: &Item) -> Result<Value, Refusal> {
    match item {
        Item::Value(value) => value_of_toml(value),
        Item::Table(_) => Err(Refusal::found("a table".to_owned())),
        Item::ArrayOfTables(_) => Err(Refusal::found("a list of tables".to_owned())),
        Item::None => Ok(Value::Nothing),
    }
}

/// A TOML value as a value that a key can have.
///
/// # Errors
/// When no key takes values of its type.
pub(super) fn value_of_toml(value: &toml_edit::Value) -> Result<Value, Refusal> {
    match value {
        toml_edit::Value::String(text) => Ok(Value::text(text.value())),
        toml_edit::Value::Integer(number) => Ok(Value::Whole(*number.value())),
        toml_edit::Value::Boolean(truth) => Ok(Value::Truth(*truth.value())),
        toml_edit::Value::Array(items) => {
            let texts = items.iter().map(|item| {
                item.as_str()
                    .map(str::to_owned)
                    .ok_or_else(|| Refusal::found(format!("a list with {}", described(item))))
            });
            texts.collect::<Result<_, _>>().map(Value::List)
        }
        other => Err(Refusal::found(described(other))),
    }
}

fn described(value: &toml_edit::Value) -> String {
    match value {
        toml_edit::Value::String(text) => Value::text(text.value()).described(),
        toml_edit::Value::Integer(number) => Value::Whole(*number.value()).described(),
        toml_edit::Value::Float(number) => format!("the number {}", number.value()),
        toml_edit::Value::Boolean(truth) => Value::Truth(*truth.value()).described(),
        toml_edit::Value::Datetime(_) => "a date or time".to_owned(),
        toml_edit::Value::Array(_) => "a list".to_owned(),
        toml_edit::Value::InlineTable(_) => "a table".to_owned(),
    }
}

//! Single values of an entry's object: what a field may be written as, and what is said where it is not.

use std::collections::HashSet;
use std::hash::Hash;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::EntryError;
use crate::model::time::{Calendar, Spent, SpentError, Stamp, parse_recorded};
use crate::model::{EntryId, Evidence, Tag, Text, UnknownWord};

/// The parts of `evidence`.
pub(super) const EVIDENCE_PARTS: &[&str] = &[
    "command",
    "exit_code",
    "directory",
    "commit",
    "branch",
    "output",
];

pub(super) fn set_evidence(
    evidence: &mut Evidence,
    part: &str,
    value: &Value,
) -> Result<(), EntryError> {
    if is_absent(value) {
        return Ok(());
    }
    let name = format!("evidence.{part}");
    let slot = match part {
        "exit_code" => {
            evidence.exit_code = Some(integer(&name, value)?);
            return Ok(());
        }
        "command" => &mut evidence.command,
        "directory" => &mut evidence.directory,
        "commit" => &mut evidence.commit,
        "branch" => &mut evidence.branch,
        "output" => &mut evidence.output,
        _ => return Ok(()),
    };
    *slot = Some(string(&name, value)?.to_owned());
    Ok(())
}

pub(super) fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

pub(super) fn object_of<'a>(
    name: &str,
    value: &'a Value,
) -> Result<&'a Map<String, Value>, EntryError> {
    value
        .as_object()
        .ok_or_else(|| mismatch(name, "an object", value))
}

fn string<'a>(name: &str, value: &'a Value) -> Result<&'a str, EntryError> {
    value.as_str().ok_or_else(|| mismatch(name, "text", value))
}

pub(super) fn prose(name: &str, value: &Value) -> Result<Text, EntryError> {
    Text::new(string(name, value)?).map_err(|error| EntryError::new(name, &error, error.hint()))
}

pub(super) fn word<W>(name: &str, value: &Value) -> Result<W, EntryError>
where
    W: std::str::FromStr<Err = UnknownWord>,
{
    let written = string(name, value)?;
    written
        .parse()
        .map_err(|error: UnknownWord| EntryError::new(name, &error, error.hint()))
}

pub(super) fn identifier(name: &str, value: &Value) -> Result<EntryId, EntryError> {
    let written = string(name, value)?;
    uuid::Uuid::try_parse(written).map(EntryId).map_err(|_| {
        EntryError::new(
            name,
            format!("`{}` is not a UUID", written.escape_debug()),
            "leave `id` out where the entry has none, or map another field to it",
        )
    })
}

/// A list as an array, as text that is a JSON array, or as text in which `separator` splits.
fn list(name: &str, value: &Value, separator: fn(char) -> bool) -> Result<Vec<String>, EntryError> {
    let texts = |items: &[Value]| -> Result<Vec<String>, EntryError> {
        let texts = items.iter().map(|item| string(name, item));
        texts.map(|text| text.map(str::to_owned)).collect()
    };
    let items = match value {
        Value::Array(items) => texts(items)?,
        Value::String(text) => match array(text) {
            Some(items) => texts(&items)?,
            None => text.split(separator).map(str::to_owned).collect(),
        },
        other => return Err(mismatch(name, "a list of texts", other)),
    };
    let is_written = |item: &String| !item.trim().is_empty();
    Ok(items.into_iter().filter(is_written).collect())
}

/// A JSON array that stands in a text, as in a cell of comma-separated values.
fn array(text: &str) -> Option<Vec<Value>> {
    let looks_like_one = text.trim_start().starts_with('[');
    looks_like_one
        .then(|| serde_json::from_str(text).ok())
        .flatten()
}

pub(super) fn tags(name: &str, value: &Value) -> Result<Vec<Tag>, EntryError> {
    let separator =
        |character: char| character == ',' || character == ';' || character.is_whitespace();
    let mut tags = Vec::new();
    let mut seen = HashSet::new();
    for written in list(name, value, separator)? {
        let tag = Tag::new(written.trim())
            .map_err(|error| EntryError::new(name, &error, error.hint()))?;
        if seen.insert(tag.clone()) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

/// Texts, each once, as a list, or as text with one on each line; text of one line is split at semicolons.
pub(super) fn texts(name: &str, value: &Value) -> Result<Vec<Text>, EntryError> {
    let mut texts = Vec::new();
    let mut seen = HashSet::new();
    let has_lines = value.as_str().is_some_and(|text| text.contains('\n'));
    let separator: fn(char) -> bool = if has_lines {
        |character| character == '\n'
    } else {
        |character| character == ';'
    };
    for written in list(name, value, separator)? {
        let text =
            Text::new(&written).map_err(|error| EntryError::new(name, &error, error.hint()))?;
        if seen.insert(text.clone()) {
            texts.push(text);
        }
    }
    Ok(texts)
}

fn integer(name: &str, value: &Value) -> Result<i32, EntryError> {
    let number = match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_i64().and_then(|number| i32::try_from(number).ok()),
    };
    number.ok_or_else(|| mismatch(name, "a whole number", value))
}

pub(super) fn spent(name: &str, value: &Value) -> Result<Spent, EntryError> {
    let refused = |error: SpentError| EntryError::new(name, &error, error.hint());
    if let Value::String(text) = value
        && text.trim().parse::<u32>().is_err()
    {
        return Spent::parse(text.trim()).map_err(refused);
    }
    let minutes = u32::try_from(integer(name, value)?)
        .map_err(|_| mismatch(name, "a whole number of minutes", value))?;
    Spent::from_minutes(minutes).map_err(refused)
}

pub(super) fn stamp(
    name: &str,
    value: &Value,
    calendar: &Calendar<'_>,
) -> Result<Stamp, EntryError> {
    let written = string(name, value)?.trim();
    Stamp::parse_rfc3339(written).or_else(|_| {
        parse_recorded(written, calendar)
            .map_err(|error| EntryError::new(name, &error, error.hint()))
    })
}

/// A list of objects, each of which is taken once: reviews, feedback, practice.
pub(super) fn members<M: Clone + DeserializeOwned + Eq + Hash>(
    name: &str,
    value: &Value,
) -> Result<Vec<M>, EntryError> {
    let written = value.as_str().and_then(array);
    let items = written.as_ref().or_else(|| value.as_array());
    let items = items.ok_or_else(|| mismatch(name, &format!("a list of {name}"), value))?;
    let mut members = Vec::new();
    let mut seen = HashSet::new();
    for item in items {
        let member: M = serde_json::from_value(item.clone()).map_err(|error| {
            let hint = "see docs/data-format.md for what each of them has";
            EntryError::new(name, error, hint)
        })?;
        if seen.insert(member.clone()) {
            members.push(member);
        }
    }
    Ok(members)
}

fn mismatch(name: &str, expected: &str, found: &Value) -> EntryError {
    let kind = match found {
        Value::Null => "nothing".to_owned(),
        Value::Bool(_) => "true or false".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(_) => "text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    EntryError::new(
        name,
        format!("expected {expected}, found {kind}"),
        "see docs/data-format.md for the form of an entry",
    )
}

//! What is wrong with a template, where it stands, and what to try.

use std::collections::BTreeMap;

use minijinja::{Error, ErrorKind};
use serde_json::Value;

use super::filters;
use crate::text;

/// Why a template cannot be read or filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the template {file}{place} cannot be used: {problem}", place = self.place())]
pub struct TemplateError {
    file: String,
    /// Line and column, from 1; the column in characters.
    position: Option<(usize, usize)>,
    problem: String,
    hint: String,
}

impl TemplateError {
    /// A file whose name does not tell what it writes.
    pub fn unnamed(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            position: None,
            problem: "its name does not tell what it writes".to_owned(),
            hint: "let it end in .html, .md or .txt, or in one of these and .jinja".to_owned(),
        }
    }

    /// A result that is no JSON, of which none is known.
    pub(super) fn without_values(file: &str, error: &serde_json::Error) -> Self {
        Self {
            file: file.to_owned(),
            position: None,
            problem: error.to_string(),
            hint: "try `--json` in the place of the template".to_owned(),
        }
    }

    /// What the engine found wrong in the text of a file, to which it was given `values`.
    pub(super) fn of(error: &Error, file: &str, source: &str, values: &Value) -> Self {
        let range = error.range();
        let start = range.as_ref().map(|range| range.start);
        let line_alone = error.line().map(|line| (line, 1));
        Self {
            file: file.to_owned(),
            position: start.map(|start| position(source, start)).or(line_alone),
            problem: problem(error),
            hint: hint(
                error,
                range
                    .and_then(|range| source.get(range))
                    .unwrap_or_default(),
                values,
            ),
        }
    }

    /// What to try.
    pub fn hint(&self) -> &str {
        &self.hint
    }

    fn place(&self) -> String {
        self.position.map_or_else(String::new, |(line, column)| {
            format!(" (line {line}, column {column})")
        })
    }
}

/// The line and the column of a byte of a text.
fn position(source: &str, start: usize) -> (usize, usize) {
    let before = source.get(..start).unwrap_or(source);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

fn problem(error: &Error) -> String {
    match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => "it does more, or writes more, than a template may".to_owned(),
        (_, Some(detail)) => detail.to_owned(),
        (kind, None) => kind.to_string(),
    }
}

/// What the commands that fill templates call their results.
const RESULTS: [&str; 3] = ["report", "summary", "portfolio"];

/// What to try: the name that was probably meant, or where it is seen which there are.
fn hint(error: &Error, code: &str, values: &Value) -> String {
    let detail = error.detail().unwrap_or_default();
    let expression = detail.split('`').nth(1).unwrap_or(code);
    let meant = match error.kind() {
        ErrorKind::UndefinedError if RESULTS.contains(&expression) => RESULTS
            .into_iter()
            .find(|name| values.get(name).is_some())
            .map(quoted),
        ErrorKind::UndefinedError => field_meant(expression, values),
        ErrorKind::UnknownFilter => {
            text::nearest(words(code).next().unwrap_or_default(), filters::NAMES).map(quoted)
        }
        _ => None,
    };
    match (meant, error.kind()) {
        (Some(meant), _) => format!("did you mean {meant}?"),
        (None, ErrorKind::UndefinedError) => {
            "put `--json` in the place of the template to see which fields there are".to_owned()
        }
        (None, ErrorKind::OutOfFuel) => "loop over less, or write less in each turn".to_owned(),
        (None, _) if detail.starts_with("unknown statement") => {
            "a template is one file: it cannot include, import or extend others".to_owned()
        }
        (None, _) => "see docs/reports.md for what a template can do".to_owned(),
    }
}

/// The names in an expression, in order.
fn words(expression: &str) -> impl DoubleEndedIterator<Item = &str> {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    let words = expression.split(move |character| !is_name(character));
    words.filter(|word| !word.is_empty())
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

/// The field that was probably meant by an expression: one of the object that it asks, else one of another object, with
/// the path that leads to it. Which object a name of the template's own stands for is not known.
fn field_meant(expression: &str, values: &Value) -> Option<String> {
    let mut path: Vec<&str> = words(expression).collect();
    let name = path.pop()?;
    let asked = path
        .iter()
        .try_fold(values, |value, part| field(value, part));
    let of_asked = asked.and_then(|asked| first_object(asked)?.as_object());
    let fields = of_asked.into_iter().flat_map(|fields| fields.keys());
    if let Some(near) = text::nearest(name, fields.map(String::as_str)) {
        return Some(quoted(near));
    }
    let mut paths = BTreeMap::new();
    gather_paths(values, "", &mut paths);
    let near = match asked {
        Some(_) if !path.is_empty() => paths.get_key_value(name).map(|(name, _)| *name),
        _ => text::nearest(name, paths.keys().copied()),
    }?;
    Some(format!("{}, as in `{}`", quoted(near), paths.get(near)?))
}

/// What a value has under a name; a list, what its first item has.
fn field<'values>(value: &'values Value, name: &str) -> Option<&'values Value> {
    match name.parse::<usize>() {
        Ok(place) => value.get(place),
        Err(_) => first_object(value)?.get(name),
    }
}

/// The value, or the first item of a list.
fn first_object(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.first(),
        value => Some(value),
    }
}

/// Adds the names of all fields of the values, however deep, each with the shortest path that leads to it.
fn gather_paths<'values>(
    values: &'values Value,
    path: &str,
    paths: &mut BTreeMap<&'values str, String>,
) {
    match values {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(place, item)| gather_paths(item, &format!("{path}[{place}]"), paths)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = match path {
                    "" => name.clone(),
                    path => format!("{path}.{name}"),
                };
                let known = paths.entry(name).or_insert_with(|| path.clone());
                if path.len() < known.len() {
                    known.clone_from(&path);
                }
                gather_paths(value, &path, paths);
            }
        }
        _ => {}
    }
}

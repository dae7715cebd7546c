//! The filters of a template beside those of `MiniJinja`: `date`, `duration` and, in Markdown, `code`.

use std::fmt::Write as _;

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use minijinja::{Environment, Error, ErrorKind, Value};

use super::form::Form;
use crate::render::markdown;
use crate::text::{self, visible_line};

/// How `date` writes a day unless it is told otherwise.
const DAY: &str = "%Y-%m-%d";

/// The names of all filters that a template can use, those of `MiniJinja` with them, to find the one that was meant.
pub(super) const NAMES: [&str; 50] = [
    "abs",
    "attr",
    "batch",
    "bool",
    "capitalize",
    "chain",
    "code",
    "count",
    "d",
    "date",
    "default",
    "dictsort",
    "duration",
    "e",
    "escape",
    "first",
    "float",
    "format",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "lines",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "pprint",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "safe",
    "select",
    "selectattr",
    "slice",
    "sort",
    "split",
    "string",
    "sum",
    "title",
    "trim",
    "unique",
    "upper",
    "zip",
];

/// Adds them.
pub(super) fn add_to(environment: &mut Environment<'_>, form: Form) {
    environment.add_filter("date", date);
    environment.add_filter("duration", duration);
    if form == Form::Markdown {
        environment.add_filter("code", code);
    }
}

/// Whether there is nothing to write. What is undefined is handed on, so that the engine names it where it is written.
fn is_absent(value: &Value) -> bool {
    value.is_none() || value.is_undefined()
}

/// `date` writes a date or a moment as a day, or as the pattern says; the time is that of the place where it was.
fn date(value: &Value, pattern: Option<&str>) -> Result<Value, Error> {
    if is_absent(value) {
        return Ok(value.clone());
    }
    let moment = value.as_str().and_then(moment).ok_or_else(|| {
        let message = "`date` takes a date or a time, as the JSON has them";
        Error::new(ErrorKind::InvalidOperation, message)
    })?;
    let pattern = pattern.unwrap_or(DAY);
    let items: Vec<Item<'_>> = StrftimeItems::new(pattern).collect();
    let mut written = String::new();
    if items.contains(&Item::Error)
        || write!(written, "{}", moment.format_with_items(items.iter())).is_err()
    {
        let message = format!("`{pattern}` is no pattern of a date, as `%d.%m.%Y` is");
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    Ok(Value::from(written))
}

/// The moment that a text of the JSON names; of a day its beginning.
fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    let day = NaiveDate::parse_from_str(text, DAY).ok();
    let day = day.map(|day| day.and_time(NaiveTime::MIN).and_utc().fixed_offset());
    day.or_else(|| DateTime::parse_from_rfc3339(text).ok())
}

/// `duration` writes minutes as hours and minutes: `1 h 30 min`.
fn duration(value: &Value) -> Result<Value, Error> {
    if is_absent(value) {
        return Ok(value.clone());
    }
    let minutes = u64::try_from(value.clone()).map_err(|_| {
        let message = "`duration` takes a number of minutes";
        Error::new(ErrorKind::InvalidOperation, message)
    })?;
    Ok(Value::from(text::minutes(minutes)))
}

/// `code` writes a text of one line as code, in which no Markdown is read. A bar stands between two pieces of code: in a
/// table a bar in code would begin another cell, and with a backslash it would show the backslash elsewhere (GitHub
/// Flavored Markdown 0.29, "Tables").
fn code(value: &Value) -> Value {
    if is_absent(value) {
        return value.clone();
    }
    let text = value.to_string();
    let line = visible_line(&text);
    let pieces = line.split('|').map(|piece| match piece.trim() {
        "" => piece.to_owned(),
        _ => markdown::code_span(piece),
    });
    Value::from_safe_string(pieces.collect::<Vec<_>>().join("\\|"))
}

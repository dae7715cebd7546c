//! Untyped values → typed ones: what each sort of key accepts. Why a value is refused is said here;
//! where it stood is added by the callers.

use std::time::Duration;

use super::choices::{Named, Pager};
use super::origin::{Origin, Sourced};
use super::reports;
use super::value::{Value, visible};
use crate::model::time::{Calendar, ChronoZone, DateError, Spent, Stamp, expression};
use crate::model::{Tag, TagGroup};
use crate::redaction::check_pattern;
use crate::text::{Analyzer, Query};

/// Why a value is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// What was found, as a message says it: ``the text `many` ``.
    pub(super) found: String,
    /// The name that was read, where the nearest accepted one is worth a suggestion.
    pub(super) name: Option<String>,
}

impl Refusal {
    pub(super) fn found(found: String) -> Self {
        Self { found, name: None }
    }

    fn unknown_name(name: &str) -> Self {
        Self {
            found: Value::text(name).described(),
            name: Some(name.to_owned()),
        }
    }
}

/// A value on its way into the configuration.
pub(super) struct Given<'a> {
    /// The free part of the key, where it has one: `work` in `journals.work`.
    pub(super) name: Option<&'a str>,
    /// The value.
    pub(super) value: Value,
    /// Where it came from.
    pub(super) origin: Origin,
}

impl Given<'_> {
    /// Reads the value and puts it in place of the weaker one.
    pub(super) fn store<T>(
        self,
        field: &mut Sourced<T>,
        read: impl FnOnce(&Value) -> Result<T, Refusal>,
    ) -> Result<(), Refusal> {
        *field = Sourced {
            value: read(&self.value)?,
            origin: self.origin,
        };
        Ok(())
    }

    /// The same for a key that may have no value.
    pub(super) fn store_some<T>(
        self,
        field: &mut Sourced<Option<T>>,
        read: impl FnOnce(&Value) -> Result<T, Refusal>,
    ) -> Result<(), Refusal> {
        self.store(field, |value| read(value).map(Some))
    }
}

/// One line of text, not empty, without the white space around it.
pub(super) fn line(value: &Value) -> Result<String, Refusal> {
    let Value::Text(text) = value else {
        return Err(Refusal::found(value.described()));
    };
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(Refusal::found("empty".to_owned()));
    }
    if trimmed.chars().any(char::is_control) {
        return Err(Refusal::found(format!(
            "{}, which has control characters",
            value.described()
        )));
    }
    Ok(trimmed.to_owned())
}

/// A command, or nothing where the text is `never` or empty.
pub(super) fn pager(value: &Value) -> Result<Pager, Refusal> {
    match value {
        Value::Text(text)
            if text.trim().is_empty() || text.trim().eq_ignore_ascii_case("never") =>
        {
            Ok(Pager::Never)
        }
        _ => line(value).map(Pager::Command),
    }
}

/// A whole number, 0 or more.
pub(super) fn whole(value: &Value) -> Result<usize, Refusal> {
    match value {
        Value::Whole(number) => {
            usize::try_from(*number).map_err(|_| Refusal::found(value.described()))
        }
        _ => Err(Refusal::found(value.described())),
    }
}

/// `true` or `false`.
pub(super) fn truth(value: &Value) -> Result<bool, Refusal> {
    match value {
        Value::Truth(truth) => Ok(*truth),
        _ => Err(Refusal::found(value.described())),
    }
}

/// A length of time, 0 or more.
pub(super) fn duration(value: &Value) -> Result<Duration, Refusal> {
    let refusal = || Refusal::found(value.described());
    match value {
        Value::Whole(0) => Ok(Duration::ZERO),
        Value::Text(text) => {
            humantime::parse_duration(&text.trim().to_lowercase()).map_err(|_| refusal())
        }
        _ => Err(refusal()),
    }
}

/// A length of time in minutes; one that is begun counts.
pub(super) fn minutes(value: &Value) -> Result<Spent, Refusal> {
    let refusal = || Refusal::found(value.described());
    match value {
        Value::Text(text) => Spent::parse(text).map_err(|_| refusal()),
        _ => Err(refusal()),
    }
}

/// A list of commands, each given by its first word or words.
pub(super) fn commands(value: &Value) -> Result<Vec<String>, Refusal> {
    let items = items(value)?.iter();
    items.map(|item| line(&Value::text(item))).collect()
}

/// One of a list of names, in any case.
pub(super) fn one_of<T: Named>(value: &Value) -> Result<T, Refusal> {
    match value {
        Value::Text(name) => T::named(name.trim()).ok_or_else(|| Refusal::unknown_name(name)),
        _ => Err(Refusal::found(value.described())),
    }
}

/// An ordered list of names, at least one and none twice.
pub(super) fn list_of<T: Named + PartialEq>(value: &Value) -> Result<Vec<T>, Refusal> {
    let mut read = Vec::new();
    for name in items(value)? {
        let item = T::named(name.trim()).ok_or_else(|| Refusal::unknown_name(name))?;
        if read.contains(&item) {
            return Err(Refusal::found(format!(
                "a list that has `{}` twice",
                item.name()
            )));
        }
        read.push(item);
    }
    if read.is_empty() {
        Err(Refusal::found("an empty list".to_owned()))
    } else {
        Ok(read)
    }
}

/// A list of tags; one that is there twice is kept once.
pub(super) fn tags(value: &Value) -> Result<Vec<Tag>, Refusal> {
    let mut read: Vec<Tag> = Vec::new();
    for text in items(value)? {
        let tag = Tag::new(text).map_err(|reason| {
            Refusal::found(format!(
                "a list with {} ({})",
                Value::text(text).described(),
                visible(&reason.to_string())
            ))
        })?;
        if !read.iter().any(|known| known.as_str() == tag.as_str()) {
            read.push(tag);
        }
    }
    Ok(read)
}

/// A list of lines that are not empty; one that is there twice is kept once.
pub(super) fn names(value: &Value) -> Result<Vec<String>, Refusal> {
    let mut read: Vec<String> = Vec::new();
    for item in items(value)? {
        let written = Value::text(item);
        let name = line(&written)
            .map_err(|_| Refusal::found(format!("a list with {}", written.described())))?;
        if !read.contains(&name) {
            read.push(name);
        }
    }
    Ok(read)
}

/// A list of regular expressions.
pub(super) fn patterns(value: &Value) -> Result<Vec<String>, Refusal> {
    for pattern in items(value)? {
        check_pattern(pattern).map_err(|error| {
            Refusal::found(format!(
                "a list with {} ({})",
                Value::text(pattern).described(),
                visible(&error.reason)
            ))
        })?;
    }
    Ok(items(value)?.to_vec())
}

/// A list of tags of which one is enough each.
pub(super) fn tag_groups(value: &Value) -> Result<Vec<TagGroup>, Refusal> {
    let group = |text: &String| {
        let alternatives = text.split(',').map(|tag| tag.trim().to_owned());
        tags(&Value::List(alternatives.collect())).map(TagGroup)
    };
    items(value)?.iter().map(group).collect()
}

/// A text that there is something to search for in.
pub(super) fn query(value: &Value) -> Result<String, Refusal> {
    let text = line(value)?;
    match Query::parse(&text, &mut Analyzer::new()) {
        Ok(_) => Ok(text),
        Err(error) => Err(Refusal::found(format!(
            "{} ({})",
            value.described(),
            visible(&error.to_string())
        ))),
    }
}

/// A stretch of time in words, as `reports::period` understands them.
pub(super) fn period(value: &Value) -> Result<String, Refusal> {
    understood(value, |text, calendar| {
        reports::period(text, calendar).map(drop)
    })
}

/// A date in words.
pub(super) fn when(value: &Value) -> Result<String, Refusal> {
    understood(value, |text, calendar| {
        expression::parse_range(text, calendar).map(drop)
    })
}

/// A line that is understood in some calendar. What it means is worked out on the day on which it is asked for.
fn understood(
    value: &Value,
    read: impl FnOnce(&str, &Calendar<'_>) -> Result<(), DateError>,
) -> Result<String, Refusal> {
    let text = line(value)?;
    let now = Stamp::from_parts(SOME_DAY, 0).unwrap_or(Stamp::LATEST);
    let calendar = Calendar::new(now, &ChronoZone(chrono::Utc), chrono::Weekday::Mon);
    match read(&text, &calendar) {
        Ok(()) => Ok(text),
        Err(error) => Err(Refusal::found(format!(
            "{} ({})",
            value.described(),
            visible(&error.to_string())
        ))),
    }
}

/// The day on which it is checked whether a period can be understood, in Unix milliseconds. Any would do that has a
/// few thousand years on either side.
const SOME_DAY: i64 = 1_700_000_000_000;

fn items(value: &Value) -> Result<&[String], Refusal> {
    match value {
        Value::List(items) => Ok(items),
        _ => Err(Refusal::found(value.described())),
    }
}

//! Values of flags: read by the model, with the model's own words where they cannot be meant.

use std::str::FromStr;

use super::Failure;
use crate::model::time::{Calendar, DateError, Spent, SpentError, Stamp, parse_instant};
use crate::model::{Tag, Text, UnknownWord};
use crate::ops::watching;

/// Why the value of a flag was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    message: String,
    /// What to write instead.
    pub hint: String,
}

impl Refused {
    /// Refuses a value, with what to write instead.
    pub fn new(error: &dyn std::fmt::Display, hint: impl Into<String>) -> Self {
        Self {
            message: error.to_string(),
            hint: hint.into(),
        }
    }
}

/// A value, or nothing, for which the empty text stands. clap would take an `Option` in an `Option` for an optional flag.
#[derive(Debug, Clone)]
pub struct Optional<T>(pub Option<T>);

/// Reads a value of which the empty text is none.
///
/// # Errors
/// As `parse` has them.
pub fn optional<T>(
    given: &str,
    parse: fn(&str) -> Result<T, Refused>,
) -> Result<Optional<T>, Refused> {
    if given.is_empty() {
        Ok(Optional(None))
    } else {
        parse(given).map(|value| Optional(Some(value)))
    }
}

/// Prose, or nothing.
pub fn optional_text(given: &str) -> Result<Optional<Text>, Refused> {
    optional(given, text)
}

/// A part of a hundred: `60` or `60%`.
pub fn percent(given: &str) -> Result<u8, Refused> {
    let number = given.trim().trim_end_matches('%').trim_end();
    let percent = number.parse().ok().filter(|percent| *percent <= 100);
    percent.ok_or_else(|| {
        Refused::new(
            &format!("`{}` is not a percentage", given.escape_debug()),
            "write a whole number from 0 to 100",
        )
    })
}

/// A tag, as clap asks for it.
pub fn tag(given: &str) -> Result<Tag, Refused> {
    Tag::new(given).map_err(|error| Refused::new(&error, error.hint()))
}

/// Prose.
pub fn text(given: &str) -> Result<Text, Refused> {
    Text::new(given).map_err(|error| Refused::new(&error, error.hint()))
}

/// A signal.
pub fn signal(given: &str) -> Result<Text, Refused> {
    let signal = text(given)?;
    watching::check_signal(signal.as_str()).map_err(|error| Refused::new(&error, error.hint()))?;
    Ok(signal)
}

/// A duration.
pub fn spent(given: &str) -> Result<Spent, Refused> {
    Spent::parse(given).map_err(|error: SpentError| Refused::new(&error, error.hint()))
}

/// A word of one of the closed vocabularies.
pub fn word<W: FromStr<Err = UnknownWord>>(given: &str) -> Result<W, Refused> {
    given
        .parse()
        .map_err(|error: UnknownWord| Refused::new(&error, error.hint()))
}

/// How many to show.
pub fn limit(given: &str) -> Result<u64, Refused> {
    given.parse().map_err(|_| {
        Refused::new(
            &"it is not a whole number",
            "write a number such as 50; 0 is all",
        )
    })
}

/// How many are meant: those given, else `preset`; 0 is all, which is no limit.
pub fn at_most(given: Option<u64>, preset: u64) -> Option<u64> {
    Some(given.unwrap_or(preset)).filter(|limit| *limit > 0)
}

/// When an attempt happened: what people write, never later than now.
///
/// # Errors
/// When it is not understood, or lies ahead.
pub fn happened_at(given: &str, calendar: &Calendar<'_>) -> Result<Stamp, Failure> {
    let stamp = parse_instant(given, calendar)
        .map_err(|error: DateError| Failure::from(error).context("`--at` cannot be used"))?;
    if calendar.is_future(stamp) {
        return Err(Failure::usage(
            format!(
                "`--at {given}` lies ahead, at {}",
                calendar.local_of(stamp).format("%Y-%m-%d %H:%M")
            ),
            "write when the attempt happened, such as `yesterday 14:00` or `2026-10-03 14:00`",
        ));
    }
    Ok(stamp)
}

//! Values of flags: read by the model, with the model's own words where they cannot be meant.

use super::Failure;
use crate::model::time::{Calendar, DateError, Spent, SpentError, Stamp, parse_instant};
use crate::model::{Assist, Outcome, Stage, Tag, Text, UnknownWord};

/// A tag, as clap asks for it.
pub fn tag(given: &str) -> Result<Tag, String> {
    Tag::new(given).map_err(|error| with_hint(&error, &error.hint()))
}

/// Prose.
pub fn text(given: &str) -> Result<Text, String> {
    Text::new(given).map_err(|error| with_hint(&error, error.hint()))
}

/// A duration.
pub fn spent(given: &str) -> Result<Spent, String> {
    Spent::parse(given).map_err(|error: SpentError| with_hint(&error, &error.hint()))
}

/// An outcome.
pub fn outcome(given: &str) -> Result<Outcome, String> {
    given
        .parse()
        .map_err(|error: UnknownWord| with_hint(&error, &error.hint()))
}

/// A level of assistance.
pub fn assist(given: &str) -> Result<Assist, String> {
    given
        .parse()
        .map_err(|error: UnknownWord| with_hint(&error, &error.hint()))
}

/// A stage.
pub fn stage(given: &str) -> Result<Stage, String> {
    given
        .parse()
        .map_err(|error: UnknownWord| with_hint(&error, &error.hint()))
}

/// In the form in which clap gives its own tips, so that they become hints together.
fn with_hint(error: &dyn std::fmt::Display, hint: &str) -> String {
    format!("{error}\n\ntip: {hint}")
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
            format!("`--at {given}` lies ahead, at {stamp}"),
            "write when the attempt happened, such as `yesterday 14:00` or `2026-10-03 14:00`",
        ));
    }
    Ok(stamp)
}

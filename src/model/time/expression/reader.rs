//! The entries to the date language: one for each thing that a command wants to know.

use chrono::{Datelike, NaiveDate};

use super::error::{DateError, DateProblem};
use super::exists;
use super::lexer;
use super::meaning;
use super::syntax::{self, Expression};
use crate::model::time::{Calendar, Period, PeriodError, PeriodKind, Stamp};

/// The longest text that is looked at, in bytes; no date needs as many.
const LONGEST: usize = 100;

/// The one moment that a text means, as for `--at`.
///
/// A day without a time takes the present time of day, so `yesterday` is 24 hours ago where no clock was changed.
/// The moment may lie in the future: [`Calendar::is_future`] tells.
///
/// # Errors
/// When the text is not understood, ambiguous, names what does not exist, or is longer than a day.
pub fn parse_instant(text: &str, calendar: &Calendar<'_>) -> Result<Stamp, DateError> {
    read(text, |expression| meaning::instant(expression, calendar))
}

/// The one moment that a text in a file means: as [`parse_instant`], but a day without a time is its first moment, so
/// that the file means the same whenever it is read.
///
/// # Errors
/// As [`parse_instant`].
pub fn parse_recorded(text: &str, calendar: &Calendar<'_>) -> Result<Stamp, DateError> {
    read(text, |expression| meaning::recorded(expression, calendar))
}

/// The half-open stretch of time that a text covers; both its sides are given.
///
/// # Errors
/// When the text is not understood, ambiguous, or names what does not exist.
pub fn parse_range(text: &str, calendar: &Calendar<'_>) -> Result<Period, DateError> {
    read(text, |expression| meaning::range(expression, calendar))
}

/// The first moment of what a text covers, as for `--since`.
///
/// # Errors
/// As [`parse_range`].
pub fn since(text: &str, calendar: &Calendar<'_>) -> Result<Stamp, DateError> {
    let range = parse_range(text, calendar)?;
    Ok(range.start().unwrap_or(Stamp::EARLIEST))
}

/// The moment after all that a text covers, as for `--until`: a day named there is included.
///
/// # Errors
/// As [`parse_range`].
pub fn until(text: &str, calendar: &Calendar<'_>) -> Result<Stamp, DateError> {
    let range = parse_range(text, calendar)?;
    Ok(range.end().unwrap_or(Stamp::LATEST))
}

/// The month that a text names or that holds the day it names.
///
/// # Errors
/// As [`parse_range`], and when the text names anything but a month, a day or a moment.
pub fn month(text: &str, calendar: &Calendar<'_>) -> Result<Period, DateError> {
    holding(text, calendar, PeriodKind::Month)
}

/// The week that a text names or that holds the day it names; this week without a text.
///
/// # Errors
/// As [`parse_range`], and when the text names anything but a week, a day or a moment.
pub fn week(text: Option<&str>, calendar: &Calendar<'_>) -> Result<Period, DateError> {
    holding(text.unwrap_or("this week"), calendar, PeriodKind::Week)
}

/// The quarter that a text names or that holds the month or day it names; this quarter without a text.
///
/// # Errors
/// As [`parse_range`], and when the text names a week, a year or a stretch of several days.
pub fn quarter(text: Option<&str>, calendar: &Calendar<'_>) -> Result<Period, DateError> {
    holding(
        text.unwrap_or("this quarter"),
        calendar,
        PeriodKind::Quarter,
    )
}

/// The year that a text names or that holds the quarter, month or day it names; this year without a text.
///
/// # Errors
/// As [`parse_range`], and when the text names a week or a stretch of several days.
pub fn year(text: Option<&str>, calendar: &Calendar<'_>) -> Result<Period, DateError> {
    let text = text.unwrap_or("this year");
    // Four digits alone may be a time elsewhere, but not here; eight are a day.
    if let Some(number) = super::clock::digits(text.trim(), 4..=7) {
        let year = exists::year(number).and_then(|year| Ok(Period::year(calendar, year)?));
        return year.map_err(|problem| DateError::new(text.trim(), problem));
    }
    holding(text, calendar, PeriodKind::Year)
}

fn holding(text: &str, calendar: &Calendar<'_>, wanted: PeriodKind) -> Result<Period, DateError> {
    let read = read(text, |expression| {
        let range = meaning::range(expression, calendar)?;
        let found = range.kind();
        if found == wanted {
            return Ok(range);
        }
        let start = range.start().filter(|_| lies_within(found, wanted));
        let date = calendar.date_of(start.ok_or(DateProblem::WrongKind { found, wanted })?);
        Ok(period_holding(date, wanted, calendar)?)
    });
    read.map_err(|error| match error.problem() {
        DateProblem::NotUnderstood { .. } => with_unit(text.trim(), wanted, error),
        _ => error.wanting(wanted),
    })
}

/// Adds that the unit may be what is missing, as of `last` where a quarter is wanted, if the text is understood with it.
fn with_unit(text: &str, wanted: PeriodKind, error: DateError) -> DateError {
    let unit = wanted.to_string();
    let unit = unit.strip_prefix("a ").unwrap_or(&unit);
    let suggestion = format!("{text} {unit}");
    if expression(&suggestion).is_err() {
        return error.wanting(wanted);
    }
    DateError::new(
        text,
        DateProblem::NotUnderstood {
            suggestion: Some(suggestion),
        },
    )
}

/// Whether every period of one kind lies within one of the other; a week can lie in two months, quarters and years.
fn lies_within(inner: PeriodKind, outer: PeriodKind) -> bool {
    match inner {
        PeriodKind::Moment | PeriodKind::Day => true,
        PeriodKind::Month => matches!(outer, PeriodKind::Quarter | PeriodKind::Year),
        PeriodKind::Quarter => outer == PeriodKind::Year,
        PeriodKind::Week | PeriodKind::Year | PeriodKind::Custom => false,
    }
}

fn period_holding(
    date: NaiveDate,
    kind: PeriodKind,
    calendar: &Calendar<'_>,
) -> Result<Period, PeriodError> {
    match kind {
        PeriodKind::Week => Period::week_of(calendar, date),
        PeriodKind::Month => Period::month(calendar, date.year(), date.month()),
        PeriodKind::Quarter => Period::quarter(calendar, date.year(), date.quarter()),
        PeriodKind::Year => Period::year(calendar, date.year()),
        PeriodKind::Moment | PeriodKind::Day | PeriodKind::Custom => Period::day(calendar, date),
    }
}

/// Reads the text and places it; whatever goes wrong is told with the text.
fn read<T>(
    text: &str,
    place: impl FnOnce(Expression) -> Result<T, DateProblem>,
) -> Result<T, DateError> {
    let text = text.trim();
    expression(text)
        .and_then(place)
        .map_err(|problem| DateError::new(text, with_suggestion(text, problem)))
}

fn expression(text: &str) -> Result<Expression, DateProblem> {
    if text.is_empty() {
        return Err(DateProblem::Empty);
    }
    if text.len() > LONGEST {
        return Err(DateProblem::not_understood());
    }
    syntax::parse(&lexer::tokens(text)?)
}

/// Adds what may have been meant to a text that is not understood, if that itself is understood.
fn with_suggestion(text: &str, problem: DateProblem) -> DateProblem {
    if problem != DateProblem::not_understood() || text.len() > LONGEST {
        return problem;
    }
    let suggestion = lexer::corrected(text);
    DateProblem::NotUnderstood {
        suggestion: suggestion.filter(|suggestion| expression(suggestion).is_ok()),
    }
}

//! The units of the calendar that a period can be.

use std::fmt;

use serde::Serialize;

/// Which unit of the calendar a [`Period`](super::Period) is; it decides what comes before it. Displayed with its article: `a month`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// As long as a time is written exactly: a minute, a second, a millisecond.
    Moment,
    /// One calendar day.
    Day,
    /// Seven days from the first day of a week.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months, beginning with January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
    /// Anything between two moments, or open on a side.
    Custom,
}

impl fmt::Display for PeriodKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Moment => "a moment",
            Self::Day => "a day",
            Self::Week => "a week",
            Self::Month => "a month",
            Self::Quarter => "a quarter",
            Self::Year => "a year",
            Self::Custom => "a stretch of time",
        })
    }
}

//! Why something is not a period.

use chrono::{Datelike, NaiveDate};

use crate::model::time::Stamp;

/// Why something is not a [`Period`](super::Period).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The start is at or after the end.
    #[error("the start, {start}, is not before the end, {end}")]
    NotForward {
        /// The first moment.
        start: Stamp,
        /// The moment after the last one.
        end: Stamp,
    },
    /// The year has no such month.
    #[error("months run from 1 to 12, and {month} is none of them")]
    NoSuchMonth {
        /// The number given.
        month: u32,
    },
    /// The year has no such quarter.
    #[error("quarters run from Q1 to Q4")]
    NoSuchQuarter {
        /// The number given.
        quarter: u32,
    },
    /// The year has no such ISO 8601 week.
    #[error("{year} has weeks 1 to {last}")]
    NoSuchWeek {
        /// The ISO year.
        year: i32,
        /// Its last week: 52 or 53.
        last: u32,
    },
    /// The clocks of the time zone went over a whole day.
    #[error("the clocks of this time zone skipped {date}")]
    SkippedDay {
        /// The day that never was.
        date: NaiveDate,
    },
    /// The period reaches outside what a stamp can hold.
    #[error("the period reaches outside the years 0001 to 9999")]
    OutOfRange,
}

impl PeriodError {
    /// That a year has no such ISO week. The 28th of December always lies in the last one.
    pub(in crate::model::time) fn no_such_week(year: i32) -> Self {
        let last = NaiveDate::from_ymd_opt(year, 12, 28);
        last.map_or(Self::OutOfRange, |date| Self::NoSuchWeek {
            year,
            last: date.iso_week().week(),
        })
    }

    /// What to try instead.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotForward { .. } => "give a start that lies before the end",
            Self::NoSuchMonth { .. } => "write a month such as `2026-10`",
            Self::NoSuchQuarter { .. } => "write a quarter such as `2026-Q4`",
            Self::NoSuchWeek { .. } => "write a week such as `2026-W41`",
            Self::SkippedDay { .. } => "give the day before or the day after",
            Self::OutOfRange => "use a year between 0001 and 9999",
        }
    }
}

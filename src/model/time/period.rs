//! `Period`: a stretch of time from a first moment up to, but not including, a last one, with a label for people.
//! How a period is written by people is read in `expression`.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::Serialize;

use super::{Calendar, Stamp};
use label::{first_label, is_day_start, last_date, last_label, minute_label};

mod error;
mod kind;
mod label;
mod so_far;

pub use error::PeriodError;
pub use kind::PeriodKind;

/// A half-open stretch of time: from `start` up to, but not including, `end`. Either side may be open.
///
/// Where both sides are given, the start is before the end. In serde it can only be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period {
    start: Option<Stamp>,
    end: Option<Stamp>,
    label: String,
    kind: PeriodKind,
}

impl Period {
    /// From `start` up to, but not including, `end`; a side that is `None` is open.
    ///
    /// # Errors
    /// When the start is not before the end.
    pub fn between(
        calendar: &Calendar<'_>,
        start: Option<Stamp>,
        end: Option<Stamp>,
    ) -> Result<Self, PeriodError> {
        let label = match (start, end) {
            (None, None) => "all time".to_owned(),
            (Some(start), None) => format!("since {}", first_label(calendar, start)),
            (None, Some(end)) => format!("until {}", last_label(calendar, end)),
            (Some(start), Some(end)) => {
                let (first, last) = (first_label(calendar, start), last_label(calendar, end));
                if first == last {
                    first
                } else {
                    format!("{first} to {last}")
                }
            }
        };
        Self::new(start, end, label, PeriodKind::Custom)
    }

    /// One calendar day of the calendar's zone.
    ///
    /// # Errors
    /// When the zone skipped the day, or it lies outside the years 0001 to 9999.
    pub fn day(calendar: &Calendar<'_>, date: NaiveDate) -> Result<Self, PeriodError> {
        let next = date.checked_add_days(Days::new(1));
        let label = date.to_string();
        Self::of_days(calendar, date, next, label, PeriodKind::Day).map_err(|error| match error {
            PeriodError::NotForward { .. } => PeriodError::SkippedDay { date },
            other => other,
        })
    }

    /// The week that holds a day, beginning on the calendar's first day of the week.
    ///
    /// # Errors
    /// When it reaches outside the years 0001 to 9999.
    pub fn week_of(calendar: &Calendar<'_>, date: NaiveDate) -> Result<Self, PeriodError> {
        let since_start = date.weekday().days_since(calendar.week_start());
        let first = date.checked_sub_days(Days::new(since_start.into()));
        Self::week_from(calendar, first.ok_or(PeriodError::OutOfRange)?)
    }

    /// A week of ISO 8601, Monday to Sunday whatever the calendar's first day of the week.
    ///
    /// # Errors
    /// When the year has no such week, or it reaches outside the years 0001 to 9999.
    pub fn iso_week(calendar: &Calendar<'_>, year: i32, week: u32) -> Result<Self, PeriodError> {
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon);
        let monday = monday.ok_or_else(|| PeriodError::no_such_week(year))?;
        Self::week_from(calendar, monday)
    }

    /// A calendar month, 1 to 12.
    ///
    /// # Errors
    /// When there is no such month, or it reaches outside the years 0001 to 9999.
    pub fn month(calendar: &Calendar<'_>, year: i32, month: u32) -> Result<Self, PeriodError> {
        if !(1..=12).contains(&month) {
            return Err(PeriodError::NoSuchMonth { month });
        }
        let first = first_of_month(year, month)?;
        Self::of_months(
            calendar,
            first,
            first.format("%B %Y").to_string(),
            PeriodKind::Month,
        )
    }

    /// A quarter of a calendar year, 1 to 4.
    ///
    /// # Errors
    /// When there is no such quarter, or it reaches outside the years 0001 to 9999.
    pub fn quarter(calendar: &Calendar<'_>, year: i32, quarter: u32) -> Result<Self, PeriodError> {
        if !(1..=4).contains(&quarter) {
            return Err(PeriodError::NoSuchQuarter { quarter });
        }
        let first = first_of_month(year, quarter * 3 - 2)?;
        let label = format!("Q{quarter} {}", first.format("%Y"));
        Self::of_months(calendar, first, label, PeriodKind::Quarter)
    }

    /// A calendar year.
    ///
    /// # Errors
    /// When it reaches outside the years 0001 to 9999.
    pub fn year(calendar: &Calendar<'_>, year: i32) -> Result<Self, PeriodError> {
        let first = first_of_month(year, 1)?;
        Self::of_months(
            calendar,
            first,
            first.format("%Y").to_string(),
            PeriodKind::Year,
        )
    }

    /// A time as exactly as it was written.
    pub(super) fn moment(
        calendar: &Calendar<'_>,
        start: Stamp,
        end: Stamp,
    ) -> Result<Self, PeriodError> {
        let label = minute_label(calendar, start);
        Self::new(Some(start), Some(end), label, PeriodKind::Moment)
    }

    /// Whole days from `first` up to, but not including, `next`, as a custom period.
    pub(super) fn dates(
        calendar: &Calendar<'_>,
        first: NaiveDate,
        next: Option<NaiveDate>,
    ) -> Result<Self, PeriodError> {
        let bounds = Self::of_days(calendar, first, next, String::new(), PeriodKind::Custom)?;
        Self::between(calendar, bounds.start, bounds.end)
    }

    /// The first moment, or `None` where the period has always been going on.
    pub fn start(&self) -> Option<Stamp> {
        self.start
    }

    /// The moment after the last one, or `None` where the period never ends.
    pub fn end(&self) -> Option<Stamp> {
        self.end
    }

    /// What people call it: `October 2026`, `week of 2026-10-05`, `Q4 2026`, `2026-10-01 to 2026-10-15`.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Which unit of the calendar it is.
    pub fn kind(&self) -> PeriodKind {
        self.kind
    }

    /// Whether a moment lies within it; offsets play no part.
    pub fn contains(&self, moment: Stamp) -> bool {
        let instant = moment.utc_milliseconds();
        self.start
            .is_none_or(|start| start.utc_milliseconds() <= instant)
            && self.end.is_none_or(|end| instant < end.utc_milliseconds())
    }

    /// The first calendar day that it touches in the calendar's zone, or `None` where it has always been going on.
    pub fn first_day(&self, calendar: &Calendar<'_>) -> Option<NaiveDate> {
        self.start.map(|start| calendar.date_of(start))
    }

    /// The last calendar day that it touches in the calendar's zone, or `None` where it never ends.
    pub fn last_day(&self, calendar: &Calendar<'_>) -> Option<NaiveDate> {
        self.end.map(|end| last_date(calendar, end))
    }

    /// How many calendar days it touches in the calendar's zone, or `None` where a side is open.
    pub fn days(&self, calendar: &Calendar<'_>) -> Option<u32> {
        let days = self.last_day(calendar)? - self.first_day(calendar)?;
        u32::try_from(days.num_days() + 1).ok()
    }

    /// The period of the same kind directly before: the month before a month, the same number of days before a
    /// custom period. `None` before a moment, where a side is open, and before the year 0001.
    pub fn previous(&self, calendar: &Calendar<'_>) -> Option<Self> {
        let start = self.start?;
        let date = calendar.date_of(start);
        match self.kind {
            PeriodKind::Moment => None,
            PeriodKind::Day => Self::day_before(calendar, date),
            PeriodKind::Week => Self::week_from(calendar, back_days(date, 7)?).ok(),
            PeriodKind::Month => {
                let before = back_months(date, 1)?;
                Self::month(calendar, before.year(), before.month()).ok()
            }
            PeriodKind::Quarter => {
                let before = back_months(date, 3)?;
                Self::quarter(calendar, before.year(), before.quarter()).ok()
            }
            PeriodKind::Year => Self::year(calendar, date.year() - 1).ok(),
            PeriodKind::Custom => self.stretch_before(calendar, start),
        }
    }

    /// The last day before `date` that the zone did not skip.
    fn day_before(calendar: &Calendar<'_>, date: NaiveDate) -> Option<Self> {
        let day = |distance| Self::day(calendar, back_days(date, distance)?).ok();
        day(1).or_else(|| day(2))
    }

    fn stretch_before(&self, calendar: &Calendar<'_>, start: Stamp) -> Option<Self> {
        let days = u64::from(self.days(calendar)?);
        let local = calendar.local_of(start);
        let first = back_days(local.date(), days)?;
        let before = if is_day_start(calendar, local.date(), start) {
            calendar.day_start(first)
        } else {
            calendar.resolve(first.and_time(local.time())).ok()?
        };
        Self::between(calendar, Some(before), Some(start)).ok()
    }

    fn week_from(calendar: &Calendar<'_>, first: NaiveDate) -> Result<Self, PeriodError> {
        let next = first.checked_add_days(Days::new(7));
        Self::of_days(
            calendar,
            first,
            next,
            format!("week of {first}"),
            PeriodKind::Week,
        )
    }

    fn of_months(
        calendar: &Calendar<'_>,
        first: NaiveDate,
        label: String,
        kind: PeriodKind,
    ) -> Result<Self, PeriodError> {
        let months = match kind {
            PeriodKind::Year => 12,
            PeriodKind::Quarter => 3,
            _ => 1,
        };
        let next = first.checked_add_months(Months::new(months));
        Self::of_days(calendar, first, next, label, kind)
    }

    fn of_days(
        calendar: &Calendar<'_>,
        first: NaiveDate,
        next: Option<NaiveDate>,
        label: String,
        kind: PeriodKind,
    ) -> Result<Self, PeriodError> {
        let days = Stamp::EARLIEST.date()..=Stamp::LATEST.date();
        let next = next.filter(|_| days.contains(&first));
        let end = match next.ok_or(PeriodError::OutOfRange)? {
            next if days.contains(&next) => calendar.day_start(next),
            next if Some(next) == days.end().succ_opt() => calendar.last_moment(),
            _ => return Err(PeriodError::OutOfRange),
        };
        Self::new(Some(calendar.day_start(first)), Some(end), label, kind)
    }

    fn new(
        start: Option<Stamp>,
        end: Option<Stamp>,
        label: String,
        kind: PeriodKind,
    ) -> Result<Self, PeriodError> {
        if let (Some(start), Some(end)) = (start, end)
            && start.utc_milliseconds() >= end.utc_milliseconds()
        {
            return Err(PeriodError::NotForward { start, end });
        }
        Ok(Self {
            start,
            end,
            label,
            kind,
        })
    }
}

/// What people call it.
impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.label)
    }
}

fn first_of_month(year: i32, month: u32) -> Result<NaiveDate, PeriodError> {
    NaiveDate::from_ymd_opt(year, month, 1).ok_or(PeriodError::OutOfRange)
}

fn back_days(date: NaiveDate, days: u64) -> Option<NaiveDate> {
    date.checked_sub_days(Days::new(days))
}

fn back_months(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    date.checked_sub_months(Months::new(months))
}

#[cfg(test)]
mod tests;

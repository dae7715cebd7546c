//! Numbers turned into days that the calendar has, or into the reason why it has none.

use chrono::{Datelike, NaiveDate, Weekday};

use super::error::DateProblem;
use crate::model::time::PeriodError;
use crate::model::time::stamp::YEARS;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12.
pub(super) fn month_name(month: u32) -> &'static str {
    let index = month
        .checked_sub(1)
        .and_then(|index| usize::try_from(index).ok());
    index
        .and_then(|index| MONTHS.get(index))
        .unwrap_or(&"the month")
}

/// A year that a stamp can lie in.
pub(super) fn year(number: u32) -> Result<i32, DateProblem> {
    i32::try_from(number)
        .ok()
        .filter(|year| YEARS.contains(year))
        .ok_or(DateProblem::OutOfRange)
}

/// A month of the year, 1 to 12.
pub(super) fn month(number: u32) -> Result<u32, DateProblem> {
    if (1..=12).contains(&number) {
        Ok(number)
    } else {
        Err(DateProblem::does_not_exist("months run from 01 to 12"))
    }
}

/// The day of a month of a year.
pub(super) fn date(year: i32, month_number: u32, day: u32) -> Result<NaiveDate, DateProblem> {
    let month_number = month(month_number)?;
    NaiveDate::from_ymd_opt(year, month_number, day).ok_or_else(|| {
        let name = month_name(month_number);
        let days = days_in_month(year, month_number);
        DateProblem::does_not_exist(format!("{name} {year:04} has {days} days"))
    })
}

/// The day of a year, counted from 1.
pub(super) fn ordinal_date(year: i32, ordinal: u32) -> Result<NaiveDate, DateProblem> {
    NaiveDate::from_yo_opt(year, ordinal).ok_or_else(|| {
        let days = NaiveDate::from_ymd_opt(year, 12, 31).map_or(365, |last| last.ordinal());
        DateProblem::does_not_exist(format!("{year:04} has {days} days"))
    })
}

/// The day of a week of ISO 8601, 1 for Monday to 7 for Sunday.
pub(super) fn week_date(year: i32, week: u32, day: u32) -> Result<NaiveDate, DateProblem> {
    let weekday = u8::try_from(day)
        .ok()
        .and_then(|day| day.checked_sub(1))
        .and_then(|index| Weekday::try_from(index).ok())
        .ok_or_else(|| DateProblem::does_not_exist("days of a week run from 1 to 7"))?;
    NaiveDate::from_isoywd_opt(year, week, weekday)
        .ok_or_else(|| PeriodError::no_such_week(year).into())
}

fn days_in_month(year: i32, month: u32) -> u32 {
    (28..=31)
        .rev()
        .find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
        .unwrap_or(31)
}

/// How many days the month has in the longest of years.
pub(super) fn most_days_in_month(month: u32) -> u32 {
    const LEAP_YEAR: i32 = 2000;
    days_in_month(LEAP_YEAR, month)
}

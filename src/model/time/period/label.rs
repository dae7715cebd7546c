//! The days and minutes that stand in a period's label.

use chrono::NaiveDate;

use crate::model::time::{Calendar, Stamp};

/// The day of the last millisecond before `end`.
pub(super) fn last_date(calendar: &Calendar<'_>, end: Stamp) -> NaiveDate {
    let last = calendar.stamp(end.utc_milliseconds() - 1).unwrap_or(end);
    calendar.date_of(last)
}

/// The start of a period for people: its day, with the time where it is not the day's start.
pub(super) fn first_label(calendar: &Calendar<'_>, start: Stamp) -> String {
    let date = calendar.date_of(start);
    if is_day_start(calendar, date, start) {
        date.to_string()
    } else {
        minute_label(calendar, start)
    }
}

/// The end of a period for people: its last day where it ends with a day, the moment it ends otherwise.
pub(super) fn last_label(calendar: &Calendar<'_>, end: Stamp) -> String {
    if end == calendar.last_moment() || is_day_start(calendar, calendar.date_of(end), end) {
        last_date(calendar, end).to_string()
    } else {
        minute_label(calendar, end)
    }
}

pub(super) fn is_day_start(calendar: &Calendar<'_>, date: NaiveDate, moment: Stamp) -> bool {
    calendar.day_start(date).utc_milliseconds() == moment.utc_milliseconds()
}

pub(super) fn minute_label(calendar: &Calendar<'_>, moment: Stamp) -> String {
    let local = calendar.local_of(moment);
    local.format("%Y-%m-%d %H:%M").to_string()
}

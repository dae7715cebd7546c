//! The days of a period as a grid, and which days figures lead through.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::model::time::Calendar;
use crate::ops::report::{Day, Report};
use crate::render::Grid;

/// Up to so many weeks stand below each other in a calendar.
const WEEKS_BELOW: usize = 6;

/// Up to so many weeks are drawn at all.
const WEEKS: usize = 54;

/// The days that figures lead through, whether or not there were attempts: those of the period as far as it has come,
/// and no later ones unless attempts are dated so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// The first day of the period; none where it has always been going on, and then the first attempt begins.
    pub(super) first: Option<NaiveDate>,
    /// Its last day, or today where that is still to come.
    pub(super) last: NaiveDate,
    /// With which day weeks begin.
    pub(super) week_start: Weekday,
}

impl Extent {
    pub(super) fn of(report: &Report, calendar: &Calendar<'_>) -> Self {
        let today = calendar.today();
        let last = report.period.last_day(calendar);
        Self {
            first: report.period.first_day(calendar),
            last: last.map_or(today, |last| last.min(today)),
            week_start: calendar.week_start(),
        }
    }
}

/// A place for each day; none where these are too many. Weeks stand below each other, or beside each other where they are
/// many.
pub(super) fn grid(days: &[Day], extent: Extent) -> Option<Grid> {
    let first = extent.first.or(days.first().map(|day| day.date))?;
    let last = days.last()?.date.max(extent.last);
    let weeks = weeks(first, last, extent.week_start)?;
    let place = |week: NaiveDate, weekday: u64| {
        let date = week.checked_add_days(Days::new(weekday))?;
        (first..=last)
            .contains(&date)
            .then(|| attempts_on(days, date))
    };
    let begins = *weeks.first()?;
    let names = (0..7).filter_map(|day| begins.checked_add_days(Days::new(day)));
    let names: Vec<String> = names.map(|day| day.format("%a").to_string()).collect();
    // A week is called by its first day within the period.
    let labels = weeks.iter().map(|week| short_date((*week).max(first)));
    let labels: Vec<String> = labels.collect();
    let (unit, columns, rows) = if weeks.len() <= WEEKS_BELOW {
        let cells = |week: &NaiveDate| (0..7).map(|day| place(*week, day)).collect();
        let rows = labels.into_iter().zip(weeks.iter().map(cells)).collect();
        ("week of", names, rows)
    } else {
        let cells = |day: u64| weeks.iter().map(|week| place(*week, day)).collect();
        (
            "day",
            labels,
            names.into_iter().zip((0..7).map(cells)).collect(),
        )
    };
    Some(Grid {
        unit: unit.to_owned(),
        columns,
        rows,
        span: format!(
            "{} to {}",
            dated(first, (first, last)),
            dated(last, (first, last))
        ),
        counted: "attempts".to_owned(),
    })
}

/// The first days of the weeks that hold these days; none where they are too many.
fn weeks(first: NaiveDate, last: NaiveDate, week_start: Weekday) -> Option<Vec<NaiveDate>> {
    let mut week = first.week(week_start).checked_first_day()?;
    let mut weeks = Vec::new();
    while week <= last {
        if weeks.len() == WEEKS {
            return None;
        }
        weeks.push(week);
        week = week.checked_add_days(Days::new(7))?;
    }
    Some(weeks)
}

fn attempts_on(days: &[Day], date: NaiveDate) -> u64 {
    let found = days.binary_search_by_key(&date, |day| day.date).ok();
    let day = found.and_then(|place| days.get(place));
    day.map_or(0, |day| day.attempts)
}

/// A day among others from a first to a last one: with its year where they are of several.
pub(super) fn dated(date: NaiveDate, (first, last): (NaiveDate, NaiveDate)) -> String {
    if first.year() == last.year() {
        short_date(date)
    } else {
        date.format("%-d %b %Y").to_string()
    }
}

/// A day without its year: `5 Oct`.
pub(super) fn short_date(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

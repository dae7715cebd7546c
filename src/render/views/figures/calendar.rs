//! The days of a period as a grid.

use chrono::{Days, NaiveDate, Weekday};

use crate::ops::report::{Day, Report};
use crate::render::Grid;
use crate::render::views::presentation::Presentation;

/// Up to so many weeks stand below each other in a calendar.
const WEEKS_BELOW: usize = 6;

/// Up to so many weeks are drawn at all.
const WEEKS: usize = 54;

/// A place for each day of the period, or, where these are too many, for each from the first to the last attempt; none
/// where these are too many as well.
pub(super) fn grid(report: &Report, presentation: &Presentation<'_>) -> Option<Grid> {
    let calendar = &presentation.calendar;
    let days = &report.course.days;
    let start = report.period.start().map(|start| calendar.date_of(start));
    let whole = start.zip(report.days).and_then(|(start, count)| {
        let end = start.checked_add_days(Days::new(u64::from(count.max(1))))?;
        of_days(days, (start, end), calendar.week_start())
    });
    whole.or_else(|| {
        let attempts = (days.first()?.date, days.last()?.date.succ_opt()?);
        of_days(days, attempts, calendar.week_start())
    })
}

/// Weeks below each other, or beside each other where they are many.
fn of_days(
    days: &[Day],
    (start, end): (NaiveDate, NaiveDate),
    week_start: Weekday,
) -> Option<Grid> {
    let mut week = start.week(week_start).checked_first_day()?;
    let mut weeks = Vec::new();
    while week < end {
        if weeks.len() == WEEKS {
            return None;
        }
        weeks.push(week);
        week = week.checked_add_days(Days::new(7))?;
    }
    let place = |week: NaiveDate, weekday: u64| {
        let date = week.checked_add_days(Days::new(weekday))?;
        let within = date >= start && date < end;
        within.then(|| attempts_on(days, date))
    };
    let first = *weeks.first()?;
    let names = (0..7).filter_map(|day| first.checked_add_days(Days::new(day)));
    let names: Vec<String> = names.map(|day| day.format("%a").to_string()).collect();
    let labels: Vec<String> = weeks.iter().map(|week| short_date(*week)).collect();
    if weeks.len() <= WEEKS_BELOW {
        let cells = |week: &NaiveDate| (0..7).map(|day| place(*week, day)).collect();
        let rows = labels.into_iter().zip(weeks.iter().map(cells));
        return Some(Grid {
            columns: names,
            rows: rows.collect(),
        });
    }
    let cells = |day: u64| weeks.iter().map(|week| place(*week, day)).collect();
    let rows = names.into_iter().zip((0..7).map(cells));
    Some(Grid {
        rows: rows.collect(),
        columns: labels,
    })
}

fn attempts_on(days: &[Day], date: NaiveDate) -> u64 {
    let found = days.binary_search_by_key(&date, |day| day.date).ok();
    let day = found.and_then(|place| days.get(place));
    day.map_or(0, |day| day.attempts)
}

/// A day without its year: `5 Oct`.
pub(super) fn short_date(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

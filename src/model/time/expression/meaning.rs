//! Expressions placed in time by a calendar. How they are written is decided in `syntax`.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::clock::Clock;
use super::error::DateProblem;
use super::syntax::{DateUnit, Day, ExactUnit, Expression, Numbered, Span};
use crate::model::time::{Calendar, Period, PeriodKind, Stamp};

/// How many years back the latest 29th of February can lie, over a year like 1900 too.
const YEARS_BETWEEN_LEAP_DAYS: i32 = 8;

/// How many years back the latest year with 53 ISO weeks can lie.
const YEARS_BETWEEN_LONG_YEARS: i32 = 7;

/// The half-open stretch of time that an expression covers.
pub(super) fn range(
    expression: Expression,
    calendar: &Calendar<'_>,
) -> Result<Period, DateProblem> {
    let exact = TimeDelta::milliseconds(1);
    match expression {
        Expression::Now => lasting(calendar, calendar.now(), exact),
        Expression::Elapsed { amount, unit } => {
            lasting(calendar, elapsed(amount, unit, calendar)?, exact)
        }
        Expression::At { day, clock } => {
            lasting(calendar, at(day, clock, calendar)?, clock.precision)
        }
        Expression::Day(day) => {
            let date = date(day, calendar, calendar.today())?;
            Ok(Period::day(calendar, date)?)
        }
        Expression::Span(span) => span_period(span, calendar),
    }
}

/// The one moment that an expression means; a day without a time takes the present time of day.
pub(super) fn instant(
    expression: Expression,
    calendar: &Calendar<'_>,
) -> Result<Stamp, DateProblem> {
    match expression {
        Expression::Now => Ok(calendar.now()),
        Expression::Elapsed { amount, unit } => elapsed(amount, unit, calendar),
        Expression::At { day, clock } => at(day, clock, calendar),
        Expression::Day(day) => {
            let date = date(day, calendar, calendar.today())?;
            if date == calendar.today() {
                return Ok(calendar.now());
            }
            local(date, calendar.local_of(calendar.now()).time(), calendar)
        }
        Expression::Span(span) => Err(DateProblem::WrongKind {
            found: span_period(span, calendar)?.kind(),
            wanted: PeriodKind::Moment,
        }),
    }
}

/// The one moment that an expression means; a day without a time is its first moment.
pub(super) fn recorded(
    expression: Expression,
    calendar: &Calendar<'_>,
) -> Result<Stamp, DateProblem> {
    match expression {
        Expression::Day(_) => {
            let day = range(expression, calendar)?;
            Ok(day.start().unwrap_or(Stamp::EARLIEST))
        }
        moment => instant(moment, calendar),
    }
}

fn lasting(
    calendar: &Calendar<'_>,
    start: Stamp,
    length: TimeDelta,
) -> Result<Period, DateProblem> {
    let end = start
        .utc_milliseconds()
        .saturating_add(length.num_milliseconds());
    let end = Stamp::from_parts(end, start.offset_minutes())?;
    Ok(Period::moment(calendar, start, end)?)
}

fn elapsed(amount: u32, unit: ExactUnit, calendar: &Calendar<'_>) -> Result<Stamp, DateProblem> {
    let seconds: i64 = match unit {
        ExactUnit::Second => 1,
        ExactUnit::Minute => 60,
        ExactUnit::Hour => 3600,
    };
    let milliseconds = i64::from(amount) * seconds * 1000;
    let then = calendar
        .now()
        .utc_milliseconds()
        .saturating_sub(milliseconds);
    Ok(calendar.stamp(then)?)
}

/// A time on a day. Where the day is left open and the time is still to come, the day before that one is taken.
fn at(day: Option<Day>, clock: Clock, calendar: &Calendar<'_>) -> Result<Stamp, DateProblem> {
    let today = calendar.today();
    let latest = on(day, clock, calendar, today)?;
    let is_open = matches!(day, None | Some(Day::Latest(_) | Day::OfMonth { .. }));
    if is_open && calendar.is_future(latest) {
        let yesterday = before(today, 1, DateUnit::Day)?;
        return on(day, clock, calendar, yesterday);
    }
    Ok(latest)
}

fn on(
    day: Option<Day>,
    clock: Clock,
    calendar: &Calendar<'_>,
    bound: NaiveDate,
) -> Result<Stamp, DateProblem> {
    let date = day.map_or(Ok(bound), |day| date(day, calendar, bound))?;
    let Some(offset) = clock.offset else {
        return local(date, clock.time, calendar);
    };
    let moment = date
        .and_time(clock.time)
        .and_local_timezone(offset)
        .single();
    Ok(Stamp::from_datetime(
        &moment.ok_or(DateProblem::OutOfRange)?,
    )?)
}

/// A time on a day that the zone has not skipped.
fn local(date: NaiveDate, time: NaiveTime, calendar: &Calendar<'_>) -> Result<Stamp, DateProblem> {
    Period::day(calendar, date)?;
    Ok(calendar.resolve(date.and_time(time))?)
}

/// The date of a day; where the day is left open, the latest one up to and including `bound`.
fn date(day: Day, calendar: &Calendar<'_>, bound: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let today = calendar.today();
    match day {
        Day::Date(date) => Ok(date),
        Day::FromToday(days) => today
            .checked_add_signed(TimeDelta::days(days))
            .ok_or(DateProblem::OutOfRange),
        Day::Latest(weekday) => latest_weekday(bound, weekday),
        Day::Last(weekday) => latest_weekday(before(today, 1, DateUnit::Day)?, weekday),
        Day::Next(weekday) => {
            let next_week = after(today, 1, DateUnit::Week)?;
            latest_weekday(next_week, weekday)
        }
        Day::OfMonth { month, day } => (0..=YEARS_BETWEEN_LEAP_DAYS)
            .filter_map(|back| NaiveDate::from_ymd_opt(bound.year() - back, month, day))
            .find(|date| *date <= bound)
            .ok_or(DateProblem::OutOfRange),
        Day::Ago { amount, unit } => before(today, amount, unit),
    }
}

fn latest_weekday(bound: NaiveDate, weekday: Weekday) -> Result<NaiveDate, DateProblem> {
    let days = bound.weekday().days_since(weekday);
    before(bound, days, DateUnit::Day)
}

fn span_period(span: Span, calendar: &Calendar<'_>) -> Result<Period, DateProblem> {
    let today = calendar.today();
    Ok(match span {
        Span::Relative { unit, step } => {
            let within = match step {
                ..0 => before(today, step.unsigned_abs(), unit)?,
                0 => today,
                1.. => after(today, step.unsigned_abs(), unit)?,
            };
            period_around(within, unit, calendar)?
        }
        Span::Trailing { amount, unit } => trailing(amount, unit, calendar)?,
        Span::TrailingTime { amount, unit } => {
            let end = Stamp::from_parts(
                calendar.now().utc_milliseconds().saturating_add(1),
                calendar.now().offset_minutes(),
            )?;
            let start = elapsed(amount, unit, calendar)?;
            Period::between(calendar, Some(start), Some(end))?
        }
        Span::Week(week) => iso_week(week, calendar)?,
        Span::WeekOf(day) => Period::week_of(calendar, date(day, calendar, today)?)?,
        Span::Month(month) => {
            let year = month
                .year
                .unwrap_or_else(|| today.year() - i32::from(month.number > today.month()));
            Period::month(calendar, year, month.number)?
        }
        Span::EndedMonth(month) => {
            let year = today.year() - i32::from(month >= today.month());
            Period::month(calendar, year, month)?
        }
        Span::Quarter(quarter) => {
            let year = quarter
                .year
                .unwrap_or_else(|| today.year() - i32::from(quarter.number > today.quarter()));
            Period::quarter(calendar, year, quarter.number)?
        }
        Span::Year(year) => Period::year(calendar, year)?,
    })
}

/// So many days, weeks or months, the last of which ends with today.
fn trailing(amount: u32, unit: DateUnit, calendar: &Calendar<'_>) -> Result<Period, DateProblem> {
    if amount == 0 {
        return Err(DateProblem::does_not_exist(
            "none of something covers no day",
        ));
    }
    let today = calendar.today();
    let first = after(before(today, amount, unit)?, 1, DateUnit::Day)?;
    let next = today.checked_add_days(Days::new(1));
    Ok(Period::dates(calendar, first, next)?)
}

/// An ISO week; without a year the latest of that number that has begun.
fn iso_week(week: Numbered, calendar: &Calendar<'_>) -> Result<Period, DateProblem> {
    let today = calendar.today();
    let this_year = today.iso_week().year();
    let begun = |year: &i32| {
        NaiveDate::from_isoywd_opt(*year, week.number, Weekday::Mon)
            .is_some_and(|monday| monday <= today)
    };
    let latest = || {
        let years = this_year - YEARS_BETWEEN_LONG_YEARS..=this_year;
        years.rev().find(begun).unwrap_or(this_year)
    };
    let year = week.year.unwrap_or_else(latest);
    Ok(Period::iso_week(calendar, year, week.number)?)
}

/// The calendar unit that a day lies in.
fn period_around(
    date: NaiveDate,
    unit: DateUnit,
    calendar: &Calendar<'_>,
) -> Result<Period, DateProblem> {
    Ok(match unit {
        DateUnit::Day => Period::day(calendar, date)?,
        DateUnit::Week => Period::week_of(calendar, date)?,
        DateUnit::Month => Period::month(calendar, date.year(), date.month())?,
        DateUnit::Quarter => Period::quarter(calendar, date.year(), date.quarter())?,
        DateUnit::Year => Period::year(calendar, date.year())?,
    })
}

fn before(date: NaiveDate, amount: u32, unit: DateUnit) -> Result<NaiveDate, DateProblem> {
    match distance(amount, unit) {
        Some(Distance::Days(days)) => date.checked_sub_days(days),
        Some(Distance::Months(months)) => date.checked_sub_months(months),
        None => None,
    }
    .ok_or(DateProblem::OutOfRange)
}

fn after(date: NaiveDate, amount: u32, unit: DateUnit) -> Result<NaiveDate, DateProblem> {
    match distance(amount, unit) {
        Some(Distance::Days(days)) => date.checked_add_days(days),
        Some(Distance::Months(months)) => date.checked_add_months(months),
        None => None,
    }
    .ok_or(DateProblem::OutOfRange)
}

enum Distance {
    Days(Days),
    Months(Months),
}

/// The way that so many units are, or `None` where that is more months than can be counted.
fn distance(amount: u32, unit: DateUnit) -> Option<Distance> {
    let months = |each: u32| {
        amount
            .checked_mul(each)
            .map(|all| Distance::Months(Months::new(all)))
    };
    match unit {
        DateUnit::Day => Some(Distance::Days(Days::new(amount.into()))),
        DateUnit::Week => Some(Distance::Days(Days::new(u64::from(amount) * 7))),
        DateUnit::Month => months(1),
        DateUnit::Quarter => months(3),
        DateUnit::Year => months(12),
    }
}

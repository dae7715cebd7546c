//! Tokens to expressions: which order of words means what. No calendar is needed here; `meaning` has it.

use chrono::{NaiveDate, Weekday};

use super::clock::Clock;
use super::error::DateProblem;
use super::exists;
use super::vocabulary::Token::{
    Ago, Amount, At, Date, Last, Meridiem, Month, Next, Now, Number, Of, Ordinal, Quarter, This,
    Week, YearMonth,
};
use super::vocabulary::{Token, Unit};

/// Four digits that are taken for a year even where they could be a time without its colon.
const USUAL_YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

/// A typed date, understood but not yet placed in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expression {
    Now,
    /// So long before now, to the millisecond.
    Elapsed {
        amount: u32,
        unit: ExactUnit,
    },
    Day(Day),
    /// A time on a day; without a day, the latest such time.
    At {
        day: Option<Day>,
        clock: Clock,
    },
    Span(Span),
}

/// One calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Date(NaiveDate),
    /// Days from today.
    FromToday(i64),
    /// The latest such day, today included.
    Latest(Weekday),
    /// The latest such day before today.
    Last(Weekday),
    /// The first such day after today.
    Next(Weekday),
    /// The latest such day, today included.
    OfMonth {
        month: u32,
        day: u32,
    },
    Ago {
        amount: u32,
        unit: DateUnit,
    },
}

/// More than a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// The unit around today, or so many after it.
    Relative {
        unit: DateUnit,
        step: i32,
    },
    /// So many units, ending with today.
    Trailing {
        amount: u32,
        unit: DateUnit,
    },
    /// So long, ending now.
    TrailingTime {
        amount: u32,
        unit: ExactUnit,
    },
    Week(Numbered),
    WeekOf(Day),
    Month(Numbered),
    /// The latest such month that has ended.
    EndedMonth(u32),
    Quarter(Numbered),
    Year(i32),
}

/// A unit by its number in a year; without the year, the latest that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) year: Option<i32>,
    pub(super) number: u32,
}

/// A unit that is always equally long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExactUnit {
    Second,
    Minute,
    Hour,
}

/// A unit of whole calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateUnit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// The expression that the tokens make.
pub(super) fn parse(tokens: &[Token]) -> Result<Expression, DateProblem> {
    if let Some((clock, rest)) = split_clock(tokens) {
        let (clock, day) = (clock?, whole_day(rest));
        return match (rest, day) {
            ([], _) if clock.offset.is_none() => Ok(Expression::At { day: None, clock }),
            (_, Some(day)) => Ok(Expression::At {
                day: Some(day?),
                clock,
            }),
            _ => Err(DateProblem::not_understood()),
        };
    }
    if let Some(day) = whole_day(tokens) {
        return day.map(Expression::Day);
    }
    if let Some(span) = span(tokens) {
        return span.map(Expression::Span);
    }
    match *tokens {
        [Now] => Ok(Expression::Now),
        [many, Token::Unit(unit), Ago]
            if let (Some(amount), Count::Exact(unit)) = (amount(many), count(unit)) =>
        {
            Ok(Expression::Elapsed { amount, unit })
        }
        _ => Err(DateProblem::not_understood()),
    }
}

/// The time of day at either end of the tokens, and what is left.
fn split_clock(tokens: &[Token]) -> Option<(Result<Clock, DateProblem>, &[Token])> {
    let (clock, rest) = match tokens {
        [rest @ .., Token::Clock(clock), Meridiem(half)]
        | [Token::Clock(clock), Meridiem(half), rest @ ..] => (clock.in_half(*half), rest),
        [rest @ .., Number { value, .. }, Meridiem(half)]
        | [Number { value, .. }, Meridiem(half), rest @ ..] => (
            Clock::hour(*value).and_then(|clock| clock.in_half(*half)),
            rest,
        ),
        [rest @ .., Token::Clock(clock)] | [Token::Clock(clock), rest @ ..] => (Ok(*clock), rest),
        _ => return None,
    };
    match rest {
        [day @ .., At] if !day.is_empty() => Some((clock, day)),
        _ => Some((clock, rest)),
    }
}

fn whole_day(tokens: &[Token]) -> Option<Result<Day, DateProblem>> {
    Some(match *tokens {
        [Date(date)] => Ok(Day::Date(date)),
        [Token::Day(days)] => Ok(Day::FromToday(days)),
        [Token::Weekday(weekday)] => Ok(Day::Latest(weekday)),
        [Last, Token::Weekday(weekday)] => Ok(Day::Last(weekday)),
        [Next, Token::Weekday(weekday)] => Ok(Day::Next(weekday)),
        [number, Month(month)] | [Month(month), number] if let Some(day) = day_number(number) => {
            month_day(month, day)
        }
        [number, Month(month), other]
        | [Month(month), number, other]
        | [other, Month(month), number]
            if let (Some(day), Some(year)) = (day_number(number), year_number(other)) =>
        {
            year.and_then(|year| exists::date(year, month, day))
                .map(Day::Date)
        }
        [other, Week(week), Number { value, digits: 1 }] if let Some(year) = year_number(other) => {
            year.and_then(|year| exists::week_date(year, week, value))
                .map(Day::Date)
        }
        [many, Token::Unit(unit), Ago]
            if let (Some(amount), Count::Dates(unit)) = (amount(many), count(unit)) =>
        {
            Ok(Day::Ago { amount, unit })
        }
        _ => return None,
    })
}

fn month_day(month: u32, day: u32) -> Result<Day, DateProblem> {
    let most = exists::most_days_in_month(month);
    if (1..=most).contains(&day) {
        Ok(Day::OfMonth { month, day })
    } else {
        let name = exists::month_name(month);
        Err(DateProblem::does_not_exist(format!(
            "{name} has at most {most} days"
        )))
    }
}

fn span(tokens: &[Token]) -> Option<Result<Span, DateProblem>> {
    Some(match *tokens {
        [Last, many, Token::Unit(unit)] if let Some(amount) = amount(many) => {
            Ok(match count(unit) {
                Count::Exact(unit) => Span::TrailingTime { amount, unit },
                Count::Dates(unit) => Span::Trailing { amount, unit },
            })
        }
        [which, Token::Unit(unit)] if let Some(step) = step(which) => match count(unit) {
            Count::Exact(_) | Count::Dates(DateUnit::Day) => return None,
            Count::Dates(unit) => Ok(Span::Relative { unit, step }),
        },
        [Last, Month(month)] => Ok(Span::EndedMonth(month)),
        [YearMonth { year, month }] => Ok(Span::Month(Numbered {
            year: Some(year),
            number: month,
        })),
        [Token::Unit(Unit::Week), Of, ref day @ ..] => whole_day(day)?.map(Span::WeekOf),
        [
            Token::Unit(Unit::Week),
            Number {
                value,
                digits: 1..=2,
            },
            ref year @ ..,
        ] => numbered(value, year)?.map(Span::Week),
        [Number { value, digits: 4 }] => lone_year(value),
        [unit, ref year @ ..] if let Some(span) = numbered_unit(unit, year) => span,
        [ref year @ .., unit] if let Some(span) = numbered_unit(unit, year) => span,
        _ => return None,
    })
}

/// `october`, `q4` and `w41`, with a year or without.
fn numbered_unit(unit: Token, year: &[Token]) -> Option<Result<Span, DateProblem>> {
    match unit {
        Month(number) => numbered(number, year).map(|found| found.map(Span::Month)),
        Quarter(number) => numbered(number, year).map(|found| found.map(Span::Quarter)),
        Week(number) => numbered(number, year).map(|found| found.map(Span::Week)),
        _ => None,
    }
}

fn numbered(number: u32, year: &[Token]) -> Option<Result<Numbered, DateProblem>> {
    let year = match *year {
        [] => Ok(None),
        [year] => year_number(year)?.map(Some),
        _ => return None,
    };
    Some(year.map(|year| Numbered { year, number }))
}

/// Four digits on their own: a year, unless they are an unusual one and would do as a time.
fn lone_year(value: u32) -> Result<Span, DateProblem> {
    let (hour, minute) = (value / 100, value % 100);
    if !USUAL_YEARS.contains(&value) && hour < 24 && minute < 60 {
        return Err(DateProblem::Ambiguous {
            readings: vec![
                format!("{hour:02}:{minute:02}"),
                format!("{value:04}-01-01"),
            ],
        });
    }
    exists::year(value).map(Span::Year)
}

fn amount(token: Token) -> Option<u32> {
    match token {
        Number { value, .. } | Amount(value) => Some(value),
        _ => None,
    }
}

fn day_number(token: Token) -> Option<u32> {
    match token {
        Number {
            value,
            digits: 1..=2,
        }
        | Ordinal(value) => Some(value),
        _ => None,
    }
}

fn year_number(token: Token) -> Option<Result<i32, DateProblem>> {
    match token {
        Number { value, digits: 4 } => Some(exists::year(value)),
        _ => None,
    }
}

fn step(token: Token) -> Option<i32> {
    match token {
        Last => Some(-1),
        This => Some(0),
        Next => Some(1),
        _ => None,
    }
}

enum Count {
    Exact(ExactUnit),
    Dates(DateUnit),
}

fn count(unit: Unit) -> Count {
    match unit {
        Unit::Second => Count::Exact(ExactUnit::Second),
        Unit::Minute => Count::Exact(ExactUnit::Minute),
        Unit::Hour => Count::Exact(ExactUnit::Hour),
        Unit::Day => Count::Dates(DateUnit::Day),
        Unit::Week => Count::Dates(DateUnit::Week),
        Unit::Month => Count::Dates(DateUnit::Month),
        Unit::Quarter => Count::Dates(DateUnit::Quarter),
        Unit::Year => Count::Dates(DateUnit::Year),
    }
}

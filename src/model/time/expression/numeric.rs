//! Dates written in digits with separators: ISO 8601 is read, every other order is answered with what to write.

use chrono::NaiveDate;

use super::clock::digits;
use super::error::DateProblem;
use super::exists;
use super::vocabulary::Token;

/// The century that a year of two digits is taken to be in, where readings are listed.
const CENTURY: u32 = 2000;

/// Reads a word of digits and one kind of separator; `None` where it does not have that shape.
pub(super) fn read(word: &str) -> Option<Result<Token, DateProblem>> {
    if let Some(compact) = digits(word, 8..=8) {
        return Some(date(compact / 10_000, compact / 100 % 100, compact % 100));
    }
    let separator = word.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let parts = word.trim_end_matches('.').split(separator);
    let parts: Vec<Part> = parts.map(Part::read).collect::<Option<_>>()?;
    if separator == '-' {
        iso(&parts).or_else(|| other_order(&parts))
    } else {
        other_order(&parts)
    }
}

/// A number of one to four digits.
#[derive(Debug, Clone, Copy)]
struct Part {
    value: u32,
    width: usize,
}

impl Part {
    fn read(text: &str) -> Option<Self> {
        digits(text, 1..=4).map(|value| Self {
            value,
            width: text.len(),
        })
    }
}

/// `2026-10`, `2026-276` and `2026-10-03`; months and days may have one digit.
fn iso(parts: &[Part]) -> Option<Result<Token, DateProblem>> {
    let (year, rest) = parts.split_first().filter(|(year, _)| year.width == 4)?;
    Some(match rest {
        [month] if month.width <= 2 => year_month(year.value, month.value),
        [ordinal] if ordinal.width == 3 => ordinal_date(year.value, ordinal.value),
        [month, day] if month.width <= 2 && day.width <= 2 => {
            date(year.value, month.value, day.value)
        }
        _ => return None,
    })
}

fn date(year: u32, month: u32, day: u32) -> Result<Token, DateProblem> {
    exists::date(exists::year(year)?, month, day).map(Token::Date)
}

fn ordinal_date(year: u32, ordinal: u32) -> Result<Token, DateProblem> {
    exists::ordinal_date(exists::year(year)?, ordinal).map(Token::Date)
}

fn year_month(year: u32, month: u32) -> Result<Token, DateProblem> {
    let (year, month) = (exists::year(year)?, exists::month(month)?);
    Ok(Token::YearMonth { year, month })
}

/// Refuses a date in an order that is not that of ISO 8601, with every meaning that it can have.
fn other_order(parts: &[Part]) -> Option<Result<Token, DateProblem>> {
    let mut readings = match *parts {
        [year, month] if year.width == 4 => months(&[(year, month)]),
        [month, year] if year.width == 4 => months(&[(year, month)]),
        [first, second] if first.width <= 2 && second.width <= 2 => {
            days_without_year(&[(first, second), (second, first)])
        }
        [year, month, day] if year.width == 4 => days(&[(year, month, day)]),
        [first, second, year] if year.width == 4 => {
            days(&[(year, second, first), (year, first, second)])
        }
        [first, second, third] if third.width <= 2 => days(&[
            (first, second, third),
            (third, second, first),
            (third, first, second),
        ]),
        _ => return None,
    };
    readings.sort();
    readings.dedup();
    Some(Err(match readings.as_slice() {
        [] | [_] => DateProblem::NotUnderstood {
            suggestion: readings.pop(),
        },
        _ => DateProblem::Ambiguous { readings },
    }))
}

/// The months that exist among years with months.
fn months(candidates: &[(Part, Part)]) -> Vec<String> {
    let existing = candidates.iter().filter_map(|(year, month)| {
        let month = exists::month(month.value).ok()?;
        Some(format!("{:04}-{month:02}", exists::year(year.value).ok()?))
    });
    existing.collect()
}

/// The days that exist among days with months.
fn days_without_year(candidates: &[(Part, Part)]) -> Vec<String> {
    let existing = candidates.iter().filter_map(|(day, month)| {
        let month = exists::month(month.value).ok()?;
        let days = 1..=exists::most_days_in_month(month);
        let exists = days.contains(&day.value);
        exists.then(|| {
            let name = exists::month_name(month).to_lowercase();
            format!("{} {name}", day.value)
        })
    });
    existing.collect()
}

/// The days that exist among years with months and days.
fn days(candidates: &[(Part, Part, Part)]) -> Vec<String> {
    let existing = candidates.iter().filter_map(|(year, month, day)| {
        let number = match year.width {
            4 => year.value,
            2 => CENTURY + year.value,
            _ => return None,
        };
        let year = exists::year(number).ok()?;
        let date = NaiveDate::from_ymd_opt(year, month.value, day.value)?;
        Some(date.to_string())
    });
    existing.collect()
}

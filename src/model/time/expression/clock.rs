//! Times of day: `14:05`, `14:05:06.123+02:00`, `2:30pm`, and what turns `9` and `am` into one.

use chrono::{FixedOffset, NaiveTime, TimeDelta, Timelike};

use super::error::DateProblem;
use crate::model::time::stamp::LARGEST_OFFSET_MINUTES;

/// A time of day as exactly as it is written, with its UTC offset where one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: NaiveTime,
    /// How long what is written lasts: a minute, a second, a millisecond.
    pub(super) precision: TimeDelta,
    pub(super) offset: Option<FixedOffset>,
}

/// Which half of the day a time of twelve hours is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meridiem {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
}

impl Clock {
    /// A full hour of a day of 24 hours.
    pub(super) fn hour(hour: u32) -> Result<Self, DateProblem> {
        Ok(Self {
            time: time(hour, 0, 0, 0)?,
            precision: TimeDelta::minutes(1),
            offset: None,
        })
    }

    /// The same time read as one of twelve hours.
    pub(super) fn in_half(self, half: Meridiem) -> Result<Self, DateProblem> {
        let hour = self.time.hour();
        if !(1..=12).contains(&hour) || self.offset.is_some() {
            return Err(DateProblem::does_not_exist(
                "hours with am and pm run from 1 to 12",
            ));
        }
        let noon = match half {
            Meridiem::Am => 0,
            Meridiem::Pm => 12,
        };
        let time = self.time.with_hour(hour % 12 + noon);
        Ok(Self {
            time: time.unwrap_or(self.time),
            ..self
        })
    }
}

/// Reads a lower-case word with a colon as a time of day; `None` where it does not have that shape.
pub(super) fn read(word: &str) -> Option<Result<(Clock, Option<Meridiem>), DateProblem>> {
    let (hour, rest) = word.split_once(':')?;
    let hour = digits(hour, 1..=2)?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ':' && letter != '.');
    let (body, suffix) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
    let (minute, seconds) = match body.split_once(':') {
        Some((minute, seconds)) => (minute, Some(seconds)),
        None => (body, None),
    };
    let minute = digits(minute, 2..=2)?;
    let (second, fraction) = match seconds.map(|seconds| seconds.split_once('.')) {
        Some(Some((second, fraction))) => (digits(second, 2..=2)?, Some(milliseconds(fraction)?)),
        Some(None) => (digits(seconds?, 2..=2)?, None),
        None => (0, None),
    };
    let precision = match (seconds, fraction) {
        (None, _) => TimeDelta::minutes(1),
        (Some(_), None) => TimeDelta::seconds(1),
        (Some(_), Some(_)) => TimeDelta::milliseconds(1),
    };
    let (offset, half) = match suffix {
        "" => (None, None),
        "am" => (None, Some(Meridiem::Am)),
        "pm" => (None, Some(Meridiem::Pm)),
        written => (Some(read_offset(written)?), None),
    };
    let time = time(hour, minute, second, fraction.unwrap_or(0));
    Some(time.and_then(|time| {
        let clock = Clock {
            time,
            precision,
            offset: offset.transpose()?,
        };
        Ok((clock, half))
    }))
}

fn time(hour: u32, minute: u32, second: u32, millisecond: u32) -> Result<NaiveTime, DateProblem> {
    NaiveTime::from_hms_milli_opt(hour, minute, second, millisecond).ok_or_else(|| {
        DateProblem::does_not_exist(if hour > 23 {
            "hours run from 00 to 23"
        } else if minute > 59 {
            "minutes run from 00 to 59"
        } else {
            "seconds run from 00 to 59"
        })
    })
}

/// Reads `z`, `+02:00`, `+0200` or `+02`.
fn read_offset(written: &str) -> Option<Result<FixedOffset, DateProblem>> {
    if written == "z" {
        return FixedOffset::east_opt(0).map(Ok);
    }
    let (sign, number) = match written.strip_prefix('+') {
        Some(number) => (1, number),
        None => (-1, written.strip_prefix('-')?),
    };
    let (hours, minutes) = match number.split_once(':') {
        Some((hours, minutes)) => (hours, digits(minutes, 2..=2)?),
        None if number.len() == 4 => {
            let (hours, minutes) = number.split_at_checked(2)?;
            (hours, digits(minutes, 2..=2)?)
        }
        None => (number, 0),
    };
    let total = digits(hours, 2..=2)? * 60 + minutes;
    let seconds = i32::try_from(total).ok()? * 60 * sign;
    let exists = minutes < 60 && total <= LARGEST_OFFSET_MINUTES.unsigned_abs().into();
    let offset = FixedOffset::east_opt(seconds).filter(|_| exists);
    Some(
        offset.ok_or_else(|| {
            DateProblem::does_not_exist("offsets from UTC run from -18:00 to +18:00")
        }),
    )
}

/// A number of so many ASCII digits.
pub(super) fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let shaped = count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| shaped)
}

/// Refuses an hour by `o'clock`, which does not say in which half of the day it is.
pub(super) fn which_half(hour: u32) -> DateProblem {
    match hour {
        1..=12 => DateProblem::Ambiguous {
            readings: vec![
                format!("{:02}:00", hour % 12),
                format!("{:02}:00", hour % 12 + 12),
            ],
        },
        13..=23 => DateProblem::NotUnderstood {
            suggestion: Some(format!("{hour}:00")),
        },
        _ => DateProblem::does_not_exist("hours run from 00 to 23"),
    }
}

/// The first three digits of a fraction of a second; what is finer is cut off.
fn milliseconds(fraction: &str) -> Option<u32> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let padded: String = fraction.chars().chain("00".chars()).take(3).collect();
    padded.parse().ok()
}

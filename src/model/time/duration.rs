//! `Spent`: how long an attempt took, in whole minutes, and the way people write it.
//! Stretches of the calendar are not durations: they are in `period`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The longest time that one attempt can take: 10,000 hours.
const MOST_MINUTES: u32 = 10_000 * 60;

/// The time that an attempt cost: whole minutes, from 1 minute to 10,000 hours. In serde it is the number of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Spent(u32);

/// Why something is not a [`Spent`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpentError {
    /// Nothing is written.
    #[error("the time spent is empty")]
    Empty,
    /// The last number stands without its unit, as in `90` and `1h30`.
    #[error("`{text}` has a number without a unit")]
    NoUnit {
        /// The text as given.
        text: String,
        /// The same with minutes as the missing unit, which can be read.
        suggestion: String,
    },
    /// The text is not a duration.
    #[error("`{text}` is not a duration")]
    NotUnderstood {
        /// The text as given.
        text: String,
    },
    /// The time is nothing.
    #[error("the duration is zero")]
    Zero,
    /// The time is below nothing.
    #[error("`{text}` is less than nothing")]
    Negative {
        /// The text as given.
        text: String,
    },
    /// The time is over 10,000 hours.
    #[error("the duration is over 10,000 hours")]
    TooLong,
}

impl SpentError {
    /// What to try instead.
    pub fn hint(&self) -> String {
        match self {
            Self::NoUnit { suggestion, .. } => format!("write `{suggestion}`"),
            Self::Zero => "leave it out, or write at least `1m`".to_owned(),
            Self::TooLong => "write at most `10000h`".to_owned(),
            Self::Empty | Self::NotUnderstood { .. } | Self::Negative { .. } => {
                "write numbers with their units, such as `40m`, `1h30m` or `2 hours`".to_owned()
            }
        }
    }
}

impl Spent {
    /// Fifteen minutes.
    pub const QUARTER_OF_AN_HOUR: Self = Self(15);

    /// From whole minutes.
    ///
    /// # Errors
    /// When it is zero or over 10,000 hours.
    pub fn from_minutes(minutes: u32) -> Result<Self, SpentError> {
        match minutes {
            0 => Err(SpentError::Zero),
            1..=MOST_MINUTES => Ok(Self(minutes)),
            _ => Err(SpentError::TooLong),
        }
    }

    /// Reads `40m`, `1h30m`, `1.5h`, `2 hours`; a started minute counts as a whole one. Case does not matter:
    /// `M` is minutes too, never months.
    ///
    /// # Errors
    /// When the text is empty, not a duration, without a unit, negative, zero or over 10,000 hours.
    pub fn parse(text: &str) -> Result<Self, SpentError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(SpentError::Empty);
        }
        match humantime::parse_duration(&text.to_lowercase()) {
            Ok(duration) => Self::from_duration(duration),
            Err(_) => Err(why_not_duration(text)),
        }
    }

    fn from_duration(duration: Duration) -> Result<Self, SpentError> {
        let started = u64::from(duration.subsec_nanos() > 0);
        let minutes = duration.as_secs().saturating_add(started).div_ceil(60);
        Self::from_minutes(u32::try_from(minutes).map_err(|_| SpentError::TooLong)?)
    }

    /// The time in minutes.
    pub fn minutes(self) -> u32 {
        self.0
    }
}

fn why_not_duration(text: &str) -> SpentError {
    let text = text.to_owned();
    if text.chars().all(|letter| letter == '0') {
        return SpentError::Zero;
    }
    if text.starts_with(['-', '\u{2212}']) {
        return SpentError::Negative { text };
    }
    let suggestion = format!("{text}m");
    if text.ends_with(|letter: char| letter.is_ascii_digit())
        && humantime::parse_duration(&suggestion.to_lowercase()).is_ok()
    {
        SpentError::NoUnit { text, suggestion }
    } else {
        SpentError::NotUnderstood { text }
    }
}

/// Hours and minutes, without what is zero: `40m`, `2h`, `1h 30m`.
impl fmt::Display for Spent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 60, self.0 % 60) {
            (0, minutes) => write!(formatter, "{minutes}m"),
            (hours, 0) => write!(formatter, "{hours}h"),
            (hours, minutes) => write!(formatter, "{hours}h {minutes}m"),
        }
    }
}

impl FromStr for Spent {
    type Err = SpentError;

    fn from_str(text: &str) -> Result<Self, SpentError> {
        Self::parse(text)
    }
}

impl TryFrom<u32> for Spent {
    type Error = SpentError;

    fn try_from(minutes: u32) -> Result<Self, SpentError> {
        Self::from_minutes(minutes)
    }
}

impl From<Spent> for u32 {
    fn from(spent: Spent) -> Self {
        spent.0
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn durations_are_read_as_whole_minutes() {
        for (text, minutes) in [
            ("40m", 40),
            ("40min", 40),
            ("40 minutes", 40),
            ("1h30m", 90),
            ("1h 30m", 90),
            (" 1.5h ", 90),
            ("2 hours", 120),
            ("2 Hours", 120),
            ("10M", 10),
            ("1day", 1440),
            ("10000h", 600_000),
        ] {
            assert_eq!(Spent::parse(text).unwrap().minutes(), minutes, "{text}");
        }
    }

    #[test]
    fn a_started_minute_counts_as_a_whole_one() {
        for (text, minutes) in [
            ("1s", 1),
            ("60s", 1),
            ("61s", 2),
            ("1ms", 1),
            ("1h 1ns", 61),
        ] {
            assert_eq!(Spent::parse(text).unwrap().minutes(), minutes, "{text}");
        }
    }

    #[test]
    fn a_missing_unit_is_named_with_what_to_write() {
        for (text, hint) in [
            ("90", "write `90m`"),
            ("1h30", "write `1h30m`"),
            ("1H30", "write `1H30m`"),
        ] {
            let error = Spent::parse(text).unwrap_err();
            assert!(matches!(error, SpentError::NoUnit { .. }), "{text}");
            assert_eq!(error.hint(), hint);
        }
    }

    #[test]
    fn what_is_not_a_time_spent_is_refused() {
        let text = |text: &str| text.to_owned();
        for (given, expected) in [
            ("", SpentError::Empty),
            ("  ", SpentError::Empty),
            ("0", SpentError::Zero),
            ("0m", SpentError::Zero),
            ("-5m", SpentError::Negative { text: text("-5m") }),
            ("10000h 1s", SpentError::TooLong),
            (
                "99999999999999999y",
                SpentError::NotUnderstood {
                    text: text("99999999999999999y"),
                },
            ),
            ("soon", SpentError::NotUnderstood { text: text("soon") }),
            ("1:30", SpentError::NotUnderstood { text: text("1:30") }),
            (
                "1h-30m",
                SpentError::NotUnderstood {
                    text: text("1h-30m"),
                },
            ),
        ] {
            assert_eq!(Spent::parse(given), Err(expected), "{given}");
        }
    }

    #[test]
    fn serde_uses_minutes_and_refuses_what_is_out_of_range() {
        let spent = Spent::parse("40m").unwrap();
        assert_eq!(serde_json::to_string(&spent).unwrap(), "40");
        assert_eq!(serde_json::from_str::<Spent>("40").unwrap(), spent);
        for json in ["0", "600001", "-1", "1.5", "\"40m\""] {
            assert!(serde_json::from_str::<Spent>(json).is_err(), "{json}");
        }
    }

    proptest! {
        #[test]
        fn every_time_spent_prints_and_parses_back(minutes in 1..=MOST_MINUTES) {
            let spent = Spent::from_minutes(minutes).unwrap();
            prop_assert_eq!(Spent::parse(&spent.to_string()), Ok(spent));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "\\PC*") {
            let _ = Spent::parse(&text);
        }
    }
}

//! `Stamp`: one moment, with the UTC offset it was written in, and its RFC 3339 form.
//! What people type instead of RFC 3339 is read in `expression`.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Offset, Timelike, Utc};
use serde::{Deserialize, Serialize, Serializer};

/// The largest distance from UTC that a stamp can carry, in minutes (18 hours, as in ISO 8601 profiles and `java.time`).
pub(super) const LARGEST_OFFSET_MINUTES: i16 = 18 * 60;

/// The first and the last year that a stamp can lie in, by its own offset: those that RFC 3339 can write, without year 0.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// A moment, exact to the millisecond, with the UTC offset it was written in.
///
/// Two stamps of one instant with different offsets are different values; they are ordered by instant, then by offset.
/// As text and in serde it is RFC 3339 (`2026-10-03T14:05:00+02:00`, `2026-10-03T12:05:00.250Z`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Stamp {
    utc_milliseconds: i64,
    offset_minutes: i16,
}

/// Why something is not a [`Stamp`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StampError {
    /// The text is not a date and time of RFC 3339.
    #[error("`{text}` is not a date and time of RFC 3339")]
    NotRfc3339 {
        /// The text as given.
        text: String,
    },
    /// The text would be RFC 3339 if it said which offset it is written in.
    #[error("`{text}` has no UTC offset")]
    NoOffset {
        /// The text as given.
        text: String,
    },
    /// The offset is further from UTC than any clock on Earth.
    #[error("a UTC offset of {minutes} minutes is outside -18:00 to +18:00")]
    OffsetOutOfRange {
        /// The offset, in minutes east of UTC.
        minutes: i32,
    },
    /// The local date lies before the year 0001 or after the year 9999.
    #[error("the moment is outside the years 0001 to 9999")]
    YearOutOfRange,
}

impl StampError {
    /// What to try instead.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotRfc3339 { .. } => "write it as `2026-10-03T14:05:00+02:00`",
            Self::NoOffset { .. } => "end it with `Z` for UTC or an offset such as `+02:00`",
            Self::OffsetOutOfRange { .. } => "use an offset between -18:00 and +18:00",
            Self::YearOutOfRange => "use a year between 0001 and 9999",
        }
    }
}

impl Stamp {
    /// The first moment of the year 0001 in UTC; stands in for "since ever".
    pub const EARLIEST: Self = Self {
        utc_milliseconds: -62_135_596_800_000,
        offset_minutes: 0,
    };

    /// The last millisecond of the year 9999 in UTC; stands in for "for ever".
    pub const LATEST: Self = Self {
        utc_milliseconds: 253_402_300_799_999,
        offset_minutes: 0,
    };

    /// A stamp from milliseconds since 1970-01-01T00:00:00Z and minutes east of UTC.
    ///
    /// # Errors
    /// When the offset is beyond ±18:00, or the local date outside the years 0001 to 9999.
    pub fn from_parts(utc_milliseconds: i64, offset_minutes: i16) -> Result<Self, StampError> {
        if !(-LARGEST_OFFSET_MINUTES..=LARGEST_OFFSET_MINUTES).contains(&offset_minutes) {
            return Err(StampError::OffsetOutOfRange {
                minutes: offset_minutes.into(),
            });
        }
        let local_milliseconds = utc_milliseconds
            .checked_add(i64::from(offset_minutes) * 60_000)
            .ok_or(StampError::YearOutOfRange)?;
        let range = Self::EARLIEST.utc_milliseconds..=Self::LATEST.utc_milliseconds;
        if !range.contains(&local_milliseconds) {
            return Err(StampError::YearOutOfRange);
        }
        Ok(Self {
            utc_milliseconds,
            offset_minutes,
        })
    }

    /// The stamp of a date and time with its offset; fractions of a millisecond are cut off, and a leap second
    /// becomes the last millisecond before it.
    ///
    /// # Errors
    /// As [`Stamp::from_parts`]; seconds in the offset are cut off.
    pub fn from_datetime(moment: &DateTime<FixedOffset>) -> Result<Self, StampError> {
        let minutes = moment.offset().local_minus_utc() / 60;
        let offset =
            i16::try_from(minutes).map_err(|_| StampError::OffsetOutOfRange { minutes })?;
        let fraction = moment.timestamp_subsec_millis().min(999);
        let milliseconds = moment.timestamp() * 1000 + i64::from(fraction);
        Self::from_parts(milliseconds, offset)
    }

    /// Reads RFC 3339 with its required offset: `Z` or `±hh:mm`, letters in either case, a space for the `T`.
    ///
    /// Fractions are cut to milliseconds; a leap second (`:60`) becomes the last millisecond of its minute.
    ///
    /// # Errors
    /// When the text is anything else, has no offset, or lies outside what a stamp can hold.
    pub fn parse_rfc3339(text: &str) -> Result<Self, StampError> {
        match DateTime::parse_from_rfc3339(text) {
            Ok(moment) => Self::from_datetime(&moment),
            Err(_) => Err(Self::why_not_rfc3339(text)),
        }
    }

    fn why_not_rfc3339(text: &str) -> StampError {
        let text = text.to_owned();
        if DateTime::parse_from_rfc3339(&format!("{text}Z")).is_ok() {
            StampError::NoOffset { text }
        } else {
            StampError::NotRfc3339 { text }
        }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn utc_milliseconds(self) -> i64 {
        self.utc_milliseconds
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub fn seconds(self) -> i64 {
        self.utc_milliseconds.div_euclid(1000)
    }

    /// The offset it was written in, in minutes east of UTC.
    pub fn offset_minutes(self) -> i16 {
        self.offset_minutes
    }

    /// The calendar day in its own offset.
    pub fn date(self) -> NaiveDate {
        self.to_datetime().date_naive()
    }

    /// The same moment and offset as a `chrono` value.
    pub fn to_datetime(self) -> DateTime<FixedOffset> {
        // Neither fallback is ever taken: the constructors admit only what both calls accept.
        let utc = DateTime::from_timestamp_millis(self.utc_milliseconds).unwrap_or_default();
        let offset = FixedOffset::east_opt(i32::from(self.offset_minutes) * 60);
        utc.with_timezone(&offset.unwrap_or_else(|| Utc.fix()))
    }
}

/// RFC 3339: milliseconds only where there are any, `Z` for an offset of zero.
impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = self.to_datetime();
        write!(
            formatter,
            "{:04}-{}",
            moment.year(),
            moment.format("%m-%dT%H:%M:%S")
        )?;
        let milliseconds = moment.nanosecond() / 1_000_000;
        if milliseconds != 0 {
            write!(formatter, ".{milliseconds:03}")?;
        }
        if self.offset_minutes == 0 {
            formatter.write_str("Z")
        } else {
            write!(formatter, "{}", moment.format("%:z"))
        }
    }
}

impl FromStr for Stamp {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, StampError> {
        Self::parse_rfc3339(text)
    }
}

impl TryFrom<String> for Stamp {
    type Error = StampError;

    fn try_from(text: String) -> Result<Self, StampError> {
        Self::parse_rfc3339(&text)
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stamp(text: &str) -> Stamp {
        Stamp::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn a_stamp_keeps_the_offset_it_was_written_in() {
        let written = stamp("2026-10-03T14:05:00+02:00");
        assert_eq!(written.to_string(), "2026-10-03T14:05:00+02:00");
        assert_eq!(written.offset_minutes(), 120);
        assert_eq!(written.seconds(), stamp("2026-10-03T12:05:00Z").seconds());
        assert_ne!(written, stamp("2026-10-03T12:05:00Z"));
    }

    #[test]
    fn what_is_written_otherwise_is_printed_in_one_form() {
        for (given, printed) in [
            ("2026-10-03t14:05:00z", "2026-10-03T14:05:00Z"),
            ("2026-10-03 14:05:00Z", "2026-10-03T14:05:00Z"),
            ("2026-10-03T14:05:00+00:00", "2026-10-03T14:05:00Z"),
            ("2026-10-03T14:05:00-00:00", "2026-10-03T14:05:00Z"),
            ("2026-10-03T14:05:00.5Z", "2026-10-03T14:05:00.500Z"),
            ("2026-10-03T14:05:00.1239999Z", "2026-10-03T14:05:00.123Z"),
            ("2026-10-03T14:05:00.0009Z", "2026-10-03T14:05:00Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999Z"),
            ("2026-10-03T14:05:00-09:30", "2026-10-03T14:05:00-09:30"),
            ("2026-10-03T14:05:00+18:00", "2026-10-03T14:05:00+18:00"),
            ("0001-01-01T00:00:00+18:00", "0001-01-01T00:00:00+18:00"),
            (
                "9999-12-31T23:59:59.999-18:00",
                "9999-12-31T23:59:59.999-18:00",
            ),
            ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(stamp(given).to_string(), printed, "{given}");
        }
    }

    #[test]
    fn a_time_without_offset_is_refused_with_that_reason() {
        let text = "2026-10-03T14:05:00".to_owned();
        assert_eq!(
            Stamp::parse_rfc3339(&text),
            Err(StampError::NoOffset { text })
        );
    }

    #[test]
    fn what_is_not_rfc_3339_is_refused() {
        for text in [
            "",
            "yesterday",
            "2026-10-03",
            "2026-10-03T14:05Z",
            "2026-02-30T00:00:00Z",
            "2026-10-03T24:00:00Z",
            "2026-10-03T14:05:00+2",
            " 2026-10-03T14:05:00Z",
            "2026-10-03T14:05:00Z ",
            "12026-10-03T14:05:00Z",
            "2026-10-03T14:05:00Zz",
            "2026-10-03T14:05:61Z",
        ] {
            let error = Stamp::parse_rfc3339(text).unwrap_err();
            assert!(matches!(error, StampError::NotRfc3339 { .. }), "{text}");
        }
    }

    #[test]
    fn what_a_stamp_cannot_hold_is_refused() {
        let offset = Stamp::parse_rfc3339("2026-10-03T14:05:00+18:01");
        assert_eq!(offset, Err(StampError::OffsetOutOfRange { minutes: 1081 }));
        let year = Stamp::parse_rfc3339("0000-12-31T23:59:59Z");
        assert_eq!(year, Err(StampError::YearOutOfRange));
        for (milliseconds, offset) in [(i64::MAX, 0), (i64::MIN, -60), (i64::MAX, 1)] {
            assert!(Stamp::from_parts(milliseconds, offset).is_err());
        }
        assert!(Stamp::from_parts(0, i16::MIN).is_err());
    }

    #[test]
    fn the_earliest_and_the_latest_stamp_are_the_ends_of_the_years() {
        assert_eq!(Stamp::EARLIEST, stamp("0001-01-01T00:00:00Z"));
        assert_eq!(Stamp::LATEST, stamp("9999-12-31T23:59:59.999Z"));
        assert!(YEARS.contains(&Stamp::EARLIEST.date().year()));
        assert!(YEARS.contains(&Stamp::LATEST.date().year()));
    }

    #[test]
    fn stamps_are_ordered_by_instant_before_offset() {
        let early_in_the_east = stamp("2026-10-03T14:00:00+09:00");
        let later_in_the_west = stamp("2026-10-03T06:00:00-05:00");
        assert!(early_in_the_east < later_in_the_west);
        assert!(stamp("2026-10-03T06:00:00Z") < stamp("2026-10-03T08:00:00+02:00"));
    }

    #[test]
    fn the_date_is_the_one_of_its_own_offset() {
        let late = stamp("2026-10-03T23:30:00-05:00");
        assert_eq!(late.date(), NaiveDate::from_ymd_opt(2026, 10, 3).unwrap());
    }

    #[test]
    fn seconds_before_1970_round_down() {
        assert_eq!(Stamp::from_parts(-1, 0).unwrap().seconds(), -1);
        assert_eq!(Stamp::from_parts(-1000, 0).unwrap().seconds(), -1);
    }

    #[test]
    fn serde_uses_the_printed_form_and_refuses_others() {
        let written = stamp("2026-10-03T14:05:00.123+02:00");
        let json = serde_json::to_string(&written).unwrap();
        assert_eq!(json, "\"2026-10-03T14:05:00.123+02:00\"");
        assert_eq!(serde_json::from_str::<Stamp>(&json).unwrap(), written);
        assert!(serde_json::from_str::<Stamp>("\"2026-10-03\"").is_err());
        assert!(serde_json::from_str::<Stamp>("0").is_err());
    }

    proptest! {
        #[test]
        fn every_stamp_prints_and_parses_back(
            local in Stamp::EARLIEST.utc_milliseconds..=Stamp::LATEST.utc_milliseconds,
            offset in -LARGEST_OFFSET_MINUTES..=LARGEST_OFFSET_MINUTES,
        ) {
            let written = Stamp::from_parts(local - i64::from(offset) * 60_000, offset).unwrap();
            prop_assert_eq!(Stamp::parse_rfc3339(&written.to_string()), Ok(written));
            prop_assert_eq!(Stamp::from_datetime(&written.to_datetime()), Ok(written));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "\\PC*") {
            let _ = Stamp::parse_rfc3339(&text);
        }
    }
}

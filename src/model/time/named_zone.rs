//! `NamedZone`: a zone that somebody asked for by its name: `Europe/Berlin`, `UTC`, `+05:30`. The data of a place come in
//! as bytes; where they lie is known to the host.

use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use tz::TimeZone;

use super::Zone;
use super::stamp::LARGEST_OFFSET_MINUTES;
use super::zone::whole_minutes;

/// A zone and the name by which it was asked for.
#[derive(Debug, Clone)]
pub struct NamedZone {
    name: String,
    clocks: Clocks,
}

/// How the clocks of a zone go.
#[derive(Debug, Clone)]
enum Clocks {
    /// They never change.
    Fixed(FixedOffset),
    /// They change as the zone's table says.
    Changing(TimeZone),
}

/// Bytes are not the data of a zone in the form of RFC 9636 (`TZif`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the data are damaged, or of no time zone")]
pub struct ZoneDataError;

impl NamedZone {
    /// `UTC`, or a fixed offset within ±18:00: `+05:30`, `-3`, `+0530`. Nothing where the text is anything else.
    pub fn fixed(text: &str) -> Option<Self> {
        if text.eq_ignore_ascii_case("utc") {
            return Some(Self {
                name: "UTC".to_owned(),
                clocks: Clocks::Fixed(FixedOffset::east_opt(0)?),
            });
        }
        let offset = offset(text)?;
        Some(Self {
            name: offset.to_string(),
            clocks: Clocks::Fixed(offset),
        })
    }

    /// A place, by its data in the form of RFC 9636 (`TZif`).
    ///
    /// # Errors
    /// When the data are anything else.
    pub fn of_place(name: &str, data: &[u8]) -> Result<Self, ZoneDataError> {
        let table = TimeZone::from_tz_data(data).map_err(|_| ZoneDataError)?;
        Ok(Self {
            name: name.to_owned(),
            clocks: Clocks::Changing(table),
        })
    }
}

impl Zone for NamedZone {
    fn offset_at(&self, utc: DateTime<Utc>) -> FixedOffset {
        match &self.clocks {
            Clocks::Fixed(offset) => *offset,
            Clocks::Changing(table) => changing_offset(table, utc),
        }
    }

    fn name(&self) -> Option<&str> {
        Some(&self.name)
    }
}

/// The offset that a table gives. After the last change that it knows, and without a rule for what follows, the clocks
/// stay as they are.
fn changing_offset(table: &TimeZone, utc: DateTime<Utc>) -> FixedOffset {
    let last = || {
        let zone = table.as_ref();
        let last = zone.transitions().last()?.local_time_type_index();
        zone.local_time_types().get(last)
    };
    let found = table.find_local_time_type(utc.timestamp()).ok();
    let seconds = found.or_else(last).map_or(0, tz::LocalTimeType::ut_offset);
    whole_minutes(FixedOffset::east_opt(seconds).unwrap_or(Utc.fix()))
}

/// Hours with or without minutes, after a sign.
fn offset(text: &str) -> Option<FixedOffset> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let digits = text.trim_start_matches(['+', '-', '\u{2212}']);
    if text.chars().count() - digits.chars().count() != 1 {
        return None;
    }
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some(parts), _) => parts,
        (None, 4) => digits.split_at_checked(2)?,
        (None, _) => (digits, "00"),
    };
    let number = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = is_number && lengths.contains(&text.len());
        is_number.then(|| text.parse::<i32>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours, 1..=2)?, number(minutes, 2..=2)?);
    let total = hours * 60 + minutes;
    let is_offset = minutes < 60 && total <= i32::from(LARGEST_OFFSET_MINUTES);
    is_offset.then(|| FixedOffset::east_opt(sign * total * 60))?
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use crate::model::time::ChronoZone;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    const BERLIN: &[u8] = include_bytes!("../../../tests/data/zoneinfo/Europe/Berlin");
    const LISBON: &[u8] = include_bytes!("../../../tests/data/zoneinfo/Europe/Lisbon");
    const NEW_YORK: &[u8] = include_bytes!("../../../tests/data/zoneinfo/America/New_York");
    const APIA: &[u8] = include_bytes!("../../../tests/data/zoneinfo/Pacific/Apia");

    #[test]
    fn an_offset_is_read_with_and_without_minutes() {
        for (text, name) in [
            ("utc", "UTC"),
            ("+05:30", "+05:30"),
            ("+0530", "+05:30"),
            ("-3", "-03:00"),
            ("\u{2212}03:00", "-03:00"),
            ("+18:00", "+18:00"),
        ] {
            let zone = NamedZone::fixed(text).unwrap();
            assert_eq!(zone.name(), Some(name), "{text}");
            assert_eq!(
                zone.offset_at(DateTime::UNIX_EPOCH),
                zone.resolve(DateTime::UNIX_EPOCH.naive_utc())
                    .offset()
                    .fix()
            );
        }
    }

    #[test]
    fn what_is_no_offset_is_not_guessed_at() {
        for text in [
            "",
            "+",
            "5",
            "05:30",
            "+5:3",
            "+5:60",
            "+18:01",
            "+19",
            "+-5",
            "++5",
            "+530",
            "+05:30:00",
            "+ 5",
            "+é",
            "+१",
        ] {
            assert!(NamedZone::fixed(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_is_no_table_of_a_zone_is_refused() {
        for data in [
            b"".as_slice(),
            b"TZif",
            b"TZif2 of no use",
            BERLIN.split_at(100).0,
        ] {
            assert_eq!(NamedZone::of_place("X", data).unwrap_err(), ZoneDataError);
        }
    }

    #[test]
    fn beyond_a_table_its_rule_holds_or_else_its_last_offset() {
        let july = "2200-07-01T00:00:00Z".parse().unwrap();
        let seconds = |data| {
            let zone = NamedZone::of_place("X", data).unwrap();
            zone.offset_at(july).local_minus_utc()
        };
        assert_eq!(seconds(BERLIN), 2 * 3600);
        // Without the footer that holds the rule.
        let end = BERLIN.len() - "\nCET-1CEST,M3.5.0,M10.5.0/3\n".len();
        let without_rule = [BERLIN.split_at(end).0, b"\n\n"].concat();
        let zone = NamedZone::of_place("X", &without_rule).unwrap();
        let offset = |moment: &str| zone.offset_at(moment.parse().unwrap()).to_string();
        assert_eq!(offset("1995-07-01T00:00:00Z"), "+02:00");
        assert_eq!(offset("1995-12-01T00:00:00Z"), "+01:00");
        let after = offset("2200-01-01T00:00:00Z");
        assert_eq!(after, offset("2200-07-01T00:00:00Z"));
        assert_ne!(after, "+00:00");
    }

    fn any_place() -> impl Strategy<Value = (Tz, &'static [u8])> {
        prop::sample::select(vec![
            (Tz::Europe__Berlin, BERLIN),
            (Tz::Europe__Lisbon, LISBON),
            (Tz::America__New_York, NEW_YORK),
            (Tz::Pacific__Apia, APIA),
        ])
    }

    proptest! {
        #[test]
        fn a_table_gives_the_offsets_that_are_known((place, data) in any_place(), minutes in -60_000_000_i64..68_000_000) {
            let utc = DateTime::from_timestamp(minutes * 60, 0).unwrap();
            let zone = NamedZone::of_place("X", data).unwrap();
            prop_assert_eq!(zone.offset_at(utc), ChronoZone(place).offset_at(utc));
        }

        #[test]
        fn no_data_make_it_panic(data in prop::collection::vec(any::<u8>(), 0..200), start in 0_usize..700) {
            let mut damaged = BERLIN.to_vec();
            let end = (start + data.len()).min(damaged.len());
            damaged.splice(start.min(end)..end, data);
            if let Ok(zone) = NamedZone::of_place("X", &damaged) {
                for moment in [DateTime::<Utc>::MIN_UTC, DateTime::UNIX_EPOCH, DateTime::<Utc>::MAX_UTC] {
                    let _ = zone.resolve(moment.naive_utc());
                }
            }
        }
    }
}

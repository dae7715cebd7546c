//! `Zone`: which UTC offset holds when, and what a local time means where clocks change.
//! The machine's own zone is not read here: the host wraps it in a [`ChronoZone`].

use std::fmt;

use chrono::{DateTime, Days, FixedOffset, NaiveDateTime, Offset, TimeZone, Utc};

use super::stamp::LARGEST_OFFSET_MINUTES;

/// A place's clock: which UTC offset it shows at which instant.
///
/// Offsets are whole minutes within ±18:00, which is what a [`Stamp`](super::Stamp) can carry.
pub trait Zone: fmt::Debug {
    /// The offset that holds at an instant.
    fn offset_at(&self, utc: DateTime<Utc>) -> FixedOffset;

    /// The name by which somebody asked for the zone; nothing where it is the machine's own.
    fn name(&self) -> Option<&str> {
        None
    }

    /// The instant that a local time means.
    ///
    /// Where clocks go back and the time comes twice, it is the earlier one. Where clocks go forward and the time
    /// is left out, it is counted on by the offset before the change: `02:30` on the night that goes from
    /// `02:00+01:00` to `03:00+02:00` is `03:30+02:00`.
    fn resolve(&self, local: NaiveDateTime) -> DateTime<FixedOffset> {
        // No offset is a day away from UTC, so the day before and the day after bracket every change near `local`.
        let as_utc = local.and_utc();
        let before = self.offset_at(as_utc.checked_sub_days(Days::new(1)).unwrap_or(as_utc));
        let after = self.offset_at(as_utc.checked_add_days(Days::new(1)).unwrap_or(as_utc));
        for offset in [before, after] {
            let utc = instant(local, offset);
            if self.offset_at(utc) == offset {
                return utc.with_timezone(&offset);
            }
        }
        let utc = instant(local, before);
        utc.with_timezone(&self.offset_at(utc))
    }
}

fn instant(local: NaiveDateTime, offset: FixedOffset) -> DateTime<Utc> {
    local.checked_sub_offset(offset).unwrap_or(local).and_utc()
}

/// A zone whose clocks never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixedZone(FixedOffset);

impl FixedZone {
    /// A zone with this offset, rounded to the minute and held within ±18:00.
    pub fn new(offset: FixedOffset) -> Self {
        Self(whole_minutes(offset))
    }
}

impl Zone for FixedZone {
    fn offset_at(&self, _utc: DateTime<Utc>) -> FixedOffset {
        self.0
    }
}

/// Any `chrono` time zone as a [`Zone`]: `chrono::Local`, `chrono::Utc`, a `chrono_tz::Tz`.
///
/// Offsets with seconds (local mean times before the railways) are rounded to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChronoZone<T>(pub T);

impl<T: TimeZone + fmt::Debug> Zone for ChronoZone<T> {
    fn offset_at(&self, utc: DateTime<Utc>) -> FixedOffset {
        whole_minutes(self.0.offset_from_utc_datetime(&utc.naive_utc()).fix())
    }
}

/// An offset as a [`Stamp`](super::Stamp) can carry it.
pub(super) fn whole_minutes(offset: FixedOffset) -> FixedOffset {
    let largest = i32::from(LARGEST_OFFSET_MINUTES);
    let minutes = (offset.local_minus_utc() + 30).div_euclid(60);
    FixedOffset::east_opt(minutes.clamp(-largest, largest) * 60).unwrap_or(offset)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use chrono::MappedLocalTime;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    fn resolved(zone: Tz, local: &str) -> String {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        ChronoZone(zone).resolve(local).to_rfc3339()
    }

    #[test]
    fn an_ordinary_time_has_the_offset_of_its_season() {
        for (zone, local, expected) in [
            (
                Tz::Europe__Berlin,
                "2026-01-15 12:00",
                "2026-01-15T12:00:00+01:00",
            ),
            (
                Tz::Europe__Berlin,
                "2026-07-15 12:00",
                "2026-07-15T12:00:00+02:00",
            ),
            (
                Tz::America__New_York,
                "2026-07-15 12:00",
                "2026-07-15T12:00:00-04:00",
            ),
            (
                Tz::Asia__Kolkata,
                "2026-07-15 12:00",
                "2026-07-15T12:00:00+05:30",
            ),
            (
                Tz::Australia__Lord_Howe,
                "2026-01-15 12:00",
                "2026-01-15T12:00:00+11:00",
            ),
        ] {
            assert_eq!(resolved(zone, local), expected);
        }
    }

    #[test]
    fn a_time_that_is_left_out_is_counted_on_by_the_offset_before() {
        for (zone, local, expected) in [
            (
                Tz::Europe__Berlin,
                "2026-03-29 02:30",
                "2026-03-29T03:30:00+02:00",
            ),
            (
                Tz::America__New_York,
                "2026-03-08 02:00",
                "2026-03-08T03:00:00-04:00",
            ),
            (
                Tz::Australia__Lord_Howe,
                "2026-10-04 02:15",
                "2026-10-04T02:45:00+11:00",
            ),
            (
                Tz::Pacific__Apia,
                "2011-12-30 12:00",
                "2011-12-31T12:00:00+14:00",
            ),
        ] {
            assert_eq!(resolved(zone, local), expected);
        }
    }

    #[test]
    fn a_time_that_comes_twice_is_the_earlier_one() {
        for (zone, local, expected) in [
            (
                Tz::Europe__Berlin,
                "2026-10-25 02:30",
                "2026-10-25T02:30:00+02:00",
            ),
            (
                Tz::America__New_York,
                "2026-11-01 01:00",
                "2026-11-01T01:00:00-04:00",
            ),
            (
                Tz::Australia__Lord_Howe,
                "2026-04-05 01:45",
                "2026-04-05T01:45:00+11:00",
            ),
        ] {
            assert_eq!(resolved(zone, local), expected);
        }
    }

    #[test]
    fn local_mean_time_is_rounded_to_the_minute() {
        assert_eq!(
            resolved(Tz::Europe__Berlin, "1800-01-01 00:00"),
            "1800-01-01T00:00:00+00:53"
        );
    }

    #[test]
    fn a_fixed_zone_has_one_offset_that_a_stamp_can_carry() {
        let local = NaiveDateTime::default();
        let hour = FixedZone::new(FixedOffset::east_opt(3600).unwrap());
        assert_eq!(
            hour.resolve(local).to_rfc3339(),
            "1970-01-01T00:00:00+01:00"
        );
        let far = FixedZone::new(FixedOffset::west_opt(23 * 3600 + 59).unwrap());
        assert_eq!(far.resolve(local).to_rfc3339(), "1970-01-01T00:00:00-18:00");
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        let zone = FixedZone::new(FixedOffset::east_opt(3600).unwrap());
        for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            let _ = zone.resolve(local);
        }
    }

    fn any_zone() -> impl Strategy<Value = Tz> {
        prop::sample::select(vec![
            Tz::Europe__Berlin,
            Tz::America__New_York,
            Tz::America__St_Johns,
            Tz::America__Sao_Paulo,
            Tz::Africa__Casablanca,
            Tz::Asia__Kolkata,
            Tz::Australia__Lord_Howe,
            Tz::Pacific__Apia,
        ])
    }

    proptest! {
        #[test]
        fn resolving_agrees_with_the_tables(zone in any_zone(), minutes in 0_i64..35_000_000) {
            let local = DateTime::from_timestamp(minutes * 60, 0).unwrap().naive_utc();
            let found = ChronoZone(zone).resolve(local);
            match zone.from_local_datetime(&local) {
                MappedLocalTime::Single(moment) => prop_assert_eq!(found, moment),
                MappedLocalTime::Ambiguous(earlier, _) => prop_assert_eq!(found, earlier),
                MappedLocalTime::None => prop_assert!(found.naive_local() > local),
            }
        }
    }
}

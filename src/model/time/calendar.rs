//! `Calendar`: the one moment that a command takes for now, the zone it thinks in, and where its weeks begin.
//! The clock is read by the host; here it is only a value.

use chrono::{
    DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Utc, Weekday,
};

use super::{Stamp, StampError, Zone};

/// No clock that went back over midnight went back further than to this hour.
const LATE_HOUR: u32 = 21;

/// What is needed to turn days into moments and back.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    now: Stamp,
    zone: &'a dyn Zone,
    week_start: Weekday,
}

impl<'a> Calendar<'a> {
    /// A calendar in which it is `now`, days are those of `zone` and weeks begin on `week_start`.
    pub fn new(now: Stamp, zone: &'a dyn Zone, week_start: Weekday) -> Self {
        Self {
            now,
            zone,
            week_start,
        }
    }

    /// The moment that the command takes for now.
    pub fn now(&self) -> Stamp {
        self.now
    }

    /// The calendar day it is now in the zone.
    pub fn today(&self) -> NaiveDate {
        self.date_of(self.now)
    }

    /// The day on which weeks begin.
    pub fn week_start(&self) -> Weekday {
        self.week_start
    }

    /// The name of the zone, where somebody asked for it.
    pub fn zone_name(&self) -> Option<&'a str> {
        self.zone.name()
    }

    /// Whether a moment is later than now.
    pub fn is_future(&self, moment: Stamp) -> bool {
        moment.utc_milliseconds() > self.now.utc_milliseconds()
    }

    /// The calendar day that a moment falls on in the zone, which may differ from the day in the stamp's own offset.
    ///
    /// Each moment is of one day, which lasts until the next one starts: where clocks go back over midnight, what follows
    /// stays with the day that had begun, though clocks show the end of the day before.
    pub fn date_of(&self, moment: Stamp) -> NaiveDate {
        let local = self.local_of(moment);
        let date = local.date();
        if local.hour() < LATE_HOUR {
            return date;
        }
        let has_begun = |next: &NaiveDate| {
            *next <= Stamp::LATEST.date()
                && self.day_start(*next).utc_milliseconds() <= moment.utc_milliseconds()
        };
        date.succ_opt().filter(has_begun).unwrap_or(date)
    }

    /// The date and time that clocks in the zone show at a moment.
    pub fn local_of(&self, moment: Stamp) -> NaiveDateTime {
        let utc = moment.to_datetime().to_utc();
        self.local_at(utc)
    }

    /// The moment that lies this many milliseconds after 1970-01-01T00:00:00Z, in the zone's offset.
    ///
    /// # Errors
    /// When it is outside the years 0001 to 9999.
    pub fn stamp(&self, utc_milliseconds: i64) -> Result<Stamp, StampError> {
        let utc = Stamp::from_parts(utc_milliseconds, 0)?
            .to_datetime()
            .to_utc();
        Stamp::from_datetime(&utc.with_timezone(&self.zone.offset_at(utc)))
    }

    /// The same moment in the zone's offset; as it is where that would lie outside the years 0001 to 9999.
    pub fn in_zone(&self, moment: Stamp) -> Stamp {
        self.stamp(moment.utc_milliseconds()).unwrap_or(moment)
    }

    /// The moment that a local time means, by the policy of [`Zone::resolve`].
    ///
    /// # Errors
    /// When it is outside the years 0001 to 9999.
    pub fn resolve(&self, local: NaiveDateTime) -> Result<Stamp, StampError> {
        Stamp::from_datetime(&self.zone.resolve(local))
    }

    /// The last millisecond of the year 9999 in the zone, with which its last day ends: no stamp can say what comes then.
    pub fn last_moment(&self) -> Stamp {
        let local = Stamp::LATEST.to_datetime().naive_utc();
        Stamp::from_datetime(&self.zone.resolve(local)).unwrap_or(Stamp::LATEST)
    }

    /// The first moment of a day, also where clocks skip midnight; where midnight comes twice, the first one.
    ///
    /// A day that the zone left out altogether starts when the next one does. Days outside the years 0001 to 9999
    /// are held to [`Stamp::EARLIEST`] and [`Stamp::LATEST`].
    pub fn day_start(&self, date: NaiveDate) -> Stamp {
        if date < Stamp::EARLIEST.date() {
            return Stamp::EARLIEST;
        }
        if date > Stamp::LATEST.date() {
            return Stamp::LATEST;
        }
        let midnight = date.and_time(NaiveTime::MIN);
        let resolved = self.zone.resolve(midnight);
        let skipped = resolved.naive_local() - midnight;
        let utc = if skipped.is_zero() {
            resolved.to_utc()
        } else {
            self.first_instant_from(midnight, resolved.to_utc(), skipped)
        };
        // The first moment of a day within the years is within the years.
        Stamp::from_datetime(&utc.with_timezone(&self.zone.offset_at(utc)))
            .unwrap_or(Stamp::EARLIEST)
    }

    /// Halves the stretch of one skip of the clocks down to the second at which they reach `local` or pass it.
    fn first_instant_from(
        &self,
        local: NaiveDateTime,
        resolved: DateTime<Utc>,
        skipped: TimeDelta,
    ) -> DateTime<Utc> {
        let mut reached = resolved;
        let mut stretch = skipped;
        while stretch > TimeDelta::seconds(1) {
            let half = TimeDelta::seconds(stretch.num_seconds() / 2);
            let middle = reached - half;
            if self.local_at(middle) >= local {
                reached = middle;
                stretch -= half;
            } else {
                stretch = half;
            }
        }
        reached
    }

    fn local_at(&self, utc: DateTime<Utc>) -> NaiveDateTime {
        utc.with_timezone(&self.zone.offset_at(utc)).naive_local()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use crate::model::time::{ChronoZone, FixedZone};
    use chrono_tz::Tz;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn day_start(zone: Tz, day: &str) -> String {
        let zone = ChronoZone(zone);
        let calendar = Calendar::new(Stamp::EARLIEST, &zone, Weekday::Mon);
        calendar.day_start(date(day)).to_string()
    }

    #[test]
    fn a_day_starts_at_its_first_moment_where_midnight_is_skipped() {
        for (zone, day, expected) in [
            (
                Tz::Europe__Berlin,
                "2026-03-29",
                "2026-03-29T00:00:00+01:00",
            ),
            (
                Tz::America__Sao_Paulo,
                "2018-11-04",
                "2018-11-04T01:00:00-02:00",
            ),
            (
                Tz::America__Toronto,
                "1919-03-31",
                "1919-03-31T00:30:00-04:00",
            ),
            (
                Tz::America__Havana,
                "2026-11-01",
                "2026-11-01T00:00:00-04:00",
            ),
            (
                Tz::America__St_Johns,
                "2010-11-07",
                "2010-11-07T00:00:00-02:30",
            ),
            (Tz::Pacific__Apia, "2011-12-30", "2011-12-31T00:00:00+14:00"),
            (Tz::Pacific__Apia, "2011-12-31", "2011-12-31T00:00:00+14:00"),
            (Tz::Asia__Kolkata, "2026-10-03", "2026-10-03T00:00:00+05:30"),
        ] {
            assert_eq!(day_start(zone, day), expected);
        }
    }

    #[test]
    fn days_outside_the_years_are_held_to_the_ends() {
        let zone = ChronoZone(Tz::Europe__Berlin);
        let calendar = Calendar::new(Stamp::EARLIEST, &zone, Weekday::Mon);
        assert_eq!(calendar.day_start(NaiveDate::MIN), Stamp::EARLIEST);
        assert_eq!(calendar.day_start(NaiveDate::MAX), Stamp::LATEST);
        let utc = FixedZone::new(chrono::FixedOffset::east_opt(0).unwrap());
        let calendar_of_utc = Calendar::new(Stamp::EARLIEST, &utc, Weekday::Mon);
        let last = calendar_of_utc.date_of(Stamp::LATEST);
        assert_eq!(last, date("9999-12-31"));
        assert_eq!(
            calendar.day_start(date("0001-01-01")).date(),
            date("0001-01-01")
        );
        assert_eq!(
            calendar.day_start(date("9999-12-31")).date(),
            date("9999-12-31")
        );
    }

    #[test]
    fn today_is_the_day_in_the_zone_and_not_in_the_offset_of_now() {
        let zone = ChronoZone(Tz::Asia__Kolkata);
        let now = Stamp::parse_rfc3339("2026-11-22T20:00:00Z").unwrap();
        let calendar = Calendar::new(now, &zone, Weekday::Mon);
        assert_eq!(calendar.today(), date("2026-11-23"));
    }

    #[test]
    fn the_offset_of_a_moment_plays_no_part_in_whether_it_is_future() {
        let zone = ChronoZone(Tz::UTC);
        let now = Stamp::parse_rfc3339("2026-11-22T20:00:00Z").unwrap();
        let calendar = Calendar::new(now, &zone, Weekday::Mon);
        let same = Stamp::parse_rfc3339("2026-11-22T21:00:00+01:00").unwrap();
        assert!(!calendar.is_future(same));
        assert!(calendar.is_future(calendar.stamp(now.utc_milliseconds() + 1).unwrap()));
    }

    proptest! {
        #[test]
        fn the_moment_before_a_day_starts_is_on_an_earlier_day(days in 0_u64..25_000, west in any::<bool>()) {
            let zone = ChronoZone(if west { Tz::America__Sao_Paulo } else { Tz::Pacific__Apia });
            let calendar = Calendar::new(Stamp::EARLIEST, &zone, Weekday::Mon);
            let day = date("1970-01-01") + chrono::Days::new(days);
            let start = calendar.day_start(day);
            prop_assert!(calendar.date_of(start) >= day);
            let before = calendar.stamp(start.utc_milliseconds() - 1).unwrap();
            prop_assert!(calendar.date_of(before) < day);
        }
    }
}

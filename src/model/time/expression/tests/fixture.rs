//! The calendar that the tests of the date language share.

use chrono::Weekday;
use chrono_tz::Tz;

use crate::model::time::{Calendar, ChronoZone, Stamp};

/// A Sunday in the fourth quarter, in ISO week 47.
pub(super) const NOW: &str = "2026-11-22T16:00:00+01:00";

static BERLIN: ChronoZone<Tz> = ChronoZone(Tz::Europe__Berlin);
static NEW_YORK: ChronoZone<Tz> = ChronoZone(Tz::America__New_York);
static APIA: ChronoZone<Tz> = ChronoZone(Tz::Pacific__Apia);

pub(super) fn stamp(text: &str) -> Stamp {
    Stamp::parse_rfc3339(text).unwrap()
}

pub(super) fn berlin() -> Calendar<'static> {
    berlin_at(NOW)
}

pub(super) fn berlin_at(now: &str) -> Calendar<'static> {
    Calendar::new(stamp(now), &BERLIN, Weekday::Mon)
}

pub(super) fn new_york_at(now: &str) -> Calendar<'static> {
    Calendar::new(stamp(now), &NEW_YORK, Weekday::Sun)
}

pub(super) fn apia_at(now: &str) -> Calendar<'static> {
    Calendar::new(stamp(now), &APIA, Weekday::Mon)
}

//! What time it is, and where. The real clock is in `process`; parsing and showing dates is done elsewhere.

use chrono::{DateTime, FixedOffset};

/// Tells the time. Read it once a command, so that one command has one `now`.
pub trait Clock {
    /// This instant, with the local offset from UTC that holds at it.
    fn now(&self) -> DateTime<FixedOffset>;

    /// The zone in which days begin and end.
    fn zone(&self) -> LocalZone;
}

/// The zone of the person, in which `yesterday` and `--month 2026-10` are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalZone {
    /// The zone of the machine ([`chrono::Local`]), with its changes to and from summer time.
    System,
    /// One offset all the year, for tests.
    Fixed(FixedOffset),
}

/// A clock that stands still, in a zone of one offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixedClock(
    /// The instant that is always now; its offset is the zone.
    pub DateTime<FixedOffset>,
);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.0
    }

    fn zone(&self) -> LocalZone {
        LocalZone::Fixed(*self.0.offset())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_takes_its_zone_from_its_instant() -> chrono::ParseResult<()> {
        let instant = DateTime::parse_from_rfc3339("2026-10-05T09:30:00+02:00")?;
        let clock = FixedClock(instant);
        assert_eq!(clock.now(), instant);
        assert_eq!(clock.zone(), LocalZone::Fixed(*instant.offset()));
        Ok(())
    }
}

//! How far a period has come, and the first days of one, to be set beside those of another.

use chrono::Days;

use super::Period;
use crate::model::time::{Calendar, Stamp};

impl Period {
    /// How many of its calendar days have begun at a moment within it, the day of the moment included. `None` where the
    /// moment is not within it, or it has always been going on.
    pub fn days_begun(&self, moment: Stamp, calendar: &Calendar<'_>) -> Option<u32> {
        let first = calendar.date_of(self.start.filter(|_| self.contains(moment))?);
        u32::try_from((calendar.date_of(moment) - first).num_days() + 1).ok()
    }

    /// Its first so many days, as a custom period; all of it where it has no more. `None` where it has always been going
    /// on.
    pub fn first_days(&self, days: u32, calendar: &Calendar<'_>) -> Option<Self> {
        let start = self.start?;
        let first = calendar.date_of(start);
        let next = first.checked_add_days(Days::new(days.into()));
        let end = next.map_or(Stamp::LATEST, |next| calendar.day_start(next));
        if self
            .end
            .is_some_and(|whole| whole.utc_milliseconds() <= end.utc_milliseconds())
        {
            return Some(self.clone());
        }
        Self::between(calendar, Some(start), Some(end)).ok()
    }
}

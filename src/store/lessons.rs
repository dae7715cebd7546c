//! When a lesson came to be: the first attempt that carries a principle, and the moment at which it was first written.

use super::{Journal, StoreError, rows};
use crate::model::PrincipleKey;
use crate::model::time::Stamp;

/// The attempts that carry a principle, in the order of time.
pub(super) const MEETINGS: &str = "SELECT happened_at, happened_offset, coalesce(principle_at, created_at), \
     principle_at IS NULL FROM entry WHERE principle_key = ?1 ORDER BY key";

/// How it is known when a principle was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenBy {
    /// The log says when.
    Log,
    /// The entry was imported with its principle: the time at which the entry was written stands for it.
    Entry,
}

/// Where a lesson comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LessonOrigin {
    /// When the first attempt that carries the principle happened.
    pub first_met: Stamp,
    /// When the principle was written for the first time, on whichever entry, in Unix milliseconds. Never before the
    /// attempt on whose entry it was written.
    pub written_milliseconds: i64,
    /// How that is known.
    pub written_by: WrittenBy,
}

impl LessonOrigin {
    /// Takes in another entry with the principle, later than all before it.
    fn meet(self, other: Self) -> Self {
        let earliest = if other.written_milliseconds < self.written_milliseconds {
            other
        } else {
            self
        };
        Self {
            first_met: self.first_met,
            ..earliest
        }
    }
}

impl Journal {
    /// Where the lesson with this principle comes from, in the whole journal; nothing where no entry carries it.
    ///
    /// Attempts that happened after the principle had been written cannot have been the first to write it, so only
    /// those before are read, however often the principle was met since.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn lesson_origin(&self, key: &PrincipleKey) -> Result<Option<LessonOrigin>, StoreError> {
        let mut statement = self.connection.prepare_cached(MEETINGS)?;
        let mut rows = statement.query([key.as_str()])?;
        let mut origin: Option<LessonOrigin> = None;
        while let Some(row) = rows.next()? {
            let first_met = rows::stamp(row, 0)?;
            let written: i64 = row.get(2)?;
            let is_from_entry: bool = row.get(3)?;
            let here = LessonOrigin {
                first_met,
                written_milliseconds: written.max(first_met.utc_milliseconds()),
                written_by: if is_from_entry {
                    WrittenBy::Entry
                } else {
                    WrittenBy::Log
                },
            };
            // Entries of one second may stand in any order.
            let is_past = |origin: &LessonOrigin| {
                first_met.seconds() > origin.written_milliseconds.div_euclid(1000)
            };
            if origin.as_ref().is_some_and(is_past) {
                break;
            }
            origin = Some(origin.map_or(here, |origin| origin.meet(here)));
        }
        Ok(origin)
    }
}

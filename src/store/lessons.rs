//! When a lesson came to be: the first attempt that carries a principle, and the moment at which it was first written;
//! and the lessons of which something was said when they came back.

use rusqlite::types::Value;

use super::rows::{self, ENTRY_COLUMNS, read_entry};
use super::selection::{Plan, parameters};
use super::{Journal, StoreError, privacy};
use crate::model::time::Stamp;
use crate::model::{Entry, EntryId, Filter, Order, PrincipleKey, Tag};

/// The first attempts that carry a principle, in the order of time. An import may bring thousands that happened before
/// any of them was written down; the first ten tell as much.
pub(super) fn meetings(hidden: &[Tag]) -> String {
    format!(
        "SELECT happened_at, happened_offset, coalesce(principle_at, created_at), principle_at IS NULL, id FROM entry \
         WHERE principle_key = ? AND {} ORDER BY key LIMIT 10",
        privacy::hidden(hidden)
    )
}

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
    /// The first attempt that carries the principle.
    pub first: EntryId,
    /// When it happened.
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
            first: self.first,
            first_met: self.first_met,
            ..earliest
        }
    }
}

impl Journal {
    /// Since when an entry has had a principle, as far as the log knows; else when the entry was written.
    ///
    /// # Errors
    /// When the entry is not there, or the journal cannot be read.
    pub fn principle_since(&self, id: EntryId) -> Result<Stamp, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(principle_at, created_at), created_offset FROM entry WHERE handle = ?1 AND id = ?2",
        )?;
        let mut found = statement.query((id.handle(), id.0.as_bytes()))?;
        let row = found
            .next()?
            .ok_or_else(|| StoreError::NotFound(id.handle()))?;
        rows::stamp(row, 0)
    }

    /// Hands the entries that a filter chooses and of which somebody said whether they were of use when recall had
    /// brought them back to `each`, earliest first, one at a time.
    ///
    /// # Errors
    /// When the journal cannot be read, the text of the filter is no query, or `each` fails.
    pub fn for_each_judged<E: From<StoreError>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        let plan = judged_plan(self, filter)?;
        let sql = plan.select(ENTRY_COLUMNS, Order::Oldest, None);
        self.for_each_row(&sql, &plan, |row| each(read_entry(row)?))
    }

    /// Where the lesson with this principle comes from, in the whole journal but for entries with a hidden tag;
    /// nothing where no entry carries it.
    ///
    /// Attempts that happened after the principle had been written cannot have been the first to write it, so only
    /// those before are read, however often the principle was met since; and of those the first ten.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn lesson_origin(
        &self,
        key: &PrincipleKey,
        hidden_tags: &[Tag],
    ) -> Result<Option<LessonOrigin>, StoreError> {
        let mut statement = self.connection.prepare_cached(&meetings(hidden_tags))?;
        let named = Value::from(key.as_str().to_owned());
        let all = std::iter::once(named).chain(parameters(hidden_tags));
        let mut rows = statement.query(rusqlite::params_from_iter(all))?;
        let mut origin: Option<LessonOrigin> = None;
        while let Some(row) = rows.next()? {
            let first_met = rows::stamp(row, 0)?;
            let written: i64 = row.get(2)?;
            let is_from_entry: bool = row.get(3)?;
            let here = LessonOrigin {
                first: EntryId(rows::uuid(row, 4)?),
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

/// Plans a query for the entries of which something was said when they came back.
pub(super) fn judged_plan(journal: &Journal, filter: &Filter) -> Result<Plan, StoreError> {
    let is_judged =
        |key: &str| format!("{key} IN (SELECT j.key FROM entry j WHERE j.feedback IS NOT NULL)");
    Plan::with_condition(journal, filter, is_judged, [])
}

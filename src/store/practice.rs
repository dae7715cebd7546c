//! Lessons to practise: those that are due, and those that were never practised. When a lesson is due is worked out in
//! the room `practice`.
//!
//! The table has a row only for lessons that were practised, so an entry that was not costs nothing here.

use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::rows::ENTRY_COLUMNS;
use super::selection::Plan;
use super::{Journal, StoreError};
use crate::model::{Entry, Filter, Order, Stage};
use crate::practice::{Schedule, day_number};

/// A lesson is due from its day on. One that was practised on a day that is still to come was so by a clock that ran
/// ahead: it is due too, since nobody knows how long ago that was.
const IS_DUE: &str = "p.due <= ? OR p.last > ?";

/// Adds the schedule of a lesson, if it was practised.
pub(super) fn insert(connection: &Connection, key: i64, entry: &Entry) -> Result<(), StoreError> {
    let Some(schedule) = schedule(entry) else {
        return Ok(());
    };
    let mut statement = connection.prepare_cached(
        "INSERT INTO practice (entry, due, last, stability, introduced) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    statement.execute((
        key,
        day_number(schedule.due),
        day_number(schedule.last),
        schedule.memory.stability,
        day_number(schedule.introduced),
    ))?;
    Ok(())
}

/// Takes the schedule of a lesson away, if it was practised.
pub(super) fn delete(connection: &Connection, key: i64, former: &Entry) -> Result<(), StoreError> {
    if schedule(former).is_some() {
        connection
            .prepare_cached("DELETE FROM practice WHERE entry = ?1")?
            .execute([key])?;
    }
    Ok(())
}

/// Drafts have no schedule: there is nothing to call to mind.
fn schedule(entry: &Entry) -> Option<Schedule> {
    entry.principle.as_ref().and_then(|_| Schedule::of(entry))
}

impl Journal {
    /// The lessons that a filter chooses and that are due, those first that have waited longest for how well they are
    /// kept in mind.
    ///
    /// # Errors
    /// When the journal cannot be read, or the text of the filter is no query.
    pub fn due_lessons(
        &self,
        filter: &Filter,
        today: NaiveDate,
        limit: Option<u64>,
    ) -> Result<Vec<Entry>, StoreError> {
        let plan = due_plan(self, filter, today)?;
        let sql = format!(
            "SELECT {ENTRY_COLUMNS} FROM practice p CROSS JOIN entry e ON e.key = p.entry WHERE p.entry IN ({}) \
             ORDER BY ({} - p.last) / p.stability DESC, p.entry DESC LIMIT {}",
            plan.select_keys(),
            day_number(today),
            limit.map_or(-1, u64::cast_signed),
        );
        self.read_entries(&sql, plan.parameters())
    }

    /// How many lessons that a filter chooses are due.
    ///
    /// # Errors
    /// When the journal cannot be read, or the text of the filter is no query.
    pub fn due_count(&self, filter: &Filter, today: NaiveDate) -> Result<u64, StoreError> {
        let plan = due_plan(self, filter, today)?;
        let sql = format!("SELECT count(*) FROM ({})", plan.select_keys());
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(plan.parameters(), |row| row.get(0))?)
    }

    /// The lessons that a filter chooses and that were never practised, latest attempt first.
    ///
    /// # Errors
    /// When the journal cannot be read, or the text of the filter is no query.
    pub fn new_lessons(&self, filter: &Filter, limit: u64) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        for stage in [Stage::Lesson, Stage::Reviewed] {
            if filter.stage.is_some_and(|wanted| wanted != stage) {
                continue;
            }
            let filter = Filter {
                stage: Some(stage),
                ..filter.clone()
            };
            let plan = new_plan(self, &filter)?;
            let sql = plan.select(ENTRY_COLUMNS, Order::Newest, Some(limit));
            entries.extend(self.read_entries(&sql, plan.parameters())?);
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.happened_at.utc_milliseconds()));
        entries.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(entries)
    }

    /// How many lessons were practised for the first time on a day.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn introduced_on(&self, day: NaiveDate) -> Result<u64, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT count(*) FROM practice WHERE introduced = ?1")?;
        Ok(statement.query_row([day_number(day)], |row| row.get(0))?)
    }
}

/// Plans a query for the lessons that are due.
pub(super) fn due_plan(
    journal: &Journal,
    filter: &Filter,
    today: NaiveDate,
) -> Result<Plan, StoreError> {
    let today = Value::from(day_number(today));
    let is_due = |key: &str| format!("{key} IN (SELECT p.entry FROM practice p WHERE {IS_DUE})");
    Plan::with_condition(journal, filter, is_due, [today.clone(), today])
}

/// Plans a query for the entries that were never practised.
pub(super) fn new_plan(journal: &Journal, filter: &Filter) -> Result<Plan, StoreError> {
    let is_new = |key: &str| format!("NOT EXISTS (SELECT 1 FROM practice p WHERE p.entry = {key})");
    Plan::with_condition(journal, filter, is_new, [])
}

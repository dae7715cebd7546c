//! Reading entries: one, a page, a count, or all that a filter chooses, one after another.

use rusqlite::{Params, Row};

use super::rows::{self, ENTRY_COLUMNS, read_entry};
use super::selection::Plan;
use super::{Journal, StoreError, projection};
use crate::model::time::{Spent, Stamp};
use crate::model::{
    Assist, Entry, EntryId, Filter, Order, Outcome, Selection, Stage, Standing, Tag, Text,
};

/// Counting stops here: "more than 10,000" is all that a person needs, and counting on would read the whole journal.
const COUNT_BOUND: u64 = 10_000;

/// Where every entry counted has to be looked up, counting stops sooner.
const SLOW_COUNT_BOUND: u64 = 1_000;

/// How many entries there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(u64),
    /// More than so many; nobody counted on.
    MoreThan(u64),
}

/// What reports need of an entry: everything but its long texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Names the entry.
    pub id: EntryId,
    /// X.
    pub tried: Text,
    /// Z.
    pub principle: Option<Text>,
    /// Phrases to look for.
    pub signals: Vec<Text>,
    /// What to do when they are seen.
    pub next: Option<Text>,
    /// How it ended.
    pub outcome: Outcome,
    /// How far the thinking has come.
    pub stage: Stage,
    /// How it stands to its reviews; nothing for a draft.
    pub standing: Option<Standing>,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Where it happened.
    pub project: Option<Text>,
    /// How much assistance it had.
    pub assist: Option<Assist>,
    /// What it cost.
    pub spent: Option<Spent>,
    /// When it happened.
    pub happened_at: Stamp,
}

impl Outline {
    /// What it cost, in minutes; nothing where that was not said.
    pub fn spent_minutes(&self) -> u64 {
        self.spent.map_or(0, |spent| u64::from(spent.minutes()))
    }
}

/// What is needed of an entry to follow its tags through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Names the entry.
    pub id: EntryId,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// How it ended.
    pub outcome: Outcome,
    /// What it cost.
    pub spent: Option<Spent>,
    /// When it happened.
    pub happened_at: Stamp,
}

const TAGGED_COLUMNS: &str =
    "e.id, e.tags, e.outcome, e.spent_minutes, e.happened_at, e.happened_offset";

const OUTLINE_COLUMNS: &str = "e.id, e.tried, e.principle, e.signals, e.outcome, e.stage, e.tags, e.project, e.spent_minutes, e.happened_at, e.happened_offset, e.next, e.assist, e.standing";

impl Journal {
    /// One entry.
    ///
    /// # Errors
    /// When the journal cannot be read, or the entry is not there.
    pub fn entry(&self, id: EntryId) -> Result<Entry, StoreError> {
        projection::entry(&self.connection, id)
    }

    /// The chosen entries, in order.
    ///
    /// # Errors
    /// When the journal cannot be read, or the text of the filter is no query.
    pub fn entries(&self, selection: &Selection) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        self.for_each_entry(selection, |entry| {
            entries.push(entry);
            Ok::<(), StoreError>(())
        })?;
        Ok(entries)
    }

    /// Hands the chosen entries to `each`, in order, one at a time.
    ///
    /// # Errors
    /// When the journal cannot be read, the text of the filter is no query, or `each` fails.
    pub fn for_each_entry<E: From<StoreError>>(
        &self,
        selection: &Selection,
        mut each: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        let plan = Plan::of(self, &selection.filter)?;
        let sql = plan.select(ENTRY_COLUMNS, selection.order, selection.limit);
        self.for_each_row(&sql, &plan, |row| each(read_entry(row)?))
    }

    /// Hands an outline of every chosen entry to `each`, earliest first.
    ///
    /// # Errors
    /// When the journal cannot be read, the text of the filter is no query, or `each` fails.
    pub fn for_each_outline<E: From<StoreError>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(Outline) -> Result<(), E>,
    ) -> Result<(), E> {
        let plan = Plan::of(self, filter)?;
        let sql = plan.select(OUTLINE_COLUMNS, Order::Oldest, None);
        self.for_each_row(&sql, &plan, |row| each(read_outline(row)?))
    }

    /// Hands the tags of every chosen entry to `each`, earliest first.
    ///
    /// # Errors
    /// When the journal cannot be read, the text of the filter is no query, or `each` fails.
    pub fn for_each_tagged<E: From<StoreError>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(Tagged) -> Result<(), E>,
    ) -> Result<(), E> {
        let plan = Plan::of(self, filter)?;
        let sql = plan.select(TAGGED_COLUMNS, Order::Oldest, None);
        self.for_each_row(&sql, &plan, |row| each(read_tagged(row)?))
    }

    /// The entries that match a text, best first: BM25 with the weights of the columns, then the latest.
    ///
    /// # Errors
    /// When the journal cannot be read, or the text is no query.
    pub fn ranked(&self, filter: &Filter, limit: Option<u64>) -> Result<Vec<Entry>, StoreError> {
        let plan = Plan::of(self, filter)?;
        self.read_entries(&plan.select_ranked(ENTRY_COLUMNS, limit), plan.parameters())
    }

    /// How many entries a filter chooses.
    ///
    /// # Errors
    /// When the journal cannot be read, or the text of the filter is no query.
    pub fn count(&self, filter: &Filter) -> Result<Count, StoreError> {
        let plan = Plan::of(self, filter)?;
        let bound = if plan.counts_slowly() {
            SLOW_COUNT_BOUND
        } else {
            COUNT_BOUND
        };
        let mut statement = self.connection.prepare_cached(&plan.count(bound + 1))?;
        let count: u64 = statement.query_row(plan.parameters(), |row| row.get(0))?;
        Ok(if count > bound {
            Count::MoreThan(bound)
        } else {
            Count::Exactly(count)
        })
    }

    /// The entries of a query for [`ENTRY_COLUMNS`].
    pub(super) fn read_entries(
        &self,
        sql: &str,
        parameters: impl Params,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(read_entry(row)?);
        }
        Ok(entries)
    }

    pub(super) fn for_each_row<E: From<StoreError>>(
        &self,
        sql: &str,
        plan: &Plan,
        mut each: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(StoreError::from)?;
        let mut rows = statement
            .query(plan.parameters())
            .map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            each(row)?;
        }
        Ok(())
    }
}

fn read_outline(row: &Row<'_>) -> Result<Outline, StoreError> {
    Ok(Outline {
        id: EntryId(rows::uuid(row, 0)?),
        tried: rows::text(row, 1)?,
        principle: rows::optional_text(row, 2)?,
        signals: rows::json(row, 3)?.unwrap_or_default(),
        outcome: rows::word(row, 4)?.ok_or_else(|| rows::damaged("an entry has no outcome"))?,
        stage: rows::word(row, 5)?.ok_or_else(|| rows::damaged("an entry has no stage"))?,
        tags: rows::json(row, 6)?.unwrap_or_default(),
        project: rows::optional_text(row, 7)?,
        spent: rows::spent(row, 8)?,
        happened_at: rows::stamp(row, 9)?,
        next: rows::optional_text(row, 11)?,
        assist: rows::word(row, 12)?,
        standing: rows::word(row, 13)?,
    })
}

fn read_tagged(row: &Row<'_>) -> Result<Tagged, StoreError> {
    Ok(Tagged {
        id: EntryId(rows::uuid(row, 0)?),
        tags: rows::json(row, 1)?.unwrap_or_default(),
        outcome: rows::word(row, 2)?.ok_or_else(|| rows::damaged("an entry has no outcome"))?,
        spent: rows::spent(row, 3)?,
        happened_at: rows::stamp(row, 4)?,
    })
}

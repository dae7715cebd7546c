//! What recall asks of the journal: how often terms stand in it, and which entries share the most telling of them.
//! How entries are ranked then is decided elsewhere.

use std::collections::HashMap;

use rusqlite::OptionalExtension;

use super::fulltext::{COLUMNS, read_averages};
use super::rows::ENTRY_COLUMNS;
use super::selection::Plan;
use super::{Journal, StoreError};
use crate::model::{Entry, Filter};

/// Entries that share a term are counted up to here. A term of more is estimated: it tells little in any case.
const COUNT_BOUND: u64 = 200;

/// How frequent a common term is, is told by so many of the latest entries.
const SAMPLE: u64 = 500;

/// Postings that are read to find candidates, those of the most telling terms first.
const MOST_POSTINGS: usize = 100_000;

/// What is known of all entries together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many entries there are.
    pub entries: u64,
    /// How many terms they have together in each column of the full-text index: tried, because, principle, signals,
    /// next, tags and the rest.
    pub terms: [u64; COLUMNS],
}

/// Names an entry while a journal is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryKey(pub(super) i64);

/// Counts in how many entries terms stand.
pub struct TermCounts<'a> {
    journal: &'a Journal,
    extent: Extent,
    /// The first key of the sample, once it was needed.
    sample: Option<i64>,
}

impl TermCounts<'_> {
    /// What is known of all entries together.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// In how many entries a term stands: exactly for rare terms, an estimate for common ones.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn of(&mut self, term: &str) -> Result<u64, StoreError> {
        let first = self.first_of_sample()?;
        // From the last entry back: what is before the sample costs nothing once enough are counted.
        let mut statement = self.journal.connection.prepare_cached(
            "SELECT rowid FROM entry_text WHERE entry_text MATCH ?1 ORDER BY rowid DESC",
        )?;
        let mut rows = statement.query([quoted(term)])?;
        let mut counted = 0;
        let mut sampled = 0;
        while let Some(row) = rows.next()? {
            let is_sampled = row.get::<_, i64>(0)? >= first;
            if counted >= COUNT_BOUND && !is_sampled {
                break;
            }
            counted += 1;
            sampled += u64::from(is_sampled);
        }
        if counted < COUNT_BOUND {
            return Ok(counted);
        }
        let share = self.extent.entries.saturating_mul(sampled) / SAMPLE;
        Ok(share.clamp(COUNT_BOUND, self.extent.entries.max(COUNT_BOUND)))
    }

    fn first_of_sample(&mut self) -> Result<i64, StoreError> {
        if let Some(first) = self.sample {
            return Ok(first);
        }
        let mut statement = self.journal.connection.prepare_cached(
            "SELECT id FROM entry_text_docsize ORDER BY id DESC LIMIT 1 OFFSET ?1",
        )?;
        let first: Option<i64> = statement
            .query_row([SAMPLE - 1], |row| row.get(0))
            .optional()?;
        Ok(*self.sample.insert(first.unwrap_or(i64::MIN)))
    }
}

impl Journal {
    /// Counts in how many entries terms stand.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn term_counts(&self) -> Result<TermCounts<'_>, StoreError> {
        let (entries, terms) = read_averages(&self.connection, "main")?;
        Ok(TermCounts {
            journal: self,
            extent: Extent { entries, terms },
            sample: None,
        })
    }

    /// Of the entries that a filter chooses those that share terms, at most `limit`, those first whose terms weigh most
    /// together. Terms are to be given with the most telling first: those of the last may not be looked at any more.
    ///
    /// # Errors
    /// When the journal cannot be read, or the text of the filter is no query.
    pub fn sharing(
        &self,
        terms: &[(&str, f64)],
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<EntryKey>, StoreError> {
        let mut sums: HashMap<i64, f64> = HashMap::new();
        let mut left = MOST_POSTINGS;
        for (term, weight) in terms {
            let plan = Plan::with_term(self, filter, &quoted(term))?;
            let mut statement = self.connection.prepare_cached(&plan.select_keys())?;
            let mut rows = statement.query(plan.parameters())?;
            while left > 0
                && let Some(row) = rows.next()?
            {
                *sums.entry(row.get(0)?).or_default() += weight;
                left -= 1;
            }
        }
        let mut order: Vec<(i64, f64)> = sums.into_iter().collect();
        order.sort_unstable_by(|(key, sum), (other_key, other)| {
            other.total_cmp(sum).then(other_key.cmp(key))
        });
        order.truncate(limit);
        Ok(order.into_iter().map(|(key, _)| EntryKey(key)).collect())
    }

    /// Those of these entries that a filter chooses, in the order of time.
    ///
    /// # Errors
    /// When the journal cannot be read, or the text of the filter is no query.
    pub fn entries_among(
        &self,
        keys: &[EntryKey],
        filter: &Filter,
    ) -> Result<Vec<Entry>, StoreError> {
        let plan = Plan::among(self, filter, keys.iter().map(|key| key.0))?;
        let sql = plan.select(ENTRY_COLUMNS, crate::model::Order::Oldest, None);
        self.read_entries(&sql, plan.parameters())
    }
}

/// A term as a query that means nothing but it. Terms hold letters, digits and marks only.
fn quoted(term: &str) -> String {
    format!("\"{term}\"")
}

//! Counts that are kept rather than counted: entries and minutes for each tag and each principle.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::{Journal, StoreError, rows};
use crate::model::time::Stamp;
use crate::model::{Entry, EntryId, PrincipleKey};

/// How often a tag is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagTotal {
    /// The tag.
    pub tag: String,
    /// Entries that name it, or a tag below it.
    pub entries: u64,
    /// Entries that name it themselves.
    pub own_entries: u64,
    /// What these cost together, in minutes.
    pub spent_minutes: u64,
}

impl TagTotal {
    /// The tag with the number of entries that name it themselves.
    pub fn uses(&self) -> (&str, u64) {
        (&self.tag, self.own_entries)
    }
}

/// How often a principle was met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PrincipleTotal {
    /// Entries that carry it.
    pub entries: u64,
    /// What they cost together, in minutes.
    pub spent_minutes: u64,
}

const ADD_TAG: &str = "INSERT INTO tag_total (tag, entries, own_entries, spent_minutes) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (tag) DO UPDATE SET \
    entries = entries + excluded.entries, own_entries = own_entries + excluded.own_entries, \
    spent_minutes = spent_minutes + excluded.spent_minutes";

const ADD_PRINCIPLE: &str = "INSERT INTO principle_total (principle_key, entries, spent_minutes) VALUES (?1, ?2, ?3) ON CONFLICT (principle_key) \
    DO UPDATE SET entries = entries + excluded.entries, spent_minutes = spent_minutes + excluded.spent_minutes";

/// Differences to the totals that a transaction has gathered and not yet written.
#[derive(Default)]
pub(super) struct Differences {
    tags: HashMap<String, [i64; 3]>,
    principles: HashMap<PrincipleKey, [i64; 2]>,
}

/// Whether an entry comes or goes.
#[derive(Clone, Copy)]
pub(super) enum Count {
    In,
    Out,
}

impl Differences {
    /// Counts an entry in or out.
    pub(super) fn add(&mut self, entry: &Entry, count: Count) {
        let sign = match count {
            Count::In => 1,
            Count::Out => -1,
        };
        let minutes = sign * entry.spent.map_or(0, |spent| i64::from(spent.minutes()));
        for (tag, own) in lineages(entry) {
            let total = match self.tags.get_mut(tag) {
                Some(total) => total,
                None => self.tags.entry(tag.to_owned()).or_default(),
            };
            let [entries, own_entries, spent] = total;
            *entries += sign;
            *own_entries += sign * i64::from(own);
            *spent += minutes * i64::from(own);
        }
        if let Some(key) = entry.principle_key() {
            let [entries, spent] = self.principles.entry(key).or_default();
            *entries += sign;
            *spent += minutes;
        }
    }

    /// Writes what was gathered.
    pub(super) fn write(self, connection: &Connection) -> Result<(), StoreError> {
        if !self.tags.is_empty() {
            let mut tags = connection.prepare_cached(ADD_TAG)?;
            for (tag, [entries, own, spent]) in &self.tags {
                tags.execute((tag, entries, own, spent))?;
            }
        }
        if !self.principles.is_empty() {
            let mut principles = connection.prepare_cached(ADD_PRINCIPLE)?;
            for (key, [entries, spent]) in &self.principles {
                principles.execute((key.as_str(), entries, spent))?;
            }
        }
        if self.tags.values().any(|[entries, ..]| *entries < 0) {
            connection
                .prepare_cached("DELETE FROM tag_total WHERE entries = 0")?
                .execute([])?;
        }
        if self.principles.values().any(|[entries, _]| *entries < 0) {
            connection
                .prepare_cached("DELETE FROM principle_total WHERE entries = 0")?
                .execute([])?;
        }
        Ok(())
    }
}

/// Every tag of an entry and every parent of one, each once, with whether the entry names it itself.
pub(super) fn lineages(entry: &Entry) -> Vec<(&str, bool)> {
    let mut lineages: Vec<(&str, bool)> =
        entry.tags.iter().map(|tag| (tag.as_str(), true)).collect();
    for parent in entry.tags.iter().flat_map(|tag| tag.lineage().skip(1)) {
        if !lineages.iter().any(|(known, _)| *known == parent) {
            lineages.push((parent, false));
        }
    }
    lineages
}

impl Journal {
    /// Every tag that entries name, with its use, by name.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn tag_totals(&self) -> Result<Vec<TagTotal>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT tag, entries, own_entries, spent_minutes FROM tag_total WHERE own_entries > 0 ORDER BY tag")?;
        let totals = statement.query_map([], |row| {
            Ok(TagTotal {
                tag: row.get(0)?,
                entries: row.get(1)?,
                own_entries: row.get(2)?,
                spent_minutes: row.get(3)?,
            })
        })?;
        Ok(totals.collect::<Result<_, _>>()?)
    }

    /// How many entries have a tag or one below it.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn tag_uses(&self, tag: &str) -> Result<u64, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT entries FROM tag_total WHERE tag = ?1")?;
        Ok(statement
            .query_row([tag], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    }

    /// How often a principle was met, and what that has cost.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn principle_total(&self, key: &PrincipleKey) -> Result<PrincipleTotal, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entries, spent_minutes FROM principle_total WHERE principle_key = ?1",
        )?;
        let total = statement
            .query_row([key.as_str()], |row| {
                Ok(PrincipleTotal {
                    entries: row.get(0)?,
                    spent_minutes: row.get(1)?,
                })
            })
            .optional()?;
        Ok(total.unwrap_or_default())
    }

    /// Every principle with its total, by key.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn principle_totals(&self) -> Result<Vec<(PrincipleKey, PrincipleTotal)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT principle_key, entries, spent_minutes FROM principle_total ORDER BY principle_key")?;
        let totals = statement.query_map([], |row| {
            let total = PrincipleTotal {
                entries: row.get(1)?,
                spent_minutes: row.get(2)?,
            };
            Ok((PrincipleKey::of(&row.get::<_, String>(0)?), total))
        })?;
        Ok(totals.collect::<Result<_, _>>()?)
    }

    /// The principles that a review disputes, each with the number of entries for which one does.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn disputed_principles(&self) -> Result<HashMap<PrincipleKey, u64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT principle_key, count(*) FROM entry WHERE standing = 'disputed' GROUP BY principle_key",
        )?;
        let disputed = statement.query_map([], |row| {
            let key = PrincipleKey::of(&row.get::<_, String>(0)?);
            Ok((key, row.get(1)?))
        })?;
        Ok(disputed.collect::<Result<_, _>>()?)
    }

    /// When a tag was last seen on an entry itself.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn tag_last_seen(&self, tag: &str) -> Result<Option<Stamp>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.happened_at, e.happened_offset FROM entry_tag t CROSS JOIN entry e ON e.key = t.entry \
             WHERE t.tag = ?1 AND t.own = 1 ORDER BY t.entry DESC LIMIT 1",
        )?;
        let mut rows = statement.query([tag])?;
        rows.next()?.map(|row| rows::stamp(row, 0)).transpose()
    }

    /// A principle as it was written last, and when that was.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn principle_last_seen(
        &self,
        key: &PrincipleKey,
    ) -> Result<Option<(String, Stamp)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT principle, happened_at, happened_offset FROM entry WHERE principle_key = ?1 ORDER BY key DESC LIMIT 1",
        )?;
        let mut rows = statement.query([key.as_str()])?;
        rows.next()?
            .map(|row| Ok((row.get(0)?, rows::stamp(row, 1)?)))
            .transpose()
    }

    /// The entries that carry a principle, earliest attempt first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn with_principle(&self, key: &PrincipleKey) -> Result<Vec<EntryId>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM entry WHERE principle_key = ?1 ORDER BY key")?;
        let mut rows = statement.query([key.as_str()])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            ids.push(EntryId(rows::uuid(row, 0)?));
        }
        Ok(ids)
    }

    /// Every project, by name.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn projects(&self) -> Result<Vec<String>, StoreError> {
        self.distinct("project")
    }

    /// Every author, by name.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn authors(&self) -> Result<Vec<String>, StoreError> {
        self.distinct("author")
    }

    /// The values of an indexed column, each found by one step through its index from the one before, so that the
    /// number of entries does not matter (<https://wiki.postgresql.org/wiki/Loose_indexscan>).
    fn distinct(&self, column: &str) -> Result<Vec<String>, StoreError> {
        let sql = format!(
            "WITH RECURSIVE value (value) AS (
                 SELECT (SELECT min({column}) FROM entry WHERE {column} IS NOT NULL)
                 UNION ALL
                 SELECT (SELECT min({column}) FROM entry WHERE {column} > value) FROM value WHERE value IS NOT NULL
             ) SELECT value FROM value WHERE value IS NOT NULL"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = statement.query_map([], |row| row.get(0))?;
        Ok(values.collect::<Result<_, _>>()?)
    }
}

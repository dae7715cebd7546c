//! The derived tables: one entry in, one entry out.
//!
//! An entry's key is the Unix second in which it happened, shifted left by twelve bits, plus a number that tells
//! entries of one second apart in the order in which they came. Keys therefore sort like time, a period is a range of
//! keys, and every index gives its entries in the order of time without sorting. Should more than 4,096 entries
//! happen in one second, the rest take free keys of the seconds after it.

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use super::fulltext::{self, Indexer};
use super::records::LoggedEntry;
use super::rows::{ENTRY_COLUMNS, read_entry};
use super::totals::{self, Differences, lineages};
use super::{StoreError, practice, rows, signals};
use crate::model::time::{Spent, Stamp};
use crate::model::{Assist, Entry, EntryId, PrincipleKey, Standing, Text};

const KEYS_IN_A_SECOND: i64 = 1 << 12;

/// The first key of the second in which an instant lies.
pub(super) fn first_key(instant: Stamp) -> i64 {
    instant.seconds() * KEYS_IN_A_SECOND
}

/// The first key at or after an instant: keys of instants before it are smaller.
pub(super) fn first_key_from(instant: Stamp) -> i64 {
    let whole_second = instant.utc_milliseconds().rem_euclid(1000) == 0;
    if whole_second {
        first_key(instant)
    } else {
        first_key(instant) + KEYS_IN_A_SECOND
    }
}

/// The Unix second that a key stands for.
pub(super) fn happened_seconds(key: i64) -> i64 {
    key.div_euclid(KEYS_IN_A_SECOND)
}

/// Keeps the derived tables in step during one transaction.
pub(super) struct Projection {
    indexer: Indexer,
    differences: Differences,
}

impl Projection {
    pub(super) fn new() -> Self {
        Self {
            indexer: Indexer::new(),
            differences: Differences::default(),
        }
    }

    /// Brings the tables to the present state of one entry: absent, new or changed.
    pub(super) fn put(
        &mut self,
        connection: &Connection,
        id: EntryId,
        present: Option<&LoggedEntry>,
    ) -> Result<(), StoreError> {
        let Some((key, former)) = find(connection, id)? else {
            return present.map_or(Ok(()), |logged| {
                self.insert(connection, &logged.entry, logged.principle_at)
            });
        };
        self.delete(connection, key, &former)?;
        match present {
            Some(LoggedEntry {
                entry,
                principle_at,
            }) if entry.happened_at.seconds() == happened_seconds(key) => {
                self.insert_at(connection, key, entry, *principle_at)
            }
            Some(logged) => self.insert(connection, &logged.entry, logged.principle_at),
            None => Ok(()),
        }
    }

    /// Adds an entry that is not there yet.
    pub(super) fn insert(
        &mut self,
        connection: &Connection,
        entry: &Entry,
        principle_at: Option<Stamp>,
    ) -> Result<(), StoreError> {
        let key = free_key(connection, entry.happened_at)?;
        self.insert_at(connection, key, entry, principle_at)
    }

    /// Adds an entry that is not there yet, under the key that it has in the database attached as `journal` where that
    /// can be its key.
    pub(super) fn insert_as_in_journal(
        &mut self,
        connection: &Connection,
        logged: &LoggedEntry,
    ) -> Result<(), StoreError> {
        let entry = &logged.entry;
        let sql = "SELECT key FROM journal.entry its WHERE its.handle = ?1 AND its.id = ?2 AND its.key >= ?3 \
            AND NOT EXISTS (SELECT 1 FROM main.entry ours WHERE ours.key = its.key)";
        let found = connection.prepare_cached(sql).and_then(|mut statement| {
            let first = first_key(entry.happened_at);
            statement.query_row((entry.id.handle(), entry.id.0.as_bytes(), first), |row| {
                row.get(0)
            })
        });
        match found {
            Ok(key) => self.insert_at(connection, key, entry, logged.principle_at),
            // Not there, or not to be read.
            Err(_) => self.insert(connection, entry, logged.principle_at),
        }
    }

    /// Writes the totals. To be called once, at the end of the transaction.
    pub(super) fn finish(self, connection: &Connection) -> Result<(), StoreError> {
        self.differences.write(connection)
    }

    fn insert_at(
        &mut self,
        connection: &Connection,
        key: i64,
        entry: &Entry,
        principle_at: Option<Stamp>,
    ) -> Result<(), StoreError> {
        insert_row(connection, key, entry, principle_at)?;
        let mut statement = connection
            .prepare_cached("INSERT INTO entry_tag (tag, entry, own) VALUES (?1, ?2, ?3)")?;
        for (tag, own) in lineages(entry) {
            statement.execute((tag, key, own))?;
        }
        signals::insert(connection, key, entry, self.indexer.analyzer())?;
        practice::insert(connection, key, entry)?;
        self.indexer.insert(connection, key, entry)?;
        self.differences.add(entry, totals::Count::In);
        Ok(())
    }

    fn delete(
        &mut self,
        connection: &Connection,
        key: i64,
        former: &Entry,
    ) -> Result<(), StoreError> {
        connection
            .prepare_cached("DELETE FROM entry WHERE key = ?1")?
            .execute([key])?;
        let mut statement =
            connection.prepare_cached("DELETE FROM entry_tag WHERE tag = ?1 AND entry = ?2")?;
        for (tag, _) in lineages(former) {
            statement.execute((tag, key))?;
        }
        signals::delete(connection, key, former, self.indexer.analyzer())?;
        practice::delete(connection, key, former)?;
        fulltext::delete(connection, key)?;
        self.differences.add(former, totals::Count::Out);
        Ok(())
    }
}

/// The entry as the tables have it, with its key.
pub(super) fn find(
    connection: &Connection,
    id: EntryId,
) -> Result<Option<(i64, Entry)>, StoreError> {
    let sql =
        format!("SELECT {ENTRY_COLUMNS}, e.key FROM entry e WHERE e.handle = ?1 AND e.id = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query((id.handle(), id.0.as_bytes()))?;
    let Some(row) = found.next()? else {
        return Ok(None);
    };
    Ok(Some((row.get("key")?, read_entry(row)?)))
}

/// The entry as the tables have it.
///
/// # Errors
/// When the journal cannot be read, or the entry is not there.
pub(super) fn entry(connection: &Connection, id: EntryId) -> Result<Entry, StoreError> {
    let found = find(connection, id)?;
    found
        .map(|(_, entry)| entry)
        .ok_or_else(|| StoreError::NotFound(id.handle()))
}

/// The next free key of the second in which an entry happened, or of the seconds after it.
fn free_key(connection: &Connection, happened_at: Stamp) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT key FROM entry WHERE key >= ?1 AND key < ?2 ORDER BY key DESC LIMIT 1",
    )?;
    let mut first = first_key(happened_at);
    loop {
        let end = first + KEYS_IN_A_SECOND;
        let taken: Option<i64> = statement
            .query_row([first, end], |row| row.get(0))
            .optional()?;
        match taken {
            None => return Ok(first),
            Some(taken) if taken + 1 < end => return Ok(taken + 1),
            Some(_) => first = end,
        }
    }
}

fn insert_row(
    connection: &Connection,
    key: i64,
    entry: &Entry,
    principle_at: Option<Stamp>,
) -> Result<(), StoreError> {
    let json = |value: serde_json::Result<String>| value.map_err(rows::damaged);
    let mut statement = connection.prepare_cached(
        "INSERT INTO entry (key, id, handle, tried, because, principle, principle_key, signals, next, outcome, stage, standing, tags, project, \
         exploration, assist, spent_minutes, author, happened_at, happened_offset, created_at, created_offset, evidence, reviews, \
         command, feedback, elsewhere, practice, principle_at, rules_out) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)",
    )?;
    let command = entry
        .evidence
        .as_ref()
        .and_then(|evidence| evidence.command.as_deref());
    let evidence = entry
        .evidence
        .as_ref()
        .map(|evidence| json(serde_json::to_string(evidence)))
        .transpose()?;
    statement.execute(rusqlite::params![
        key,
        entry.id.0.as_bytes(),
        entry.id.handle(),
        entry.tried.as_str(),
        entry.because.as_str(),
        entry.principle.as_ref().map(Text::as_str),
        entry.principle_key().as_ref().map(PrincipleKey::as_str),
        json(serde_json::to_string(&entry.signals))?,
        entry.next.as_ref().map(Text::as_str),
        entry.outcome.as_str(),
        entry.stage().as_str(),
        entry.standing().map(Standing::as_str),
        json(serde_json::to_string(&entry.tags))?,
        entry.project.as_ref().map(Text::as_str),
        entry.exploration.as_ref().map(Text::as_str),
        entry.assist.map(Assist::as_str),
        entry.spent.map(Spent::minutes),
        entry.author.as_str(),
        entry.happened_at.utc_milliseconds(),
        entry.happened_at.offset_minutes(),
        entry.created_at.utc_milliseconds(),
        entry.created_at.offset_minutes(),
        evidence,
        list_if_any(&entry.reviews)?,
        command,
        list_if_any(&entry.feedback)?,
        list_if_any(&entry.elsewhere)?,
        list_if_any(&entry.practice)?,
        principle_at.map(Stamp::utc_milliseconds),
        entry.rules_out.as_ref().map(Text::as_str),
    ])?;
    Ok(())
}

/// A list as JSON; nothing for an empty one.
fn list_if_any<M: Serialize>(members: &[M]) -> Result<Option<String>, StoreError> {
    if members.is_empty() {
        return Ok(None);
    }
    serde_json::to_string(members)
        .map(Some)
        .map_err(rows::damaged)
}

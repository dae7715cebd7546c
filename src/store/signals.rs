//! Which entries may be meant by a text because of their signals: an index from words to signals.
//!
//! Each signal stands under its anchor, one word that every text in which it fires must have
//! ([`Signal::anchor`](crate::text::Signal::anchor)). Regular expressions, and phrases without any word, have none; they
//! stand under the empty word and have to be tried on every text.

use foldhash::HashMap;
use rusqlite::{CachedStatement, Connection};

use super::rows::damaged;
use super::{EntryKey, Journal, StoreError};
use crate::model::Entry;
use crate::text::{Analyzer, Signal};

/// Of one anchor the signals of so many entries are tried, the latest first.
const MOST_OF_ONE_ANCHOR: u64 = 200;

/// A signal, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The phrase or the regular expression.
    pub signal: String,
    /// The entries that have it, the latest first.
    pub entries: Vec<EntryKey>,
}

/// Adds the signals of an entry under its key.
pub(super) fn insert(
    connection: &Connection,
    key: i64,
    entry: &Entry,
    analyzer: &mut Analyzer,
) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO entry_signal (anchor, entry, signal) VALUES (?1, ?2, ?3)";
    for_each(connection, sql, key, entry, analyzer)
}

/// Takes them away.
pub(super) fn delete(
    connection: &Connection,
    key: i64,
    entry: &Entry,
    analyzer: &mut Analyzer,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM entry_signal WHERE anchor = ?1 AND entry = ?2 AND signal = ?3";
    for_each(connection, sql, key, entry, analyzer)
}

/// A signal that this build takes for no signal, from another one, is only not watched.
fn for_each(
    connection: &Connection,
    sql: &str,
    key: i64,
    entry: &Entry,
    analyzer: &mut Analyzer,
) -> Result<(), StoreError> {
    for written in &entry.signals {
        if let Ok(signal) = Signal::parse(written.as_str(), analyzer) {
            let mut statement = connection.prepare_cached(sql)?;
            statement.execute((signal.anchor(), key, written.as_str()))?;
        }
    }
    Ok(())
}

impl Journal {
    /// The signals that may fire in a text with these words, and those that must be tried on every text; each once, in no
    /// order.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn watched<'t>(
        &self,
        words: impl Iterator<Item = &'t str>,
    ) -> Result<Vec<Watched>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT signal, entry FROM entry_signal WHERE anchor = ?1 ORDER BY entry DESC LIMIT ?2",
        )?;
        let mut watched = Vec::new();
        for word in words.chain([""]) {
            read(&mut statement, word, &mut watched)?;
        }
        Ok(watched)
    }

    /// The entries whose evidence is this command, in this project, the latest first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn lessons_of_command(
        &self,
        project: Option<&str>,
        command: &str,
        limit: u64,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql = format!(
            "SELECT {} FROM entry e WHERE e.command = ?1 AND e.project IS ?2 ORDER BY e.key DESC LIMIT ?3",
            super::rows::ENTRY_COLUMNS
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query((command, project, limit))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(super::rows::read_entry(row)?);
        }
        Ok(entries)
    }
}

fn read(
    statement: &mut CachedStatement<'_>,
    anchor: &str,
    watched: &mut Vec<Watched>,
) -> Result<(), StoreError> {
    let mut rows = statement.query((anchor, MOST_OF_ONE_ANCHOR))?;
    // A signal stands under one anchor only.
    let mut entries_of: HashMap<String, Vec<EntryKey>> = HashMap::default();
    while let Some(row) = rows.next()? {
        let signal = row.get_ref(0)?.as_str().map_err(damaged)?;
        let entry = EntryKey(row.get(1)?);
        match entries_of.get_mut(signal) {
            Some(entries) => entries.push(entry),
            None => {
                entries_of.insert(signal.to_owned(), vec![entry]);
            }
        }
    }
    let found = entries_of.into_iter();
    watched.extend(found.map(|(signal, entries)| Watched { signal, entries }));
    Ok(())
}

//! Which entries may be meant by a text because of their signals: an index from words to signals.
//!
//! Each signal stands under its anchor, one word that every text in which it fires must have
//! ([`Signal::anchor`](crate::text::Signal::anchor)). Regular expressions, and phrases without any word, have none; they
//! stand under the empty word and have to be tried on every text.

use foldhash::HashMap;
use rusqlite::{Connection, Rows};

use super::rows::{ENTRY_COLUMNS, damaged};
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
        let mut words: Vec<&str> = words.chain([""]).collect();
        words.sort_unstable();
        let mut statement = self.connection.prepare_cached(
            "SELECT anchor, signal, entry FROM entry_signal WHERE anchor <= ?1 ORDER BY anchor DESC, entry DESC",
        )?;
        let mut found = HashMap::default();
        while let Some(word) = words.last() {
            let mut rows = statement.query([word])?;
            if walk(&mut rows, &mut words, &mut found)? == Walked::ToTheEnd {
                break;
            }
        }
        let watched = |(signal, entries)| Watched { signal, entries };
        Ok(found.into_iter().map(watched).collect())
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
            "SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.command = ?1 AND e.project IS ?2 ORDER BY e.key DESC LIMIT ?3"
        );
        self.read_entries(&sql, (command, project, limit))
    }
}

/// How far the index was walked.
#[derive(PartialEq, Eq)]
enum Walked {
    /// Up to an anchor that is no word, or of which enough signals were taken.
    ToAGap,
    /// There are no anchors before the last one.
    ToTheEnd,
}

/// Walks rows, which come from the last anchor to the first, together with words that are sorted, from the last one too.
/// Words that are no anchors are passed over, and so are, by a new look from the next word on, anchors that are no words.
/// So what it takes is bounded by the words of a text and by the anchors of the journal, whichever are fewer.
fn walk(
    rows: &mut Rows<'_>,
    words: &mut Vec<&str>,
    found: &mut HashMap<String, Vec<EntryKey>>,
) -> Result<Walked, StoreError> {
    let mut taken = 0;
    while let Some(row) = rows.next()? {
        let anchor = row.get_ref(0)?.as_bytes().map_err(damaged)?;
        while words.pop_if(|word| word.as_bytes() > anchor).is_some() {
            taken = 0;
        }
        if words.last().is_none_or(|word| word.as_bytes() != anchor) {
            return Ok(Walked::ToAGap);
        }
        if taken == MOST_OF_ONE_ANCHOR {
            words.pop();
            return Ok(Walked::ToAGap);
        }
        taken += 1;
        let signal = row.get_ref(1)?.as_str().map_err(damaged)?;
        let entry = EntryKey(row.get(2)?);
        match found.get_mut(signal) {
            Some(entries) => entries.push(entry),
            None => {
                found.insert(signal.to_owned(), vec![entry]);
            }
        }
    }
    Ok(Walked::ToTheEnd)
}

//! The full-text index: which words of an entry go into which column.
//!
//! The index is an FTS5 table without content (<https://sqlite.org/fts5.html>, section 4.4.3). It is given terms that
//! the analyzer of `text` has already made, so search, highlighting and the index agree on what a word is.

use rusqlite::Connection;

use super::StoreError;
use crate::model::{Entry, Text};
use crate::text::Analyzer;

/// How many columns the index has: tried, because, principle, signals, next, tags and the rest.
pub(super) const COLUMNS: usize = 7;

/// Turns entries into index rows. Holds the analyzer's cache and the buffers, one for each column.
pub(super) struct Indexer {
    analyzer: Analyzer,
    columns: [String; COLUMNS],
}

impl Indexer {
    pub(super) fn new() -> Self {
        Self {
            analyzer: Analyzer::new(),
            columns: Default::default(),
        }
    }

    /// The analyzer, with what it remembers.
    pub(super) fn analyzer(&mut self) -> &mut Analyzer {
        &mut self.analyzer
    }

    /// Adds an entry under its key.
    pub(super) fn insert(
        &mut self,
        connection: &Connection,
        key: i64,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        let analyzer = &mut self.analyzer;
        let [tried, because, principle, signals, next, tags, rest] = &mut self.columns;
        for column in [&mut *tried, because, principle, signals, next, tags, rest] {
            column.clear();
        }
        let mut add = |column: &mut String, text: &str| analyzer.append_index_text(text, column);
        add(tried, entry.tried.as_str());
        add(because, entry.because.as_str());
        entry
            .principles()
            .for_each(|text| add(principle, text.as_str()));
        entry
            .signals
            .iter()
            .for_each(|text| add(signals, text.as_str()));
        entry.next.iter().for_each(|text| add(next, text.as_str()));
        entry.tags.iter().for_each(|tag| add(tags, tag.as_str()));
        for_each_of_the_rest(entry, |text| add(rest, text));

        let mut statement = connection.prepare_cached(
            "INSERT INTO entry_text (rowid, tried, because, principle, signals, next, tags, rest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        statement.execute((
            key,
            &*tried,
            &*because,
            &*principle,
            &*signals,
            &*next,
            &*tags,
            &*rest,
        ))?;
        Ok(())
    }
}

/// Takes the entry with this key out of the index.
pub(super) fn delete(connection: &Connection, key: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM entry_text WHERE rowid = ?1")?
        .execute([key])?;
    Ok(())
}

/// How many entries are in the index of a schema (`main`), and how many terms each of its columns has in all of them.
///
/// FTS5 keeps both in a record of its own, as variable-length integers one after another
/// (<https://sqlite.org/src/file/ext/fts5/fts5_index.c>, "averages"); counting entries would read them all.
pub(super) fn read_averages(
    connection: &Connection,
    schema: &str,
) -> Result<(u64, [u64; COLUMNS]), StoreError> {
    let sql = format!("SELECT block FROM {schema}.entry_text_data WHERE id = 1");
    let mut statement = connection.prepare_cached(&sql)?;
    let block: Vec<u8> = statement.query_row([], |row| row.get(0))?;
    let mut numbers = variable_length_integers(&block);
    let entries = numbers.next().unwrap_or(0);
    Ok((
        entries,
        std::array::from_fn(|_| numbers.next().unwrap_or(0)),
    ))
}

/// Integers of seven bits a byte, the most significant first; all bytes of one but its last have the eighth bit set.
/// (The ninth byte of SQLite's form, which is otherwise, is met only beyond 2^56.)
fn variable_length_integers(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let whole = bytes.split_inclusive(|byte| byte & 0x80 == 0);
    whole.map(|bytes| {
        bytes
            .iter()
            .fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f))
    })
}

/// What has no column of its own: names, what is ruled out, evidence, reviews and other places.
fn for_each_of_the_rest(entry: &Entry, mut add: impl FnMut(&str)) {
    let texts = [&entry.project, &entry.exploration, &entry.rules_out];
    texts
        .into_iter()
        .flatten()
        .for_each(|text| add(text.as_str()));
    add(entry.author.as_str());
    if let Some(evidence) = &entry.evidence {
        let parts = [
            &evidence.command,
            &evidence.directory,
            &evidence.commit,
            &evidence.branch,
            &evidence.output,
        ];
        parts.into_iter().flatten().for_each(|part| add(part));
    }
    let reviewers = entry.reviews.iter().map(|review| &review.by);
    reviewers
        .chain(entry.review_remarks())
        .chain(&entry.elsewhere)
        .map(Text::as_str)
        .for_each(add);
}

//! Who said something of entries, and on which branches attempts happened: names that are not for everybody.

use super::{Journal, StoreError};

/// Whoever reviewed an entry, said whether it was of use, or practised it.
const SPEAKERS: &str = "\
    SELECT said.value ->> 'by' FROM entry, json_each(entry.reviews) said WHERE entry.reviews IS NOT NULL \
    UNION SELECT said.value ->> 'by' FROM entry, json_each(entry.feedback) said WHERE entry.feedback IS NOT NULL \
    UNION SELECT said.value ->> 'by' FROM entry, json_each(entry.practice) said WHERE entry.practice IS NOT NULL";

/// The branches that evidence names.
const BRANCHES: &str =
    "SELECT DISTINCT evidence ->> 'branch' FROM entry WHERE evidence IS NOT NULL ORDER BY 1";

impl Journal {
    /// Whoever said something of any entry, by name. Every entry is looked at.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn speakers(&self) -> Result<Vec<String>, StoreError> {
        self.texts(SPEAKERS)
    }

    /// The branches on which attempts happened, by name. Every entry is looked at.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn branches(&self) -> Result<Vec<String>, StoreError> {
        self.texts(BRANCHES)
    }

    fn texts(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let texts = statement.query_map([], |row| row.get::<_, Option<String>>(0))?;
        let texts: Vec<Option<String>> = texts.collect::<Result<_, _>>()?;
        Ok(texts.into_iter().flatten().collect())
    }
}

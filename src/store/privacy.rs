//! Private entries: which tags make them, and principles as whoever must not know of them may see them.

use super::selection::{parameters, tag_condition};
use super::{Journal, StoreError};
use crate::model::{PrincipleKey, Privacy, Tag};

impl Journal {
    /// The tags that make an entry private, as they are written: the tag itself, which stands for those below it, in
    /// each letter case in which somebody wrote it.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn private_tags(&self) -> Result<Vec<Tag>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT tag FROM tag_total WHERE lower(tag) = ?1 ORDER BY tag")?;
        let tags = statement.query_map([Tag::PRIVATE], |row| row.get::<_, String>(0))?;
        let tags: Vec<String> = tags.collect::<Result<_, _>>()?;
        // What stands in the journal was a tag when it was written.
        Ok(tags.iter().filter_map(|tag| Tag::new(tag).ok()).collect())
    }

    /// How many entries carry a principle and have none of the hidden tags.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn principle_entries(
        &self,
        key: &PrincipleKey,
        hidden_tags: &[Tag],
    ) -> Result<u64, StoreError> {
        if hidden_tags.is_empty() {
            return Ok(self.principle_total(key)?.entries);
        }
        let hidden = hidden(hidden_tags);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT count(*) FROM entry WHERE principle_key = ? AND {hidden}"
        ))?;
        let named = rusqlite::types::Value::from(key.as_str().to_owned());
        let all = std::iter::once(named).chain(parameters(hidden_tags));
        Ok(statement.query_row(rusqlite::params_from_iter(all), |row| row.get(0))?)
    }

    /// The tags whose entries are not to be seen.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn hidden_tags(&self, privacy: Privacy) -> Result<Vec<Tag>, StoreError> {
        match privacy {
            Privacy::Everything => Ok(Vec::new()),
            Privacy::WithoutPrivate => self.private_tags(),
        }
    }
}

/// The condition on a row of `entry` that it has none of these tags; `true` where there are none.
pub(super) fn hidden(tags: &[Tag]) -> String {
    match tags {
        [] => "true".to_owned(),
        _ => tag_condition("NOT EXISTS", "entry.key", tags.len()),
    }
}

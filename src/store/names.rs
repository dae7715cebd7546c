//! Short identifiers: from an entry to the letters people see, and from the letters they type to an entry.

use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::{Journal, StoreError, records, rows};
use crate::model::EntryId;

/// How many letters a short identifier has at least.
const SHORTEST: usize = 4;

/// The word that stands for the entry logged last.
const LAST: &str = "last";

/// So many entries are named of those that may be meant.
const CANDIDATES: usize = 8;

/// The subjects of the log, the one that came into being last first.
pub(super) const CREATED_LAST: &str = "SELECT r.subject FROM record r WHERE NOT EXISTS \
    (SELECT 1 FROM record earlier WHERE earlier.subject = r.subject AND earlier.position < r.position) \
    ORDER BY r.position DESC";

/// Gives entries their short identifiers.
pub struct Shorts<'a> {
    journal: &'a Journal,
}

impl Shorts<'_> {
    /// The short identifier of an entry: the shortest beginning of its handle that no other entry shares, and at least
    /// four letters.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn of(&self, id: EntryId) -> Result<String, StoreError> {
        let handle = id.handle();
        let below = self.neighbour(
            "SELECT handle FROM entry WHERE handle < ?1 ORDER BY handle DESC LIMIT 1",
            &handle,
        )?;
        let above = self.neighbour(
            "SELECT handle FROM entry WHERE handle > ?1 ORDER BY handle LIMIT 1",
            &handle,
        )?;
        let shared = |other: Option<String>| {
            other.map_or(0, |other| {
                handle
                    .bytes()
                    .zip(other.bytes())
                    .take_while(|(a, b)| a == b)
                    .count()
            })
        };
        let letters = (shared(below).max(shared(above)) + 1).max(SHORTEST);
        Ok(handle.chars().take(letters).collect())
    }

    fn neighbour(&self, sql: &str, handle: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.journal.connection.prepare_cached(sql)?;
        Ok(statement.query_row([handle], |row| row.get(0)).optional()?)
    }
}

impl Journal {
    /// Gives entries their short identifiers.
    pub fn shorts(&self) -> Shorts<'_> {
        Shorts { journal: self }
    }

    /// The entry that a person means by `given`: `last`, the beginning of a handle, or a whole UUID.
    ///
    /// # Errors
    /// When no entry, or more than one, is meant.
    pub fn resolve(&self, given: &str) -> Result<EntryId, StoreError> {
        let not_found = || StoreError::NotFound(given.escape_debug().to_string());
        if given == LAST {
            return self.last_created()?.ok_or(StoreError::Empty);
        }
        if let Ok(id) = Uuid::try_parse(given) {
            let id = EntryId(id);
            return if self.contains_entry(id)? {
                Ok(id)
            } else {
                Err(not_found())
            };
        }
        let handle = given.to_ascii_lowercase();
        if handle.is_empty() || !handle.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(not_found());
        }
        let found = self.with_handle(&handle)?;
        match found.as_slice() {
            [] => Err(not_found()),
            [only] => Ok(*only),
            several => {
                let shorts = self.shorts();
                let candidates = several
                    .iter()
                    .take(CANDIDATES)
                    .map(|id| shorts.of(*id))
                    .collect::<Result<_, _>>()?;
                Err(StoreError::Ambiguous {
                    given: given.to_owned(),
                    candidates,
                })
            }
        }
    }

    /// The removed entry that a whole UUID, or the beginning of its handle, names.
    ///
    /// # Errors
    /// When nothing was ever recorded under it, or several removed entries begin so.
    pub fn resolve_removed(&self, given: &str) -> Result<EntryId, StoreError> {
        let not_found = || StoreError::NotFound(given.escape_debug().to_string());
        if let Ok(id) = Uuid::try_parse(given) {
            let id = EntryId(id);
            return if self.has_record_of(id)? {
                Ok(id)
            } else {
                Err(not_found())
            };
        }
        let handle = given.to_ascii_lowercase();
        if handle.is_empty() {
            return Err(not_found());
        }
        match self.removed_with_handle(&handle)?.as_slice() {
            [] => Err(not_found()),
            [only] => Ok(*only),
            several => Err(StoreError::Ambiguous {
                given: given.to_owned(),
                candidates: several.iter().map(EntryId::handle).collect(),
            }),
        }
    }

    /// Up to eight removed entries whose handles begin with `prefix`. Only the log knows them: its index of subjects is
    /// walked, and records are read of those alone that begin so.
    fn removed_with_handle(&self, prefix: &str) -> Result<Vec<EntryId>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT subject FROM record")?;
        let mut rows = statement.query([])?;
        let mut removed = Vec::new();
        while let Some(row) = rows.next()?
            && removed.len() < CANDIDATES
        {
            let id = EntryId(rows::uuid(row, 0)?);
            if id.handle().starts_with(prefix)
                && !self.contains_entry(id)?
                && records::has_entry(&self.connection, id)?
            {
                removed.push(id);
            }
        }
        Ok(removed)
    }

    /// Up to nine entries whose handles begin with `prefix`.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn with_handle(&self, prefix: &str) -> Result<Vec<EntryId>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM entry WHERE handle >= ?1 AND handle < ?1 || '~' ORDER BY handle LIMIT 9")?;
        let mut rows = statement.query([prefix])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(EntryId(rows::uuid(row, 0)?));
        }
        Ok(found)
    }

    /// The entry whose creation stands last in the log, among those that are still there.
    fn last_created(&self) -> Result<Option<EntryId>, StoreError> {
        let mut statement = self.connection.prepare_cached(CREATED_LAST)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = EntryId(rows::uuid(row, 0)?);
            if self.contains_entry(id)? {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// Whether the entry is there.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn contains_entry(&self, id: EntryId) -> Result<bool, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT 1 FROM entry WHERE handle = ?1 AND id = ?2")?;
        Ok(statement.exists((id.handle(), id.0.as_bytes()))?)
    }
}

//! Copies of a journal: one file each, which is like the journal in one moment and was read again after it was written.
//!
//! A copy is made by SQLite's online backup in one read transaction: other processes go on reading and writing
//! meanwhile, and what they write is not in it. Where copies are kept, and which are removed again, is in `kept`.

mod kept;

use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::StoreError;
use super::journal::{self, BUSY_SECONDS};
use crate::host::files::Unplaced;

pub(super) use kept::keep_aside;
pub use kept::{Keeping, Occasion};

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many records its log has; none where they cannot be counted.
    pub records: Option<u64>,
    /// What is wrong in it, as it is in the journal; none where it is whole.
    pub damage: Option<String>,
}

/// A copy that has no name yet; it is removed when it is dropped.
pub(super) struct Copy {
    file: Unplaced,
    bytes: u64,
    contents: Option<Contents>,
    damage: Option<String>,
}

impl Copy {
    /// Copies the journal into a new file in `folder`, and looks whether what stands there is what was to be copied. The
    /// connection must have no write transaction of its own. A journal that is damaged is copied with its damage.
    pub(super) fn make(connection: &Connection, folder: &Path) -> Result<Self, StoreError> {
        let file = Unplaced::in_folder(folder)?;
        // What is counted and what is copied are one state of the journal.
        let moment = connection.unchecked_transaction()?;
        let contents = Contents::of(&moment);
        write_pages(&moment, file.path())?;
        drop(moment);
        let copy = journal::open_unchanging(file.path())?;
        let damage = first_damage(&copy)?;
        let contents = match (contents, &damage) {
            (Ok(there), None) if Contents::of(&copy)? == there => Some(there),
            (Ok(_), None) => return Err(StoreError::Unlike),
            (Ok(there), Some(_)) => Some(there),
            (Err(error), None) => return Err(error),
            (Err(_), Some(_)) => None,
        };
        drop(copy);
        let bytes = std::fs::metadata(file.path()).map_or(0, |metadata| metadata.len());
        Ok(Self {
            file,
            bytes,
            contents,
            damage,
        })
    }

    /// Puts the copy in its place: `place` says how.
    pub(super) fn place(
        self,
        place: impl FnOnce(Unplaced) -> Result<PathBuf, StoreError>,
    ) -> Result<Copied, StoreError> {
        Ok(Copied {
            path: place(self.file)?,
            bytes: self.bytes,
            records: self.contents.map(|contents| contents.records),
            damage: self.damage,
        })
    }

    /// What is wrong in it.
    pub(super) fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }
}

/// By what a journal and its copy are compared: the log is only added to, so two logs that began as one, and have the
/// same number of records and the same last one, are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contents {
    application: i64,
    format: i64,
    pub(super) records: u64,
    last: Option<(i64, Vec<u8>)>,
}

impl Contents {
    pub(super) fn of(connection: &Connection) -> Result<Self, StoreError> {
        let (application, format) = journal::identity(connection)?;
        let count = |row: &rusqlite::Row<'_>| row.get(0);
        let last = "SELECT position, id FROM record ORDER BY position DESC LIMIT 1";
        Ok(Self {
            application,
            format,
            records: connection.query_row("SELECT count(*) FROM record", [], count)?,
            last: connection
                .query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?,
        })
    }
}

/// Copies every page in one step. The file is nobody else's yet and is thrown away where anything fails, so it needs no
/// journal of its own; it is synced once, when it is put in its place.
fn write_pages(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
    let mut copy = Connection::open_with_flags(to, flags)?;
    copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    run(&Backup::new(from, &mut copy)?)?;
    copy.close().map_err(|(_, error)| error.into())
}

/// Copies all that is left in one step.
pub(super) fn run(backup: &Backup<'_, '_>) -> Result<(), StoreError> {
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Busy {
            seconds: BUSY_SECONDS,
        }),
    }
}

/// What SQLite finds wrong in a file first.
pub(super) fn first_damage(connection: &Connection) -> Result<Option<String>, StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    let found = connection.query_row("PRAGMA integrity_check(1)", [], |row| {
        row.get::<_, String>(0)
    });
    match found.map_err(StoreError::from) {
        Ok(found) if found == "ok" => Ok(None),
        Ok(found) | Err(StoreError::Damaged(found)) => Ok(Some(found)),
        Err(error) => Err(error),
    }
}

//! Copies of a journal: one file each, which is like the journal in one moment and was read again after it was written.
//!
//! A copy is made by SQLite's online backup in one read transaction: other processes go on reading and writing
//! meanwhile, and what they write is not in it. Where copies are kept, and which are removed again, is in `kept`; what a
//! person asks for in `backup`; putting a copy back in `restore`.

mod backup;
mod kept;
mod restore;

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::StoreError;
use super::check::find_altered;
use super::journal::{BUSY_SECONDS, open_unchanging};
use crate::host::files::{self, FileError, Unplaced};

pub use backup::{JournalFile, Target};
pub(super) use kept::keep_aside;
pub use kept::{Keeping, Kept, Occasion};
pub use restore::{Agreed, Difference, Present, Restored, SoundCopy};

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many entries it has; none where they cannot be counted.
    pub entries: Option<u64>,
    /// How many records its log has; none where they cannot be counted.
    pub records: Option<u64>,
    /// What is wrong in it, as it is in the journal; none where it is whole.
    pub damage: Option<String>,
}

/// A copy that has no name yet; it is removed when it is dropped.
struct Copy {
    file: Unplaced,
    bytes: u64,
    entries: Option<u64>,
    records: Option<u64>,
    damage: Option<String>,
}

impl Copy {
    /// Copies the journal into a new file beside `path`, where it is wanted, and looks whether what stands there is what was
    /// to be copied. The connection must have no write transaction of its own. A journal that is damaged is copied with
    /// its damage.
    fn make(connection: &Connection, path: &Path) -> Result<Self, StoreError> {
        let file = Unplaced::beside(path)?;
        // What is counted and what is copied are one state of the journal.
        let moment = connection.unchecked_transaction()?;
        let extent = Extent::of(&moment);
        write_pages(&moment, file.path()).map_err(|error| of_copy(error, path))?;
        drop(moment);
        let copy = open_unchanging(file.path())?;
        let damage = first_damage(&copy)?;
        let records = match (extent, &damage) {
            (Ok(extent), None) if Extent::of(&copy)? != extent => return Err(StoreError::Unlike),
            (Ok(extent), _) => Some(extent.records),
            (Err(error), None) => return Err(error),
            (Err(_), Some(_)) => None,
        };
        let entries = entries(&copy);
        drop(copy);
        let bytes = std::fs::metadata(file.path()).map_or(0, |metadata| metadata.len());
        Ok(Self {
            file,
            bytes,
            entries,
            records,
            damage,
        })
    }

    /// Refuses a copy that is damaged.
    fn whole(self) -> Result<Self, StoreError> {
        match self.damage {
            None => Ok(self),
            Some(damage) => Err(StoreError::Damaged(damage)),
        }
    }

    /// Puts the copy in its place: `place` says how.
    fn place(
        self,
        place: impl FnOnce(Unplaced) -> Result<PathBuf, StoreError>,
    ) -> Result<Copied, StoreError> {
        Ok(Copied {
            path: place(self.file)?,
            bytes: self.bytes,
            entries: self.entries,
            records: self.records,
            damage: self.damage,
        })
    }
}

/// By what a journal and its copy are compared: the log is only added to, so a copy that has the same number of records and
/// the same last one has them all.
#[derive(Debug, PartialEq, Eq)]
struct Extent {
    records: u64,
    last: Option<(i64, Vec<u8>)>,
}

impl Extent {
    fn of(connection: &Connection) -> Result<Self, StoreError> {
        let count = "SELECT count(*) FROM record";
        let last = "SELECT position, id FROM record ORDER BY position DESC LIMIT 1";
        Ok(Self {
            records: connection.query_row(count, [], |row| row.get(0))?,
            last: connection
                .query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?,
        })
    }
}

/// Refuses a place for a copy beside which something stands that SQLite would play into the copy when it is opened.
pub(super) fn refuse_entangled(path: &Path) -> Result<(), StoreError> {
    match files::part_beside(path) {
        None => Ok(()),
        Some(part) => Err(StoreError::Entangled {
            path: path.to_owned(),
            part,
        }),
    }
}

/// Copies every page in one step. The file is nobody else's yet and is thrown away where anything fails, so it needs no
/// journal of its own; it is synced once, when it is put in its place.
fn write_pages(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
    let mut copy = Connection::open_with_flags(to, flags)?;
    copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    finish(&Backup::new(from, &mut copy)?)?;
    copy.close().map_err(|(_, error)| error.into())
}

/// The error where the disk of a copy, which is to stand at `path`, does not take it. Nothing but the copy is written to.
pub(super) fn of_copy(error: StoreError, path: &Path) -> StoreError {
    use rusqlite::ffi::{SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE};
    let cause = match error {
        StoreError::Full => io::ErrorKind::StorageFull.into(),
        StoreError::ReadOnly => io::ErrorKind::ReadOnlyFilesystem.into(),
        StoreError::Disk {
            code: SQLITE_IOERR_WRITE | SQLITE_IOERR_FSYNC | SQLITE_IOERR_TRUNCATE,
        } => io::Error::other("the disk fails, or a quota is used up"),
        other => return other,
    };
    StoreError::File(FileError::Refused {
        action: "write",
        path: path.to_owned(),
        cause,
    })
}

/// Copies all that is left, in one step.
fn finish(backup: &Backup<'_, '_>) -> Result<(), StoreError> {
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Busy {
            seconds: BUSY_SECONDS,
        }),
    }
}

/// How many entries the derived tables have; none where they cannot be read.
fn entries(connection: &Connection) -> Option<u64> {
    let count = connection.query_row("SELECT count(*) FROM entry", [], |row| row.get(0));
    count.ok()
}

/// What is wrong in the file of a journal, the first that is found: of its pages, then of its records.
pub(super) fn first_damage(connection: &Connection) -> Result<Option<String>, StoreError> {
    let found: rusqlite::Result<String> =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    let found = match found.map_err(StoreError::from) {
        Ok(found) if found == "ok" => find_altered(connection),
        // The name of the database, which is always the same, stands before what was found in it.
        Ok(found) => Ok(Some(
            found
                .lines()
                .find(|line| !line.starts_with("***"))
                .unwrap_or("it cannot be read")
                .to_owned(),
        )),
        Err(error) => Err(error),
    };
    match found {
        Err(StoreError::Damaged(damage)) => Ok(Some(damage)),
        found => found,
    }
}

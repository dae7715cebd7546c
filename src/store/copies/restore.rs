//! Putting a copy back in the place of the journal.
//!
//! The journal's file is never exchanged for another one: a process that has it open would go on writing to a file that
//! nobody sees, and what stands in the journal's write-ahead file would be taken for the new file's. The pages of
//! the copy are written into the journal, by SQLite's online backup, as one transaction. So another process reads
//! the journal as it was or as it is then, one that writes waits for its turn, and after a crash the journal is as it was.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::kept::keep_files_aside;
use super::{
    Copied, Extent, JournalFile, Keeping, Occasion, entries, finish, first_damage, keep_aside,
};
use crate::host::files::WRITTEN_AHEAD;
use crate::store::connect::connect;
use crate::store::journal::{BUSY_SECONDS, beside, identity, open_file, open_unchanging, prepare};
use crate::store::place::{Place, is_same_file, refuse_orphan};
use crate::store::turn::Turn;
use crate::store::{Access, Journal, StoreError, rows, schema};

/// A copy of a journal that was looked at and found whole.
pub struct SoundCopy {
    connection: Connection,
    path: PathBuf,
    records: u64,
    entries: Option<u64>,
}

/// What the journal has that a copy lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Records of the log.
    pub records: u64,
    /// Entries of which the copy knows nothing; none where the journal's own cannot be counted.
    pub entries: Option<u64>,
}

/// How the journal stands that a copy is to replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Present {
    /// It can be read, or is not there, and has this more than the copy.
    Readable(Difference),
    /// It cannot be read; SQLite says why. What it has more cannot be told.
    Damaged(String),
}

/// What somebody agrees to lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// What they were told that the journal has more than the copy, and nothing else.
    AsTold,
    /// Whatever it has more by now: it is kept all the same.
    Whatever,
}

/// What came of putting a copy back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many entries were restored; none where its derived tables could not be made anew.
    pub entries: Option<u64>,
    /// How many records.
    pub records: u64,
    /// What the journal had more than the copy; none where that could not be told.
    pub lost: Option<Difference>,
    /// The copy of the journal as it was before; none where there was nothing in it.
    pub kept: Option<Copied>,
}

impl SoundCopy {
    /// Opens a copy and looks at all of it. It is not changed.
    ///
    /// # Errors
    /// When it is no journal, or one that is damaged or newer than this build knows.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::look(path).map_err(|source| StoreError::UnfitCopy {
            path: path.to_owned(),
            cause: Box::new(source),
        })
    }

    fn look(path: &Path) -> Result<Self, StoreError> {
        let not_a_journal = || StoreError::NotAJournal {
            path: path.to_owned(),
        };
        let cannot_read = |source| StoreError::CannotRead {
            path: path.to_owned(),
            source,
        };
        if !fs::metadata(path).map_err(cannot_read)?.is_file() {
            return Err(not_a_journal());
        }
        File::open(path).map_err(cannot_read)?;
        // One that was copied by hand may have a file beside it that belongs to it.
        let connection = if beside(path, WRITTEN_AHEAD).exists() {
            open_file(path, Access::Read)?
        } else {
            open_unchanging(path)?
        };
        match identity(&connection) {
            Ok((schema::APPLICATION_ID, found)) if found > schema::LOG_VERSION => {
                let known = schema::LOG_VERSION;
                return Err(StoreError::Newer { found, known });
            }
            Ok((schema::APPLICATION_ID, _)) => {}
            Ok(_) => return Err(not_a_journal()),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
                return Err(not_a_journal());
            }
            Err(error) => return Err(error.into()),
        }
        if let Some(damage) = first_damage(&connection)? {
            return Err(StoreError::Damaged(damage));
        }
        Ok(Self {
            records: Extent::of(&connection)?.records,
            entries: entries(&connection),
            path: path.to_owned(),
            connection,
        })
    }

    /// How many entries it has; none where they cannot be counted, because its derived tables are of another format.
    pub fn entries(&self) -> Option<u64> {
        self.entries
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses a copy whose pages do not fit into those of a journal: SQLite would copy none of them.
    fn check_pages(&self, journal: &Connection) -> Result<(), StoreError> {
        let size = |of: &Connection| of.pragma_query_value(None, "page_size", |row| row.get(0));
        let (found, known): (u32, u32) = (size(&self.connection)?, size(journal)?);
        if found == known {
            return Ok(());
        }
        Err(StoreError::UnfitCopy {
            path: self.path.clone(),
            cause: Box::new(StoreError::OtherPages { found, known }),
        })
    }

    /// What a journal has that the copy lacks. A record is the same where its machine, its sequence and its id are.
    fn lacks(&self, journal: &Connection) -> Result<Difference, StoreError> {
        let mut same = self
            .connection
            .prepare("SELECT 1 FROM record WHERE machine = ?1 AND sequence = ?2 AND id = ?3")?;
        let mut lacking = 0;
        let mut records = journal.prepare("SELECT machine, sequence, id FROM record")?;
        let mut rows = records.query([])?;
        while let Some(row) = rows.next()? {
            let machine = row.get_ref(0)?.as_blob().map_err(rows::damaged)?;
            let sequence: i64 = row.get(1)?;
            let id = row.get_ref(2)?.as_blob().map_err(rows::damaged)?;
            lacking += u64::from(!same.exists((machine, sequence, id))?);
        }
        Ok(Difference {
            records: lacking,
            entries: self.lacks_entries(journal).ok(),
        })
    }

    /// The same for entries. It needs the derived tables of the journal, which may be damaged where the log is not.
    fn lacks_entries(&self, journal: &Connection) -> Result<u64, StoreError> {
        let known = "SELECT 1 FROM record WHERE subject = ?1";
        let mut known = self.connection.prepare(known)?;
        let mut entries = journal.prepare("SELECT id FROM entry")?;
        let mut rows = entries.query([])?;
        let mut lacking = 0;
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_blob().map_err(rows::damaged)?;
            lacking += u64::from(!known.exists([id])?);
        }
        Ok(lacking)
    }
}

impl JournalFile {
    /// What would be lost if the copy took the place of the journal.
    ///
    /// # Errors
    /// When the file of the journal is something else, is newer than this build knows, is the copy itself, or cannot be
    /// opened.
    pub fn compare(&self, copy: &SoundCopy) -> Result<Present, StoreError> {
        if is_same_file(&self.path, &copy.path) {
            return Err(StoreError::NotReplaced {
                path: self.path.clone(),
                reason: "it is the backup itself",
            });
        }
        refuse_orphan(&self.path)?;
        let opened = if self.is_missing_or_empty() {
            Journal::temporary().map(|journal| journal.connection)
        } else {
            open_file(&self.path, Access::Read)
        };
        let opened = match opened {
            Err(StoreError::NotAJournal { .. }) => {
                return Ok(Present::Damaged("it is no database".to_owned()));
            }
            other => other.and_then(|connection| Ok((identity(&connection)?, connection))),
        };
        let compared = opened.and_then(|((application, found), connection)| {
            if application != schema::APPLICATION_ID {
                return Err(StoreError::NotAJournal {
                    path: self.path.clone(),
                });
            }
            if found > schema::LOG_VERSION {
                let known = schema::LOG_VERSION;
                return Err(StoreError::Newer { found, known });
            }
            copy.check_pages(&connection)?;
            copy.lacks(&connection)
        });
        match compared {
            Ok(difference) => Ok(Present::Readable(difference)),
            Err(StoreError::Damaged(reason)) => Ok(Present::Damaged(reason)),
            // It calls itself a journal, and does not have the tables of one.
            Err(StoreError::Sqlite(error)) => Ok(Present::Damaged(error.to_string())),
            Err(error) => Err(error),
        }
    }

    fn is_missing_or_empty(&self) -> bool {
        fs::metadata(&self.path).map_or(true, |file| file.len() == 0)
    }

    /// Puts the copy in the place of the journal, and keeps the journal as it was. `told` is what a person was told of it.
    ///
    /// # Errors
    /// When the journal is no longer as they were told and that is all that they agreed to, another process holds it, it
    /// cannot be kept or not be written: it is as it was then.
    pub fn restore(
        &self,
        copy: &SoundCopy,
        (told, agreed): (&Present, Agreed),
        keeping: Keeping,
    ) -> Result<Restored, StoreError> {
        let (lost, kept) = match told {
            Present::Readable(told) => {
                let told = (agreed == Agreed::AsTold).then_some(*told);
                let (lost, kept) = self.restore_in_turn(copy, told, keeping)?;
                (Some(lost), kept)
            }
            Present::Damaged(_) => (None, Some(self.restore_over_damage(copy, keeping)?)),
        };
        // Of a copy with derived tables of another format they are made anew. What keeps that from being done now keeps
        // the next command from it, which says so.
        let journal = Journal::open(&self.path, Access::Read).ok();
        let counted = || journal.and_then(|journal| entries(&journal.connection));
        Ok(Restored {
            entries: copy.entries.or_else(counted),
            records: copy.records,
            lost,
            kept,
        })
    }

    /// Replaces a journal that can be read. From the first step of the backup on this process is the one that writes: what
    /// is compared and kept then, through another connection, is what is replaced. Nothing else than what was `told` is lost.
    fn restore_in_turn(
        &self,
        copy: &SoundCopy,
        told: Option<Difference>,
        keeping: Keeping,
    ) -> Result<(Difference, Option<Copied>), StoreError> {
        // A journal that is not there is made first, so that there is one way to fill it.
        if self.is_missing_or_empty() {
            drop(Journal::open(&self.path, Access::Write)?);
        }
        let mut target = open_file(&self.path, Access::Write)?;
        let _turn = Turn::await_for(&target, Some(&Place::of(&self.path)))?;
        // In any other mode the one that writes would lock out the connection that reads.
        target.pragma_update(None, "journal_mode", "WAL")?;
        let backup = begin(&copy.connection, &mut target)?;
        let present = self.open()?;
        let lost = copy.lacks(&present)?;
        if told.is_some_and(|told| lost != told) {
            return Err(StoreError::Changed);
        }
        let is_empty = Extent::of(&present)?.records == 0;
        let kept = (!is_empty)
            .then(|| keep_aside(&present, &self.path, Occasion::Restore, keeping))
            .transpose()?;
        drop(present);
        finish(&backup).map_err(StoreError::at_the_end)?;
        Ok((lost, kept))
    }

    /// Replaces a journal that cannot be read. SQLite is told to take the file for an empty one, which is how it mends a
    /// database that is beyond repair (<https://www.sqlite.org/c3ref/c_dbconfig_defensive.html>, `RESET_DATABASE`), and
    /// writes it under its locks all the same.
    fn restore_over_damage(
        &self,
        copy: &SoundCopy,
        keeping: Keeping,
    ) -> Result<Copied, StoreError> {
        let kept = keep_files_aside(&self.path, Occasion::Restore, keeping)?;
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
        let mut target = Connection::open_with_flags(&self.path, flags)?;
        target.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, true)?;
        prepare(&target)?;
        finish(&Backup::new(&copy.connection, &mut target)?)?;
        target.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, false)?;
        drop(target);
        // Where the write-ahead file was gone, SQLite has not looked at the index of it, which still tells what was lost.
        // Now it begins both anew.
        drop(connect(&self.path, Access::Read)?);
        Ok(kept)
    }
}

/// Makes this process the one that writes into `target`, and copies nothing yet.
fn begin<'a>(
    copy: &'a Connection,
    target: &'a mut Connection,
) -> Result<Backup<'a, 'a>, StoreError> {
    let backup = Backup::new(copy, target)?;
    match backup.step(0)? {
        StepResult::Busy | StepResult::Locked => Err(StoreError::Busy {
            seconds: BUSY_SECONDS,
        }),
        _ => Ok(backup),
    }
}

//! Backups that a person asks for: the journal as a file, copied to where they want it.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::kept::{self, Kept, Name};
use super::{Copied, Copy, refuse_entangled};
use crate::host::files::{self, FileError};
use crate::model::time::Stamp;
use crate::store::journal::{identity, open_file, open_unchanging};
use crate::store::place::is_same_file;
use crate::store::{Access, StoreError, schema};

/// A journal as a file, which is copied and put back as a whole, whatever its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalFile {
    pub(super) path: PathBuf,
}

/// Where a backup goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// Into the folder of the journal's copies.
    Kept,
    /// Into this folder, under a name of its own.
    Folder(&'a Path),
    /// To this path, at which nothing is.
    New(&'a Path),
    /// To this path, in the place of a file that is there.
    Over(&'a Path),
}

impl JournalFile {
    /// The journal at `path`. Nothing is looked at yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is one.
    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Where its copies are kept.
    pub fn folder_of_copies(&self) -> PathBuf {
        kept::folder_of_copies(&self.path)
    }

    /// The copies in that folder, the newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn copies(&self) -> Result<Vec<Kept>, StoreError> {
        kept::kept(&self.path)
    }

    /// Copies the journal, and reads the copy again before it is put in its place. Nobody is kept waiting meanwhile.
    ///
    /// # Errors
    /// When the journal cannot be read, is damaged, or the copy cannot be written: nothing is there then.
    pub fn back_up(&self, target: Target<'_>, at: Stamp) -> Result<Copied, StoreError> {
        let connection = self.open()?;
        let copy = |path: &Path| {
            path.parent().map(files::remove_abandoned);
            Copy::make(&connection, path).and_then(Copy::whole)
        };
        let into = |folder: &Path, name: &Name| {
            let copy = copy(&name.path_in(folder))?;
            copy.place(|file| Ok(file.place_new(name.free_paths_in(folder))?))
        };
        let name = Name::asked_for(at);
        match target {
            Target::Kept => {
                let folder = self.folder_of_copies();
                files::create_private_folder(&folder)?;
                into(&folder, &name)
            }
            Target::Folder(folder) => {
                let stem = self.path.file_stem().unwrap_or_default();
                into(folder, &name.after(&stem.to_string_lossy()))
            }
            Target::New(path) => {
                self.check_replaceable(path)?;
                if fs::symlink_metadata(path).is_ok() {
                    let path = path.to_owned();
                    return Err(FileError::Exists { path }.into());
                }
                copy(path)?.place(|file| Ok(file.place_new([path.to_owned()])?))
            }
            Target::Over(path) => {
                self.check_replaceable(path)?;
                copy(path)?.place(|file| {
                    file.place_over(path)?;
                    Ok(path.to_owned())
                })
            }
        }
    }

    /// Opens the journal to copy it. Where it is of an older format it stays so.
    pub(super) fn open(&self) -> Result<Connection, StoreError> {
        let connection = open_file(&self.path, Access::Read)?;
        match identity(&connection)? {
            (schema::APPLICATION_ID, _) => Ok(connection),
            _ => Err(StoreError::NotAJournal {
                path: self.path.clone(),
            }),
        }
    }

    /// Refuses to replace what is no file of its own: a link, a device, the journal, or what another program has written;
    /// and any place beside which something stands that would be taken for a part of the copy.
    fn check_replaceable(&self, path: &Path) -> Result<(), StoreError> {
        if files::is_beside_database(path) {
            return Err(beside_database(path));
        }
        let Ok(found) = fs::symlink_metadata(path) else {
            return refuse_entangled(path);
        };
        let is_journal = is_same_file(path, &self.path);
        let reason = match () {
            () if found.is_dir() => "it is a folder",
            () if found.is_symlink() => "it is a symbolic link",
            () if !found.is_file() => "it is not a regular file",
            () if is_journal => "it is the journal itself",
            () if !is_replaceable(path) => "it is neither a backup nor a journal",
            () => return refuse_entangled(path),
        };
        Err(StoreError::NotReplaced {
            path: path.to_owned(),
            reason,
        })
    }
}

/// That a backup would be taken for a part of a journal.
fn beside_database(path: &Path) -> StoreError {
    StoreError::NotReplaced {
        path: path.to_owned(),
        reason: "SQLite keeps a part of a journal under this name",
    }
}

/// Whether a file is a journal, by the mark in its header, or a database without a table, as an empty file is.
fn is_replaceable(path: &Path) -> bool {
    let tables = "SELECT count(*) FROM sqlite_schema";
    let look = || -> rusqlite::Result<bool> {
        let found = open_unchanging(path)?;
        let is_journal = identity(&found)?.0 == schema::APPLICATION_ID;
        Ok(is_journal || found.query_row(tables, [], |row| row.get::<_, u64>(0))? == 0)
    };
    look().unwrap_or(false)
}

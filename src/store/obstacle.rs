//! What stands in the place of a journal, or beside it where SQLite keeps files of its own, and is no file. Some of it would keep a command waiting
//! without an end, as a named pipe does, and some lead to an older state of the journal. What stands in regular files is
//! not looked at here.

use std::fmt;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use super::StoreError;
use super::journal::{beside, cannot_open};
use crate::host::files::{ROLLBACK, SHARED, WRITTEN_AHEAD};

/// What is in the place of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// A link, wherever it leads: SQLite follows none.
    Link,
    /// A folder.
    Folder,
    /// A named pipe, a socket or a device.
    NoFile,
}

impl Obstacle {
    /// What this is in the place of a file; none where it is one.
    pub fn of(found: FileType) -> Option<Self> {
        match () {
            () if found.is_file() => None,
            () if found.is_symlink() => Some(Self::Link),
            () if found.is_dir() => Some(Self::Folder),
            () => Some(Self::NoFile),
        }
    }

    /// The command that takes it away.
    pub(super) fn removal(self, file: &Path) -> String {
        let remove = if self == Self::Folder { "rm -r" } else { "rm" };
        format!("{remove} {}", shell_words::quote(&file.to_string_lossy()))
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Link => "a link",
            Self::Folder => "a folder",
            Self::NoFile => "not a regular file",
        })
    }
}

/// Refuses what stands in the place of a journal, and a link there leads to, where it is no regular file.
pub(super) fn refuse_no_file(journal: &Path) -> Result<(), StoreError> {
    let found = fs::metadata(journal).ok();
    match found.and_then(|found| Obstacle::of(found.file_type())) {
        None => Ok(()),
        Some(obstacle) => Err(cannot_open(journal, format!("it is {obstacle}").into())),
    }
}

/// What is no file of SQLite where it keeps its own, each as the error with which a command refuses the journal.
pub fn obstacles(journal: &Path) -> impl Iterator<Item = StoreError> {
    let places: [PathBuf; 3] =
        [WRITTEN_AHEAD, SHARED, ROLLBACK].map(|suffix| beside(journal, suffix));
    places.into_iter().filter_map(|file| {
        let found = file.symlink_metadata().ok()?;
        let obstacle = Obstacle::of(found.file_type())?;
        Some(StoreError::Obstructed { file, obstacle })
    })
}

/// Refuses a journal beside which there is one.
pub(super) fn refuse_obstacles(journal: &Path) -> Result<(), StoreError> {
    obstacles(journal).next().map_or(Ok(()), Err)
}

//! Whether a journal is still where it was: a file that was removed or replaced since it was opened can be written all the
//! same, and what is written is never seen again; and what is left of one that is gone would be removed by SQLite.

use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::journal::beside;
use crate::host::files::{WRITTEN_AHEAD, folder_of};

/// Refuses a journal of which nothing is left but what was written last: SQLite removes that where the file is empty.
///
/// # Errors
/// When it is so.
pub(super) fn refuse_orphan(path: &Path) -> Result<(), StoreError> {
    let has_content =
        |path: &Path| fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0);
    let write_ahead = beside(path, WRITTEN_AHEAD);
    // Whoever makes a journal writes its file first: it is there then at the second look.
    if has_content(path) || !has_content(&write_ahead) || has_content(path) {
        return Ok(());
    }
    Err(StoreError::Orphaned {
        path: path.to_owned(),
        write_ahead,
    })
}

/// Where a file is, and which file it is.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    file: Option<Mark>,
}

/// What tells one file from every other on this machine.
type Mark = (u64, u64);

impl Place {
    /// Where a file is that is open.
    pub(super) fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            file: mark(path),
        }
    }

    /// The folder that the file is in.
    pub(super) fn folder(&self) -> &Path {
        folder_of(&self.path)
    }

    /// Refuses to go on where the file is no longer there, or another is in its place.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        if mark(&self.path) == self.file {
            return Ok(());
        }
        Err(StoreError::TakenAway {
            path: self.path.clone(),
        })
    }
}

/// Whether two paths lead to one file, by whatever names.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    let canonical = |path: &Path| fs::canonicalize(path).ok();
    let is_marked_alike = cfg!(unix) && mark(one) == mark(other);
    mark(one).is_some() && (is_marked_alike || canonical(one) == canonical(other))
}

#[cfg(unix)]
fn mark(path: &Path) -> Option<Mark> {
    use std::os::unix::fs::MetadataExt;
    let file = fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

/// Elsewhere a file that is open cannot be removed.
#[cfg(not(unix))]
fn mark(path: &Path) -> Option<Mark> {
    fs::metadata(path).ok().map(|_| (0, 0))
}

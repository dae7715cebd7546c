//! A file that something else fills by its path before it is put in its place.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::{FileError, confirm, is_unfinished, successor_of};

/// A file that was written to so lately is left alone: whoever made it may not have locked it yet.
const SETTLED: Duration = Duration::from_mins(1);

/// A new file with an unpredictable name, open to its owner only (0600), that another program or library fills by its
/// path before it is put in its place. It is removed when it is dropped instead.
#[derive(Debug)]
pub struct Unplaced(NamedTempFile);

impl Unplaced {
    /// Makes an empty file beside `path`, where it is wanted in the end. The folder must exist.
    ///
    /// # Errors
    ///
    /// When no file can be made there.
    pub fn beside(path: &Path) -> Result<Self, FileError> {
        let made = successor_of(path).map_err(FileError::refused("write", path))?;
        Ok(Self(made))
    }

    /// Where it is until it is put in its place.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The file itself.
    pub fn as_file(&self) -> &File {
        self.0.as_file()
    }

    /// Syncs the file and puts it at the first of these paths at which nothing is, in one step. They must be in the
    /// folder of the file. Returns the path.
    ///
    /// # Errors
    ///
    /// When something is at each of them, or the file cannot be put there.
    pub fn place_new(self, paths: impl IntoIterator<Item = PathBuf>) -> Result<PathBuf, FileError> {
        let mut file = self.0;
        let mut taken = PathBuf::new();
        for path in paths {
            let refused = |cause| FileError::refused("write", &path)(cause);
            file.as_file().sync_all().map_err(refused)?;
            match file.persist_noclobber(&path) {
                Ok(_) => {
                    confirm(&path)?;
                    return Ok(path);
                }
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                    file = error.file;
                    taken = path;
                }
                Err(error) => return Err(refused(error.error)),
            }
        }
        Err(FileError::Exists { path: taken })
    }

    /// Syncs the file and puts it at `path`, in its folder, in one step. A file that is there is replaced; of a symbolic
    /// link the link is, not what it leads to.
    ///
    /// # Errors
    ///
    /// When it cannot be put there; what is there is then as it was.
    pub fn place_over(self, path: &Path) -> Result<(), FileError> {
        let place = || {
            self.0.as_file().sync_all()?;
            self.0.persist(path).map_err(|error| error.error)
        };
        place().map_err(FileError::refused("write", path))?;
        confirm(path)
    }
}

/// Removes what processes that were killed have left in a folder: files that would have been put in their place, and
/// that nobody is at any more. What cannot be removed stays.
pub fn remove_abandoned(folder: &Path) {
    // The clock by which the others were written is that of the file system.
    let now = Unplaced::beside(&folder.join("now"))
        .ok()
        .and_then(|file| file.as_file().metadata().ok()?.modified().ok());
    let (Some(now), Ok(files)) = (now, fs::read_dir(folder)) else {
        return;
    };
    for file in files.flatten().filter(|file| is_unfinished(&file.path())) {
        let is_settled = file
            .metadata()
            .ok()
            .filter(Metadata::is_file)
            .is_some_and(|file| {
                let written = file.modified().ok();
                written.is_some_and(|written| {
                    now.duration_since(written).is_ok_and(|age| age > SETTLED)
                })
            });
        if is_settled && File::open(file.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            drop(fs::remove_file(file.path()));
        }
    }
}

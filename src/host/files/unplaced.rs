//! A file that something else fills by its path before it is put in its place.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{FileError, folder_of, successor_of, sync_folder};

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
        let made = successor_of(path);
        made.map(Self).map_err(FileError::refused("write", path))
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
                    sync_folder(folder_of(&path)).map_err(refused)?;
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
            self.0.persist(path).map_err(|error| error.error)?;
            sync_folder(folder_of(path))
        };
        place().map_err(FileError::refused("write", path))
    }
}

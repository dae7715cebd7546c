//! Folders: making private ones, and having the disk keep the names in them.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::path::Path;

use super::FileError;

/// Creates a folder and those above it that are missing. Each one it makes is open to its owner only (0700), and is there
/// after a loss of power too; those that hold something are left as they are.
///
/// # Errors
///
/// When a folder cannot be made or flushed to the disk, or something that is not a folder is in the way.
pub fn create_private_folder(path: &Path) -> Result<(), FileError> {
    make_folder(path).map_err(FileError::refused("create the folder", path))
}

fn make_folder(path: &Path) -> io::Result<()> {
    match fs::read_dir(path).map(|mut items| items.next()) {
        Ok(Some(_)) => return Ok(()),
        // One that is empty may have been made by a process that has not flushed it yet, or was killed before.
        Ok(None) => {}
        Err(_) => {
            let above = path.parent().filter(|above| *above != Path::new(""));
            above.map_or(Ok(()), make_folder)?;
            let mut builder = DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            match builder.create(path) {
                Err(error) if !path.is_dir() => return Err(error),
                _ => {}
            }
        }
    }
    match sync_folder(folder_of(path)) {
        // What may not be read cannot be flushed.
        Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        result => result,
    }
}

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Makes what was made, renamed or removed in the folder outlive a loss of power.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network and user-space file systems cannot sync a folder; there the rename is as safe as it gets.
        Err(cause)
            if matches!(
                cause.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

/// Folders cannot be synced here.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

//! Reading small files of text. Whoever can write into a folder decides what stands in it: a name may lead to a device
//! without an end, or to a pipe into which nobody writes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::FileError;

/// No configuration is larger, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// Reads a file of text that `folio` keeps for itself; `None` when it does not exist.
///
/// # Errors
///
/// When it cannot be read, is no regular file, has more than 1 MiB, or is not UTF-8.
pub fn read_private(path: &Path) -> Result<Option<String>, FileError> {
    match read(path) {
        Ok(text) => Ok(Some(text)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(unreadable(path, cause)),
    }
}

/// The same of a file that came with a project: no link is followed, and it must belong to whoever runs folio, or to the
/// system.
///
/// # Errors
///
/// As [`read_private`], and when it is a link or somebody else's.
pub fn read_of_project(path: &Path) -> Result<Option<String>, FileError> {
    match fs::symlink_metadata(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(unreadable(path, cause)),
        Ok(found) if found.is_symlink() => {
            let cause = io::Error::other("it is a symbolic link");
            return Err(unreadable(path, cause));
        }
        Ok(found) if !is_trusted(&found) => {
            let cause = io::Error::other("it belongs to somebody else");
            return Err(unreadable(path, cause));
        }
        Ok(_) => {}
    }
    read_private(path)
}

fn unreadable(path: &Path, cause: io::Error) -> FileError {
    let path = path.to_owned();
    FileError::Unreadable { path, cause }
}

fn read(path: &Path) -> io::Result<String> {
    let found = fs::metadata(path)?;
    if found.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !found.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it has more than 1 MiB"));
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(unix)]
fn is_trusted(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    [rustix::process::geteuid().as_raw(), 0].contains(&found.uid())
}

/// Files have no owner here that could be asked for.
#[cfg(not(unix))]
fn is_trusted(_found: &fs::Metadata) -> bool {
    true
}

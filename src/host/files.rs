//! Files of one person: private folders and files, replacing a file in one step, and drafts of text that must not be
//! lost. Which files there are, and what is in them, is decided elsewhere. Relative paths are taken from the
//! process's working directory: join them to [`Host::directory`](super::Host::directory) first.
//!
//! Replacing is atomic: the new content is written to a file with an unpredictable name in the same folder, synced,
//! and renamed over the old one, so a reader or a crash finds either the old content or the new, whole.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

mod folder;
mod links;
mod places;
mod reading;
mod unplaced;

use folder::sync_folder;
pub use folder::{create_private_folder, folder_of};
use links::followed;
use places::belongs_to_database;
pub use places::{ROLLBACK, SHARED, WRITTEN_AHEAD, is_beside_database, is_same_place, part_beside};
pub use reading::{read_of_project, read_private};
pub use unplaced::{Unplaced, remove_abandoned};

/// Why a file or a folder could not be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("cannot read `{}`: {cause}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said, or why it is not what is read here.
        cause: io::Error,
    },
    /// The operating system refused to write.
    #[error("cannot {action} `{}`: {cause}", path.display())]
    Refused {
        /// What was tried: `write`, `create the folder`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
    /// A file was named but a folder is there.
    #[error("cannot write `{}`: it is a folder", path.display())]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A file was named as a folder is, and there is none.
    #[error("cannot write `{}`: it is named as a folder, and there is none", path.display())]
    NoFolder {
        /// What was named.
        path: PathBuf,
    },
    /// A text was to replace a database, such as a journal.
    #[error("cannot write `{}`: it is a database or part of one, as journals are", path.display())]
    IsDatabase {
        /// The database.
        path: PathBuf,
    },
    /// A new file was to be made, and there is one already.
    #[error("`{}` is there already", path.display())]
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// The file stands in its place, whole; whether it would outlive a loss of power is not known.
    #[error("`{}` is written, but the disk does not confirm it: {cause}", path.display())]
    Unconfirmed {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
}

impl FileError {
    fn refused(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Refused {
            action,
            path: path.to_owned(),
            cause,
        }
    }

    /// What to try.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::IsFolder { path } => Some(format!(
                "name a file in it, such as `{}`",
                path.join("folio.md").display()
            )),
            Self::NoFolder { .. } => Some("leave out the `/` at its end".to_owned()),
            Self::Exists { .. } | Self::IsDatabase { .. } => Some("choose another name".to_owned()),
            Self::Unconfirmed { .. } => Some(
                "check whether the disk is full or failing; a loss of power may undo it".to_owned(),
            ),
            Self::Unreadable { cause, .. } => Some(why_unreadable(cause).to_owned()),
            Self::Refused { path, cause, .. } => match cause.kind() {
                io::ErrorKind::NotFound => Some(format!(
                    "create the folder `{}` first",
                    folder_of(path).display()
                )),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("choose another place, or check who may write there".to_owned())
                }
                io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Some(
                    "a file is where a folder would have to be; choose another place".to_owned(),
                ),
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    Some("free some space on the disk".to_owned())
                }
                _ => Some("choose another place, or check the disk".to_owned()),
            },
        }
    }
}

/// What to try where something cannot be read.
fn why_unreadable(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => "check who may read it",
        io::ErrorKind::NotADirectory => "a file is where a folder would have to be; move it away",
        io::ErrorKind::IsADirectory | io::ErrorKind::InvalidData | io::ErrorKind::Other => {
            "what is read here is a file of text in UTF-8, of 1 MiB at most: move this away"
        }
        _ => "check the disk",
    }
}

/// Makes an empty file, open to its owner only (0600), unless something is there.
///
/// # Errors
///
/// When it cannot be made.
pub fn create_unless_there(path: &Path) -> io::Result<()> {
    match create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Makes a file where nothing is, open to its owner only (0600).
fn create_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Replaces a file that `folio` keeps for itself. The file is open to its owner only (0600), whatever it was before.
/// A symbolic link at `path` is not followed: the file takes its place. The folder must exist.
///
/// # Errors
///
/// When the content cannot be written; the file is then as it was.
pub fn write_private_atomically(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FileError> {
    if path.is_dir() && !path.is_symlink() {
        return Err(FileError::IsFolder {
            path: path.to_owned(),
        });
    }
    replace(path, None, content)
}

/// Makes a file that `folio` keeps for itself, open to its owner only (0600), unless there is one already. Where several
/// processes try at once, one of them makes it, whole, and the others find it.
///
/// # Errors
///
/// When the content cannot be written; there is no file then.
pub fn create_private_if_missing(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FileError> {
    let create = || {
        let successor = successor_of(path)?;
        fill(successor.as_file(), content)?;
        successor.as_file().sync_all()?;
        match successor.persist_noclobber(path) {
            Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => Err(error.error),
            _ => Ok(()),
        }
    };
    create().map_err(FileError::refused("write", path))?;
    confirm(path)
}

/// Replaces a file that the person named (`-O FILE`) or keeps with their own hands (a configuration, which may be a
/// link into a repository). The permissions of a file that exists are kept; a new one is open to its owner only
/// (0600). A symbolic link is followed and stays: its target is replaced; but not one that somebody else has put there,
/// where they may not put the file itself. A database is not replaced. What is not a regular file, such as `/dev/stdout` or a named pipe, is written
/// to as the content comes. The folder must exist.
///
/// # Errors
///
/// When `path` is a folder or a database, may not be written to, or the content cannot be written; a regular file is then
/// as it was.
pub fn write_output_atomically(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FileError> {
    let refused = FileError::refused("write", path);
    let target = match followed(path) {
        Ok(target) => target,
        Err(cause) => return Err(refused(cause)),
    };
    let names_folder = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(FileError::IsFolder {
            path: path.to_owned(),
        }),
        Err(cause) if names_folder && cause.kind() == io::ErrorKind::NotFound => {
            Err(FileError::NoFolder {
                path: path.to_owned(),
            })
        }
        _ if belongs_to_database(&target) => Err(FileError::IsDatabase {
            path: path.to_owned(),
        }),
        Ok(metadata) if metadata.is_file() => {
            open_for_writing(path).map_err(refused)?;
            replace(&target, Some(metadata.permissions()), content)
        }
        Ok(_) => open_for_writing(path)
            .and_then(|file| fill(&file, content))
            .map_err(refused),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => replace(&target, None, content),
        Err(cause) => Err(refused(cause)),
    }
}

/// Keeps text that could not be used, so that it is not lost: in a new file of its own in `folder`, which is made
/// where it is missing. Returns the file's path, to be shown to the person. The file is open to its owner only (0600).
///
/// # Errors
///
/// When the file cannot be written: the text is then nowhere but in the caller's hands.
pub fn keep_draft(folder: &Path, text: &str) -> Result<PathBuf, FileError> {
    create_private_folder(folder)?;
    keep(folder, "draft-", ".md", text).map_err(FileError::refused("keep a draft in", folder))
}

/// Writes a page to a new file of its own in `folder`, which must exist. Returns the file's path. The file stays, and is
/// open to its owner only (0600).
///
/// # Errors
///
/// When the file cannot be written.
pub fn keep_page(folder: &Path, page: &str) -> Result<PathBuf, FileError> {
    keep(folder, "folio-", ".html", page).map_err(FileError::refused("keep a page in", folder))
}

/// Has the disk keep what another program has written into a file, and its name.
///
/// # Errors
///
/// When the disk does not confirm it.
pub fn flush(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()?;
    sync_folder(folder_of(path))
}

/// A new file with an unpredictable name that stays.
fn keep(folder: &Path, prefix: &str, suffix: &str, text: &str) -> io::Result<PathBuf> {
    let file = tempfile::Builder::new()
        .prefix(prefix)
        .suffix(suffix)
        .make_in(folder, create_new)?;
    fill(file.as_file(), |output| output.write_all(text.as_bytes()))?;
    file.as_file().sync_all()?;
    let (_, path) = file.keep().map_err(|error| error.error)?;
    sync_folder(folder)?;
    Ok(path)
}

/// Writes the content to a file beside `path` and renames it to `path`.
fn replace(
    path: &Path,
    permissions: Option<Permissions>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FileError> {
    let put = || {
        let successor = successor_of(path)?;
        fill(successor.as_file(), content)?;
        if let Some(permissions) = permissions {
            successor.as_file().set_permissions(permissions)?;
        }
        successor.as_file().sync_all()?;
        successor.persist(path).map_err(|error| error.error)
    };
    put().map_err(FileError::refused("write", path))?;
    confirm(path)
}

/// Has the disk confirm that a file stands in its place.
fn confirm(path: &Path) -> Result<(), FileError> {
    sync_folder(folder_of(path)).map_err(|cause| FileError::Unconfirmed {
        path: path.to_owned(),
        cause,
    })
}

/// How the name of a file begins and ends that is not finished yet.
const UNFINISHED: (&str, &str) = (".folio-", ".part");

/// Whether a file is one that was being written when folio was killed, or is being written now.
pub fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let (begins, ends) = UNFINISHED;
    name.is_some_and(|name| name.starts_with(begins) && name.ends_with(ends))
}

/// A new file with an unpredictable name beside `path`.
fn successor_of(path: &Path) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    fs::metadata(folder)?;
    let made = tempfile::Builder::new()
        .prefix(UNFINISHED.0)
        .suffix(UNFINISHED.1)
        .make_in(folder, create_new)
        .map_err(|error| match error.kind() {
            // The folder is there, so it is one that holds no files but its own, as `/proc` is.
            io::ErrorKind::NotFound => io::Error::other("no file can be made in this folder"),
            _ => error,
        })?;
    // Says that somebody is at it. A file system without locks does without.
    drop(made.as_file().try_lock());
    Ok(made)
}

/// Writes the content through a buffer.
fn fill(file: &File, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = BufWriter::new(file);
    content(&mut buffer)?;
    buffer.flush()
}

/// Opens what is there for writing and leaves its content alone. A file that may not be written to is refused here,
/// though a rename over it might succeed.
fn open_for_writing(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).open(path)
}

#[cfg(test)]
mod tests;

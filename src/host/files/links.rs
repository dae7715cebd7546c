//! Symbolic links in the place of a file that is to be written: which are followed, and where they lead.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder_of;

/// How many symbolic links in a row are followed, as many as Linux does.
const MOST_LINKS: usize = 40;

/// The path at the end of a chain of symbolic links, whether or not anything is there.
pub(super) fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        if !target.is_symlink() {
            return Ok(target);
        }
        check_link(&target)?;
        target = folder_of(&target).join(fs::read_link(&target)?);
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Refuses a link by which somebody else would decide what is written to: in a folder where many may write, one that is
/// neither ours nor that of the folder's owner. Linux does the same, where `fs.protected_symlinks` is set.
#[cfg(unix)]
fn check_link(link: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let owner = fs::symlink_metadata(link)?.uid();
    let ours = rustix::process::geteuid().as_raw();
    if is_followed(owner, fs::metadata(folder_of(link))?.uid(), ours) {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::PermissionDenied,
        "it is a symbolic link that belongs to somebody else",
    ))
}

/// Whether a link is followed that belongs to `owner`, in a folder that belongs to `of_folder`, by `ours`.
#[cfg(unix)]
pub(super) fn is_followed(owner: u32, of_folder: u32, ours: u32) -> bool {
    owner == ours || owner == of_folder
}

/// Links have no owner here that could be asked for.
#[cfg(not(unix))]
fn check_link(_link: &Path) -> io::Result<()> {
    Ok(())
}

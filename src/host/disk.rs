//! Facts about files and disks that do not stand in their content: what others may do with a file, and how much room is
//! left. Nothing is changed.

use std::fs;
use std::io;
use std::path::Path;

/// What anybody but the owner may do with a file or a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// Nothing.
    Nothing,
    /// Read it, or pass through it.
    Read,
    /// Change it.
    Write,
}

impl Others {
    /// What others may do with what is at `path`, as its mode says; none where nothing is there.
    ///
    /// # Errors
    ///
    /// When that cannot be asked.
    pub fn of(path: &Path) -> io::Result<Option<Self>> {
        match fs::metadata(path) {
            Ok(metadata) => Ok(Some(Self::from_mode(mode(&metadata)))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn from_mode(mode: u32) -> Self {
        match mode & 0o077 {
            0 => Self::Nothing,
            others if others & 0o022 == 0 => Self::Read,
            _ => Self::Write,
        }
    }
}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::mode(metadata)
}

/// There are no modes here.
#[cfg(not(unix))]
fn mode(_metadata: &fs::Metadata) -> u32 {
    0
}

/// How many bytes can still be written to the disk on which a folder is.
///
/// # Errors
///
/// When that cannot be asked.
#[cfg(unix)]
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// It is not asked here.
#[cfg(not(unix))]
pub fn free_bytes(_folder: &Path) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_bits_of_group_and_others_count() {
        let allowed = [
            0o100_600, 0o040_700, 0o100_640, 0o100_604, 0o100_620, 0o100_777,
        ]
        .map(Others::from_mode);
        assert_eq!(
            allowed,
            [
                Others::Nothing,
                Others::Nothing,
                Others::Read,
                Others::Read,
                Others::Write,
                Others::Write
            ]
        );
    }
}

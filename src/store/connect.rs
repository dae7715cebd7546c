//! Ways to open the file of a journal, from the usual one to those for a folder or a disk on which nothing can be
//! written. What the file is, is asked in `journal`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::journal::{Access, BUSY_SECONDS, beside, open_unchanging};
use crate::host::files::{SHARED, WRITTEN_AHEAD};

/// Opens the file for reading and writing. Where only looking is wanted and writing is not possible, for reading; where
/// SQLite cannot make its files beside the journal, alone; and where it cannot do that either, as a file that nobody
/// changes meanwhile, if nothing of it stands in another file.
pub(super) fn connect(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    if access == Access::Write {
        permit_beside(path);
    }
    let writing = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    if access == Access::Write {
        return writing;
    }
    let refused = match writing.and_then(readable) {
        Err(error) if is_refused(&error) => error,
        usable => return usable,
    };
    let reading = || open(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let alone = || open_alone(path);
    let others: [&dyn Fn() -> rusqlite::Result<Connection>; 2] = [&reading, &alone];
    for other in others {
        match other().and_then(readable) {
            Err(error) if is_refused(&error) => {}
            usable => return usable,
        }
    }
    if fs::metadata(beside(path, WRITTEN_AHEAD)).is_ok_and(|log| log.len() > 0) {
        return Err(refused);
    }
    open_unchanging(path).and_then(readable)
}

/// Gives the files beside a journal that may be written the permissions of the journal. Who reads one that may not be
/// written leaves such files as closed to writing as the journal was.
fn permit_beside(path: &Path) {
    for suffix in [SHARED, WRITTEN_AHEAD] {
        let file = beside(path, suffix);
        let is_closed = fs::symlink_metadata(&file)
            .is_ok_and(|facts| facts.is_file() && facts.permissions().readonly());
        let Some(journal) = fs::metadata(path).ok().filter(|_| is_closed) else {
            continue;
        };
        if !journal.permissions().readonly() {
            // Where it cannot be done, the journal is refused as read-only.
            drop(fs::set_permissions(&file, journal.permissions()));
        }
    }
}

fn open(path: &Path, way: OpenFlags) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(path, way | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

/// Opens a file that nobody else has open: then SQLite does without the file that those who have it open share, for
/// which a full disk has no room. An older one of a command that was killed stays as it is, and so must what it tells of.
pub(super) fn open_alone(path: &Path) -> rusqlite::Result<Connection> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let is_left = fs::metadata(beside(path, WRITTEN_AHEAD)).is_ok_and(|file| file.len() > 0);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_left)?;
    connection.busy_timeout(Duration::from_secs(BUSY_SECONDS))?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    Ok(connection)
}

/// The connection, if anything can be read with it.
fn readable(connection: Connection) -> rusqlite::Result<Connection> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// Whether it is the folder or the disk that does not let SQLite do what it wants.
pub(super) fn is_refused(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
        )
    )
}

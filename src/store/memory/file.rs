//! The file that the memory is kept in: opening it, what stands in it, and beginning anew where it is damaged.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::MemoryError;
use crate::host::files;
use crate::store::journal::{BUSY_SECONDS, beside};

/// Marks the file in its header (`PRAGMA application_id`): the letters `folm`.
const APPLICATION_ID: i64 = 0x666f_6c6d;

/// The form of the tables (`PRAGMA user_version`). A file of an older form is begun anew.
const VERSION: i64 = 3;

/// How long to wait for another process that holds the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// A quarter of a second: what is done on the side must not hold a command up.
    Brief,
    /// As long as for the journal: what a person asked for.
    Long,
}

impl Patience {
    fn time(self) -> Duration {
        match self {
            Self::Brief => Duration::from_millis(250),
            Self::Long => Duration::from_secs(BUSY_SECONDS),
        }
    }
}

/// The tables. Outputs stand apart, so that a search through commands does not read them.
const SCHEMA: &str = "
CREATE TABLE failed (
    key       INTEGER PRIMARY KEY,
    command   TEXT NOT NULL,
    exit_code INTEGER NOT NULL,
    directory TEXT NOT NULL,
    project   TEXT,
    git_commit TEXT,
    branch    TEXT,
    at        INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    duration  INTEGER NOT NULL,
    was_said  INTEGER NOT NULL DEFAULT 0,
    is_over   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX failed_at ON failed (at);
CREATE TABLE output (failed INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE shown (
    key       INTEGER PRIMARY KEY,
    entry     BLOB NOT NULL,
    at        INTEGER NOT NULL,
    at_offset INTEGER NOT NULL
) STRICT;
CREATE INDEX shown_entry ON shown (entry, at);
";

/// Opens the file, and makes it where it is missing or damaged.
pub(super) fn open(path: &Path, patience: Patience) -> Result<Connection, MemoryError> {
    match connect(path, patience) {
        Err(MemoryError::Sqlite(error)) if is_damage(&error) => begin_anew(path, patience),
        other => other,
    }
}

/// Whether what stands in the file cannot be right.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(
        code,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

/// Throws a damaged file away and makes a new one. Of several processes that do so at once, one may lose a row.
pub(super) fn begin_anew(path: &Path, patience: Patience) -> Result<Connection, MemoryError> {
    for damaged in [path.to_owned(), beside(path, files::ROLLBACK)] {
        match fs::remove_file(&damaged) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(cannot_open(path)(error.into()));
            }
            _ => {}
        }
    }
    connect(path, patience)
}

fn connect(path: &Path, patience: Patience) -> Result<Connection, MemoryError> {
    let exists = path.try_exists();
    if !exists.map_err(|error| cannot_open(path)(error.into()))? {
        files::create_unless_there(path).map_err(|error| cannot_open(path)(error.into()))?;
    }
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
    let mut connection = Connection::open_with_flags(path, flags)
        .map_err(|error| cannot_open(path)(error.into()))?;
    connection.busy_timeout(patience.time())?;
    connection.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;",
    )?;
    match identity(&connection)? {
        (APPLICATION_ID, VERSION) => {}
        (APPLICATION_ID, newer) if newer > VERSION => {
            return Err(MemoryError::Newer {
                path: path.to_owned(),
            });
        }
        (APPLICATION_ID, _) => {
            drop(connection);
            return begin_anew(path, patience);
        }
        _ => create(&mut connection, path)?,
    }
    Ok(connection)
}

/// The application id and the form of the tables.
fn identity(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    let header = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    Ok((header("application_id")?, header("user_version")?))
}

/// Makes the tables in an empty file. Two processes may try at once: the second finds them made.
fn create(connection: &mut Connection, path: &Path) -> Result<(), MemoryError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let tables: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (identity(&transaction)?, tables) {
        ((APPLICATION_ID, VERSION), _) => {}
        ((0, 0), 0) => {
            transaction.execute_batch(SCHEMA)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        _ => {
            return Err(MemoryError::Foreign {
                path: path.to_owned(),
            });
        }
    }
    Ok(transaction.commit()?)
}

fn cannot_open(
    path: &Path,
) -> impl Fn(Box<dyn std::error::Error + Send + Sync>) -> MemoryError + '_ {
    |source| MemoryError::CannotOpen {
        path: path.to_owned(),
        source,
    }
}

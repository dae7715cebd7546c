//! A journal that is looked into: attached to an empty temporary database, so that tables made there for comparison
//! and the log of the journal are within reach of one statement.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::write_ahead::known_loss;
use super::{Checked, Problem};
use crate::host::files::WRITTEN_AHEAD;
use crate::store::connect::is_refused;
use crate::store::journal::{BUSY_SECONDS, beside, file_address};
use crate::store::obstacle::refuse_obstacles;
use crate::store::place::refuse_orphan;
use crate::store::{StoreError, schema};

/// How much of the journal, and of what is made to be compared with it, is held in memory, in KiB each: records of one
/// entry, and rows of one table, stand far apart.
const CACHE: i64 = 16 * 1024;

/// A journal that is looked into. All that is read belongs to one state of it.
///
/// Tables of the journal are named `journal.entry` and so on; a name alone is that of the temporary database, but
/// `record`, which only the journal has.
pub struct Examined {
    pub(in crate::store) connection: Connection,
    log_version: i64,
}

impl Examined {
    /// Opens a journal to look into it. None where there is no journal yet: no file, or one that is empty.
    ///
    /// # Errors
    /// When the file is something else, cannot be opened, or is damaged so that not even its header can be read.
    pub fn open(path: &Path) -> Result<Option<Self>, StoreError> {
        let cannot_read = |source| StoreError::CannotRead {
            path: path.to_owned(),
            source,
        };
        refuse_orphan(path)?;
        if !path.try_exists().map_err(cannot_read)? {
            return Ok(None);
        }
        refuse_obstacles(path)?;
        let connection = attach(path).map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::NotAJournal {
                path: path.to_owned(),
            },
            Some(ErrorCode::CannotOpen) => StoreError::CannotOpen {
                path: path.to_owned(),
                source: error.into(),
            },
            _ => error.into(),
        })?;
        let header = |name| connection.pragma_query_value(Some("journal"), name, |row| row.get(0));
        let application: i64 = header("application_id")?;
        let log_version: i64 = header("user_version")?;
        if application == schema::APPLICATION_ID {
            return Ok(Some(Self {
                connection,
                log_version,
            }));
        }
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM journal.sqlite_schema", [], |row| {
                row.get(0)
            })?;
        if (application, log_version, tables) == (0, 0, 0) {
            return Ok(None);
        }
        Err(StoreError::NotAJournal {
            path: path.to_owned(),
        })
    }

    /// The formats of the log and of the derived tables.
    pub fn versions(&self) -> Checked {
        let derived = self.derived_version();
        let known = schema::LOG_VERSION;
        let found = self.log_version;
        if self.is_newer() {
            let newer = format!(
                "it was written by a newer folio (format {found}, this one writes {known})"
            );
            return Checked::fine(format!("log {found}")).with(
                Problem::warning(newer)
                    .hint("install the newer folio; reading works with this one, as far as its tables are known"),
            );
        }
        match derived {
            Ok(Some(schema::PROJECTION_VERSION)) => Checked::fine(format!(
                "log {found}, derived tables {}",
                schema::PROJECTION_VERSION
            )),
            Ok(other) => {
                let other = other.map_or("none".to_owned(), |version| version.to_string());
                Checked::fine(format!("log {found}, derived tables {other}")).with(
                    Problem::warning("its derived tables are those of another version of folio")
                        .hint("run `folio list` once: it makes them anew"),
                )
            }
            Err(error) => Checked::fine(format!("log {found}")).with(
                Problem::wrong(format!(
                    "the format of the derived tables cannot be read: {error}"
                ))
                .hint("run `folio doctor --rebuild`"),
            ),
        }
    }

    /// Whether a newer folio has written the journal.
    pub fn is_newer(&self) -> bool {
        self.log_version > schema::LOG_VERSION
    }

    /// Whether the derived tables are those of this build, so that they can be compared.
    pub fn has_present_tables(&self) -> bool {
        !self.is_newer()
            && matches!(self.derived_version(), Ok(Some(version)) if version == schema::PROJECTION_VERSION)
    }

    fn derived_version(&self) -> Result<Option<i64>, StoreError> {
        if !self
            .connection
            .table_exists(Some("journal"), "projection_state")?
        {
            return Ok(None);
        }
        let mut statement = self
            .connection
            .prepare("SELECT value FROM journal.projection_state WHERE name = 'version'")?;
        let mut rows = statement.query([])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }
}

/// How SQLite reads a file that nobody changes meanwhile.
const UNCHANGING: &str = "mode=ro&immutable=1";

/// Opens an empty temporary database, with the journal attached to it and a transaction begun.
fn attach(path: &Path) -> rusqlite::Result<Connection> {
    // SQLite would drop what stands beside the journal, and what is known of it: the file is read as it stands alone.
    if known_loss(path, u64::MAX).is_some() {
        return attach_as(path, UNCHANGING);
    }
    match attach_as(path, "mode=rw") {
        // SQLite cannot make its files beside the journal.
        Err(error) if is_refused(&error) => attach_as(path, UNCHANGING),
        other => other,
    }
}

fn attach_as(path: &Path, parameters: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags("", flags)?;
    connection.busy_timeout(Duration::from_secs(BUSY_SECONDS))?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // The last connection to a journal moves what stands in the write-ahead file; one that looks leaves it there.
    let left = beside(path, WRITTEN_AHEAD);
    let is_left = fs::metadata(left).is_ok_and(|file| file.len() > 0);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_left)?;
    connection.execute_batch(
        "PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF; PRAGMA trusted_schema = OFF;",
    )?;
    connection.pragma_update(Some("main"), "cache_size", -CACHE)?;
    connection.execute(
        "ATTACH ?1 AS journal",
        [format!("{}?{parameters}", file_address(path))],
    )?;
    connection.pragma_update(Some("journal"), "cache_size", -CACHE)?;
    connection.execute_batch("BEGIN; SELECT count(*) FROM journal.sqlite_schema;")?;
    Ok(connection)
}

//! Opening a journal, and what holds for every connection to it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::check::refuse_loss;
use super::connect::connect;
use super::copies::{self, Copied, Keeping, Occasion};
use super::obstacle::{refuse_no_file, refuse_obstacles};
use super::place::{Place, refuse_orphan};
use super::rebuild::When;
use super::{StoreError, rebuild, records, schema};
use crate::host::files;

/// How long a command waits for another that is writing, in seconds.
pub(super) const BUSY_SECONDS: u64 = 10;

/// What a command is going to do with the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only look. A journal that does not exist reads as an empty one, and is not made.
    Read,
    /// Only look, and only if that is quick: a journal whose derived tables have to be made anew first is left as it is.
    /// For what works where nobody waits or sees a message, such as a shell's hook and its completions.
    Glance,
    /// Change it. A journal that does not exist is made.
    Write,
}

/// An open journal.
pub struct Journal {
    pub(super) connection: Connection,
    newer: Option<i64>,
    pub(super) place: Option<Place>,
}

/// What goes with making the derived tables anew when a journal is opened.
pub struct Renewal<'a> {
    /// The copies of the journal that are kept, of which one is made first; none where nothing is.
    pub keeping: Option<Keeping>,
    /// Is told before how many records have to be read: a million take minutes.
    pub announce: &'a mut dyn FnMut(u64),
}

/// As long as it is there, a journal is read in one state.
pub struct ReadTogether<'a>(
    #[expect(dead_code, reason = "it only has to be dropped")] Transaction<'a>,
);

impl Journal {
    /// Opens the journal at `path`. Its folder must exist when it is to be written.
    ///
    /// # Errors
    /// When the file is not a journal, cannot be opened or made, is locked, or damaged.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        let mut unheard = Renewal {
            keeping: None,
            announce: &mut |_| (),
        };
        Self::open_renewing(path, access, &mut unheard)
    }

    /// The same, and says what is done where the derived tables have to be made anew because they have another format.
    ///
    /// # Errors
    /// When the file is not a journal, cannot be opened or made, is locked, or damaged; or no copy of it can be kept.
    pub fn open_renewing(
        path: &Path,
        access: Access,
        renewal: &mut Renewal<'_>,
    ) -> Result<Self, StoreError> {
        let exists = path.try_exists().map_err(|source| StoreError::CannotRead {
            path: path.to_owned(),
            source,
        })?;
        if !exists && path.is_symlink() {
            return Err(cannot_open(path, "it is a link that leads nowhere".into()));
        }
        if !exists {
            refuse_orphan(path)?;
        }
        if !exists && access != Access::Write {
            return Self::temporary();
        }
        if !exists {
            files::create_unless_there(path).map_err(|error| cannot_open(path, error.into()))?;
        }
        let connection = open_file(path, access)?;
        Self::recognise(connection, path, access, renewal)
    }

    /// An empty journal that is gone when it is dropped. It is held in memory, and in a file without a name as far as it is
    /// large (<https://www.sqlite.org/inmemorydb.html#temp_db>).
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn temporary() -> Result<Self, StoreError> {
        let connection = Connection::open("")?;
        prepare(&connection)?;
        schema::create_log(&connection)?;
        schema::create_projection(&connection)?;
        Ok(Self {
            connection,
            newer: None,
            place: None,
        })
    }

    /// Makes everything that is read until the guard is dropped belong to one state of the journal. It also spares each
    /// statement asking whether another process has written meanwhile.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn read_together(&self) -> Result<ReadTogether<'_>, StoreError> {
        Ok(ReadTogether(self.connection.unchecked_transaction()?))
    }

    /// The format of the journal where it is newer than this build writes. Such a journal is only read.
    pub fn newer_format(&self) -> Option<i64> {
        self.newer
    }

    /// Checks what the file is, and brings it to the present format.
    fn recognise(
        mut connection: Connection,
        path: &Path,
        access: Access,
        renewal: &mut Renewal<'_>,
    ) -> Result<Self, StoreError> {
        let not_a_journal = || StoreError::NotAJournal {
            path: path.to_owned(),
        };
        let (application, version) =
            identity(&connection).map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) => not_a_journal(),
                _ => error.into(),
            })?;
        match (application, version) {
            (schema::APPLICATION_ID, found) if found > schema::LOG_VERSION => {
                connection.pragma_update(None, "query_only", true)?;
                return Ok(Self {
                    connection,
                    newer: Some(found),
                    place: Some(Place::of(path)),
                });
            }
            (schema::APPLICATION_ID, _) => {}
            (0, _) => initialise_in_turn(&mut connection, &not_a_journal)?,
            _ => return Err(not_a_journal()),
        }
        if schema::projection_version(&connection)? != Some(schema::PROJECTION_VERSION) {
            if access == Access::Glance {
                return Err(StoreError::Outdated);
            }
            (renewal.announce)(records::count(&connection)?);
            rebuild::renew(&mut connection, When::Outdated, || {
                keep_aside(path, renewal.keeping).map(drop)
            })?;
        }
        Ok(Self {
            connection,
            newer: None,
            place: Some(Place::of(path)),
        })
    }

    /// Makes the derived tables and all indexes again from the log, in one transaction, after a copy is kept. `path` is
    /// where the journal was opened. Gives the copy.
    ///
    /// # Errors
    /// When the log cannot be read, tables of the file cannot be thrown away because it is damaged, or no copy can be kept:
    /// the journal is then as it was.
    pub fn rebuild(
        &mut self,
        path: &Path,
        keeping: Option<Keeping>,
    ) -> Result<Option<Copied>, StoreError> {
        self.check_writable()?;
        let mut kept = None;
        rebuild::renew(&mut self.connection, When::Always, || {
            kept = keep_aside(path, keeping)?;
            Ok(())
        })?;
        Ok(kept)
    }

    /// Refuses to change a journal of a newer folio.
    ///
    /// # Errors
    /// When it is one.
    pub fn check_writable(&self) -> Result<(), StoreError> {
        match self.newer {
            Some(found) => Err(StoreError::Newer {
                found,
                known: schema::LOG_VERSION,
            }),
            None => Ok(()),
        }
    }
}

/// Opens the file of a journal, whatever stands in it.
///
/// # Errors
/// When it is no database, or cannot be opened or read.
pub(super) fn open_file(path: &Path, access: Access) -> Result<Connection, StoreError> {
    refuse_no_file(path)?;
    refuse_obstacles(path)?;
    refuse_orphan(path)?;
    refuse_loss(path)?;
    let connected = connect(path, access).and_then(|connection| {
        prepare(&connection)?;
        Ok(connection)
    });
    connected.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotAJournal {
            path: path.to_owned(),
        },
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::ReadOnly
            | ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure,
        ) => error.into(),
        _ => match File::open(path) {
            Err(source) => StoreError::CannotRead {
                path: path.to_owned(),
                source,
            },
            Ok(_) => cannot_open(path, error.into()),
        },
    })
}

pub(super) fn cannot_open(
    path: &Path,
    source: Box<dyn std::error::Error + Send + Sync>,
) -> StoreError {
    StoreError::CannotOpen {
        path: path.to_owned(),
        source,
    }
}

/// The application id and the log's format.
pub(super) fn identity(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    let header = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    Ok((header("application_id")?, header("user_version")?))
}

/// Keeps a copy of the journal before its derived tables are made anew. Nobody else can write meanwhile, so another
/// connection sees what is going to be changed.
fn keep_aside(path: &Path, keeping: Option<Keeping>) -> Result<Option<Copied>, StoreError> {
    let Some(keeping) = keeping else {
        return Ok(None);
    };
    let other = connect(path, Access::Read)?;
    copies::keep_aside(&other, path, Occasion::Rebuild, keeping).map(Some)
}

/// Makes an empty file a journal. Where several processes turn one file to write-ahead logging, SQLite refuses some of
/// them at once instead of letting them wait.
fn initialise_in_turn(
    connection: &mut Connection,
    not_a_journal: &dyn Fn() -> StoreError,
) -> Result<(), StoreError> {
    let began = Instant::now();
    loop {
        match initialise(connection, not_a_journal) {
            Err(StoreError::Busy { .. }) if began.elapsed().as_secs() < BUSY_SECONDS => {
                thread::sleep(Duration::from_millis(10));
            }
            outcome => return outcome,
        }
    }
}

/// The same, once. Two processes may try at once: the second finds it made.
fn initialise(
    connection: &mut Connection,
    not_a_journal: &dyn Fn() -> StoreError,
) -> Result<(), StoreError> {
    // All of one moment: between two looks another process may have made it.
    let look = connection.transaction()?;
    let tables: i64 = look.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let (application, version) = identity(&look)?;
    look.commit()?;
    let is_empty = tables == 0 && application == 0 && version == 0;
    if !is_empty && application != schema::APPLICATION_ID {
        return Err(not_a_journal());
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (application, _) = identity(&transaction)?;
    if application == 0 {
        schema::create_log(&transaction)?;
        schema::create_projection(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Opens a file for reading that nobody changes as long as it is open. Nothing is locked, and no file is made beside it.
pub(super) fn open_unchanging(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI;
    let address = format!("{}?immutable=1", file_address(path));
    let connection = Connection::open_with_flags(address, flags)?;
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;")?;
    Ok(connection)
}

/// The `file:` address of a path (RFC 3986: everything but unreserved characters and `/` is escaped).
pub(super) fn file_address(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(byte) {
            address.push(char::from(*byte));
        } else {
            address.extend(['%', hexadecimal(byte >> 4), hexadecimal(byte & 15)]);
        }
    }
    address
}

fn hexadecimal(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0')
}

/// The file that SQLite keeps beside a database, whose name has `suffix` at its end: where a link leads to the database,
/// beside that.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let linked = path.is_symlink().then(|| path.canonicalize().ok());
    with_ending(linked.flatten().as_deref().unwrap_or(path), suffix)
}

/// The path with something at the end of its name.
pub(super) fn with_ending(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// What holds for every connection.
pub(super) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(BUSY_SECONDS))?;
    connection.set_prepared_statement_cache_capacity(64);
    // Otherwise SQLite plans a statement anew for each value that is bound to it, to see whether that changes anything.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;",
    )
}

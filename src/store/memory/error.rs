//! What can go wrong with the memory of this machine.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why the memory could not do what was asked. Nothing but the request itself needs to end because of it.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// The file cannot be opened or made.
    #[error("the memory of failed commands {} cannot be opened", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file belongs to another program.
    #[error("{} is a database of another program", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a newer folio.
    #[error("the memory of failed commands {} was written by a newer folio", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// Another process holds it.
    #[error("the memory of failed commands is busy: another process is writing")]
    Busy,
    /// Anything else that SQLite says.
    #[error("the memory of failed commands cannot be used: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for MemoryError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Sqlite(error),
        }
    }
}

impl MemoryError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::CannotOpen { .. } => "check that you may write to the file and its folder",
            Self::Foreign { .. } => "move that file away; folio makes a new one",
            Self::Newer { .. } => {
                "install the newer folio, or remove the file: it is only a memory"
            }
            Self::Busy => "try again when the other process has ended",
            Self::Sqlite(_) => {
                "check the permissions of the file, or remove it: it is only a memory"
            }
        }
    }
}

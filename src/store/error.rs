//! What can go wrong with a journal.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use super::Occasion;
use super::obstacle::Obstacle;
use crate::host::files::FileError;
use crate::text::QueryError;

/// Why the journal could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is something else.
    #[error("{} is not a folio journal", path.display())]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be opened or made.
    #[error("the journal {} cannot be opened", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file is there, and may not be read.
    #[error("the journal {} cannot be read", path.display())]
    CannotRead {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// Beside the journal stands what is no file, where SQLite keeps one.
    #[error("{} is {obstacle}, where SQLite keeps a file of its own", file.display())]
    Obstructed {
        /// Where it stands.
        file: PathBuf,
        /// What it is.
        obstacle: Obstacle,
    },
    /// Another process holds the journal for longer than the wait.
    #[error("the journal is busy: another process has been writing for {seconds} seconds")]
    Busy {
        /// How long was waited.
        seconds: u64,
    },
    /// The journal was written by a newer folio, and this command would change it.
    #[error("the journal was written by a newer folio (format {found}, this one writes {known})")]
    Newer {
        /// The format of the file.
        found: i64,
        /// The newest format that this build knows.
        known: i64,
    },
    /// The derived tables have the format of another folio, and have to be made anew before anything is read.
    #[error("the journal was last used by another version of folio")]
    Outdated,
    /// The file may be read and not written.
    #[error("the journal is read-only: nothing was saved")]
    ReadOnly,
    /// The file was removed or replaced since it was opened.
    #[error("the journal {} was taken away or replaced while it was open: nothing was saved", path.display())]
    TakenAway {
        /// Where it was.
        path: PathBuf,
    },
    /// No room on the disk.
    #[error("the disk is full: nothing was saved")]
    Full,
    /// The system fails to read or write the file.
    #[error(
        "the disk does not read or write the journal (SQLite says {code}, a failure of input or output)"
    )]
    Disk {
        /// The extended code of SQLite, which says what was being done.
        code: i32,
    },
    /// The system failed when the last of a change was being written: that may be there, or not.
    #[error(
        "the disk failed while the change was being saved (SQLite says {code}): whether it was saved is not certain"
    )]
    Undecided {
        /// The extended code of SQLite, which says what was being done.
        code: i32,
    },
    /// What stands in the file cannot be right.
    #[error("the journal is damaged: {0}")]
    Damaged(String),
    /// The derived tables cannot be made again from the log, and nothing was changed.
    #[error("the journal cannot be mended in place: {0}")]
    NotRebuilt(String),
    /// Nothing of a journal can be read.
    #[error("no record can be read in {}", path.display())]
    NothingLeft {
        /// The file.
        path: PathBuf,
    },
    /// A copy of the journal could not be put where it was to be.
    #[error(transparent)]
    File(#[from] FileError),
    /// What was written is not what was to be copied, though no damage is found in it.
    #[error("the copy is not like the journal")]
    Unlike,
    /// A file is not replaced by a copy.
    #[error("`{}` is not replaced: {reason}", path.display())]
    NotReplaced {
        /// The file.
        path: PathBuf,
        /// What it is.
        reason: &'static str,
    },
    /// What stands beside the place of a copy would be played into it when it is opened.
    #[error(
        "`{}` is not written: `{}` stands there, and would be taken for a part of it",
        path.display(), part.display()
    )]
    Entangled {
        /// Where the copy was to be.
        path: PathBuf,
        /// What stands beside it.
        part: PathBuf,
    },
    /// The file of the journal is gone or empty, and SQLite would remove what is left of it.
    #[error(
        "nothing is left of the journal {} but `{}`, in which its last changes may stand",
        path.display(), write_ahead.display()
    )]
    Orphaned {
        /// Where the journal was.
        path: PathBuf,
        /// What is left.
        write_ahead: PathBuf,
    },
    /// A file is no backup that could take the place of the journal.
    #[error("the backup `{}` cannot be restored: {}", path.display(), cause.said_of_copy())]
    UnfitCopy {
        /// The file.
        path: PathBuf,
        /// What came of looking at it.
        cause: Box<StoreError>,
    },
    /// The pages of a backup have another size than those of the journal.
    #[error("its pages have {found} bytes, and those of the journal {known}")]
    OtherPages {
        /// The size in the backup, in bytes.
        found: u32,
        /// The size in the journal, in bytes.
        known: u32,
    },
    /// Another process has written since a person was told how the journal stands.
    #[error("the journal was changed meanwhile: nothing was restored")]
    Changed,
    /// The journal was to be changed as a whole, and no copy of it could be kept before.
    #[error("no copy of the journal could be kept in {}, so nothing was changed", folder.display())]
    NotKept {
        /// What it was to be kept before.
        occasion: Occasion,
        /// Where it was to be kept.
        folder: PathBuf,
        /// Why it could not.
        #[source]
        source: Box<StoreError>,
    },
    /// No entry has this identifier.
    #[error("no entry matches `{0}`")]
    NotFound(String),
    /// There is no last entry.
    #[error("the journal has no entries yet")]
    Empty,
    /// Several entries have identifiers that begin so.
    #[error("`{given}` is the beginning of several ids: {}", candidates.join(", "))]
    Ambiguous {
        /// What was given.
        given: String,
        /// The short identifiers that begin so, at most eight.
        candidates: Vec<String>,
    },
    /// A full-text query without anything to look for.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// Anything else that SQLite says.
    #[error("the journal cannot be used: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy {
                seconds: super::journal::BUSY_SECONDS,
            },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::SystemIoFailure) => Self::Disk {
                code: error.sqlite_error().map_or(0, |error| error.extended_code),
            },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Sqlite(error),
        }
    }
}

impl StoreError {
    /// The same, where it happened when a change was being committed.
    pub(super) fn at_the_end(self) -> Self {
        match self {
            Self::Disk { code } => Self::Undecided { code },
            other => other,
        }
    }

    /// What is the matter with a copy, as far as the words would be those of the journal.
    fn said_of_copy(&self) -> String {
        match self {
            Self::NotAJournal { .. } => "it is not a folio journal".to_owned(),
            Self::CannotRead { source, .. } => source.to_string(),
            Self::Damaged(damage) => format!("it is damaged: {damage}"),
            Self::Newer { found, known } => {
                format!("a newer folio has written it (format {found}, this one knows {known})")
            }
            other => other.to_string(),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NotAJournal { .. } => {
                "name another file with `--journal FILE`, or unset FOLIO_JOURNAL; if it was one, `folio doctor --salvage FILE` looks for what is left of it"
                    .to_owned()
            }
            Self::CannotOpen { .. } => {
                "check that its folder exists and that you may write there, or name another file with `--journal FILE`"
                    .to_owned()
            }
            Self::CannotRead { .. } => {
                "check the path and who may read there, or name another file with `--journal FILE`"
                    .to_owned()
            }
            Self::Obstructed { file, obstacle } => {
                format!("remove it with `{}`", obstacle.removal(file))
            }
            Self::Busy { .. } => "try again when the other command has ended".to_owned(),
            Self::Newer { .. } => "install the newer folio; reading works with this one".to_owned(),
            Self::Outdated => "run `folio list` once: it makes the index anew".to_owned(),
            Self::ReadOnly => "check the permissions of the file and of its folder".to_owned(),
            Self::TakenAway { .. } => "run the command again when the journal is where it should be".to_owned(),
            Self::Full => "make room on the disk and run the command again".to_owned(),
            Self::Disk { .. } => {
                "check whether the disk is full or failing, and your quota on it".to_owned()
            }
            Self::Undecided { .. } => {
                "check whether the disk is full or failing, and your quota on it; then `folio undo --list` shows whether it was saved".to_owned()
            }
            Self::Damaged(_) | Self::Sqlite(_) => {
                "run `folio doctor`: it says what is damaged, and what to do".to_owned()
            }
            Self::NotRebuilt(_) => {
                "run `folio doctor --salvage FILE`: it writes what can be read to a new journal".to_owned()
            }
            Self::NothingLeft { .. } => "put a copy back: `folio backup --list` shows those that folio keeps".to_owned(),
            Self::UnfitCopy { cause, .. } => match &**cause {
                Self::Newer { .. } => "restore it with the newer folio".to_owned(),
                Self::OtherPages { .. } => {
                    "`folio export entries --journal FILE -O FILE.jsonl` and `folio import FILE.jsonl` take its entries over".to_owned()
                }
                Self::Damaged(_) => {
                    "`folio doctor --journal FILE` says what is damaged, and what to do; `folio backup --list` shows the copies that folio keeps".to_owned()
                }
                _ => "`folio backup --list` shows the copies that folio keeps".to_owned(),
            },
            Self::NotReplaced { .. } | Self::OtherPages { .. } => "name another file".to_owned(),
            Self::Entangled { .. } => {
                "choose another name; or remove that file, where no program has a journal of this name open".to_owned()
            }
            Self::Orphaned { .. } => {
                "put the journal back where it was; or move that file away to do without it".to_owned()
            }
            Self::Changed => "run the command again to see how it stands now".to_owned(),
            Self::Unlike => "try again, or another disk".to_owned(),
            Self::File(error) => return error.hint(),
            Self::NotKept {
                occasion: Occasion::Restore,
                ..
            } => "make room or choose who may write there".to_owned(),
            Self::NotKept { .. } => {
                "make room or choose who may write there; `folio config set backup.keep 0` does without a copy".to_owned()
            }
            Self::NotFound(_) => "run `folio list` to see the ids".to_owned(),
            Self::Empty => "write the first with `folio log`".to_owned(),
            Self::Ambiguous { .. } => "write more letters of the id".to_owned(),
            Self::Query(error) => error.hint().to_owned(),
        })
    }
}

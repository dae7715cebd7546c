//! What this machine remembers for a while: commands that failed, and when which lesson was shown. It is a file of its
//! own beside the journal's, is never exported or shared, and may be lost: whoever asks it for something goes on without
//! where it fails.
//!
//! It is made for a shell hook that writes one row and ends, in many shells at once: a rollback journal, no waiting for
//! the disk, a short wait for others. A damaged file is thrown away and begun anew. What is deleted is overwritten.

mod error;
mod file;
mod success;

use std::path::{Path, PathBuf};

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior};

pub use error::MemoryError;
pub use file::Patience;
pub use success::Succeeded;

use crate::model::EntryId;
use crate::model::time::Stamp;

/// How many failed commands are remembered.
const MOST_COMMANDS: i64 = 1_000;

/// For how long failed commands are remembered, in milliseconds: 30 days.
const COMMANDS_LAST: i64 = 30 * 24 * 60 * 60 * 1_000;

/// How many outputs are remembered: those of the latest commands that have one.
const MOST_OUTPUTS: i64 = 20;

/// How much of a command is remembered, from its beginning, in bytes.
const LONGEST_COMMAND: usize = 4 * 1024;

/// How much of an output is remembered, from its end, in bytes.
const LONGEST_OUTPUT: usize = 64 * 1024;

/// How many showings of lessons are remembered.
const MOST_SHOWINGS: i64 = 10_000;

/// How many rows that are too old one write takes away: it must not take long.
const PRUNED_AT_ONCE: i64 = 50;

/// A command that did not end well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedCommand {
    /// The command line. Of a very long one the beginning is remembered.
    pub command: String,
    /// Its exit code, 128 and the signal's number where it was killed.
    pub exit_code: i32,
    /// Where it ran, absolute.
    pub directory: String,
    /// The project it belongs to.
    pub project: Option<String>,
    /// The commit that was checked out.
    pub commit: Option<String>,
    /// The branch that was checked out.
    pub branch: Option<String>,
    /// When it ended.
    pub at: Stamp,
    /// How long it ran, in milliseconds.
    pub duration: u64,
    /// The end of what it printed, already redacted. Only those of the latest commands are remembered.
    pub output: Option<String>,
}

/// An earlier failure of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlierFailure {
    /// When it failed.
    pub at: Stamp,
    /// Whether the person was told then that it keeps failing.
    pub was_said: bool,
}

/// The open memory of this machine.
pub struct Memory {
    path: PathBuf,
    patience: Patience,
    connection: Connection,
}

impl Memory {
    /// The name of its file, in the folder for the state of this machine.
    pub const FILE: &str = "memory.db";

    /// Opens the memory at `path`, and makes it where it is missing, open to its owner only. Its folder must exist.
    ///
    /// # Errors
    /// When the file cannot be opened or made, stays locked, or is that of a newer folio or another program.
    pub fn open(path: &Path, patience: Patience) -> Result<Self, MemoryError> {
        Ok(Self {
            path: path.to_owned(),
            patience,
            connection: file::open(path, patience)?,
        })
    }

    /// Notes a failed command, and lets go of what is too old or too much.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remember(&mut self, failed: &FailedCommand) -> Result<(), MemoryError> {
        self.change(|connection| {
            insert_failed(connection, failed)?;
            let oldest = failed.at.utc_milliseconds() - COMMANDS_LAST;
            connection
                .prepare_cached(
                    "DELETE FROM failed WHERE key <= (SELECT max(key) FROM failed) - ?1 \
                     OR key IN (SELECT key FROM failed WHERE at < ?2 ORDER BY at LIMIT ?3)",
                )?
                .execute((MOST_COMMANDS, oldest, PRUNED_AT_ONCE))?;
            connection
                .prepare_cached(
                    "DELETE FROM output WHERE failed < (SELECT min(key) FROM failed) \
                     OR failed <= (SELECT failed FROM output ORDER BY failed DESC LIMIT 1 OFFSET ?1)",
                )?
                .execute([MOST_OUTPUTS])?;
            Ok(())
        })
    }

    /// The command that failed last, unless that is too long ago.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_failed(&mut self, now: Stamp) -> Result<Option<FailedCommand>, MemoryError> {
        let oldest = now.utc_milliseconds() - COMMANDS_LAST;
        self.attempt(|connection| {
            connection
                .prepare_cached(
                    "SELECT f.command, f.exit_code, f.directory, f.project, f.git_commit, f.branch, f.at, f.at_offset, \
                     f.duration, o.text FROM failed f LEFT JOIN output o ON o.failed = f.key \
                     WHERE f.at >= ?1 ORDER BY f.key DESC LIMIT 1",
                )?
                .query_row([oldest], read_failed)
                .optional()
        })
    }

    /// The failures of the same command in the same project since a moment, earliest first, and since the command
    /// succeeded, where that was noted. A command without a project is the same in its directory.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn failures_like(
        &mut self,
        failed: &FailedCommand,
        since: Stamp,
    ) -> Result<Vec<EarlierFailure>, MemoryError> {
        self.attempt(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT at, at_offset, was_said FROM failed WHERE at >= ?1 AND command = ?2 AND project IS ?3 \
                 AND (?3 IS NOT NULL OR directory = ?4) AND is_over = 0 ORDER BY at, key",
            )?;
            let rows = query.query_map(
                (
                    since.utc_milliseconds(),
                    beginning(&failed.command),
                    &failed.project,
                    &failed.directory,
                ),
                |row| {
                    Ok(EarlierFailure {
                        at: read_stamp(row, 0)?,
                        was_said: row.get(2)?,
                    })
                },
            )?;
            rows.collect()
        })
    }

    /// Notes that the person was told that this command keeps failing.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note_said(&mut self, failed: &FailedCommand) -> Result<(), MemoryError> {
        self.change(|connection| {
            connection.execute(
                "UPDATE failed SET was_said = 1 WHERE key = (SELECT max(key) FROM failed WHERE command = ?1 \
                 AND project IS ?2 AND (?2 IS NOT NULL OR directory = ?3))",
                (beginning(&failed.command), &failed.project, &failed.directory),
            )?;
            Ok(())
        })
    }

    /// Empties the record of failed commands for good, and says how many there were.
    ///
    /// # Errors
    /// When the file cannot be written, or others keep using it.
    pub fn forget_commands(&mut self) -> Result<usize, MemoryError> {
        let forgotten = self.change(|connection| {
            connection.execute("DELETE FROM output", [])?;
            connection.execute("DELETE FROM failed", [])
        })?;
        self.attempt(|connection| connection.execute_batch("VACUUM"))?;
        Ok(forgotten)
    }

    /// Notes that lessons were shown.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note_shown(&mut self, entries: &[EntryId], at: Stamp) -> Result<(), MemoryError> {
        self.change(|connection| {
            for entry in entries {
                connection
                    .prepare_cached("INSERT INTO shown (entry, at, at_offset) VALUES (?1, ?2, ?3)")?
                    .execute((
                        entry.0.as_bytes(),
                        at.utc_milliseconds(),
                        at.offset_minutes(),
                    ))?;
            }
            connection
                .prepare_cached("DELETE FROM shown WHERE key <= (SELECT max(key) FROM shown) - ?1")?
                .execute([MOST_SHOWINGS])?;
            Ok(())
        })
    }

    /// When a lesson was shown last, in whatever way.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_shown(&mut self, entry: EntryId) -> Result<Option<Stamp>, MemoryError> {
        self.attempt(|connection| {
            connection
                .prepare_cached(
                    "SELECT at, at_offset FROM shown WHERE entry = ?1 ORDER BY at DESC LIMIT 1",
                )?
                .query_row([entry.0.as_bytes()], |row| read_stamp(row, 0))
                .optional()
        })
    }

    /// Runs `work` in one transaction.
    fn change<R>(
        &mut self,
        work: impl Fn(&Connection) -> rusqlite::Result<R>,
    ) -> Result<R, MemoryError> {
        self.attempt(|connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        })
    }

    /// Runs `work`, and where the file turns out to be damaged, once more on a new one.
    fn attempt<R>(
        &mut self,
        work: impl Fn(&mut Connection) -> rusqlite::Result<R>,
    ) -> Result<R, MemoryError> {
        match work(&mut self.connection) {
            Err(error) if file::is_damage(&error) => {
                self.connection = file::begin_anew(&self.path, self.patience)?;
                Ok(work(&mut self.connection)?)
            }
            other => Ok(other?),
        }
    }
}

fn insert_failed(connection: &Connection, failed: &FailedCommand) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO failed (command, exit_code, directory, project, git_commit, branch, at, at_offset, duration) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            beginning(&failed.command),
            failed.exit_code,
            &failed.directory,
            &failed.project,
            &failed.commit,
            &failed.branch,
            failed.at.utc_milliseconds(),
            failed.at.offset_minutes(),
            i64::try_from(failed.duration).unwrap_or(i64::MAX),
        ))?;
    if let Some(output) = &failed.output {
        let key = connection.last_insert_rowid();
        connection
            .prepare_cached("INSERT OR REPLACE INTO output (failed, text) VALUES (?1, ?2)")?
            .execute((key, end(output)))?;
    }
    Ok(())
}

fn read_failed(row: &Row<'_>) -> rusqlite::Result<FailedCommand> {
    Ok(FailedCommand {
        command: row.get(0)?,
        exit_code: row.get(1)?,
        directory: row.get(2)?,
        project: row.get(3)?,
        commit: row.get(4)?,
        branch: row.get(5)?,
        at: read_stamp(row, 6)?,
        duration: row.get(8)?,
        output: row.get(9)?,
    })
}

fn read_stamp(row: &Row<'_>, column: usize) -> rusqlite::Result<Stamp> {
    Stamp::from_parts(row.get(column)?, row.get(column + 1)?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, Box::new(error))
    })
}

/// The beginning of a command that is longer than is remembered.
fn beginning(command: &str) -> &str {
    let end = command.floor_char_boundary(LONGEST_COMMAND);
    command.get(..end).unwrap_or(command)
}

/// The end of an output that is longer than is remembered.
fn end(output: &str) -> &str {
    let start = output.ceil_char_boundary(output.len().saturating_sub(LONGEST_OUTPUT));
    output.get(start..).unwrap_or(output)
}

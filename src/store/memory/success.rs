//! What a success changes in the memory: failures before it are over. Successes themselves are not remembered.

use super::{Memory, MemoryError, beginning};
use crate::model::time::Stamp;

/// A command that ended well, as far as it tells which failures are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Succeeded<'a> {
    /// The command line, as it was remembered where it failed.
    pub command: &'a str,
    /// The project it belongs to.
    pub project: Option<&'a str>,
    /// Where it ran, absolute.
    pub directory: &'a str,
}

impl Memory {
    /// Notes that a command has succeeded, where it failed since a moment: those failures are over.
    ///
    /// # Errors
    /// When the file cannot be read, or there is something to note and it cannot be written.
    pub fn note_success(
        &mut self,
        succeeded: &Succeeded<'_>,
        since: Stamp,
    ) -> Result<(), MemoryError> {
        const FAILURES: &str = "at >= ?1 AND command = ?2 AND project IS ?3 AND (?3 IS NOT NULL OR directory = ?4) \
                                AND is_over = 0";
        let what = (
            since.utc_milliseconds(),
            beginning(succeeded.command),
            succeeded.project,
            succeeded.directory,
        );
        let has_failed = format!("SELECT EXISTS (SELECT 1 FROM failed WHERE {FAILURES})");
        let has_failed =
            self.attempt(|connection| connection.query_row(&has_failed, what, |row| row.get(0)))?;
        if has_failed {
            let note = format!("UPDATE failed SET is_over = 1 WHERE {FAILURES}");
            self.change(|connection| connection.execute(&note, what))?;
        }
        Ok(())
    }
}

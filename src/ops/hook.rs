//! What a shell is told after a command that failed: at most one lesson, and none twice within an hour.

use std::time::Duration;

use super::recall::{self, Request};
use super::{OperationError, Shown};
use crate::store::{FailedCommand, Journal, Memory, Showing};

/// For how long a lesson that came back is not shown again, in whatever way it came.
const QUIET_FOR: Duration = Duration::from_hours(1);

/// The lesson that a failed command brings back: one of whose signals fires on the command line, or one of the same
/// command in this project. It is noted as shown.
///
/// # Errors
/// When the journal or the memory cannot be used.
pub fn lesson(
    journal: &Journal,
    memory: &mut Memory,
    failed: &FailedCommand,
) -> Result<Option<Shown>, OperationError> {
    for lesson in known(journal, failed)? {
        let last = memory.last_shown(lesson.entry.id)?;
        let is_due = last.is_none_or(|last| {
            let passed = failed.at.utc_milliseconds() - last.utc_milliseconds();
            u64::try_from(passed).is_ok_and(|passed| u128::from(passed) >= QUIET_FOR.as_millis())
        });
        if is_due {
            memory.note_shown(&[lesson.entry.id], Showing::Shell, failed.at)?;
            return Ok(Some(lesson));
        }
    }
    Ok(None)
}

/// The lessons that apply to a command line, those whose signals fire first.
fn known(journal: &Journal, failed: &FailedCommand) -> Result<Vec<Shown>, OperationError> {
    let request = Request {
        project: failed.project.as_deref(),
        // A command line is too short for its words to tell; only signals count.
        threshold: 0.0,
        limit: usize::MAX,
        ..Request::default()
    };
    let recalled = recall::recall(journal, &failed.command, &request)?;
    let fired = recalled
        .into_iter()
        .filter(|lesson| !lesson.signals.is_empty());
    Ok(fired.map(|lesson| lesson.entry).collect())
}

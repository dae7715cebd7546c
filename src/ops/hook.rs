//! What a shell is told after a command that failed: at most one lesson, and none twice within an hour.

use std::time::Duration;

use super::watching::fired;
use super::{OperationError, Shown};
use crate::model::{Entry, Filter};
use crate::recall::{Probe, Weights};
use crate::store::{FailedCommand, Journal, Memory};
use crate::text::Analyzer;

/// For how long a lesson that came back is not shown again, in whatever way it came.
const QUIET_FOR: Duration = Duration::from_hours(1);

/// So many lessons are tried of those whose signals fire, and of those of the same command.
const MOST_TRIED: usize = 16;

/// The lesson that a failed command brings back: one of whose signals fires on the command line, else one of the same
/// command in this project. It is noted as shown. Words that a lesson and a command line share bring nothing back: the
/// line is too short for them to tell.
///
/// # Errors
/// When the journal or the memory cannot be used.
pub fn lesson(
    journal: &Journal,
    memory: &mut Memory,
    failed: &FailedCommand,
) -> Result<Option<Shown>, OperationError> {
    let _together = journal.read_together()?;
    let due = match due(with_fired_signals(journal, failed)?, memory, failed)? {
        None => due(of_the_command(journal, failed)?, memory, failed)?,
        due => due,
    };
    let Some(entry) = due else {
        return Ok(None);
    };
    memory.note_shown(&[entry.id], failed.at)?;
    Ok(Some(Shown::of(journal, entry)?))
}

/// The latest of the lessons of which the longest signals fire on the command line.
fn with_fired_signals(
    journal: &Journal,
    failed: &FailedCommand,
) -> Result<Vec<Entry>, OperationError> {
    let mut analyzer = Analyzer::new();
    let probe = Probe::new(&failed.command, &Weights::default(), &mut analyzer);
    let keys = fired(journal, &probe, MOST_TRIED, &mut analyzer)?;
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let mut entries = journal.entries_among(&keys, &Filter::default())?;
    entries.reverse();
    Ok(entries)
}

fn of_the_command(journal: &Journal, failed: &FailedCommand) -> Result<Vec<Entry>, OperationError> {
    let project = failed.project.as_deref();
    Ok(journal.lessons_of_command(project, &failed.command, MOST_TRIED as u64)?)
}

/// The first of these lessons that was not shown lately.
fn due(
    lessons: Vec<Entry>,
    memory: &mut Memory,
    failed: &FailedCommand,
) -> Result<Option<Entry>, OperationError> {
    for lesson in lessons {
        let last = memory.last_shown(lesson.id)?;
        let is_due = last.is_none_or(|last| {
            let passed = failed.at.utc_milliseconds() - last.utc_milliseconds();
            u64::try_from(passed).is_ok_and(|passed| u128::from(passed) >= QUIET_FOR.as_millis())
        });
        if is_due {
            return Ok(Some(lesson));
        }
    }
    Ok(None)
}

//! `rm`: entries are removed. They stay in the log, and `undo` brings them back.

use super::{OperationError, Session, Shown};
use crate::history::Change;

/// Removes entries, all of them or none.
///
/// # Errors
/// When one is not there, or the journal cannot be written.
pub fn remove(session: &mut Session<'_>, entries: &[Shown]) -> Result<(), OperationError> {
    session.write("rm", |writer| {
        for shown in entries {
            writer.entry(shown.entry.id)?;
            writer.apply(shown.entry.id, Change::removal())?;
        }
        Ok(())
    })
}

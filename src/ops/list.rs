//! `list`: the entries that a filter chooses, a page at a time.

use super::{Found, OperationError, Session, Shown};
use crate::model::Selection;
use crate::store::Count;

/// The chosen entries with the number of all that the filter chooses.
///
/// # Errors
/// When the journal cannot be read.
pub fn list(session: &Session<'_>, selection: &Selection) -> Result<Found, OperationError> {
    let entries = Shown::all(&session.journal, session.journal.entries(selection)?)?;
    let total = total(session, selection, entries.len())?;
    Ok(Found { entries, total })
}

/// Counts only where the page is full; otherwise it holds them all.
pub(super) fn total(
    session: &Session<'_>,
    selection: &Selection,
    shown: usize,
) -> Result<Count, OperationError> {
    let shown = shown as u64;
    match selection.limit {
        Some(limit) if shown >= limit => Ok(session.journal.count(&selection.filter)?),
        _ => Ok(Count::Exactly(shown)),
    }
}

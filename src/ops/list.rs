//! `list`: the entries that a filter chooses, a page at a time.

use super::{Found, OperationError, Portion, Session, Shown};
use crate::model::Selection;
use crate::store::Count;

/// The chosen entries with the number of all that the filter chooses.
///
/// # Errors
/// When the journal cannot be read.
pub fn list(session: &Session<'_>, selection: &Selection) -> Result<Found, OperationError> {
    let entries = Shown::all(&session.journal, session.journal.entries(selection)?)?;
    let total = total(session, selection, entries.len() as u64)?;
    Ok(Found { entries, total })
}

/// Hands each chosen entry to `each`, in order, without holding more than one.
///
/// # Errors
/// When the journal cannot be read, or `each` fails.
pub fn entries(
    session: &Session<'_>,
    selection: &Selection,
    mut each: impl FnMut(Shown) -> Result<(), OperationError>,
) -> Result<(), OperationError> {
    session
        .journal
        .for_each_entry(selection, |entry| each(Shown::of(&session.journal, entry)?))
}

/// The same, with the number of all that the filter chooses: each is handed to `each`, in order.
///
/// # Errors
/// When the journal cannot be read, or `each` fails.
pub fn each(
    session: &Session<'_>,
    selection: &Selection,
    mut each: impl FnMut(Shown) -> Result<(), OperationError>,
) -> Result<Portion, OperationError> {
    let mut shown = 0;
    entries(session, selection, |entry| {
        shown += 1;
        each(entry)
    })?;
    let total = total(session, selection, shown)?;
    Ok(Portion { shown, total })
}

/// Counts only where the page is full; otherwise it holds them all.
pub(super) fn total(
    session: &Session<'_>,
    selection: &Selection,
    shown: u64,
) -> Result<Count, OperationError> {
    match selection.limit {
        Some(limit) if shown >= limit => Ok(session.journal.count(&selection.filter)?),
        _ => Ok(Count::Exactly(shown)),
    }
}

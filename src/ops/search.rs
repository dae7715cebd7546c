//! `search`: the entries in which a text stands, best first.

use super::{Found, OperationError, Session, Shown, list};
use crate::model::Selection;

/// The entries that match the text of the filter: by rank, or in the order of the selection.
///
/// # Errors
/// When the journal cannot be read, or the text is no query.
pub fn search(
    session: &Session<'_>,
    selection: &Selection,
    ranking: Ranking,
) -> Result<Found, OperationError> {
    let entries = match ranking {
        Ranking::BestFirst => session.journal.ranked(&selection.filter, selection.limit)?,
        Ranking::InOrder => session.journal.entries(selection)?,
    };
    let entries = Shown::all(&session.journal, entries)?;
    let total = list::total(session, selection, entries.len() as u64)?;
    Ok(Found { entries, total })
}

/// What decides which match comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranking {
    /// How well it matches.
    BestFirst,
    /// The order of the selection.
    InOrder,
}

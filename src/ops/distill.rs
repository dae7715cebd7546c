//! `distill`: the principle is written when the dust has settled.

use super::edit::{Edit, Edited, edit};
use super::{OperationError, Session, Shown};
use crate::model::{EntryId, Filter, Order, Selection, Stage};

/// The drafts that a filter chooses, earliest attempt first.
///
/// # Errors
/// When the journal cannot be read.
pub fn drafts(
    session: &Session<'_>,
    filter: Filter,
    limit: Option<u64>,
) -> Result<Vec<Shown>, OperationError> {
    let filter = Filter {
        stage: Some(Stage::Draft),
        ..filter
    };
    let selection = Selection {
        filter,
        order: Order::Oldest,
        limit,
    };
    Ok(Shown::all(
        &session.journal,
        session.journal.entries(&selection)?,
    )?)
}

/// Adds what was drawn from an attempt: principle, signals, what to do next time.
///
/// # Errors
/// When the entry is not there, or the journal cannot be written.
pub fn distill(
    session: &mut Session<'_>,
    id: EntryId,
    drawn: Edit,
) -> Result<Edited, OperationError> {
    let before = session.journal.entry(id)?;
    edit(session, "distill", &before, &drawn.apply_to(&before))
}

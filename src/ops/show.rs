//! `show`: whole entries.

use super::{OperationError, Session, Shown};
use crate::model::EntryId;

/// The entries that are meant, in the order given.
///
/// # Errors
/// When one is not found, or is not clear.
pub fn show(session: &Session<'_>, given: &[String]) -> Result<Vec<Shown>, OperationError> {
    let ids = resolve_all(session, given)?;
    ids.into_iter()
        .map(|id| Ok(Shown::of(&session.journal, session.journal.entry(id)?)?))
        .collect()
}

/// The identifiers that are meant, each once, in the order given.
///
/// # Errors
/// When one is not found, or is not clear.
pub fn resolve_all(
    session: &Session<'_>,
    given: &[String],
) -> Result<Vec<EntryId>, OperationError> {
    let mut ids = Vec::new();
    for given in given {
        let id = session.journal.resolve(given)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

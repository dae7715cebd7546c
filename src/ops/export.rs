//! `export entries`: the chosen entries, whole, one after another.

use super::{OperationError, Session, Shown};
use crate::model::Selection;

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

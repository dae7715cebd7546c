//! What was written last, and stands in a file beside the journal.

use std::path::Path;

use super::{Checked, Problem};
use crate::store::journal::beside;
use crate::store::salvage::WriteAhead;
use crate::text::counted;

/// So often the file is read where it does not look right: another process may be writing into it.
const ATTEMPTS: usize = 3;

/// Looks whether SQLite sees all that was written.
pub fn check_write_ahead(journal: &Path) -> Checked {
    let path = beside(journal, "-wal");
    let mut found = Ok(WriteAhead::default());
    for _ in 0..ATTEMPTS {
        found = WriteAhead::read(&path);
        if found.as_ref().is_ok_and(|found| found.unseen() == 0) {
            break;
        }
    }
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            let says = format!("{} cannot be read: {error}", path.display());
            return Checked::default().with(Problem::wrong(says).hint("check who may read it"));
        }
    };
    let frames = counted(found.frames.len() as u64, "page", "pages");
    let checked = Checked::fine(format!("{frames} beside the file"));
    match found.unseen() {
        0 => checked,
        unseen => {
            let unseen = counted(unseen as u64, "change", "changes");
            let says = format!(
                "the last {unseen} beside the file may be lost: a part of it is not as it was written"
            );
            checked.with(Problem::wrong(says).hint(
                "before any other command, run `folio doctor --salvage FILE`: it writes what can be read to a new journal",
            ))
        }
    }
}

//! What was written last, and stands in a file beside the journal.

use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::{Checked, Problem};
use crate::store::StoreError;
use crate::store::salvage::{Index, WriteAhead};
use crate::text::counted;

/// Refuses a journal of which SQLite would drop changes that are known to have been made: it takes what stands beside the
/// file up to the first part that is damaged, and then removes the rest. A file that cannot be read is left to SQLite to
/// complain of, and a long one, as an import leaves, to `doctor`.
///
/// # Errors
/// When there are such changes.
pub(in crate::store) fn refuse_loss(journal: &Path) -> Result<(), StoreError> {
    match known_loss(journal, LONG) {
        0 => Ok(()),
        unseen => Err(StoreError::Damaged(may_be_lost(unseen))),
    }
}

/// How many changes SQLite would drop that are known to have been made. It is not looked at more than so many bytes.
pub(super) fn known_loss(journal: &Path, most: u64) -> usize {
    let is_looked_at = Index::read(journal)
        .is_some_and(|index| !index.is_all_in_journal() && index.bytes() <= most);
    if !is_looked_at {
        return 0;
    }
    let found = read(journal).unwrap_or_default();
    if found.is_known() { found.unseen() } else { 0 }
}

/// The file as it stands when nobody is writing into it.
fn read(journal: &Path) -> io::Result<WriteAhead> {
    let mut found = WriteAhead::read(journal);
    for _ in 1..ATTEMPTS {
        if found.as_ref().is_ok_and(|found| found.unseen() == 0) {
            break;
        }
        thread::sleep(PAUSE);
        found = WriteAhead::read(journal);
    }
    found
}

fn may_be_lost(unseen: usize) -> String {
    let unseen = counted(unseen as u64, "change", "changes");
    format!("the last {unseen} beside the file may be lost: a part of it is not as it was written")
}

/// Bytes that are read before every command in no time that anybody would notice. SQLite keeps the file at 4 MiB but for
/// a single greater change.
const LONG: u64 = 64 << 20;

/// So often the file is read where it does not look right: another process may be writing into it.
const ATTEMPTS: usize = 4;

/// How long it is waited between two of them.
const PAUSE: Duration = Duration::from_millis(5);

/// Looks whether SQLite sees all that was written.
pub fn check_write_ahead(journal: &Path) -> Checked {
    let found = match read(journal) {
        Ok(found) => found,
        Err(error) => {
            let says = format!("what was written last, beside the file, cannot be read: {error}");
            return Checked::default().with(Problem::wrong(says).hint("check who may read it"));
        }
    };
    let frames = counted(found.frames.len() as u64, "page", "pages");
    let checked = Checked::fine(format!("{frames} beside the file"));
    let unseen = found.unseen();
    let hint = "run `folio doctor --salvage FILE`: it writes what can be read to a new journal";
    match (unseen, found.is_known()) {
        (0, _) => checked,
        (_, true) => checked.with(Problem::wrong(may_be_lost(unseen)).hint(hint)),
        (_, false) => {
            let says = format!(
                "{}; or it is what a killed command has left",
                may_be_lost(unseen)
            );
            checked.with(Problem::warning(says).hint(hint))
        }
    }
}

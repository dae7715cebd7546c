//! What was written last, and stands in a file beside the journal.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::{Checked, Problem};
use crate::store::StoreError;
use crate::store::journal::beside;
use crate::store::salvage::WriteAhead;
use crate::text::counted;

/// Refuses a journal of which SQLite would drop changes that were made: it takes what stands beside the file up to the
/// first part that is damaged, and then removes the rest. A file that cannot be read is left to SQLite to complain of,
/// and a long one, as an import leaves beside the journal while it runs, to `doctor`.
///
/// # Errors
/// When there are such changes.
pub(in crate::store) fn refuse_loss(journal: &Path) -> Result<(), StoreError> {
    let path = beside(journal, "-wal");
    if !fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= LONG) {
        return Ok(());
    }
    match read(&path).map_or(0, |found| found.unseen()) {
        0 => Ok(()),
        unseen => Err(StoreError::Damaged(may_be_lost(unseen))),
    }
}

/// The file as it stands when nobody is writing into it.
fn read(path: &Path) -> io::Result<WriteAhead> {
    let mut found = WriteAhead::read(path);
    for _ in 1..ATTEMPTS {
        if found.as_ref().is_ok_and(|found| found.unseen() == 0) {
            break;
        }
        thread::sleep(PAUSE);
        found = WriteAhead::read(path);
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
    let path = beside(journal, "-wal");
    let found = match read(&path) {
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
        unseen => checked.with(Problem::wrong(may_be_lost(unseen)).hint(
            "run `folio doctor --salvage FILE`: it writes what can be read to a new journal",
        )),
    }
}

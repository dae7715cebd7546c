//! What was written last, and stands in a file beside the journal.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::{Checked, Problem};
use crate::host::files::WRITTEN_AHEAD;
use crate::store::StoreError;
use crate::store::journal::beside;
use crate::store::salvage::{Index, WriteAhead};
use crate::text::counted;

/// Refuses a journal of which SQLite would drop changes that are known to have been made: it takes what stands beside the
/// file up to the first part that is damaged or missing, and then removes the rest. A file that cannot be read is left to
/// SQLite to complain of, and a long one of which nothing is missing, as an import leaves, to `doctor`.
///
/// # Errors
/// When there are such changes.
pub(in crate::store) fn refuse_loss(journal: &Path) -> Result<(), StoreError> {
    match known_loss(journal, LONG) {
        None => Ok(()),
        Some(says) => Err(StoreError::Damaged(says)),
    }
}

/// What is to be said of changes that SQLite would drop though they are known to have been made. A file that has all its
/// bytes is not looked at where they are more than `most`.
pub(in crate::store) fn known_loss(journal: &Path, most: u64) -> Option<String> {
    let index = Index::read(journal).filter(|index| !index.is_all_in_journal())?;
    let length = fs::metadata(beside(journal, WRITTEN_AHEAD)).map_or(0, |file| file.len());
    if index.bytes() > most && length >= index.bytes() {
        return None;
    }
    let found = read(journal).ok()?;
    (found.is_known() && found.unseen() > 0).then(|| may_be_lost(journal, &found))
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

fn may_be_lost(journal: &Path, found: &WriteAhead) -> String {
    if found.is_cut_off() {
        let file = beside(journal, WRITTEN_AHEAD);
        return format!(
            "the last changes may be lost: {}, in which they stood, is gone or cut off",
            file.display()
        );
    }
    let unseen = counted(found.unseen() as u64, "change", "changes");
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
    let salvage = "run `folio doctor --salvage FILE`: it writes what can be read to a new journal";
    let put_back = "put that file back, or a copy of the journal (`folio backup --list`); `folio doctor --salvage FILE` writes what is left to a new journal";
    match (found.unseen(), found.is_known()) {
        (0, _) => checked,
        (_, true) => checked.with(Problem::wrong(may_be_lost(journal, &found)).hint(
            if found.is_cut_off() {
                put_back
            } else {
                salvage
            },
        )),
        (_, false) => {
            let says = format!(
                "{}; or it is what a killed command has left",
                may_be_lost(journal, &found)
            );
            checked.with(Problem::warning(says).hint(salvage))
        }
    }
}

//! What stands beside a journal after a process was killed while it wrote, read without SQLite.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;

use super::fixture::{Desk, entry};
use crate::store::check_write_ahead;
use crate::store::journal::beside;

/// The header of a frame, and the frame with its page.
const FRAME_HEADER: usize = 24;
const FRAME: usize = FRAME_HEADER + 4096;

#[test]
fn a_transaction_that_was_cut_off_is_no_damage_and_one_in_the_midst_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    for number in 1..5 {
        desk.create(&[entry(number, "a cache")]);
    }
    let beside = beside(&path, "-wal");
    let whole = fs::read(&beside).unwrap();
    assert!(!check_write_ahead(&path).is_wrong());
    let file = OpenOptions::new().write(true).open(&beside).unwrap();
    let put = |bytes: &[u8], place: usize| file.write_all_at(bytes, place as u64).unwrap();

    // The header of the last frame is there; the page that stands under it is an older one.
    put(&[7; 4096], whole.len() - 4096);
    assert!(!check_write_ahead(&path).is_wrong());
    put(&whole, 0);

    let middle = 32 + (whole.len() / FRAME / 2) * FRAME;
    put(&[7; 4096], middle + FRAME_HEADER);
    assert!(check_write_ahead(&path).is_wrong());
    put(&whole, 0);
    assert!(!check_write_ahead(&path).is_wrong());
}

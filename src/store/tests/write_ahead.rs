//! What stands beside a journal after a process was killed while it wrote, read without SQLite.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;

use super::fixture::{Desk, entry};
use crate::model::Entry;
use crate::store::journal::beside;
use crate::store::{Access, Journal, StoreError, check_write_ahead};

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
    let wal = beside(&path, "-wal");
    let whole = fs::read(&wal).unwrap();
    assert!(!check_write_ahead(&path).is_wrong());
    let file = OpenOptions::new().write(true).open(&wal).unwrap();
    let put = |bytes: &[u8], place: usize| file.write_all_at(bytes, place as u64).unwrap();

    // The power fails: the header of the last frame is there; the page that stands under it is an older one.
    let elsewhere = folder.path().join("elsewhere.db");
    fs::copy(&path, &elsewhere).unwrap();
    let mut torn = whole.clone();
    torn.truncate(whole.len() - 4096);
    torn.extend([7; 4096]);
    fs::write(beside(&elsewhere, "-wal"), torn).unwrap();
    let problems = check_write_ahead(&elsewhere).problems;
    assert!(problems.is_empty(), "{problems:?}");

    let middle = 32 + (whole.len() / FRAME / 2) * FRAME;
    put(&[7; 4096], middle + FRAME_HEADER);
    assert!(check_write_ahead(&path).is_wrong());
    put(&whole, 0);
    assert!(!check_write_ahead(&path).is_wrong());
}

#[test]
fn what_a_killed_writer_has_left_behind_the_changes_of_another_is_no_damage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache")]);
    // One that is killed when its change is in the file, and before it has told the others.
    let index = beside(&path, "-shm");
    let before = fs::read(&index).unwrap();
    desk.create(&[entry(2, &"a long text ".repeat(3_000))]);
    let file = OpenOptions::new().write(true).open(&index).unwrap();
    file.write_all_at(before.split_at(96).0, 0).unwrap();
    desk.create(&[entry(3, "a queue")]);

    assert!(!check_write_ahead(&path).is_wrong());
    let ids = |entries: Vec<Entry>| entries.iter().map(|entry| entry.id).collect::<Vec<_>>();
    assert_eq!(ids(Desk::at(&path, 1).entries()).len(), 2);
}

#[test]
fn a_journal_of_which_finished_changes_would_be_lost_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    for number in 1..5 {
        desk.create(&[entry(number, "a cache")]);
    }
    let beside = beside(&path, "-wal");
    let whole = fs::read(&beside).unwrap();
    let file = OpenOptions::new().write(true).open(&beside).unwrap();
    let middle = 32 + (whole.len() / FRAME / 2) * FRAME;
    // The header of the file, the salt of a frame, its checksum, its page.
    for (place, length) in [
        (0, 32),
        (middle + 8, 1),
        (middle + 16, 1),
        (middle + 100, 1),
    ] {
        file.write_all_at(&vec![0x5a; length], place as u64)
            .unwrap();
        let opened = Journal::open(&path, Access::Read);
        assert!(matches!(opened, Err(StoreError::Damaged(_))), "{place}");
        assert!(check_write_ahead(&path).is_wrong(), "{place}");
        file.write_all_at(&whole, 0).unwrap();
        assert!(Journal::open(&path, Access::Read).is_ok(), "{place}");
    }
    file.set_len(middle as u64).unwrap();
    assert!(Journal::open(&path, Access::Read).is_err());
    file.write_all_at(&whole, 0).unwrap();
}

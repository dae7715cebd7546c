//! What stands beside a journal after a process was killed while it wrote, read without SQLite.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::fixture::{Desk, entry};
use crate::model::Entry;
use crate::store::connect::open_alone;
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

/// The files of a journal as a killed command leaves them: `entries` entries, of which what was written last stands beside
/// the file, and `journal.db-shm` tells how much.
fn left_behind(folder: &Path, entries: u128) -> PathBuf {
    let (used, path) = (folder.join("used.db"), folder.join("journal.db"));
    let mut desk = Desk::at(&used, 1);
    for number in 0..entries {
        desk.create(&[entry(number, "a cache")]);
    }
    for suffix in ["", "-wal", "-shm"] {
        fs::copy(beside(&used, suffix), beside(&path, suffix)).unwrap();
    }
    path
}

#[test]
fn a_journal_whose_last_changes_are_gone_with_their_file_is_not_opened() {
    for length in [None, Some(0), Some(1), Some(31), Some(32), Some(FRAME)] {
        let folder = tempfile::tempdir().unwrap();
        let path = left_behind(folder.path(), 4);
        let wal = beside(&path, "-wal");
        match length {
            Some(length) => {
                let file = OpenOptions::new().write(true).open(&wal).unwrap();
                file.set_len(length as u64).unwrap();
            }
            None => fs::remove_file(&wal).unwrap(),
        }
        for access in [Access::Read, Access::Glance, Access::Write] {
            let opened = Journal::open(&path, access);
            let is_refused =
                matches!(&opened, Err(StoreError::Damaged(why)) if why.contains("gone or cut off"));
            assert!(is_refused, "{length:?}, {:?}", opened.err());
        }
        assert!(check_write_ahead(&path).is_wrong(), "{length:?}");
    }
}

#[test]
fn a_journal_into_which_all_was_taken_over_is_opened_without_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache")]);
    let somebody = Journal::open(&path, Access::Read).unwrap();
    let empty = "PRAGMA wal_checkpoint(TRUNCATE)";
    somebody
        .connection
        .query_row(empty, [], |_| Ok(()))
        .unwrap();
    assert_eq!(fs::metadata(beside(&path, "-wal")).unwrap().len(), 0);
    assert_eq!(Desk::at(&path, 1).entries().len(), 1);
    assert!(!check_write_ahead(&path).is_wrong());
    drop((somebody, desk));
    assert!(!beside(&path, "-wal").exists());
    assert_eq!(Desk::at(&path, 1).entries().len(), 1);
}

#[test]
fn who_opens_a_journal_alone_leaves_what_is_known_beside_it_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = left_behind(folder.path(), 4);
    let alone = open_alone(&path).unwrap();
    let count = "SELECT count(*) FROM entry";
    let entries: i64 = alone.query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(entries, 4);
    drop(alone);
    assert!(!check_write_ahead(&path).is_wrong());
    assert_eq!(Desk::at(&path, 1).entries().len(), 4);
}

#[test]
fn where_the_journal_itself_is_gone_what_is_known_of_its_other_file_keeps_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = left_behind(folder.path(), 4);
    fs::remove_file(&path).unwrap();
    fs::remove_file(beside(&path, "-wal")).unwrap();
    assert_eq!(Desk::at(&path, 1).entries().len(), 0);
}

#[test]
fn a_journal_with_pages_of_another_size_is_no_damaged_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    Desk::at(&path, 1).create(&[entry(1, "a cache")]);
    let other = Connection::open(&path).unwrap();
    let resize =
        "PRAGMA journal_mode = DELETE; PRAGMA page_size = 8192; VACUUM; PRAGMA journal_mode = WAL";
    other.execute_batch(resize).unwrap();
    drop(other);
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(2, "a queue")]);
    assert_eq!(Desk::at(&path, 1).entries().len(), 2);
    assert!(!check_write_ahead(&path).is_wrong());
}

#[cfg(unix)]
#[test]
fn what_stands_beside_a_journal_is_looked_for_where_a_link_leads() {
    let folder = tempfile::tempdir().unwrap();
    let path = left_behind(folder.path(), 4);
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("linked.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let wal = OpenOptions::new().write(true).open(beside(&path, "-wal"));
    wal.unwrap().set_len(0).unwrap();
    assert!(check_write_ahead(&link).is_wrong());
    let opened = Journal::open(&link, Access::Read);
    assert!(matches!(opened, Err(StoreError::Damaged(_))));
}

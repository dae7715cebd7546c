//! Copies that are kept before a journal is changed as a whole.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::fixture::{Desk, NOON, entry, stamp};
use crate::store::copies::keep_aside;
use crate::store::{Access, Copied, Journal, Keeping, Occasion, Renewal, StoreError};

fn keep(desk: &Desk, path: &Path, copies: usize, second: i64) -> Result<Copied, StoreError> {
    let keeping = Keeping::newest(copies, stamp(NOON + second)).unwrap();
    keep_aside(&desk.journal.connection, path, Occasion::Rebuild, keeping)
}

/// The names in the folder of the copies, in order.
fn names(path: &Path) -> Vec<String> {
    let folder = PathBuf::from(format!("{}.backups", path.display()));
    let mut names: Vec<String> = fs::read_dir(folder)
        .map(|files| {
            let names = files.map(|file| file.unwrap().file_name());
            names.map(|name| name.into_string().unwrap()).collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_copy_is_one_private_file_with_everything_of_the_journal_and_opens_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache"), entry(2, "a queue")]);
    let kept = keep(&desk, &path, 5, 0).unwrap();
    assert_eq!(names(&path), ["20261005T073000Z-before-rebuild.db"]);
    assert_eq!((kept.records, &kept.damage), (Some(2), &None));
    assert_eq!(kept.bytes, fs::metadata(&kept.path).unwrap().len());
    assert_eq!(mode(&kept.path), 0o600);
    assert_eq!(mode(kept.path.parent().unwrap()), 0o700);
    desk.create(&[entry(3, "a lock")]);
    let copy = Journal::open(&kept.path, Access::Read).unwrap();
    let count = |journal: &Journal| -> u64 {
        let sql = "SELECT count(*) FROM entry";
        journal
            .connection
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!((count(&copy), count(&desk.journal)), (2, 3));
}

#[test]
fn the_newest_copies_are_kept_and_what_was_not_made_by_folio_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache")]);
    keep(&desk, &path, 2, 0).unwrap();
    let others = [
        "20200101T000000Z.db",
        "notes-before-rebuild.db",
        "20200101T000000Z-before-lunch.db",
    ];
    for other in others {
        fs::write(folder.path().join("journal.db.backups").join(other), "mine").unwrap();
    }
    for second in [1, 1, 2, -7] {
        keep(&desk, &path, 2, second).unwrap();
    }
    assert_eq!(
        names(&path),
        [
            "20200101T000000Z-before-lunch.db",
            "20200101T000000Z.db",
            // A clock that was set back: what was just made is not what goes.
            "20261005T072953Z-before-rebuild.db",
            "20261005T073002Z-before-rebuild.db",
            "notes-before-rebuild.db",
        ]
    );
}

#[test]
fn a_copy_is_kept_before_the_index_is_made_anew_and_none_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache")]);
    let open = |access, copies| {
        let mut renewal = Renewal {
            keeping: Keeping::newest(copies, stamp(NOON)),
            announce: &mut |_| (),
        };
        Journal::open_renewing(&path, access, &mut renewal).map(drop)
    };
    let older = "UPDATE projection_state SET value = -1 WHERE name = 'version'";
    open(Access::Write, 5).unwrap();
    desk.journal.connection.execute_batch(older).unwrap();
    assert!(open(Access::Glance, 5).is_err());
    assert!(names(&path).is_empty());
    open(Access::Read, 5).unwrap();
    open(Access::Read, 5).unwrap();
    assert_eq!(names(&path), ["20261005T073000Z-before-rebuild.db"]);
    let kept = folder
        .path()
        .join("journal.db.backups/20261005T073000Z-before-rebuild.db");
    let kept = rusqlite::Connection::open(kept).unwrap();
    let version = "SELECT value FROM projection_state";
    let version: i64 = kept.query_row(version, [], |row| row.get(0)).unwrap();
    assert_eq!(version, -1, "it is as it was before");
    drop(kept);
    desk.journal.connection.execute_batch(older).unwrap();
    open(Access::Read, 0).unwrap();
    assert_eq!(names(&path).len(), 1);
}

#[test]
fn a_journal_of_which_no_copy_can_be_kept_is_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache")]);
    let older = "UPDATE projection_state SET value = -1 WHERE name = 'version'";
    desk.journal.connection.execute_batch(older).unwrap();
    fs::write(folder.path().join("journal.db.backups"), "in the way").unwrap();
    let mut renewal = Renewal {
        keeping: Keeping::newest(5, stamp(NOON)),
        announce: &mut |_| (),
    };
    let refused = Journal::open_renewing(&path, Access::Write, &mut renewal).map(drop);
    assert!(
        matches!(refused, Err(StoreError::NotKept { .. })),
        "{refused:?}"
    );
    let version = "SELECT value FROM projection_state";
    let read = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
    assert_eq!(desk.journal.connection.query_row(version, [], read), Ok(-1));
}

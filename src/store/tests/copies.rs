//! Copies that are kept before a journal is changed as a whole.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rusqlite::Connection;

use super::fixture::{Desk, NOON, entry, stamp};
use crate::store::copies::keep_aside;
use crate::store::{
    Access, Agreed, Copied, Difference, Journal, JournalFile, Keeping, Occasion, Present, Renewal,
    SoundCopy, StoreError, Target,
};

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
        "20200101T000000Z-before-rebuild-mine.db",
        "20200101T000000Z-before-rebuild-mine.db-wal",
        "20200101T000000Z-before-rebuild-2-damaged.db",
        "20200101T000000Z-before-restore-007.db",
        "2020-1-1T000000Z-before-rebuild.db",
        "202011T000000Z-before-rebuild.db",
    ];
    let copies = folder.path().join("journal.db.backups");
    for other in others {
        fs::write(copies.join(other), "mine").unwrap();
    }
    let link = copies.join("20180101T000000Z-before-rebuild.db");
    std::os::unix::fs::symlink(copies.join(others[0]), link).unwrap();
    fs::create_dir(copies.join("20190101T000000Z-before-rebuild.db")).unwrap();
    for ours in [
        "20200101T000000Z-before-rebuild-2.db",
        "20200101T000000Z-before-restore-damaged.db",
        "20200101T000000Z-before-restore-damaged.db-wal",
        "20200101T000000Z-before-restore-damaged-12.db",
    ] {
        fs::write(copies.join(ours), "a copy").unwrap();
    }
    for second in [1, 1, 2, -7] {
        keep(&desk, &path, 2, second).unwrap();
    }
    assert_eq!(
        names(&path),
        [
            "20180101T000000Z-before-rebuild.db",
            "20190101T000000Z-before-rebuild.db",
            "2020-1-1T000000Z-before-rebuild.db",
            "20200101T000000Z-before-lunch.db",
            "20200101T000000Z-before-rebuild-2-damaged.db",
            "20200101T000000Z-before-rebuild-mine.db",
            "20200101T000000Z-before-rebuild-mine.db-wal",
            "20200101T000000Z-before-restore-007.db",
            "20200101T000000Z.db",
            "202011T000000Z-before-rebuild.db",
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

/// A journal with two entries and a backup of it, to which a third was added then.
fn with_backup(folder: &Path) -> (Desk, JournalFile, SoundCopy) {
    let path = folder.join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache"), entry(2, "a queue")]);
    let file = JournalFile::new(path);
    let backup = folder.join("backup.db");
    file.back_up(Target::New(&backup), stamp(NOON)).unwrap();
    desk.create(&[entry(3, "a lock")]);
    (desk, file, SoundCopy::open(&backup).unwrap())
}

fn count(connection: &Connection) -> u64 {
    let sql = "SELECT count(*) FROM entry";
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn entries_of(connection: &Connection) -> BTreeSet<u128> {
    let mut statement = connection.prepare("SELECT id FROM entry").unwrap();
    let ids = statement.query_map([], |row| row.get(0)).unwrap();
    ids.map(|id| u128::from_be_bytes(id.unwrap())).collect()
}

/// So often a journal is restored while others write.
const ROUNDS: i64 = 20;

const KEEPING: fn() -> Keeping = || Keeping::at_least_one(5, stamp(NOON));

#[test]
fn a_copy_is_made_while_another_process_writes_and_holds_what_was_written_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache")]);
    let file = JournalFile::new(path);
    let copied = desk.write(|writer| {
        writer.create(&[entry(2, "a queue")])?;
        file.back_up(Target::Kept, stamp(NOON))
    });
    assert_eq!(copied.unwrap().entries, Some(1));
    assert_eq!(count(&desk.journal.connection), 2);
}

#[test]
fn whoever_reads_meanwhile_reads_on_as_it_was_and_then_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, file, copy) = with_backup(folder.path());
    let reading = desk.journal.read_together().unwrap();
    assert_eq!(count(&desk.journal.connection), 3);
    let present = file.compare(&copy).unwrap();
    let lost = Difference {
        records: 1,
        entries: Some(1),
    };
    assert_eq!(present, Present::Readable(lost));
    let restored = file
        .restore(&copy, (&present, Agreed::AsTold), KEEPING())
        .unwrap();
    assert_eq!((restored.entries, restored.records), (Some(2), 2));
    assert_eq!(restored.kept.unwrap().entries, Some(3));
    assert_eq!(count(&desk.journal.connection), 3);
    drop(reading);
    assert_eq!(count(&desk.journal.connection), 2);
}

#[test]
fn whoever_writes_meanwhile_is_waited_for_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, file, copy) = with_backup(folder.path());
    let present = file.compare(&copy).unwrap();
    let restored = desk.write(|writer| {
        let restoring =
            std::thread::spawn(move || file.restore(&copy, (&present, Agreed::AsTold), KEEPING()));
        writer.create(&[entry(4, "a later one")])?;
        Ok(restoring)
    });
    let refused = restored.unwrap().join().unwrap();
    assert!(matches!(refused, Err(StoreError::Changed)), "{refused:?}");
    assert_eq!(count(&desk.journal.connection), 4);
}

#[test]
fn nobody_else_writes_between_the_comparison_and_the_restoring() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, file, copy) = with_backup(folder.path());
    let present = file.compare(&copy).unwrap();
    let is_over = AtomicBool::new(false);
    let written = std::thread::scope(|scope| {
        let writing = [2, 3].map(|machine| {
            let (path, is_over) = (file.path(), &is_over);
            scope.spawn(move || {
                let mut desk = Desk::at(path, machine);
                // What keeps it from writing is SQLite's lock alone, not that it waits for its turn.
                desk.journal.place = None;
                let ids = (machine << 32..).take_while(|_| !is_over.load(Ordering::Relaxed));
                ids.inspect(|id| desk.create(&[entry(*id, "meanwhile")]))
                    .inspect(|_| std::thread::sleep(Duration::from_millis(2)))
                    .collect::<Vec<u128>>()
            })
        });
        for second in 0..ROUNDS {
            let keeping = Keeping::at_least_one(usize::MAX, stamp(NOON + second));
            let agreed = (&present, Agreed::Whatever);
            let restored = file.restore(&copy, agreed, keeping).unwrap();
            assert_eq!(restored.records, 2);
        }
        is_over.store(true, Ordering::Relaxed);
        writing.map(|writer| writer.join().unwrap()).concat()
    });
    let mut found = entries_of(&desk.journal.connection);
    for kept in file.copies().unwrap() {
        found.extend(entries_of(&Connection::open(kept.path).unwrap()));
    }
    let lost = written.iter().filter(|id| !found.contains(id));
    assert_eq!(lost.count(), 0, "of {}", written.len());
}

#[test]
fn a_restore_that_cannot_keep_the_journal_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, file, copy) = with_backup(folder.path());
    fs::write(folder.path().join("journal.db.backups"), "in the way").unwrap();
    let present = file.compare(&copy).unwrap();
    let refused = file.restore(&copy, (&present, Agreed::AsTold), KEEPING());
    assert!(
        matches!(refused, Err(StoreError::NotKept { .. })),
        "{refused:?}"
    );
    assert_eq!(count(&desk.journal.connection), 3);
}

#[test]
fn a_new_journal_is_not_made_through_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (path, elsewhere) = (
        folder.path().join("journal.db"),
        folder.path().join("elsewhere"),
    );
    std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
    assert!(Journal::open(&path, Access::Write).is_err());
    assert!(!elsewhere.exists());
}

#[test]
fn a_folder_of_copies_that_was_there_keeps_its_form_and_the_copies_are_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache")]);
    let copies = folder.path().join("journal.db.backups");
    fs::create_dir(&copies).unwrap();
    fs::set_permissions(&copies, fs::Permissions::from_mode(0o755)).unwrap();
    // Whoever knows the clock knows the name: a link there is left alone.
    let elsewhere = folder.path().join("elsewhere");
    std::os::unix::fs::symlink(
        &elsewhere,
        copies.join("20261005T073000Z-before-rebuild.db"),
    )
    .unwrap();
    let kept = keep(&desk, &path, 5, 0).unwrap();
    assert_eq!(
        kept.path,
        copies.join("20261005T073000Z-before-rebuild-2.db")
    );
    assert_eq!(mode(&kept.path), 0o600);
    assert!(!elsewhere.exists());
}

//! The log: it only grows, whole steps at a time, one writer after another, and its order of arrival means nothing.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use rusqlite::types::Value;
use uuid::Uuid;

use super::fixture::{Desk, NOON, any_entry, entry, stamp, tag, text};
use crate::history::{Change, Record};
use crate::model::{Entry, EntryId, Filter, MachineId, Outcome};
use crate::store::journal::beside;
use crate::store::{Access, Count, Journal, StoreError, records, schema};

fn log_of(desk: &Desk) -> Vec<Record> {
    let mut log = Vec::new();
    records::for_each(&desk.journal.connection, |row| {
        log.push(records::read(row)?.record);
        Ok(())
    })
    .unwrap();
    log
}

#[test]
fn a_record_is_neither_updated_nor_deleted() {
    let mut desk = Desk::in_memory();
    desk.create(&[entry(1, "a cache")]);
    let before = log_of(&desk);
    for forbidden in ["UPDATE record SET body = '{}'", "DELETE FROM record"] {
        let error = desk.journal.connection.execute(forbidden, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
    assert_eq!(log_of(&desk), before);
}

#[test]
fn a_write_that_fails_leaves_nothing() {
    let mut desk = Desk::in_memory();
    desk.create(&[entry(1, "a cache")]);
    let before = log_of(&desk);
    let failed = desk.write(|writer| {
        writer.create(&[Entry {
            tags: vec![tag("a")],
            ..entry(2, "a queue")
        }])?;
        writer.apply(EntryId(Uuid::from_u128(1)), Change::removal())?;
        Err::<(), _>(StoreError::Full)
    });
    assert!(matches!(failed, Err(StoreError::Full)));
    assert_eq!(log_of(&desk), before);
    assert_eq!(desk.entries(), [entry(1, "a cache")]);
    assert!(desk.journal.tag_totals().unwrap().is_empty());
    assert_eq!(desk.journal.steps(10).unwrap().len(), 1);
    desk.create(&[entry(3, "a pool")]);
    let sequences: Vec<u64> = log_of(&desk)
        .iter()
        .map(|record| record.head.sequence)
        .collect();
    assert_eq!(sequences, [1, 2]);
}

#[test]
fn a_write_that_changes_nothing_leaves_no_step() {
    let mut desk = Desk::in_memory();
    let only = Entry {
        tags: vec![tag("a"), tag("b")],
        ..entry(1, "a cache")
    };
    desk.create(std::slice::from_ref(&only));
    desk.update(&only);
    assert_eq!(desk.journal.steps(10).unwrap().len(), 1);
    assert_eq!(log_of(&desk).len(), 1);
}

#[test]
fn the_log_keeps_the_order_of_the_clock_though_the_wall_clock_runs_backwards() {
    let mut desk = Desk::in_memory();
    desk.create(&[entry(1, "a cache"), entry(2, "a queue")]);
    let mut earlier = desk.authorship(None);
    earlier.at = stamp(NOON - 86_400);
    let after = Entry {
        because: text("the clock was set"),
        ..entry(1, "a cache")
    };
    desk.journal
        .write(&earlier, &mut desk.identifiers, |writer| {
            let before = writer.entry(after.id)?;
            writer.update(&before, &after).map(|_| ())
        })
        .unwrap_or_else(|error: StoreError| unreachable!("{error}"));
    let places: Vec<_> = log_of(&desk).iter().map(Record::place).collect();
    assert!(places.is_sorted());
    assert_eq!(desk.journal.entry(after.id).unwrap(), after);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn records_of_one_subject_fold_the_same_in_whatever_order_they_arrive_and_however_often(
        forms in prop::collection::vec(any_entry(), 1..6),
        seed in any::<u64>(),
    ) {
        let id = EntryId(Uuid::from_u128(7));
        let mut desk = Desk::in_memory();
        let mut forms = forms.into_iter().map(|form| Entry { id, ..form });
        desk.create(&[forms.next().unwrap()]);
        forms.for_each(|form| desk.update(&form));
        let mut shuffled = log_of(&desk);
        shuffled.sort_by_key(|record| record.head.id.as_u128().wrapping_mul(u128::from(seed) | 1) >> 7);
        let other = Journal::temporary().unwrap();
        for (number, record) in shuffled.iter_mut().enumerate() {
            if seed >> (number % 64) & 1 == 1 {
                record.head.machine = MachineId(Uuid::from_u128(9));
            }
            records::append(&other.connection, record).unwrap();
            prop_assert!(records::append(&other.connection, record).is_err(), "it comes twice");
        }
        let arrived = other.history(id.0).unwrap();
        prop_assert!(arrived.iter().map(|recorded| recorded.record.place()).is_sorted());
        let folded = records::fold(id.0, arrived.iter().map(|recorded| &recorded.record)).unwrap();
        let records::Subject::Entry(logged) = folded else {
            return Err(TestCaseError::fail("no entry"));
        };
        prop_assert_eq!(logged.entry, desk.journal.entry(id).unwrap());
    }
}

#[test]
fn a_second_writer_waits_for_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut first = Desk::at(&path, 1);
    let mut second = Desk::at(&path, 2);
    let (begun, wait) = mpsc::channel();
    let writer = thread::spawn(move || {
        first
            .write(|writer| {
                writer.create(&[entry(1, "first")])?;
                begun.send(()).unwrap();
                thread::sleep(Duration::from_millis(150));
                Ok(())
            })
            .unwrap();
    });
    wait.recv().unwrap();
    second.create(&[entry(2, "second")]);
    writer.join().unwrap();
    let tried: Vec<String> = log_of(&second)
        .iter()
        .map(|record| record.body.change.fields["tried"].after.to_string())
        .collect();
    assert_eq!(tried, ["\"first\"", "\"second\""]);
    assert_eq!(second.entries().len(), 2);
}

#[test]
fn a_reader_is_not_kept_waiting_and_sees_only_what_was_finished() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "first")]);
    let reader = Journal::open(&path, Access::Read).unwrap();
    desk.write(|writer| {
        writer.create(&[entry(2, "second")])?;
        assert_eq!(reader.count(&Filter::default()).unwrap(), Count::Exactly(1));
        Ok(())
    })
    .unwrap();
    assert_eq!(reader.count(&Filter::default()).unwrap(), Count::Exactly(2));
}

#[test]
fn a_writer_that_has_waited_long_enough_says_that_the_journal_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut first = Desk::at(&path, 1);
    let mut second = Desk::at(&path, 2);
    second
        .journal
        .connection
        .busy_timeout(Duration::ZERO)
        .unwrap();
    first
        .write(|writer| {
            writer.create(&[entry(1, "first")])?;
            let refused = second.write(|writer| writer.create(&[entry(2, "second")]));
            assert!(matches!(refused, Err(StoreError::Busy { .. })));
            Ok(())
        })
        .unwrap();
    assert_eq!(second.entries().len(), 1);
}

#[test]
fn a_journal_of_a_newer_folio_is_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache")]);
    let newer = schema::LOG_VERSION + 1;
    desk.journal
        .connection
        .pragma_update(None, "user_version", newer)
        .unwrap();
    let mut opened = Desk::at(&path, 1);
    assert_eq!(opened.journal.newer_format(), Some(newer));
    assert_eq!(opened.entries().len(), 1);
    let refused = opened.write(|writer| writer.create(&[entry(2, "a queue")]));
    assert!(matches!(refused, Err(StoreError::Newer { found, .. }) if found == newer));
}

#[test]
fn a_record_of_a_kind_that_is_not_understood_is_kept_and_changes_no_entry() {
    let mut desk = Desk::in_memory();
    let only = Entry {
        outcome: Outcome::Partial,
        ..entry(1, "a cache")
    };
    desk.create(std::slice::from_ref(&only));
    let mut foreign = log_of(&desk).remove(0);
    foreign.head.id = Uuid::from_u128(99);
    foreign.head.sequence = 2;
    foreign.body.version = 9;
    foreign
        .body
        .unknown
        .insert("mood".to_owned(), serde_json::json!({"a": [1, null]}));
    foreign.body.change = Change::removal();
    records::append(&desk.journal.connection, &foreign).unwrap();
    desk.update(&Entry {
        next: Some(text("look again")),
        ..only.clone()
    });
    assert_eq!(
        desk.entries(),
        [Entry {
            next: Some(text("look again")),
            ..only
        }]
    );
    assert_eq!(
        desk.journal.history(Uuid::from_u128(1)).unwrap()[1]
            .record
            .body,
        foreign.body
    );
}

#[test]
fn what_is_no_journal_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let prose = folder.path().join("notes.txt");
    std::fs::write(
        &prose,
        "not a database, but long enough to be looked at as one by its header",
    )
    .unwrap();
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE song (title)")
        .unwrap();
    for path in [prose, foreign] {
        let before = std::fs::read(&path).unwrap();
        for access in [Access::Read, Access::Write] {
            let refused = Journal::open(&path, access);
            assert!(
                matches!(refused, Err(StoreError::NotAJournal { .. })),
                "{}",
                path.display()
            );
        }
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

#[test]
fn reading_a_journal_that_does_not_exist_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = Journal::open(&path, Access::Read).unwrap();
    assert_eq!(
        journal.count(&Filter::default()).unwrap(),
        Count::Exactly(0)
    );
    assert!(!path.exists());
}

#[test]
fn every_commit_is_on_the_disk_before_the_command_ends() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(&folder.path().join("journal.db"), 1);
    let pragma = |name: &str| -> Value {
        desk.journal
            .connection
            .pragma_query_value(None, name, |row| row.get(0))
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), Value::from("wal".to_owned()));
    assert_eq!(pragma("synchronous"), Value::from(2));
    assert_eq!(pragma("foreign_keys"), Value::from(1));
}

#[cfg(unix)]
#[test]
fn a_journal_is_written_again_after_it_was_read_while_it_could_not_be() {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    Desk::at(&path, 1).create(&[entry(1, "a cache")]);
    // What SQLite leaves behind where it may only read the journal, and has its permissions.
    let left = beside(&path, "-shm");
    std::fs::write(&left, "").unwrap();
    std::fs::set_permissions(&left, Permissions::from_mode(0o444)).unwrap();
    let journal = Journal::open(&path, Access::Write).unwrap();
    let mode = std::fs::metadata(&left).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    drop(journal);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_opened_as_no_journal() {
    for access in [Access::Read, Access::Write] {
        let refused = Journal::open(std::path::Path::new("/dev/null"), access);
        assert!(matches!(refused, Err(StoreError::CannotOpen { .. })));
    }
}

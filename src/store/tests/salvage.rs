//! Salvage: of a sound journal every record is saved as it stands, whatever its length and wherever it was written last.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use super::fixture::{Desk, any_entry, entry, text};
use crate::model::{Entry, EntryId};
use crate::store::{Examined, StoreError, salvage};

/// The log as it stands in a file.
fn log(path: &Path) -> Vec<Vec<Value>> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT * FROM record").unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        (0..columns).map(|column| row.get(column)).collect()
    });
    rows.unwrap().map(Result::unwrap).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_record_of_a_sound_journal_is_saved(
        entries in prop::collection::vec(any_entry(), 1..40),
        lengths in prop::collection::vec(select(vec![0, 0, 0, 0, 5, 1_300, 1_900, 2_700]), 40),
        is_open in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (path, saved) = (folder.path().join("journal.db"), folder.path().join("saved.db"));
        let mut desk = Desk::at(&path, 1);
        let entries = entries.into_iter().zip(&lengths).zip(1_u128..);
        let entries: Vec<Entry> = entries
            .map(|((entry, length), number)| Entry {
                id: EntryId(Uuid::from_u128(number)),
                because: text(&format!("it broke{}", " ä".repeat(*length))),
                ..entry
            })
            .collect();
        desk.create(&entries);
        desk.remove(entries[0].id);
        // What was written last stands in a file beside the journal as long as somebody has it open.
        let desk = is_open.then_some(desk);
        let salvaged = salvage(&path, &saved).unwrap();
        prop_assert!(salvaged.lost.is_certain);
        prop_assert!(salvaged.lost.holes.is_empty() && salvaged.lost.subjects.is_empty() && salvaged.lost.altered.is_empty());
        prop_assert_eq!(log(&saved), log(&path));
        drop(desk);
        prop_assert_eq!(salvaged.records, entries.len() as u64 + 1);
        prop_assert!(!Examined::open(&saved).unwrap().unwrap().file().is_wrong());
    }
}

#[test]
fn a_record_with_which_an_entry_does_not_add_up_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let (path, saved) = (
        folder.path().join("journal.db"),
        folder.path().join("saved.db"),
    );
    let mut desk = Desk::at(&path, 1);
    let first = entry(1, "a cache");
    desk.create(&[first.clone(), entry(2, "a queue")]);
    desk.update(&Entry {
        next: Some(text("count the replicas")),
        ..first
    });
    let spoil = "DROP TRIGGER record_is_never_updated; UPDATE record SET body = replace(body, '\"next\":{', '\"outcome\":{') WHERE position = 3";
    desk.journal.connection.execute_batch(spoil).unwrap();
    drop(desk);
    let salvaged = salvage(&path, &saved).unwrap();
    assert_eq!((salvaged.records, salvaged.lost.senseless), (2, 1));
    assert_eq!(salvaged.lost.subjects, [Uuid::from_u128(1)].into());
    assert_eq!(Desk::at(&saved, 1).entries().len(), 2);
}

#[test]
fn where_nothing_can_be_read_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (path, saved) = (
        folder.path().join("journal.db"),
        folder.path().join("saved.db"),
    );
    std::fs::write(&path, vec![7; 20_000]).unwrap();
    let refused = salvage(&path, &saved);
    assert!(
        matches!(refused, Err(StoreError::NothingLeft { .. })),
        "{refused:?}"
    );
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "only the journal is there");
}

//! Bringing a journal to the present format when there is no room for it.

use std::fs;

use rusqlite::Connection;

use super::fixture::{Desk, entry};
use crate::store::rebuild::{self, When};
use crate::store::{Access, Journal, StoreError};

#[test]
fn a_disk_that_is_full_leaves_a_journal_of_another_format_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    for number in 1..60 {
        desk.create(&[entry(number, "a cache")]);
    }
    let entries = desk.entries();
    let older = "UPDATE projection_state SET value = -1 WHERE name = 'version'; DROP TABLE entry_text; \
        PRAGMA wal_checkpoint(TRUNCATE)";
    desk.journal.connection.execute_batch(older).unwrap();
    drop(desk);
    Connection::open(&path)
        .unwrap()
        .execute_batch("VACUUM")
        .unwrap();
    let before = fs::read(&path).unwrap();
    let mut connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("PRAGMA max_page_count = 1")
        .unwrap();
    let refused = rebuild::renew(&mut connection, When::Outdated, || Ok(()));
    assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    drop(connection);
    assert_eq!(fs::read(&path).unwrap(), before);
    let journal = Journal::open(&path, Access::Read).unwrap();
    let ids =
        |entries: &[crate::model::Entry]| entries.iter().map(|entry| entry.id).collect::<Vec<_>>();
    drop(journal);
    assert_eq!(ids(&Desk::at(&path, 1).entries()), ids(&entries));
}

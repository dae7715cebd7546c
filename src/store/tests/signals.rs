//! Which signals may fire in a text with some words.

use super::fixture::{Desk, NOON, entry, stamp, text};
use crate::model::Entry;

/// An entry with signals, `minutes` after noon.
fn watching(id: u128, minutes: i64, signals: &[&str]) -> Entry {
    Entry {
        signals: signals.iter().map(|signal| text(signal)).collect(),
        happened_at: stamp(NOON + minutes * 60),
        ..entry(id, "a cache")
    }
}

/// The signals that are found with these words, each with the number of its entries, in the order of the alphabet.
fn found(desk: &Desk, words: &[&str]) -> Vec<(String, usize)> {
    let watched = desk.journal.watched(words.iter().copied()).unwrap();
    let mut found: Vec<(String, usize)> = watched
        .into_iter()
        .map(|watched| (watched.signal, watched.entries.len()))
        .collect();
    found.sort();
    found
}

#[test]
fn signals_are_found_by_their_anchors_wherever_other_words_and_anchors_stand_between() {
    let mut desk = Desk::in_memory();
    desk.create(&[
        watching(1, 0, &["kernel panic", "pool"]),
        watching(2, 1, &["pool", "zebra"]),
        watching(3, 2, &["linker", "/timed out/"]),
    ]);
    let known = |name: &str, entries: usize| (name.to_owned(), entries);
    let pattern = known("/timed out/", 1);
    assert_eq!(found(&desk, &[]), std::slice::from_ref(&pattern));
    assert_eq!(
        found(&desk, &["apple", "pool", "orange", "zoo"]),
        [pattern.clone(), known("pool", 2)]
    );
    assert_eq!(
        found(&desk, &["zebra", "panic", "linker", "pool", "kernel"]),
        [
            pattern,
            known("kernel panic", 1),
            known("linker", 1),
            known("pool", 2),
            known("zebra", 1)
        ]
    );
}

#[test]
fn of_one_anchor_the_latest_entries_count_and_come_first() {
    let mut desk = Desk::in_memory();
    let entries: Vec<Entry> = (0..250)
        .map(|number| watching(number, i64::try_from(number).unwrap(), &["pool"]))
        .chain([watching(300, 0, &["kernel", "socket"])])
        .collect();
    desk.create(&entries);
    let watched = desk
        .journal
        .watched(["kernel", "pool", "socket"].into_iter())
        .unwrap();
    assert_eq!(watched.len(), 3);
    let pool = watched
        .iter()
        .find(|watched| watched.signal == "pool")
        .unwrap();
    assert_eq!(pool.entries.len(), 200);
    assert!(pool.entries.is_sorted_by(|a, b| a > b));
}

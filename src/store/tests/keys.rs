//! Keys: entries of one second, however many.

use super::fixture::{Desk, NOON, entry, stamp};
use crate::model::{Entry, EntryId, Filter, Order, Selection};

/// More than one second has keys for.
const MANY: u128 = 4_096 + 40;

#[test]
fn entries_beyond_the_keys_of_a_second_are_each_listed_once_and_in_order() {
    let mut desk = Desk::in_memory();
    let entries: Vec<Entry> = (1..=MANY).map(|id| entry(id, "an import")).collect();
    desk.create(&entries);
    let ids = |order| -> Vec<EntryId> {
        let selection = Selection {
            order,
            ..Selection::default()
        };
        desk.journal
            .entries(&selection)
            .unwrap()
            .iter()
            .map(|entry| entry.id)
            .collect()
    };
    let oldest: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
    assert_eq!(ids(Order::Oldest), oldest);
    let newest: Vec<EntryId> = oldest.into_iter().rev().collect();
    assert_eq!(ids(Order::Newest), newest);

    let last = Entry {
        because: super::fixture::text("edited"),
        ..entries.last().unwrap().clone()
    };
    desk.update(&last);
    assert_eq!(desk.journal.entry(last.id).unwrap(), last);
    assert_eq!(desk.entries().len(), entries.len());
}

#[test]
fn an_entry_keeps_its_place_in_its_second_when_something_else_of_it_changes() {
    let mut desk = Desk::in_memory();
    desk.create(&[entry(1, "first"), entry(2, "second")]);
    desk.update(&entry(1, "first, in other words"));
    let tried: Vec<String> = desk
        .entries()
        .iter()
        .map(|entry| entry.tried.to_string())
        .collect();
    assert_eq!(tried, ["first, in other words", "second"]);
}

#[test]
fn an_entry_moves_when_the_time_at_which_it_happened_is_mended() {
    let mut desk = Desk::in_memory();
    desk.create(&[entry(1, "first"), entry(2, "second")]);
    desk.update(&Entry {
        happened_at: stamp(NOON + 1),
        ..entry(1, "first")
    });
    let tried: Vec<String> = desk
        .entries()
        .iter()
        .map(|entry| entry.tried.to_string())
        .collect();
    assert_eq!(tried, ["second", "first"]);
}

#[test]
fn entries_before_1970_are_in_order_and_in_their_periods() {
    let mut desk = Desk::in_memory();
    let at = |id: u128, seconds: i64| Entry {
        happened_at: stamp(seconds),
        ..entry(id, "old")
    };
    desk.create(&[at(1, 1), at(2, -1), at(3, -86_400), at(4, 0)]);
    let ids: Vec<u128> = desk
        .entries()
        .iter()
        .map(|entry| entry.id.0.as_u128())
        .collect();
    assert_eq!(ids, [3, 2, 4, 1]);
    let filter = Filter {
        since: Some(stamp(-1)),
        until: Some(stamp(1)),
        ..Filter::default()
    };
    let selection = Selection {
        filter,
        ..Selection::default()
    };
    let ids: Vec<u128> = desk
        .journal
        .entries(&selection)
        .unwrap()
        .iter()
        .map(|entry| entry.id.0.as_u128())
        .collect();
    assert_eq!(ids, [4, 2]);
}

//! Short identifiers, and what people type for an entry.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::fixture::{Desk, entry, text};
use crate::model::{Entry, EntryId, HANDLE_ALPHABET, HANDLE_LENGTH};
use crate::store::StoreError;

/// The identifier whose handle is this.
fn with_handle(handle: &str) -> u128 {
    assert_eq!(handle.len(), HANDLE_LENGTH);
    let place = |letter| HANDLE_ALPHABET.find(letter).unwrap() as u128;
    handle
        .chars()
        .fold(1, |bits, letter| bits << 5 | place(letter))
}

fn desk_with(handles: &[&str]) -> Desk {
    let mut desk = Desk::in_memory();
    let entries: Vec<Entry> = handles
        .iter()
        .map(|handle| entry(with_handle(handle), handle))
        .collect();
    desk.create(&entries);
    desk
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_short_identifier_is_the_shortest_beginning_that_means_one_entry(
        handles in prop::collection::btree_set("[23]{6}222222|2222[23]{8}", 1..12)
    ) {
        let handles: Vec<&str> = handles.iter().map(String::as_str).collect();
        let desk = desk_with(&handles);
        for handle in &handles {
            let id = EntryId(uuid::Uuid::from_u128(with_handle(handle)));
            prop_assert_eq!(&id.handle(), handle);
            let short = desk.journal.shorts().of(id).unwrap();
            prop_assert!(handle.starts_with(&short) && short.len() >= 4);
            prop_assert_eq!(desk.journal.resolve(&short).unwrap(), id);
            let shorter = &short[..short.len() - 1];
            let others = handles.iter().filter(|other| other.starts_with(shorter)).count();
            prop_assert!(short.len() == 4 || others > 1, "{} is too long", short);
        }
    }
}

#[test]
fn any_beginning_that_means_one_entry_is_taken_in_either_case_and_so_is_the_whole_uuid() {
    let desk = desk_with(&["k7fq22222222", "m2ab22222222"]);
    let id = EntryId(uuid::Uuid::from_u128(with_handle("k7fq22222222")));
    for given in [
        "k",
        "K7",
        "k7fq",
        "K7FQ22222222",
        &id.to_string(),
        &id.to_string().to_uppercase(),
    ] {
        assert_eq!(desk.journal.resolve(given).unwrap(), id, "{given}");
    }
}

#[test]
fn a_beginning_of_several_entries_is_refused_with_their_short_identifiers() {
    let desk = desk_with(&["k7fq22222222", "k7fq23222222", "k7fz22222222"]);
    let candidates = |given: &str| match desk.journal.resolve(given) {
        Err(StoreError::Ambiguous { candidates, .. }) => candidates,
        other => unreachable!("{other:?}"),
    };
    assert_eq!(candidates("k7f"), ["k7fq22", "k7fq23", "k7fz"]);
    assert_eq!(candidates("k7fq"), ["k7fq22", "k7fq23"]);
}

#[test]
fn of_many_entries_that_begin_alike_eight_are_named() {
    let handles: BTreeSet<String> = HANDLE_ALPHABET
        .chars()
        .take(12)
        .map(|letter| format!("k7fq{letter}2222222"))
        .collect();
    let handles: Vec<&str> = handles.iter().map(String::as_str).collect();
    let refused = desk_with(&handles).journal.resolve("k7");
    assert!(
        matches!(refused, Err(StoreError::Ambiguous { candidates, .. }) if candidates.len() == 8)
    );
}

#[test]
fn what_means_no_entry_is_not_found_whatever_it_looks_like() {
    let desk = desk_with(&["k7fq22222222"]);
    for given in [
        "",
        "m",
        "k7fq2222222222",
        "%",
        "k7' OR 1=1 --",
        "\u{1b}[2J",
        "l0l0",
        "00000000-0000-0000-0000-000000000000",
    ] {
        assert!(
            matches!(desk.journal.resolve(given), Err(StoreError::NotFound(_))),
            "{given:?}"
        );
    }
    assert!(matches!(
        Desk::in_memory().journal.resolve("last"),
        Err(StoreError::Empty)
    ));
}

#[test]
fn last_is_the_entry_logged_last_whatever_was_edited_or_removed_since() {
    let mut desk = Desk::in_memory();
    let ids = [1, 2, 3].map(|id| EntryId(uuid::Uuid::from_u128(id)));
    for id in [1, 2, 3] {
        desk.create(&[entry(id, "an attempt")]);
    }
    assert_eq!(desk.journal.resolve("last").unwrap(), ids[2]);
    desk.update(&Entry {
        because: text("seen again"),
        ..entry(1, "an attempt")
    });
    assert_eq!(desk.journal.resolve("last").unwrap(), ids[2]);
    desk.remove(ids[2]);
    assert_eq!(desk.journal.resolve("last").unwrap(), ids[1]);
    let removal = desk.journal.next_undo().unwrap().unwrap();
    desk.take_back(&removal);
    assert_eq!(desk.journal.resolve("last").unwrap(), ids[2]);
}

#[test]
fn a_removed_entry_is_named_by_its_uuid_or_its_handle() {
    let mut desk = desk_with(&["k7fq22222222", "m2ab22222222"]);
    let id = EntryId(uuid::Uuid::from_u128(with_handle("k7fq22222222")));
    desk.remove(id);
    assert!(matches!(
        desk.journal.resolve("k7fq"),
        Err(StoreError::NotFound(_))
    ));
    for given in ["k7fq", &id.to_string()] {
        assert_eq!(desk.journal.resolve_removed(given).unwrap(), id);
    }
}

#[test]
fn a_beginning_of_several_removed_entries_is_refused_with_their_handles() {
    let handles = ["k7fq22222222", "k7fq23222222"];
    let mut desk = desk_with(&[handles[0], handles[1], "m2ab22222222"]);
    for handle in handles {
        desk.remove(EntryId(uuid::Uuid::from_u128(with_handle(handle))));
    }
    let refused = desk.journal.resolve_removed("k7f");
    assert!(
        matches!(&refused, Err(StoreError::Ambiguous { candidates, .. }) if candidates == &handles),
        "{refused:?}"
    );
    for handle in handles {
        let id = desk.journal.resolve_removed(handle).unwrap();
        assert_eq!(id.handle(), handle);
    }
}

//! The derived tables: after any writes they are what the log gives when they are made again from it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use super::fixture::{Desk, any_entry, any_moment, entry, tag, text};
use crate::model::time::Stamp;
use crate::model::{
    Approach, Entry, EntryId, Exploration, ExplorationId, ExplorationState, PrincipleKey,
};
use crate::store::{Access, Journal, Renewal, StoreError, rebuild};

/// What the derived tables hold, by table. Entries stand under their identifiers; of a key only the second counts.
fn derived(connection: &Connection) -> BTreeMap<&'static str, Vec<Vec<Value>>> {
    connection
        .execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, entry_text, instance)",
        )
        .unwrap();
    let read = |sql: &str| -> Vec<Vec<Value>> {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            (0..columns).map(|column| row.get(column)).collect()
        });
        rows.unwrap().map(Result::unwrap).collect()
    };
    let entry_columns = "e.id, e.key / 4096, handle, tried, because, principle, principle_key, signals, next, outcome, stage, standing, tags, \
        project, exploration, assist, spent_minutes, author, happened_at, happened_offset, created_at, created_offset, evidence, reviews, \
        command, feedback, elsewhere, practice, principle_at";
    BTreeMap::from([
        (
            "entry",
            read(&format!(
                "SELECT {entry_columns} FROM entry e ORDER BY e.id"
            )),
        ),
        (
            "entry_tag",
            read(
                "SELECT t.tag, e.id, t.own FROM entry_tag t LEFT JOIN entry e ON e.key = t.entry ORDER BY 1, 2",
            ),
        ),
        (
            "entry_signal",
            read(
                "SELECT s.anchor, e.id, s.signal FROM entry_signal s LEFT JOIN entry e ON e.key = s.entry ORDER BY 1, 2, 3",
            ),
        ),
        ("tag_total", read("SELECT * FROM tag_total ORDER BY tag")),
        (
            "principle_total",
            read("SELECT * FROM principle_total ORDER BY principle_key"),
        ),
        (
            "practice",
            read(
                "SELECT e.id, p.due, p.last, p.stability, p.introduced FROM practice p LEFT JOIN entry e ON e.key = p.entry ORDER BY 1",
            ),
        ),
        (
            "exploration",
            read("SELECT * FROM exploration ORDER BY state, name, id"),
        ),
        ("step", read("SELECT * FROM step ORDER BY number")),
        (
            "projection_state",
            read(
                "SELECT * FROM projection_state WHERE name = 'version' OR EXISTS (SELECT 1 FROM record) ORDER BY name",
            ),
        ),
        (
            "entry_text",
            read(
                "SELECT v.term, e.id, v.col, v.offset FROM temp.vocabulary v LEFT JOIN entry e ON e.key = v.doc ORDER BY 1, 2, 3, 4",
            ),
        ),
    ])
}

/// The counts of the totals, counted.
fn check_totals(desk: &Desk) {
    let entries = desk.entries();
    let extent = desk.journal.term_counts().unwrap().extent();
    assert_eq!(extent.entries, entries.len() as u64);
    let minutes = |entry: &Entry| entry.spent.map_or(0, |spent| u64::from(spent.minutes()));
    for total in desk.journal.tag_totals().unwrap() {
        let own = |entry: &&Entry| entry.tags.contains(&tag(&total.tag));
        let below = format!("{}/", total.tag);
        let in_lineage = |entry: &&Entry| {
            own(entry)
                || entry
                    .tags
                    .iter()
                    .any(|tag| tag.as_str().starts_with(&below))
        };
        assert_eq!(
            total.entries,
            entries.iter().filter(in_lineage).count() as u64
        );
        assert_eq!(total.own_entries, entries.iter().filter(own).count() as u64);
        assert_eq!(
            total.spent_minutes,
            entries.iter().filter(own).map(minutes).sum::<u64>()
        );
    }
    let mut principles: BTreeMap<PrincipleKey, [u64; 2]> = BTreeMap::new();
    for entry in &entries {
        if let Some(key) = entry.principle_key() {
            let [count, spent] = principles.entry(key).or_default();
            *count += 1;
            *spent += minutes(entry);
        }
    }
    let kept = desk.journal.principle_totals().unwrap();
    let kept: BTreeMap<_, _> = kept
        .into_iter()
        .map(|(key, total)| (key, [total.entries, total.spent_minutes]))
        .collect();
    assert_eq!(kept, principles);
}

#[derive(Debug, Clone)]
enum Deed {
    Create(Vec<Entry>),
    Update(Index, Box<Entry>),
    Remove(Index),
    Explore,
    Approach(Index, Stamp),
    Close(Index, ExplorationState),
    Undo,
    Redo,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => prop::collection::vec(any_entry(), 1..4).prop_map(Deed::Create),
        3 => (any::<Index>(), any_entry()).prop_map(|(index, entry)| Deed::Update(index, Box::new(entry))),
        2 => any::<Index>().prop_map(Deed::Remove),
        1 => Just(Deed::Explore),
        2 => (any::<Index>(), any_moment()).prop_map(|(index, moment)| Deed::Approach(index, moment)),
        1 => (any::<Index>(), select(ExplorationState::ALL)).prop_map(|(index, state)| Deed::Close(index, state)),
        2 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
    ]
}

/// Does one deed, where there is something to do it to. `counter` gives new entries their identifiers.
fn perform(deed: Deed, desk: &mut Desk, counter: &mut u128) {
    let present: Vec<EntryId> = desk.entries().iter().map(|entry| entry.id).collect();
    let explorations = desk.explorations();
    match deed {
        Deed::Explore => {
            *counter += 1;
            desk.explore(&format!("exploration-{counter}"));
        }
        Deed::Approach(index, noted_at) if !explorations.is_empty() => {
            let before = index.get(&explorations);
            let mut after = before.clone();
            after.facts.approaches.push(Approach {
                title: text("a cache"),
                noted_at,
                begun_at: None,
                spent: None,
                assist: None,
                entry: present.first().copied(),
            });
            desk.change_exploration(before, &after);
        }
        Deed::Close(index, state) if !explorations.is_empty() => {
            let before = index.get(&explorations);
            let mut after = before.clone();
            after.facts.state = state;
            after.facts.why = Some(text("it is simple"));
            desk.change_exploration(before, &after);
        }
        Deed::Create(entries) => {
            let name = |entry| {
                *counter += 1;
                Entry {
                    id: EntryId(Uuid::from_u128(*counter * 7919)),
                    ..entry
                }
            };
            let entries: Vec<Entry> = entries.into_iter().map(name).collect();
            desk.create(&entries);
        }
        Deed::Update(index, entry) if !present.is_empty() => {
            desk.update(&Entry {
                id: *index.get(&present),
                ..*entry
            });
        }
        Deed::Remove(index) if !present.is_empty() => desk.remove(*index.get(&present)),
        Deed::Undo => {
            if let Some(step) = desk.journal.next_undo().unwrap() {
                desk.take_back(&step);
            }
        }
        Deed::Redo => {
            if let Some(step) = desk.journal.next_redo().unwrap() {
                desk.take_back(&step);
            }
        }
        Deed::Update(..) | Deed::Remove(_) | Deed::Approach(..) | Deed::Close(..) => {}
    }
}

/// Entries and explorations by identifier: entries of one second may change places when one of them comes back.
fn by_identifier(
    desk: &Desk,
) -> (
    BTreeMap<EntryId, Entry>,
    BTreeMap<ExplorationId, Exploration>,
) {
    let entries = desk.entries().into_iter().map(|entry| (entry.id, entry));
    let explorations = desk.explorations().into_iter();
    (
        entries.collect(),
        explorations
            .map(|exploration| (exploration.id, exploration))
            .collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn derived_tables_are_what_the_log_gives_when_they_are_made_again(deeds in prop::collection::vec(any_deed(), 1..12)) {
        let mut desk = Desk::in_memory();
        let mut counter = 0;
        for deed in deeds {
            perform(deed, &mut desk, &mut counter);
            check_totals(&desk);
        }
        let kept = derived(&desk.journal.connection);
        rebuild::rebuild(&mut desk.journal.connection).unwrap();
        let made_again = derived(&desk.journal.connection);
        for (table, rows) in kept {
            prop_assert_eq!(&rows, &made_again[table], "{}", table);
        }
    }

    #[test]
    fn undo_gives_back_what_was_and_redo_what_came(deeds in prop::collection::vec(any_deed(), 1..10)) {
        let mut desk = Desk::in_memory();
        let mut counter = 0;
        for deed in deeds {
            let steps_before = desk.journal.steps(1).unwrap();
            let is_new = !matches!(deed, Deed::Undo | Deed::Redo);
            let before = by_identifier(&desk);
            perform(deed, &mut desk, &mut counter);
            let after = by_identifier(&desk);
            let steps = desk.journal.steps(1).unwrap();
            if is_new && steps != steps_before {
                let undone = desk.journal.next_undo().unwrap().unwrap();
                prop_assert_eq!(undone.id, steps[0].id);
                desk.take_back(&undone);
                prop_assert_eq!(&by_identifier(&desk), &before);
                let redone = desk.journal.next_redo().unwrap().unwrap();
                desk.take_back(&redone);
                prop_assert_eq!(&by_identifier(&desk), &after);
            }
        }
    }
}

#[test]
fn every_step_can_be_undone_back_to_the_empty_journal_and_redone_to_the_full_one() {
    let mut desk = Desk::in_memory();
    let first = entry(1, "a cache");
    desk.create(&[first.clone(), entry(2, "a queue")]);
    desk.update(&Entry {
        tags: vec![tag("a/b")],
        ..first.clone()
    });
    desk.remove(first.id);
    let full = by_identifier(&desk);
    while let Some(step) = desk.journal.next_undo().unwrap() {
        desk.take_back(&step);
    }
    assert!(desk.entries().is_empty());
    assert!(desk.journal.tag_totals().unwrap().is_empty());
    while let Some(step) = desk.journal.next_redo().unwrap() {
        desk.take_back(&step);
    }
    assert_eq!(by_identifier(&desk), full);
    assert_eq!(
        desk.journal
            .steps(100)
            .unwrap()
            .iter()
            .filter(|step| step.undoes.is_none())
            .count(),
        3
    );
}

#[test]
fn a_journal_whose_derived_tables_are_of_another_format_gets_them_again_when_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[
        Entry {
            tags: vec![tag("a/b")],
            ..entry(1, "a cache")
        },
        entry(2, "a queue"),
    ]);
    desk.remove(EntryId(Uuid::from_u128(2)));
    let kept = derived(&desk.journal.connection);
    for damage in [
        "UPDATE projection_state SET value = -1 WHERE name = 'version'; DELETE FROM entry_tag; UPDATE tag_total SET entries = 7",
        "DROP TABLE projection_state; DROP TABLE entry",
    ] {
        desk.journal.connection.execute_batch(damage).unwrap();
        for access in [Access::Read, Access::Write] {
            let opened = Journal::open(&path, access).unwrap();
            assert_eq!(derived(&opened.connection), kept, "{damage}");
        }
    }
}

#[test]
fn how_many_records_are_read_is_announced_before_derived_tables_are_made_again_and_only_then() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache"), entry(2, "a queue")]);
    let announced = || {
        let mut announced = Vec::new();
        let mut renewal = Renewal {
            keeping: None,
            announce: &mut |records| announced.push(records),
        };
        Journal::open_renewing(&path, Access::Read, &mut renewal).unwrap();
        announced
    };
    assert_eq!(announced(), Vec::<u64>::new());
    let older = "UPDATE projection_state SET value = -1 WHERE name = 'version'";
    desk.journal.connection.execute_batch(older).unwrap();
    assert_eq!((announced(), announced()), (vec![2], vec![]));
    let with_a_hole = "DROP TRIGGER record_is_never_deleted; DELETE FROM record WHERE position = 1";
    for damage in [with_a_hole, older] {
        desk.journal.connection.execute_batch(damage).unwrap();
    }
    assert_eq!(announced(), [1]);
}

#[test]
fn a_glance_leaves_a_journal_alone_that_has_to_be_made_ready_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Desk::at(&path, 1);
    desk.create(&[entry(1, "a cache")]);
    assert!(Journal::open(&path, Access::Glance).is_ok());
    let older = "UPDATE projection_state SET value = -1 WHERE name = 'version'";
    desk.journal.connection.execute_batch(older).unwrap();
    for _ in 0..2 {
        let refused = Journal::open(&path, Access::Glance)
            .map(|_| ())
            .unwrap_err();
        assert!(matches!(refused, StoreError::Outdated), "{refused:?}");
    }
    assert!(Journal::open(&path, Access::Read).is_ok());
    assert!(Journal::open(&path, Access::Glance).is_ok());
}

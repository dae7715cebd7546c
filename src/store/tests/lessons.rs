//! When lessons came to be.

use super::fixture::{Desk, NOON, entry, stamp, text};
use crate::model::{Entry, PrincipleKey};
use crate::store::{LessonOrigin, WrittenBy, rebuild};

const PRINCIPLE: &str = "count the replicas";

/// An attempt `minutes` after noon, with the principle or without.
fn attempt(id: u128, minutes: i64, principle: Option<&str>) -> Entry {
    Entry {
        principle: principle.map(text),
        happened_at: stamp(NOON + minutes * 60),
        created_at: stamp(NOON + minutes * 60),
        ..entry(id, "a cache")
    }
}

fn origin(desk: &Desk) -> Option<LessonOrigin> {
    desk.journal
        .lesson_origin(&PrincipleKey::of(PRINCIPLE), &[])
        .unwrap()
}

/// The seconds since noon at which the lesson was first written.
fn written(desk: &Desk) -> Option<(i64, WrittenBy)> {
    origin(desk).map(|origin| {
        let seconds = origin.written_milliseconds / 1000 - NOON;
        (seconds, origin.written_by)
    })
}

/// Writes into an entry's principle, and gives the second since noon at which that was.
fn distill(desk: &mut Desk, entry: &Entry, principle: Option<&str>) -> i64 {
    desk.update(&Entry {
        principle: principle.map(text),
        ..entry.clone()
    });
    let at = desk.journal.steps(1).unwrap()[0].at;
    at.seconds() - NOON
}

#[test]
fn a_lesson_is_written_when_its_principle_is_and_not_when_the_attempt_was() {
    let mut desk = Desk::in_memory();
    let draft = attempt(1, -10, None);
    desk.create(std::slice::from_ref(&draft));
    assert_eq!(origin(&desk), None);
    let at = distill(&mut desk, &draft, Some(PRINCIPLE));
    assert_eq!(written(&desk), Some((at, WrittenBy::Log)));
    assert_eq!(
        origin(&desk).map(|origin| origin.first_met),
        Some(draft.happened_at)
    );
}

#[test]
fn the_first_writing_counts_though_it_was_on_a_later_attempt() {
    let mut desk = Desk::in_memory();
    let (first, second) = (attempt(1, -20, None), attempt(2, -10, None));
    desk.create(&[first.clone(), second.clone()]);
    let at = distill(&mut desk, &second, Some(PRINCIPLE));
    distill(&mut desk, &first, Some("Count the replicas."));
    let origin = origin(&desk).unwrap();
    assert_eq!(origin.first_met, first.happened_at);
    assert_eq!(origin.first, first.id);
    assert_eq!(written(&desk), Some((at, WrittenBy::Log)));
}

#[test]
fn a_principle_that_was_imported_counts_from_the_time_at_which_its_entry_was_written() {
    let mut desk = Desk::in_memory();
    desk.create(&[attempt(1, -10, Some(PRINCIPLE))]);
    assert_eq!(written(&desk), Some((-600, WrittenBy::Entry)));
}

#[test]
fn a_lesson_is_never_written_before_the_attempt() {
    let mut desk = Desk::in_memory();
    desk.create(&[Entry {
        created_at: stamp(NOON - 3600),
        ..attempt(1, -10, Some(PRINCIPLE))
    }]);
    assert_eq!(written(&desk), Some((-600, WrittenBy::Entry)));
}

#[test]
fn rewording_keeps_the_time_and_taking_the_principle_away_forgets_it() {
    let mut desk = Desk::in_memory();
    let draft = attempt(1, -10, None);
    desk.create(std::slice::from_ref(&draft));
    let first = distill(&mut desk, &draft, Some("replicas differ"));
    distill(&mut desk, &draft, Some(PRINCIPLE));
    assert_eq!(written(&desk), Some((first, WrittenBy::Log)));
    distill(&mut desk, &draft, None);
    assert_eq!(origin(&desk), None);
    let again = distill(&mut desk, &draft, Some(PRINCIPLE));
    assert!(again > first);
    assert_eq!(written(&desk), Some((again, WrittenBy::Log)));
}

#[test]
fn a_lesson_written_with_its_attempt_is_known_from_the_log_also_when_the_tables_are_made_again() {
    let mut desk = Desk::in_memory();
    let now = stamp(NOON + 1);
    desk.create(&[Entry {
        created_at: now,
        ..attempt(1, -10, Some(PRINCIPLE))
    }]);
    assert_eq!(desk.journal.steps(1).unwrap()[0].at, now);
    assert_eq!(written(&desk), Some((1, WrittenBy::Log)));
    rebuild::rebuild(&mut desk.journal.connection).unwrap();
    assert_eq!(written(&desk), Some((1, WrittenBy::Log)));
}

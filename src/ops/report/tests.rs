//! Growth measured against counting by hand: lessons written long after the attempt, and explorations.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::{Utc, Weekday};
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

mod days;

use super::{Growth, Intentions, report};
use crate::model::time::{Calendar, ChronoZone, Period, Spent, Stamp};
use crate::model::{
    Entry, Exploration, ExplorationFacts, ExplorationState, Filter, Identifiers, MachineId,
    Outcome, Text,
};
use crate::ops::{Identity, Session};
use crate::redaction::Redactor;
use crate::store::Journal;

/// The beginning of October 2026 in UTC, in Unix minutes.
const OCTOBER: i64 = 29_846_880;
const DAY: i64 = 24 * 60;
const DAYS: i64 = 31;

const PRINCIPLES: [&str; 3] = [
    "count the replicas",
    "retries need a budget",
    "ask what is held",
];

static ZONE: ChronoZone<Utc> = ChronoZone(Utc);

/// An attempt. Times are minutes since the beginning of October.
#[derive(Debug, Clone, Copy)]
struct Attempt {
    at: i64,
    /// The principle, and when it was written.
    lesson: Option<(&'static str, i64)>,
    outcome: Outcome,
    spent: Option<u32>,
    exploration: Option<&'static str>,
}

fn failed(at: i64) -> Attempt {
    Attempt {
        at,
        lesson: None,
        outcome: Outcome::Failed,
        spent: None,
        exploration: None,
    }
}

fn learnt(at: i64, principle: &'static str, written: i64) -> Attempt {
    Attempt {
        lesson: Some((principle, written)),
        ..failed(at)
    }
}

fn text(written: &str) -> Text {
    Text::new(written).unwrap()
}

fn stamp(minutes: i64) -> Stamp {
    Stamp::from_parts((OCTOBER + minutes) * 60_000, 0).unwrap()
}

fn calendar(minutes: i64) -> Calendar<'static> {
    Calendar::new(stamp(minutes), &ZONE, Weekday::Mon)
}

fn session() -> Session<'static> {
    Session {
        journal: Journal::temporary().unwrap(),
        calendar: calendar(0),
        identity: Identity {
            machine: MachineId(Uuid::from_u128(1)),
            author: text("ada"),
        },
        identifiers: Identifiers::new(OCTOBER * 60_000, [7; 16]),
        redactor: Redactor::new(&[]).unwrap(),
        saved: Rc::default(),
    }
}

/// Logs an attempt when it happens, and writes its principle when that is known.
fn note(session: &mut Session<'_>, attempt: &Attempt) {
    session.calendar = calendar(attempt.at);
    let now = session.calendar.now();
    let mut draft = session
        .write("log", |writer| {
            let entry = Entry {
                id: writer.new_entry_id(),
                tried: text("a cache"),
                because: text("it did not hold"),
                principle: None,
                signals: Vec::new(),
                next: None,
                rules_out: None,
                outcome: attempt.outcome,
                tags: Vec::new(),
                project: None,
                exploration: attempt.exploration.map(text),
                assist: None,
                spent: attempt
                    .spent
                    .map(|minutes| Spent::from_minutes(minutes).unwrap()),
                author: text("ada"),
                happened_at: now,
                created_at: now,
                evidence: None,
                reviews: Vec::new(),
                feedback: Vec::new(),
                elsewhere: Vec::new(),
                practice: Vec::new(),
            };
            writer.create(std::slice::from_ref(&entry))?;
            Ok::<_, crate::store::StoreError>(entry)
        })
        .unwrap();
    if let Some((principle, written)) = attempt.lesson {
        session.calendar = calendar(written);
        let before = draft.clone();
        draft.principle = Some(text(principle));
        session
            .write("distill", |writer| writer.update(&before, &draft))
            .unwrap();
    }
}

/// Opens an exploration and converges it.
fn converge(session: &mut Session<'_>, name: &str, closed: i64) {
    session.calendar = calendar(closed);
    session
        .write("converge", |writer| {
            let exploration = Exploration {
                id: writer.new_exploration_id(),
                facts: ExplorationFacts {
                    name: text(name),
                    question: text("which cache?"),
                    state: ExplorationState::Converged,
                    project: None,
                    directory: None,
                    author: text("ada"),
                    opened_at: stamp(0),
                    current_since: stamp(0),
                    until: None,
                    closed_at: Some(stamp(closed)),
                    chosen: None,
                    why: Some(text("it is simple")),
                    approaches: Vec::new(),
                    briefs: Vec::new(),
                    answers: Vec::new(),
                },
            };
            writer.open_exploration(&exploration)
        })
        .unwrap();
}

/// The growth of October.
fn growth(session: &mut Session<'_>, filter: &Filter) -> Growth {
    session.calendar = calendar(2 * DAYS * DAY);
    let period = Period::month(&session.calendar, 2026, 10).unwrap();
    report(session, &period, filter, &Intentions::default())
        .unwrap()
        .growth
}

fn growth_of(attempts: &[Attempt]) -> Growth {
    let mut session = session();
    for attempt in attempts {
        note(&mut session, attempt);
    }
    growth(&mut session, &Filter::default())
}

#[test]
fn time_to_lesson_runs_from_the_first_attempt_to_the_first_writing() {
    let [a, b, c] = PRINCIPLES;
    let found = growth_of(&[
        // Learnt on the second attempt, 100 minutes after the first, which gets the same principle later.
        learnt(0, a, 5000),
        learnt(60, a, 100),
        learnt(10, b, 10),
        learnt(20, c, 50),
        learnt(0, "d", 20),
        learnt(0, "e", 40),
        // Met before the period: not a new lesson of it.
        learnt(-DAY, "f", -DAY),
        learnt(5, "f", 5),
    ])
    .time_to_lesson;
    assert_eq!(found.observations, 5);
    assert_eq!(found.imported, 0);
    // 0, 20, 30, 40 and 100 minutes.
    let minutes = found.minutes.unwrap();
    assert_eq!(
        [minutes.first, minutes.median, minutes.third].map(f64::to_bits),
        [20.0, 30.0, 40.0].map(f64::to_bits)
    );
}

#[test]
fn an_attempt_repeats_a_lesson_only_when_that_had_been_written_before_it() {
    let found = growth_of(&[
        learnt(0, "a", 100),
        // Before the lesson was written: met again, and no repeat.
        learnt(50, "a", 120),
        learnt(101, "a", 101),
        learnt(200, "b", 200),
        learnt(DAY, "b", DAY),
    ]);
    assert_eq!(found.repeats.observations, 5);
    assert_eq!(found.repeats.repeated, 2);
    assert_eq!(found.lesson_density.principles, 2);
    assert_eq!(found.lesson_density.met_again, 3);
}

#[test]
fn breadth_counts_the_approaches_that_had_ended_when_it_was_decided() {
    let mut session = session();
    let on = |at, name| Attempt {
        exploration: Some(name),
        ..failed(at)
    };
    for attempt in [
        on(10, "broad"),
        on(20, "broad"),
        on(10, "narrow"),
        // Tried after the decision.
        on(500, "narrow"),
        on(10, "later"),
        on(20, "later"),
    ] {
        note(&mut session, &attempt);
    }
    converge(&mut session, "broad", 20);
    converge(&mut session, "narrow", 100);
    converge(&mut session, "without-attempts", 200);
    converge(&mut session, "later", DAYS * DAY);
    let found = growth(&mut session, &Filter::default()).breadth;
    assert_eq!((found.observations, found.broad), (2, 1));
    assert_eq!(found.share, None);
    assert_eq!(found.after_one, ["narrow"]);
    let only = Filter {
        exploration: Some("broad".to_owned()),
        ..Filter::default()
    };
    let found = growth(&mut session, &only).breadth;
    assert_eq!((found.observations, found.broad), (1, 1));
}

fn any_attempt() -> impl Strategy<Value = Attempt> {
    let lesson = prop::option::of((select(&PRINCIPLES), 0_i64..3 * DAY));
    let spent = prop::option::of(1_u32..130);
    (-3 * DAY..DAYS * DAY, lesson, select(Outcome::ALL), spent).prop_map(
        |(at, lesson, outcome, spent)| Attempt {
            at,
            lesson: lesson.map(|(principle, later)| (principle, at + later)),
            outcome,
            spent,
            exploration: None,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn measures_are_what_counting_by_hand_gives(attempts in prop::collection::vec(any_attempt(), 0..25)) {
        let mut by_writing = attempts.clone();
        by_writing.sort_by_key(|attempt| attempt.at);
        let found = growth_of(&by_writing);
        let of_october: Vec<&Attempt> = attempts.iter().filter(|attempt| attempt.at >= 0).collect();
        let days: BTreeSet<i64> = of_october.iter().map(|attempt| attempt.at / DAY).collect();
        let cycles = found.cycles.unwrap();
        prop_assert_eq!(cycles.observations, days.len() as u64);
        prop_assert_eq!(cycles.cycles, of_october.len() as u64);
        prop_assert_eq!(cycles.per_day.is_some(), days.len() >= 5);
        // 2026-10-01 is a Thursday: weeks that begin on a Monday.
        let weeks: BTreeSet<i64> = days.iter().map(|day| (day + 3) / 7).collect();
        prop_assert_eq!(found.lesson_density.observations, weeks.len() as u64);

        let mut written: BTreeMap<&str, i64> = BTreeMap::new();
        let mut first: BTreeMap<&str, i64> = BTreeMap::new();
        for (attempt, (principle, at)) in attempts.iter().filter_map(|a| Some((a, a.lesson?))) {
            let earliest = written.entry(principle).or_insert(at);
            *earliest = at.min(*earliest);
            let met = first.entry(principle).or_insert(attempt.at);
            *met = attempt.at.min(*met);
        }
        let lessons: Vec<(i64, &str)> = of_october.iter().filter_map(|a| Some((a.at, a.lesson?.0))).collect();
        let distinct: BTreeSet<&str> = lessons.iter().map(|(_, principle)| *principle).collect();
        prop_assert_eq!(found.lesson_density.principles, distinct.len() as u64);
        prop_assert_eq!(found.repeats.observations, lessons.len() as u64);
        let repeated = lessons.iter().filter(|(at, principle)| written.get(principle).is_some_and(|written| at > written)).count();
        prop_assert_eq!(found.repeats.repeated, repeated as u64);
        let new = first.values().filter(|met| **met >= 0).count();
        prop_assert_eq!(found.time_to_lesson.observations, new as u64);

        let timed = of_october.iter().filter(|attempt| attempt.spent.is_some()).count();
        prop_assert_eq!(found.cheap_failures.observations, timed as u64);
        let cheap = of_october.iter().filter(|attempt| attempt.outcome == Outcome::Failed);
        let cheap: Vec<u32> = cheap.filter_map(|attempt| attempt.spent).filter(|minutes| *minutes <= 60).collect();
        prop_assert_eq!(found.cheap_failures.failures, cheap.len() as u64);
        prop_assert_eq!(found.cheap_failures.spent_minutes, u64::from(cheap.iter().sum::<u32>()));
    }
}

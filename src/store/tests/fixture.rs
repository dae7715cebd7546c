//! Entries made up for tests, and a journal with what is needed to write into it.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

use crate::history::Change;
use crate::model::time::{Spent, Stamp};
use crate::model::{
    Assist, Entry, EntryId, Evidence, Exploration, ExplorationFacts, ExplorationState, Feedback,
    Identifiers, MachineId, Outcome, Practised, Rating, Review, Tag, Text, Usefulness, Verdict,
};
use crate::store::{Access, Authorship, Journal, Step, StoreError, Writer};

/// The second around which everything happens: 2026-10-05T07:30:00Z.
pub(super) const NOON: i64 = 1_791_185_400;

/// Tags that are parents, children and mere beginnings of one another.
pub(super) const TAGS: &[&str] = &[
    "a",
    "a/b",
    "a/b/c",
    "ab",
    "a-b",
    "b",
    "b/a",
    "c",
    "private",
    "Private/b",
];

/// Words of which the made-up texts consist; none is a tag or has an ending that stemming takes away.
pub(super) const WORDS: &[&str] = &["socket", "redis", "pool", "linker", "kernel"];

pub(super) const PROJECTS: &[&str] = &["shop", "till"];
pub(super) const AUTHORS: &[&str] = &["ada", "bob"];

pub(super) fn text(written: &str) -> Text {
    Text::new(written).unwrap()
}

pub(super) fn tag(written: &str) -> Tag {
    Tag::new(written).unwrap()
}

pub(super) fn stamp(seconds: i64) -> Stamp {
    Stamp::from_parts(seconds * 1000, 120).unwrap()
}

/// An entry with nothing but what it must have.
pub(super) fn entry(id: u128, tried: &str) -> Entry {
    Entry {
        id: EntryId(Uuid::from_u128(id)),
        tried: text(tried),
        because: text("it did not hold"),
        principle: None,
        signals: Vec::new(),
        next: None,
        rules_out: None,
        outcome: Outcome::Failed,
        tags: Vec::new(),
        project: None,
        exploration: None,
        assist: None,
        spent: None,
        author: text("ada"),
        happened_at: stamp(NOON),
        created_at: stamp(NOON),
        evidence: None,
        reviews: Vec::new(),
        feedback: Vec::new(),
        elsewhere: Vec::new(),
        practice: Vec::new(),
    }
}

/// A journal, and what is needed to write into it.
pub(super) struct Desk {
    pub(super) journal: Journal,
    pub(super) identifiers: Identifiers,
    machine: u128,
    clock: i64,
}

impl Desk {
    pub(super) fn in_memory() -> Self {
        Self::with(Journal::temporary().unwrap(), 1)
    }

    pub(super) fn at(path: &std::path::Path, machine: u128) -> Self {
        Self::with(Journal::open(path, Access::Write).unwrap(), machine)
    }

    fn with(journal: Journal, machine: u128) -> Self {
        Self {
            journal,
            identifiers: Identifiers::new(NOON * 1000, machine.to_be_bytes()),
            machine,
            clock: NOON,
        }
    }

    pub(super) fn authorship(&mut self, undoes: Option<&Step>) -> Authorship {
        self.clock += 1;
        Authorship {
            machine: MachineId(Uuid::from_u128(self.machine)),
            author: "ada".to_owned(),
            at: stamp(self.clock),
            command: "test".to_owned(),
            undoes: undoes.map(|step| step.id),
        }
    }

    pub(super) fn write<R>(
        &mut self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<R, StoreError>,
    ) -> Result<R, StoreError> {
        let authorship = self.authorship(None);
        self.journal.write(&authorship, &mut self.identifiers, work)
    }

    pub(super) fn create(&mut self, entries: &[Entry]) {
        self.write(|writer| writer.create(entries)).unwrap();
    }

    pub(super) fn update(&mut self, after: &Entry) {
        self.write(|writer| {
            let before = writer.entry(after.id)?;
            writer.update(&before, after)
        })
        .unwrap();
    }

    /// Opens an exploration with nothing but what it must have.
    pub(super) fn explore(&mut self, name: &str) -> Exploration {
        let at = stamp(self.clock);
        self.write(|writer| {
            let exploration = Exploration {
                id: writer.new_exploration_id(),
                facts: ExplorationFacts {
                    name: text(name),
                    question: text("which cache?"),
                    state: ExplorationState::Open,
                    project: None,
                    directory: None,
                    author: text("ada"),
                    opened_at: at,
                    current_since: at,
                    until: None,
                    closed_at: None,
                    chosen: None,
                    why: None,
                    approaches: Vec::new(),
                    briefs: Vec::new(),
                    answers: Vec::new(),
                },
            };
            writer.open_exploration(&exploration)?;
            Ok(exploration)
        })
        .unwrap()
    }

    pub(super) fn change_exploration(&mut self, before: &Exploration, after: &Exploration) {
        self.write(|writer| writer.update_exploration(before, after))
            .unwrap();
    }

    pub(super) fn explorations(&self) -> Vec<Exploration> {
        self.journal.explorations(None).unwrap()
    }

    pub(super) fn remove(&mut self, id: EntryId) {
        self.write(|writer| writer.apply(id, Change::removal()))
            .unwrap();
    }

    /// Takes a step back by appending the inverse of each of its records.
    pub(super) fn take_back(&mut self, step: &Step) {
        let authorship = self.authorship(Some(step));
        self.journal
            .write(&authorship, &mut self.identifiers, |writer| {
                writer.take_back(step)
            })
            .unwrap();
    }

    /// Every entry, earliest first.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let selection = crate::model::Selection {
            order: crate::model::Order::Oldest,
            ..Default::default()
        };
        self.journal.entries(&selection).unwrap()
    }
}

/// Any entry of a small world, in which many things coincide. Its identifier is to be set.
pub(super) fn any_entry() -> impl Strategy<Value = Entry> {
    let prose = || prop::collection::vec(select(WORDS), 1..4).prop_map(|words| words.join(" "));
    let principle = prop::option::of(select(vec![
        "Count the replicas",
        "count  the replicas.",
        "Retries need a budget",
    ]));
    let facts = (
        prose(),
        prose(),
        principle,
        subsequence(vec!["flaky", "slow and red", "/red .* out/", "=>"], 0..4),
        prop::option::of(prose()),
        subsequence(TAGS, 0..4),
    );
    let names = (
        prop::option::of(select(PROJECTS)),
        prop::option::of(Just("cache")),
        select(AUTHORS),
        select(Outcome::ALL),
        prop::option::of(select(Assist::ALL)),
    );
    let numbers = (
        prop::option::of(1_u32..5),
        any_moment(),
        any_moment(),
        prop::option::of(prose()),
        prop::collection::vec(select(Verdict::ALL), 0..2),
        prop::collection::vec((select(Rating::ALL), any_moment()), 0..3),
    );
    (facts, names, numbers).prop_map(|(facts, names, numbers)| {
        let (tried, because, principle, signals, next, tags) = facts;
        let (project, exploration, author, outcome, assist) = names;
        let (spent, happened_at, created_at, output, verdicts, ratings) = numbers;
        let evidence = Evidence {
            output,
            exit_code: Some(1),
            command: spent.map(|_| "make".to_owned()),
            ..Evidence::default()
        };
        let feedback = |_: &Verdict| Feedback {
            verdict: Usefulness::Helped,
            by: text("ada"),
            at: stamp(NOON),
        };
        let feedback: Vec<Feedback> = verdicts.iter().map(feedback).collect();
        let review = |verdict| Review {
            verdict,
            by: text("mentor"),
            at: stamp(NOON),
            reviewed: None,
            principle: None,
            elsewhere: vec![text("queues")],
            note: None,
        };
        let mut practice: Vec<Practised> = Vec::new();
        for (rating, at) in ratings {
            let by = text("ada");
            let practised = Practised { rating, by, at };
            if !practice.contains(&practised) {
                practice.push(practised);
            }
        }
        Entry {
            because: text(&because),
            principle: principle.map(text),
            signals: signals.into_iter().map(text).collect(),
            next: next.as_deref().map(text),
            outcome,
            tags: tags.into_iter().map(tag).collect(),
            project: project.map(text),
            exploration: exploration.map(text),
            assist,
            spent: spent.map(|minutes| Spent::from_minutes(minutes).unwrap()),
            author: text(author),
            happened_at,
            created_at,
            evidence: evidence.output.is_some().then_some(evidence),
            reviews: verdicts.into_iter().map(review).collect(),
            feedback,
            elsewhere: practice.iter().take(1).map(|_| text("queues")).collect(),
            practice,
            ..entry(0, &tried)
        }
    })
}

/// A moment near noon; many are in one second, before and after it by fractions.
pub(super) fn any_moment() -> impl Strategy<Value = Stamp> {
    let offsets = select(vec![0_i16, 120, -330]);
    (-4_i64..4, select(vec![0_i64, 1, 999]), offsets).prop_map(|(seconds, fraction, offset)| {
        Stamp::from_parts((NOON + seconds) * 1000 + fraction, offset).unwrap()
    })
}

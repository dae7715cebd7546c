//! The approaches of one exploration: planned, running, and those that an entry says the end of.

use serde::Serialize;

use crate::model::time::{Spent, Stamp};
use crate::model::{
    Approach, Assist, Entry, EntryId, Exploration, ExplorationState, Filter, Order, Outcome,
    PrincipleKey, Selection,
};
use crate::ops::{Session, Shown};
use crate::recall::as_seen;
use crate::store::StoreError;

/// How an approach stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// Noted ahead, not begun.
    Planned,
    /// Begun, not ended.
    Running,
    /// Begun, and not ended when the question was closed.
    Left,
    /// It failed.
    Failed,
    /// Some of it held.
    Partial,
    /// It worked.
    Worked,
}

impl Progress {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Progress::Planned => "planned",
            Progress::Running => "running",
            Progress::Left => "left",
            Progress::Failed => "failed",
            Progress::Partial => "partial",
            Progress::Worked => "worked",
        }
    }

    /// Whether an entry says how it ended.
    pub fn is_ended(self) -> bool {
        !matches!(self, Progress::Planned | Progress::Running | Progress::Left)
    }
}

impl From<Outcome> for Progress {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Failed => Progress::Failed,
            Outcome::Partial => Progress::Partial,
            Outcome::Worked => Progress::Worked,
        }
    }
}

/// One approach with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Approached {
    /// What it is called: as it was noted, or as the entry says what was tried.
    pub title: String,
    /// How it stands.
    pub progress: Progress,
    /// When it was begun, noted or, without a note, tried.
    pub at: Stamp,
    /// What it has cost, in minutes: what the entry says, else what the note says.
    pub spent_minutes: Option<u32>,
    /// How much assistance it had: what the entry says, else what the note says.
    pub assist: Option<Assist>,
    /// The entry that ended it.
    pub entry: Option<Shown>,
}

impl Approached {
    /// Whether it had ended when the question was closed: its attempt happened no later. Of an open question, whether it
    /// has ended.
    pub fn ended_before(&self, closed_at: Option<Stamp>) -> bool {
        let happened = self.entry.as_ref().map(|shown| shown.entry.happened_at);
        happened.is_some_and(|at| {
            closed_at.is_none_or(|closed| at.utc_milliseconds() <= closed.utc_milliseconds())
        })
    }

    /// The last line of the output that its entry keeps, as a terminal would have shown it.
    pub fn last_line(&self) -> Option<String> {
        let evidence = self.entry.as_ref()?.entry.evidence.as_ref()?;
        let lines = evidence.output.as_deref()?.lines().rev();
        lines
            .map(|line| as_seen(line).trim().to_owned())
            .find(|line| !line.is_empty())
    }
}

/// The approaches of an exploration, in the order in which they were begun or noted: those that were noted, and the
/// entries that nobody had noted ahead. A note whose entry is gone or has left the exploration counts as running again,
/// and what runs when the question is closed as left.
///
/// # Errors
/// When the journal cannot be read.
pub fn approaches(
    session: &Session<'_>,
    exploration: &Exploration,
) -> Result<Vec<Approached>, StoreError> {
    let entries = entries(session, exploration)?;
    let of_note = |approach: &Approach| {
        entries
            .iter()
            .find(|entry| Some(entry.id) == approach.entry)
    };
    let noted = exploration.facts.approaches.iter();
    let claimed: Vec<EntryId> = noted
        .clone()
        .filter_map(|approach| approach.entry)
        .collect();
    let mut all = Vec::new();
    for approach in noted {
        let entry = of_note(approach).cloned();
        let spent = entry
            .as_ref()
            .and_then(|entry| entry.spent)
            .or(approach.spent);
        all.push(Approached {
            title: approach.title.as_str().to_owned(),
            progress: progress(approach, entry.as_ref(), exploration.facts.state),
            at: approach.begun_at.unwrap_or(approach.noted_at),
            spent_minutes: spent.map(Spent::minutes),
            assist: entry
                .as_ref()
                .and_then(|entry| entry.assist)
                .or(approach.assist),
            entry: shown(session, entry)?,
        });
    }
    for entry in entries.iter().filter(|entry| !claimed.contains(&entry.id)) {
        all.push(Approached {
            title: entry.tried.as_str().to_owned(),
            progress: entry.outcome.into(),
            at: entry.happened_at,
            spent_minutes: entry.spent.map(Spent::minutes),
            assist: entry.assist,
            entry: shown(session, Some(entry.clone()))?,
        });
    }
    all.sort_by_key(|approached| {
        (
            approached.progress == Progress::Planned,
            approached.at.utc_milliseconds(),
        )
    });
    Ok(all)
}

/// The notes of approaches that no entry says the end of, in the order in which they were made.
///
/// # Errors
/// When the journal cannot be read.
pub fn unended(
    session: &Session<'_>,
    exploration: &Exploration,
) -> Result<Vec<Approach>, StoreError> {
    let entries = entries(session, exploration)?;
    let is_there = |id: EntryId| entries.iter().any(|entry| entry.id == id);
    let noted = exploration.facts.approaches.iter();
    Ok(noted
        .filter(|approach| !approach.entry.is_some_and(is_there))
        .cloned()
        .collect())
}

/// Whether two titles mean the same approach: letter case, white space and final punctuation do not count.
pub fn is_same_title(one: &str, other: &str) -> bool {
    PrincipleKey::of(one) == PrincipleKey::of(other)
}

fn progress(approach: &Approach, entry: Option<&Entry>, state: ExplorationState) -> Progress {
    match (entry, approach.begun_at) {
        (Some(entry), _) => entry.outcome.into(),
        (None, None) if approach.entry.is_none() => Progress::Planned,
        (None, _) if state == ExplorationState::Open => Progress::Running,
        (None, _) => Progress::Left,
    }
}

fn shown(session: &Session<'_>, entry: Option<Entry>) -> Result<Option<Shown>, StoreError> {
    entry
        .map(|entry| Shown::of(&session.journal, entry))
        .transpose()
}

fn entries(session: &Session<'_>, exploration: &Exploration) -> Result<Vec<Entry>, StoreError> {
    session.journal.entries(&Selection {
        filter: Filter {
            exploration: Some(exploration.facts.name.as_str().to_owned()),
            ..Filter::default()
        },
        order: Order::Oldest,
        limit: None,
    })
}

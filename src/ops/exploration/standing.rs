//! An exploration as results show it: the question, its approaches, the clock, and what was chosen.

use serde::{Serialize, Serializer};

use super::{Approached, Clock, Progress, approaches, clock};
use crate::model::time::{Spent, Stamp};
use crate::model::{
    Answer, Assist, Brief, EntryId, Exploration, ExplorationId, ExplorationState, Text,
};
use crate::ops::{Session, Shown};
use crate::store::StoreError;

/// An exploration at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The exploration.
    pub exploration: Exploration,
    /// Its approaches, planned ones last.
    pub approaches: Vec<Approached>,
    /// What its clock says.
    pub clock: Clock,
}

impl Standing {
    /// How an exploration stands now. `limit` is the configured time, for explorations that set none themselves.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn of(
        session: &Session<'_>,
        exploration: Exploration,
        limit: Spent,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            approaches: approaches(session, &exploration)?,
            clock: clock(&exploration, limit, session.calendar.now()),
            exploration,
        })
    }

    /// How many approaches stand so.
    pub fn count(&self, progress: Progress) -> usize {
        self.approaches
            .iter()
            .filter(|approach| approach.progress == progress)
            .count()
    }

    /// How many approaches have ended.
    pub fn ended(&self) -> usize {
        self.approaches
            .iter()
            .filter(|approach| approach.progress.is_ended())
            .count()
    }

    /// The entry that was chosen, where it is still there and still on the exploration.
    pub fn chosen(&self) -> Option<&Shown> {
        let chosen = self.exploration.facts.chosen?;
        self.approaches
            .iter()
            .filter_map(|approach| approach.entry.as_ref())
            .find(|shown| shown.entry.id == chosen)
    }
}

/// The exploration object of the data format.
#[derive(Serialize)]
struct Form<'a> {
    id: ExplorationId,
    name: &'a Text,
    question: &'a Text,
    state: ExplorationState,
    project: Option<&'a Text>,
    author: &'a Text,
    opened_at: Stamp,
    closed_at: Option<Stamp>,
    chosen: Option<EntryId>,
    why: Option<&'a Text>,
    clock: Clock,
    approaches: Vec<ApproachForm<'a>>,
    briefs: &'a [Brief],
    answers: &'a [Answer],
    entries: Vec<&'a Shown>,
}

/// An approach with the entry only named: the whole of it stands among the entries.
#[derive(Serialize)]
struct ApproachForm<'a> {
    title: &'a str,
    progress: Progress,
    at: Stamp,
    spent_minutes: Option<u32>,
    assist: Option<Assist>,
    entry: Option<EntryId>,
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facts = &self.exploration.facts;
        let approaches = self.approaches.iter().map(|approached| ApproachForm {
            title: &approached.title,
            progress: approached.progress,
            at: approached.at,
            spent_minutes: approached.spent_minutes,
            assist: approached.assist,
            entry: approached.entry.as_ref().map(|shown| shown.entry.id),
        });
        Form {
            id: self.exploration.id,
            name: &facts.name,
            question: &facts.question,
            state: facts.state,
            project: facts.project.as_ref(),
            author: &facts.author,
            opened_at: facts.opened_at,
            closed_at: facts.closed_at,
            chosen: facts.chosen,
            why: facts.why.as_ref(),
            clock: self.clock,
            approaches: approaches.collect(),
            briefs: &facts.briefs,
            answers: &facts.answers,
            entries: self
                .approaches
                .iter()
                .filter_map(|approached| approached.entry.as_ref())
                .collect(),
        }
        .serialize(serializer)
    }
}

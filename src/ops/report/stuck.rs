//! What does not go on, and what waits for others: open questions, drafts, lessons that nobody has reviewed.

use serde::Serialize;

use super::explorations::{approaches_seen, asks_of_entries, is_chosen, is_hidden, may_be_told};
use super::figures::LISTED;
use super::gather::within;
use super::highlights::{Lesson, lessons, taught};
use super::leading::Leading;
use crate::model::time::{Period, Spent};
use crate::model::{
    Exploration, ExplorationState, Filter, Order, Privacy, Selection, Stage, Standing,
};
use crate::ops::exploration::{ClockState, clock};
use crate::ops::{OperationError, Session, Shown};
use crate::store::StoreError;

/// How many drafts are told.
const DEAREST: u64 = 7;

/// What does not go on, and what waits for others. The questions are those that are open now, whenever they were asked.
#[derive(Debug, Clone, Serialize)]
pub struct Stuck {
    /// Open questions whose clock has run out, and those about which somebody was asked, in the order in which they
    /// were opened, at most a hundred.
    pub questions: Vec<OpenQuestion>,
    /// How many more of these questions there are.
    pub more_questions: u64,
    /// The drafts of the period that cost most.
    pub drafts: Vec<Shown>,
    /// The principles of the period that nobody has reviewed, those that cost most, each with the dearest of the lessons
    /// that wait for a review.
    pub awaiting_review: Vec<Lesson>,
    /// How many more of these principles there are.
    pub more_awaiting_review: usize,
}

/// A question that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenQuestion {
    /// The name of the exploration.
    pub name: String,
    /// What is to be found out.
    pub question: String,
    /// Whether it is time to ask, or somebody was asked.
    pub state: ClockState,
    /// For how many minutes its clock has run.
    pub minutes: u64,
    /// How many approaches have ended.
    pub ended: usize,
    /// What was asked last and not answered.
    pub asked: Option<String>,
}

/// What does not go on. `limit` is the configured time, for explorations that set none themselves.
///
/// # Errors
/// When the journal cannot be read.
pub(super) fn stuck(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
    limit: Spent,
) -> Result<Stuck, OperationError> {
    let filter = within(filter, period);
    let of_stage = |stage: Stage| filter.stage.is_none_or(|asked| asked == stage);
    let drafts = Filter {
        stage: Some(Stage::Draft),
        ..filter.clone()
    };
    let waiting = Filter {
        standing: Some(Standing::Waiting),
        ..filter.clone()
    };
    let waiting = taught(session, &waiting)?;
    let awaiting_review = lessons(session, &waiting)?;
    let (questions, in_all) = questions(session, &filter, limit)?;
    Ok(Stuck {
        more_questions: in_all.saturating_sub(questions.len() as u64),
        questions,
        drafts: if of_stage(Stage::Draft) {
            dearest(session, drafts)?
        } else {
            Vec::new()
        },
        more_awaiting_review: waiting.len().saturating_sub(awaiting_review.len()),
        awaiting_review,
    })
}

/// The entries of a filter that cost most.
fn dearest(session: &Session<'_>, filter: Filter) -> Result<Vec<Shown>, StoreError> {
    let entries = session.journal.entries(&Selection {
        filter,
        order: Order::MostSpent,
        limit: Some(DEAREST),
    })?;
    Shown::all(&session.journal, entries)
}

/// The first questions that do not go on, and how many there are.
fn questions(
    session: &Session<'_>,
    filter: &Filter,
    limit: Spent,
) -> Result<(Vec<OpenQuestion>, u64), OperationError> {
    if asks_of_entries(filter) {
        return Ok((Vec::new(), 0));
    }
    let mut leading = Leading::new(LISTED);
    let open = Some(ExplorationState::Open);
    session.journal.for_each_exploration(open, |exploration| {
        let clock = clock(&exploration, limit, session.calendar.now());
        let is_stuck = matches!(clock.state, ClockState::TimeToAsk | ClockState::Asked);
        let is_told = is_stuck && is_chosen(&exploration, filter);
        if is_told && !is_hidden(session, &exploration, filter.privacy)? {
            let opened = exploration.facts.opened_at.utc_milliseconds();
            leading.add((opened, exploration.id), (exploration, clock));
        }
        Ok::<(), OperationError>(())
    })?;
    let in_all = leading.seen();
    let mut questions = Vec::new();
    for (exploration, clock) in leading.into_values() {
        let approaches = approaches_seen(session, &exploration, filter.privacy)?;
        questions.push(OpenQuestion {
            asked: match clock.state {
                ClockState::Asked => asked(session, &exploration, filter.privacy)?,
                _ => None,
            },
            name: exploration.facts.name.to_string(),
            question: exploration.facts.question.to_string(),
            state: clock.state,
            minutes: clock.minutes,
            ended: approaches
                .iter()
                .filter(|approached| approached.progress.is_ended())
                .count(),
        });
    }
    Ok((questions, in_all))
}

/// What the latest brief asks; nothing where it tells of an attempt that is not to be seen.
fn asked(
    session: &Session<'_>,
    exploration: &Exploration,
    privacy: Privacy,
) -> Result<Option<String>, OperationError> {
    match exploration.latest_brief() {
        Some(brief) if may_be_told(session, brief, privacy)? => {
            Ok(brief.told.question.as_ref().map(ToString::to_string))
        }
        _ => Ok(None),
    }
}

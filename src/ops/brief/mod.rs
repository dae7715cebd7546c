//! `brief`: the message to a senior, put together from what the journal knows and what the person tells.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `seen` | the exact error, and how to bring it about |
//! | `news` | what is new since the brief before |

mod news;
mod seen;

use serde::Serialize;

pub use news::{Changed, News};
pub use seen::{Reproduction, SeenError};

use super::exploration::{Approached, Clock, Progress, approaches, clock};
use super::{OperationError, Replaced, Session, redacting};
use crate::model::time::{Spent, Stamp};
use crate::model::{Answer, Brief, EntryId, Exploration, ExplorationState, Text, Told};

/// What shapes a brief beside what is known and told.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The configured time of the clock, for explorations that set none themselves.
    pub limit: Spent,
    /// The operating system and the processor.
    pub platform: String,
}

/// A brief, ready to be handed over.
#[derive(Debug, Clone, Serialize)]
pub struct Briefed {
    /// The name of the exploration.
    pub exploration: String,
    /// What is to be found out.
    pub explores: String,
    /// How the exploration stands.
    pub state: ExplorationState,
    /// When it was opened.
    pub opened_at: Stamp,
    /// What the person told.
    #[serde(flatten)]
    pub told: Told,
    /// What is new since the brief before; nothing in a first one.
    pub news: Option<News>,
    /// The end of what the latest attempt printed that did not work.
    pub error: Option<SeenError>,
    /// How to bring it about.
    pub reproduction: Option<Reproduction>,
    /// What was tried, is tried and is planned.
    pub attempts: Vec<Attempt>,
    /// What was answered so far.
    pub answers: Vec<Answer>,
    /// What the attempts have cost, in minutes.
    pub spent_minutes: u64,
    /// What the clock says.
    pub clock: Clock,
    /// What nobody has told or shown yet.
    pub missing: Vec<Missing>,
    /// When the brief was written.
    pub at: Stamp,
    /// What it is to the latest brief.
    #[serde(skip)]
    pub edition: Edition,
    /// Secrets that were replaced in what the person told.
    #[serde(skip)]
    pub replaced: Replaced,
    #[serde(skip)]
    entries: Vec<EntryId>,
}

/// What a brief is to the latest one that was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// Another one: attempts or an answer have come since, something is told differently, or it is the first.
    New,
    /// The same one with something told that was missing: it takes the place of that one.
    Completes,
    /// The same one, written at this time: nothing is noted.
    Repeats(Stamp),
}

/// One attempt, in the words of a brief.
#[derive(Debug, Clone, Serialize)]
pub struct Attempt {
    /// What was tried.
    pub title: String,
    /// How it stands.
    pub progress: Progress,
    /// Why it ended so.
    pub because: Option<Text>,
    /// What it rules out.
    pub rules_out: Option<Text>,
    /// What it has cost, in minutes.
    pub spent_minutes: Option<u32>,
    /// The short identifier of its entry.
    pub entry: Option<String>,
}

/// What a brief is better with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// An attempt that has ended.
    Attempt,
    /// The output of one that did not work.
    Error,
    /// What should have happened.
    Expected,
    /// What happened.
    Observed,
    /// The best guess.
    Hypothesis,
    /// The one thing asked.
    Question,
    /// What is tried until an answer comes.
    Meanwhile,
}

/// Puts a brief together, without noting it. Secrets in what is told are replaced.
///
/// # Errors
/// When the journal cannot be read, or a text gets too long by what stands in the place of secrets.
pub fn compose(
    session: &Session<'_>,
    exploration: &Exploration,
    told: Told,
    around: &Surroundings,
) -> Result<Briefed, OperationError> {
    let (told, replaced) = redacting::redact_told(&session.redactor, told)?;
    let now = session.calendar.now();
    let approaches = approaches(session, exploration)?;
    let entries: Vec<EntryId> = approaches
        .iter()
        .filter_map(|approached| Some(approached.entry.as_ref()?.entry.id))
        .collect();
    let facts = &exploration.facts;
    let edition = edition(exploration, &told, &entries);
    let attempts: Vec<Attempt> = approaches.iter().map(Attempt::of).collect();
    let error = seen::error(&approaches);
    let minutes = approaches.iter().filter_map(|one| one.spent_minutes);
    Ok(Briefed {
        exploration: facts.name.to_string(),
        explores: facts.question.to_string(),
        state: facts.state,
        opened_at: facts.opened_at,
        news: news::since(exploration, &told, &approaches, edition),
        missing: missing(&told, error.as_ref(), &attempts),
        told,
        error,
        reproduction: seen::reproduction(&approaches, &around.platform),
        attempts,
        answers: facts.answers.clone(),
        spent_minutes: minutes.map(u64::from).sum(),
        clock: clock(exploration, around.limit, now),
        at: now,
        edition,
        replaced,
        entries,
    })
}

/// Puts a brief together and notes it in the exploration, as far as it is another one than the latest.
///
/// # Errors
/// When the journal cannot be written.
pub fn write(
    session: &mut Session<'_>,
    exploration: &Exploration,
    told: Told,
    around: &Surroundings,
) -> Result<Briefed, OperationError> {
    let mut briefed = compose(session, exploration, told, around)?;
    let mut briefs = exploration.facts.briefs.clone();
    match briefed.edition {
        Edition::New => {}
        Edition::Completes => {
            let latest = exploration.latest_brief();
            briefs.retain(|brief| Some(brief) != latest);
        }
        Edition::Repeats(_) => return Ok(briefed),
    }
    briefs.push(Brief {
        at: briefed.at,
        entries: briefed.entries.clone(),
        told: briefed.told.clone(),
    });
    let after = exploration.with(|facts| {
        facts.briefs = briefs;
    });
    session.write("brief", |writer| {
        writer.update_exploration(exploration, &after)
    })?;
    briefed.clock = clock(&after, around.limit, briefed.at);
    Ok(briefed)
}

fn edition(exploration: &Exploration, told: &Told, entries: &[EntryId]) -> Edition {
    let Some(latest) = exploration.latest_brief() else {
        return Edition::New;
    };
    let asked = latest.at.utc_milliseconds();
    let mut answers = exploration.facts.answers.iter();
    let is_answered = answers.any(|answer| answer.at.utc_milliseconds() >= asked);
    if is_answered || latest.entries != entries {
        Edition::New
    } else if latest.told == *told {
        Edition::Repeats(latest.at)
    } else if news::contradicts(&latest.told, told) {
        Edition::New
    } else {
        Edition::Completes
    }
}

fn missing(told: &Told, error: Option<&SeenError>, attempts: &[Attempt]) -> Vec<Missing> {
    let has = |progress: fn(Progress) -> bool| attempts.iter().any(|one| progress(one.progress));
    let has_ended = has(Progress::is_ended);
    let is_running = has(|progress| progress == Progress::Running);
    [
        (Missing::Attempt, !has_ended),
        (Missing::Error, has_ended && error.is_none()),
        (Missing::Expected, told.expected.is_none()),
        (Missing::Observed, told.observed.is_none()),
        (Missing::Hypothesis, told.hypothesis.is_none()),
        (Missing::Question, told.question.is_none()),
        (Missing::Meanwhile, told.meanwhile.is_none() && !is_running),
    ]
    .into_iter()
    .filter_map(|(what, is_missing)| is_missing.then_some(what))
    .collect()
}

impl Attempt {
    fn of(approached: &Approached) -> Self {
        let entry = approached.entry.as_ref();
        Self {
            title: approached.title.clone(),
            progress: approached.progress,
            because: entry.map(|shown| shown.entry.because.clone()),
            rules_out: entry.and_then(|shown| shown.entry.rules_out.clone()),
            spent_minutes: approached.spent_minutes,
            entry: entry.map(|shown| shown.short.clone()),
        }
    }
}

//! `explore`: a question is opened, made the current one of its place, or opened again.

use serde::Serialize;

use super::exploration::{Place, Standing, current, free_name, named};
use super::recall::{Recalled, Request, recall};
use super::{OperationError, Replaced, Session, redacting};
use crate::model::time::{Spent, Stamp};
use crate::model::{Exploration, ExplorationFacts, ExplorationState, Text};

/// A question to be opened.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is to be found out.
    pub question: Text,
    /// What it is to be called; made from the question where it is not given.
    pub name: Option<Text>,
    /// How long to try before asking; the configured time where it is not given.
    pub until: Option<Spent>,
    /// Where it belongs.
    pub place: Place,
}

/// An exploration that was opened.
#[derive(Debug, Clone, Serialize)]
pub struct Opened {
    /// The exploration.
    #[serde(flatten)]
    pub standing: Standing,
    /// The lessons that apply to the question, best first.
    pub lessons: Vec<Recalled>,
    /// The exploration that was the current one of the place until now. It stays open.
    pub was_current: Option<String>,
    /// Secrets that were replaced in the question.
    pub replaced: Replaced,
}

/// Opens a question, with the lessons that apply to it. `limit` is the configured time of the clock.
///
/// # Errors
/// When its name is taken, or the journal cannot be written.
pub fn open(
    session: &mut Session<'_>,
    mut question: Question,
    limit: Spent,
) -> Result<Opened, OperationError> {
    let (redacted, replaced) =
        redacting::redact_text(&session.redactor, "question", &question.question)?;
    question.question = redacted;
    let lessons = lessons(session, &question)?;
    let was_current = current(session, &question.place)?;
    let name = name(session, &question)?;
    let now = session.calendar.now();
    let facts = ExplorationFacts {
        name,
        question: question.question,
        state: ExplorationState::Open,
        project: question.place.project,
        directory: question.place.directory.to_str().map(str::to_owned),
        author: session.identity.author.clone(),
        opened_at: now,
        current_since: current_from_now(session)?,
        until: question.until,
        closed_at: None,
        chosen: None,
        why: None,
        approaches: Vec::new(),
        briefs: Vec::new(),
        answers: Vec::new(),
    };
    let exploration = session.write("explore", |writer| {
        let exploration = Exploration {
            id: writer.new_exploration_id(),
            facts,
        };
        writer.open_exploration(&exploration)?;
        Ok::<_, OperationError>(exploration)
    })?;
    Ok(Opened {
        standing: Standing::of(session, exploration, limit)?,
        lessons,
        was_current: was_current.map(|exploration| exploration.facts.name.to_string()),
        replaced,
    })
}

fn lessons(session: &Session<'_>, question: &Question) -> Result<Vec<Recalled>, OperationError> {
    let request = Request {
        project: question.place.project.as_ref().map(Text::as_str),
        ..Request::default()
    };
    recall(&session.journal, question.question.as_str(), &request)
}

fn name(session: &Session<'_>, question: &Question) -> Result<Text, OperationError> {
    let Some(given) = &question.name else {
        let made = free_name(session, question.question.as_str())?;
        return made.ok_or_else(|| {
            OperationError::nothing("the question gives no name", "give one with `--as NAME`")
        });
    };
    match session.journal.exploration(given.as_str())? {
        None => Ok(given.clone()),
        Some(taken) => Err(OperationError::nothing(
            format!(
                "an exploration is called `{given}` already: {}",
                taken.facts.question
            ),
            match taken.facts.state {
                ExplorationState::Open => {
                    format!("go on with `folio explore --switch {given}`, or give another name")
                }
                _ => format!("go on with `folio explore --reopen {given}`, or give another name"),
            },
        )),
    }
}

/// Makes an open exploration the current one of the place.
///
/// # Errors
/// When none is called so, it is closed or belongs elsewhere, or the journal cannot be written.
pub fn switch(
    session: &mut Session<'_>,
    name: &str,
    place: &Place,
    limit: Spent,
) -> Result<Standing, OperationError> {
    let exploration = named(session, name)?;
    if !exploration.is_open() {
        return Err(closed(&exploration));
    }
    if !place.holds(&exploration) {
        return Err(elsewhere(&exploration));
    }
    make_current(session, &exploration, "explore --switch", limit)
}

/// Opens a closed exploration again, and makes it the current one of the place where it belongs. What was decided is
/// taken from it; the log keeps it.
///
/// # Errors
/// When none is called so, or the journal cannot be written.
pub fn reopen(
    session: &mut Session<'_>,
    name: &str,
    limit: Spent,
) -> Result<Standing, OperationError> {
    let exploration = named(session, name)?;
    make_current(session, &exploration, "explore --reopen", limit)
}

fn make_current(
    session: &mut Session<'_>,
    before: &Exploration,
    command: &str,
    limit: Spent,
) -> Result<Standing, OperationError> {
    let current_since = current_from_now(session)?;
    let after = before.with(|facts| {
        facts.state = ExplorationState::Open;
        facts.current_since = current_since;
        facts.closed_at = None;
        facts.chosen = None;
        facts.why = None;
    });
    session.write(command, |writer| writer.update_exploration(before, &after))?;
    Ok(Standing::of(session, after, limit)?)
}

/// A moment after the ones since which other open explorations are current: now, unless another was opened in the same
/// second, or the wall clock has run backwards.
fn current_from_now(session: &Session<'_>) -> Result<Stamp, OperationError> {
    let now = session.calendar.now();
    let open = session.journal.explorations(Some(ExplorationState::Open))?;
    let latest = open
        .iter()
        .map(|exploration| exploration.facts.current_since.utc_milliseconds())
        .max();
    Ok(match latest {
        Some(latest) if latest >= now.utc_milliseconds() => {
            Stamp::from_parts(latest + 1, now.offset_minutes()).unwrap_or(now)
        }
        _ => now,
    })
}

/// Every exploration, the one that was current last first.
///
/// # Errors
/// When the journal cannot be read.
pub fn all(session: &Session<'_>, limit: Spent) -> Result<Vec<Standing>, OperationError> {
    let explorations = session.journal.explorations(None)?;
    explorations
        .into_iter()
        .map(|exploration| Ok(Standing::of(session, exploration, limit)?))
        .collect()
}

/// Why nothing is done with an exploration that is closed, and how it is opened again.
pub(super) fn closed(exploration: &Exploration) -> OperationError {
    let facts = &exploration.facts;
    OperationError::nothing(
        format!("`{}` was {} already", facts.name, facts.state),
        format!("`folio explore --reopen {}` opens it again", facts.name),
    )
}

fn elsewhere(exploration: &Exploration) -> OperationError {
    let facts = &exploration.facts;
    let home = match (&facts.project, &facts.directory) {
        (Some(project), _) => format!("the project `{project}`"),
        (None, Some(directory)) => directory.clone(),
        (None, None) => "no directory".to_owned(),
    };
    OperationError::nothing(
        format!("`{}` belongs to {home}", facts.name),
        format!(
            "go there, or name it: `folio status {name}`, `folio try --on {name}`, `folio log --on {name}`",
            name = facts.name
        ),
    )
}

//! `undo`: the last command's changes are taken back as one step. Nothing is removed from the log; the inverse is
//! appended.

use serde::Serialize;

use super::{OperationError, Session};
use crate::history::Kind;
use crate::model::time::Stamp;
use crate::store::{Step, StepSubject, StoreError};

/// Which way through the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Take the last step back.
    Undo,
    /// Take the last undo back.
    Redo,
}

/// A step, for people.
#[derive(Debug, Clone, Serialize)]
pub struct StepShown {
    /// Names the step.
    pub id: String,
    /// The command that made it.
    pub command: String,
    /// Who gave it.
    pub author: String,
    /// When.
    pub at: Stamp,
    /// How many entries it changed.
    pub entries: u64,
    /// How many explorations it changed.
    pub explorations: u64,
    /// Whether it has been taken back.
    pub undone: bool,
    /// A few of them: what was tried, or what is asked.
    pub examples: Vec<String>,
}

/// Takes the last step, or the last undo, back.
///
/// # Errors
/// When there is none, or the journal cannot be written.
pub fn undo(session: &mut Session<'_>, direction: Direction) -> Result<StepShown, OperationError> {
    let (step, command) = match direction {
        Direction::Undo => (session.journal.next_undo()?, "undo"),
        Direction::Redo => (session.journal.next_redo()?, "undo --redo"),
    };
    let Some(step) = step else {
        return Err(nothing(direction));
    };
    session.write_undoing(command, Some(step.id), |writer| writer.take_back(&step))?;
    let mut taken_back = step;
    if direction == Direction::Redo
        && let Some(original) = taken_back.undoes
        && let Some(step) = session.journal.step(original)?
    {
        taken_back = step;
    }
    Ok(shown(session, &taken_back)?)
}

/// The latest steps, newest first, with whether each was taken back. Undos are not steps of their own here.
///
/// # Errors
/// When the journal cannot be read.
pub fn steps(session: &Session<'_>, limit: u64) -> Result<Vec<StepShown>, OperationError> {
    let steps = session.journal.steps(limit)?;
    steps.iter().map(|step| Ok(shown(session, step)?)).collect()
}

/// So many of what a step changed are named.
const EXAMPLES: usize = 3;

fn shown(session: &Session<'_>, step: &Step) -> Result<StepShown, StoreError> {
    let subjects = session.journal.step_subjects(step, EXAMPLES)?;
    // A step changes one exploration at most, beside one entry: they are among the first.
    let of_kind = |subject: &&StepSubject| subject.kind == Some(Kind::Exploration);
    let explorations = subjects.iter().filter(of_kind).count() as u64;
    Ok(StepShown {
        id: step.id.handle(),
        command: step.command.clone(),
        author: step.author.clone(),
        at: step.at,
        entries: step.records.saturating_sub(explorations),
        explorations,
        undone: step.undone,
        examples: subjects
            .into_iter()
            .filter_map(|subject| subject.text)
            .collect(),
    })
}

fn nothing(direction: Direction) -> OperationError {
    match direction {
        Direction::Undo => OperationError::nothing(
            "there is nothing to undo",
            "run `folio undo --list` to see the steps",
        ),
        Direction::Redo => OperationError::nothing(
            "there is no undo to take back",
            "an undo can be taken back until something else is changed",
        ),
    }
}

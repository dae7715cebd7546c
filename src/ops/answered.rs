//! `answered`: what a senior said. It is kept with the exploration; the principle goes into an entry by hand.

use super::exploration::Standing;
use super::{OperationError, Replaced, Session, Shown, redacting};
use crate::model::time::Spent;
use crate::model::{Answer, Exploration, Text};

/// What a senior said.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Who.
    pub by: Text,
    /// The principle behind the answer.
    pub principle: Option<Text>,
    /// Anything else.
    pub note: Option<Text>,
}

/// An answer that was noted.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// The exploration as it stands then.
    pub standing: Standing,
    /// Secrets that were replaced in it.
    pub replaced: Replaced,
}

/// Notes an answer; the clock of an open exploration starts again.
///
/// # Errors
/// When the journal cannot be written.
pub fn note(
    session: &mut Session<'_>,
    exploration: &Exploration,
    reply: Reply,
    limit: Spent,
) -> Result<Answered, OperationError> {
    let answer = Answer {
        at: session.calendar.now(),
        by: reply.by,
        principle: reply.principle,
        note: reply.note,
    };
    let (answer, replaced) = redacting::redact_answer(&session.redactor, answer)?;
    let mut answers = exploration.facts.answers.clone();
    answers.push(answer.clone());
    let after = exploration.with(|facts| {
        facts.answers = answers;
    });
    session.write("answered", |writer| {
        writer.update_exploration(exploration, &after)
    })?;
    Ok(Answered {
        answer,
        standing: Standing::of(session, after, limit)?,
        replaced,
    })
}

impl Answered {
    /// The latest attempt that has no principle yet, which the principle of the answer may be taken into.
    pub fn draft(&self) -> Option<&Shown> {
        let ended = self.standing.approaches.iter().rev();
        ended
            .filter_map(|approached| approached.entry.as_ref())
            .find(|shown| shown.entry.principle.is_none())
    }
}

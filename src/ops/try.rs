//! `try`: an approach is begun, or noted ahead.

use super::exploration::{Place, Standing, is_same_title, meant, unended, with_approach};
use super::explore::closed;
use super::{OperationError, Replaced, Session, redacting};
use crate::model::time::Spent;
use crate::model::{Approach, Assist, Text};

/// An approach to be noted.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// What is to be tried.
    pub title: Text,
    /// Whether it begins now.
    pub beginning: Beginning,
    /// What it has cost so far.
    pub spent: Option<Spent>,
    /// How much assistance it has.
    pub assist: Option<Assist>,
}

/// When an approach begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// Now.
    Now,
    /// Some time: it is only noted, so that the space is seen before it is walked.
    Later,
}

/// What became of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// The approach is running now.
    Begun,
    /// The approach is planned now.
    Planned,
    /// It was running already.
    RanAlready,
    /// It was planned already.
    PlannedAlready,
}

/// An approach that was noted.
#[derive(Debug, Clone)]
pub struct Tried {
    /// What became of the request.
    pub noted: Noted,
    /// The title under which the approach stands.
    pub title: Text,
    /// The exploration as it stands then.
    pub standing: Standing,
    /// Secrets that were replaced in the title.
    pub replaced: Replaced,
}

/// Notes an approach to the exploration of that name, or to the current one. One of the same title that has not ended
/// is not noted twice: a planned one begins, and what was given of cost and assistance is set.
///
/// # Errors
/// When no exploration is meant, it is closed, or the journal cannot be written.
pub fn begin(
    session: &mut Session<'_>,
    attempt: &Attempt,
    on: Option<&str>,
    place: &Place,
    limit: Spent,
) -> Result<Tried, OperationError> {
    let exploration = meant(session, on, place)?;
    if !exploration.is_open() {
        return Err(closed(&exploration));
    }
    let (title, replaced) = redacting::redact_text(&session.redactor, "title", &attempt.title)?;
    let now = session.calendar.now();
    let unended = unended(session, &exploration)?;
    let known = unended
        .iter()
        .find(|known| is_same_title(known.title.as_str(), title.as_str()));
    let noted = match (known, attempt.beginning) {
        (Some(known), _) if !known.is_planned() => Noted::RanAlready,
        (Some(_), Beginning::Later) => Noted::PlannedAlready,
        (None, Beginning::Later) => Noted::Planned,
        (_, Beginning::Now) => Noted::Begun,
    };
    let mut approach = known.cloned().unwrap_or(Approach {
        title,
        noted_at: now,
        begun_at: None,
        spent: None,
        assist: None,
        entry: None,
    });
    if noted == Noted::Begun {
        approach.begun_at = Some(now);
    }
    approach.spent = attempt.spent.or(approach.spent);
    approach.assist = attempt.assist.or(approach.assist);
    let title = approach.title.clone();
    let after = with_approach(&exploration, known, approach);
    session.write("try", |writer| {
        writer.update_exploration(&exploration, &after)
    })?;
    Ok(Tried {
        noted,
        title,
        standing: Standing::of(session, after, limit)?,
        replaced,
    })
}

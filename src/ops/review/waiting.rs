//! Which lessons wait for a review, and what a reviewer needs to know of each.

use serde::Serialize;

use crate::model::{Entry, ExplorationState, Filter, Order, Outcome, Selection, Standing};
use crate::ops::{Found, OperationError, Session, Shown, list};

/// So many other attempts of an exploration stand beside a lesson.
const ATTEMPTS: u64 = 12;

/// A lesson with the exploration around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LessonInContext {
    /// The lesson.
    pub entry: Shown,
    /// The exploration that it belongs to.
    pub exploration: Option<Surroundings>,
}

/// The exploration around a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Surroundings {
    /// Its name.
    pub name: String,
    /// What is to be found out; nothing where only the name is known.
    pub question: Option<String>,
    /// How it stands.
    pub state: Option<ExplorationState>,
    /// The other attempts, earliest first.
    pub others: Vec<Attempt>,
}

/// Another attempt of an exploration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// What was tried.
    pub tried: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it failed or worked.
    pub because: String,
}

/// The lessons that a filter chooses and whose present principle nobody has reviewed, earliest attempt first.
///
/// # Errors
/// When the journal cannot be read, or the text of the filter is no query.
pub fn waiting(
    session: &Session<'_>,
    filter: Filter,
    limit: Option<u64>,
) -> Result<Found, OperationError> {
    let filter = Filter {
        standing: Some(Standing::Waiting),
        ..filter
    };
    let selection = Selection {
        filter,
        order: Order::Oldest,
        limit,
    };
    list::list(session, &selection)
}

/// A lesson with what stands around it.
///
/// # Errors
/// When the journal cannot be read.
pub fn in_context(session: &Session<'_>, entry: Shown) -> Result<LessonInContext, OperationError> {
    let exploration = surroundings(session, &entry.entry)?;
    Ok(LessonInContext { entry, exploration })
}

fn surroundings(
    session: &Session<'_>,
    entry: &Entry,
) -> Result<Option<Surroundings>, OperationError> {
    let Some(name) = &entry.exploration else {
        return Ok(None);
    };
    let exploration = session.journal.exploration(name.as_str())?;
    let selection = Selection {
        filter: Filter {
            exploration: Some(name.to_string()),
            ..Filter::default()
        },
        order: Order::Oldest,
        limit: Some(ATTEMPTS + 1),
    };
    let entries = session.journal.entries(&selection)?.into_iter();
    let others = entries
        .filter(|other| other.id != entry.id)
        .map(|other| Attempt {
            tried: other.tried.into(),
            outcome: other.outcome,
            because: other.because.into(),
        });
    let facts = exploration.map(|exploration| exploration.facts);
    Ok(Some(Surroundings {
        name: name.to_string(),
        state: facts.as_ref().map(|facts| facts.state),
        question: facts.map(|facts| facts.question.into()),
        others: others
            .take(usize::try_from(ATTEMPTS).unwrap_or(usize::MAX))
            .collect(),
    }))
}

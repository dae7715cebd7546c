//! `status`: how an exploration stands.

use serde::Serialize;

use super::exploration::{Place, Standing, current, meant, others_open};
use super::{OperationError, Session};
use crate::model::time::Spent;

/// How an exploration stands, and what else is open in its place.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// The exploration.
    #[serde(flatten)]
    pub standing: Standing,
    /// The names of the other open explorations of the place.
    pub also_open: Vec<String>,
}

/// How the exploration of that name stands, or the current one.
///
/// # Errors
/// When none is meant, or the journal cannot be read.
pub fn status(
    session: &Session<'_>,
    given: Option<&str>,
    place: &Place,
    limit: Spent,
) -> Result<Status, OperationError> {
    let exploration = meant(session, given, place)?;
    let others = others_open(session, place, &exploration)?;
    Ok(Status {
        standing: Standing::of(session, exploration, limit)?,
        also_open: others
            .into_iter()
            .map(|other| other.facts.name.to_string())
            .collect(),
    })
}

/// How the exploration stands that is current, if there is one: one look at the journal where none is open.
///
/// # Errors
/// When the journal cannot be read.
pub fn of_current(
    session: &Session<'_>,
    place: &Place,
    limit: Spent,
) -> Result<Option<Standing>, OperationError> {
    if !session.journal.has_open_exploration()? {
        return Ok(None);
    }
    let current = current(session, place)?;
    let standing = current.map(|exploration| Standing::of(session, exploration, limit));
    Ok(standing.transpose()?)
}

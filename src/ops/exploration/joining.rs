//! Noting an attempt while something is explored: which exploration it goes to, and which approach it ends.

use serde::Serialize;

use super::naming::NO_EXPLORATION;
use super::{Place, current, is_same_title, named, unended};
use crate::model::{Approach, EntryDraft, Exploration, ExplorationState, Text};
use crate::ops::{OperationError, Session};
use crate::store::StoreError;

/// Where an attempt that is noted goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To the exploration that it names itself, else to the current one of the place.
    Usual,
    /// To none.
    Apart,
    /// To the one of this name.
    Named(String),
}

impl Destination {
    /// What a name stands for: `none` for no exploration, nothing for the usual one.
    pub fn from_name(name: Option<&str>) -> Self {
        match name {
            None => Self::Usual,
            Some(NO_EXPLORATION) => Self::Apart,
            Some(name) => Self::Named(name.to_owned()),
        }
    }
}

/// What an entry did to the exploration that it was noted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Joined {
    /// The name of the exploration.
    pub name: String,
    /// How it stood.
    pub state: ExplorationState,
    /// The approach that the entry ended, if one was noted.
    pub ended: Option<String>,
}

/// The exploration that a draft goes to. An attempt of a time before the current one was opened does not go there by
/// itself.
///
/// # Errors
/// When none is called so, or the journal cannot be read.
pub fn destination(
    session: &Session<'_>,
    destination: &Destination,
    place: &Place,
    draft: &EntryDraft,
) -> Result<Option<Exploration>, OperationError> {
    match destination {
        Destination::Apart => return Ok(None),
        Destination::Named(name) => return named(session, name).map(Some),
        Destination::Usual => {}
    }
    if let Some(name) = &draft.exploration {
        return Ok(session.journal.exploration(name.as_str())?);
    }
    if !session.journal.has_open_exploration()? {
        return Ok(None);
    }
    let current = current(session, place)?;
    Ok(current.filter(|exploration| {
        let opened = exploration.facts.opened_at.utc_milliseconds();
        draft
            .happened_at
            .is_none_or(|moment| moment.utc_milliseconds() >= opened)
    }))
}

/// Puts a draft on an exploration, and takes over what was noted of the approach that it ends: its title where the
/// draft does not say what was tried and one approach is running, its cost and its assistance.
///
/// # Errors
/// When the journal cannot be read.
pub fn fill(
    session: &Session<'_>,
    exploration: &Exploration,
    draft: &mut EntryDraft,
) -> Result<(), StoreError> {
    draft.exploration = Some(exploration.facts.name.clone());
    let unended = unended(session, exploration)?;
    let approach = match &draft.tried {
        Some(tried) => ending(exploration, &unended, tried),
        None => only_running(&unended),
    };
    if let Some(approach) = approach {
        draft.tried.get_or_insert_with(|| approach.title.clone());
        draft.spent = draft.spent.or(approach.spent);
        draft.assist = draft.assist.or(approach.assist);
    }
    Ok(())
}

/// The noted approach that an attempt ends, if there is one.
///
/// # Errors
/// When the journal cannot be read.
pub fn ended_by(
    session: &Session<'_>,
    exploration: &Exploration,
    tried: &Text,
) -> Result<Option<Approach>, StoreError> {
    let unended = unended(session, exploration)?;
    Ok(ending(exploration, &unended, tried).cloned())
}

/// The one with the same title; else, unless another attempt at that title has ended already, the only running one.
fn ending<'a>(
    exploration: &Exploration,
    unended: &'a [Approach],
    tried: &Text,
) -> Option<&'a Approach> {
    let is_same = |approach: &&Approach| is_same_title(approach.title.as_str(), tried.as_str());
    let same = unended.iter().find(is_same);
    if same.is_some()
        || exploration
            .facts
            .approaches
            .iter()
            .any(|noted| is_same(&noted))
    {
        return same;
    }
    only_running(unended)
}

fn only_running(unended: &[Approach]) -> Option<&Approach> {
    let mut running = unended.iter().filter(|approach| !approach.is_planned());
    running.next().filter(|_| running.next().is_none())
}

/// The exploration with an approach in the place of another, or at the end.
pub fn with_approach(
    exploration: &Exploration,
    before: Option<&Approach>,
    after: Approach,
) -> Exploration {
    let mut approaches = exploration.facts.approaches.clone();
    let place = approaches
        .iter_mut()
        .find(|approach| Some(&**approach) == before);
    match place {
        Some(place) => *place = after,
        None => approaches.push(after),
    }
    exploration.with(|facts| {
        facts.approaches = approaches;
    })
}

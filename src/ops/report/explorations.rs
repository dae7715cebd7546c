//! The explorations of a period: what was asked, what was tried, and what was decided.

use serde::Serialize;

use crate::model::time::{Period, Stamp};
use crate::model::{Answer, Exploration, ExplorationState, Filter, Privacy, Text};
use crate::ops::exploration::{Approached, Progress, approaches};
use crate::ops::{OperationError, Session};

/// An exploration that was opened or closed in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explored {
    /// Its name.
    pub name: String,
    /// What was to be found out.
    pub question: String,
    /// How it stands today.
    pub state: ExplorationState,
    /// When it was opened.
    pub opened_at: Stamp,
    /// When it was converged or dropped.
    pub closed_at: Option<Stamp>,
    /// Its approaches, planned ones last.
    pub approaches: Vec<ApproachNamed>,
    /// How many of them had ended when it was closed, or have ended until today where it is open.
    pub ended: usize,
    /// What was answered when somebody was asked.
    pub answers: Vec<Answer>,
    /// The entry that was chosen.
    pub chosen: Option<Chosen>,
    /// Why it was chosen, or why the question was dropped.
    pub why: Option<String>,
}

/// An approach by its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApproachNamed {
    /// What it is called.
    pub title: String,
    /// How it stands.
    pub progress: Progress,
}

/// The entry on which an exploration converged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chosen {
    /// Its short identifier.
    pub short: String,
    /// What was tried.
    pub tried: String,
}

/// The explorations that were opened or closed in a period, in the order in which they were opened. None where the
/// filter asks for something that only entries have, such as a tag.
pub(super) fn explored(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<Vec<Explored>, OperationError> {
    if asks_of_entries(filter) {
        return Ok(Vec::new());
    }
    let mut all = session.journal.explorations(None)?;
    all.retain(|exploration| is_of(exploration, period) && is_chosen(exploration, filter));
    all.sort_by_key(|exploration| {
        let facts = &exploration.facts;
        [facts.opened_at, facts.current_since].map(Stamp::utc_milliseconds)
    });
    let mut told = Vec::new();
    for exploration in all {
        told.extend(of(session, exploration, filter.privacy)?);
    }
    Ok(told)
}

/// The approaches of an exploration that may be seen.
pub(super) fn approaches_seen(
    session: &Session<'_>,
    exploration: &Exploration,
    privacy: Privacy,
) -> Result<Vec<Approached>, OperationError> {
    let mut all = approaches(session, exploration)?;
    if privacy == Privacy::WithoutPrivate {
        all.retain(|approached| !is_private(approached));
    }
    Ok(all)
}

fn is_private(approached: &Approached) -> bool {
    let entry = approached.entry.as_ref();
    entry.is_some_and(|shown| shown.entry.is_private())
}

/// Whether nothing of an exploration may be seen: every attempt at it is private, and there is one.
pub(super) fn is_hidden(
    session: &Session<'_>,
    exploration: &Exploration,
    privacy: Privacy,
) -> Result<bool, OperationError> {
    if privacy == Privacy::Everything {
        return Ok(false);
    }
    let all = approaches(session, exploration)?;
    let mut attempts = all.iter().filter(|approached| approached.entry.is_some());
    Ok(attempts.clone().next().is_some() && attempts.all(is_private))
}

fn is_of(exploration: &Exploration, period: &Period) -> bool {
    let facts = &exploration.facts;
    period.contains(facts.opened_at) || facts.closed_at.is_some_and(|at| period.contains(at))
}

pub(super) fn asks_of_entries(filter: &Filter) -> bool {
    let rest = Filter {
        since: None,
        until: None,
        project: None,
        exploration: None,
        author: None,
        privacy: Privacy::Everything,
        ..filter.clone()
    };
    rest != Filter::default()
}

pub(super) fn is_chosen(exploration: &Exploration, filter: &Filter) -> bool {
    let facts = &exploration.facts;
    let agrees = |wanted: &Option<String>, found: Option<&Text>| {
        wanted
            .as_ref()
            .is_none_or(|wanted| found.map(Text::as_str) == Some(wanted))
    };
    agrees(&filter.project, facts.project.as_ref())
        && agrees(&filter.exploration, Some(&facts.name))
        && agrees(&filter.author, Some(&facts.author))
}

/// An exploration as it may be seen. Why it was decided so is told with what was chosen: where that is private, neither
/// is.
fn of(
    session: &Session<'_>,
    exploration: Exploration,
    privacy: Privacy,
) -> Result<Option<Explored>, OperationError> {
    if is_hidden(session, &exploration, privacy)? {
        return Ok(None);
    }
    let approaches = approaches_seen(session, &exploration, privacy)?;
    let facts = exploration.facts;
    let had_ended = |approached: &&Approached| {
        let written = approached
            .entry
            .as_ref()
            .map(|shown| shown.entry.created_at);
        let closed = facts.closed_at.map(Stamp::utc_milliseconds);
        written.is_some_and(|at| closed.is_none_or(|closed| at.utc_milliseconds() <= closed))
    };
    let chosen = approaches
        .iter()
        .filter_map(|approached| approached.entry.as_ref())
        .find(|shown| Some(shown.entry.id) == facts.chosen);
    let is_told = privacy == Privacy::Everything || facts.chosen.is_none() || chosen.is_some();
    Ok(Some(Explored {
        name: facts.name.to_string(),
        question: facts.question.to_string(),
        state: facts.state,
        opened_at: facts.opened_at,
        closed_at: facts.closed_at,
        ended: approaches.iter().filter(had_ended).count(),
        answers: facts.answers,
        chosen: chosen.map(|shown| Chosen {
            short: shown.short.clone(),
            tried: shown.entry.tried.to_string(),
        }),
        why: facts.why.filter(|_| is_told).map(String::from),
        approaches: approaches
            .into_iter()
            .map(|approached| ApproachNamed {
                title: approached.title,
                progress: approached.progress,
            })
            .collect(),
    }))
}

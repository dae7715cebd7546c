//! The explorations of a period: what was asked, what was tried, and what was decided.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::figures::LISTED;
use super::leading::Leading;
use crate::model::time::{Period, Stamp};
use crate::model::{Answer, Brief, Exploration, ExplorationState, Filter, Privacy, Text};
use crate::ops::exploration::{Approached, Progress, approaches};
use crate::ops::{OperationError, Session};
use crate::store::StoreError;

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
    /// Whether it ended only after the question had been closed.
    pub ended_late: bool,
}

/// The entry on which an exploration converged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chosen {
    /// Its short identifier.
    pub short: String,
    /// What was tried.
    pub tried: String,
}

/// So many explorations are listed from the first on, and so many up to the last.
const LISTED_FROM_EITHER_END: usize = LISTED / 2;

/// The explorations that were opened or closed in a period, in the order in which they were opened, without those in the
/// middle where they are many, and how many there are. None where the filter asks for something that only entries have, such as a tag.
pub(super) fn explored(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<(Vec<Explored>, u64), OperationError> {
    if asks_of_entries(filter) {
        return Ok((Vec::new(), 0));
    }
    let mut first = Leading::new(LISTED_FROM_EITHER_END);
    let mut last = Leading::new(LISTED_FROM_EITHER_END);
    session.journal.for_each_exploration(None, |exploration| {
        let is_told = is_of(&exploration, period) && is_chosen(&exploration, filter);
        if is_told && !is_hidden(session, &exploration, filter.privacy)? {
            let facts = &exploration.facts;
            let since = [facts.opened_at, facts.current_since].map(Stamp::utc_milliseconds);
            let place = (since, Reverse(exploration.id));
            first.add(place, exploration.clone());
            last.add(Reverse(place), exploration);
        }
        Ok::<(), OperationError>(())
    })?;
    let in_all = first.seen();
    let mut listed: BTreeMap<_, _> = first.into_entries().collect();
    let last = last.into_entries();
    listed.extend(last.map(|(Reverse(place), exploration)| (place, exploration)));
    let explored = listed
        .into_values()
        .map(|exploration| of(session, exploration, filter.privacy));
    Ok((explored.collect::<Result<_, _>>()?, in_all))
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

/// Whether a brief may be told of: not where it tells of an attempt that is not to be seen.
pub(super) fn may_be_told(
    session: &Session<'_>,
    brief: &Brief,
    privacy: Privacy,
) -> Result<bool, OperationError> {
    for id in &brief.entries {
        let is_hidden = match session.journal.entry(*id) {
            Ok(entry) => entry.is_private() && privacy == Privacy::WithoutPrivate,
            Err(StoreError::NotFound(_)) => false,
            Err(error) => return Err(error.into()),
        };
        if is_hidden {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The answers that may be told: what was answered to a brief goes with the brief.
fn answers_seen(
    session: &Session<'_>,
    exploration: &Exploration,
    privacy: Privacy,
) -> Result<Vec<Answer>, OperationError> {
    let facts = &exploration.facts;
    let mut seen = Vec::new();
    for answer in &facts.answers {
        let answered_at = answer.at.utc_milliseconds();
        let times = facts
            .briefs
            .iter()
            .map(|brief| (brief.at.utc_milliseconds(), brief));
        let earlier = times.filter(|(at, _)| *at <= answered_at);
        let asked = earlier.max_by_key(|(at, _)| *at).map(|(_, brief)| brief);
        let is_told = match asked {
            Some(brief) => may_be_told(session, brief, privacy)?,
            None => true,
        };
        if is_told {
            seen.push(answer.clone());
        }
    }
    Ok(seen)
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
) -> Result<Explored, OperationError> {
    let approaches = approaches_seen(session, &exploration, privacy)?;
    let answers = answers_seen(session, &exploration, privacy)?;
    let facts = exploration.facts;
    let had_ended = |approached: &&Approached| approached.ended_before(facts.closed_at);
    let chosen = approaches
        .iter()
        .filter_map(|approached| approached.entry.as_ref())
        .find(|shown| Some(shown.entry.id) == facts.chosen);
    let is_told = privacy == Privacy::Everything || facts.chosen.is_none() || chosen.is_some();
    Ok(Explored {
        name: facts.name.to_string(),
        question: facts.question.to_string(),
        state: facts.state,
        opened_at: facts.opened_at,
        closed_at: facts.closed_at,
        ended: approaches.iter().filter(had_ended).count(),
        answers,
        chosen: chosen.map(|shown| Chosen {
            short: shown.short.clone(),
            tried: shown.entry.tried.to_string(),
        }),
        why: facts.why.filter(|_| is_told).map(String::from),
        approaches: approaches
            .into_iter()
            .map(|approached| ApproachNamed {
                ended_late: approached.entry.is_some() && !approached.ended_before(facts.closed_at),
                title: approached.title,
                progress: approached.progress,
            })
            .collect(),
    })
}

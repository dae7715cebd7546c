//! The clock of an exploration: fifteen minutes of struggle, then ask with evidence. There is no daemon: what the clock
//! says is worked out when somebody looks.

use serde::Serialize;

use crate::model::Exploration;
use crate::model::time::{Spent, Stamp};

/// What the clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// There is time left.
    KeepTrying,
    /// The time is up.
    TimeToAsk,
    /// A brief was written, and no answer has been noted since.
    Asked,
    /// The question is closed.
    Stopped,
}

/// The clock of an exploration at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// What it says.
    pub state: ClockState,
    /// How long it has run, in whole minutes: since the exploration became the current one, or since the last answer.
    /// Never below zero, though a wall clock may have run backwards.
    pub minutes: u64,
    /// After how many minutes it is time to ask.
    pub limit_minutes: u64,
}

/// Reads the clock at `now`. `limit` is the configured time, for explorations that set none themselves.
pub fn clock(exploration: &Exploration, limit: Spent, now: Stamp) -> Clock {
    let facts = &exploration.facts;
    let latest =
        |stamps: &mut dyn Iterator<Item = Stamp>| stamps.map(Stamp::utc_milliseconds).max();
    let answered = latest(&mut facts.answers.iter().map(|answer| answer.at));
    let asked = latest(&mut facts.briefs.iter().map(|brief| brief.at));
    let current = facts.current_since.utc_milliseconds();
    let begun = answered.map_or(current, |answered| answered.max(current));
    let end = facts.closed_at.unwrap_or(now);
    let elapsed = end.utc_milliseconds().saturating_sub(begun);
    let minutes = u64::try_from(elapsed / 60_000).unwrap_or(0);
    let limit_minutes = u64::from(facts.until.unwrap_or(limit).minutes());
    let is_asked = asked > answered;
    let state = if !exploration.is_open() {
        ClockState::Stopped
    } else if is_asked {
        ClockState::Asked
    } else if minutes >= limit_minutes {
        ClockState::TimeToAsk
    } else {
        ClockState::KeepTrying
    };
    Clock {
        state,
        minutes,
        limit_minutes,
    }
}

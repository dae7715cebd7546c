//! Struggling: the same command fails again and again in one project.
//!
//! A struggle is a row of failures without a long pause. A success ends it where folio sees it, which is after
//! `folio run` alone: a shell does not tell of what succeeds.

use std::time::Duration;

use serde::Serialize;

use super::Session;
use super::exploration::{Place, current};
use crate::model::time::Stamp;
use crate::store::{EarlierFailure, FailedCommand, Memory, MemoryError, StoreError, Succeeded};

/// A pause between two failures that ends a struggle.
const PAUSE: Duration = Duration::from_hours(1);

/// No struggle is looked for further back than this.
const LONGEST: Duration = Duration::from_hours(24);

/// A command that keeps failing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Struggle {
    /// The command line.
    pub command: String,
    /// Minutes since it failed first.
    pub minutes: u64,
    /// How often it failed.
    pub failures: usize,
}

/// How somebody asks with what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asking {
    /// With a brief of the exploration that is open.
    Brief,
    /// With an attempt that is noted first.
    Log,
}

/// How somebody asks at this place.
///
/// # Errors
/// When the journal cannot be read.
pub fn asking(session: &Session<'_>, place: &Place) -> Result<Asking, StoreError> {
    Ok(match current(session, place)? {
        Some(_) => Asking::Brief,
        None => Asking::Log,
    })
}

/// Whether a command that was just remembered has now kept failing for as long as `after`. Once in a struggle; never
/// where `after` is zero.
///
/// # Errors
/// When the memory cannot be used.
pub fn struggle(
    memory: &mut Memory,
    failed: &FailedCommand,
    after: Duration,
) -> Result<Option<Struggle>, MemoryError> {
    if after.is_zero() {
        return Ok(None);
    }
    let Some(since) = earliest(failed.at) else {
        return Ok(None);
    };
    let failures = memory.failures_like(failed, since)?;
    let row = latest_row(&failures);
    let Some(first) = row.first() else {
        return Ok(None);
    };
    let lasted = failed.at.utc_milliseconds() - first.at.utc_milliseconds();
    if lasted < milliseconds(after) || row.iter().any(|failure| failure.was_said) {
        return Ok(None);
    }
    memory.note_said(failed)?;
    Ok(Some(Struggle {
        command: failed.command.clone(),
        minutes: lasted.unsigned_abs() / 60_000,
        failures: row.len(),
    }))
}

/// Ends the struggle with a command that has succeeded, where there is one.
///
/// # Errors
/// When the memory cannot be used.
pub fn end(memory: &mut Memory, succeeded: &Succeeded<'_>, now: Stamp) -> Result<(), MemoryError> {
    match earliest(now) {
        Some(since) => memory.note_success(succeeded, since),
        None => Ok(()),
    }
}

/// The moment from which on a struggle is looked for.
fn earliest(now: Stamp) -> Option<Stamp> {
    let milliseconds = now.utc_milliseconds() - milliseconds(LONGEST);
    Stamp::from_parts(milliseconds, now.offset_minutes()).ok()
}

/// The failures since the last long pause, of failures in the order of time.
fn latest_row(failures: &[EarlierFailure]) -> &[EarlierFailure] {
    let is_paused = |pair: &[EarlierFailure]| match pair {
        [earlier, later] => {
            later.at.utc_milliseconds() - earlier.at.utc_milliseconds() > milliseconds(PAUSE)
        }
        _ => false,
    };
    let paused = failures.windows(2).rposition(is_paused);
    failures
        .get(paused.map_or(0, |place| place + 1)..)
        .unwrap_or_default()
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

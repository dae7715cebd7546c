//! `converge` and `drop`: a question is closed, on an entry or without an answer.

use super::exploration::{Place, Standing, current, meant};
use super::explore::closed;
use super::{OperationError, Replaced, Session, Shown, redacting};
use crate::model::time::Spent;
use crate::model::{EntryId, Exploration, ExplorationState, Text};
use crate::store::StoreError;

/// How a question is closed.
#[derive(Debug, Clone, Copy)]
enum Decision {
    Converged(EntryId),
    Dropped,
}

/// The exploration that `converge` closes, and the entry on which.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The exploration.
    pub exploration: Exploration,
    /// The entry.
    pub entry: Shown,
}

/// Finds out what is to be converged on what: the exploration of that name, else the current one, else the one that the
/// entry belongs to.
///
/// # Errors
/// When the entry is not found or belongs to another exploration, or the exploration is closed.
pub fn choice(
    session: &Session<'_>,
    given: &str,
    on: Option<&str>,
    place: &Place,
) -> Result<Choice, OperationError> {
    let id = match session.journal.resolve(given) {
        Err(StoreError::NotFound(_)) if session.journal.exploration(given)?.is_some() => {
            return Err(OperationError::missing(
                format!("`{given}` is an exploration, and `converge` takes an entry of it"),
                format!("`folio compare {given}` shows the ids of its entries"),
            ));
        }
        found => found?,
    };
    let entry = Shown::of(&session.journal, session.journal.entry(id)?)?;
    let own = entry.entry.exploration.as_ref().map(Text::as_str);
    let exploration = match (on, current(session, place)?) {
        (None, Some(current)) => current,
        (on, _) => meant(session, on.or(own), place)?,
    };
    if own != Some(exploration.facts.name.as_str()) {
        return Err(of_another(&entry, own, &exploration));
    }
    if !exploration.is_open() {
        return Err(closed(&exploration));
    }
    Ok(Choice { exploration, entry })
}

fn of_another(entry: &Shown, own: Option<&str>, exploration: &Exploration) -> OperationError {
    let (short, name) = (&entry.short, &exploration.facts.name);
    let moving = format!("`folio edit {short} --exploration {name}` puts it on `{name}`");
    match own {
        Some(own) => OperationError::nothing(
            format!("{short} belongs to the exploration `{own}`, not to `{name}`"),
            format!("add `--on {own}` to converge that one; {moving}"),
        ),
        None => OperationError::nothing(
            format!("{short} belongs to no exploration, and `{name}` is meant"),
            moving,
        ),
    }
}

/// Closes an exploration on one of its entries, and says which secrets were replaced in the reason.
///
/// # Errors
/// When the journal cannot be written.
pub fn converge(
    session: &mut Session<'_>,
    choice: &Choice,
    why: &Text,
    limit: Spent,
) -> Result<(Standing, Replaced), OperationError> {
    let decision = Decision::Converged(choice.entry.entry.id);
    close(session, &choice.exploration, decision, why, limit)
}

/// The exploration that `drop` closes: the one of that name, else the current one.
///
/// # Errors
/// When none is meant, or it is closed.
pub fn droppable(
    session: &Session<'_>,
    given: Option<&str>,
    place: &Place,
) -> Result<Exploration, OperationError> {
    let exploration = meant(session, given, place)?;
    if !exploration.is_open() {
        return Err(closed(&exploration));
    }
    Ok(exploration)
}

/// Closes an exploration without an answer, and says which secrets were replaced in the reason.
///
/// # Errors
/// When the journal cannot be written.
pub fn give_up(
    session: &mut Session<'_>,
    exploration: &Exploration,
    why: &Text,
    limit: Spent,
) -> Result<(Standing, Replaced), OperationError> {
    close(session, exploration, Decision::Dropped, why, limit)
}

fn close(
    session: &mut Session<'_>,
    before: &Exploration,
    decision: Decision,
    why: &Text,
    limit: Spent,
) -> Result<(Standing, Replaced), OperationError> {
    let (why, replaced) = redacting::redact_text(&session.redactor, "why", why)?;
    let (command, state, chosen) = match decision {
        Decision::Converged(entry) => ("converge", ExplorationState::Converged, Some(entry)),
        Decision::Dropped => ("drop", ExplorationState::Dropped, None),
    };
    let after = before.with(|facts| {
        facts.state = state;
        facts.chosen = chosen;
        facts.closed_at = Some(session.calendar.now());
        facts.why = Some(why);
    });
    session.write(command, |writer| writer.update_exploration(before, &after))?;
    Ok((Standing::of(session, after, limit)?, replaced))
}

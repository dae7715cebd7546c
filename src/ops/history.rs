//! `history`: who changed what of an entry or an exploration, and when.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{OperationError, Session};
use crate::history::{Change, Kind};
use crate::model::EntryDraft;
use crate::model::time::Stamp;
use crate::store::{Recorded, StoreError};

/// The changes of one entry or exploration, oldest first.
#[derive(Debug, Clone, Serialize)]
pub struct History {
    /// The entry or the exploration.
    pub id: Uuid,
    /// The short identifier of the entry, or the name of the exploration.
    pub short: String,
    /// What happened to it.
    pub changes: Vec<ChangeShown>,
}

/// One record, for people.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeShown {
    /// When.
    pub at: Stamp,
    /// Who.
    pub author: String,
    /// By which command.
    pub command: String,
    /// What the change amounts to.
    pub event: Event,
    /// Which fields were set, in the order of the entry's form.
    pub fields: Vec<FieldShown>,
}

/// What a record amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// It came into being.
    Created,
    /// It had been removed and came back.
    Restored,
    /// Fields were set.
    Changed,
    /// It was removed.
    Removed,
    /// A newer folio wrote something that this one does not understand.
    Unknown,
}

/// One field of a change. A list tells its members that came and went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldShown {
    /// The field.
    pub field: String,
    /// The value that was there, or the members that went.
    pub old: Value,
    /// The value that is there now, or the members that came.
    pub new: Value,
}

/// Everything recorded about an entry, or about the exploration of that name. Where neither is there, a removed entry is
/// found by its UUID or the beginning of its handle.
///
/// # Errors
/// When nothing was ever recorded under the identifier or the name, or several entries begin so.
pub fn history(session: &Session<'_>, given: &str) -> Result<History, OperationError> {
    let journal = &session.journal;
    let id = match journal.resolve(given) {
        Err(StoreError::NotFound(_)) => match journal.exploration(given)? {
            Some(exploration) => {
                let records = journal.history(exploration.id.0)?;
                return Ok(of(exploration.id.0, given.to_owned(), records));
            }
            None => journal.resolve_removed(given)?,
        },
        other => other?,
    };
    let short = journal.shorts().of(id)?;
    Ok(of(id.0, short, journal.history(id.0)?))
}

fn of(id: Uuid, short: String, records: Vec<Recorded>) -> History {
    let mut changes: Vec<ChangeShown> = records.into_iter().map(shown).collect();
    for change in changes.iter_mut().skip(1) {
        if change.event == Event::Created {
            change.event = Event::Restored;
        }
    }
    History { id, short, changes }
}

fn shown(recorded: Recorded) -> ChangeShown {
    let record = recorded.record;
    let kind = record.body.kind();
    let event = match &record.body.change {
        _ if kind.is_none() => Event::Unknown,
        change if change.creates() => Event::Created,
        change if change.removes() => Event::Removed,
        _ => Event::Changed,
    };
    let body = record.body;
    let scalars = body
        .change
        .fields
        .into_iter()
        .filter(|(field, _)| match kind {
            Some(Kind::Exploration) => !Change::is_presence(field),
            _ => EntryDraft::reads(field),
        })
        .map(|(field, change)| FieldShown {
            field,
            old: change.before,
            new: change.after,
        });
    let lists = body
        .change
        .lists
        .into_iter()
        .map(|(field, change)| FieldShown {
            field,
            old: Value::from(change.removed),
            new: Value::from(change.added),
        });
    let mut fields: Vec<FieldShown> = scalars.chain(lists).collect();
    let place = |name: &str| EntryDraft::FIELDS.iter().position(|field| *field == name);
    fields.sort_by_key(|field| place(&field.field));
    ChangeShown {
        at: body.at,
        author: body.author,
        command: body.command,
        event,
        fields,
    }
}

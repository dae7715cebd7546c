//! `history`: who changed what of an entry, and when.

use serde::Serialize;
use serde_json::Value;

use super::{OperationError, Session};
use crate::history::Kind;
use crate::model::EntryDraft;
use crate::model::EntryId;
use crate::model::time::Stamp;
use crate::store::{Recorded, StoreError};

/// The changes of one entry, oldest first.
#[derive(Debug, Clone, Serialize)]
pub struct History {
    /// The entry.
    pub id: EntryId,
    /// Its short identifier.
    pub short: String,
    /// What happened to it.
    pub changes: Vec<ChangeShown>,
}

/// One record about an entry, for people.
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
    /// The entry came into being.
    Created,
    /// The entry had been removed and came back.
    Restored,
    /// Fields were set.
    Changed,
    /// The entry was removed.
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

/// Everything recorded about an entry. A removed entry is found by its whole identifier.
///
/// # Errors
/// When nothing was ever recorded under the identifier.
pub fn history(session: &Session<'_>, given: &str) -> Result<History, OperationError> {
    let id = match session.journal.resolve(given) {
        Err(StoreError::NotFound(_)) => session.journal.resolve_removed(given)?,
        other => other?,
    };
    let records = session.journal.history(id)?;
    let short = session.journal.shorts().of(id)?;
    let mut changes: Vec<ChangeShown> = records.into_iter().map(shown).collect();
    for change in changes.iter_mut().skip(1) {
        if change.event == Event::Created {
            change.event = Event::Restored;
        }
    }
    Ok(History { id, short, changes })
}

fn shown(recorded: Recorded) -> ChangeShown {
    let record = recorded.record;
    let event = match &record.body.change {
        _ if record.kind() != Some(Kind::Entry) => Event::Unknown,
        change if change.creates() => Event::Created,
        change if change.removes() => Event::Removed,
        _ => Event::Changed,
    };
    let body = record.body;
    let scalars = body
        .change
        .fields
        .into_iter()
        .filter(|(field, _)| EntryDraft::reads(field))
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

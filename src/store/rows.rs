//! An entry as a row of the derived table `entry`, and back.

use rusqlite::Row;
use uuid::Uuid;

use super::StoreError;
use crate::model::time::{Spent, Stamp};
use crate::model::{Entry, EntryId, Text};

/// The columns of [`read_entry`], in its order.
pub(super) const ENTRY_COLUMNS: &str = "e.id, e.tried, e.because, e.principle, e.signals, e.next, e.outcome, e.tags, e.project, e.exploration, \
     e.assist, e.spent_minutes, e.author, e.happened_at, e.happened_offset, e.created_at, e.created_offset, e.evidence, e.reviews, \
     e.feedback, e.elsewhere, e.practice, e.rules_out";

/// Reads a row with [`ENTRY_COLUMNS`].
pub(super) fn read_entry(row: &Row<'_>) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: EntryId(uuid(row, 0)?),
        tried: text(row, 1)?,
        because: text(row, 2)?,
        principle: optional_text(row, 3)?,
        signals: json(row, 4)?.unwrap_or_default(),
        next: optional_text(row, 5)?,
        outcome: word(row, 6)?.ok_or_else(|| damaged("an entry has no outcome"))?,
        tags: json(row, 7)?.unwrap_or_default(),
        project: optional_text(row, 8)?,
        exploration: optional_text(row, 9)?,
        assist: word(row, 10)?,
        spent: spent(row, 11)?,
        author: text(row, 12)?,
        happened_at: stamp(row, 13)?,
        created_at: stamp(row, 15)?,
        evidence: json(row, 17)?,
        reviews: json(row, 18)?.unwrap_or_default(),
        feedback: json(row, 19)?.unwrap_or_default(),
        elsewhere: json(row, 20)?.unwrap_or_default(),
        practice: json(row, 21)?.unwrap_or_default(),
        rules_out: optional_text(row, 22)?,
    })
}

/// A UUID kept as 16 bytes.
pub(super) fn uuid(row: &Row<'_>, column: usize) -> Result<Uuid, StoreError> {
    let bytes = row.get_ref(column)?.as_blob().map_err(damaged)?;
    Uuid::from_slice(bytes).map_err(damaged)
}

/// An instant kept as Unix milliseconds and, in the next column, an offset in minutes.
pub(super) fn stamp(row: &Row<'_>, column: usize) -> Result<Stamp, StoreError> {
    Stamp::from_parts(row.get(column)?, row.get(column + 1)?).map_err(damaged)
}

/// A word of a vocabulary.
pub(super) fn word<W>(row: &Row<'_>, column: usize) -> Result<Option<W>, StoreError>
where
    W: std::str::FromStr<Err: std::fmt::Display>,
{
    let written = row.get_ref(column)?.as_str_or_null().map_err(damaged)?;
    written
        .map(|word| word.parse().map_err(damaged))
        .transpose()
}

/// A value kept as JSON.
pub(super) fn json<V: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<V>, StoreError> {
    let written = row.get_ref(column)?.as_str_or_null().map_err(damaged)?;
    written
        .map(|json| serde_json::from_str(json).map_err(damaged))
        .transpose()
}

/// Minutes spent.
pub(super) fn spent(row: &Row<'_>, column: usize) -> Result<Option<Spent>, StoreError> {
    let minutes: Option<u32> = row.get(column)?;
    minutes
        .map(|minutes| Spent::from_minutes(minutes).map_err(damaged))
        .transpose()
}

/// Prose that must be there.
pub(super) fn text(row: &Row<'_>, column: usize) -> Result<Text, StoreError> {
    Text::try_from(row.get::<_, String>(column)?).map_err(damaged)
}

/// Prose that may be absent.
pub(super) fn optional_text(row: &Row<'_>, column: usize) -> Result<Option<Text>, StoreError> {
    row.get::<_, Option<String>>(column)?
        .map(Text::try_from)
        .transpose()
        .map_err(damaged)
}

/// A value that no folio writes.
pub(super) fn damaged(what: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(what.to_string())
}

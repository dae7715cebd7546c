//! The log: appending records and reading them back.

use rusqlite::{Connection, Row};
use serde_json::Value;
use uuid::Uuid;

use super::checksum::Checksum;
use super::{Journal, StoreError, rows};
use crate::history::{Body, Head, HybridTime, Kind, Record, State};
use crate::model::time::{Calendar, ChronoZone, Stamp};
use crate::model::{
    Entry, EntryDraft, EntryId, Exploration, ExplorationId, MachineId, StepId, Text,
};

/// A record with its place in this journal's log.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Counts records in the order in which this journal took them.
    pub position: i64,
    /// The record.
    pub record: Record,
}

const RECORD_COLUMNS: &str =
    "position, id, machine, sequence, milliseconds, counter, step, subject, body";

/// The field of an entry that makes it a lesson.
const PRINCIPLE: &str = "principle";

/// Appends one record and gives its position and its checksum.
pub(super) fn append(
    connection: &Connection,
    record: &Record,
) -> Result<(i64, Checksum), StoreError> {
    let Head {
        id,
        machine,
        sequence,
        clock,
        step,
        subject,
    } = record.head;
    let body = serde_json::to_string(&record.body).map_err(rows::damaged)?;
    let checksum = Checksum::of(&record.head, &body);
    let mut statement = connection.prepare_cached(
        "INSERT INTO record (id, machine, sequence, milliseconds, counter, step, subject, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let position = statement.insert((
        id.as_bytes(),
        machine.0.as_bytes(),
        sequence,
        clock.milliseconds,
        clock.counter,
        step.0.as_bytes(),
        subject.as_bytes(),
        body,
    ))?;
    Ok((position, checksum))
}

/// The number of the last record that a machine wrote into this journal; 0 before the first.
pub(super) fn last_sequence(
    connection: &Connection,
    machine: MachineId,
) -> Result<u64, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT max(sequence) FROM record WHERE machine = ?1")?;
    let last: Option<u64> = statement.query_row([machine.0.as_bytes()], |row| row.get(0))?;
    Ok(last.unwrap_or(0))
}

/// Whether anything was ever recorded about a subject.
pub(super) fn mentions(connection: &Connection, subject: Uuid) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM record WHERE subject = ?1")?
        .exists([subject.as_bytes()])?)
}

/// The records about one subject, in their total order.
pub(super) fn of_subject(
    connection: &Connection,
    subject: Uuid,
) -> Result<Vec<Recorded>, StoreError> {
    let sql = format!(
        "SELECT {RECORD_COLUMNS} FROM record WHERE subject = ?1 ORDER BY milliseconds, counter, machine, sequence"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([subject.as_bytes()])?;
    let mut records = Vec::new();
    while let Some(row) = found.next()? {
        records.push(read(row)?);
    }
    Ok(records)
}

/// How many records the log has. Their positions do not tell: those of a salvaged journal have holes.
pub(super) fn count(connection: &Connection) -> Result<u64, StoreError> {
    Ok(connection.query_row("SELECT count(*) FROM record", [], |row| row.get(0))?)
}

/// Hands the row of every record, which [`read`] understands, to `each`, in the order of the log.
pub(super) fn for_each(
    connection: &Connection,
    mut each: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(&format!(
        "SELECT {RECORD_COLUMNS} FROM record ORDER BY position"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(row)?;
    }
    Ok(())
}

/// At most `limit` records of a step, the last of those before `before` first.
pub(super) fn of_step_before(
    connection: &Connection,
    step: StepId,
    (first, before): (i64, i64),
    limit: usize,
) -> Result<Vec<Recorded>, StoreError> {
    let sql = format!(
        "SELECT {RECORD_COLUMNS} FROM record WHERE position >= ?1 AND position < ?2 AND step = ?3 \
         ORDER BY position DESC LIMIT ?4"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query((first, before, step.0.as_bytes(), limit))?;
    let mut records = Vec::new();
    while let Some(row) = found.next()? {
        records.push(read(row)?);
    }
    Ok(records)
}

/// The first subjects of a step, at most `limit`.
pub(super) fn subjects_of_step(
    connection: &Connection,
    step: StepId,
    positions: (i64, i64),
    limit: usize,
) -> Result<Vec<Uuid>, StoreError> {
    let sql = "SELECT subject FROM record WHERE position BETWEEN ?1 AND ?2 AND step = ?3 ORDER BY position LIMIT ?4";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query((positions.0, positions.1, step.0.as_bytes(), limit))?;
    let mut subjects = Vec::new();
    while let Some(row) = found.next()? {
        subjects.push(rows::uuid(row, 0)?);
    }
    Ok(subjects)
}

/// Whether the log knows an entry with this identifier, which may have been removed.
pub(super) fn has_entry(connection: &Connection, id: EntryId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM record WHERE subject = ?1 AND body ->> '$.kind' = ?2";
    Ok(connection
        .prepare_cached(sql)?
        .exists((id.0.as_bytes(), Kind::Entry.as_str()))?)
}

/// The checksum of a record whose row with all columns this is.
pub(super) fn checksum(row: &Row<'_>) -> Result<Checksum, StoreError> {
    let body = row.get_ref(8)?.as_str().map_err(rows::damaged)?;
    Ok(Checksum::of(&head(row)?, body))
}

/// How many records of a step stand between two positions, and their checksum as they stand there.
pub(super) fn checksum_of_step(
    connection: &Connection,
    step: StepId,
    (first, last): (i64, i64),
) -> Result<(u64, Checksum), StoreError> {
    let sql = format!(
        "SELECT {RECORD_COLUMNS} FROM record WHERE position BETWEEN ?1 AND ?2 AND step = ?3"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query((first, last, step.0.as_bytes()))?;
    let mut count = 0;
    let mut sum = Checksum::default();
    while let Some(row) = found.next()? {
        count += 1;
        sum = sum.and(checksum(row)?);
    }
    Ok((count, sum))
}

fn head(row: &Row<'_>) -> Result<Head, StoreError> {
    Ok(Head {
        id: rows::uuid(row, 1)?,
        machine: MachineId(rows::uuid(row, 2)?),
        sequence: row.get(3)?,
        clock: HybridTime {
            milliseconds: row.get(4)?,
            counter: row.get(5)?,
        },
        step: StepId(rows::uuid(row, 6)?),
        subject: rows::uuid(row, 7)?,
    })
}

/// Reads a row with the columns of a record.
pub(super) fn read(row: &Row<'_>) -> Result<Recorded, StoreError> {
    let body: Body = serde_json::from_str(row.get_ref(8)?.as_str().map_err(rows::damaged)?)
        .map_err(rows::damaged)?;
    let head = head(row)?;
    Ok(Recorded {
        position: row.get(0)?,
        record: Record { head, body },
    })
}

/// What a subject is now.
#[derive(Debug, PartialEq)]
pub(super) enum Subject {
    /// An entry.
    Entry(Box<LoggedEntry>),
    /// An exploration.
    Exploration(Box<Exploration>),
    /// It was removed, or this build understands none of its records.
    Absent,
}

/// An entry, with what only the log knows of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LoggedEntry {
    /// The entry.
    pub(super) entry: Entry,
    /// Since when it has had a principle.
    pub(super) principle_at: Option<Stamp>,
}

/// When an entry recorded at `recorded_at` for the first time got the principle that it came with. Nothing is known
/// where it was written before it was recorded, as one that is imported.
pub(super) fn principle_at_creation(entry: &Entry, recorded_at: Stamp) -> Option<Stamp> {
    let was_written_now = entry.created_at.utc_milliseconds() == recorded_at.utc_milliseconds();
    (entry.principle.is_some() && was_written_now).then_some(recorded_at)
}

/// What the records about one subject add up to.
pub(super) fn fold<'a>(
    id: Uuid,
    records: impl IntoIterator<Item = &'a Record>,
) -> Result<Subject, StoreError> {
    let mut first: Option<(&Record, Kind)> = None;
    let mut state = State::default();
    let mut principle_since: Option<&Record> = None;
    for record in records {
        let Some(kind) = record.body.kind() else {
            continue;
        };
        first.get_or_insert((record, kind));
        state.apply(&record.body.change);
        if let Some(principle) = record.body.change.fields.get(PRINCIPLE) {
            principle_since = match principle.after {
                Value::Null => None,
                _ => principle_since.or(Some(record)),
            };
        }
    }
    match first.filter(|_| state.is_present()) {
        None => Ok(Subject::Absent),
        Some((first, Kind::Entry)) => {
            let entry = entry_of(EntryId(id), &state, first)?;
            let principle_at = principle_since.and_then(|since| {
                if since.head.id == first.head.id {
                    principle_at_creation(&entry, since.body.at)
                } else {
                    Some(since.body.at)
                }
            });
            Ok(Subject::Entry(Box::new(LoggedEntry {
                entry,
                principle_at,
            })))
        }
        Some((_, Kind::Exploration)) => {
            Exploration::from_object(ExplorationId(id), state.to_object())
                .map(|exploration| Subject::Exploration(Box::new(exploration)))
                .map_err(rows::damaged)
        }
    }
}

/// Whether a subject that is not there has gone because the step that brought it was taken back, and not because it was
/// removed. Its records are given in their order.
pub(super) fn is_taken_back(records: &[Recorded]) -> bool {
    let gone = records
        .iter()
        .rfind(|recorded| recorded.record.body.change.removes());
    let undone = gone.and_then(|recorded| recorded.record.body.undoes);
    undone.is_some_and(|undone| {
        let mut of_step = records
            .iter()
            .filter(|recorded| recorded.record.head.step == undone);
        of_step.any(|recorded| recorded.record.body.undoes.is_none())
    })
}

fn entry_of(id: EntryId, state: &State, first: &Record) -> Result<Entry, StoreError> {
    // Times in the log have their offsets; the calendar is asked for nothing.
    let zone = ChronoZone(chrono::Utc);
    let calendar = Calendar::new(first.body.at, &zone, chrono::Weekday::Mon);
    let author = Text::new(&first.body.author).map_err(rows::damaged)?;
    let draft = EntryDraft::read(&state.to_object(), &calendar).map_err(rows::damaged)?;
    let draft = EntryDraft {
        id: Some(id),
        ..draft
    };
    draft
        .complete(&author, first.body.at)
        .map_err(rows::damaged)
}

impl Journal {
    /// Everything that was ever recorded about an entry or an exploration, oldest first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn history(&self, subject: Uuid) -> Result<Vec<Recorded>, StoreError> {
        of_subject(&self.connection, subject)
    }

    /// Whether an entry was ever recorded under this identifier, though it may have been removed.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn has_record_of(&self, id: EntryId) -> Result<bool, StoreError> {
        mentions(&self.connection, id.0)
    }
}

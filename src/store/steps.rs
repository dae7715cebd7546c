//! Steps: what each command changed, so that it can be shown and taken back as one.

use rusqlite::{Connection, OptionalExtension, Row};

use super::checksum::Checksum;
use super::{Journal, StoreError, records, rows};
use crate::history::{HybridTime, Kind, State};
use crate::model::StepId;
use crate::model::time::Stamp;

/// What one command changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Names the step.
    pub id: StepId,
    /// The step that it takes back, if it is an undo.
    pub undoes: Option<StepId>,
    /// Whether another step has taken it back, and has not been taken back itself.
    pub undone: bool,
    /// The command.
    pub command: String,
    /// Who gave it.
    pub author: String,
    /// When.
    pub at: Stamp,
    /// How many records it has.
    pub records: u64,
    pub(super) positions: (i64, i64),
}

/// Something that a step changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepSubject {
    /// What it is; nothing where this folio does not know it.
    pub kind: Option<Kind>,
    /// What was tried, or what is asked.
    pub text: Option<String>,
}

const STEP_COLUMNS: &str = "s.id, s.undoes, s.undone, s.command, s.author, s.at, s.at_offset, s.records, s.first_position, s.last_position";

/// The number of the step with the id `?1`. It is looked for from the newest on, for what is taken back is seldom old:
/// an index of ids would have to be written for every command.
const NUMBER: &str = "(SELECT number FROM step WHERE id = ?1 ORDER BY number DESC LIMIT 1)";

/// What is known of a step when its records have been appended.
pub(super) struct Finished<'a> {
    pub(super) id: StepId,
    pub(super) undoes: Option<StepId>,
    pub(super) command: &'a str,
    pub(super) author: &'a str,
    pub(super) at: Stamp,
    pub(super) positions: (i64, i64),
    pub(super) records: u64,
    pub(super) clock: HybridTime,
    pub(super) checksum: Checksum,
}

/// Notes a step.
pub(super) fn insert(connection: &Connection, step: &Finished<'_>) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO step (id, undoes, command, author, at, at_offset, first_position, last_position, records, milliseconds, counter, checksum) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    statement.execute((
        step.id.0.as_bytes(),
        step.undoes.map(|undone| undone.0.into_bytes()),
        step.command,
        step.author,
        step.at.utc_milliseconds(),
        step.at.offset_minutes(),
        step.positions.0,
        step.positions.1,
        step.records,
        step.clock.milliseconds,
        step.clock.counter,
        step.checksum.number(),
    ))?;
    mark_undone(connection, step.undoes)
}

/// Notes more records of a step, where it is known.
pub(super) fn extend(connection: &Connection, step: &Finished<'_>) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "UPDATE step SET last_position = ?2, records = records + ?3, milliseconds = ?4, counter = ?5, \
         checksum = (checksum + ?6) & 0xffffffff WHERE id = ?1",
    )?;
    let known = statement.execute((
        step.id.0.as_bytes(),
        step.positions.1,
        step.records,
        step.clock.milliseconds,
        step.clock.counter,
        step.checksum.number(),
    ))?;
    Ok(known > 0)
}

/// The newest clock of the log.
pub(super) fn newest_clock(connection: &Connection) -> Result<HybridTime, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT milliseconds, counter FROM step ORDER BY number DESC LIMIT 1")?;
    let clock = statement.query_row([], |row| {
        Ok(HybridTime {
            milliseconds: row.get(0)?,
            counter: row.get(1)?,
        })
    });
    Ok(clock.optional()?.unwrap_or(HybridTime {
        milliseconds: i64::MIN,
        counter: 0,
    }))
}

/// Marks a step as undone. Where it was an undo itself, what it had undone stands again, and so on down the chain.
fn mark_undone(connection: &Connection, undone: Option<StepId>) -> Result<(), StoreError> {
    if undone.is_none() {
        return Ok(());
    }
    // A step takes back an earlier one: a chain that led back to where it began, in a damaged log, would never end.
    let mut set = connection.prepare_cached(&format!(
        "UPDATE step SET undone = ?2 WHERE number = {NUMBER} AND number < ?3 RETURNING undoes, number"
    ))?;
    let mut before = connection.last_insert_rowid();
    let mut next = undone;
    let mut is_undone = true;
    while let Some(step) = next {
        let mut rows = set.query((step.0.as_bytes(), is_undone, before))?;
        let Some(row) = rows.next()? else {
            return Ok(());
        };
        next = optional_step(row, 0)?;
        before = row.get(1)?;
        is_undone = !is_undone;
    }
    Ok(())
}

impl Journal {
    /// The latest steps that are no undo themselves, newest first, at most `limit`.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn steps(&self, limit: u64) -> Result<Vec<Step>, StoreError> {
        self.select_steps(&format!(
            "SELECT {STEP_COLUMNS} FROM step s WHERE s.undoes IS NULL ORDER BY s.number DESC LIMIT {limit}"
        ))
    }

    /// The step that `undo` takes back next: the latest that is neither an undo nor undone.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn next_undo(&self) -> Result<Option<Step>, StoreError> {
        let found = self.select_steps(&format!(
            "SELECT {STEP_COLUMNS} FROM step s WHERE s.undoes IS NULL AND s.undone = 0 ORDER BY s.number DESC LIMIT 1"
        ))?;
        Ok(found.into_iter().next())
    }

    /// The undo that `undo --redo` takes back next: the latest that stands, if nothing else was changed since.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn next_redo(&self) -> Result<Option<Step>, StoreError> {
        let found = self.select_steps(&format!(
            "SELECT {STEP_COLUMNS} FROM step s WHERE s.undone = 0 AND s.undoes IS NOT NULL \
             AND (SELECT u.undoes IS NULL FROM step u WHERE u.id = s.undoes ORDER BY u.number DESC LIMIT 1) \
             AND s.number > (SELECT coalesce(max(number), 0) FROM step WHERE undoes IS NULL) ORDER BY s.number DESC LIMIT 1"
        ))?;
        Ok(found.into_iter().next())
    }

    /// One step.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn step(&self, id: StepId) -> Result<Option<Step>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {NUMBER}"))?;
        let number: Option<i64> = statement.query_row([id.0.as_bytes()], |row| row.get(0))?;
        let Some(number) = number else {
            return Ok(None);
        };
        let found = self.select_steps(&format!(
            "SELECT {STEP_COLUMNS} FROM step s WHERE s.number = {number}"
        ))?;
        Ok(found.into_iter().next())
    }

    /// The first subjects of a step, at most `limit` of them, removed ones included.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn step_subjects(&self, step: &Step, limit: usize) -> Result<Vec<StepSubject>, StoreError> {
        let mut found = Vec::new();
        for subject in records::subjects_of_step(&self.connection, step.id, step.positions, limit)?
        {
            let recorded = records::of_subject(&self.connection, subject)?;
            let state = State::of(recorded.iter().map(|recorded| &recorded.record.body.change));
            let object = state.to_object();
            let kind = recorded.first().and_then(|first| first.record.body.kind());
            let field = match kind {
                Some(Kind::Exploration) => "question",
                _ => "tried",
            };
            let text = object.get(field).and_then(|text| text.as_str());
            found.push(StepSubject {
                kind,
                text: text.map(str::to_owned),
            });
        }
        Ok(found)
    }

    fn select_steps(&self, sql: &str) -> Result<Vec<Step>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(Step {
                id: StepId(rows::uuid(row, 0)?),
                undoes: optional_step(row, 1)?,
                undone: row.get(2)?,
                command: row.get(3)?,
                author: row.get(4)?,
                at: rows::stamp(row, 5)?,
                records: row.get(7)?,
                positions: (row.get(8)?, row.get(9)?),
            });
        }
        Ok(steps)
    }
}

fn optional_step(row: &Row<'_>, column: usize) -> Result<Option<StepId>, StoreError> {
    let null = row.get_ref(column)? == rusqlite::types::ValueRef::Null;
    if null {
        Ok(None)
    } else {
        rows::uuid(row, column).map(|id| Some(StepId(id)))
    }
}

//! Making the derived tables again from the log.

use rusqlite::{Connection, TransactionBehavior};

use super::checksum::Checksum;
use super::projection::Projection;
use super::records::{LoggedEntry, Subject};
use super::schema::{self, create_projection};
use super::{Recorded, StoreError, explorations, records, rows, steps};
use crate::history::HybridTime;

/// So many entries are sorted by time before they are indexed, which the full-text index likes.
const BATCH: usize = 5_000;

/// Which keys entries get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// The next free ones.
    Anew,
    /// Those that they have in the database attached as `journal`, as far as they can be theirs: entries of one second
    /// have theirs in the order in which they came, which the log does not tell.
    OfJournal,
}

/// Drops the derived tables and makes them again, in one transaction.
#[cfg(test)]
pub(super) fn rebuild(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    make(&transaction)?;
    transaction.commit()?;
    Ok(())
}

/// When derived tables are made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Where they have another format. Of several processes that find them so, one does it.
    Outdated,
    /// Whatever they are, and the indexes of the log with them.
    Always,
}

/// The same, where it is time. `before` is called by the process that does it, while no other can write.
pub(super) fn renew(
    connection: &mut Connection,
    when: When,
    before: impl FnOnce() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    match when {
        When::Always => {
            before()?;
            transaction.execute_batch("REINDEX record")?;
            make(&transaction)?;
        }
        When::Outdated
            if schema::projection_version(&transaction)? != Some(schema::PROJECTION_VERSION) =>
        {
            before()?;
            make_as_noted(&transaction)?;
        }
        When::Outdated => {}
    }
    transaction.commit()?;
    Ok(())
}

fn make(connection: &Connection) -> Result<(), StoreError> {
    create_projection(connection)?;
    derive(connection, Keys::Anew)
}

/// The same, but for the checksums: those that are there stay, for they are of the records as they were written. So
/// whoever changed a record meanwhile is not forgotten.
fn make_as_noted(connection: &Connection) -> Result<(), StoreError> {
    if !schema::has_checksums(connection)? {
        return make(connection);
    }
    connection.execute_batch("ALTER TABLE step RENAME TO noted_step")?;
    make(connection)?;
    connection.execute_batch(
        "CREATE UNIQUE INDEX step_id ON step (id);
         UPDATE step SET checksum = noted.checksum FROM noted_step noted \
            WHERE noted.id = step.id AND noted.records = step.records AND noted.checksum <> step.checksum;
         DROP INDEX step_id;
         DROP TABLE noted_step;",
    )?;
    Ok(())
}

/// Fills the derived tables, which are empty.
pub(super) fn derive(connection: &Connection, keys: Keys) -> Result<(), StoreError> {
    rebuild_subjects(connection, keys)?;
    rebuild_steps(connection)
}

fn rebuild_subjects(connection: &Connection, keys: Keys) -> Result<(), StoreError> {
    let mut projection = Projection::new();
    // Each where it stands first: grouped, they would have to be sorted, which takes memory for all of them.
    let mut statement = connection.prepare(
        "SELECT subject FROM record this WHERE NOT EXISTS \
         (SELECT 1 FROM record WHERE subject = this.subject AND position < this.position) ORDER BY position",
    )?;
    let mut subjects = statement.query([])?;
    let mut batch = Vec::new();
    while let Some(row) = subjects.next()? {
        let id = rows::uuid(row, 0)?;
        let recorded = records::of_subject(connection, id)?;
        match records::fold(id, recorded.iter().map(|recorded| &recorded.record))? {
            Subject::Entry(logged) => batch.push(*logged),
            Subject::Exploration(exploration) => {
                explorations::put(connection, exploration.id, Some(&exploration))?;
            }
            Subject::Absent => {}
        }
        if batch.len() == BATCH {
            insert_batch(connection, &mut projection, &mut batch, keys)?;
        }
    }
    insert_batch(connection, &mut projection, &mut batch, keys)?;
    projection.finish(connection)
}

fn insert_batch(
    connection: &Connection,
    projection: &mut Projection,
    batch: &mut Vec<LoggedEntry>,
    keys: Keys,
) -> Result<(), StoreError> {
    batch.sort_by_key(|logged| logged.entry.happened_at.seconds());
    batch.drain(..).try_for_each(|logged| match keys {
        Keys::Anew => projection.insert(connection, &logged.entry, logged.principle_at),
        Keys::OfJournal => projection.insert_as_in_journal(connection, &logged),
    })
}

/// Makes the steps again. In a merged log the records of two steps may alternate: their ids are indexed meanwhile.
fn rebuild_steps(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("CREATE UNIQUE INDEX step_id ON step (id)")?;
    note_steps(connection)?;
    connection.execute_batch("DROP INDEX step_id")?;
    Ok(())
}

/// Records of one step that follow one another.
struct OpenStep {
    first: Recorded,
    last: i64,
    records: u64,
    checksum: Checksum,
}

fn note_steps(connection: &Connection) -> Result<(), StoreError> {
    let mut clock = HybridTime {
        milliseconds: i64::MIN,
        counter: 0,
    };
    let mut open: Option<OpenStep> = None;
    records::for_each(connection, |row| {
        let recorded = records::read(row)?;
        let checksum = records::checksum(row)?;
        let newest = clock.max(recorded.record.head.clock);
        match &mut open {
            Some(step) if step.first.record.head.step == recorded.record.head.step => {
                step.last = recorded.position;
                step.records += 1;
                step.checksum = step.checksum.and(checksum);
            }
            _ => {
                let next = OpenStep {
                    last: recorded.position,
                    first: recorded,
                    records: 1,
                    checksum,
                };
                close_step(connection, open.replace(next), clock)?;
            }
        }
        clock = newest;
        Ok(())
    })?;
    close_step(connection, open, clock)
}

fn close_step(
    connection: &Connection,
    step: Option<OpenStep>,
    clock: HybridTime,
) -> Result<(), StoreError> {
    let Some(OpenStep {
        first,
        last,
        records,
        checksum,
    }) = step
    else {
        return Ok(());
    };
    let body = &first.record.body;
    let step = steps::Finished {
        id: first.record.head.step,
        undoes: body.undoes,
        command: &body.command,
        author: &body.author,
        at: body.at,
        positions: (first.position, last),
        records,
        clock,
        checksum,
    };
    if steps::extend(connection, &step)? {
        Ok(())
    } else {
        steps::insert(connection, &step)
    }
}

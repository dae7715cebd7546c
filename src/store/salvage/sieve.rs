//! Leaving out records that read well and do not add up to an entry or an exploration: with one of them in its log, a
//! journal could not be opened.

use rusqlite::Connection;
use uuid::Uuid;

use super::Lost;
use crate::store::{Recorded, StoreError, records, rows};

/// Leaves out the records without which what is left adds up.
pub(super) fn leave_out(connection: &Connection, lost: &mut Lost) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT DISTINCT subject FROM record")?;
    let mut subjects = statement.query([])?;
    let mut senseless = Vec::new();
    while let Some(row) = subjects.next()? {
        let subject = rows::uuid(row, 0)?;
        let recorded = records::of_subject(connection, subject)?;
        if !adds_up(subject, &recorded) {
            senseless.extend(without_sense(subject, recorded));
        }
    }
    drop(subjects);
    for recorded in senseless {
        lost.senseless(recorded.record.head.subject);
        connection.execute(
            "DELETE FROM record WHERE position = ?1",
            [recorded.position],
        )?;
    }
    Ok(())
}

fn adds_up(subject: Uuid, recorded: &[Recorded]) -> bool {
    records::fold(subject, recorded.iter().map(|recorded| &recorded.record)).is_ok()
}

/// The records, of those about one subject, after each of which the ones before it no longer add up.
fn without_sense(subject: Uuid, recorded: Vec<Recorded>) -> Vec<Recorded> {
    let mut kept = Vec::new();
    let mut senseless = Vec::new();
    for next in recorded {
        kept.push(next);
        if !adds_up(subject, &kept) {
            senseless.extend(kept.pop());
        }
    }
    senseless
}

//! What is missing in a journal that was written from what could be read of another.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use uuid::Uuid;

use crate::model::MachineId;
use crate::store::check::{Examined, Numbers, altered};
use crate::store::{StoreError, records};

/// What is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    /// Of each machine with missing records the ranges of their numbers, first and last.
    pub holes: BTreeMap<MachineId, Vec<(u64, u64)>>,
    /// Whether the damaged journal can be read well enough to say that nothing else is missing, such as what came last.
    pub is_certain: bool,
    /// How many records were left out because what is left of an entry would not add up with them.
    pub senseless: u64,
    /// The entries and explorations that lack a record, as far as that is known.
    pub subjects: BTreeSet<Uuid>,
    /// What was written by commands whose records are not as they were written, though they read well.
    pub altered: BTreeSet<Uuid>,
    /// The places of records that were found and cannot be understood.
    unreadable: BTreeMap<i64, Uuid>,
}

impl Lost {
    /// How many records are missing in the midst of others.
    pub fn records(&self) -> u64 {
        let holes = self.holes.values().flatten();
        holes.map(|(first, last)| last - first + 1).sum()
    }

    /// Notes a record that was found and cannot be understood. It may be found whole elsewhere.
    pub(super) fn unreadable(&mut self, position: i64, subject: Uuid) {
        self.unreadable.insert(position, subject);
    }

    /// Notes a record that was left out.
    pub(super) fn senseless(&mut self, subject: Uuid) {
        self.senseless += 1;
        self.subjects.insert(subject);
    }

    /// Finds the numbers that are missing in the new journal.
    pub(super) fn count_holes(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let mut machines: BTreeMap<MachineId, Numbers> = BTreeMap::new();
        records::for_each(connection, |row| {
            let head = records::read(row)?.record.head;
            machines.entry(head.machine).or_default().add(head.sequence);
            Ok(())
        })?;
        let holes = machines
            .iter()
            .map(|(machine, numbers)| (*machine, numbers.holes()));
        self.holes = holes.filter(|(_, holes)| !holes.is_empty()).collect();
        Ok(())
    }

    /// Names what lacks a record: what an index of the damaged journal still knows of, and the new one does not.
    pub(super) fn name_subjects(&mut self, connection: &Connection, source: Option<&Examined>) {
        for (position, subject) in std::mem::take(&mut self.unreadable) {
            self.name_unless_there(connection, position, subject);
        }
        let Some(source) = source else {
            return;
        };
        self.is_certain = source.log_structure().is_empty();
        // What cannot be read of the index names nothing.
        let _ = source.for_each_indexed(|position, subject| {
            self.name_unless_there(connection, position, subject);
        });
        if source.has_present_tables() {
            // Checksums that cannot be read say nothing.
            let noting = (&source.connection, "journal");
            let altered = altered(noting, connection).unwrap_or_default();
            let altered = altered.iter().filter(|step| !step.lacks_records);
            let subjects = altered.map(|step| step.subjects(connection));
            self.altered = subjects.flat_map(Result::unwrap_or_default).collect();
        }
    }

    fn name_unless_there(&mut self, connection: &Connection, position: i64, subject: Uuid) {
        let sql = "SELECT 1 FROM record WHERE position = ?1 AND subject = ?2";
        let found = connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.exists((position, subject.as_bytes())));
        if matches!(found, Ok(false)) {
            self.subjects.insert(subject);
        }
    }
}

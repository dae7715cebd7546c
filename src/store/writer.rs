//! Writing: one transaction that appends records and brings the derived tables along.

use rusqlite::{Connection, TransactionBehavior};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::checksum::Checksum;
use super::place::Place;
use super::projection::Projection;
use super::records::Subject;
use super::turn::Turn;
use super::{Journal, Step, StoreError, explorations, projection, records, steps};
use crate::history::{Body, Change, Head, HybridTime, Kind, Record, State};
use crate::model::time::Stamp;
use crate::model::{Entry, EntryId, Exploration, ExplorationId, Identifiers, MachineId, StepId};

/// So many records are read at a time when a step is taken back.
const BATCH: usize = 1_000;

/// In whose name a command writes, where, when and as what.
#[derive(Debug, Clone)]
pub struct Authorship {
    /// The machine.
    pub machine: MachineId,
    /// Who.
    pub author: String,
    /// When.
    pub at: Stamp,
    /// The command, for people.
    pub command: String,
    /// The step that is being taken back.
    pub undoes: Option<StepId>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was never recorded.
    Unknown,
    /// It is there.
    Present,
    /// It was removed.
    Removed,
    /// The step that recorded it was undone.
    TakenBack,
}

/// A transaction under way. It is committed when the closure given to [`Journal::write`] succeeds, otherwise nothing
/// of it remains.
pub struct Writer<'a> {
    connection: &'a Connection,
    authorship: &'a Authorship,
    identifiers: &'a mut Identifiers,
    projection: Projection,
    step: StepId,
    sequence: u64,
    clock: HybridTime,
    positions: Option<(i64, i64)>,
    records: u64,
    checksum: Checksum,
}

impl Journal {
    /// Runs `work` in one transaction. All that it appends is one step, which `undo` takes back as one.
    ///
    /// # Errors
    /// What `work` fails with, or the journal; nothing is written then.
    pub fn write<R, E: From<StoreError>>(
        &mut self,
        authorship: &Authorship,
        identifiers: &mut Identifiers,
        work: impl FnOnce(&mut Writer<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        self.check_writable()?;
        let _turn = Turn::await_for(&self.connection, self.place.as_ref())?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let mut writer = Writer::begin(&transaction, authorship, identifiers)?;
        let result = work(&mut writer)?;
        writer.finish()?;
        self.place.as_ref().map_or(Ok(()), Place::check)?;
        let committed = transaction.commit().map_err(StoreError::from);
        committed.map_err(StoreError::at_the_end)?;
        Ok(result)
    }
}

impl<'a> Writer<'a> {
    fn begin(
        connection: &'a Connection,
        authorship: &'a Authorship,
        identifiers: &'a mut Identifiers,
    ) -> Result<Self, StoreError> {
        let clock = steps::newest_clock(connection)?;
        Ok(Self {
            connection,
            authorship,
            step: StepId(identifiers.next_id()),
            identifiers,
            projection: Projection::new(),
            sequence: records::last_sequence(connection, authorship.machine)?,
            clock,
            positions: None,
            records: 0,
            checksum: Checksum::default(),
        })
    }

    /// Whether anything was written yet.
    pub fn has_written(&self) -> bool {
        self.records > 0
    }

    /// The step that is being written.
    pub fn step(&self) -> StepId {
        self.step
    }

    /// A new identifier for an exploration.
    pub fn new_exploration_id(&mut self) -> ExplorationId {
        ExplorationId(self.identifiers.next_id())
    }

    /// A new identifier for an entry.
    pub fn new_entry_id(&mut self) -> EntryId {
        EntryId(self.identifiers.next_id())
    }

    /// Records entries that were never recorded before, in the order given.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn create(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        for entry in entries {
            self.append(
                Kind::Entry,
                entry.id.0,
                Change::creation(&entry.to_object()),
            )?;
        }
        // The full-text index takes rows much faster in the order of their keys.
        let mut by_time: Vec<&Entry> = entries.iter().collect();
        by_time.sort_by_key(|entry| entry.happened_at.seconds());
        by_time.into_iter().try_for_each(|entry| {
            let principle_at = records::principle_at_creation(entry, self.authorship.at);
            self.projection.insert(self.connection, entry, principle_at)
        })
    }

    /// Records what changed between two forms of an entry, as far as the entry does not stand so already: others may
    /// have changed it since it had the first form. Nothing is recorded when nothing changes.
    ///
    /// # Errors
    /// When the entry is not there, or the journal cannot be written.
    pub fn update(&mut self, before: &Entry, after: &Entry) -> Result<Change, StoreError> {
        let present = self.entry(before.id)?.to_object();
        let change = carried_over(&before.to_object(), &after.to_object(), &present);
        if !change.is_empty() {
            self.apply(before.id, change.clone())?;
        }
        Ok(change)
    }

    /// Records a change to an entry, whatever it is.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn apply(&mut self, id: EntryId, change: Change) -> Result<(), StoreError> {
        self.record(Kind::Entry, id.0, change)
    }

    /// Records an exploration that was never recorded before.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn open_exploration(&mut self, exploration: &Exploration) -> Result<(), StoreError> {
        let change = Change::creation(&exploration.to_object());
        self.record(Kind::Exploration, exploration.id.0, change)
    }

    /// Records what leads from one form of an exploration to another, as [`update`](Self::update) does for entries.
    ///
    /// # Errors
    /// When the exploration is not there any more, or the journal cannot be written.
    pub fn update_exploration(
        &mut self,
        before: &Exploration,
        after: &Exploration,
    ) -> Result<(), StoreError> {
        let present = self.exploration(before.id)?;
        let present = present.ok_or_else(|| StoreError::NotFound(before.facts.name.to_string()))?;
        let change = carried_over(
            &before.to_object(),
            &after.to_object(),
            &present.to_object(),
        );
        if change.is_empty() {
            return Ok(());
        }
        self.record(Kind::Exploration, before.id.0, change)
    }

    /// The exploration as it stands in this transaction.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn exploration(&self, id: ExplorationId) -> Result<Option<Exploration>, StoreError> {
        explorations::find(self.connection, id)
    }

    /// Appends a change to a subject, and brings the derived tables to what the subject is then.
    fn record(&mut self, kind: Kind, subject: Uuid, change: Change) -> Result<(), StoreError> {
        self.append(kind, subject, change)?;
        let records = records::of_subject(self.connection, subject)?;
        let folded = records::fold(subject, records.iter().map(|recorded| &recorded.record))?;
        match (kind, folded) {
            (Kind::Entry, Subject::Entry(logged)) => {
                self.projection
                    .put(self.connection, EntryId(subject), Some(&logged))
            }
            (Kind::Entry, _) => self.projection.put(self.connection, EntryId(subject), None),
            (Kind::Exploration, Subject::Exploration(exploration)) => {
                explorations::put(self.connection, ExplorationId(subject), Some(&exploration))
            }
            (Kind::Exploration, _) => {
                explorations::put(self.connection, ExplorationId(subject), None)
            }
        }
    }

    /// Appends the inverse of every record of a step, the last one first.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn take_back(&mut self, step: &Step) -> Result<(), StoreError> {
        let (first, last) = step.positions;
        let mut before = last + 1;
        loop {
            let records =
                records::of_step_before(self.connection, step.id, (first, before), BATCH)?;
            let Some(earliest) = records.last() else {
                return Ok(());
            };
            before = earliest.position;
            for recorded in &records {
                let Some(kind) = recorded.record.body.kind() else {
                    continue;
                };
                let inverse = recorded.record.body.change.inverse();
                self.record(kind, recorded.record.head.subject, inverse)?;
            }
        }
    }

    /// Records entries again whose recording was taken back.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn create_again(&mut self, entry: &Entry) -> Result<(), StoreError> {
        self.apply(entry.id, Change::creation(&entry.to_object()))
    }

    /// What became of the entry with this identifier.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn fate(&self, id: EntryId) -> Result<Fate, StoreError> {
        if !records::mentions(self.connection, id.0)? {
            return Ok(Fate::Unknown);
        }
        if projection::find(self.connection, id)?.is_some() {
            return Ok(Fate::Present);
        }
        let records = records::of_subject(self.connection, id.0)?;
        Ok(if records::is_taken_back(&records) {
            Fate::TakenBack
        } else {
            Fate::Removed
        })
    }

    /// The entry as it stands in this transaction.
    ///
    /// # Errors
    /// When the journal cannot be read, or the entry is not there.
    pub fn entry(&self, id: EntryId) -> Result<Entry, StoreError> {
        projection::entry(self.connection, id)
    }

    fn append(&mut self, kind: Kind, subject: Uuid, change: Change) -> Result<(), StoreError> {
        self.sequence += 1;
        self.clock = self.clock.tick(self.authorship.at.utc_milliseconds());
        let head = Head {
            id: self.identifiers.next_id(),
            machine: self.authorship.machine,
            sequence: self.sequence,
            clock: self.clock,
            step: self.step,
            subject,
        };
        let body = Body {
            kind: kind.as_str().to_owned(),
            version: kind.version(),
            at: self.authorship.at,
            author: self.authorship.author.clone(),
            command: self.authorship.command.clone(),
            undoes: self.authorship.undoes,
            change,
            unknown: Map::new(),
        };
        let (position, checksum) = records::append(self.connection, &Record { head, body })?;
        let first = self.positions.map_or(position, |(first, _)| first);
        self.positions = Some((first, position));
        self.records += 1;
        self.checksum = self.checksum.and(checksum);
        Ok(())
    }

    fn finish(self) -> Result<(), StoreError> {
        let Some(positions) = self.positions else {
            return Ok(());
        };
        self.projection.finish(self.connection)?;
        let step = steps::Finished {
            id: self.step,
            undoes: self.authorship.undoes,
            command: &self.authorship.command,
            author: &self.authorship.author,
            at: self.authorship.at,
            positions,
            records: self.records,
            clock: self.clock,
            checksum: self.checksum,
        };
        steps::insert(self.connection, &step)
    }
}

/// What leads from `present` on, where it led from one form of a subject to another: what others have changed stays.
fn carried_over(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    present: &Map<String, Value>,
) -> Change {
    let wanted = Change::between(before, after);
    let state = State::of([&Change::creation(present), &wanted]);
    Change::between(present, &state.to_object())
}

//! What every operation works with: an open journal, a calendar, and in whose name it writes.

use std::cell::Cell;
use std::rc::Rc;

use crate::model::time::Calendar;
use crate::model::{Identifiers, MachineId, StepId, Text};
use crate::redaction::Redactor;
use crate::store::{Authorship, Journal, StoreError, Writer};

/// In whose name records are written.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The machine.
    pub machine: MachineId,
    /// The person.
    pub author: Text,
}

/// One command's work with one journal.
pub struct Session<'a> {
    /// The journal.
    pub journal: Journal,
    /// The command's one present moment, in the person's zone.
    pub calendar: Calendar<'a>,
    /// In whose name it writes.
    pub identity: Identity,
    /// Makes new identifiers.
    pub identifiers: Identifiers,
    /// Replaces secrets in what is saved.
    pub redactor: Redactor,
    /// Whether something was saved. It outlives the session, so that a failure that comes later can say so.
    pub saved: Rc<Cell<bool>>,
}

impl Session<'_> {
    /// Runs `work` in one transaction, noted as a step of `command`.
    pub(super) fn write<R, E: From<StoreError>>(
        &mut self,
        command: &str,
        work: impl FnOnce(&mut Writer<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        self.write_undoing(command, None, work)
    }

    /// The same, for a step that takes another one back.
    pub(super) fn write_undoing<R, E: From<StoreError>>(
        &mut self,
        command: &str,
        undoes: Option<StepId>,
        work: impl FnOnce(&mut Writer<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        let authorship = Authorship {
            machine: self.identity.machine,
            author: self.identity.author.as_str().to_owned(),
            at: self.calendar.now(),
            command: command.to_owned(),
            undoes,
        };
        let work = |writer: &mut Writer<'_>| -> Result<(R, bool), E> {
            let result = work(writer)?;
            Ok((result, writer.has_written()))
        };
        let (result, has_written) = self
            .journal
            .write(&authorship, &mut self.identifiers, work)?;
        self.saved.set(self.saved.get() || has_written);
        Ok(result)
    }
}

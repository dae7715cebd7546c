//! Mending: derived tables made again from the log, and a new journal from what can be read of a damaged one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;
use uuid::Uuid;

use super::{Check, Diagnosis, journal};
use crate::model::{EntryId, MachineId};
use crate::ops::OperationError;
use crate::store::{self, Access, Journal, Keeping, Lost, Renewal, StoreError};

/// A journal whose derived tables were made again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// The copy that was kept before.
    pub kept: Option<PathBuf>,
    /// How the journal stood before.
    pub before: Diagnosis,
    /// How it stands now.
    pub after: Diagnosis,
}

/// What is under way while a journal is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnderWay {
    /// This is being checked, before or after.
    Checking(Check),
    /// The derived tables and all indexes are being made again.
    Mending,
}

/// Makes the derived tables and all indexes of a journal again from its log, after a copy is kept. `comes_to` is told
/// what is about to be done.
///
/// # Errors
/// When there is no journal, its log is damaged, or the file is so damaged that nothing in it can be thrown away. It is
/// then as it was.
pub fn rebuild(
    path: &Path,
    keeping: Option<Keeping>,
    comes_to: &dyn Fn(UnderWay),
) -> Result<Rebuilt, OperationError> {
    if !path.exists() {
        return Err(OperationError::nothing(
            format!("there is no journal {}", path.display()),
            "the first `folio log` makes it",
        ));
    }
    let checks = |check| comes_to(UnderWay::Checking(check));
    let before = Diagnosis::from(journal(path, &checks));
    let refuse = |why: &str| {
        Err(OperationError::Store(StoreError::NotRebuilt(
            why.to_owned(),
        )))
    };
    let mut wrong = before.checks.iter();
    if let Some(log) = wrong.find(|finding| finding.is_wrong(Check::Log)) {
        let problem = log.problems.first().map(|problem| problem.says.as_str());
        return refuse(problem.unwrap_or("the log is damaged"));
    }
    comes_to(UnderWay::Mending);
    let mut renewal = Renewal {
        keeping,
        announce: &mut |_| (),
    };
    let rebuilt = Journal::open_renewing(path, Access::Read, &mut renewal)
        .and_then(|mut opened| opened.rebuild(path, keeping));
    let kept = match rebuilt {
        Err(StoreError::Damaged(why)) => return refuse(&why),
        rebuilt => rebuilt?.map(|copy| copy.path),
    };
    Ok(Rebuilt {
        kept,
        before,
        after: Diagnosis::from(journal(path, &checks)),
    })
}

/// A journal that was written from what could be read of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Salvage {
    /// The new journal.
    pub file: PathBuf,
    /// How many records it has.
    pub records: u64,
    /// How many records are missing in the midst of others.
    pub missing: u64,
    /// Of which machines, and which numbers of theirs, first and last.
    pub holes: Vec<Hole>,
    /// How many records were left out because what is left of an entry would not add up with them.
    pub left_out: u64,
    /// Whether it is certain that nothing else is missing.
    pub is_certain: bool,
    /// The ids of entries and explorations of which something is missing, as far as they are known.
    pub incomplete: Vec<String>,
    /// The ids of what was written by commands whose records are not as they were written, though they read well.
    pub altered: Vec<String>,
}

/// Records of a machine that are missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hole {
    /// The machine.
    pub machine: String,
    /// The number of the first.
    pub first: u64,
    /// The number of the last.
    pub last: u64,
}

impl Salvage {
    /// Whether everything could be read.
    pub fn is_whole(&self) -> bool {
        self.is_certain
            && self.missing == 0
            && self.left_out == 0
            && self.incomplete.is_empty()
            && self.altered.is_empty()
    }
}

/// Writes what can be read of the journal at `path` to a new one. The journal itself is only read.
///
/// # Errors
/// When `file` exists or cannot be written, or nothing can be read.
pub fn salvage(path: &Path, file: &Path) -> Result<Salvage, OperationError> {
    let salvaged = store::salvage(path, file)?;
    let Lost {
        holes,
        senseless,
        subjects,
        is_certain,
        altered,
        ..
    } = &salvaged.lost;
    let of_machine = |(machine, ranges): (&MachineId, &Vec<(u64, u64)>)| {
        let machine = machine.0.to_string();
        let hole = |(first, last): &(u64, u64)| Hole {
            machine: machine.clone(),
            first: *first,
            last: *last,
        };
        ranges.iter().map(hole).collect::<Vec<_>>()
    };
    Ok(Salvage {
        records: salvaged.records,
        missing: salvaged.lost.records(),
        holes: holes.iter().flat_map(of_machine).collect(),
        left_out: *senseless,
        is_certain: *is_certain,
        incomplete: handles(subjects),
        altered: handles(altered),
        file: salvaged.path,
    })
}

fn handles(subjects: &BTreeSet<Uuid>) -> Vec<String> {
    let handles = subjects.iter().map(|subject| EntryId(*subject).handle());
    handles.collect()
}

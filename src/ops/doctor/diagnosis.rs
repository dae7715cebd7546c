//! What a diagnosis is: what was checked, how it stands, and what is the matter.

use serde::Serialize;

use crate::store::{Checked, Problem, Severity};

/// One thing that is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The journal is there, and is one.
    Journal,
    /// The formats of its log and of its derived tables.
    Version,
    /// What was written last, and stands in a file beside it.
    WriteAhead,
    /// The structure of its file.
    File,
    /// Its records.
    Log,
    /// Its records against the checksums that were noted when they were written.
    Written,
    /// Its derived tables against the log.
    Tables,
    /// Its full-text index against the log.
    FullText,
    /// Who may read and change what folio keeps.
    Permissions,
    /// The room on the disk.
    Disk,
    /// What was left behind: texts that could not be saved, files that were not finished.
    LeftOver,
    /// What this machine remembers of failed commands.
    Memory,
    /// The configuration.
    Configuration,
    /// What the person's shell runs.
    Shell,
}

impl Check {
    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Version => "version",
            Self::WriteAhead => "write-ahead file",
            Self::File => "file",
            Self::Log => "log",
            Self::Written => "records",
            Self::Tables => "derived tables",
            Self::FullText => "full-text index",
            Self::Permissions => "permissions",
            Self::Disk => "disk",
            Self::LeftOver => "left-over files",
            Self::Memory => "memory",
            Self::Configuration => "configuration",
            Self::Shell => "shell",
        }
    }

    /// Whether it is about the journal itself, and not about what surrounds it.
    pub fn is_of_journal(self) -> bool {
        match self {
            Self::Journal
            | Self::Version
            | Self::WriteAhead
            | Self::File
            | Self::Log
            | Self::Written
            | Self::Tables
            | Self::FullText => true,
            Self::Permissions
            | Self::Disk
            | Self::LeftOver
            | Self::Memory
            | Self::Configuration
            | Self::Shell => false,
        }
    }
}

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// As it should be.
    Ok,
    /// There is something to know.
    Warning,
    /// What is shown may be wrong, or nothing can be shown.
    Wrong,
}

/// What came of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was checked.
    pub check: Check,
    /// How it stands.
    pub state: Health,
    /// What was looked at, in a few words.
    pub found: String,
    /// What is not as it should be.
    pub problems: Vec<Problem>,
}

impl Finding {
    /// What came of a check.
    pub fn of(check: Check, checked: Checked) -> Self {
        let worst = checked
            .problems
            .iter()
            .map(|problem| problem.severity)
            .max();
        Self {
            check,
            state: match worst {
                None => Health::Ok,
                Some(Severity::Warning) => Health::Warning,
                Some(Severity::Wrong) => Health::Wrong,
            },
            found: checked.found,
            problems: checked.problems,
        }
    }

    /// Whether this check found something wrong.
    pub(super) fn is_wrong(&self, check: Check) -> bool {
        self.check == check && self.state == Health::Wrong
    }
}

/// Everything that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// The worst of what was found.
    pub state: Health,
    /// What was found, in the order in which it was looked for.
    pub checks: Vec<Finding>,
}

impl Diagnosis {
    /// Whether something is wrong with the journal itself.
    pub fn is_journal_wrong(&self) -> bool {
        let mut checks = self.checks.iter();
        checks.any(|finding| finding.state == Health::Wrong && finding.check.is_of_journal())
    }
}

impl From<Vec<Finding>> for Diagnosis {
    fn from(checks: Vec<Finding>) -> Self {
        let worst = checks.iter().map(|finding| finding.state).max();
        Self {
            state: worst.unwrap_or(Health::Ok),
            checks,
        }
    }
}

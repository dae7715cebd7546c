//! `doctor`: everything that is checked, and what came of it. Nothing is changed.

use std::path::Path;

use serde::Serialize;

pub use crate::store::{Checked, Problem, Severity};
use crate::store::{Examined, StoreError};

/// One thing that is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The journal is there, and is one.
    Journal,
    /// The formats of its log and of its derived tables.
    Version,
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
}

impl Check {
    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Version => "version",
            Self::File => "file",
            Self::Log => "log",
            Self::Written => "records",
            Self::Tables => "derived tables",
            Self::FullText => "full-text index",
        }
    }

    /// Whether it is about the journal itself, and not about what surrounds it.
    pub fn is_of_journal(self) -> bool {
        match self {
            Self::Journal
            | Self::Version
            | Self::File
            | Self::Log
            | Self::Written
            | Self::Tables
            | Self::FullText => true,
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

/// Checks the journal at `path`.
pub fn journal(path: &Path) -> Vec<Finding> {
    let place = path.display();
    let examined = match Examined::open(path) {
        Ok(Some(examined)) => examined,
        Ok(None) => {
            let none = format!("{place} is not there yet: the first `folio log` makes it");
            return vec![Finding::of(Check::Journal, Checked::fine(none))];
        }
        Err(error) => {
            let unusable = Checked::fine(place.to_string()).with(unusable(&error));
            return vec![Finding::of(Check::Journal, unusable)];
        }
    };
    let mut findings = vec![
        Finding::of(Check::Journal, Checked::fine(place.to_string())),
        Finding::of(Check::Version, examined.versions()),
        Finding::of(Check::File, examined.file()),
        Finding::of(Check::Log, examined.log()),
    ];
    findings.extend(derived(&examined, &findings));
    findings
}

/// What stops a journal from being looked into.
fn unusable(error: &StoreError) -> Problem {
    let problem = Problem::wrong(error.to_string());
    match error.hint() {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}

/// Compares what is derived with the log, where both can be read.
fn derived(examined: &Examined, findings: &[Finding]) -> Vec<Finding> {
    let is_log_wrong = findings
        .iter()
        .any(|finding| finding.check == Check::Log && finding.state == Health::Wrong);
    let unchecked = if is_log_wrong {
        Some("the log is damaged".to_owned())
    } else if !examined.has_present_tables() {
        Some("they are not those of this version of folio".to_owned())
    } else {
        examined.derive().err().map(|error| error.to_string())
    };
    let Some(why) = unchecked else {
        return compared(examined);
    };
    let not_compared = Problem::warning(format!("not compared with the log: {why}"));
    vec![Finding::of(
        Check::Tables,
        Checked::default().with(not_compared),
    )]
}

fn compared(examined: &Examined) -> Vec<Finding> {
    let written = examined.written();
    let mut others = [
        Finding::of(Check::Tables, examined.tables()),
        Finding::of(Check::FullText, examined.full_text()),
    ];
    if written.is_wrong() {
        // They differ from a log that is not to be believed: what is to be done was said.
        let problems = others.iter_mut().flat_map(|finding| &mut finding.problems);
        problems.for_each(|problem| problem.hint = None);
    }
    std::iter::once(Finding::of(Check::Written, written))
        .chain(others)
        .collect()
}

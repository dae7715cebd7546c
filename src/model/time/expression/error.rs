//! Why a typed date is refused, and what to type instead.

use crate::model::time::{PeriodError, PeriodKind, StampError};

/// How many characters of what was typed are repeated in an error.
const LONGEST_SHOWN: usize = 100;

/// What was typed as a date, and why it is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` {problem}")]
pub struct DateError {
    text: String,
    problem: DateProblem,
    /// The unit of the calendar that was to be named, where only one would do.
    wanted: Option<PeriodKind>,
}

/// Why a typed date is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateProblem {
    /// Nothing is written.
    #[error("names no date")]
    Empty,
    /// The words or their order have no meaning.
    #[error("is not understood as a date")]
    NotUnderstood {
        /// Something near that is understood.
        suggestion: Option<String>,
    },
    /// It is well formed, but the calendar or the clock has no such thing.
    #[error("does not exist: {reason}")]
    DoesNotExist {
        /// What the calendar or the clock has instead.
        reason: String,
    },
    /// It has more than one meaning.
    #[error("can be read as {}", readings.join(" or "))]
    Ambiguous {
        /// Each meaning, written so that it has only that one.
        readings: Vec<String>,
    },
    /// It lies outside the years 0001 to 9999.
    #[error("is outside the years 0001 to 9999")]
    OutOfRange,
    /// It is understood, but something else is wanted here.
    #[error("is {found}, not {wanted}")]
    WrongKind {
        /// What it is.
        found: PeriodKind,
        /// What is wanted.
        wanted: PeriodKind,
    },
}

impl DateError {
    pub(super) fn new(text: &str, problem: DateProblem) -> Self {
        let mut shown: String = text.chars().take(LONGEST_SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Self {
            text: shown,
            problem,
            wanted: None,
        }
    }

    /// The same where only this unit of the calendar would do.
    pub(super) fn wanting(self, wanted: PeriodKind) -> Self {
        Self {
            wanted: Some(wanted),
            ..self
        }
    }

    /// The text as typed, without spaces around it, its beginning where it is long.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why it is refused.
    pub fn problem(&self) -> &DateProblem {
        &self.problem
    }

    /// What to try instead.
    pub fn hint(&self) -> String {
        match &self.problem {
            DateProblem::NotUnderstood {
                suggestion: Some(suggestion),
            } => format!("did you mean `{suggestion}`?"),
            DateProblem::Empty
            | DateProblem::NotUnderstood { suggestion: None }
            | DateProblem::DoesNotExist { .. }
                if let Some(wanted) = self.wanted =>
            {
                format!("write {}", example(wanted))
            }
            DateProblem::Empty | DateProblem::NotUnderstood { suggestion: None } => {
                "write a date such as `2026-10-03`, `2026-10-03 14:05`, `yesterday 9am`, `monday`, \
                 `last week`, `3 days ago`, `october 2026` or `2026-W41`"
                    .to_owned()
            }
            DateProblem::Ambiguous { readings } => {
                let written: Vec<String> = readings
                    .iter()
                    .map(|reading| format!("`{reading}`"))
                    .collect();
                format!("write {}", written.join(" or "))
            }
            DateProblem::DoesNotExist { .. } => {
                "write one that exists, such as `2026-10-03 14:05`, `2026-10` or `2026-W41`"
                    .to_owned()
            }
            DateProblem::OutOfRange => "use a year between 0001 and 9999".to_owned(),
            DateProblem::WrongKind { wanted, .. } => format!("write {}", example(*wanted)),
        }
    }
}

impl DateProblem {
    pub(super) fn not_understood() -> Self {
        Self::NotUnderstood { suggestion: None }
    }

    pub(super) fn does_not_exist(reason: impl Into<String>) -> Self {
        Self::DoesNotExist {
            reason: reason.into(),
        }
    }
}

impl From<PeriodError> for DateProblem {
    fn from(error: PeriodError) -> Self {
        match error {
            PeriodError::OutOfRange => Self::OutOfRange,
            PeriodError::NotForward { .. }
            | PeriodError::NoSuchMonth { .. }
            | PeriodError::NoSuchQuarter { .. }
            | PeriodError::NoSuchWeek { .. }
            | PeriodError::SkippedDay { .. } => Self::does_not_exist(error.to_string()),
        }
    }
}

impl From<StampError> for DateProblem {
    fn from(_: StampError) -> Self {
        Self::OutOfRange
    }
}

fn example(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Moment => "a day and a time, such as `yesterday 14:05` or `2026-10-03 14:05`",
        PeriodKind::Day => "a day, such as `2026-10-03` or `monday`",
        PeriodKind::Week => "a week or a day in it, such as `2026-W41`, `last week` or `monday`",
        PeriodKind::Month => "a month, such as `2026-10`, `october` or `last month`",
        PeriodKind::Quarter => "a quarter, such as `2026-Q4` or `last quarter`",
        PeriodKind::Year => "a year, such as `2026` or `last year`",
        PeriodKind::Custom => "a stretch of days, such as `last 2 weeks`",
    }
}

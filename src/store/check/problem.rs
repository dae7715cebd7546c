//! What a check finds.

use serde::Serialize;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something to know: nothing that is shown is wrong because of it.
    Warning,
    /// What is shown may be wrong, or nothing can be shown.
    Wrong,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What is the matter.
    pub says: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    /// Something that makes what is shown wrong.
    pub fn wrong(says: impl Into<String>) -> Self {
        Self {
            severity: Severity::Wrong,
            says: says.into(),
            hint: None,
        }
    }

    /// Something to know.
    pub fn warning(says: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::wrong(says)
        }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

/// What came of one check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// What was looked at, in a few words: `1,204 records`.
    pub found: String,
    /// What is not as it should be.
    pub problems: Vec<Problem>,
}

impl Checked {
    /// Nothing is the matter.
    pub fn fine(found: impl Into<String>) -> Self {
        Self {
            found: found.into(),
            problems: Vec::new(),
        }
    }

    /// The same with something that is the matter.
    #[must_use]
    pub fn with(mut self, problem: Problem) -> Self {
        self.problems.push(problem);
        self
    }

    /// Whether what is shown may be wrong.
    pub fn is_wrong(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Wrong)
    }
}

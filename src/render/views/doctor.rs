//! `doctor`: one line for each check, and below it what is the matter and what to do.

use crate::ops::doctor::{Diagnosis, Finding, Health};
use crate::render::{Document, Line, Role};

/// So many columns the state of a check takes.
const STATE_COLUMNS: usize = 9;

/// What came of every check.
pub fn doctor(diagnosis: &Diagnosis) -> Document {
    diagnosis.checks.iter().fold(Document::new(), finding)
}

fn finding(document: Document, finding: &Finding) -> Document {
    let (role, state) = match finding.state {
        Health::Ok => (Role::Good, "ok"),
        Health::Warning => (Role::Warning, "warning"),
        Health::Wrong => (Role::Bad, "wrong"),
    };
    let line = Line::new()
        .with(role, format!("{state:<STATE_COLUMNS$}"))
        .plain(finding.check.name());
    let line = if finding.found.is_empty() {
        line
    } else {
        line.dim(format!(": {}", finding.found))
    };
    let mut document = document.paragraph(line);
    let indent = " ".repeat(STATE_COLUMNS);
    for problem in &finding.problems {
        document = document.paragraph(format!("{indent}{}", problem.says));
    }
    let mut hints: Vec<&String> = finding
        .problems
        .iter()
        .filter_map(|problem| problem.hint.as_ref())
        .collect();
    hints.dedup();
    for hint in hints {
        let hint = Line::new()
            .with(Role::Good, format!("{indent}hint: "))
            .plain(hint);
        document = document.paragraph(hint);
    }
    document
}

//! `doctor`: one line for each check, and below it what is the matter and what to do.

use crate::ops::doctor::{Diagnosis, Finding, Health, Hole, Rebuilt, Salvage};
use crate::render::{Document, Line, Role};
use crate::text::{counted, first_few, grouped};

/// So many columns the state of a check takes.
const STATE_COLUMNS: usize = 9;

/// So many things that are lost are named; as JSON all are.
const MOST_NAMED: usize = 8;

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

/// Which differences are mended now, and what is still the matter.
pub fn rebuilt(rebuilt: &Rebuilt) -> Document {
    let mut document = Document::new();
    if let Some(kept) = &rebuilt.kept {
        document = document.paragraph(format!("a copy was kept: {}", kept.display()));
    }
    let wrong = rebuilt.before.checks.iter();
    let wrong: Vec<&Finding> = wrong
        .filter(|finding| finding.state == Health::Wrong)
        .collect();
    document = document.paragraph(if wrong.is_empty() {
        "made the derived tables and all indexes again; nothing had been wrong"
    } else {
        "made the derived tables and all indexes again; before,"
    });
    let found = wrong.iter().flat_map(|finding| {
        let name = finding.check.name();
        let problems = finding.problems.iter();
        problems.map(move |problem| format!("{name}: {}", problem.says))
    });
    document = document.list(found);
    let left = rebuilt.after.checks.iter();
    left.filter(|finding| finding.state != Health::Ok)
        .fold(document, self::finding)
}

/// What the new journal has, and what it lacks.
pub fn salvaged(salvage: &Salvage) -> Document {
    let records = counted(salvage.records, "record", "records");
    let file = salvage.file.display();
    let document = Document::new().paragraph(format!("wrote {records} to {file}"));
    let place = Line::new()
        .with(Role::Good, "hint: ")
        .plain(format!("`folio backup --restore {file} --force` puts it in the place of the journal, which is kept as it was"));
    if salvage.is_whole() {
        return document
            .paragraph("nothing is missing in it")
            .paragraph(place);
    }
    let mut lost = Vec::new();
    if salvage.missing > 0 {
        let missing = counted(salvage.missing, "record is", "records are");
        let holes: Vec<String> = salvage.holes.iter().map(hole).collect();
        lost.push(format!(
            "{missing} missing: {}",
            first_few(&holes, MOST_NAMED)
        ));
    }
    if salvage.left_out > 0 {
        let left_out = counted(salvage.left_out, "record was", "records were");
        lost.push(format!(
            "{left_out} left out, for what is left does not add up with them"
        ));
    }
    if !salvage.incomplete.is_empty() {
        let named = first_few(&salvage.incomplete, MOST_NAMED);
        lost.push(format!("something is missing of {named}"));
    }
    if !salvage.altered.is_empty() {
        let named = first_few(&salvage.altered, MOST_NAMED);
        lost.push(format!(
            "what commands wrote is no longer what stands there: look at {named}"
        ));
    }
    if !salvage.is_certain {
        lost.push("more may be missing: the damaged journal cannot be read to its end".to_owned());
    }
    document.list(lost).paragraph(place)
}

fn hole(hole: &Hole) -> String {
    let Hole {
        machine,
        first,
        last,
    } = hole;
    let numbers = if first == last {
        grouped(*first)
    } else {
        format!("{} to {}", grouped(*first), grouped(*last))
    };
    format!("{numbers} of machine {machine}")
}

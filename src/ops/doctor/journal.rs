//! The journal itself: its file, its log, and what is derived from it. Nothing is changed.

use std::path::Path;

use super::{Check, Finding};
use crate::store::{Checked, Examined, Problem, StoreError, check_write_ahead};

/// Checks the journal at `path`. `comes_to` is told what is about to be checked: each may take a while.
pub fn journal(path: &Path, comes_to: &dyn Fn(Check)) -> Vec<Finding> {
    comes_to(Check::Journal);
    let place = path.display();
    let write_ahead = check_write_ahead(path);
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
    comes_to(Check::File);
    let file = examined.file();
    comes_to(Check::Log);
    let log = examined.log(&file);
    let mut findings = vec![
        Finding::of(Check::Journal, Checked::fine(place.to_string())),
        Finding::of(Check::Version, examined.versions()),
        Finding::of(Check::WriteAhead, write_ahead),
        Finding::of(Check::File, file),
        Finding::of(Check::Log, log),
    ];
    findings.extend(derived(&examined, &findings, comes_to));
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
fn derived(examined: &Examined, findings: &[Finding], comes_to: &dyn Fn(Check)) -> Vec<Finding> {
    let is_log_wrong = findings.iter().any(|finding| finding.is_wrong(Check::Log));
    let unchecked = if is_log_wrong {
        Some("the log is damaged".to_owned())
    } else if !examined.has_present_tables() {
        Some("they are not those of this version of folio".to_owned())
    } else {
        comes_to(Check::Tables);
        examined.derive().err().map(|error| error.to_string())
    };
    let Some(why) = unchecked else {
        return compared(examined, comes_to);
    };
    let not_compared = Problem::warning(format!("not compared with the log: {why}"));
    vec![Finding::of(
        Check::Tables,
        Checked::default().with(not_compared),
    )]
}

fn compared(examined: &Examined, comes_to: &dyn Fn(Check)) -> Vec<Finding> {
    let written = examined.written();
    let tables = examined.tables();
    comes_to(Check::FullText);
    let mut others = [
        Finding::of(Check::Tables, tables),
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

    use std::cell::RefCell;

    use super::*;
    use crate::store::{Access, Journal};

    #[test]
    fn each_long_check_is_told_before_it_begins() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        drop(Journal::open(&path, Access::Write).unwrap());
        let told = RefCell::new(Vec::new());
        let findings = journal(&path, &|check| told.borrow_mut().push(check));
        assert!(findings.iter().all(|finding| finding.problems.is_empty()));
        let long = [
            Check::Journal,
            Check::File,
            Check::Log,
            Check::Tables,
            Check::FullText,
        ];
        assert_eq!(told.into_inner(), long);
    }
}

//! The journal itself: its file, its log, and what is derived from it. Nothing is changed.

use std::fs;
use std::path::Path;

use super::{Check, Finding};
use crate::store::{
    Checked, Examined, JournalFile, Obstacle, Problem, StoreError, check_write_ahead, obstacles,
};
use crate::text::counted;

/// Checks the journal at `path`. `comes_to` is told what is about to be checked: each may take a while.
pub fn journal(path: &Path, comes_to: &dyn Fn(Check)) -> Vec<Finding> {
    comes_to(Check::Journal);
    let place = path.display();
    if let Some(problem) = obstacle(path) {
        let unusable = Checked::fine(place.to_string()).with(problem);
        return vec![Finding::of(Check::Journal, unusable)];
    }
    let beside = obstacles(path).map(|error| unusable(&error));
    let beside = beside.fold(Checked::default(), Checked::with);
    if beside.is_wrong() {
        return vec![
            Finding::of(Check::Journal, Checked::fine(place.to_string())),
            Finding::of(Check::WriteAhead, beside),
        ];
    }
    let write_ahead = check_write_ahead(path);
    let examined = match Examined::open(path) {
        Ok(Some(examined)) => examined,
        Ok(None) => return vec![Finding::of(Check::Journal, nothing_there(path))],
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

/// What is in the place of a journal and cannot be one.
fn obstacle(path: &Path) -> Option<Problem> {
    let place = path.display();
    match fs::metadata(path) {
        Ok(found) => Obstacle::of(found.file_type()).map(|what| {
            let name = "name another file with `--journal FILE`, or unset FOLIO_JOURNAL";
            Problem::wrong(format!("{place} is {what}")).hint(name)
        }),
        Err(_) if path.is_symlink() => {
            let says = format!("{place} is a link that leads nowhere");
            Some(Problem::wrong(says).hint(format!(
                "remove it with `rm {}`, or name another file with `--journal FILE`",
                shell_words::quote(&path.to_string_lossy())
            )))
        }
        Err(_) => None,
    }
}

/// What is to be said where there is no journal, or an empty file. Where copies of one are kept, there was one.
fn nothing_there(path: &Path) -> Checked {
    let place = path.display();
    let checked = Checked::fine(if path.exists() {
        format!("{place} is empty: the first `folio log` begins a journal there")
    } else {
        format!("{place} is not there yet: the first `folio log` makes it")
    });
    let copies = JournalFile::new(path.to_owned()).copies();
    let count = copies.map_or(0, |copies| copies.len() as u64);
    if count == 0 {
        return checked;
    }
    let says = format!(
        "of a journal that was there {} kept",
        counted(count, "copy is", "copies are")
    );
    checked.with(
        Problem::warning(says)
            .hint("`folio backup --list` shows them, `folio backup --restore FILE` puts one back"),
    )
}

/// What stops a journal from being looked into.
fn unusable(error: &StoreError) -> Problem {
    Problem::wrong(error.to_string()).hint(what_to_do(error))
}

/// What to do about an error, said to whom `doctor` is at work already.
fn what_to_do(error: &StoreError) -> String {
    let mend = "put a copy back: `folio backup --list` shows them, `folio backup --restore FILE` does it; or run `folio doctor --salvage FILE`: it writes what can be read to a new journal";
    match error {
        StoreError::Damaged(_) | StoreError::Sqlite(_) => mend.to_owned(),
        _ => error
            .hint()
            .unwrap_or_else(|| "choose another file".to_owned()),
    }
}

/// Compares what is derived with the log, where both can be read.
fn derived(examined: &Examined, findings: &[Finding], comes_to: &dyn Fn(Check)) -> Vec<Finding> {
    let is_log_wrong = findings.iter().any(|finding| finding.is_wrong(Check::Log));
    let unchecked = if is_log_wrong {
        let hint = "do first what is said of the log";
        Some(("the log is damaged".to_owned(), hint.to_owned()))
    } else if !examined.has_present_tables() {
        let hint = "do first what is said of the version";
        let why = "they are not those of this version of folio";
        Some((why.to_owned(), hint.to_owned()))
    } else {
        comes_to(Check::Tables);
        let failed = examined.derive().err();
        failed.map(|error| (error.to_string(), what_to_do(&error)))
    };
    let Some((why, hint)) = unchecked else {
        return compared(examined, comes_to);
    };
    let not_compared = Problem::warning(format!("not compared with the log: {why}")).hint(hint);
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
        // They differ from a log that is not to be believed.
        let problems = others.iter_mut().flat_map(|finding| &mut finding.problems);
        problems.for_each(|problem| {
            problem.hint = Some("do first what is said of the records".to_owned());
        });
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

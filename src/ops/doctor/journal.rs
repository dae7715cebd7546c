//! The journal itself: its file, its log, and what is derived from it. Nothing is changed.

use std::path::Path;

use super::{Check, Finding};
use crate::store::{Checked, Examined, Problem, StoreError, check_write_ahead};

/// Checks the journal at `path`.
pub fn journal(path: &Path) -> Vec<Finding> {
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
    let mut findings = vec![
        Finding::of(Check::Journal, Checked::fine(place.to_string())),
        Finding::of(Check::Version, examined.versions()),
        Finding::of(Check::WriteAhead, write_ahead),
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
    let is_log_wrong = findings.iter().any(|finding| finding.is_wrong(Check::Log));
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

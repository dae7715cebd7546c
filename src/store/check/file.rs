//! What SQLite says of a journal's file.

use super::{Checked, Examined, Problem};
use crate::text::{counted, visible_line};

/// So many findings of SQLite are shown; the rest is counted.
const MOST_SHOWN: usize = 3;

impl Examined {
    /// The structure of the whole file, with every index, and its foreign keys.
    pub fn file(&self) -> Checked {
        let pages = |name| -> rusqlite::Result<u64> {
            self.connection
                .pragma_query_value(Some("journal"), name, |row| row.get(0))
        };
        let found = pages("page_count").map_or(String::new(), |all| counted(all, "page", "pages"));
        let mut findings = self.pragma("integrity_check");
        findings.retain(|finding| finding != "ok");
        // folio's tables have no foreign keys: where there are none, this costs nothing, and others may have added some.
        findings.extend(self.pragma("foreign_key_check"));
        if findings.is_empty() {
            return Checked::fine(found);
        }
        let problem = Problem::wrong(shown(&findings));
        Checked::fine(found).with(if self.log_structure().is_empty() {
            problem.hint(
                "the log is whole: run `folio doctor --rebuild`, or where that is refused `folio doctor --salvage FILE`",
            )
        } else {
            problem.hint("run `folio doctor --salvage FILE`: it writes what can be read to a new journal")
        })
    }

    /// What SQLite says of the table of records and its indexes.
    pub(in crate::store) fn log_structure(&self) -> Vec<String> {
        let mut findings = self.pragma("integrity_check('record')");
        findings.retain(|finding| finding != "ok");
        findings
    }

    /// The first column of what a pragma gives, the error that it ends with too.
    fn pragma(&self, name: &str) -> Vec<String> {
        let mut findings = Vec::new();
        let read = |findings: &mut Vec<String>| -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(&format!("PRAGMA journal.{name}"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let bytes = row.get_ref(0)?.as_bytes_or_null().unwrap_or_default();
                findings.push(String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned());
            }
            Ok(())
        };
        if let Err(error) = read(&mut findings) {
            findings.push(error.to_string());
        }
        findings
    }
}

/// The first findings in one line, and how many more there are.
fn shown(findings: &[String]) -> String {
    let lines = findings.iter().flat_map(|finding| finding.lines());
    let lines: Vec<String> = lines
        .filter(|line| !line.starts_with("***"))
        .map(|line| visible_line(line).into_owned())
        .collect();
    let mut shown: Vec<String> = lines.iter().take(MOST_SHOWN).cloned().collect();
    if lines.len() > MOST_SHOWN {
        shown.push(format!("and {} more", lines.len() - MOST_SHOWN));
    }
    shown.join("; ")
}

//! The exact error of a brief, and how to bring it about: out of the evidence of the attempts that did not work, which
//! was redacted before it was saved.

use serde::Serialize;

use crate::model::{Evidence, Outcome};
use crate::ops::Shown;
use crate::ops::exploration::Approached;
use crate::recall::{Probe, Weights};
use crate::text::{self, Analyzer};

/// So many lines of an output a reader reads.
const LINES: usize = 40;

/// Of them so many stand where the first error begins, if that is not among the last.
const LINES_OF_FIRST_ERROR: usize = 12;

/// The longest line, in columns.
const COLUMNS: usize = 400;

/// The end of what an attempt printed, as a terminal would have shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeenError {
    /// The short identifier of the entry.
    pub entry: String,
    /// What was tried.
    pub tried: String,
    /// The lines, with `…` for those that are left out between them.
    pub output: String,
    /// How many lines of the output are left out.
    pub lines_left_out: usize,
}

/// How to bring an error about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reproduction {
    /// The short identifier of the entry.
    pub entry: String,
    /// The command line.
    pub command: Option<String>,
    /// Its exit code.
    pub exit_code: Option<i32>,
    /// The directory in which it ran.
    pub directory: Option<String>,
    /// The commit that was checked out.
    pub commit: Option<String>,
    /// The branch that was checked out.
    pub branch: Option<String>,
    /// The operating system and the processor on which the brief is written.
    pub environment: String,
}

/// What the latest attempt printed that did not work and whose output is there.
pub(super) fn error(approaches: &[Approached]) -> Option<SeenError> {
    let (shown, evidence) = telling(approaches)?;
    let output = evidence.output.as_deref()?;
    let (output, lines_left_out) = excerpt(output);
    Some(SeenError {
        entry: shown.short.clone(),
        tried: shown.entry.tried.to_string(),
        output,
        lines_left_out,
    })
}

/// How that attempt, or else the latest one of which anything was seen, is brought about.
pub(super) fn reproduction(approaches: &[Approached], platform: &str) -> Option<Reproduction> {
    let (shown, evidence) = telling(approaches)?;
    let is_output_alone = *evidence
        == Evidence {
            output: evidence.output.clone(),
            ..Evidence::default()
        };
    if is_output_alone {
        return None;
    }
    Some(Reproduction {
        entry: shown.short.clone(),
        command: evidence.command.clone(),
        exit_code: evidence.exit_code,
        directory: evidence.directory.clone(),
        commit: evidence.commit.clone(),
        branch: evidence.branch.clone(),
        environment: platform.to_owned(),
    })
}

/// Of the attempts that did not work the latest with an output, else with a command, else with anything seen.
fn telling(approaches: &[Approached]) -> Option<(&Shown, &Evidence)> {
    let mut seen: Vec<(&Shown, &Evidence)> = approaches
        .iter()
        .filter_map(|approached| approached.entry.as_ref())
        .filter(|shown| shown.entry.outcome != Outcome::Worked)
        .filter_map(|shown| Some((shown, shown.entry.evidence.as_ref()?)))
        .collect();
    seen.sort_by_key(|(shown, _)| std::cmp::Reverse(shown.entry.happened_at.utc_milliseconds()));
    let with = |has: fn(&Evidence) -> bool| seen.iter().find(|(_, evidence)| has(evidence));
    with(|evidence| evidence.output.is_some())
        .or_else(|| with(|evidence| evidence.command.is_some()))
        .or_else(|| seen.first())
        .copied()
}

/// The end of an output, and before it the beginning of the first error where that is further up; how many lines are
/// left out.
fn excerpt(output: &str) -> (String, usize) {
    let probe = Probe::new(output, &Weights::default(), &mut Analyzer::new());
    let lines: Vec<&str> = (0..probe.line_count())
        .map(|number| probe.line(number).trim_end())
        .collect();
    let is_said = |line: &&str| !line.is_empty();
    let end = lines.iter().rposition(is_said).map_or(0, |last| last + 1);
    let begin = lines.iter().position(is_said).unwrap_or(0);
    let tail = end.saturating_sub(LINES).max(begin);
    let first = probe.first_error().filter(|first| *first < tail);
    let mut ranges = Vec::new();
    match first {
        Some(first) => {
            let tail = tail + LINES_OF_FIRST_ERROR;
            ranges.push(first..(first + LINES_OF_FIRST_ERROR).min(tail));
            ranges.push(tail.min(end)..end);
        }
        None => ranges.push(tail..end),
    }
    let mut written: Vec<String> = Vec::new();
    let mut next = begin;
    for range in ranges {
        if range.start > next {
            written.push("…".to_owned());
        }
        next = range.end;
        let kept = lines.get(range).unwrap_or_default().iter();
        written.extend(kept.map(|line| text::truncate(line, COLUMNS).into_owned()));
    }
    let shown = written.iter().filter(|line| *line != "…").count();
    let left_out = (end - begin).saturating_sub(shown);
    (written.join("\n"), left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(count: usize) -> String {
        (1..=count).fold(String::new(), |text, number| {
            text + &format!("step {number}\n")
        })
    }

    #[test]
    fn a_short_output_is_whole_and_as_a_terminal_showed_it() {
        let output = "\n\u{1b}[31merror:\u{1b}[0m no such cache\r\n  at once\n\n";
        assert_eq!(
            excerpt(output),
            ("error: no such cache\n  at once".to_owned(), 0)
        );
        assert_eq!(excerpt(" \n"), (String::new(), 0));
    }

    #[test]
    fn of_a_long_output_the_end_is_left() {
        let (shown, left_out) = excerpt(&numbered(100));
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines.len(), LINES + 1);
        assert_eq!(lines.first().copied(), Some("…"));
        assert_eq!(lines.get(1).copied(), Some("step 61"));
        assert_eq!(lines.last().copied(), Some("step 100"));
        assert_eq!(left_out, 60);
    }

    #[test]
    fn the_first_error_is_shown_though_much_was_printed_after_it() {
        let output = numbered(10) + "error: the cache is gone\n" + &numbered(100);
        let (shown, left_out) = excerpt(&output);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines.get(1).copied(), Some("error: the cache is gone"));
        assert_eq!(lines.len(), LINES + 2);
        assert_eq!(lines.last().copied(), Some("step 100"));
        assert_eq!(left_out, 111 - LINES);
    }

    #[test]
    fn an_error_just_above_the_end_brings_no_line_twice() {
        let output = "error: the cache is gone\n".to_owned() + &numbered(41);
        let (shown, left_out) = excerpt(&output);
        assert!(
            shown.starts_with("error: the cache is gone\nstep 1\n"),
            "{shown}"
        );
        assert!(shown.contains("step 11\n…\nstep 14\n"), "{shown}");
        assert_eq!(left_out, 2, "{shown}");
    }

    #[test]
    fn a_line_that_nobody_reads_to_its_end_is_cut() {
        let (shown, _) = excerpt(&"x".repeat(5_000));
        assert_eq!(shown.chars().count(), COLUMNS);
    }
}

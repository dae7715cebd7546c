//! `compare`: the approaches of an exploration side by side, one column each.

use super::exploration::{answer, progress};
use super::names::DISPUTED;
use super::presentation;
use crate::model::{Entry, Evidence, Text};
use crate::ops::exploration::{Approached, Standing, is_same_title};
use crate::render::{Column, Document, Line, Role, Table};
use crate::text;

/// Columns of the terminal that an approach needs to be read.
const READABLE: usize = 20;

/// Empty columns between two approaches.
const GAP: usize = 2;

/// So many columns of the end of an output are shown.
const OUTPUT: usize = 80;

/// A row: its label, and the cell of an approach.
type Row = (&'static str, fn(&Approached) -> Line);

const ROWS: [Row; 9] = [
    ("progress", |approached| progress(approached.progress)),
    ("tried", |approached| match &approached.entry {
        Some(shown) if !is_same_title(shown.entry.tried.as_str(), &approached.title) => {
            shown.entry.tried.as_str().into()
        }
        _ => Line::new(),
    }),
    ("because", |approached| {
        of_entry(approached, |entry| Some(entry.because.as_str()))
    }),
    ("principle", |approached| {
        let principle = of_entry(approached, |entry| {
            entry.principle.as_ref().map(Text::as_str)
        });
        let entry = approached.entry.as_ref().map(|shown| &shown.entry);
        if entry.is_some_and(Entry::is_disputed) {
            principle.with(Role::Warning, DISPUTED)
        } else {
            principle
        }
    }),
    ("rules out", |approached| {
        of_entry(approached, |entry| {
            entry.rules_out.as_ref().map(Text::as_str)
        })
    }),
    ("spent", |approached| {
        presentation::spent(u64::from(approached.spent_minutes.unwrap_or(0))).into()
    }),
    ("assist", |approached| {
        approached
            .assist
            .map_or("", |assist| assist.as_str())
            .into()
    }),
    ("evidence", |approached| {
        let entry = approached.entry.as_ref().map(|shown| &shown.entry);
        let evidence = entry.and_then(|entry| entry.evidence.as_ref());
        evidence
            .map(|evidence| seen(evidence, approached.last_line()))
            .unwrap_or_default()
            .into()
    }),
    ("entry", |approached| {
        approached
            .entry
            .as_ref()
            .map_or(Line::new(), |shown| Line::new().identifier(&shown.short))
    }),
];

/// The approaches side by side; as many in a table as `columns` hold, the rest in tables below it, and one below the
/// other where there is no room for a table. Rows in which no approach has anything are left out.
pub fn comparison(standing: &Standing, columns: Option<u16>) -> Document {
    let facts = &standing.exploration.facts;
    let head = Line::new()
        .identifier(facts.name.as_str())
        .plain("  ")
        .plain(facts.question.as_str());
    let mut document = Document::new().heading(2, head);
    if standing.approaches.is_empty() {
        return document.paragraph("no approaches yet");
    }
    let beside = match columns {
        Some(columns) => usize::from(columns).saturating_sub(label_columns()) / (READABLE + GAP),
        None => standing.approaches.len(),
    };
    for block in standing.approaches.chunks(beside.max(1)) {
        document = match (beside, block) {
            (0, [approached]) => below(document.space(), approached),
            _ => document.space().table(table(block)),
        };
    }
    for one in &facts.answers {
        let line = Line::new().plain("answered by ");
        let line = answer(one).spans.into_iter().fold(line, |mut line, span| {
            line.push(span);
            line
        });
        document = document.space().paragraph(line);
    }
    match standing.chosen() {
        Some(chosen) => {
            let why = facts.why.as_ref().map_or("", |why| why.as_str());
            let line = Line::new().plain("chosen: ").identifier(&chosen.short);
            document.space().paragraph(line.plain("  ").plain(why))
        }
        None => document,
    }
}

fn label_columns() -> usize {
    ROWS.iter().map(|(label, _)| label.len()).max().unwrap_or(0)
}

fn table(approaches: &[Approached]) -> Table {
    let titles = approaches
        .iter()
        .map(|approached| Column::shrink(approached.title.as_str()));
    let mut table = Table::new([Column::keep("")].into_iter().chain(titles));
    for (label, cell) in ROWS {
        let cells: Vec<Line> = approaches.iter().map(cell).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            table.push([Line::new().dim(label)].into_iter().chain(cells));
        }
    }
    table
}

/// One approach as labels and values.
fn below(document: Document, approached: &Approached) -> Document {
    let fields = ROWS
        .iter()
        .map(|(label, cell)| (*label, cell(approached)))
        .filter(|(_, cell)| !cell.is_empty());
    document
        .paragraph(Line::new().strong(approached.title.as_str()))
        .fields(fields)
}

fn of_entry(approached: &Approached, text: impl Fn(&Entry) -> Option<&str>) -> Line {
    let entry = approached.entry.as_ref().map(|shown| &shown.entry);
    entry.and_then(text).unwrap_or_default().into()
}

/// What was seen, in short: the command and how it ended, the last line of its output, the commit.
fn seen(evidence: &Evidence, last_line: Option<String>) -> String {
    let mut parts: Vec<String> = Vec::new();
    match (&evidence.command, evidence.exit_code) {
        (Some(command), Some(code)) => parts.push(format!("{command} (exit {code})")),
        (Some(command), None) => parts.push(command.clone()),
        (None, Some(code)) => parts.push(format!("exit {code}")),
        (None, None) => {}
    }
    parts.extend(last_line.map(|line| text::truncate(&line, OUTPUT).into_owned()));
    let commit = evidence.commit.as_ref();
    parts.extend(commit.map(|commit| {
        let short: String = commit.chars().take(12).collect();
        format!("commit {short}")
    }));
    parts.join("; ")
}

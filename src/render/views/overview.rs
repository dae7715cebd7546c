//! `folio` alone.

use super::presentation::{self, Presentation};
use super::{exploration, list};
use crate::config::Column;
use crate::ops::overview::Overview;
use crate::render::{Document, Line};
use crate::text;

/// What waits, and what came last; for an empty journal, how to begin.
pub fn overview(overview: &Overview, presentation: &Presentation<'_>) -> Document {
    let exploring = overview
        .exploration
        .as_ref()
        .map(exploration::summary)
        .unwrap_or_default();
    if overview.last.entries.is_empty() && !exploring.blocks.is_empty() {
        return exploring;
    }
    if overview.last.entries.is_empty() {
        return Document::new()
            .paragraph("The journal is empty. Right after an attempt has failed, say what you tried and why it failed:")
            .code("console", "folio log \"keep sessions in process memory\" --because \"two replicas disagreed\" --tag sessions")
            .paragraph(Line::new().dim("`folio --help` shows the rest."));
    }
    let mut document = exploring.space();
    if !overview.drafts.entries.is_empty() {
        let waiting = presentation::count(overview.drafts.total);
        let noun = if overview.drafts.entries.len() == 1 {
            "draft waits"
        } else {
            "drafts wait"
        };
        document = document.heading(2, format!("{waiting} {noun} for a principle"));
        document = append(
            document,
            list(
                &overview.drafts,
                &[Column::Id, Column::Date, Column::Tried],
                presentation,
            ),
        );
        document =
            document.paragraph(Line::new().dim("`folio distill` goes through them, oldest first."));
    }
    if overview.due > 0 {
        let noun = if overview.due == 1 {
            "lesson is due"
        } else {
            "lessons are due"
        };
        let due = text::grouped(overview.due);
        document = document
            .space()
            .heading(2, format!("{due} {noun}"))
            .paragraph(
                Line::new().dim("`folio practice` calls them to mind, at most five at a time."),
            );
    }
    let columns = [
        Column::Id,
        Column::Date,
        Column::Outcome,
        Column::Tags,
        Column::Tried,
    ];
    document = document.space().heading(2, "Last entries");
    append(document, list(&overview.last, &columns, presentation))
}

fn append(mut document: Document, other: Document) -> Document {
    document.blocks.extend(other.blocks);
    document
}

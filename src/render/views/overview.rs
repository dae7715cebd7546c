//! `folio` alone.

use super::presentation::{self, Presentation};
use super::{exploration, list};
use crate::config::Column;
use crate::ops::overview::Overview;
use crate::render::{Document, Line};
use crate::store::Count;
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
        let noun = if overview.drafts.entries.len() == 1 {
            "draft waits"
        } else {
            "drafts wait"
        };
        let waiting = presentation::count(overview.drafts.total);
        let heading = Line::from(format!("{waiting} {noun} for a principle"));
        let columns = [Column::Id, Column::Date, Column::Tried];
        document = document.heading(2, heading.dim("  (`folio distill`)"));
        document = append(document, list(&overview.drafts, &columns, presentation));
    }
    document = document.space();
    if overview.due > 0 {
        let due = text::counted(overview.due, "lesson is due", "lessons are due");
        document = document.heading(2, Line::from(due).dim("  (`folio practice`)"));
    }
    if overview.awaiting_review != Count::Exactly(0) {
        let waiting = presentation::count(overview.awaiting_review);
        let noun = if overview.awaiting_review == Count::Exactly(1) {
            "lesson waits"
        } else {
            "lessons wait"
        };
        let heading = Line::from(format!("{waiting} {noun} for a review"));
        document = document.heading(2, heading.dim("  (`folio review`)"));
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

//! `review`: a lesson as its reviewer sees it, and what came of reviewing.

use super::entry::{sentence, with_review};
use super::presentation::{self, Presentation};
use crate::model::Review;
use crate::ops::review::{Attempt, LessonInContext, Reviewed, Surroundings, Taken};
use crate::render::{Column, Document, Item, Line, Table};
use crate::text;

/// So many lines of the end of an output are shown.
const OUTPUT_LINES: usize = 8;

/// So many columns of a line of an output, or of another attempt, are shown.
const COLUMNS: usize = 200;

/// So many lines that were not understood are shown; the rest is counted.
const PROBLEMS: usize = 20;

/// A lesson with all that a reviewer needs: the sentence, the facts, the evidence, the exploration around it and
/// earlier reviews.
pub fn lesson_in_context(lesson: &LessonInContext, presentation: &Presentation<'_>) -> Document {
    let entry = &lesson.entry.entry;
    let mut document = Document::new()
        .paragraph(sentence(&lesson.entry))
        .fields(facts(lesson, presentation));
    let evidence = entry.evidence.as_ref();
    if let Some(output) = evidence.and_then(|evidence| evidence.output.as_ref()) {
        document = document.space().code("", end(output));
    }
    if let Some(exploration) = &lesson.exploration {
        document = with_surroundings(document, exploration);
    }
    for review in &entry.reviews {
        document = with_review(document, entry, review, presentation);
    }
    document
}

fn facts(lesson: &LessonInContext, presentation: &Presentation<'_>) -> Vec<(String, Line)> {
    let entry = &lesson.entry.entry;
    let mut facts: Vec<(&str, Line)> = vec![
        ("author", entry.author.as_str().into()),
        ("when", presentation.date(entry.happened_at).into()),
    ];
    facts.extend(
        entry
            .project
            .iter()
            .map(|project| ("project", project.as_str().into())),
    );
    if !entry.tags.is_empty() {
        facts.push(("tags", presentation::tags(&entry.tags)));
    }
    let spent = entry
        .spent
        .map(|spent| text::minutes(u64::from(spent.minutes())));
    facts.extend(spent.map(|spent| ("spent", spent.into())));
    if let Some(evidence) = &entry.evidence {
        let command = evidence.command.iter();
        facts.extend(command.map(|command| ("command", Line::new().code(command))));
        let code = evidence.exit_code.map(|code| code.to_string().into());
        facts.extend(code.map(|code| ("exit code", code)));
    }
    let owned = facts
        .into_iter()
        .map(|(label, line)| (label.to_owned(), line));
    owned.collect()
}

/// The last lines of an output, each cut.
fn end(output: &str) -> String {
    let mut lines: Vec<&str> = output.trim_end().lines().rev().take(OUTPUT_LINES).collect();
    lines.reverse();
    let lines = lines.into_iter().map(|line| text::truncate(line, COLUMNS));
    lines.collect::<Vec<_>>().join("\n")
}

fn with_surroundings(document: Document, exploration: &Surroundings) -> Document {
    let state = exploration
        .state
        .map(|state| format!(" ({state})"))
        .unwrap_or_default();
    let mut head = Line::new()
        .strong("Exploration ")
        .plain(format!("{}{state}", exploration.name));
    if let Some(question) = &exploration.question {
        head = head.plain(": ").plain(shortened(question));
    }
    let document = document.space().paragraph(head);
    if exploration.others.is_empty() {
        document.paragraph(Line::new().dim("no other attempts"))
    } else {
        document.list(exploration.others.iter().map(attempt))
    }
}

fn attempt(attempt: &Attempt) -> Item {
    let tried = format!("  {}: ", shortened(&attempt.tried));
    let mut line = presentation::outcome(attempt.outcome);
    line = line.plain(tried).plain(shortened(&attempt.because));
    Item::from(line)
}

fn shortened(written: &str) -> String {
    text::truncate(&text::visible_line(written), COLUMNS).into_owned()
}

/// After lessons were reviewed.
pub fn reviewed(reviewed: &[Reviewed]) -> Document {
    reviewed.iter().fold(Document::new(), |document, reviewed| {
        let own = reviewed.entry.entry.is_own(&reviewed.review);
        let line = Line::new()
            .plain("reviewed ")
            .identifier(&reviewed.entry.short)
            .plain(format!(": {}", opinion(&reviewed.review, own)));
        document.paragraph(line)
    })
}

/// A verdict, and whose it is.
fn opinion(review: &Review, own: bool) -> String {
    let own = if own { " (self)" } else { "" };
    format!("{} by {}{own}", review.verdict, review.by)
}

/// After a pack was read: what was taken, and what was not, with its line.
pub fn taken(taken: &Taken) -> Document {
    let mut parts = vec![format!(
        "{} taken",
        text::counted(taken.reviewed.len() as u64, "review", "reviews")
    )];
    let counted = [(taken.present, "taken before"), (taken.open, "left open")];
    for (count, what) in counted.into_iter().filter(|(count, _)| *count > 0) {
        parts.push(format!("{} {what}", text::grouped(count)));
    }
    let mut document = reviewed(&taken.reviewed).paragraph(parts.join(", "));
    if taken.left() == 0 {
        return document;
    }
    let mut table = Table::new([
        Column::number("line"),
        Column::shrink("what stands there"),
        Column::shrink("why it was not taken"),
    ]);
    let gone = taken
        .gone
        .iter()
        .map(|gone| (gone.line, &gone.id, &gone.reason));
    let problems = taken
        .problems
        .iter()
        .map(|problem| (problem.line, &problem.text, &problem.reason));
    let mut rows: Vec<_> = gone.chain(problems).collect();
    rows.sort_by_key(|(line, ..)| *line);
    let more = rows.len().saturating_sub(PROBLEMS);
    for (line, written, reason) in rows.into_iter().take(PROBLEMS) {
        table.push([
            Line::from(text::grouped(line)),
            shortened(written).into(),
            reason.as_str().into(),
        ]);
    }
    document = document.space().table(table);
    if more > 0 {
        document =
            document.paragraph(Line::new().dim(format!("and {} more", text::grouped(more as u64))));
    }
    document
}

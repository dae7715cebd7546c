//! `practice`: what is due, a lesson as a question, and its answer.

use chrono::NaiveDate;

use super::entry::bare;
use super::presentation::{self, Presentation};
use crate::model::{Entry, Outcome, Rating, Verdict};
use crate::ops::Shown;
use crate::ops::practice::{Due, Noted};
use crate::render::{Column, Document, Line, Role, Table};

/// The lessons that are due. Their principles stay hidden: they are to be called to mind.
pub fn practice(due: &[Due], presentation: &Presentation<'_>) -> Document {
    let mut table = Table::new([
        Column::keep("id"),
        Column::keep("due"),
        Column::number("practised"),
        Column::shrink("tags"),
        Column::shrink("tried"),
    ]);
    for lesson in due {
        let entry = &lesson.entry.entry;
        table.push([
            Line::new().identifier(&lesson.entry.short),
            date(lesson.due, presentation).into(),
            lesson.practised.to_string().into(),
            presentation::tags(&entry.tags),
            entry.tried.as_str().into(),
        ]);
    }
    Document::new().table(table)
}

/// The situation and its signals, without what was learnt.
pub fn practice_question(shown: &Shown, place: &str, presentation: &Presentation<'_>) -> Document {
    let entry = &shown.entry;
    let date = presentation.date(entry.happened_at);
    let ending = match entry.outcome {
        Outcome::Failed => ". It failed.",
        Outcome::Partial => ". It held in part.",
        Outcome::Worked => ". It worked.",
    };
    let document = Document::new()
        .paragraph(
            Line::new()
                .identifier(&shown.short)
                .dim(format!("  {date}  {place}")),
        )
        .paragraph(
            Line::new()
                .plain("I tried ")
                .strong(bare(&entry.tried))
                .plain(ending),
        );
    if entry.signals.is_empty() {
        return document;
    }
    document
        .paragraph("Signals:")
        .list(entry.signals.iter().map(bare))
}

/// What was learnt, and what reviews made of it.
pub fn practice_answer(shown: &Shown, presentation: &Presentation<'_>) -> Document {
    let entry = &shown.entry;
    let mut fields: Vec<(&str, Line)> = vec![("because", bare(&entry.because).into())];
    let principle = entry.principle.as_ref();
    fields.extend(principle.map(|text| ("principle", Line::new().strong(bare(text)))));
    fields.extend(reviewed(entry, presentation));
    let next = entry.next.as_ref();
    fields.extend(next.map(|text| ("next", bare(text).into())));
    let reviewed = entry.reviews.iter().flat_map(|review| &review.elsewhere);
    let mut places: Vec<String> = Vec::new();
    for place in entry.elsewhere.iter().chain(reviewed).map(bare) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if !places.is_empty() {
        fields.push(("elsewhere", places.join("; ").into()));
    }
    Document::new().fields(fields)
}

/// What reviews make of the principle: a deeper one, or that it is disputed.
fn reviewed(entry: &Entry, presentation: &Presentation<'_>) -> Option<(&'static str, Line)> {
    if let Some(deeper) = entry.deeper_principle() {
        return Some(("deeper", Line::new().strong(bare(deeper))));
    }
    let mut latest_first = entry.reviews.iter().rev().filter(|_| entry.is_disputed());
    let review = latest_first.find(|review| review.verdict == Verdict::Disputed)?;
    let why = review.note.as_ref().or(review.principle.as_ref()).map(bare);
    let why = why.map_or(String::new(), |why| format!(": {why}"));
    let by = format!("by {}, {}", review.by, presentation.date(review.at));
    let line = Line::new().with(Role::Warning, format!("{by}{why}"));
    Some(("disputed", line))
}

/// After a lesson was practised: when it comes back.
pub fn practice_noted(noted: &Noted, presentation: &Presentation<'_>) -> Document {
    let said = match noted.rating {
        Rating::Again => "again",
        Rating::Good => "got it",
    };
    Document::new().paragraph(
        Line::new()
            .plain("noted ")
            .identifier(&noted.entry.short)
            .plain(format!(": {said}"))
            .dim(format!("  (due again {})", date(noted.due, presentation))),
    )
}

fn date(day: NaiveDate, presentation: &Presentation<'_>) -> String {
    presentation.date(presentation.calendar.day_start(day))
}

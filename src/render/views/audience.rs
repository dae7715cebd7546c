//! The sections of a report for others that are about now: what is stuck, and what would help.

use super::presentation::Presentation;
use super::rest::{Listed, SameChoice};
use super::summary::{ITEMS, attempt, shortened};
use crate::ops::exploration::ClockState;
use crate::ops::report::{Figures, Lesson, OpenQuestion, Stuck};
use crate::render::{Block, Document, Item, Line};
use crate::text;

const MINUTES_PER_DAY: u64 = 24 * 60;

/// What does not go on: questions whose clock has run out, briefs that nobody has answered, the dearest drafts.
pub(super) fn stuck(
    document: Document,
    stuck: &Stuck,
    figures: &Figures,
    choice: &SameChoice,
    presentation: &Presentation<'_>,
) -> Document {
    let questions = stuck.questions.iter();
    let mut items: Vec<Item> = questions.take(ITEMS).map(question).collect();
    let all = stuck.questions.len() as u64 + stuck.more_questions;
    items.extend(more_questions(all, items.len(), choice));
    if !stuck.drafts.is_empty() {
        items.push(listed(
            &format!(
                "Without a principle yet: {}",
                text::counted(figures.drafts(), "attempt", "attempts")
            ),
            stuck
                .drafts
                .iter()
                .map(|shown| attempt(shown, presentation)),
            figures.drafts().saturating_sub(stuck.drafts.len() as u64),
        ));
    }
    section(document, "What is stuck", items)
}

/// How many more questions there are than are shown, if any.
fn more_questions(all: u64, shown: usize, choice: &SameChoice) -> Option<Item> {
    let more = all.saturating_sub(shown as u64);
    let rest = choice.rest(Listed::Explorations);
    (more > 0).then(|| Item::from(rest.line(&format!("and {} more", text::grouped(more)))))
}

fn question(open: &OpenQuestion) -> Item {
    let line = Line::new()
        .identifier(&open.name)
        .plain(": ")
        .plain(shortened(&open.question));
    let after = text::counted(open.ended as u64, "approach", "approaches");
    let time = match open.minutes / MINUTES_PER_DAY {
        0 | 1 => text::minutes(open.minutes),
        days => text::counted(days, "day", "days"),
    };
    Item::from(match open.state {
        ClockState::Asked if open.ended == 0 => line.plain(" (asked, not answered)"),
        ClockState::Asked => line.plain(format!(" (asked after {after}, not answered)")),
        _ => line.plain(format!(" (open for {time}, {after} ended)")),
    })
}

/// What others can do: answer what was asked, review lessons.
pub(super) fn would_help(
    document: Document,
    stuck: &Stuck,
    figures: &Figures,
    choice: &SameChoice,
) -> Document {
    let asked = stuck.questions.iter().filter_map(|open| {
        let line = Line::new()
            .plain("an answer to ")
            .strong(shortened(open.asked.as_ref()?))
            .plain(" (")
            .identifier(&open.name)
            .plain(")");
        Some(Item::from(line))
    });
    let mut items: Vec<Item> = asked.collect();
    let all = items.len();
    items.truncate(ITEMS);
    items.extend(more_questions(all as u64, items.len(), choice));
    if !stuck.awaiting_review.is_empty() {
        items.push(listed(
            &format!(
                "a review of {}",
                text::counted(figures.awaiting_review, "lesson", "lessons")
            ),
            stuck.awaiting_review.iter().map(awaiting),
            stuck.more_awaiting_review as u64,
        ));
    }
    section(document, "What would help", items)
}

/// A principle that nobody has reviewed, with the lessons that carry it.
fn awaiting(lesson: &Lesson) -> Line {
    let principle = lesson.entry.entry.principle.as_ref();
    let mut line = Line::new()
        .plain(shortened(principle.map_or("", crate::model::Text::as_str)))
        .plain(" (");
    if lesson.times > 1 {
        line = line.plain(format!("{} lessons, ", text::grouped(lesson.times)));
    }
    line.identifier(&lesson.entry.short).plain(")")
}

/// A point with others below it, and how many more there are. Which command shows those is not said here: it would
/// stand between points of another kind.
fn listed(head: &str, lines: impl Iterator<Item = Line>, more: u64) -> Item {
    let mut items: Vec<Item> = lines.map(Item::from).collect();
    if more > 0 {
        items.push(Item::from(format!("and {} more", text::grouped(more))));
    }
    Item::new(head, [Block::List(items)])
}

fn section(document: Document, title: &str, items: Vec<Item>) -> Document {
    if items.is_empty() {
        return document;
    }
    document.space().heading(2, title).list(items)
}

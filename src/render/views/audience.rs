//! The sections of a report for others: what did not work, what is known now, what is stuck, and what would help.

use super::names::dispute;
use super::page;
use super::presentation::Presentation;
use super::rest::{Listed, Rest, SameChoice};
use super::summary::{ITEMS, attempt, attempt_cut, more, shortened};
use crate::ops::exploration::ClockState;
use crate::ops::report::{Failures, Figures, Highlights, Lesson, OpenQuestion, Stuck};
use crate::render::{Block, Document, Item, Line, Role};
use crate::text;

const MINUTES_PER_DAY: u64 = 24 * 60;

/// What was tried and did not work.
pub(super) fn failures(
    document: Document,
    failures: &Failures,
    choice: &SameChoice,
    presentation: &Presentation<'_>,
    room: Option<usize>,
) -> Document {
    if failures.examples.is_empty() {
        return document;
    }
    let items = points(room, |cut| {
        let examples = failures.examples.iter();
        examples
            .map(|shown| attempt_cut(shown, presentation, cut))
            .collect()
    });
    let shown = items.len();
    let document = document
        .space()
        .heading(2, "What we tried that did not work")
        .list(items);
    let rest = rest(choice, Listed::FailedAttempts, room);
    more(
        document,
        failures.attempts,
        shown,
        ("attempt", "attempts", rest),
    )
}

/// How the rest of a list is had; on one page without the command where that is longer than there is room for.
fn rest(choice: &SameChoice, listed: Listed, room: Option<usize>) -> Rest<'_> {
    const UNTOLD: &SameChoice = &SameChoice {
        flags: None,
        names_outcome: false,
        names_stage: false,
    };
    let rest = choice.rest(listed);
    match room {
        Some(_) if !page::has_room_for_rest(&rest.line("And 1,000,000 more attempts")) => {
            UNTOLD.rest(listed)
        }
        _ => rest,
    }
}

/// The points of a list, told with texts that are cut so. On one page texts are cut shorter where not all points have
/// room, and those are told that have.
fn points(room: Option<usize>, told: impl Fn(fn(&str) -> String) -> Vec<Line>) -> Vec<Line> {
    let all = told(shortened);
    match room {
        Some(room) if !page::fits(&all, room) => page::fitting(told(page::of_text), room),
        _ => all,
    }
}

/// The principles of the period, with what follows from them.
pub(super) fn known(
    document: Document,
    highlights: &Highlights,
    choice: &SameChoice,
    room: Option<usize>,
) -> Document {
    let lessons = &highlights.lessons;
    if lessons.is_empty() {
        return document;
    }
    let items = points(room, |cut| {
        let lessons = lessons.iter();
        lessons.map(|lesson| principle(lesson, cut)).collect()
    });
    let (all, shown) = (highlights.principles as u64, items.len());
    let document = document.space().heading(2, "What we know now").list(items);
    more(
        document,
        all,
        shown,
        (
            "principle",
            "principles",
            rest(choice, Listed::Principles, room),
        ),
    )
}

fn principle(lesson: &Lesson, cut: fn(&str) -> String) -> Line {
    let entry = &lesson.entry.entry;
    let written = entry
        .principle
        .as_ref()
        .map_or("", crate::model::Text::as_str);
    let disputed = u64::from(entry.is_disputed());
    let mut line = Line::new()
        .strong(cut(written))
        .with(Role::Warning, dispute(disputed, disputed));
    if let Some(next) = &entry.next {
        line = line.plain(": next time ").plain(cut(next.as_str()));
    }
    line.plain(" (").identifier(&lesson.entry.short).plain(")")
}

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

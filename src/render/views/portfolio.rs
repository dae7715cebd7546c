//! The sections of a body of work: principles learnt, questions and decisions, growth over the quarters.

use super::entry::without_stop;
use super::explored;
use super::figures::caution_of_quarters;
use super::presentation::{self, Presentation};
use super::rest::{Listed, SameChoice};
use super::summary::shortened;
use crate::model::Outcome;
use crate::model::time::Calendar;
use crate::ops::report::{Attempt, ENOUGH, Learnt, Portfolio, Quarter, Report};
use crate::render::{Bar, Block, Column, Document, Figure, Item, Line, Shape, Table};
use crate::text::{self, counted, grouped};

/// So many questions are told, the latest.
const QUESTIONS: usize = 20;

/// So many quarters are told, the latest.
const QUARTERS: usize = 40;

/// So many of them are drawn: as many as fit on a printed page.
const DRAWN: usize = 12;

/// The principles, each with the attempts that taught it.
pub(super) fn learnt(
    document: Document,
    portfolio: &Portfolio,
    choice: &SameChoice,
    presentation: &Presentation<'_>,
) -> Document {
    let principles = &portfolio.principles;
    if principles.is_empty() {
        let none = "No attempt of these carries a principle.";
        return document
            .space()
            .heading(2, "Principles learnt")
            .paragraph(none);
    }
    let items = principles
        .iter()
        .map(|learnt| principle(learnt, presentation));
    let document = document.space().heading(2, "Principles learnt").list(items);
    match portfolio.principles_in_all.saturating_sub(principles.len()) {
        0 => document,
        more => {
            let more = counted(more as u64, "more principle", "more principles");
            let rest = choice.rest(Listed::Principles);
            document.paragraph(rest.line(&format!("And {more}")).plain("."))
        }
    }
}

fn principle(learnt: &Learnt, presentation: &Presentation<'_>) -> Item {
    let head = Line::new()
        .strong(shortened(&learnt.principle))
        .plain(format!(" ({})", met(learnt, presentation)));
    let attempts = learnt
        .attempts
        .iter()
        .map(|told| Item::from(attempt(told, presentation)));
    let mut items: Vec<Item> = attempts.collect();
    let more = learnt.times.saturating_sub(items.len() as u64);
    if more > 0 {
        items.push(Item::from(format!("and {} more", grouped(more))));
    }
    if let Some(next) = &learnt.next {
        let line = Line::new().plain("what I do now: ").plain(shortened(next));
        items.push(Item::from(line));
    }
    Item::new(head, [Block::List(items)])
}

/// How often a principle was met in the period, what that cost, and, where there is more, how often in all.
fn met(learnt: &Learnt, presentation: &Presentation<'_>) -> String {
    let first = presentation.date(learnt.first_met);
    let (times, in_all) = (learnt.times, learnt.times_in_all);
    let together = if times > 1 { " together" } else { "" };
    let cost = match learnt.spent_minutes {
        0 => String::new(),
        minutes => format!(", {}{together}", text::minutes(minutes)),
    };
    let often = counted(times, "time", "times");
    match (times, in_all) {
        (_, all) if all > times => {
            format!(
                "met {often}{cost}; {} in all, first on {first}",
                grouped(all)
            )
        }
        (1, _) => format!("first met on {first}{cost}"),
        _ => format!("met {often} since {first}{cost}"),
    }
}

fn attempt(told: &Attempt, presentation: &Presentation<'_>) -> Line {
    let ended = match told.outcome {
        Outcome::Failed => "",
        Outcome::Partial => ", held in part",
        Outcome::Worked => ", worked",
    };
    let cost = match told.spent_minutes {
        None => String::new(),
        Some(minutes) => format!(", {}", text::minutes(u64::from(minutes))),
    };
    let date = presentation.date(told.happened_at);
    Line::new()
        .plain(shortened(without_stop(&told.tried)))
        .plain(": ")
        .plain(shortened(&told.because))
        .plain(format!(" ({date}{cost}{ended})"))
}

/// The latest questions, in the order in which they were asked.
pub(super) fn decisions(document: Document, report: &Report, choice: &SameChoice) -> Document {
    let explorations = &report.explorations;
    if explorations.is_empty() {
        return document;
    }
    let skipped = explorations.len().saturating_sub(QUESTIONS);
    let earlier = report.in_all.explorations.saturating_sub(QUESTIONS as u64);
    let items = explorations.iter().skip(skipped).map(explored::item);
    let document = document
        .space()
        .heading(2, "Questions and decisions")
        .list(items);
    match earlier {
        0 => document,
        earlier => {
            let earlier = counted(earlier, "earlier question", "earlier questions");
            let rest = choice.rest(Listed::Explorations);
            document.paragraph(rest.line(&format!("And {earlier}")).plain("."))
        }
    }
}

/// The quarters, and the new principles of each as a figure where there are enough.
pub(super) fn quarters(
    document: Document,
    quarters: &[Quarter],
    report: &Report,
    calendar: &Calendar<'_>,
) -> Document {
    let earlier = quarters.len().saturating_sub(QUARTERS);
    let told: Vec<&Quarter> = quarters.iter().skip(earlier).collect();
    let (Some(first), Some(last)) = (told.first(), told.last()) else {
        return document;
    };
    let mut document = document
        .space()
        .heading(2, "Growth over the quarters")
        .table(table(&told));
    if told.iter().any(|quarter| quarter.figures.lessons > 0) {
        document = document.paragraph(Line::new().dim(
            "A principle is new in the quarter of the first attempt of the whole journal that carries it; every later one met it again.",
        ));
    }
    if let Some(caution) = caution_of_quarters(first.begins, last.begins, report, calendar) {
        document = document.paragraph(Line::new().dim(caution));
    }
    if earlier > 0 {
        document = document.paragraph(
            Line::from(format!(
                "And {}, which ",
                counted(earlier as u64, "earlier quarter", "earlier quarters")
            ))
            .identifier("--format json")
            .plain(" has."),
        );
    }
    let undrawn = told.len().saturating_sub(DRAWN);
    match told.get(undrawn..).and_then(figure) {
        Some(figure) => document.space().figure(figure),
        None => document,
    }
}

fn table(quarters: &[&Quarter]) -> Table {
    let mut table = Table::new([
        Column::keep("quarter"),
        Column::number("attempts"),
        Column::number("failed"),
        Column::number("lessons"),
        Column::number("new principles"),
        Column::number("met again"),
        Column::number("spent"),
    ]);
    for quarter in quarters {
        let figures = &quarter.figures;
        table.push([
            Line::from(quarter.quarter.as_str()),
            grouped(figures.attempts).into(),
            grouped(figures.failed).into(),
            grouped(figures.lessons).into(),
            grouped(quarter.new_principles).into(),
            grouped(quarter.met_again).into(),
            presentation::spent(figures.spent_minutes).into(),
        ]);
    }
    table
}

/// The new principles by quarter; nothing below five of them, or within one quarter.
fn figure(quarters: &[&Quarter]) -> Option<Figure> {
    let sum: u64 = quarters.iter().map(|quarter| quarter.new_principles).sum();
    if sum < ENOUGH || quarters.len() < 2 {
        return None;
    }
    let most = quarters
        .iter()
        .max_by_key(|quarter| quarter.new_principles)?;
    let bars = quarters.iter().map(|quarter| Bar {
        label: quarter.quarter.clone(),
        value: quarter.new_principles,
        shown: grouped(quarter.new_principles),
    });
    Some(Figure {
        title: "New principles by quarter".to_owned(),
        observations: format!(
            "{} in {} quarters with attempts",
            counted(sum, "principle", "principles"),
            quarters.len()
        ),
        reading: format!(
            "Most in {}: {}.",
            most.quarter,
            counted(most.new_principles, "principle", "principles")
        ),
        shape: Shape::Bars(["quarter", "new principles"], bars.collect()),
    })
}

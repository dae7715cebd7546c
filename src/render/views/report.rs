//! The sections of a report that are tables and fields.

use super::explored;
use super::list;
use super::names::disputable;
use super::presentation::{self, Presentation};
use super::rest::{Listed, Rest, SameChoice};
use crate::config::{Column as Field, Named as _, TagColumn};
use crate::ops::Shown;
use crate::ops::report::{Comparison, Figures, Group, Report};
use crate::render::{Column, Document, Line, Table};
use crate::text;

/// So many rows of a list are shown; the rest is counted.
const ROWS: usize = 10;

pub(super) fn overview(document: Document, report: &Report) -> Document {
    let figures = &report.figures;
    let drafts = match figures.drafts() {
        0 => String::new(),
        drafts => format!(", {} still to draw", text::grouped(drafts)),
    };
    let spent = match figures.without_cost {
        0 => text::minutes(figures.spent_minutes),
        without if without == figures.attempts => "not noted".to_owned(),
        without => format!(
            "{} ({} without a time)",
            text::minutes(figures.spent_minutes),
            text::grouped(without)
        ),
    };
    let mut fields = vec![
        ("attempts", attempts(figures)),
        ("time spent", spent),
        (
            "lessons drawn",
            format!("{}{drafts}", text::grouped(figures.lessons)),
        ),
    ];
    if figures.awaiting_review > 0 {
        let waiting = text::counted(figures.awaiting_review, "lesson waits", "lessons wait");
        let reviewed = text::grouped(figures.reviewed);
        fields.push(("reviewed", format!("{reviewed}, {waiting} for a review")));
    }
    document.space().fields(fields)
}

fn attempts(figures: &Figures) -> String {
    let outcomes = [
        ("failed", figures.failed),
        ("partial", figures.partial),
        ("worked", figures.worked),
    ];
    let outcomes: Vec<String> = outcomes
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{} {name}", text::grouped(count)))
        .collect();
    format!(
        "{}: {}",
        text::grouped(figures.attempts),
        outcomes.join(", ")
    )
}

/// One of the figures: its name, where it is found, and how it is written.
type Figure = (&'static str, fn(&Figures) -> Option<u64>, fn(u64) -> String);

/// The time spent; nothing where there were attempts and none says what it cost.
fn time_noted(figures: &Figures) -> Option<u64> {
    let is_noted = figures.attempts == 0 || figures.without_cost < figures.attempts;
    is_noted.then_some(figures.spent_minutes)
}

pub(super) fn comparison(document: Document, report: &Report) -> Document {
    let Some(before) = &report.before else {
        return document;
    };
    let mut table = Table::new([
        Column::keep(""),
        Column::number(report.period.label()),
        Column::number(before.period.label()),
        Column::number("change"),
    ]);
    let rows: [Figure; 4] = [
        ("attempts", |figures| Some(figures.attempts), text::grouped),
        ("failed", |figures| Some(figures.failed), text::grouped),
        (
            "lessons drawn",
            |figures| Some(figures.lessons),
            text::grouped,
        ),
        ("time spent", time_noted, text::minutes),
    ];
    for (name, figure, written) in rows {
        let (now, then) = (figure(&report.figures), figure(&before.figures));
        if now.or(then).is_none() {
            continue;
        }
        let told = |found: Option<u64>| found.map_or_else(|| "not noted".to_owned(), written);
        let change = now.zip(then).map(|(now, then)| change(now, then, written));
        table.push([
            Line::from(name),
            told(now).into(),
            told(then).into(),
            change.unwrap_or_default().into(),
        ]);
    }
    let document = document
        .space()
        .heading(2, "Compared with the period before")
        .table(table);
    match caution(report, before) {
        Some(caution) => document.paragraph(Line::new().dim(caution)),
        None => document,
    }
}

/// What is to be kept in mind when two periods are compared.
fn caution(report: &Report, before: &Comparison) -> Option<String> {
    let (now, then) = (report.days_so_far.or(report.days)?, before.days?);
    let days = text::counted(u64::from(now), "day", "days");
    let unended = if before.cut {
        Some(format!(
            "The first has not ended yet: {days} of each, today included."
        ))
    } else {
        report
            .running
            .then(|| "The first has not ended yet.".to_owned())
    };
    let unequal =
        (now != then).then(|| format!("The periods differ in length: {now} and {then} days."));
    let sentences: Vec<String> = unended.into_iter().chain(unequal).collect();
    Some(sentences.join(" ")).filter(|caution| !caution.is_empty())
}

/// The difference, with its sign.
fn change(now: u64, then: u64, written: fn(u64) -> String) -> String {
    match now.cmp(&then) {
        std::cmp::Ordering::Equal => "±0".to_owned(),
        std::cmp::Ordering::Greater => format!("+{}", written(now - then)),
        std::cmp::Ordering::Less => format!("−{}", written(then - now)),
    }
}

/// The attempts by tag or by project; nothing where none has any.
pub(super) fn groups(
    document: Document,
    title: &str,
    column: &str,
    (groups, in_all, rest): (&[Group], u64, Rest<'_>),
    columns: &[TagColumn],
) -> Document {
    if groups.iter().all(|group| group.name.is_none()) {
        return document;
    }
    let counts = columns.iter().map(|count| Column::number(count.name()));
    let mut table = Table::new(std::iter::once(Column::shrink(column)).chain(counts));
    for group in groups.iter().take(ROWS) {
        let name = match &group.name {
            Some(name) => Line::new().tag(name),
            None => Line::new().dim("none"),
        };
        let counts = columns
            .iter()
            .map(|column| Line::from(count(&group.figures, *column)));
        table.push(std::iter::once(name).chain(counts));
    }
    more(
        document.space().heading(2, title).table(table),
        in_all,
        rest,
    )
}

fn count(figures: &Figures, column: TagColumn) -> String {
    match column {
        TagColumn::Attempts => text::grouped(figures.attempts),
        TagColumn::Failed => text::grouped(figures.failed),
        TagColumn::Partial => text::grouped(figures.partial),
        TagColumn::Worked => text::grouped(figures.worked),
        TagColumn::Lessons => text::grouped(figures.lessons),
        TagColumn::Spent => presentation::spent(figures.spent_minutes),
    }
}

/// The attempts themselves, with their number in all.
pub(super) fn entries(
    document: Document,
    (entries, total): (&[Shown], u64),
    columns: &[Field],
    choice: &SameChoice,
    presentation: &Presentation<'_>,
) -> Document {
    if entries.is_empty() {
        return document;
    }
    let table = list::table(entries, columns, presentation);
    let document = document.space().heading(2, "Attempts").table(table);
    match total.saturating_sub(entries.len() as u64) {
        0 => document,
        more => {
            let more = format!("and {} more", text::grouped(more));
            document.paragraph(choice.rest(Listed::Attempts).line(&more))
        }
    }
}

pub(super) fn explorations(document: Document, report: &Report, choice: &SameChoice) -> Document {
    let explorations = &report.explorations;
    if explorations.is_empty() {
        return document;
    }
    let items = explorations.iter().take(ROWS).map(explored::item);
    more(
        document.space().heading(2, "Explorations").list(items),
        report.in_all.explorations,
        choice.rest(Listed::Explorations),
    )
}

pub(super) fn principles(
    document: Document,
    report: &Report,
    choice: &SameChoice,
    presentation: &Presentation<'_>,
) -> Document {
    let met = &report.principles_met_again;
    if met.is_empty() {
        return document;
    }
    let mut table = Table::new([
        Column::number("times"),
        Column::number("in all"),
        Column::keep("first met"),
        Column::number("spent"),
        Column::shrink("principle"),
    ]);
    for met in met.iter().take(ROWS) {
        table.push([
            text::grouped(met.times).into(),
            text::grouped(met.times_in_all).into(),
            presentation.date(met.first_met).into(),
            presentation::spent(met.spent_minutes).into(),
            disputable(&met.principle, met.disputed, met.times),
        ]);
    }
    more(
        document
            .space()
            .heading(2, "Principles met again")
            .table(table),
        report.in_all.principles_met_again,
        choice.rest(Listed::Principles),
    )
}

pub(super) fn signals(document: Document, report: &Report, choice: &SameChoice) -> Document {
    let signals = &report.signals;
    if signals.is_empty() {
        return document;
    }
    let mut table = Table::new([
        Column::number("times"),
        Column::shrink("signal"),
        Column::shrink("next time"),
    ]);
    for seen in signals.iter().take(ROWS) {
        let next = seen.next.as_deref().unwrap_or_default();
        table.push([
            Line::from(text::grouped(seen.times)),
            disputable(&seen.signal, seen.disputed, seen.times),
            next.into(),
        ]);
    }
    more(
        document.space().heading(2, "Signals to watch").table(table),
        report.in_all.signals,
        choice.rest(Listed::Signals),
    )
}

pub(super) fn drafts(
    document: Document,
    report: &Report,
    choice: &SameChoice,
    presentation: &Presentation<'_>,
) -> Document {
    if report.drafts.is_empty() {
        return document;
    }
    let mut table = Table::new([
        Column::keep("id"),
        Column::keep("date"),
        Column::shrink("tried"),
    ]);
    for draft in report.drafts.iter().take(ROWS) {
        table.push([
            Line::new().identifier(&draft.short),
            presentation.date(draft.happened_at).into(),
            draft.tried.as_str().into(),
        ]);
    }
    more(
        document.space().heading(2, "Drafts left").table(table),
        report.in_all.drafts,
        choice.rest(Listed::Drafts),
    )
}

fn more(document: Document, total: u64, rest: Rest<'_>) -> Document {
    match total.saturating_sub(ROWS as u64) {
        0 => document,
        more => document.paragraph(rest.line(&format!("and {} more", text::grouped(more)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_its_sign_and_its_unit() {
        assert_eq!(change(265, 0, text::minutes), "+4 h 25 min");
        assert_eq!(change(3, 5, text::grouped), "−2");
        assert_eq!(change(5, 5, text::minutes), "±0");
    }
}

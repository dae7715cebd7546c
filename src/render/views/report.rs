//! `report`: the figures of a period, section by section.

use super::names::disputable;
use super::presentation::{self, Presentation};
use super::{calibration, growth};
use super::{explored, figures};
use crate::config::Section;
use crate::ops::report::{Comparison, Explored, Figures, Group, PrincipleMet, Report, SignalSeen};
use crate::render::{Column, Document, Line, Table};
use crate::text;

/// So many rows of a list are shown; the rest is counted.
const ROWS: usize = 10;

/// A report with the given sections, in the given order.
pub fn report(report: &Report, sections: &[Section], presentation: &Presentation<'_>) -> Document {
    let mut document = opening(report);
    if report.figures.attempts == 0 {
        return explorations(document, &report.explorations);
    }
    for section in sections {
        document = match section {
            Section::Overview => overview(document, report),
            Section::Comparison => comparison(document, report),
            Section::Tags => groups(document, "By tag", "tag", &report.tags),
            Section::Projects => groups(document, "By project", "project", &report.projects),
            Section::Explorations => explorations(document, &report.explorations),
            Section::Principles => principles(document, &report.principles_met_again, presentation),
            Section::Signals => signals(document, &report.signals),
            Section::Drafts => drafts(document, report, presentation),
            Section::Growth => growth::known(document, &report.growth),
            Section::Calibration => calibration::known(document, &report.calibration),
        };
    }
    document
}

/// The period and what was chosen of it; where that is nothing, it says so.
fn opening(report: &Report) -> Document {
    let mut title = Line::from(report.period.label());
    if report.running {
        title = title.dim("  so far");
    }
    let mut document = Document::new().heading(1, title);
    if !report.only.is_empty() {
        document = document.paragraph(format!("Only: {}.", report.only.join(", ")));
    }
    if report.figures.attempts == 0 {
        document = document.paragraph("No attempts in this period.");
    }
    document
}

/// How trying turned into lessons, with what is too little to tell.
pub fn growth_report(report: &Report) -> Document {
    let document = opening(report);
    match report.figures.attempts {
        0 => document,
        _ => growth::whole(document.space(), &report.growth),
    }
}

/// The figures alone.
pub fn figures_report(report: &Report, presentation: &Presentation<'_>) -> Document {
    with_figures(opening(report), report, presentation)
}

/// A document followed by the figures of a report, where it has attempts.
pub fn with_figures(
    document: Document,
    report: &Report,
    presentation: &Presentation<'_>,
) -> Document {
    match report.figures.attempts {
        0 => document,
        _ => figures::figures(document, report, presentation),
    }
}

/// How much help attempts had, level by level and area by area.
pub fn calibration_report(report: &Report) -> Document {
    let document = opening(report);
    match report.figures.attempts {
        0 => document,
        _ => calibration::whole(document.space(), &report.calibration),
    }
}

fn overview(document: Document, report: &Report) -> Document {
    let figures = &report.figures;
    let drafts = match figures.drafts() {
        0 => String::new(),
        drafts => format!(", {} still to draw", text::grouped(drafts)),
    };
    let spent = match figures.without_cost {
        0 => text::minutes(figures.spent_minutes),
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
type Figure = (&'static str, fn(&Figures) -> u64, fn(u64) -> String);

fn comparison(document: Document, report: &Report) -> Document {
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
        ("attempts", |figures| figures.attempts, text::grouped),
        ("failed", |figures| figures.failed, text::grouped),
        ("lessons drawn", |figures| figures.lessons, text::grouped),
        ("time spent", |figures| figures.spent_minutes, text::minutes),
    ];
    for (name, figure, written) in rows {
        let (now, then) = (figure(&report.figures), figure(&before.figures));
        table.push([
            Line::from(name),
            written(now).into(),
            written(then).into(),
            change(now, then, written).into(),
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
    if report.running {
        return Some("The first of the two has not ended yet.".to_owned());
    }
    let (days, days_before) = (report.days?, before.days?);
    (days != days_before)
        .then(|| format!("The periods differ in length: {days} and {days_before} days."))
}

/// The difference, with its sign.
fn change(now: u64, then: u64, written: fn(u64) -> String) -> String {
    match now.cmp(&then) {
        std::cmp::Ordering::Equal => "±0".to_owned(),
        std::cmp::Ordering::Greater => format!("+{}", written(now - then)),
        std::cmp::Ordering::Less => format!("−{}", written(then - now)),
    }
}

fn groups(document: Document, title: &str, column: &str, groups: &[Group]) -> Document {
    if groups.iter().all(|group| group.name.is_none()) {
        return document;
    }
    let mut table = Table::new([
        Column::shrink(column),
        Column::number("attempts"),
        Column::number("failed"),
        Column::number("partial"),
        Column::number("worked"),
        Column::number("lessons"),
        Column::number("spent"),
    ]);
    for group in groups.iter().take(ROWS) {
        let figures = &group.figures;
        let name = match &group.name {
            Some(name) => Line::new().tag(name),
            None => Line::new().dim("none"),
        };
        table.push([
            name,
            text::grouped(figures.attempts).into(),
            text::grouped(figures.failed).into(),
            text::grouped(figures.partial).into(),
            text::grouped(figures.worked).into(),
            text::grouped(figures.lessons).into(),
            presentation::spent(figures.spent_minutes).into(),
        ]);
    }
    more(
        document.space().heading(2, title).table(table),
        groups.len(),
    )
}

fn explorations(document: Document, explorations: &[Explored]) -> Document {
    if explorations.is_empty() {
        return document;
    }
    let items = explorations.iter().take(ROWS).map(explored::item);
    more(
        document.space().heading(2, "Explorations").list(items),
        explorations.len(),
    )
}

fn principles(
    document: Document,
    met: &[PrincipleMet],
    presentation: &Presentation<'_>,
) -> Document {
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
        met.len(),
    )
}

fn signals(document: Document, signals: &[SignalSeen]) -> Document {
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
        signals.len(),
    )
}

fn drafts(document: Document, report: &Report, presentation: &Presentation<'_>) -> Document {
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
        report.drafts.len(),
    )
}

fn more(document: Document, total: usize) -> Document {
    match total.checked_sub(ROWS) {
        None | Some(0) => document,
        Some(more) => {
            document.paragraph(Line::new().dim(format!("and {} more", text::grouped(more as u64))))
        }
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

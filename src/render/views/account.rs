//! A report: its title, what is to be known of the whole, and its sections one after another. What stands in a section
//! is said in the files beside this one.

use super::figures::Wanted;
use super::presentation::Presentation;
use super::rest::{Listed, SameChoice};
use super::{audience, calibration, figures, growth, page, portfolio, report, sprint, summary};
use crate::config::{Column as Field, Drawing, Section, TagColumn};
use crate::model::time::{Period, PeriodKind};
use crate::ops::report::{Account, Names};
use crate::render::{Document, Line};
use crate::text;

/// So many characters of a text stand in a report.
const LONGEST: usize = 4_000;

/// What a report shows, and how.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// What stands before the period in the title.
    pub title: Option<&'a str>,
    /// What is shown, in order.
    pub sections: &'a [Section],
    /// The columns of the table of entries.
    pub columns: &'a [Field],
    /// The columns of the tables of tags and projects.
    pub tag_columns: &'a [TagColumn],
    /// The flags that choose the same entries.
    pub choice: &'a SameChoice,
    /// What becomes of it.
    pub medium: Medium,
}

/// What becomes of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// It is looked at now.
    Seen,
    /// It is handed over.
    HandedOver,
}

/// A report.
pub fn account(
    account: &Account,
    layout: &Layout<'_>,
    presentation: &Presentation<'_>,
) -> Document {
    let mut document = opening(account, layout);
    let mut drawings: Vec<(Drawing, Wanted)> = Vec::new();
    for section in layout.sections {
        if account.report.figures.attempts == 0 && !stands_without_attempts(*section) {
            continue;
        }
        // Drawings that follow each other stand under one heading.
        match section {
            Section::Drawing(drawing) => drawings.push((*drawing, Wanted::ByName)),
            Section::Figures | Section::FiguresInHtml => {
                let others = unnamed(layout.sections);
                drawings.extend(others.map(|drawing| (drawing, Wanted::Together)));
            }
            section => {
                document = drawn(document, account, &mut drawings, presentation);
                document = self::section(document, *section, account, layout, presentation);
            }
        }
    }
    drawn(document, account, &mut drawings, presentation).clipped(LONGEST)
}

/// The drawings that wait, which then wait no more.
fn drawn(
    document: Document,
    account: &Account,
    drawings: &mut Vec<(Drawing, Wanted)>,
    presentation: &Presentation<'_>,
) -> Document {
    match std::mem::take(drawings).as_slice() {
        [] => document,
        waiting => figures::figures(document, &account.report, waiting, presentation),
    }
}

/// The title, what was chosen of the period, and, where that is nothing, that it is.
fn opening(account: &Account, layout: &Layout<'_>) -> Document {
    let report = &account.report;
    let is_one_page = page::is_promised(account.audience, layout.sections);
    let title = match layout.title {
        Some(title) => entitled(title, &report.period),
        None => report.period.label().to_owned(),
    };
    let mut title = Line::from(if is_one_page {
        page::of_title(&title).into_owned()
    } else {
        title
    });
    let has_bounds = report.period.start().or(report.period.end()).is_some();
    if report.running && has_bounds {
        title = title.plain(", so far");
    }
    let mut document = Document::new().heading(1, title);
    if !report.only.is_empty() {
        let only = format!("Only: {}.", report.only.join(", "));
        document = document.paragraph(if is_one_page {
            page::of_paragraph(&only).into_owned()
        } else {
            only
        });
    }
    if let Some(zone) = &report.zone {
        document = document.paragraph(format!("Time zone: {zone}."));
    }
    document = left_out(document, account);
    if report.figures.attempts == 0 {
        let others = account.private_left_out.unwrap_or(0) > 0;
        document = document.paragraph(match (layout.medium, others) {
            (Medium::Seen, false) => "No attempts in this period.",
            (Medium::HandedOver, false) => "No attempts were noted in this period.",
            (_, true) => "There are no others in this period.",
        });
    }
    document
}

/// What a report says of what it does not tell.
fn left_out(document: Document, account: &Account) -> Document {
    let document = match account.names {
        None | Some(Names::Told) => document,
        Some(Names::TakenOut) => document.paragraph(
            "Anonymous: authors, projects, paths, commits and branches are taken out, and people as far as they are known.",
        ),
    };
    match account.private_left_out {
        None | Some(0) => document,
        Some(1) => document.paragraph("1 private entry is left out."),
        Some(private) => document.paragraph(format!(
            "{} private entries are left out.",
            text::grouped(private)
        )),
    }
}

/// A period of the calendar stands as a name behind a colon; any other tells its bounds in words.
fn entitled(title: &str, period: &Period) -> String {
    let sign = match period.kind() {
        PeriodKind::Custom if period.start().or(period.end()).is_none() => ",",
        PeriodKind::Custom => "",
        _ => ":",
    };
    format!("{title}{sign} {}", period.label())
}

/// Whether there may be something to say in a section of a period without attempts.
fn stands_without_attempts(section: Section) -> bool {
    matches!(
        section,
        Section::Explorations
            | Section::Questions
            | Section::Decisions
            | Section::Stuck
            | Section::WouldHelp
    )
}

/// The drawings that no section names: each stands once.
fn unnamed(sections: &[Section]) -> impl Iterator<Item = Drawing> {
    let drawings = Drawing::ALL.iter().copied();
    drawings.filter(|drawing| !sections.contains(&Section::Drawing(*drawing)))
}

fn section(
    document: Document,
    section: Section,
    account: &Account,
    layout: &Layout<'_>,
    presentation: &Presentation<'_>,
) -> Document {
    let told = &account.report;
    let headed = |document: Document, title: &str| match layout.sections {
        [_] => document.space(),
        _ => document.space().heading(2, title),
    };
    let columns = layout.tag_columns;
    let choice = layout.choice;
    match section {
        Section::Overview => report::overview(document, told),
        Section::Tags => {
            let tags = (
                told.tags.as_slice(),
                told.in_all.tags,
                choice.rest(Listed::Tags),
            );
            report::groups(document, "By tag", "tag", tags, columns)
        }
        Section::Projects => {
            let in_all = told.in_all.projects;
            let projects = (
                told.projects.as_slice(),
                in_all,
                choice.rest(Listed::Projects),
            );
            report::groups(document, "By project", "project", projects, columns)
        }
        Section::Explorations => report::explorations(document, told, choice),
        Section::Principles => report::principles(document, told, choice, presentation),
        Section::Signals => report::signals(document, told, choice),
        Section::Drafts => report::drafts(document, told, choice, presentation),
        Section::Growth => growth::known(document, &told.growth, choice),
        Section::GrowthInFull => growth::whole(headed(document, "Growth"), &told.growth, choice),
        Section::Calibration => calibration::known(document, &told.calibration),
        Section::CalibrationInFull => {
            calibration::whole(headed(document, "How much help"), &told.calibration)
        }
        Section::Comparison => report::comparison(document, told),
        Section::Entries => {
            let entries = account.entries.as_deref().unwrap_or_default();
            let total = told.figures.attempts;
            report::entries(
                document,
                (entries, total),
                layout.columns,
                choice,
                presentation,
            )
        }
        _ => in_sentences(document, section, account, layout, presentation),
    }
}

/// The sections of a body of work.
fn of_work(
    document: Document,
    section: Section,
    account: &Account,
    choice: &SameChoice,
    presentation: &Presentation<'_>,
) -> Document {
    match (section, &account.portfolio) {
        (Section::Learnt, Some(whole)) => portfolio::learnt(document, whole, choice, presentation),
        (Section::Quarters, Some(whole)) => {
            let (quarters, calendar) = (&whole.quarters, &presentation.calendar);
            portfolio::quarters(document, quarters, &account.report, calendar)
        }
        _ => document,
    }
}

/// The sections that tell what is to be done.
fn for_others(
    document: Document,
    section: Section,
    account: &Account,
    layout: &Layout<'_>,
    presentation: &Presentation<'_>,
) -> Document {
    let figures = &account.report.figures;
    let choice = layout.choice;
    match (section, &account.stuck) {
        (Section::Failures | Section::Known, _) => {
            sprint::section(document, section, account, layout, presentation)
        }
        (Section::Stuck, Some(stuck)) => {
            audience::stuck(document, stuck, figures, choice, presentation)
        }
        (Section::Learnt | Section::Quarters, _) => {
            of_work(document, section, account, choice, presentation)
        }
        (Section::Decisions, _) => portfolio::decisions(document, &account.report, choice),
        (Section::WouldHelp, Some(stuck)) => audience::would_help(document, stuck, figures, choice),
        _ => document,
    }
}

/// The sections of a page that is handed to others.
fn in_sentences(
    document: Document,
    section: Section,
    account: &Account,
    layout: &Layout<'_>,
    presentation: &Presentation<'_>,
) -> Document {
    let told = &account.report;
    let choice = layout.choice;
    match (section, &account.highlights) {
        (Section::InWords, _) => summary::in_words(document, told),
        (Section::Lessons, Some(highlights)) => summary::lessons(document, highlights, choice),
        (Section::FailedByTag, Some(highlights)) => {
            summary::failed(document, highlights, choice, presentation)
        }
        (Section::Questions, _) => summary::explorations(document, told, choice),
        (Section::MetAgain, _) => summary::met_again(document, told, choice, presentation),
        (Section::Watch, _) => summary::signals(document, told, choice),
        (Section::Help, _) => summary::help(document, told),
        (Section::Unresolved, _) => summary::drafts(document, told, choice, presentation),
        _ => for_others(document, section, account, layout, presentation),
    }
}

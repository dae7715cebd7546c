//! The sections of a report that are sentences, for a page that is handed to others.

use super::calibration;
use super::entry::{sentence, without_stop};
use super::explored;
use super::names::dispute;
use super::presentation::{self, Presentation};
use super::rest::{Listed, Rest, SameChoice};
use crate::model::Outcome;
use crate::ops::Shown;
use crate::ops::report::{
    Comparison, ENOUGH, FailedUnderTag, Figures, Highlights, Lesson, Level, Report,
};
use crate::render::{Document, Item, Line, Role};
use crate::text;

/// So many columns of a text stand on the page.
const COLUMNS: usize = 300;

/// What cuts a text.
pub(super) type Cut<'a> = &'a dyn Fn(&str) -> String;

/// So many items of a list are shown; the rest is counted.
pub(super) const ITEMS: usize = 7;

/// The counts of the period.
pub(super) fn in_words(document: Document, report: &Report) -> Document {
    document.paragraph(opening(report))
}

fn opening(report: &Report) -> String {
    let figures = &report.figures;
    let mut sentences = vec![format!(
        "{}: {} failed, {} held in part, {} worked.",
        text::counted(figures.attempts, "attempt", "attempts"),
        text::grouped(figures.failed),
        text::grouped(figures.partial),
        text::grouped(figures.worked),
    )];
    let (took, from_all, from_each) = match figures.attempts {
        1 => ("It took", "from it", "from it"),
        _ => ("They took", "from them", "from each"),
    };
    if figures.spent_minutes > 0 {
        sentences.push(format!("{took} {}.", spent(figures)));
    }
    sentences.push(match figures.drafts() {
        0 => format!("A lesson was drawn {from_each}."),
        drafts => format!(
            "{} drawn {from_all}, {} left.",
            text::counted(figures.lessons, "lesson", "lessons"),
            text::counted(drafts, "draft", "drafts"),
        ),
    });
    if figures.awaiting_review > 0 {
        let waiting = text::counted(figures.awaiting_review, "lesson waits", "lessons wait");
        sentences.push(format!("{waiting} for a review."));
    }
    if let Some(before) = report
        .before
        .as_ref()
        .filter(|before| before.figures.attempts > 0)
    {
        let cost = match before.figures.spent_minutes {
            0 => String::new(),
            minutes => format!(", and took {}", text::minutes(minutes)),
        };
        sentences.push(format!(
            "The period before{} had {}, of which {} failed{cost}.",
            compared(report, before),
            text::counted(before.figures.attempts, "attempt", "attempts"),
            text::grouped(before.figures.failed),
        ));
    }
    sentences.join(" ")
}

/// What is known as the period before, and its length where that is another one.
fn compared(report: &Report, before: &Comparison) -> String {
    let label = before.period.label();
    if before.cut {
        return format!(", as far as this one has come ({label}),");
    }
    match (report.days_so_far.or(report.days), before.days) {
        (Some(now), Some(then)) if now != then => {
            format!(" ({label}, {then} days against {now})")
        }
        _ if report.running => format!(" ({label}, while this one has not ended)"),
        _ => format!(" ({label})"),
    }
}

fn spent(figures: &Figures) -> String {
    let minutes = text::minutes(figures.spent_minutes);
    match figures.without_cost {
        0 => minutes,
        without => format!(
            "{minutes}, not counting {} without a time",
            text::grouped(without)
        ),
    }
}

pub(super) fn lessons(
    document: Document,
    highlights: &Highlights,
    choice: &SameChoice,
) -> Document {
    if highlights.lessons.is_empty() {
        return document;
    }
    let document = document
        .space()
        .heading(2, "The lessons that mattered")
        .list(highlights.lessons.iter().map(lesson));
    more(
        document,
        highlights.principles as u64,
        highlights.lessons.len(),
        ("lesson", "lessons", choice.rest(Listed::Principles)),
    )
}

fn lesson(lesson: &Lesson) -> Item {
    let mut line = sentence(&lesson.entry).plain(" (");
    let mut together = "";
    if lesson.times > 1 {
        line = line.plain(format!("met {} times, ", text::grouped(lesson.times)));
        together = " together";
    }
    if lesson.spent_minutes > 0 {
        let spent = text::minutes(lesson.spent_minutes);
        line = line.plain(format!("{spent}{together}, "));
    }
    Item::from(line.identifier(&lesson.entry.short).plain(")"))
}

pub(super) fn failed(
    document: Document,
    highlights: &Highlights,
    choice: &SameChoice,
    presentation: &Presentation<'_>,
) -> Document {
    if highlights.failed_by_tag.is_empty() {
        return document;
    }
    let items = highlights
        .failed_by_tag
        .iter()
        .map(|under| failed_under_tag(under, presentation));
    let document = document
        .space()
        .heading(2, "Tried and failed, by tag")
        .list(items);
    let tags = highlights.failed_by_tag.len() + highlights.more_tags;
    more(
        document,
        tags as u64,
        highlights.failed_by_tag.len(),
        ("tag", "tags", choice.rest(Listed::FailedTags)),
    )
}

fn failed_under_tag(under: &FailedUnderTag, presentation: &Presentation<'_>) -> Item {
    let name = match &under.tag {
        Some(tag) => Line::new().tag(tag),
        None => Line::new().plain("without a tag"),
    };
    let mut items: Vec<Item> = under
        .examples
        .iter()
        .map(|shown| Item::from(attempt(shown, presentation)))
        .collect();
    let more = under.attempts.saturating_sub(items.len() as u64);
    if more > 0 {
        items.push(Item::from(format!("and {} more", text::grouped(more))));
    }
    let head = name.plain(format!(
        ": {}",
        text::counted(under.attempts, "attempt", "attempts")
    ));
    Item::new(head, [crate::render::Block::List(items)])
}

pub(super) fn attempt(shown: &Shown, presentation: &Presentation<'_>) -> Line {
    attempt_cut(shown, presentation, &shortened)
}

/// The same with texts that are cut otherwise.
pub(super) fn attempt_cut(shown: &Shown, presentation: &Presentation<'_>, cut: Cut<'_>) -> Line {
    let entry = &shown.entry;
    let mut line = Line::new()
        .plain(cut(without_stop(entry.tried.as_str())))
        .plain(": ")
        .plain(cut(entry.because.as_str()));
    if entry.outcome == Outcome::Partial {
        line = line.plain(" (held in part)");
    }
    line = line
        .plain(" (")
        .plain(presentation.date(entry.happened_at))
        .plain(", ");
    if let Some(minutes) = entry.spent {
        line = line.plain(format!("{}, ", text::minutes(u64::from(minutes.minutes()))));
    }
    line.identifier(&shown.short).plain(")")
}

pub(super) fn shortened(text: &str) -> String {
    text::truncate(&text::visible_line(text), COLUMNS).into_owned()
}

pub(super) fn explorations(document: Document, report: &Report, choice: &SameChoice) -> Document {
    let explorations = &report.explorations;
    if explorations.is_empty() {
        return document;
    }
    let items = explorations.iter().take(ITEMS).map(explored::item);
    let document = document
        .space()
        .heading(2, "Questions explored")
        .list(items);
    let in_all = report.in_all.explorations;
    more(
        document,
        in_all,
        ITEMS,
        ("question", "questions", choice.rest(Listed::Explorations)),
    )
}

pub(super) fn met_again(
    document: Document,
    report: &Report,
    choice: &SameChoice,
    presentation: &Presentation<'_>,
) -> Document {
    let met = &report.principles_met_again;
    if met.is_empty() {
        return document;
    }
    let items = met.iter().take(ITEMS).map(|met| {
        let cost = match met.spent_minutes {
            0 => String::new(),
            minutes => format!(", {}", text::minutes(minutes)),
        };
        let times = text::counted(met.times, "time", "times");
        let first = presentation.date(met.first_met);
        let all = text::grouped(met.times_in_all);
        Item::from(
            Line::new()
                .strong(&met.principle)
                .with(Role::Warning, dispute(met.disputed, met.times))
                .plain(format!(" ({times}{cost}; {all} in all, first on {first})")),
        )
    });
    let document = document
        .space()
        .heading(2, "Principles met again")
        .list(items);
    let in_all = report.in_all.principles_met_again;
    more(
        document,
        in_all,
        ITEMS,
        ("principle", "principles", choice.rest(Listed::Principles)),
    )
}

pub(super) fn signals(document: Document, report: &Report, choice: &SameChoice) -> Document {
    let seen = &report.signals;
    if seen.is_empty() {
        return document;
    }
    let items = seen.iter().take(ITEMS).map(|seen| {
        let mut line = Line::new()
            .strong(&seen.signal)
            .with(Role::Warning, dispute(seen.disputed, seen.times));
        if let Some(next) = &seen.next {
            line = line.plain(": ").plain(next);
        }
        if seen.times > 1 {
            line = line.plain(format!(" ({} times)", text::grouped(seen.times)));
        }
        Item::from(line)
    });
    let document = document.space().heading(2, "Signals to watch").list(items);
    let in_all = report.in_all.signals;
    more(
        document,
        in_all,
        ITEMS,
        ("signal", "signals", choice.rest(Listed::Signals)),
    )
}

/// How much help the attempts had, and what that was in the areas that were named.
pub(super) fn help(document: Document, report: &Report) -> Document {
    let help = &report.calibration;
    let mut items: Vec<String> = Vec::new();
    if help.observations >= ENOUGH {
        items.extend(help.levels.iter().map(level));
    }
    items.extend(calibration::statements(help));
    if items.is_empty() {
        return document;
    }
    document.space().heading(2, "How much help").list(items)
}

fn level(level: &Level) -> String {
    let figures = &level.figures;
    let spent = match figures.spent_minutes {
        0 => String::new(),
        minutes => format!(", {}", text::minutes(minutes)),
    };
    format!(
        "{}: {}{spent}, {}",
        level.assist.map_or("not said", presentation::assist),
        text::counted(figures.attempts, "attempt", "attempts"),
        text::counted(figures.lessons, "lesson", "lessons"),
    )
}

pub(super) fn drafts(
    document: Document,
    report: &Report,
    choice: &SameChoice,
    presentation: &Presentation<'_>,
) -> Document {
    let drafts = &report.drafts;
    if drafts.is_empty() {
        return document;
    }
    let items = drafts.iter().take(ITEMS).map(|draft| {
        let date = presentation.date(draft.happened_at);
        Item::from(
            Line::new()
                .plain(&draft.tried)
                .plain(format!(" ({date}, "))
                .identifier(&draft.short)
                .plain(")"),
        )
    });
    let document = document.space().heading(2, "Unresolved drafts").list(items);
    more(
        document,
        report.in_all.drafts,
        ITEMS,
        ("draft", "drafts", choice.rest(Listed::Drafts)),
    )
}

pub(super) fn more(
    document: Document,
    total: u64,
    shown: usize,
    (singular, plural, rest): (&str, &str, Rest<'_>),
) -> Document {
    match total.saturating_sub(shown as u64) {
        0 => document,
        more => {
            let singular = format!("more {singular}");
            let plural = format!("more {plural}");
            let more = format!("And {}", text::counted(more, &singular, &plural));
            document.paragraph(rest.line(&more).plain("."))
        }
    }
}

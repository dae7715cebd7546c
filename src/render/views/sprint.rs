//! What was tried and did not work, and what is known now: the sections of a report for a sprint. Where that is one page
//! they share its room, which is measured in `page`.

use super::account::Layout;
use super::names::dispute;
use super::page::{self, Points};
use super::presentation::Presentation;
use super::rest::{Listed, Rest, SameChoice};
use super::summary::{Cut, attempt_cut, more};
use crate::config::Section;
use crate::model::Text;
use crate::ops::report::{Account, Lesson};
use crate::render::{Document, Line, Role};

/// Flags that must not be told.
const UNTOLD: &SameChoice = &SameChoice {
    flags: None,
    names_outcome: false,
    names_stage: false,
};

/// What a section has to tell.
struct Told<'a> {
    title: &'static str,
    points: Points<'a>,
    rest: Rest<'a>,
    one: &'static str,
    many: &'static str,
}

/// One of the two sections.
pub(super) fn section(
    document: Document,
    section: Section,
    account: &Account,
    layout: &Layout<'_>,
    presentation: &Presentation<'_>,
) -> Document {
    let Some(told) = told(section, account, layout, presentation) else {
        return document;
    };
    let lines = if page::is_promised(account.audience, layout.sections) {
        let others = layout.sections.iter();
        let following = others.skip_while(|other| **other != section).nth(1);
        let following =
            following.and_then(|other| self::told(*other, account, layout, presentation));
        let room = page::room(
            &document,
            &told.points,
            following.as_ref().map(|following| &following.points),
        );
        told.points.in_room(room)
    } else {
        told.points.whole()
    };
    let shown = lines.len();
    let document = document.space().heading(2, told.title).list(lines);
    let words = (told.one, told.many, told.rest);
    more(document, told.points.all, shown, words)
}

/// What a section has to tell, if anything.
fn told<'a>(
    section: Section,
    account: &'a Account,
    layout: &Layout<'a>,
    presentation: &'a Presentation<'_>,
) -> Option<Told<'a>> {
    match section {
        Section::Failures => failures(account, layout, presentation),
        Section::Known => known(account, layout),
        _ => None,
    }
}

fn failures<'a>(
    account: &'a Account,
    layout: &Layout<'a>,
    presentation: &'a Presentation<'_>,
) -> Option<Told<'a>> {
    let failures = account.failures.as_ref()?;
    let examples = &failures.examples;
    let rest = rest(account, layout, Listed::FailedAttempts);
    (!examples.is_empty()).then(|| Told {
        title: "What we tried that did not work",
        points: Points {
            told: Box::new(move |cut| {
                let examples = examples.iter();
                examples
                    .map(|shown| attempt_cut(shown, presentation, cut))
                    .collect()
            }),
            all: failures.attempts,
            rest: rest.line(LONGEST_REST),
        },
        rest,
        one: "attempt",
        many: "attempts",
    })
}

fn known<'a>(account: &'a Account, layout: &Layout<'a>) -> Option<Told<'a>> {
    let highlights = account.highlights.as_ref()?;
    let lessons = &highlights.lessons;
    let rest = rest(account, layout, Listed::Principles);
    (!lessons.is_empty()).then(|| Told {
        title: "What we know now",
        points: Points {
            told: Box::new(move |cut| {
                lessons
                    .iter()
                    .map(|lesson| principle(lesson, cut))
                    .collect()
            }),
            all: highlights.principles as u64,
            rest: rest.line(LONGEST_REST),
        },
        rest,
        one: "principle",
        many: "principles",
    })
}

/// What counts the rest of a list, at its longest.
const LONGEST_REST: &str = "And 1,000,000 more principles";

/// How the rest of a list is had; on one page without the command where that is longer than there is room for.
fn rest<'a>(account: &Account, layout: &Layout<'a>, listed: Listed) -> Rest<'a> {
    let rest = layout.choice.rest(listed);
    let is_one_page = page::is_promised(account.audience, layout.sections);
    if is_one_page && !page::has_room_for_rest(&rest.line(LONGEST_REST)) {
        return UNTOLD.rest(listed);
    }
    rest
}

/// A principle, with what follows from it.
fn principle(lesson: &Lesson, cut: Cut<'_>) -> Line {
    let entry = &lesson.entry.entry;
    let written = entry.principle.as_ref().map_or("", Text::as_str);
    let disputed = u64::from(entry.is_disputed());
    let mut line = Line::new()
        .strong(cut(written))
        .with(Role::Warning, dispute(disputed, disputed));
    if let Some(next) = &entry.next {
        line = line.plain(": next time ").plain(cut(next.as_str()));
    }
    line.plain(" (").identifier(&lesson.entry.short).plain(")")
}

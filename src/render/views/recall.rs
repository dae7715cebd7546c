//! `recall`: lessons that apply, each with why it came.

use super::{entry, list};
use crate::model::Usefulness;
use crate::ops::Shown;
use crate::ops::recall::Recalled;
use crate::render::{Document, Line};
use crate::text;

/// So many columns of a line of the input are shown.
const LINE_COLUMNS: usize = 200;

/// So many words are named.
const WORDS_NAMED: usize = 8;

/// Lessons, best first, and how to say whether one helped.
pub fn recall(lessons: &[Recalled]) -> Document {
    let mut document = Document::new();
    for lesson in lessons {
        document = with_lesson(document, lesson).space();
    }
    match lessons {
        [] => document,
        [first, ..] => {
            let short = &first.entry.short;
            document.paragraph(Line::new().dim(format!(
                "`folio recall --helped {short}` says that it helped, `--not-relevant {short}` that it did not apply"
            )))
        }
    }
}

/// What was said of lessons.
pub fn noted(noted: &[(Shown, Usefulness)]) -> Document {
    let line = |(shown, verdict): &(Shown, Usefulness)| {
        let said = match verdict {
            Usefulness::Helped => " helped",
            Usefulness::NotRelevant => " did not apply",
        };
        Line::new()
            .plain("noted that ")
            .identifier(&shown.short)
            .plain(said)
    };
    noted.iter().fold(Document::new(), |document, noted| {
        document.paragraph(line(noted))
    })
}

/// Lessons that apply to a command that failed, below its output: who speaks is said first.
pub fn recall_after_failure(lessons: &[Recalled]) -> Document {
    let said = match lessons {
        [_] => "folio: a lesson applies",
        _ => "folio: lessons apply",
    };
    let document = Document::new().paragraph(Line::new().dim(said));
    lessons.iter().fold(document, |document, lesson| {
        with_lesson(document.space(), lesson)
    })
}

fn with_lesson(document: Document, lesson: &Recalled) -> Document {
    let head = Line::new().identifier(&lesson.entry.short).dim(format!(
        "  {} ({:.2})",
        in_words(lesson.confidence),
        lesson.confidence
    ));
    let mut fields: Vec<(&str, Line)> = Vec::new();
    for signal in &lesson.signals {
        fields.push(("signal", signal.as_str().into()));
    }
    if !lesson.line.trim().is_empty() {
        fields.push(("seen", seen(lesson)));
    }
    if !lesson.words.is_empty() {
        let named: Vec<&str> = lesson
            .words
            .iter()
            .take(WORDS_NAMED)
            .map(String::as_str)
            .collect();
        fields.push(("words", named.join(", ").into()));
    }
    document
        .paragraph(head)
        .paragraph(entry::sentence(&lesson.entry))
        .fields(fields)
}

/// How sure a confidence is, in words.
fn in_words(confidence: f64) -> &'static str {
    match confidence {
        0.85.. => "very likely",
        0.6.. => "likely",
        _ => "perhaps",
    }
}

/// The line of the input, with the words marked that were met.
fn seen(lesson: &Recalled) -> Line {
    let text = lesson.line.trim_end();
    let shown = text::truncate(text, LINE_COLUMNS);
    let kept = shown.strip_suffix('…').unwrap_or(&shown).len();
    let met: Vec<_> = lesson
        .met
        .iter()
        .filter(|range| range.end <= kept)
        .cloned()
        .collect();
    list::marked(&shown, &met)
}

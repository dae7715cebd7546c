//! `answered`: what is said when an answer has been noted.

use crate::model::Exploration;
use crate::ops::answered::Answered;
use crate::render::{Document, Line};

/// That the answer is noted, and how its principle gets into an entry.
pub fn answered(answered: &Answered) -> Document {
    let exploration = &answered.standing.exploration;
    let line = Line::new()
        .plain(format!("noted what {} answered on ", answered.answer.by))
        .identifier(exploration.facts.name.as_str());
    let line = if exploration.is_open() {
        line.plain("; the clock starts again")
    } else {
        line
    };
    let document = Document::new().paragraph(line);
    match &answered.answer.principle {
        Some(_) => document.paragraph(taking_over(answered, exploration)),
        None => document,
    }
}

/// The principle is the senior's words: it becomes the person's own by hand.
fn taking_over(answered: &Answered, exploration: &Exploration) -> String {
    match answered.draft() {
        Some(draft) => format!(
            "`folio distill {}` takes the principle, in your own words, into the attempt it explains.",
            draft.short
        ),
        None => format!(
            "`folio log --on {} --principle …` takes the principle into your next attempt.",
            exploration.facts.name
        ),
    }
}

//! One entry, whole: for `show`, and while distilling.

use super::presentation::{self, Presentation};
use crate::model::{Evidence, Review, Text};
use crate::ops::Shown;
use crate::render::{Block, Document, Item, Line};
use crate::text;

/// Everything that is known of an entry.
pub fn show(shown: &Shown, presentation: &Presentation<'_>) -> Document {
    let entry = &shown.entry;
    let mut document = Document::new()
        .heading(2, headline(shown))
        .fields(facts(shown, presentation));
    document = with_part(document, "I tried", Some(&entry.tried));
    let because = match entry.outcome {
        crate::model::Outcome::Failed => "It failed because",
        crate::model::Outcome::Partial => "It held in part, because",
        crate::model::Outcome::Worked => "It worked because",
    };
    document = with_part(document, because, Some(&entry.because));
    document = with_part(document, "The principle is", entry.principle.as_ref());
    if !entry.signals.is_empty() {
        let signals = entry
            .signals
            .iter()
            .map(|signal| Item::from(signal.as_str()));
        document = document
            .space()
            .paragraph(Line::new().strong("Next time I see"))
            .list(signals);
    }
    document = with_part(document, "I will", entry.next.as_ref());
    document = with_part(document, "This rules out", entry.rules_out.as_ref());
    if let Some(evidence) = &entry.evidence {
        document = with_evidence(document, evidence);
    }
    for review in &entry.reviews {
        document = with_review(document, review, presentation);
    }
    document
}

/// The entry as one sentence, as far as it goes.
pub fn sentence(shown: &Shown) -> Line {
    let entry = &shown.entry;
    let because = match entry.outcome {
        crate::model::Outcome::Failed => ". It failed because ",
        crate::model::Outcome::Partial => ". It held in part, because ",
        crate::model::Outcome::Worked => ". It worked because ",
    };
    let mut line = Line::new()
        .plain("I tried ")
        .strong(bare(&entry.tried))
        .plain(because)
        .strong(bare(&entry.because));
    if let Some(principle) = &entry.principle {
        line = line.plain(". The principle is ").strong(bare(principle));
    }
    let signals: Vec<String> = entry.signals.iter().map(bare).collect();
    let signals = signals.join("; ");
    line = match (signals.is_empty(), &entry.next) {
        (true, None) => line,
        (true, Some(next)) => line.plain(". Next time I will ").strong(bare(next)),
        (false, None) => line.plain(". Next time I see ").strong(signals),
        (false, Some(next)) => line
            .plain(". Next time I see ")
            .strong(signals)
            .plain(", I will ")
            .strong(bare(next)),
    };
    line.plain(".")
}

/// A text without the full stop that the sentence sets itself; a very long one is cut.
fn bare(text: &Text) -> String {
    let bare = text.as_str().trim_end_matches('.');
    let bare = if bare.is_empty() { text.as_str() } else { bare };
    text::truncate(&text::visible_line(bare), SENTENCE_COLUMNS).into_owned()
}

/// So many columns of each part stand in a sentence.
const SENTENCE_COLUMNS: usize = 600;

fn headline(shown: &Shown) -> Line {
    let mut line = Line::new().identifier(&shown.short).plain("  ");
    line.spans
        .extend(presentation::outcome(shown.entry.outcome).spans);
    line.plain("  ").dim(shown.entry.stage().as_str())
}

fn facts(shown: &Shown, presentation: &Presentation<'_>) -> Vec<(String, Line)> {
    let entry = &shown.entry;
    let mut facts: Vec<(&str, Line)> =
        vec![("when", presentation.moment(entry.happened_at).into())];
    facts.extend(
        entry
            .project
            .iter()
            .map(|project| ("project", project.as_str().into())),
    );
    if !entry.tags.is_empty() {
        facts.push(("tags", presentation::tags(&entry.tags)));
    }
    facts.extend(
        entry
            .exploration
            .iter()
            .map(|name| ("exploration", name.as_str().into())),
    );
    facts.extend(
        entry
            .spent
            .map(|spent| ("spent", text::minutes(u64::from(spent.minutes())).into())),
    );
    facts.extend(entry.assist.map(|assist| {
        let words = format!("{assist} ({})", presentation::assist(assist));
        ("assist", words.into())
    }));
    facts.push(("author", entry.author.as_str().into()));
    facts.push(("id", Line::new().dim(entry.id.to_string())));
    facts
        .into_iter()
        .map(|(label, line)| (label.to_owned(), line))
        .collect()
}

fn with_part(document: Document, label: &str, text: Option<&Text>) -> Document {
    match text {
        Some(text) => document
            .space()
            .paragraph(Line::new().strong(label))
            .with(Block::Text(text.to_string())),
        None => document,
    }
}

fn with_evidence(document: Document, evidence: &Evidence) -> Document {
    let mut fields: Vec<(&str, Line)> = Vec::new();
    let texts = [
        ("command", &evidence.command),
        ("directory", &evidence.directory),
        ("commit", &evidence.commit),
        ("branch", &evidence.branch),
    ];
    for (label, text) in texts {
        fields.extend(
            text.iter()
                .map(|text| (label, Line::new().code(text.as_str()))),
        );
    }
    fields.extend(
        evidence
            .exit_code
            .map(|code| ("exit code", code.to_string().into())),
    );
    let document = document
        .space()
        .paragraph(Line::new().strong("Evidence"))
        .fields(fields);
    match &evidence.output {
        Some(output) => document.code("", output.as_str()),
        None => document,
    }
}

fn with_review(document: Document, review: &Review, presentation: &Presentation<'_>) -> Document {
    let head = format!(
        "Reviewed by {} on {}: {}",
        review.by,
        presentation.date(review.at),
        review.verdict
    );
    let mut fields: Vec<(&str, Line)> = Vec::new();
    fields.extend(
        review
            .principle
            .iter()
            .map(|text| ("principle", text.as_str().into())),
    );
    fields.extend(
        review
            .elsewhere
            .iter()
            .map(|text| ("elsewhere", text.as_str().into())),
    );
    fields.extend(
        review
            .note
            .iter()
            .map(|text| ("note", text.as_str().into())),
    );
    document
        .space()
        .paragraph(Line::new().strong(head))
        .fields(fields)
}

//! One entry, whole: for `show`, and while distilling.

use super::names::DISPUTED;
use super::presentation::{self, Presentation};
use crate::model::{Entry, Evidence, Review, Text, Usefulness};
use crate::ops::Shown;
use crate::render::{Block, Document, Item, Line, Role};
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
    let label = if entry.is_disputed() {
        "The principle is (disputed)"
    } else {
        "The principle is"
    };
    document = with_part(document, label, entry.principle.as_ref());
    document = with_part(document, "Deeper", entry.deeper_principle());
    if !entry.signals.is_empty() {
        document = document
            .space()
            .paragraph(Line::new().strong("Next time I see"))
            .list(texts(&entry.signals));
    }
    document = with_part(document, "I will", entry.next.as_ref());
    document = with_part(document, "This rules out", entry.rules_out.as_ref());
    if !entry.elsewhere.is_empty() {
        document = document
            .space()
            .paragraph(Line::new().strong("It applies elsewhere"))
            .list(texts(&entry.elsewhere));
    }
    if let Some(evidence) = &entry.evidence {
        document = with_evidence(document, evidence);
    }
    for review in &entry.reviews {
        document = with_review(document, entry, review, presentation);
    }
    document
}

/// The entry as one sentence, as far as it goes.
pub fn sentence(shown: &Shown) -> Line {
    let entry = &shown.entry;
    let because = match entry.outcome {
        crate::model::Outcome::Failed => " It failed because ",
        crate::model::Outcome::Partial => " It held in part, because ",
        crate::model::Outcome::Worked => " It worked because ",
    };
    let tried = Line::new().plain("I tried ").strong(bare(&entry.tried));
    let mut line = ended(tried).plain(because).strong(bare(&entry.because));
    if let Some(principle) = &entry.principle {
        line = ended(line)
            .plain(" The principle is ")
            .strong(bare(principle));
        if entry.is_disputed() {
            line = line.with(Role::Warning, DISPUTED);
        }
    }
    if let Some(deeper) = entry.deeper_principle() {
        line = line.plain("; deeper: ").strong(bare(deeper));
    }
    let signals: Vec<String> = entry.signals.iter().map(bare).collect();
    let signals = signals.join("; ");
    line = match (signals.is_empty(), &entry.next) {
        (true, None) => line,
        (true, Some(next)) => ended(line).plain(" Next time I will ").strong(bare(next)),
        (false, None) => ended(line).plain(" Watch for ").strong(signals),
        (false, Some(next)) => ended(line)
            .plain(" Next time I see ")
            .strong(signals)
            .plain(", I will ")
            .strong(bare(next)),
    };
    ended(line)
}

/// A sentence with its full stop, where it does not end in a question mark or an exclamation mark.
fn ended(line: Line) -> Line {
    let text = line.text();
    if text.ends_with(['?', '!', '？', '！']) {
        return line;
    }
    line.plain(".")
}

/// A text without the full stop that the sentence sets itself; a very long one is cut.
pub(super) fn bare(text: &Text) -> String {
    let bare = without_stop(text.as_str());
    text::truncate(&text::visible_line(bare), SENTENCE_COLUMNS).into_owned()
}

/// A text without the full stops that it may end in, where something follows.
pub(super) fn without_stop(text: &str) -> &str {
    let bare = text.trim_end_matches('.');
    if bare.is_empty() { text } else { bare }
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
    if !entry.feedback.is_empty() {
        facts.push(("came back", feedback(entry).into()));
    }
    facts.push(("author", entry.author.as_str().into()));
    facts.push(("id", Line::new().dim(entry.id.to_string())));
    facts
        .into_iter()
        .map(|(label, line)| (label.to_owned(), line))
        .collect()
}

/// What was said of it when recall had brought it back.
fn feedback(entry: &Entry) -> String {
    let count = |verdict| {
        let said = entry.feedback.iter();
        said.filter(|feedback| feedback.verdict == verdict).count() as u64
    };
    let times = |count| text::counted(count, "time", "times");
    match (count(Usefulness::Helped), count(Usefulness::NotRelevant)) {
        (helped, 0) => format!("helped {}", times(helped)),
        (0, not) => format!("did not apply {}", times(not)),
        (helped, not) => format!("helped {}, did not apply {}", times(helped), times(not)),
    }
}

fn texts(texts: &[Text]) -> impl Iterator<Item = Item> {
    texts.iter().map(|text| Item::from(text.as_str()))
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

/// A review, and the principle that it speaks of where that is another one by now.
pub(super) fn with_review(
    document: Document,
    entry: &Entry,
    review: &Review,
    presentation: &Presentation<'_>,
) -> Document {
    let own = if entry.is_own(review) { " (self)" } else { "" };
    let head = format!(
        "Reviewed by {}{own} on {}: {}",
        review.by,
        presentation.date(review.at),
        review.verdict
    );
    let former = review
        .reviewed
        .iter()
        .filter(|reviewed| !entry.is_principle(reviewed));
    let mut fields: Vec<(&str, Line)> = former
        .map(|former| ("then", former.as_str().into()))
        .collect();
    fields.extend(
        review
            .principle
            .iter()
            .map(|text| ("deeper", text.as_str().into())),
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

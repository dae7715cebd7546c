//! From an entry or a draft to its document.

use super::Section;
use super::front_matter::{FrontMatter, drives_terminal};
use super::structure::{Fences, escaped_lines};
use crate::model::{
    Assist, Entry, EntryDraft, Evidence, Feedback, Outcome, Practised, Review, Tag, Text,
};

/// The whole entry. What is absent is left out; the text ends with one line feed, so documents can be written one
/// after another.
///
/// Reading it with [`Documents`](super::Documents) and [`EntryDraft::read`] gives the same entry back.
pub fn print(entry: &Entry) -> String {
    let texts = Texts::of_entry(entry);
    let mut front = FrontMatter::default();
    front.text("id", &entry.id.to_string());
    front.text("happened_at", &entry.happened_at.to_string());
    front.text("created_at", &entry.created_at.to_string());
    front.text("outcome", entry.outcome.as_str());
    front.list_if_any("tags", entry.tags.iter().map(Tag::as_str));
    front.text_if_any("project", as_str(entry.project.as_ref()));
    front.text_if_any("exploration", as_str(entry.exploration.as_ref()));
    front.text_if_any("assist", entry.assist.map(Assist::as_str));
    front.text_if_any(
        "spent",
        entry.spent.map(|spent| spent.to_string()).as_deref(),
    );
    front.text_if_any("rules_out", as_str(entry.rules_out.as_ref()));
    front.text("author", entry.author.as_str());
    front.list_if_any("elsewhere", entry.elsewhere.iter().map(Text::as_str));
    texts.write_unprintable(&mut front);
    if let Some(evidence) = &entry.evidence {
        write_evidence(&mut front, evidence);
    }
    for review in &entry.reviews {
        write_review(&mut front, review);
    }
    for feedback in &entry.feedback {
        write_feedback(&mut front, feedback);
    }
    for practised in &entry.practice {
        write_practised(&mut front, practised);
    }
    front.finish() + &texts.sections(Empty::LeftOut)
}

/// What a person completes to make an entry: the short facts, absent ones as comments that say what is accepted, and
/// all five sections.
///
/// Of the draft it shows, and the parser gives back, `outcome`, `tags`, `project`, `exploration`, `assist`, `spent`,
/// `rules_out`, `happened_at` and the five texts. `id`, `author`, `created_at`, `evidence`, `reviews`, `feedback`,
/// `elsewhere` and `practice` stay with the caller, who puts them to what was read.
pub fn template(draft: &EntryDraft) -> String {
    let texts = Texts::of_draft(draft);
    let mut front = FrontMatter::default();
    write_guided(
        &mut front,
        &Guided {
            outcome: draft.outcome.unwrap_or(Outcome::Failed),
            tags: &draft.tags,
            project: draft.project.as_ref(),
            exploration: draft.exploration.as_ref(),
            assist: draft.assist,
            spent: draft.spent.map(|spent| spent.to_string()),
            rules_out: draft.rules_out.as_ref(),
        },
    );
    if let Some(moment) = draft.happened_at {
        front.text("happened_at", &moment.to_string());
    } else {
        front.absent("happened_at", "\"yesterday 14:00\"");
        front.remark("now, unless it is given");
    }
    texts.write_unprintable(&mut front);
    front.finish() + &texts.sections(Empty::Shown)
}

/// An entry as a person edits it: like [`print()`], with all five sections and the comments of [`template`].
///
/// It leaves out `created_at`, `reviews`, `practice` and the `output` of the evidence, so the parser does not give these
/// back: the caller takes them from the entry that was edited. Everything else is as the person left it, and what they
/// took out is absent.
pub fn editable(entry: &Entry) -> String {
    let texts = Texts::of_entry(entry);
    let mut front = FrontMatter::default();
    front.text("id", &entry.id.to_string());
    front.text("happened_at", &entry.happened_at.to_string());
    write_guided(
        &mut front,
        &Guided {
            outcome: entry.outcome,
            tags: &entry.tags,
            project: entry.project.as_ref(),
            exploration: entry.exploration.as_ref(),
            assist: entry.assist,
            spent: entry.spent.map(|spent| spent.to_string()),
            rules_out: entry.rules_out.as_ref(),
        },
    );
    front.text("author", entry.author.as_str());
    front.list_if_any("elsewhere", entry.elsewhere.iter().map(Text::as_str));
    texts.write_unprintable(&mut front);
    if let Some(evidence) = &entry.evidence {
        let edited = Evidence {
            output: None,
            ..evidence.clone()
        };
        write_evidence(&mut front, &edited);
    }
    front.finish() + &texts.sections(Empty::Shown)
}

fn as_str(text: Option<&Text>) -> Option<&str> {
    text.map(Text::as_str)
}

/// The short facts that stand with a comment.
struct Guided<'a> {
    outcome: Outcome,
    tags: &'a [Tag],
    project: Option<&'a Text>,
    exploration: Option<&'a Text>,
    assist: Option<Assist>,
    spent: Option<String>,
    rules_out: Option<&'a Text>,
}

fn write_guided(front: &mut FrontMatter, facts: &Guided<'_>) {
    front.text("outcome", facts.outcome.as_str());
    front.remark(&one_of(Outcome::WORDS));
    front.list_if_any("tags", facts.tags.iter().map(Tag::as_str));
    if facts.tags.is_empty() {
        front.absent("tags", "[\"caching\", \"parent/child\"]");
    }
    match facts.project {
        Some(project) => front.text("project", project.as_str()),
        None => front.absent("project", "\"shop\""),
    }
    front.text_if_any("exploration", as_str(facts.exploration));
    match facts.assist {
        Some(assist) => front.text("assist", assist.as_str()),
        None => front.absent("assist", "\"none\""),
    }
    front.remark(&one_of(Assist::WORDS));
    match &facts.spent {
        Some(spent) => front.text("spent", spent),
        None => front.absent("spent", "\"1h 20m\""),
    }
    front.text_if_any("rules_out", as_str(facts.rules_out));
}

/// `failed, partial or worked`.
fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

fn write_evidence(front: &mut FrontMatter, evidence: &Evidence) {
    if evidence.is_empty() {
        return;
    }
    front.table("[evidence]");
    front.text_if_any("command", evidence.command.as_deref());
    front.number_if_any("exit_code", evidence.exit_code);
    front.text_if_any("directory", evidence.directory.as_deref());
    front.text_if_any("commit", evidence.commit.as_deref());
    front.text_if_any("branch", evidence.branch.as_deref());
    front.text_if_any("output", evidence.output.as_deref());
}

fn write_review(front: &mut FrontMatter, review: &Review) {
    front.table("[[reviews]]");
    front.text("verdict", review.verdict.as_str());
    front.text("by", review.by.as_str());
    front.text("at", &review.at.to_string());
    front.text_if_any("reviewed", as_str(review.reviewed.as_ref()));
    front.text_if_any("principle", as_str(review.principle.as_ref()));
    front.list_if_any("elsewhere", review.elsewhere.iter().map(Text::as_str));
    front.text_if_any("note", as_str(review.note.as_ref()));
}

fn write_feedback(front: &mut FrontMatter, feedback: &Feedback) {
    front.table("[[feedback]]");
    front.text("verdict", feedback.verdict.as_str());
    front.text("by", feedback.by.as_str());
    front.text("at", &feedback.at.to_string());
}

fn write_practised(front: &mut FrontMatter, practised: &Practised) {
    front.table("[[practice]]");
    front.text("rating", practised.rating.as_str());
    front.text("by", practised.by.as_str());
    front.text("at", &practised.at.to_string());
}

/// What happens to a section with nothing in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Empty {
    LeftOut,
    Shown,
}

/// The texts of the five sections: a list for signals, none or one for each other.
struct Texts<'a>([(Section, Vec<&'a str>); 5]);

impl<'a> Texts<'a> {
    fn of_entry(entry: &'a Entry) -> Self {
        Self([
            (Section::Tried, vec![entry.tried.as_str()]),
            (Section::Because, vec![entry.because.as_str()]),
            (Section::Principle, list(entry.principle.as_ref())),
            (Section::Signals, list(&entry.signals)),
            (Section::Next, list(entry.next.as_ref())),
        ])
    }

    fn of_draft(draft: &'a EntryDraft) -> Self {
        Self([
            (Section::Tried, list(draft.tried.as_ref())),
            (Section::Because, list(draft.because.as_ref())),
            (Section::Principle, list(draft.principle.as_ref())),
            (Section::Signals, list(&draft.signals)),
            (Section::Next, list(draft.next.as_ref())),
        ])
    }

    /// Those that no Markdown can hold.
    fn write_unprintable(&self, front: &mut FrontMatter) {
        for (section, texts) in self.0.iter().filter(|(_, texts)| !are_printable(texts)) {
            let field = section.field();
            match section {
                Section::Signals => front.list_if_any(field, texts.iter().copied()),
                _ => front.text_if_any(field, texts.first().copied()),
            }
        }
    }

    fn sections(&self, empty: Empty) -> String {
        let mut sections = String::new();
        for (section, texts) in &self.0 {
            if are_printable(texts) && (empty == Empty::Shown || !texts.is_empty()) {
                let heading = section.heading();
                sections.extend(["\n", heading, "\n\n", &content(*section, texts)]);
            }
        }
        sections
    }
}

/// What stands under a heading.
fn content(section: Section, texts: &[&str]) -> String {
    match (section, texts) {
        (Section::Signals, []) => "- \n".to_owned(),
        (Section::Signals, signals) => signals.iter().copied().map(item).collect(),
        (_, texts) => texts.iter().copied().map(prose).collect(),
    }
}

fn list<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Vec<&'a str> {
    texts.into_iter().map(Text::as_str).collect()
}

/// Carriage returns would be read as line endings, and others of these characters could drive a terminal.
fn are_printable(texts: &[&str]) -> bool {
    let mut characters = texts.iter().flat_map(|text| text.chars());
    characters.all(|character| matches!(character, '\n' | '\t') || !drives_terminal(character))
}

fn prose(text: &str) -> String {
    let lines = escaped_lines(text, Fences::Kept);
    lines.map(|line| line + "\n").collect()
}

fn item(text: &str) -> String {
    let mut item = String::new();
    for (place, line) in escaped_lines(text, Fences::Escaped).enumerate() {
        item.push_str(match (place, line.as_str()) {
            (0, _) => "- ",
            (_, "") => "",
            _ => "  ",
        });
        item.push_str(&line);
        item.push('\n');
    }
    item
}

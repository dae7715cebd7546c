//! From lessons to a pack.

use super::label::{Label, TITLE, identifier};
use crate::model::{EntryId, Review, Text, Verdict};

/// A lesson on its way into a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed<'a> {
    /// Names it.
    pub id: EntryId,
    /// The principle that is to be reviewed.
    pub principle: &'a Text,
    /// All that a reader needs to know, as Markdown. No line of it will be read back.
    pub shown: String,
}

/// The pack: how to answer, then each lesson with the places to fill in.
pub fn print(lessons: &[Packed<'_>]) -> String {
    let name = format!("{}:", Label::By.as_str());
    let mut lines = vec![TITLE.to_owned(), String::new()];
    lines.extend([how_to_answer(lessons.len()), String::new(), name]);
    for (number, lesson) in (1..).zip(lessons) {
        lines.extend([String::new(), format!("## Lesson {number}"), String::new()]);
        let shown = lesson.shown.trim_end().lines();
        lines.extend(shown.map(|line| format!("> {line}").trim_end().to_owned()));
        let id = identifier(lesson.id, lesson.principle);
        lines.extend([String::new(), format!("{}: {id}", Label::Id.as_str())]);
        let labels = Label::OF_ANSWER.iter();
        lines.extend(labels.map(|label| format!("{}:", label.as_str())));
    }
    lines.join("\n") + "\n"
}

/// One lesson with its answer filled in, as a pack that can be read.
pub fn answer(id: EntryId, review: &Review) -> String {
    let mut lines = vec![format!("{}: {}", Label::By.as_str(), review.by)];
    let id = match &review.reviewed {
        Some(principle) => identifier(id, principle),
        None => id.handle(),
    };
    lines.extend([String::new(), format!("{}: {id}", Label::Id.as_str())]);
    let places: Vec<&str> = review.elsewhere.iter().map(Text::as_str).collect();
    let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    for label in Label::OF_ANSWER {
        let written = match label {
            Label::Verdict => review.verdict.to_string(),
            Label::Principle => text(&review.principle),
            Label::Elsewhere => places.join("\n"),
            Label::Note => text(&review.note),
            Label::By | Label::Id => continue,
        };
        lines.push(format!("{}: {written}", label.as_str()));
    }
    lines.join("\n") + "\n"
}

fn how_to_answer(lessons: usize) -> String {
    let wait = if lessons == 1 {
        "A lesson waits".to_owned()
    } else {
        format!("{lessons} lessons wait")
    };
    let [confirmed, refined, disputed] = [Verdict::Confirmed, Verdict::Refined, Verdict::Disputed];
    format!(
        "> {wait} for your view. Write your name behind `By:`, and answer below each lesson, behind the labels:
>
> - Verdict: `{confirmed}` (the principle holds as written), `{refined}` (it holds in the deeper form that you give) or
>   `{disputed}` (you think otherwise).
> - Deeper principle: the rule behind the rule, in one sentence. Needed for `{refined}`.
> - Elsewhere: other places where it will be met, each on its own line.
> - Note: anything else, as many lines as you like.
>
> What you leave empty stays open, and the order does not matter. Lines that begin with `>` are not read back, so write
> below them. Leave the lines `Id:` as they are: they say which lesson you mean."
    )
}

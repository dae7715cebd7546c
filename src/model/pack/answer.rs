//! The lines below an `Id:`: what a reader thinks of one lesson.

use super::label::Label;
use super::read::{Answer, Problem, problem};
use crate::model::{Text, Verdict};

/// What stands behind one label.
struct Part<'a> {
    label: Label,
    /// Its lines, each with its number; never none.
    lines: Vec<(u64, &'a str)>,
}

/// A lesson whose answer is being read.
pub(super) struct Block<'a> {
    pub(super) line: u64,
    pub(super) id: &'a str,
    /// One for each label that was met.
    parts: Vec<Part<'a>>,
    /// To which of them further lines belong.
    current: Option<Label>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Block<'a> {
    pub(super) fn new(line: u64, id: &'a str) -> Self {
        Self {
            line,
            id,
            parts: Vec::new(),
            current: None,
            problems: Vec::new(),
        }
    }

    fn part(&self, label: Label) -> Option<&Part<'a>> {
        self.parts.iter().find(|part| part.label == label)
    }

    /// What was written behind a label, if anything was.
    fn written(&self, label: Label) -> Option<&Part<'a>> {
        self.part(label).filter(|part| !part.is_empty())
    }

    pub(super) fn begin(&mut self, label: Label, number: u64, line: &str, text: &'a str) {
        self.current = Some(label);
        let Some(part) = self.parts.iter_mut().find(|part| part.label == label) else {
            self.parts.push(Part {
                label,
                lines: vec![(number, text)],
            });
            return;
        };
        if label != Label::Elsewhere && !part.is_empty() && !text.trim().is_empty() {
            let reason = format!(
                "`{}:` stands on line {} already",
                label.as_str(),
                part.first()
            );
            self.problems.push(problem(number, line, &reason));
        } else {
            part.lines.push((number, text));
        }
    }

    pub(super) fn go_on(&mut self, number: u64, line: &'a str) {
        let is_blank = line.trim().is_empty();
        let current = self.current;
        let part = self
            .parts
            .iter_mut()
            .find(|part| Some(part.label) == current);
        match part {
            Some(part) if is_blank || part.takes_more() => part.lines.push((number, line)),
            _ if is_blank => {}
            _ => {
                let reason = "it is not clear what it answers: write it behind `Note:`";
                self.problems.push(problem(number, line, reason));
            }
        }
    }

    /// Whether the line above belongs to an answer.
    pub(super) fn is_in_an_answer(&self) -> bool {
        let current = self
            .parts
            .iter()
            .find(|part| Some(part.label) == self.current);
        let last = current.and_then(|part| part.lines.last());
        last.is_some_and(|(_, line)| !line.trim().is_empty())
    }

    /// The answer; nothing where everything was left empty, or the verdict is not clear.
    pub(super) fn answer(&mut self) -> Option<Answer> {
        let is_answer = |part: &&Part<'_>| part.label != Label::By && !part.is_empty();
        self.parts.iter().find(is_answer)?;
        let verdict = self.verdict();
        let principle = self.prose(Label::Principle);
        if verdict == Some(Verdict::Refined) && principle.is_none() {
            let reason = "`refined` needs the deeper principle: write it behind `Deeper principle:`, or `confirmed` as the verdict";
            let line = self.part(Label::Verdict).map_or(self.line, Part::first);
            self.problems.push(problem(line, "refined", reason));
        }
        let (id, fingerprint) = match self.id.split_once('-') {
            Some((id, fingerprint)) => (id, Some(fingerprint.trim().to_owned())),
            None => (self.id, None),
        };
        Some(Answer {
            line: self.line,
            id: id.trim().to_owned(),
            fingerprint,
            by: self.prose(Label::By),
            principle,
            elsewhere: self.places(),
            note: self.prose(Label::Note),
            verdict: verdict?,
        })
    }

    fn verdict(&mut self) -> Option<Verdict> {
        let Some(part) = self.written(Label::Verdict) else {
            let reason = "it is answered without a verdict: write `confirmed`, `refined` or `disputed` behind `Verdict:`";
            self.problems.push(problem(self.line, self.id, reason));
            return None;
        };
        let (line, written) = (part.first(), part.text());
        let word = written.trim_matches(|character: char| !character.is_alphanumeric());
        let verdict = word.to_lowercase().parse();
        if verdict.is_err() {
            let reason = "it is not a verdict: write `confirmed`, `refined` or `disputed`";
            self.problems.push(problem(line, &written, reason));
        }
        verdict.ok()
    }

    /// The text behind a label, its lines kept.
    fn prose(&mut self, label: Label) -> Option<Text> {
        let part = self.written(label)?;
        let (line, written) = (part.first(), part.text());
        self.checked(line, &written)
    }

    /// Each line behind `Elsewhere:`, without its bullet.
    fn places(&mut self) -> Vec<Text> {
        let lines = self.part(Label::Elsewhere).map(|part| part.lines.clone());
        let mut places = Vec::new();
        for (line, written) in lines.unwrap_or_default() {
            let place = written.trim().trim_start_matches(['-', '*', '+']);
            let Some(place) = self.checked(line, place) else {
                continue;
            };
            if places.len() == MOST_PLACES {
                let reason = format!("more than {MOST_PLACES} places cannot be kept");
                self.problems.push(problem(line, written, &reason));
                break;
            }
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    /// A text, if it is one. One that is too long is a problem.
    fn checked(&mut self, line: u64, written: &str) -> Option<Text> {
        if written.trim().is_empty() {
            return None;
        }
        let text = Text::new(written);
        if let Err(error) = &text {
            self.problems
                .push(problem(line, written, &error.to_string()));
        }
        text.ok()
    }
}

impl Part<'_> {
    fn is_empty(&self) -> bool {
        self.lines.iter().all(|(_, line)| line.trim().is_empty())
    }

    /// Whether a further line belongs to it: a name and a verdict are one line.
    fn takes_more(&self) -> bool {
        !matches!(self.label, Label::By | Label::Verdict) || self.is_empty()
    }

    /// The number of its first line with something on it.
    fn first(&self) -> u64 {
        let written = self.lines.iter().find(|(_, line)| !line.trim().is_empty());
        written
            .or(self.lines.first())
            .map_or(1, |(number, _)| *number)
    }

    fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|(_, line)| *line).collect();
        lines.join("\n").trim().to_owned()
    }
}

/// So many places are kept of one answer.
const MOST_PLACES: usize = 100;

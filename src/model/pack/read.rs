//! From a pack that was filled in to its answers. Every line that cannot be meant is named, and nothing is guessed.

use std::collections::HashMap;

use serde::Serialize;

use super::{Label, TITLE};
use crate::model::{Text, Verdict};

/// What came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    /// Who answered.
    pub by: Option<Text>,
    /// The answers, in the order in which they stand there.
    pub answers: Vec<Answer>,
    /// How many lessons were left open.
    pub open: u64,
    /// What was not understood, in the order of its lines.
    pub problems: Vec<Problem>,
}

impl Returned {
    /// Whether it names no lesson at all, and so is no pack.
    pub fn is_no_pack(&self) -> bool {
        self.answers.is_empty()
            && self.open == 0
            && !self.problems.iter().any(|problem| problem.of_lesson)
    }
}

/// What somebody thinks of one lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The line that names the lesson.
    pub line: u64,
    /// The lesson's handle, as it stands there.
    pub id: String,
    /// The fingerprint of the principle that was packed, if it is still there.
    pub fingerprint: Option<String>,
    /// Who answered, where the lesson says it itself.
    pub by: Option<Text>,
    /// What they think of the principle.
    pub verdict: Verdict,
    /// The deeper form of it.
    pub principle: Option<Text>,
    /// Where else it will be met.
    pub elsewhere: Vec<Text>,
    /// Anything else.
    pub note: Option<Text>,
}

/// A line that cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Which, counted from 1.
    pub line: u64,
    /// What is wrong, and what to write.
    pub reason: String,
    /// The line.
    pub text: String,
    /// Whether it keeps the answer of a lesson from being taken.
    #[serde(skip)]
    pub of_lesson: bool,
}

/// Reads a pack. The answers of a lesson with a problem are left out as a whole, so that it can be mended and read again.
pub fn read(pack: &str) -> Returned {
    let mut reader = Reader::default();
    let pack = pack.strip_prefix('\u{feff}').unwrap_or(pack);
    for (number, line) in (1..).zip(pack.lines()) {
        reader.line(number, line);
    }
    reader.close();
    reader.returned.problems.sort_by_key(|problem| problem.line);
    reader.returned
}

/// What stands behind one label.
struct Part<'a> {
    label: Label,
    /// Its lines, each with its number; never none.
    lines: Vec<(u64, &'a str)>,
}

/// A lesson whose answer is being read.
struct Block<'a> {
    line: u64,
    id: &'a str,
    /// One for each label that was met.
    parts: Vec<Part<'a>>,
    /// To which of them further lines belong.
    current: Option<Label>,
    problems: Vec<Problem>,
}

#[derive(Default)]
struct Reader<'a> {
    returned: Returned,
    block: Option<Block<'a>>,
    /// The lessons that are answered, with their lines.
    answered: HashMap<&'a str, u64>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, number: u64, line: &'a str) {
        if line.trim_start().starts_with('>') {
            return self.quoted(number, line);
        }
        if is_heading(line) {
            return self.close();
        }
        match (Label::of(line), &mut self.block) {
            (Some((Label::Id, id)), _) => {
                self.close();
                self.block = Some(Block {
                    line: number,
                    id: id.trim(),
                    parts: Vec::new(),
                    current: None,
                    problems: Vec::new(),
                });
            }
            (Some((label, text)), Some(block)) => block.begin(label, number, line, text),
            (None, Some(block)) => block.go_on(number, line),
            (Some((Label::By, name)), None) => self.name(number, line, name),
            (Some((_, text)), None) if text.trim().is_empty() => {}
            (None, None) if line.trim().is_empty() => {}
            (_, None) => self.returned.problems.push(Problem {
                of_lesson: false,
                ..problem(
                    number,
                    line,
                    "it belongs to no lesson: answers stand below an `Id:` line",
                )
            }),
        }
    }

    /// A line that folio wrote, or that somebody quotes, whose answer then is not whole.
    fn quoted(&mut self, number: u64, line: &str) {
        let Some(block) = &mut self.block else { return };
        let reason = "a line that begins with `>` is not read back: write it without";
        let found = problem(number, line, reason);
        if block.is_in_an_answer() {
            let is_next = |last: &Problem| last.line + 1 == number;
            if !block.problems.last().is_some_and(is_next) {
                block.problems.push(found);
            }
            return;
        }
        self.close();
        self.returned.problems.push(Problem {
            of_lesson: false,
            ..found
        });
    }

    fn name(&mut self, number: u64, line: &str, name: &str) {
        let Ok(name) = Text::new(name) else { return };
        match &self.returned.by {
            Some(other) if *other != name => self.returned.problems.push(Problem {
                of_lesson: false,
                ..problem(number, line, "another name stands further up; write one below the `Id:` of a lesson that somebody else answers")
            }),
            _ => self.returned.by = Some(name),
        }
    }

    fn close(&mut self) {
        let Some(mut block) = self.block.take() else {
            return;
        };
        let answer = block.answer();
        if let Some(answer) = answer.as_ref().filter(|_| block.problems.is_empty()) {
            match self.answered.insert(block.id, block.line) {
                None => self.returned.answers.push(answer.clone()),
                Some(line) => {
                    let reason = format!("the same lesson is answered on line {line} already");
                    block.problems.push(problem(block.line, block.id, &reason));
                }
            }
        }
        if answer.is_none() && block.problems.is_empty() {
            self.returned.open += 1;
        }
        self.returned.problems.append(&mut block.problems);
    }
}

impl<'a> Block<'a> {
    fn part(&self, label: Label) -> Option<&Part<'a>> {
        self.parts.iter().find(|part| part.label == label)
    }

    /// What was written behind a label, if anything was.
    fn written(&self, label: Label) -> Option<&Part<'a>> {
        self.part(label).filter(|part| !part.is_empty())
    }

    fn begin(&mut self, label: Label, number: u64, line: &str, text: &'a str) {
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

    fn go_on(&mut self, number: u64, line: &'a str) {
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
    fn is_in_an_answer(&self) -> bool {
        let current = self
            .parts
            .iter()
            .find(|part| Some(part.label) == self.current);
        let last = current.and_then(|part| part.lines.last());
        last.is_some_and(|(_, line)| !line.trim().is_empty())
    }

    /// The answer; nothing where everything was left empty, or the verdict is not clear.
    fn answer(&mut self) -> Option<Answer> {
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

/// A heading that folio wrote: the title, or one of a lesson.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let numbered = line.strip_prefix("## Lesson ");
    line == TITLE || numbered.is_some_and(|number| number.parse::<u64>().is_ok())
}

/// So much of a line is kept to be shown, in characters.
const SHOWN: usize = 200;

fn problem(line: u64, text: &str, reason: &str) -> Problem {
    Problem {
        line,
        reason: reason.to_owned(),
        text: text.trim().chars().take(SHOWN).collect(),
        of_lesson: true,
    }
}

//! From a pack that was filled in to its answers. Every line that cannot be meant is named, and nothing is guessed.

use std::collections::HashMap;

use serde::Serialize;

use super::answer::Block;
use super::label::{Label, TITLE};
use crate::model::{Text, Verdict};

/// What came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    /// Who answered.
    pub by: Option<Text>,
    /// The answers, in the order in which they stand there.
    pub answers: Vec<Answer>,
    /// How many lessons it names; a text that names none is no pack.
    pub lessons: u64,
    /// How many of them were left open.
    pub open: u64,
    /// What was not understood, in the order of its lines.
    pub problems: Vec<Problem>,
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
                self.returned.lessons += 1;
                self.block = Some(Block::new(number, id.trim()));
            }
            (Some((label, text)), Some(block)) => block.begin(label, number, line, text),
            (None, Some(block)) => block.go_on(number, line),
            (Some((Label::By, name)), None) => self.name(number, line, name),
            (Some((_, text)), None) if text.trim().is_empty() => {}
            (None, None) if line.trim().is_empty() => {}
            (_, None) => {
                let reason = "it belongs to no lesson: answers stand below an `Id:` line";
                self.returned.problems.push(problem(number, line, reason));
            }
        }
    }

    /// A line that folio wrote, or that somebody quotes, whose answer then is not whole.
    fn quoted(&mut self, number: u64, line: &str) {
        let Some(block) = &mut self.block else { return };
        let reason = "a line that begins with `>` is not read back: write it without";
        let found = problem(number, line, reason);
        if block.is_in_an_answer() {
            block.problems.push(found);
        } else {
            self.close();
            self.returned.problems.push(found);
        }
    }

    fn name(&mut self, number: u64, line: &str, name: &str) {
        let Ok(name) = Text::new(name) else { return };
        match &self.returned.by {
            Some(other) if *other != name => {
                let reason = "another name stands above: write it below the `Id:` of each lesson that it answers";
                self.returned.problems.push(problem(number, line, reason));
            }
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

/// A heading that folio wrote: the title, or one of a lesson.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let numbered = line.strip_prefix("## Lesson ");
    line == TITLE || numbered.is_some_and(|number| number.parse::<u64>().is_ok())
}

/// So much of a line is kept to be shown, in characters.
const SHOWN: usize = 200;

/// A line that cannot be meant, and why.
pub(super) fn problem(line: u64, text: &str, reason: &str) -> Problem {
    Problem {
        line,
        reason: reason.to_owned(),
        text: text.trim().chars().take(SHOWN).collect(),
    }
}

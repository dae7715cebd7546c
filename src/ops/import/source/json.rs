//! JSON: objects one a line, or values on several lines, and which of the two a file is.
//!
//! What a value stands for is known to `values`.

use std::collections::VecDeque;
use std::io::{self, BufRead, Cursor, Read};

use serde::de::IgnoredAny;
use serde_json::Value;

use super::extent::has_too_many_parts;
use super::values::{Located, Values, values_in};
use super::{Item, Numbered, SourceError, SourceProblem, without_mark};
use crate::model::document::{Line, Lines};

type Reader<'a> = Box<dyn BufRead + 'a>;

/// The objects of a JSON file.
pub(super) struct Objects<'a> {
    state: State<'a>,
    /// What has been read and comes next.
    ready: VecDeque<Item>,
}

enum State<'a> {
    Unopened(Reader<'a>),
    Lines(Lines<Reader<'a>>),
    Values(Values<Reader<'a>>),
    Done,
}

impl<'a> Objects<'a> {
    pub(super) fn new(reader: Reader<'a>) -> Self {
        Self {
            state: State::Unopened(reader),
            ready: VecDeque::new(),
        }
    }

    /// Reads on until something is ready or the file ends.
    fn advance(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Done) {
            State::Unopened(reader) => self.open(reader),
            State::Lines(lines) => self.read_line(lines),
            State::Values(values) => self.read_value(values),
            State::Done => State::Done,
        };
    }

    /// A list, or a result of folio, may be one line of any length, so these are known by how they begin.
    fn open(&mut self, mut reader: Reader<'a>) -> State<'a> {
        let mut beginning = Vec::new();
        if let Err(error) = reader.by_ref().take(256).read_to_end(&mut beginning) {
            return self.fail(SourceError::new(
                1,
                super::LineProblem::Unreadable(error.to_string()),
            ));
        }
        let beginning = without_mark(&beginning).to_vec();
        let is_document = begins_document(&beginning);
        let reader: Reader<'a> = Box::new(Cursor::new(beginning).chain(reader));
        if is_document {
            return State::Values(Values::new(reader, 1));
        }
        let mut lines = Lines::new(reader);
        match lines.by_ref().find(|line| !is_blank(line)) {
            Some(Line {
                number,
                text: Ok(text),
            }) => self.read_first_line(number, &text, lines),
            Some(line) => {
                self.ready.extend(objects_of_line(line));
                State::Lines(lines)
            }
            None => State::Done,
        }
    }

    /// A first line that is complete is one of many; one that is only begun may begin a value of several lines.
    fn read_first_line(&mut self, number: u64, text: &str, lines: Lines<Reader<'a>>) -> State<'a> {
        if has_too_many_parts(text.as_bytes()) {
            self.ready.push_back(Err(many_parts(number)));
            return State::Lines(lines);
        }
        match values_in(text, number) {
            Err(error) if error.is_eof() => {
                let first = Cursor::new(format!("{text}\n"));
                let rest = Box::new(first.chain(lines.into_rest()));
                self.try_values(rest, number)
            }
            read => {
                self.ready.extend(objects_of(number, read));
                State::Lines(lines)
            }
        }
    }

    /// Where no value is found and the second line is an object of its own, the first is merely broken.
    fn try_values(&mut self, mut rest: Reader<'a>, number: u64) -> State<'a> {
        let mut seen = Vec::new();
        let trial = Seen {
            reader: &mut rest,
            bytes: &mut seen,
        };
        let first = Values::new(trial, number).next();
        let again: Reader<'a> = Box::new(Cursor::new(seen).chain(rest));
        let Some(Err(error)) = first else {
            return State::Values(Values::new(again, number));
        };
        let mut lines = Lines::starting_at(again, number);
        let mut next_two = lines.by_ref().filter(|line| !is_blank(line)).take(2);
        let (first, second) = (next_two.next(), next_two.next());
        match (first, second) {
            (Some(first), Some(second)) if is_object(&second) => {
                self.ready.extend(objects_of_line(first));
                self.ready.extend(objects_of_line(second));
                State::Lines(lines)
            }
            _ => self.fail(error),
        }
    }

    fn read_line(&mut self, mut lines: Lines<Reader<'a>>) -> State<'a> {
        match lines.by_ref().find(|line| !is_blank(line)) {
            Some(line) => {
                self.ready.extend(objects_of_line(line));
                State::Lines(lines)
            }
            None => State::Done,
        }
    }

    /// After a mistake nothing tells where the next value begins.
    fn read_value(&mut self, mut values: Values<Reader<'a>>) -> State<'a> {
        match values.next() {
            Some(Ok(found)) => {
                self.ready.push_back(object(found));
                State::Values(values)
            }
            Some(Err(error)) => self.fail(error),
            None => State::Done,
        }
    }

    fn fail(&mut self, error: SourceError) -> State<'a> {
        self.ready.push_back(Err(error));
        State::Done
    }
}

impl Iterator for Objects<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() && !matches!(self.state, State::Done) {
            self.advance();
        }
        self.ready.pop_front()
    }
}

fn begins_document(beginning: &[u8]) -> bool {
    let beginning = beginning.trim_ascii_start();
    let inside = beginning.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    beginning.starts_with(b"[") || inside.is_some_and(|inside| inside.starts_with(b"\"folio\""))
}

fn is_blank(line: &Line) -> bool {
    line.text.as_ref().is_ok_and(|text| text.trim().is_empty())
}

fn is_object(line: &Line) -> bool {
    let text = line.text.as_deref().unwrap_or_default();
    text.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

fn objects_of_line(line: Line) -> Vec<Item> {
    match line.text {
        Ok(text) if has_too_many_parts(text.as_bytes()) => vec![Err(many_parts(line.number))],
        Ok(text) => objects_of(line.number, values_in(&text, line.number)),
        Err(problem) => vec![Err(SourceError::new(line.number, problem))],
    }
}

fn many_parts(line: u64) -> SourceError {
    SourceError::new(line, SourceProblem::ManyParts)
}

fn objects_of(line: u64, read: serde_json::Result<Vec<Located>>) -> Vec<Item> {
    match read {
        Ok(values) => values.into_iter().map(object).collect(),
        Err(error) => vec![Err(SourceError::new(
            line,
            SourceProblem::NotJson {
                reason: reason(&error),
                column: error.column(),
            },
        ))],
    }
}

fn object(Located { line, value }: Located) -> Item {
    let found = match value {
        Value::Object(object) => return Ok(Numbered { line, object }),
        Value::Array(_) => "a list",
        Value::String(_) => "text",
        Value::Number(_) => "a number",
        Value::Bool(_) => "true or false",
        Value::Null => "null",
    };
    Err(SourceError::new(line, SourceProblem::NotAnObject { found }))
}

/// Keeps the bytes that are read, so that they can be read again.
struct Seen<'a, R> {
    reader: &'a mut R,
    bytes: &'a mut Vec<u8>,
}

impl<R: BufRead> Read for Seen<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.bytes.extend(buffer.iter().take(count));
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Seen<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if let Ok(available) = self.reader.fill_buf() {
            self.bytes.extend(available.iter().take(count));
        }
        self.reader.consume(count);
    }
}

/// What the JSON parser says, without the place: it counts from where the parser began.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let full = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match full.strip_suffix(&place).unwrap_or(&full) {
        // What it says of a word that is not `true`, `false` or `null`, and of any other sign.
        "expected ident" | "expected value" => "no value begins so".to_owned(),
        reason => reason.to_owned(),
    }
}

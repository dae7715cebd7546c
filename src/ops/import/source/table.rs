//! Comma-separated values: each record → an object of texts, by the names in the first line.

use std::io::{BufRead, Cursor, Read};

use csv::{ErrorKind, StringRecord};
use serde_json::{Map, Value};

use super::records::RecordLines;
use super::{Item, LineProblem, Numbered, SourceError, SourceProblem};
use crate::model::document::Lines;

/// What may stand between values; of equally frequent ones the first is taken.
pub(super) const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// So many columns at most may a table have.
const MOST_COLUMNS: usize = 10_000;

/// The objects of a table.
pub(super) struct Objects<'a> {
    state: State<'a>,
}

enum State<'a> {
    Unopened(Box<dyn BufRead + 'a>),
    Open(Box<Table<'a>>),
    Done,
}

struct Table<'a> {
    reader: csv::Reader<RecordLines<Box<dyn BufRead + 'a>>>,
    columns: Vec<String>,
    record: StringRecord,
}

impl<'a> Objects<'a> {
    pub(super) fn new(reader: Box<dyn BufRead + 'a>) -> Self {
        Self {
            state: State::Unopened(reader),
        }
    }
}

impl Iterator for Objects<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let mut table = match std::mem::replace(&mut self.state, State::Done) {
            State::Unopened(reader) => match Table::open(reader) {
                Ok(table) => Box::new(table?),
                Err(error) => return Some(Err(error)),
            },
            State::Open(table) => table,
            State::Done => return None,
        };
        let item = table.next_object();
        if item.is_some() {
            self.state = State::Open(table);
        }
        item
    }
}

impl<'a> Table<'a> {
    /// `None` for a file with nothing in it.
    fn open(reader: Box<dyn BufRead + 'a>) -> Result<Option<Self>, SourceError> {
        let mut lines = Lines::new(reader);
        let named = |text: &Result<String, LineProblem>| {
            text.as_ref().map_or(true, |text| !text.is_empty())
        };
        let Some(first) = lines.by_ref().find(|line| named(&line.text)) else {
            return Ok(None);
        };
        let text = first
            .text
            .map_err(|problem| SourceError::new(first.number, problem))?;
        let separator = separator_of(&text);
        let whole: Box<dyn BufRead + 'a> =
            Box::new(Cursor::new(text + "\n").chain(lines.into_rest()));
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(separator)
            .from_reader(RecordLines::new(whole, separator, first.number));
        let mut table = Self {
            reader,
            columns: Vec::new(),
            record: StringRecord::new(),
        };
        if !table.read_record()? {
            return Ok(None);
        }
        let columns = table.record.len();
        if columns > MOST_COLUMNS {
            let problem = SourceProblem::ManyColumns { columns };
            return Err(SourceError::new(first.number, problem));
        }
        table.columns = table
            .record
            .iter()
            .map(|name| name.trim().to_owned())
            .collect();
        match repeated(&table.columns) {
            Some(name) => Err(SourceError::new(
                first.number,
                SourceProblem::RepeatedColumn { name },
            )),
            None => Ok(Some(table)),
        }
    }

    fn next_object(&mut self) -> Option<Item> {
        match self.read_record() {
            Ok(true) => Some(Ok(Numbered {
                line: self.reader.get_ref().first_line(),
                object: self.object(),
            })),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }

    /// The values that are there: an empty one is absent.
    fn object(&self) -> Map<String, Value> {
        let values = self.record.iter().map(Value::from);
        self.columns
            .iter()
            .cloned()
            .zip(values)
            .filter(|(_, value)| value.as_str() != Some(""))
            .collect()
    }

    /// Whether there was another record.
    fn read_record(&mut self) -> Result<bool, SourceError> {
        self.reader.get_mut().begin_record();
        let read = self.reader.read_record(&mut self.record);
        read.map_err(|error| {
            let lines = self.reader.get_mut();
            let problem = lines.take_problem().unwrap_or_else(|| problem_of(error));
            SourceError::new(lines.first_line(), problem)
        })
    }
}

fn problem_of(error: csv::Error) -> SourceProblem {
    match error.into_kind() {
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => SourceProblem::OtherLength {
            columns: expected_len,
            found: len,
        },
        ErrorKind::Utf8 { .. } => SourceProblem::RecordNotUtf8,
        ErrorKind::Io(error) => LineProblem::Unreadable(error.to_string()).into(),
        other => LineProblem::Unreadable(format!("{other:?}")).into(),
    }
}

/// The separator that stands most often outside quotes in the line of names.
fn separator_of(names: &str) -> u8 {
    let outside: Vec<&str> = names.split('"').step_by(2).collect();
    let count = |separator: u8| {
        let names = outside
            .iter()
            .map(|part| part.matches(char::from(separator)).count());
        names.sum::<usize>()
    };
    let mut found = b',';
    for separator in SEPARATORS {
        if count(separator) > count(found) {
            found = separator;
        }
    }
    found
}

fn repeated(names: &[String]) -> Option<String> {
    let mut names = names.to_vec();
    names.sort_unstable();
    let pair = names
        .windows(2)
        .find(|pair| matches!(pair, [a, b] if a == b && !a.is_empty()));
    pair.and_then(|pair| pair.first().cloned())
}

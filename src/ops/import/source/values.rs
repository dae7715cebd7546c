//! JSON values that stand on as many lines as they like, each with the line on which it begins.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{LineProblem, SourceError, SourceProblem};

/// A value and the line on which it begins.
#[derive(Debug, PartialEq)]
pub(super) struct Located {
    pub(super) line: u64,
    pub(super) value: Value,
}

/// What becomes of the bytes that are read.
#[derive(Debug)]
pub(super) enum Watch<'a> {
    Forget,
    /// They are kept, so that they can be read again.
    Keep(&'a mut Vec<u8>),
}

/// JSON values one after another, with any white space between them.
#[derive(Debug)]
pub(super) struct Values<R> {
    reader: R,
    line: Cell<u64>,
}

impl<R: BufRead> Values<R> {
    /// The values of a file of which the next byte stands on `line`.
    pub(super) fn new(reader: R, line: u64) -> Self {
        Self {
            reader,
            line: Cell::new(line),
        }
    }

    /// What has not been read yet.
    pub(super) fn into_rest(self) -> R {
        self.reader
    }

    /// What the next value stands for; `None` at the end of the file.
    pub(super) fn next_value(
        &mut self,
        watch: Watch<'_>,
    ) -> Option<Result<Vec<Located>, SourceError>> {
        let first_line = match self.skip_white_space() {
            Ok(Some(line)) => line,
            Ok(None) => return None,
            Err(error) => return Some(Err(self.unreadable(&error))),
        };
        let watched = Watched {
            reader: &mut self.reader,
            line: &self.line,
            watch,
        };
        let mut deserializer = serde_json::Deserializer::from_reader(watched);
        let read = Objects { line: &self.line }.deserialize(&mut deserializer);
        Some(read.map(Found::into_values).map_err(|error| {
            let lines_before = u64::try_from(error.line()).unwrap_or(1).saturating_sub(1);
            match error.io_error_kind() {
                Some(_) => self.unreadable(&error.into()),
                None => {
                    SourceError::new(first_line + lines_before, SourceProblem::from_json(&error))
                }
            }
        }))
    }

    fn unreadable(&self, error: &io::Error) -> SourceError {
        SourceError::new(self.line.get(), LineProblem::Unreadable(error.to_string()))
    }

    /// The line of the next byte that is not white space.
    fn skip_white_space(&mut self) -> io::Result<Option<u64>> {
        loop {
            let available = self.reader.fill_buf()?;
            if available.is_empty() {
                return Ok(None);
            }
            let blank = available
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace());
            let (mut length, mut feeds) = (0, 0);
            for byte in blank {
                length += 1;
                feeds += u64::from(*byte == b'\n');
            }
            let found = length < available.len();
            self.reader.consume(length);
            self.line.set(self.line.get() + feeds);
            if found {
                return Ok(Some(self.line.get()));
            }
        }
    }
}

/// Counts the lines that go through it. The parser takes no more bytes than it needs to know that a value begins, so
/// the count is right at that moment.
struct Watched<'a, R> {
    reader: &'a mut R,
    line: &'a Cell<u64>,
    watch: Watch<'a>,
}

impl<R: BufRead> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        for byte in buffer.iter().take(count) {
            if *byte == b'\n' {
                self.line.set(self.line.get() + 1);
            }
            if let Watch::Keep(kept) = &mut self.watch {
                kept.push(*byte);
            }
        }
        Ok(count)
    }
}

/// The values that a whole text stands for; its first line is `line`.
pub(super) fn values_in(text: &str, line: u64) -> serde_json::Result<Vec<Located>> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let found = Objects {
        line: &Cell::new(line),
    }
    .deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(found.into_values())
}

/// What a JSON value stands for.
enum Found {
    One(Located),
    List(Vec<Located>),
}

impl Found {
    fn into_values(self) -> Vec<Located> {
        match self {
            Self::One(value) => vec![value],
            Self::List(values) => values,
        }
    }
}

/// Reads what a value stands for: an object for itself, a list for its items, each with its own line. Of what folio
/// prints, and of an object with a list `entries` generally, it is what stands inside.
#[derive(Clone, Copy)]
struct Objects<'a> {
    line: &'a Cell<u64>,
}

impl Objects<'_> {
    fn one(self, value: impl Into<Value>) -> Found {
        Found::One(Located {
            line: self.line.get(),
            value: value.into(),
        })
    }
}

impl<'de> DeserializeSeed<'de> for Objects<'_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Objects<'_> {
    type Value = Found;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Found, A::Error> {
        let mut found = Vec::new();
        while let Some(item) = items.next_element_seed(Item { line: self.line })? {
            found.push(item);
        }
        Ok(Found::List(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Found, A::Error> {
        let line = self.line.get();
        let mut object = Map::new();
        let mut entries = None;
        while let Some(name) = fields.next_key::<String>()? {
            if name != "entries" {
                object.insert(name, fields.next_value()?);
                continue;
            }
            match fields.next_value_seed(self)? {
                Found::List(items) => entries = Some(items),
                Found::One(other) => _ = object.insert(name, other.value),
            }
        }
        let result = object
            .contains_key("folio")
            .then(|| object.remove("entry"))
            .flatten();
        let value = result.unwrap_or(Value::Object(object));
        Ok(entries.map_or(Found::One(Located { line, value }), Found::List))
    }

    fn visit_str<E>(self, text: &str) -> Result<Found, E> {
        Ok(self.one(text))
    }

    fn visit_bool<E>(self, answer: bool) -> Result<Found, E> {
        Ok(self.one(answer))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Found, E> {
        Ok(self.one(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Found, E> {
        Ok(self.one(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Found, E> {
        Ok(self.one(number))
    }

    fn visit_unit<E>(self) -> Result<Found, E> {
        Ok(self.one(()))
    }
}

struct Item<'a> {
    line: &'a Cell<u64>,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = Located;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Located, D::Error> {
        let line = self.line.get();
        let value = Value::deserialize(deserializer)?;
        Ok(Located { line, value })
    }
}

//! JSON values taken off a reader one at a time, with the lines and columns on which they stand. No more is held than
//! one value. Which values there are, and what they stand for, is not known here.

use std::io::{self, BufRead};

use serde::de::DeserializeOwned;

use super::extent::{Extent, is_white};
use super::{LineProblem, SourceError, SourceProblem, json};
use crate::model::document::LARGEST;

/// A place in a file.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The first line is 1.
    line: u64,
    /// How many bytes of the line stand before it.
    column: usize,
}

impl Place {
    fn pass(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if *byte == b'\n' {
                self.line += 1;
                self.column = 0;
            } else {
                self.column += 1;
            }
        }
    }

    /// The place so many line feeds further on, and so many bytes behind the last of them.
    fn behind(self, feeds: usize, bytes: usize) -> Self {
        let before = if feeds == 0 { self.column } else { 0 };
        Self {
            line: self.line + feeds as u64,
            column: before + bytes,
        }
    }
}

/// A JSON text, read value by value and sign by sign.
#[derive(Debug)]
pub(super) struct Scanner<R> {
    reader: R,
    /// Where the next byte stands.
    place: Place,
    /// How many bytes may be read before the next [`renew`](Self::renew).
    left: usize,
    /// What weighs what was read since then, as [`Extent`] has it.
    weight: usize,
    /// The value that was taken last.
    taken: Vec<u8>,
}

impl<R: BufRead> Scanner<R> {
    /// A text of which the next byte begins `line`.
    pub(super) fn new(reader: R, line: u64) -> Self {
        Self {
            reader,
            place: Place { line, column: 0 },
            left: LARGEST,
            weight: 0,
            taken: Vec::new(),
        }
    }

    /// The line of the next byte; the first is 1.
    pub(super) fn line(&self) -> u64 {
        self.place.line
    }

    /// From here on, 16 MiB may be read, and as many parts as can be held.
    pub(super) fn renew(&mut self) {
        self.left = LARGEST;
        self.weight = 0;
    }

    /// Passes over white space; the byte behind it, which is not read yet, or `None` at the end of the file.
    ///
    /// # Errors
    /// When the file cannot be read, or nothing more may be read.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, SourceError> {
        let begins = self.place;
        while self.left > 0 {
            let available = fill(&mut self.reader).map_err(|error| unreadable(begins, &error))?;
            let found = available.iter().position(|byte| !is_white(*byte));
            let (blank, rest) = available.split_at(found.unwrap_or(available.len()));
            let (passed, next) = (blank.len(), rest.first().copied());
            self.place.pass(blank);
            self.reader.consume(passed);
            self.left = self.left.saturating_sub(passed);
            if next.is_some() || passed == 0 {
                return Ok(next);
            }
        }
        Err(SourceError::new(begins.line, SourceProblem::LargeValue))
    }

    /// Passes over the sign that [`peek`](Self::peek) has shown.
    pub(super) fn pass_sign(&mut self) {
        self.reader.consume(1);
        self.place.column += 1;
        self.left = self.left.saturating_sub(1);
    }

    /// Reads a value that begins with the next byte.
    ///
    /// # Errors
    /// When the file cannot be read, or no such value stands here that ends within what may be read, of parts that can
    /// be held.
    pub(super) fn value<T: DeserializeOwned>(&mut self) -> Result<T, SourceError> {
        let begins = self.place;
        let extent = self
            .take_value()
            .map_err(|error| unreadable(self.place, &error))?;
        if extent.has_too_many_parts() {
            return Err(SourceError::new(begins.line, SourceProblem::ManyParts));
        }
        serde_json::from_slice(&self.taken).map_err(|error| {
            let place = begins.behind(error.line().saturating_sub(1), error.column());
            match error.is_eof() {
                true if self.left == 0 => SourceError::new(begins.line, SourceProblem::LargeValue),
                true => ended(place, json::reason(&error)),
                false => broken(place, json::reason(&error)),
            }
        })
    }

    /// What is wrong with the byte that [`peek`](Self::peek) has shown.
    pub(super) fn unexpected(&self, reason: &str) -> SourceError {
        broken(self.place.behind(0, 1), reason.to_owned())
    }

    /// What is wrong where [`peek`](Self::peek) has shown the end of the file.
    pub(super) fn ended(&self, reason: &str) -> SourceError {
        ended(self.place, reason.to_owned())
    }

    fn take_value(&mut self) -> io::Result<Extent> {
        self.taken.clear();
        let mut extent = Extent::behind_parts(self.weight);
        while !extent.is_over() && self.left > 0 {
            let available = fill(&mut self.reader)?;
            if available.is_empty() {
                break;
            }
            let allowed = available.get(..self.left).unwrap_or(available);
            let (value, _) = allowed.split_at(extent.reach(allowed));
            let length = value.len();
            self.taken.extend_from_slice(value);
            self.place.pass(value);
            self.reader.consume(length);
            self.left -= length;
        }
        self.weight = extent.weight();
        Ok(extent)
    }
}

fn fill(reader: &mut impl BufRead) -> io::Result<&[u8]> {
    while let Err(error) = reader.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    reader.fill_buf()
}

/// A mistake: nothing tells where the next value begins.
fn broken(place: Place, reason: String) -> SourceError {
    let column = place.column;
    SourceError::new(place.line, SourceProblem::BrokenJson { reason, column })
}

/// The end of the file where more must stand.
fn ended(place: Place, reason: String) -> SourceError {
    let column = place.column;
    SourceError::new(place.line, SourceProblem::NotJson { reason, column })
}

fn unreadable(place: Place, error: &io::Error) -> SourceError {
    SourceError::new(place.line, LineProblem::Unreadable(error.to_string()))
}

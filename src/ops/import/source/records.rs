//! Which lines of a table make up a record. A quoted value may run over several of them.
//!
//! The lines are handed to the CSV parser one at a time, so that it is known on which one a record begins, and so that
//! a quote that is never closed does not take the whole file in.

use std::io::{self, BufRead, Read};

use super::SourceProblem;
use crate::model::document::LARGEST;

/// Feeds the CSV parser.
#[derive(Debug)]
pub(super) struct RecordLines<R> {
    reader: R,
    progress: Progress,
    problem: Option<SourceProblem>,
}

/// How far a record has been read.
#[derive(Debug)]
struct Progress {
    separator: u8,
    place: Place,
    /// The line of the next byte.
    line: u64,
    /// The line on which the record begins, once one has begun.
    first_line: Option<u64>,
    /// The bytes of the record so far.
    size: usize,
}

/// Where in a record the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    ValueStart,
    Unquoted,
    Quoted,
    /// After a quote inside quotes: the end of the value, or the first of two.
    AfterQuote,
}

impl Progress {
    fn step(&mut self, byte: u8) {
        let ends_line = matches!(byte, b'\n' | b'\r');
        if !ends_line {
            self.first_line.get_or_insert(self.line);
        }
        self.line += u64::from(byte == b'\n');
        self.size += 1;
        self.place = match (self.place, byte) {
            (Place::Quoted, b'"') => Place::AfterQuote,
            (Place::ValueStart | Place::AfterQuote, b'"') | (Place::Quoted, _) => Place::Quoted,
            (_, byte) if ends_line || byte == self.separator => Place::ValueStart,
            _ => Place::Unquoted,
        };
    }
}

impl<R: BufRead> RecordLines<R> {
    /// The lines of a table of which the next byte stands on `line`.
    pub(super) fn new(reader: R, separator: u8, line: u64) -> Self {
        let progress = Progress {
            separator,
            place: Place::ValueStart,
            line,
            first_line: None,
            size: 0,
        };
        Self {
            reader,
            progress,
            problem: None,
        }
    }

    /// Forgets the record that has been read.
    pub(super) fn begin_record(&mut self) {
        self.progress.first_line = None;
        self.progress.size = 0;
    }

    /// The line on which the present record begins.
    pub(super) fn first_line(&self) -> u64 {
        self.progress.first_line.unwrap_or(self.progress.line)
    }

    /// Why no more was fed, where that was not the file's fault.
    pub(super) fn take_problem(&mut self) -> Option<SourceProblem> {
        self.problem.take()
    }

    fn stop(&mut self, problem: SourceProblem) -> io::Error {
        self.problem = Some(problem);
        io::Error::other("the record cannot be read")
    }
}

impl<R: BufRead> Read for RecordLines<R> {
    /// At most one line.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.reader.fill_buf()?;
        if available.is_empty() && self.progress.place == Place::Quoted {
            return Err(self.stop(SourceProblem::OpenQuote));
        }
        let mut count = 0;
        for (slot, byte) in buffer.iter_mut().zip(available) {
            *slot = *byte;
            self.progress.step(*byte);
            count += 1;
            if *byte == b'\n' {
                break;
            }
        }
        self.reader.consume(count);
        if self.progress.size > LARGEST {
            return Err(self.stop(SourceProblem::LargeRecord));
        }
        Ok(count)
    }
}

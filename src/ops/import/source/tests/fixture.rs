//! Files that are read, and what came of them.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use serde_json::Value;

use crate::ops::import::source::{Format, Item, SourceError, objects};

pub(super) fn read(file: impl AsRef<[u8]>, format: Format) -> Vec<Item> {
    // A small buffer, so that values straddle its ends.
    let file = BufReader::with_capacity(7, Cursor::new(file.as_ref().to_vec()));
    objects(Box::new(file), format).collect()
}

pub(super) fn json_items(file: impl AsRef<[u8]>) -> Vec<Item> {
    read(file, Format::Json)
}

pub(super) fn csv_items(file: impl AsRef<[u8]>) -> Vec<Item> {
    read(file, Format::Csv)
}

/// What was read, as lines and objects.
pub(super) fn found(items: &[Item]) -> Vec<(u64, Value)> {
    items
        .iter()
        .flatten()
        .map(|item| (item.line, Value::Object(item.object.clone())))
        .collect()
}

pub(super) fn errors(items: &[Item]) -> Vec<SourceError> {
    items
        .iter()
        .filter_map(|item| item.as_ref().err().cloned())
        .collect()
}

pub(super) fn error_lines(items: &[Item]) -> Vec<u64> {
    errors(items).iter().map(|error| error.line).collect()
}

/// Counts its bytes as they are read, to see how much of a file is.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) bytes: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.bytes.set(self.bytes.get() + count as u64);
        Ok(count)
    }
}

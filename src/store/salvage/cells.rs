//! Records as they stand in the pages of a journal, read without SQLite
//! (<https://www.sqlite.org/fileformat2.html#b_tree_pages>, and `#record_format`).
//!
//! A record is known by its shape: nine columns of which five are blobs of 16 bytes. What kind of page it stands in, and
//! what the page says of itself, need not be whole.

use std::io;

use uuid::Uuid;

use super::number_at;
use super::pages::{PAGE, Pages};
use crate::history::{Head, HybridTime};
use crate::model::{MachineId, StepId};

/// So much of a long row stands in its own page at most; of a longer one at least the second number does.
const MOST_LOCAL: usize = PAGE - 35;
const LEAST_LOCAL: usize = (PAGE - 12) * 32 / 255 - 23;

/// So much stands in each page that goes on with a long row.
const OVERFLOW: usize = PAGE - 4;

/// A row of the table of records.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// Its place in the log.
    pub(super) position: i64,
    /// Where the record stands.
    pub(super) head: Head,
    /// What it says, as it is written.
    pub(super) body: Vec<u8>,
}

/// How the rows of a page are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Search {
    /// Where the page says that there are rows.
    Listed,
    /// At every byte, which also finds rows of which the page no longer knows.
    Everywhere,
}

/// The records of a page; `start` is where it begins to speak of them.
pub(super) fn of_page(
    pages: &mut Pages,
    page: &[u8; PAGE],
    start: usize,
    search: Search,
) -> io::Result<Vec<Cell>> {
    let offsets: Vec<usize> = match search {
        Search::Everywhere => (0..PAGE).collect(),
        Search::Listed => {
            let listed = usize::from(short_at(page, start + 3));
            let places = (0..listed.min(PAGE / 2)).map(|cell| start + 8 + 2 * cell);
            places
                .map(|place| usize::from(short_at(page, place)))
                .collect()
        }
    };
    let mut cells = Vec::new();
    for offset in offsets {
        cells.extend(cell_at(pages, page, offset)?);
    }
    Ok(cells)
}

/// The record whose row begins at `offset`; none where no record does.
fn cell_at(pages: &mut Pages, page: &[u8; PAGE], offset: usize) -> io::Result<Option<Cell>> {
    let Some((row, position, rest)) = begin(page, offset) else {
        return Ok(None);
    };
    // No row is longer than the file.
    if row.whole / PAGE > pages.count() as usize {
        return Ok(None);
    }
    let mut payload = Vec::new();
    let local = local_length(row.whole);
    let Some((own, next)) = rest.split_at_checked(local) else {
        return Ok(None);
    };
    payload.extend_from_slice(own);
    if local < row.whole && !follow(pages, number_at(next, 0), row.whole, &mut payload)? {
        return Ok(None);
    }
    Ok(row.read(position, &payload))
}

/// Adds the pages that go on with a long row.
fn follow(pages: &mut Pages, first: u32, whole: usize, payload: &mut Vec<u8>) -> io::Result<bool> {
    let mut number = first;
    let mut page = [0; PAGE];
    while payload.len() < whole {
        if number == 0 || number > pages.count() {
            return Ok(false);
        }
        pages.read(number, &mut page)?;
        let wanted = OVERFLOW.min(whole - payload.len());
        payload.extend(page.iter().skip(4).take(wanted));
        number = number_at(&page, 0);
    }
    Ok(true)
}

/// How many bytes of a row stand in its own page.
fn local_length(whole: usize) -> usize {
    if whole <= MOST_LOCAL {
        return whole;
    }
    let kept = LEAST_LOCAL + (whole - LEAST_LOCAL) % OVERFLOW;
    if kept <= MOST_LOCAL {
        kept
    } else {
        LEAST_LOCAL
    }
}

/// The form of a row, as its beginning says.
struct Row {
    /// How long it is in all.
    whole: usize,
    /// How long its own description is.
    described: usize,
    /// The types of its numbers: sequence, milliseconds and counter.
    numbers: [u64; 3],
    /// How long its body is.
    body: usize,
}

const BLOB_OF_16: u64 = 12 + 2 * 16;

/// Reads the beginning of a row, if it is that of a record: its form, its position, and the bytes from its description on.
fn begin(page: &[u8; PAGE], offset: usize) -> Option<(Row, i64, &[u8])> {
    let (_, bytes) = page.split_at_checked(offset)?;
    let (whole, bytes) = integer(bytes)?;
    let (position, bytes) = integer(bytes)?;
    let (described, mut types) = integer(bytes)?;
    let mut next = || {
        let (number, rest) = integer(types)?;
        types = rest;
        Some(number)
    };
    // The position stands before the row; a null stands for it in the row.
    let has_shape = next()? == 0 && next()? == BLOB_OF_16 && next()? == BLOB_OF_16;
    let numbers = [next()?, next()?, next()?];
    let has_shape = has_shape && next()? == BLOB_OF_16 && next()? == BLOB_OF_16;
    let body = next()?;
    let is_text = body >= 13 && body % 2 == 1;
    if !has_shape || !is_text || position == 0 || position > i64::MAX.unsigned_abs() {
        return None;
    }
    let row = Row {
        whole: usize::try_from(whole).ok()?,
        described: usize::try_from(described).ok()?,
        numbers,
        body: usize::try_from((body - 13) / 2).ok()?,
    };
    let lengths = numbers
        .iter()
        .map(|kind| length(*kind))
        .sum::<Option<usize>>()?;
    let whole = row
        .described
        .checked_add(4 * 16 + lengths)?
        .checked_add(row.body)?;
    (whole == row.whole).then_some((row, position.cast_signed(), bytes))
}

impl Row {
    /// Reads a row whose bytes are all there.
    fn read(&self, position: i64, payload: &[u8]) -> Option<Cell> {
        let mut rest = payload.get(self.described..)?;
        let mut take = |length: usize| {
            let (taken, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(taken)
        };
        let id = Uuid::from_slice(take(16)?).ok()?;
        let machine = Uuid::from_slice(take(16)?).ok()?;
        let mut number = |kind: u64| Some(signed(kind, take(length(kind)?)?));
        let [sequence, milliseconds, counter] = self.numbers;
        let (sequence, milliseconds, counter) =
            (number(sequence)?, number(milliseconds)?, number(counter)?);
        Some(Cell {
            position,
            head: Head {
                id,
                machine: MachineId(machine),
                sequence: u64::try_from(sequence).ok()?,
                clock: HybridTime {
                    milliseconds,
                    counter: u32::try_from(counter).ok()?,
                },
                step: StepId(Uuid::from_slice(take(16)?).ok()?),
                subject: Uuid::from_slice(take(16)?).ok()?,
            },
            body: take(self.body)?.to_owned(),
        })
    }
}

/// How many bytes a number of this type has; none where the type is not that of a number.
fn length(kind: u64) -> Option<usize> {
    match kind {
        1..=4 => usize::try_from(kind).ok(),
        5 => Some(6),
        6 => Some(8),
        8 | 9 => Some(0),
        _ => None,
    }
}

/// A number of this type.
fn signed(kind: u64, bytes: &[u8]) -> i64 {
    let is_negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    match kind {
        8 => 0,
        9 => 1,
        _ => bytes.iter().fold(-i64::from(is_negative), |number, byte| {
            number << 8 | i64::from(*byte)
        }),
    }
}

/// An integer of variable length, and what follows it: seven bits a byte, the most significant first, and eight in the
/// ninth.
fn integer(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    let mut rest = bytes;
    for place in 1..=9 {
        let (byte, after) = rest.split_first()?;
        rest = after;
        if place == 9 {
            return Some((number << 8 | u64::from(*byte), rest));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((number, rest))
}

fn short_at(bytes: &[u8], place: usize) -> u16 {
    let found = bytes.get(place..).and_then(|bytes| bytes.first_chunk());
    u16::from_be_bytes(found.copied().unwrap_or_default())
}

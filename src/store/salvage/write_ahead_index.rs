//! What processes that have a journal open tell one another of its write-ahead file, `journal.db-shm`, read without SQLite
//! (<https://www.sqlite.org/walformat.html#the_wal_index_header>). After a kill it says how much had been finished.

use std::fs::{self, File};
use std::io::Read;
use std::mem;
use std::path::Path;

use super::number_at;
use super::pages::PAGE;
use super::write_ahead::{FRAME, checksum};
use crate::host::files::SHARED;
use crate::store::journal::beside;

/// The header, which stands there twice, so that a reader sees whether it is just being written.
const HEADER: usize = 48;
/// The part of it that its checksum is of.
const SUMMED: usize = 40;
/// The form of the file.
const VERSION: u32 = 3_007_000;

/// What is known to be in a write-ahead file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Index {
    /// Of which turn of the file this is said.
    pub(super) salts: (u32, u32),
    /// So many frames, from the first, belong to transactions that were finished.
    pub(super) frames: usize,
    /// So many of them are in the journal, too.
    copied: usize,
}

impl Index {
    /// Reads it; none where there is none, or none that can be believed, and where another program gave the journal pages of
    /// another size, of which nothing is read without SQLite.
    pub(in crate::store) fn read(journal: &Path) -> Option<Self> {
        let path = beside(journal, SHARED);
        if !fs::metadata(&path).ok()?.is_file() {
            return None;
        }
        let mut file = File::open(&path).ok()?;
        let mut bytes = [0; 2 * HEADER + 4];
        let read = file.read_exact(&mut bytes);
        // Stays open as long as the process lives: closing it would give up the locks that SQLite has on it
        // (<https://www.sqlite.org/howtocorrupt.html>, section 2.2).
        mem::forget(file);
        read.ok()?;
        Self::of(&bytes)
    }

    fn of(bytes: &[u8; 2 * HEADER + 4]) -> Option<Self> {
        let (header, rest) = bytes.split_at(HEADER);
        let (again, copied) = rest.split_at(HEADER);
        let (summed, sums) = header.split_at(SUMMED);
        let is_whole = header == again
            && native(header, 0) == VERSION
            && checksum((0, 0), summed, u32::from_ne_bytes) == (native(sums, 0), native(sums, 4));
        let has_our_pages = header
            .get(14..)
            .and_then(|size| size.first_chunk())
            .is_some_and(|size| usize::from(u16::from_ne_bytes(*size)) == PAGE);
        (is_whole && has_our_pages).then(|| Self {
            // As they stand in the write-ahead file, whatever the machine.
            salts: (number_at(header, 32), number_at(header, 36)),
            frames: native(header, 16) as usize,
            copied: native(copied, 0) as usize,
        })
    }

    /// Whether nothing would be lost without the write-ahead file.
    pub(in crate::store) fn is_all_in_journal(&self) -> bool {
        self.copied >= self.frames
    }

    /// How much of the file is known, in bytes.
    pub(in crate::store) fn bytes(&self) -> u64 {
        (self.frames * FRAME) as u64
    }
}

/// The number in four bytes, as this machine has it.
fn native(bytes: &[u8], place: usize) -> u32 {
    u32::from_ne_bytes(number_at(bytes, place).to_be_bytes())
}

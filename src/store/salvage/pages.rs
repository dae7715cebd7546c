//! The pages of a journal's file, read without SQLite: those of the file, and over them those that were written last and
//! stand in the file beside it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::write_ahead::WriteAhead;
use crate::host::files::WRITTEN_AHEAD;
use crate::store::journal::beside;

/// The size of a page in bytes: folio has never chosen another than SQLite's own.
pub(in crate::store) const PAGE: usize = 4096;

/// The pages of a journal.
pub(super) struct Pages {
    file: File,
    count: u32,
    write_ahead: Option<File>,
    /// Where pages stand that were written last.
    newer: HashMap<u32, u64>,
}

impl Pages {
    /// Opens the pages of the journal at `path`. No connection of this process may be open to it: on Unix, closing a file
    /// gives up the locks that SQLite has on it.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let beside = beside(path, WRITTEN_AHEAD);
        let sound = WriteAhead::read(path)?.frames.into_iter();
        let newer: HashMap<u32, u64> = sound
            .filter(|frame| frame.is_sound)
            .map(|frame| (frame.page, frame.offset))
            .collect();
        let in_file = file.metadata()?.len().div_ceil(PAGE as u64);
        let last = newer.keys().max().copied().unwrap_or(0);
        Ok(Self {
            file,
            count: u32::try_from(in_file).unwrap_or(u32::MAX).max(last),
            write_ahead: (!newer.is_empty())
                .then(|| File::open(&beside))
                .transpose()?,
            newer,
        })
    }

    /// How many pages there are; they are counted from 1.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Reads a page. What is missing of it, where the file was cut, is zero.
    pub(super) fn read(&mut self, number: u32, page: &mut [u8; PAGE]) -> io::Result<()> {
        let (file, offset) = match (self.newer.get(&number), &mut self.write_ahead) {
            (Some(offset), Some(write_ahead)) => (write_ahead, *offset),
            _ => (
                &mut self.file,
                u64::from(number.saturating_sub(1)) * PAGE as u64,
            ),
        };
        file.seek(SeekFrom::Start(offset))?;
        page.fill(0);
        let mut rest: &mut [u8] = page;
        loop {
            match file.read(rest) {
                Ok(0) => return Ok(()),
                Ok(read) => rest = rest.split_at_mut(read).1,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // A sector that the disk cannot give back takes its page with it, and nothing else.
                Err(_) => return Ok(()),
            }
        }
    }
}

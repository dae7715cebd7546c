//! The file in which SQLite keeps what was written last, `journal.db-wal`, read without SQLite
//! (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>).
//!
//! SQLite reads frames up to the first one that is not as it was written, and takes what follows for the rest of a
//! transaction that was cut off. That is right after a crash, and loses whole transactions where a byte flipped.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::number_at;
use super::pages::PAGE;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// The checksum of a frame, which goes on from that of the frame before.
type Sums = (u32, u32);

/// How four bytes are a number in checksums: as the machine has it that began the file.
type Word = fn([u8; 4]) -> u32;

/// A frame: one page as it is after a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Frame {
    /// Which page.
    pub(in crate::store) page: u32,
    /// Where its bytes stand in the file.
    pub(in crate::store) offset: u64,
    /// Whether it is the last of its transaction.
    pub(in crate::store) ends_transaction: bool,
    /// Whether it is as it was written, given what the frame before says of itself.
    pub(in crate::store) is_sound: bool,
}

/// What stands in the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct WriteAhead {
    /// Whether its header is as it was written. SQLite passes over the whole file where it is not.
    pub(in crate::store) has_sound_header: bool,
    /// The frames that were written since the file was begun, without those of a transaction that was not finished.
    pub(in crate::store) frames: Vec<Frame>,
}

impl WriteAhead {
    /// Reads the file; nothing stands in one that is missing.
    pub(in crate::store) fn read(path: &Path) -> io::Result<Self> {
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::empty()),
            opened => opened?,
        };
        let mut reader = BufReader::new(file);
        let mut header = [0; HEADER];
        if !fill(&mut reader, &mut header)? {
            return Ok(Self::empty());
        }
        Self::read_frames(&mut reader, &header)
    }

    fn empty() -> Self {
        Self {
            has_sound_header: true,
            frames: Vec::new(),
        }
    }

    fn read_frames(reader: &mut impl Read, header: &[u8; HEADER]) -> io::Result<Self> {
        let word = match header.first_chunk() {
            Some([0x37, 0x7f, 0x06, 0x83]) => u32::from_be_bytes,
            _ => u32::from_le_bytes,
        };
        let sums_at = |bytes: &[u8], place| (number_at(bytes, place), number_at(bytes, place + 4));
        let summed = header.split_at(24).0;
        let has_sound_header = checksum((0, 0), summed, word) == sums_at(header, 24);
        let mut salts = has_sound_header.then(|| sums_at(header, 16));
        let mut before = sums_at(header, 24);
        let mut frames = Vec::new();
        let mut finished = 0;
        let mut offset = HEADER as u64;
        let mut frame = vec![0; FRAME_HEADER + PAGE];
        while fill(reader, &mut frame)? {
            let (head, page) = frame.split_at(FRAME_HEADER);
            let salt = sums_at(head, 8);
            let sums = checksum(before, head.split_at(8).0, word);
            let is_sound = checksum(sums, page, word) == sums_at(head, 16);
            before = sums_at(head, 16);
            // A last frame that is not sound is a transaction that was cut off, of which nobody was told that it was made.
            let ends_transaction = is_sound && number_at(head, 4) > 0;
            // Frames of an earlier turn, which this one has not yet overwritten, have other salts.
            if *salts.get_or_insert(salt) == salt {
                frames.push(Frame {
                    page: number_at(head, 0),
                    offset: offset + FRAME_HEADER as u64,
                    ends_transaction,
                    is_sound,
                });
                if ends_transaction {
                    finished = frames.len();
                }
            }
            offset += (FRAME_HEADER + PAGE) as u64;
        }
        frames.truncate(finished);
        Ok(Self {
            has_sound_header,
            frames,
        })
    }

    /// How many transactions SQLite does not see, though they were finished.
    pub(in crate::store) fn unseen(&self) -> usize {
        let seen = if self.has_sound_header {
            let mut frames = self.frames.iter();
            frames
                .position(|frame| !frame.is_sound)
                .unwrap_or(self.frames.len())
        } else {
            0
        };
        let unseen = self.frames.iter().skip(seen);
        unseen.filter(|frame| frame.ends_transaction).count()
    }
}

/// The checksum of bytes, going on from `before`.
fn checksum(before: Sums, bytes: &[u8], word: Word) -> Sums {
    let (words, _) = bytes.as_chunks::<4>();
    let (pairs, _) = words.as_chunks::<2>();
    pairs.iter().fold(before, |(first, second), [one, other]| {
        let first = first.wrapping_add(word(*one)).wrapping_add(second);
        (first, second.wrapping_add(word(*other)).wrapping_add(first))
    })
}

/// Fills the whole buffer; not where the file ends before.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match reader.read_exact(buffer) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| true),
    }
}

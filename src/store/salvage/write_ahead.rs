//! The file in which SQLite keeps what was written last, `journal.db-wal`, read without SQLite
//! (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>).
//!
//! SQLite reads frames up to the first one that is not as it was written, and takes what follows for the rest of a
//! transaction that was cut off. That is right after a crash, and loses whole transactions where a byte flipped. Which of
//! the two it is tells the [`Index`], where there is one: what it counts was finished. Without it a frame that is not as
//! it was written may also be the rest of a command that was killed, behind what another wrote over its beginning.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::number_at;
use super::pages::PAGE;
use super::write_ahead_index::Index;
use crate::host::files::WRITTEN_AHEAD;
use crate::store::journal::beside;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// The size of a frame in bytes.
pub(super) const FRAME: usize = FRAME_HEADER + PAGE;

/// With which the file begins, but for its last bit.
const MAGIC: u32 = 0x377f_0682;

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
    /// Whether it is as it was written, given what the frame before says of itself.
    pub(in crate::store) is_sound: bool,
    /// Whether it says that it was written since the file was begun anew.
    is_of_this_turn: bool,
    /// Whether it says that it is the last of its transaction.
    ends_transaction: bool,
}

impl Frame {
    fn is_seen(&self) -> bool {
        self.is_sound && self.is_of_this_turn
    }
}

/// What stands in the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct WriteAhead {
    /// Whether SQLite passes over the whole file, because its header is not as it was written.
    has_unsound_header: bool,
    /// The frames that were written since the file was begun anew, without those of a transaction that was not finished.
    pub(in crate::store) frames: Vec<Frame>,
    /// How many of them are known to have been finished; none where that is not known.
    known: Option<usize>,
}

impl WriteAhead {
    /// Reads the file beside a journal; nothing stands in one of which all is in the journal.
    pub(in crate::store) fn read(journal: &Path) -> io::Result<Self> {
        let path = beside(journal, WRITTEN_AHEAD);
        let index = Index::read(journal);
        let found = match fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::without_frames(journal, index));
            }
            found => found?,
        };
        if !found.is_file() {
            return Err(io::Error::other("it is not a regular file"));
        }
        let mut reader = BufReader::new(File::open(&path)?);
        let mut header = [0; HEADER];
        if !fill(&mut reader, &mut header)? {
            return Ok(Self::without_frames(journal, index));
        }
        Self::read_frames(&mut reader, &header, index)
    }

    /// A file that is gone, or shorter than its own header. SQLite empties or removes it only when all of it is in the
    /// journal, and says so in the index before, or removes that first: what an index still tells of it then is lost.
    fn without_frames(journal: &Path, index: Option<Index>) -> Self {
        let has_pages = || fs::metadata(journal).is_ok_and(|file| file.len() > 0);
        let is_lost = |index: &Index| {
            // One that was read before another process closed the journal says nothing.
            !index.is_all_in_journal() && Index::read(journal).as_ref() == Some(index)
        };
        Self {
            known: index
                .filter(|index| has_pages() && is_lost(index))
                .map(|index| index.frames),
            ..Self::default()
        }
    }

    fn read_frames(
        reader: &mut impl Read,
        header: &[u8; HEADER],
        index: Option<Index>,
    ) -> io::Result<Self> {
        let word = match number_at(header, 0) & 1 {
            1 => u32::from_be_bytes,
            _ => u32::from_le_bytes,
        };
        let summed = header.split_at(24).0;
        let has_unsound_header = number_at(header, 0) & !1 != MAGIC
            || checksum((0, 0), summed, word) != sums_at(header, 24);
        let salts = (!has_unsound_header).then(|| sums_at(header, 16));
        // An index of another turn of the file says nothing of this one.
        let index = index.filter(|index| salts.is_none_or(|salts| salts == index.salts));
        if index.as_ref().is_some_and(Index::is_all_in_journal) {
            return Ok(Self::default());
        }
        let known = index.as_ref().map(|index| index.frames);
        let salts = salts.or(index.map(|index| index.salts));
        let mut frames = frames(reader, (salts, sums_at(header, 24), word), known)?;
        if known.is_none() {
            let finished = |frame: &Frame| frame.is_seen() && frame.ends_transaction;
            let finished = frames.iter().rposition(finished);
            frames.truncate(finished.map_or(0, |last| last + 1));
        }
        Ok(Self {
            has_unsound_header,
            frames,
            known,
        })
    }

    /// How many transactions SQLite does not see, though they were finished: at least so many, where that is known.
    pub(in crate::store) fn unseen(&self) -> usize {
        let first = self.frames.iter().position(|frame| !frame.is_seen());
        let seen = match first {
            _ if self.has_unsound_header => 0,
            Some(first) => first,
            None => self.frames.len(),
        };
        let behind = self.frames.iter().skip(seen);
        let unseen = behind.filter(|frame| frame.ends_transaction).count();
        let is_short = self.known.is_some_and(|known| seen < known);
        unseen.max(usize::from(is_short))
    }

    /// Whether a part is missing that is known to have been there.
    pub(in crate::store) fn is_cut_off(&self) -> bool {
        self.known.is_some_and(|known| self.frames.len() < known)
    }

    /// Whether it is known that they were finished.
    pub(in crate::store) fn is_known(&self) -> bool {
        self.known.is_some()
    }
}

/// The frames behind the header, at most as many as are known. They have these salts, and their checksums go on from those
/// of the header; where nobody knows the salts, those of the first frame are taken for them.
fn frames(
    reader: &mut impl Read,
    (mut salts, mut before, word): (Option<Sums>, Sums, Word),
    known: Option<usize>,
) -> io::Result<Vec<Frame>> {
    let mut frames = Vec::new();
    let mut offset = HEADER as u64;
    let mut frame = vec![0; FRAME];
    while known.is_none_or(|known| frames.len() < known) && fill(reader, &mut frame)? {
        let (head, page) = frame.split_at(FRAME_HEADER);
        let salt = sums_at(head, 8);
        let sums = checksum(before, head.split_at(8).0, word);
        before = sums_at(head, 16);
        frames.push(Frame {
            page: number_at(head, 0),
            offset: offset + FRAME_HEADER as u64,
            is_sound: checksum(sums, page, word) == before,
            is_of_this_turn: *salts.get_or_insert(salt) == salt,
            ends_transaction: number_at(head, 4) > 0,
        });
        offset += FRAME as u64;
    }
    Ok(frames)
}

fn sums_at(bytes: &[u8], place: usize) -> Sums {
    (number_at(bytes, place), number_at(bytes, place + 4))
}

/// The checksum of bytes, going on from `before`.
pub(super) fn checksum(before: Sums, bytes: &[u8], word: Word) -> Sums {
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

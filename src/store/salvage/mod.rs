//! Writing a new journal from what can be read of a damaged one. The damaged one is only read.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `write_ahead` | the file beside a journal, in which stands what was written last |
//! | `write_ahead_index` | how much of that is known to have been finished |
//! | `pages` | the pages of both files, read without SQLite |
//! | `cells` | records in a page |
//! | `sieve` | leaving out what makes an entry senseless |
//! | `lost` | what is missing |
//!
//! SQLite gives up where it meets a page that cannot be right. Records stand alone and are never changed, so they are taken
//! from wherever they stand: from every page of the file, whatever else is broken.

mod cells;
mod lost;
mod pages;
mod sieve;
mod write_ahead;
mod write_ahead_index;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use self::cells::{Cell, Search};
use self::pages::{PAGE, Pages};
use super::check::{Examined, known_loss};
use super::copies::{of_copy, refuse_entangled};
use super::obstacle::refuse_no_file;
use super::rebuild::{self, Keys};
use super::{StoreError, schema};
use crate::history::Body;
use crate::host::files::{FileError, Unplaced};

pub use lost::Lost;
pub(super) use write_ahead::WriteAhead;
pub(super) use write_ahead_index::Index;

/// The first page begins with what holds for the whole file.
const FILE_HEADER: usize = 100;

/// A journal written from what could be read of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvaged {
    /// The new journal.
    pub path: PathBuf,
    /// How many records it has.
    pub records: u64,
    /// What it has not.
    pub lost: Lost,
}

/// Writes what can be read of the journal `from` to a new journal `to`, which must not exist yet. No connection of this
/// process may be open to `from`.
///
/// # Errors
/// When `from` is no file or no record at all can be read of it, `to` exists or cannot be written, a part of a database
/// stands beside it, or there is no room for it.
pub fn salvage(from: &Path, to: &Path) -> Result<Salvaged, StoreError> {
    if to.symlink_metadata().is_ok() {
        return Err(FileError::Exists {
            path: to.to_owned(),
        }
        .into());
    }
    refuse_no_file(from)?;
    refuse_entangled(to)?;
    let file = Unplaced::beside(to)?;
    let (records, lost) = fill(from, file.path()).map_err(|error| of_copy(error, to))?;
    Ok(Salvaged {
        path: file.place_new([to.to_owned()])?,
        records,
        lost,
    })
}

fn fill(from: &Path, to: &Path) -> Result<(u64, Lost), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
    let connection = Connection::open_with_flags(to, flags)?;
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF; BEGIN;",
    )?;
    schema::create_unguarded_log(&connection)?;
    let mut lost = Lost::default();
    take(from, &connection, &mut lost)?;
    sieve::leave_out(&connection, &mut lost)?;
    let records = connection.query_row("SELECT count(*) FROM record", [], |row| row.get(0))?;
    if records == 0 {
        return Err(StoreError::NothingLeft {
            path: from.to_owned(),
        });
    }
    schema::guard_log(&connection)?;
    schema::create_projection(&connection)?;
    rebuild::derive(&connection, Keys::Anew)?;
    let source = Examined::open(from).ok().flatten();
    lost.name_subjects(&connection, source.as_ref());
    lost.is_certain &= known_loss(from, u64::MAX).is_none();
    lost.count_holes(&connection)?;
    connection.execute_batch("COMMIT; PRAGMA journal_mode = WAL;")?;
    connection.close().map_err(|(_, error)| error)?;
    Ok((records, lost))
}

/// Takes the records of every page, first those of which their pages know.
fn take(from: &Path, into: &Connection, lost: &mut Lost) -> Result<(), StoreError> {
    let cannot_read = |source| StoreError::CannotRead {
        path: from.to_owned(),
        source,
    };
    let mut pages = Pages::open(from).map_err(cannot_read)?;
    let mut page = [0; PAGE];
    for search in [Search::Listed, Search::Everywhere] {
        for number in 1..=pages.count() {
            pages.read(number, &mut page).map_err(cannot_read)?;
            let start = if number == 1 { FILE_HEADER } else { 0 };
            let found = cells::of_page(&mut pages, &page, start, search);
            for cell in found.map_err(cannot_read)? {
                put(&cell, into, lost)?;
            }
        }
    }
    Ok(())
}

/// Adds a record, unless it is there already.
fn put(cell: &Cell, into: &Connection, lost: &mut Lost) -> Result<(), StoreError> {
    let Ok(body) = str::from_utf8(&cell.body) else {
        lost.unreadable(cell.position, cell.head.subject);
        return Ok(());
    };
    if serde_json::from_str::<Body>(body).is_err() {
        lost.unreadable(cell.position, cell.head.subject);
        return Ok(());
    }
    let head = cell.head;
    // Of two records with one position the second goes to the end; of two with one number of a machine, one is enough.
    into.prepare_cached(
        "INSERT OR IGNORE INTO record (position, id, machine, sequence, milliseconds, counter, step, subject, body) \
         SELECT iif(EXISTS (SELECT 1 FROM record WHERE position = ?1), NULL, ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9",
    )?
    .execute((
        cell.position,
        head.id.as_bytes(),
        head.machine.0.as_bytes(),
        head.sequence,
        head.clock.milliseconds,
        head.clock.counter,
        head.step.0.as_bytes(),
        head.subject.as_bytes(),
        body,
    ))?;
    Ok(())
}

/// The number in four bytes, the most significant first.
fn number_at(bytes: &[u8], place: usize) -> u32 {
    let found = bytes.get(place..).and_then(|bytes| bytes.first_chunk());
    u32::from_be_bytes(found.copied().unwrap_or_default())
}

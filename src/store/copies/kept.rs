//! The folder beside a journal in which its copies are kept, and which of them are removed again.
//!
//! The folder of `journal.db` is `journal.db.backups`. A copy is named by the moment in UTC, one that was made before
//! something else also by what for: `20261005T073000Z.db`, `20261005T073000Z-before-rebuild.db`. Only the latter are ever
//! removed by folio.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Copied, Copy};
use crate::host::files::{self, FileError, Unplaced};
use crate::model::time::Stamp;
use crate::store::StoreError;

/// So many copies of one second get names of their own.
const MOST_OF_A_SECOND: u32 = 1_000;

/// What a copy is made before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The derived tables are made anew.
    Rebuild,
    /// What can be read of a damaged journal is taken out of it.
    Salvage,
    /// Another copy takes the journal's place.
    Restore,
}

impl Occasion {
    const ALL: [Self; 3] = [Self::Rebuild, Self::Salvage, Self::Restore];

    /// The word in the name of a copy.
    fn word(self) -> &'static str {
        match self {
            Self::Rebuild => "rebuild",
            Self::Salvage => "salvage",
            Self::Restore => "restore",
        }
    }
}

/// Which copies are kept that folio makes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    copies: usize,
    at: Stamp,
}

impl Keeping {
    /// The newest `copies`, of which one is named by the present moment `at`; nothing where none are to be kept.
    pub fn newest(copies: usize, at: Stamp) -> Option<Self> {
        (copies > 0).then_some(Self { copies, at })
    }
}

/// The folder in which copies of the journal are kept.
pub fn folder_of_copies(journal: &Path) -> PathBuf {
    with_suffix(journal, ".backups")
}

/// Keeps a copy of the journal before it is changed as a whole, and removes the oldest such copies. A damaged journal is
/// copied page by page as it is, and the copy is called damaged.
///
/// The connection must have no write transaction of its own.
pub(in crate::store) fn keep_aside(
    connection: &Connection,
    journal: &Path,
    occasion: Occasion,
    keeping: Keeping,
) -> Result<Copied, StoreError> {
    let folder = folder_of_copies(journal);
    let keep = || {
        files::create_private_folder(&folder)?;
        let copy = Copy::make(connection, &folder)?;
        let name = name(keeping.at, Some(occasion), copy.damage().is_some());
        copy.place(|file| Ok(file.place_new(free_names(&folder, &name))?))
    };
    let kept = keep().map_err(not_kept(&folder))?;
    remove_oldest(&folder, keeping.copies, &kept.path);
    Ok(kept)
}

/// Keeps the files of a journal that SQLite cannot read, byte for byte: the journal, and what stands beside it and was
/// not yet taken over into it. No connection to the journal may be open in this process: on Unix, closing a file gives up
/// the locks that SQLite has on it (<https://www.sqlite.org/howtocorrupt.html>, section 2.2).
#[expect(dead_code, reason = "restoring over a damaged journal needs it")]
pub(in crate::store) fn keep_files_aside(
    journal: &Path,
    occasion: Occasion,
    keeping: Keeping,
) -> Result<Copied, StoreError> {
    let folder = folder_of_copies(journal);
    let keep = || {
        files::create_private_folder(&folder)?;
        let name = name(keeping.at, Some(occasion), true);
        let file = copy_file(journal, &folder)?;
        let path = file.place_new(free_names(&folder, &name))?;
        let log = with_suffix(journal, "-wal");
        if log.exists() {
            copy_file(&log, &folder)?.place_new([with_suffix(&path, "-wal")])?;
        }
        Ok(path)
    };
    let path = keep().map_err(not_kept(&folder))?;
    remove_oldest(&folder, keeping.copies, &path);
    Ok(Copied {
        bytes: fs::metadata(&path).map_or(0, |metadata| metadata.len()),
        path,
        records: None,
        damage: Some("it cannot be read".to_owned()),
    })
}

fn not_kept(folder: &Path) -> impl FnOnce(StoreError) -> StoreError + '_ {
    |source| StoreError::NotKept {
        folder: folder.to_owned(),
        source: Box::new(source),
    }
}

fn copy_file(from: &Path, folder: &Path) -> Result<Unplaced, StoreError> {
    let file = Unplaced::in_folder(folder)?;
    let copy = || {
        let mut source = File::open(from)?;
        io::copy(&mut source, &mut file.as_file())
    };
    copy().map_err(|cause| FileError::Refused {
        action: "copy",
        path: from.to_owned(),
        cause,
    })?;
    Ok(file)
}

/// The name of a copy without its ending.
fn name(at: Stamp, occasion: Option<Occasion>, is_damaged: bool) -> String {
    let mut name = at
        .to_datetime()
        .to_utc()
        .format("%Y%m%dT%H%M%SZ")
        .to_string();
    if let Some(occasion) = occasion {
        name.push_str("-before-");
        name.push_str(occasion.word());
    }
    if is_damaged {
        name.push_str("-damaged");
    }
    name
}

/// The names under which a copy may be put, the plain one first.
fn free_names(folder: &Path, name: &str) -> impl Iterator<Item = PathBuf> {
    let numbered =
        (2..MOST_OF_A_SECOND).map(move |number| folder.join(format!("{name}-{number}.db")));
    std::iter::once(folder.join(format!("{name}.db"))).chain(numbered)
}

/// Removes copies that folio made by itself, but for the newest and the one that was just made. What cannot be removed
/// stays: that is no reason to leave undone what the copy was made for.
fn remove_oldest(folder: &Path, copies: usize, made: &Path) {
    let Ok(found) = fs::read_dir(folder) else {
        return;
    };
    let mut older: Vec<OsString> = found
        .flatten()
        .map(|file| file.file_name())
        .filter(|name| name.to_str().is_some_and(is_made_by_folio))
        .filter(|name| made.file_name() != Some(name))
        .collect();
    older.sort();
    for name in older.iter().rev().skip(copies.saturating_sub(1)) {
        let path = folder.join(name);
        drop(fs::remove_file(with_suffix(&path, "-wal")));
        drop(fs::remove_file(path));
    }
}

/// Whether a file has the name of a copy that folio makes by itself.
fn is_made_by_folio(name: &str) -> bool {
    let Some((moment, rest)) = name.split_once("-before-") else {
        return false;
    };
    let Some(rest) = rest.strip_suffix(".db") else {
        return false;
    };
    let is_moment = moment.len() == "20261005T073000Z".len()
        && moment
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"TZ".contains(&byte));
    let word = rest.split('-').next().unwrap_or_default();
    is_moment && Occasion::ALL.iter().any(|occasion| occasion.word() == word)
}

/// A path with something added to its name.
pub(in crate::store) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

//! The folder beside a journal in which its copies are kept, and which of them are removed again.
//!
//! The folder of `journal.db` is `journal.db.backups`. A copy is named by the moment in UTC, one that folio made by itself
//! also by what for: `20261005T073000Z.db`, `20261005T073000Z-before-rebuild.db`. Only the latter are removed again.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::{Copied, Copy, entries};
use crate::host::files::{self, FileError, Unplaced, WRITTEN_AHEAD};
use crate::model::time::Stamp;
use crate::store::StoreError;
use crate::store::journal::{beside, open_unchanging, with_ending};

/// So many copies of one second get names of their own.
const MOST_OF_A_SECOND: u32 = 1_000;

/// What a copy is made before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The derived tables are made anew.
    Rebuild,
    /// Another copy takes the journal's place.
    Restore,
}

impl Occasion {
    const ALL: [Self; 2] = [Self::Rebuild, Self::Restore];

    /// The word in the name of a copy.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rebuild => "rebuild",
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

    /// The same, but one at least: where the copy may be all that is left.
    pub fn at_least_one(copies: usize, at: Stamp) -> Self {
        let copies = copies.max(1);
        Self { copies, at }
    }
}

/// A copy in the folder of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Stamp,
    /// What it was made before; nothing where a person asked for it.
    pub before: Option<Occasion>,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many entries it has; none where it cannot be read.
    pub entries: Option<u64>,
}

/// The folder in which copies of the journal are kept.
pub(super) fn folder_of_copies(journal: &Path) -> PathBuf {
    with_ending(journal, ".backups")
}

/// The copies of the journal that are in its folder, the newest first. Files with other names are passed over.
pub(super) fn kept(journal: &Path) -> Result<Vec<Kept>, StoreError> {
    let folder = folder_of_copies(journal);
    let names = names_in(&folder).map_err(|cause| FileError::Unreadable {
        path: folder.clone(),
        cause,
    })?;
    let read = |named: Named| {
        let path = folder.join(&named.name);
        Some(Kept {
            at: named.at,
            before: named.before,
            bytes: fs::symlink_metadata(&path).ok()?.len(),
            entries: open_unchanging(&path).ok().as_ref().and_then(entries),
            path,
        })
    };
    Ok(names.into_iter().rev().filter_map(read).collect())
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
        make_ready(&folder)?;
        let name = Name::before(occasion, keeping.at);
        let copy = Copy::make(connection, &name.path_in(&folder))?;
        let name = if copy.damage.is_some() {
            name.of_damaged()
        } else {
            name
        };
        copy.place(|file| Ok(file.place_new(name.free_paths_in(&folder))?))
    };
    let kept = keep().map_err(not_kept(occasion, &folder))?;
    remove_oldest(&folder, keeping.copies, &kept.path);
    Ok(kept)
}

/// Keeps the files of a journal that SQLite cannot read, byte for byte: the journal, and what stands beside it and was
/// not yet taken over into it. No connection to the journal may be open in this process: on Unix, closing a file gives up
/// the locks that SQLite has on it (<https://www.sqlite.org/howtocorrupt.html>, section 2.2).
pub(super) fn keep_files_aside(
    journal: &Path,
    occasion: Occasion,
    keeping: Keeping,
) -> Result<Copied, StoreError> {
    let folder = folder_of_copies(journal);
    let keep = || -> Result<PathBuf, StoreError> {
        make_ready(&folder)?;
        let name = Name::before(occasion, keeping.at).of_damaged();
        let copy = copy_of_file(journal, &name.path_in(&folder))?;
        let path = copy.place_new(name.free_paths_in(&folder))?;
        let ahead = beside(journal, WRITTEN_AHEAD);
        if ahead.exists() {
            let beside_copy = beside(&path, WRITTEN_AHEAD);
            copy_of_file(&ahead, &beside_copy)?.place_new([beside_copy])?;
        }
        Ok(path)
    };
    let path = keep().map_err(not_kept(occasion, &folder))?;
    remove_oldest(&folder, keeping.copies, &path);
    Ok(Copied {
        bytes: fs::metadata(&path).map_or(0, |file| file.len()),
        path,
        entries: None,
        records: None,
        damage: Some("it cannot be read".to_owned()),
    })
}

/// Makes the folder of copies where it is missing, and frees what copies take that were broken off.
fn make_ready(folder: &Path) -> Result<(), FileError> {
    files::create_private_folder(folder)?;
    files::remove_abandoned(folder);
    Ok(())
}

fn not_kept(occasion: Occasion, folder: &Path) -> impl FnOnce(StoreError) -> StoreError + '_ {
    move |source| StoreError::NotKept {
        occasion,
        folder: folder.to_owned(),
        source: Box::new(source),
    }
}

fn copy_of_file(from: &Path, to: &Path) -> Result<Unplaced, StoreError> {
    let file = Unplaced::beside(to)?;
    let copy = || io::copy(&mut File::open(from)?, &mut file.as_file());
    copy().map_err(|cause| FileError::Refused {
        action: "copy",
        path: from.to_owned(),
        cause,
    })?;
    Ok(file)
}

/// How a copy is named, without what tells several of one second apart.
pub(super) struct Name(String);

impl Name {
    /// The moment in UTC (ISO 8601, basic form), which has no character that a file system refuses.
    const MOMENT: &str = "%Y%m%dT%H%M%SZ";
    const BEFORE: &str = "before-";
    const DAMAGED: &str = "-damaged";
    const ENDING: &str = ".db";

    /// A copy that a person asked for.
    pub(super) fn asked_for(at: Stamp) -> Self {
        Self(at.to_datetime().to_utc().format(Self::MOMENT).to_string())
    }

    /// A copy that is made by itself.
    fn before(occasion: Occasion, at: Stamp) -> Self {
        let Self(moment) = Self::asked_for(at);
        let before = Self::BEFORE;
        Self(format!("{moment}-{before}{}", occasion.as_str()))
    }

    /// The same of a journal in which something is wrong.
    fn of_damaged(self) -> Self {
        Self(self.0 + Self::DAMAGED)
    }

    /// The same with something in front of it.
    pub(super) fn after(self, front: &str) -> Self {
        Self(format!("{front}-{}", self.0))
    }

    /// The path in a folder.
    pub(super) fn path_in(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}{}", self.0, Self::ENDING))
    }

    /// The paths in a folder at which a copy of that name may be put, the plain one first; none beside which something
    /// stands that would be taken for a part of it.
    pub(super) fn free_paths_in(&self, folder: &Path) -> impl Iterator<Item = PathBuf> {
        let numbered = |number| folder.join(format!("{}-{number}{}", self.0, Self::ENDING));
        std::iter::once(self.path_in(folder))
            .chain((2..MOST_OF_A_SECOND).map(numbered))
            .filter(|path| files::part_beside(path).is_none())
    }

    /// The moment, and what the copy was made before; nothing where the name is none that folio gives.
    fn read(file: &str) -> Option<(Stamp, Option<Occasion>)> {
        let name = file.strip_suffix(Self::ENDING)?;
        let moment = name.split_once('-').map_or(name, |(moment, _)| moment);
        let moment = NaiveDateTime::parse_from_str(moment, Self::MOMENT).ok()?;
        let at = Stamp::from_parts(moment.and_utc().timestamp_millis(), 0).ok()?;
        let is_of = |given: &Self| name.strip_prefix(&given.0).is_some_and(is_number);
        if is_of(&Self::asked_for(at)) {
            return Some((at, None));
        }
        let occasion = Occasion::ALL.into_iter().find(|occasion| {
            let given = Self::before(*occasion, at);
            is_of(&given) || is_of(&given.of_damaged())
        })?;
        Some((at, Some(occasion)))
    }
}

/// Whether this, at the end of a name, tells one of several copies of one second, of which the first has none.
fn is_number(rest: &str) -> bool {
    let number = |digits: &str| {
        digits
            .parse()
            .is_ok_and(|number: u32| number.to_string() == digits)
    };
    rest.is_empty() || rest.strip_prefix('-').is_some_and(number)
}

/// Removes copies that folio made by itself, but for the newest and the one that was just made. What cannot be removed
/// stays: that is no reason to leave undone what the copy was made for.
fn remove_oldest(folder: &Path, copies: usize, made: &Path) {
    let mut others = names_in(folder).unwrap_or_default();
    others.retain(|other| other.before.is_some() && made.file_name() != Some(&other.name));
    for other in others.iter().rev().skip(copies.saturating_sub(1)) {
        let path = folder.join(&other.name);
        drop(fs::remove_file(beside(&path, WRITTEN_AHEAD)));
        drop(fs::remove_file(path));
    }
}

/// The name of a copy, and what it says.
struct Named {
    name: OsString,
    at: Stamp,
    before: Option<Occasion>,
}

/// The names of the copies in a folder, the oldest first; none where there is no folder. What is no file of its own, as a
/// link, is none of them.
fn names_in(folder: &Path) -> io::Result<Vec<Named>> {
    let found = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        found => found?,
    };
    let mut names = Vec::new();
    for file in found {
        let file = file?;
        let name = file.file_name();
        let is_file = file.file_type().is_ok_and(|kind| kind.is_file());
        let read = name.to_str().filter(|_| is_file).and_then(Name::read);
        if let Some((at, before)) = read {
            names.push(Named { name, at, before });
        }
    }
    // Of one second the longer name has the higher number.
    names.sort_by_cached_key(|named| (named.at, named.name.len(), named.name.clone()));
    Ok(names)
}

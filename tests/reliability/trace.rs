//! What programs changed below a folder, in order, as `trace.h` writes it down.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// The number of a file, as its file system gives it; it may be given again when the file is gone.
pub type Number = u64;

/// One change. Paths are below the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file was made.
    Made(PathBuf, Number),
    /// A folder was made.
    MadeFolder(PathBuf, Number),
    /// A file was given the second name in place of the first.
    Renamed(PathBuf, PathBuf),
    /// A file was given the second name too.
    Linked(PathBuf, PathBuf),
    /// A name was removed.
    Removed(PathBuf),
    /// Bytes were written into a file, from this place on.
    Written(Number, usize, Vec<u8>),
    /// A file was given this length.
    Cut(Number, usize),
    /// The disk has confirmed all that was done to a file, or to the names in a folder.
    Flushed(Number),
    /// Something was said on standard output or standard error.
    Printed(String),
}

/// The file into which the changes of one program after the other are written.
pub struct Trace(NamedTempFile);

impl Trace {
    /// One with nothing in it.
    pub fn new() -> Self {
        Self(NamedTempFile::new().unwrap())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Everything that was changed below a folder so far.
    pub fn changes(&self, folder: &Path) -> Vec<Change> {
        let bytes = fs::read(self.path()).unwrap();
        let mut rest = bytes.as_slice();
        let mut changes = Vec::new();
        while !rest.is_empty() {
            changes.push(read_one(&mut rest, folder));
        }
        changes
    }
}

fn read_one(rest: &mut &[u8], folder: &Path) -> Change {
    let [done, file, place, path_length, count] =
        [(); 5].map(|()| u64::from_ne_bytes(taken(rest, 8).try_into().unwrap()));
    let below = |bytes: Vec<u8>| {
        let path = PathBuf::from(OsString::from_vec(bytes));
        path.strip_prefix(folder).unwrap().components().collect()
    };
    let path = taken(rest, path_length).to_vec();
    let bytes = taken(rest, count).to_vec();
    let place = usize::try_from(place);
    match done {
        1 => Change::Made(below(path), file),
        2 => Change::MadeFolder(below(path), file),
        3 => Change::Renamed(below(path), below(bytes)),
        4 => Change::Linked(below(path), below(bytes)),
        5 => Change::Removed(below(path)),
        6 => Change::Written(file, place.unwrap(), bytes),
        7 => Change::Cut(file, place.unwrap()),
        8 => Change::Flushed(file),
        9 => Change::Printed(String::from_utf8_lossy(&bytes).into_owned()),
        other => unreachable!("`trace.h` writes down no {other}"),
    }
}

fn taken<'a>(rest: &mut &'a [u8], count: u64) -> &'a [u8] {
    let (taken, left) = rest.split_at(usize::try_from(count).unwrap());
    *rest = left;
    taken
}

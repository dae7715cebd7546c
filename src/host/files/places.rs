//! What a place is before anything is written to it: of a database, or the same as another. Writing does not live here.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::folder_of;

/// What the name of the file ends with in which SQLite keeps what was written last, beside the database.
pub const WRITTEN_AHEAD: &str = "-wal";

/// What the name of the file ends with in which those who have a database open tell one another what is written ahead.
pub const SHARED: &str = "-shm";

/// What the name of the file ends with in which SQLite keeps what an unfinished change has replaced.
pub const ROLLBACK: &str = "-journal";

/// How every SQLite database begins (<https://sqlite.org/fileformat.html#magic_header_string>).
const DATABASE: &[u8] = b"SQLite format 3\0";

/// Whether a file is a database, or belongs to one.
pub(super) fn belongs_to_database(path: &Path) -> bool {
    is_database(path) || is_beside_database(path)
}

/// Whether a file is, by its name, what SQLite keeps beside a database that is there
/// (<https://sqlite.org/tempfiles.html>).
pub fn is_beside_database(path: &Path) -> bool {
    let name = path.as_os_str().to_string_lossy();
    let beside = |ending: &str| name.strip_suffix(ending).map(Path::new);
    let database = [WRITTEN_AHEAD, SHARED, ROLLBACK]
        .into_iter()
        .find_map(beside);
    database.is_some_and(is_database)
}

/// What SQLite would take for a part of a database that came to be at `path`: the first such file that stands there.
pub fn part_beside(path: &Path) -> Option<PathBuf> {
    let mut parts = [WRITTEN_AHEAD, SHARED, ROLLBACK].into_iter().map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    });
    parts.find(|part| part.symlink_metadata().is_ok())
}

/// Whether there is a regular file that is a database, as far as it can be read. Whatever else is there is not opened: a
/// pipe would wait for a writer.
fn is_database(path: &Path) -> bool {
    if !fs::metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    let mut beginning = [0; DATABASE.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut beginning));
    read.is_ok() && beginning == *DATABASE
}

/// Whether two paths lead to the same place, whether or not a file is there yet.
pub fn is_same_place(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| {
        let in_folder = || {
            Some(
                fs::canonicalize(folder_of(path))
                    .ok()?
                    .join(path.file_name()?),
            )
        };
        fs::canonicalize(path).ok().or_else(in_folder)
    };
    place(one).is_some_and(|place_of_one| place(other) == Some(place_of_one))
}

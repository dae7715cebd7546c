//! The time zones of the system, as files: their names and their data. What the data mean is decided elsewhere.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Environment;

/// Where systems keep them.
const FOLDERS: [&str; 4] = [
    "/usr/share/zoneinfo",
    "/usr/lib/zoneinfo",
    "/usr/share/lib/zoneinfo",
    "/etc/zoneinfo",
];

/// More bytes than the data of any zone have.
const MOST_BYTES: u64 = 1 << 20;

/// How the data of every zone begin (RFC 9636).
const MAGIC: &[u8] = b"TZif";

/// Below these names stand all zones once more, by clocks without and with leap seconds.
const KINDS_OF_CLOCK: [&str; 2] = ["posix/", "right/"];

/// Folders in folders, as in `America/Argentina/Ushuaia`.
const DEEPEST: usize = 3;

/// The folders in which the zones lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneFiles(Vec<PathBuf>);

impl From<&Environment> for ZoneFiles {
    /// The folder that `TZDIR` names, as for other programs, else those of the system.
    fn from(environment: &Environment) -> Self {
        match environment.path("TZDIR") {
            Some(folder) => Self(vec![folder]),
            None => Self(FOLDERS.map(PathBuf::from).into()),
        }
    }
}

impl ZoneFiles {
    /// The data of a zone; nothing where there is no zone of this name, or what is so called is something else. No name
    /// leads out of the folders.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        if !is_name(name) || !is_zone(name) {
            return Ok(None);
        }
        let paths = self.0.iter().map(|folder| folder.join(name));
        let Some(path) = paths.into_iter().find(|path| path.is_file()) else {
            return Ok(None);
        };
        let mut data = Vec::new();
        File::open(path)?.take(MOST_BYTES).read_to_end(&mut data)?;
        Ok(Some(data).filter(|data| data.starts_with(MAGIC)))
    }

    /// The names of all zones, in no order.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for folder in &self.0 {
            collect(folder, "", DEEPEST, &mut names);
        }
        names.retain(|name| is_zone(name));
        names
    }
}

/// Whether a file among those of the zones is that of one: not this machine's own, which has a name elsewhere, nor what
/// stands for no zone, nor a list, nor the zones once more by clocks of one kind (`posix/…`, `right/…`).
fn is_zone(name: &str) -> bool {
    !["localtime", "posixrules", "Factory", "leapseconds"].contains(&name)
        && !KINDS_OF_CLOCK.iter().any(|kind| name.starts_with(kind))
}

/// The name of a zone without the kind of clock before it; nothing where none is before it.
pub fn without_kind_of_clock(name: &str) -> Option<&str> {
    KINDS_OF_CLOCK
        .iter()
        .find_map(|kind| name.strip_prefix(kind))
}

/// Whether this can be the name of a zone: parts of letters, digits, `_`, `+` and `-` between slashes. So there is no
/// `..` in it, and no slash at its ends.
fn is_name(name: &str) -> bool {
    name.split('/').all(is_part)
}

fn is_part(part: &str) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte);
    !part.is_empty() && part.bytes().all(is_usual)
}

/// The names of the files below a folder. Folders that cannot be read have none.
fn collect(folder: &Path, prefix: &str, depth: usize, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Some(part) = entry.file_name().to_str().map(str::to_owned) else {
            continue;
        };
        if !is_part(&part) {
            continue;
        }
        let path = entry.path();
        if path.is_file() {
            names.push(format!("{prefix}{part}"));
        } else if depth > 1 && path.is_dir() {
            collect(&path, &format!("{prefix}{part}/"), depth - 1, names);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn zones_are_named_by_their_path_and_other_files_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "America/Argentina/Ushuaia",
            "Etc/GMT+2",
            "UTC",
            "zone.tab",
            "posix/UTC",
            "right/UTC",
            "localtime",
            "posixrules",
            "Factory",
            "leapseconds",
            "too/deep/to/be/found",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "TZif").unwrap();
        }
        let files = ZoneFiles(vec![
            folder.path().join("missing"),
            folder.path().to_owned(),
        ]);
        let mut names = files.names();
        names.sort();
        assert_eq!(names, ["America/Argentina/Ushuaia", "Etc/GMT+2", "UTC"]);
        for name in &names {
            assert_eq!(files.read(name).unwrap().unwrap(), b"TZif");
        }
        for name in [
            "localtime",
            "posixrules",
            "Factory",
            "posix/UTC",
            "right/UTC",
            "America",
            "zone.tab",
            "Nowhere",
            "",
            "../UTC",
            "/UTC",
            "UTC/",
        ] {
            assert_eq!(files.read(name).unwrap(), None, "{name}");
        }
    }

    #[test]
    fn the_environment_names_another_folder() {
        let environment = Environment::from_iter([("TZDIR", "/zones")]);
        assert_eq!(
            ZoneFiles::from(&environment),
            ZoneFiles(vec!["/zones".into()])
        );
        assert_eq!(
            ZoneFiles::from(&Environment::default()).0.len(),
            FOLDERS.len()
        );
    }
}

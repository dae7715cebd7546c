//! A disk that keeps what was flushed and may lose everything else, as one does when the power goes: of what was
//! written in between it has any sectors, of names that were made, changed and removed any, and a file has any length
//! that it had on the way.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::random::Random;
use super::trace::{Change, Number};

/// So many bytes are written whole or not at all.
const SECTOR: usize = 512;

/// What stands on a disk: files with their bytes, and folders without.
pub type Image = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// How much of what was not flushed is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Nothing.
    Nothing,
    /// Any part.
    Some,
    /// All.
    All,
}

/// What became of the names and of the content of files that were not flushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss {
    /// Of names.
    pub names: Kept,
    /// Of content.
    pub content: Kept,
}

impl Loss {
    /// All is kept, as after a kill.
    pub const NONE: Self = Self {
        names: Kept::All,
        content: Kept::All,
    };

    /// Nothing is kept that was not flushed.
    pub const GREATEST: Self = Self {
        names: Kept::Nothing,
        content: Kept::Nothing,
    };

    /// Each way in which both may be kept.
    pub fn all() -> impl Iterator<Item = Self> {
        let each = [Kept::Nothing, Kept::Some, Kept::All];
        each.into_iter()
            .flat_map(move |names| each.map(|content| Self { names, content }))
    }
}

/// The disk.
#[derive(Default)]
pub struct Disk {
    files: Vec<File>,
    by_number: HashMap<Number, usize>,
    names: BTreeMap<PathBuf, usize>,
    flushed_names: BTreeMap<PathBuf, usize>,
    /// What happened to names since their folder was flushed.
    naming: Vec<Naming>,
}

/// A file or a folder, which has no bytes.
#[derive(Default)]
struct File {
    is_folder: bool,
    flushed: Vec<u8>,
    edits: Vec<Edit>,
}

/// What was done to a file since it was flushed.
enum Edit {
    Written(usize, Vec<u8>),
    Cut(usize),
}

/// Names of one folder that changed in one step, each with the file that has it then.
struct Naming {
    folder: PathBuf,
    names: Vec<(PathBuf, Option<usize>)>,
}

impl Disk {
    /// One with all that stands in a folder, flushed. There are only folders in it.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for path in Image::from_iter(found(folder)).into_keys() {
            let number = fs::metadata(folder.join(&path)).unwrap().ino();
            let folder = disk.add(number, true);
            disk.names.insert(path, folder);
        }
        disk.flushed_names = disk.names.clone();
        disk
    }

    fn add(&mut self, number: Number, is_folder: bool) -> usize {
        self.files.push(File {
            is_folder,
            ..File::default()
        });
        self.by_number.insert(number, self.files.len() - 1);
        self.files.len() - 1
    }

    /// Does what was done. Files that were there before, and stand in no list of changes, are none of its own.
    pub fn take(&mut self, change: &Change) {
        match change {
            Change::Made(path, number) | Change::MadeFolder(path, number) => {
                let file = self.add(*number, matches!(change, Change::MadeFolder(..)));
                self.name(vec![(path.clone(), Some(file))]);
            }
            Change::Linked(from, to) => self.name(vec![(to.clone(), Some(self.names[from]))]),
            Change::Renamed(from, to) => {
                let file = self.names[from];
                self.name(vec![(from.clone(), None), (to.clone(), Some(file))]);
            }
            Change::Removed(path) => self.name(vec![(path.clone(), None)]),
            Change::Written(number, place, bytes) => {
                self.edit(*number, Edit::Written(*place, bytes.clone()));
            }
            Change::Cut(number, length) => self.edit(*number, Edit::Cut(*length)),
            Change::Flushed(number) => self.flush(*number),
            Change::Printed(_) => {}
        }
    }

    fn name(&mut self, names: Vec<(PathBuf, Option<usize>)>) {
        let folder = names[0].0.parent().unwrap().to_owned();
        assert!(names.iter().all(|(path, _)| path.parent() == Some(&folder)));
        set(&mut self.names, &names);
        self.naming.push(Naming { folder, names });
    }

    fn edit(&mut self, number: Number, edit: Edit) {
        if let Some(&file) = self.by_number.get(&number) {
            self.files[file].edits.push(edit);
        }
    }

    fn flush(&mut self, number: Number) {
        let Some(&file) = self.by_number.get(&number) else {
            return;
        };
        if self.files[file].is_folder {
            let here = |naming: &mut Naming| self.names.get(&naming.folder) == Some(&file);
            for naming in self.naming.extract_if(.., here) {
                set(&mut self.flushed_names, &naming.names);
            }
        }
        let file = &mut self.files[file];
        file.flushed = file.after(Kept::All, &mut Random::new(0));
        file.edits.clear();
    }

    /// What it may hold if the power goes now.
    pub fn after(&self, loss: Loss, random: &mut Random) -> Image {
        let mut names = self.flushed_names.clone();
        for naming in &self.naming {
            if loss.names.draws(random) {
                set(&mut names, &naming.names);
            }
        }
        let mut image = Image::new();
        // A folder stands before what is in it.
        for (path, file) in names {
            let folder = path.parent().map(|folder| image.get(folder));
            if matches!(folder, None | Some(Some(None))) {
                let file = &self.files[file];
                let content = (!file.is_folder).then(|| file.after(loss.content, random));
                image.insert(path, content);
            }
        }
        image
    }
}

fn set(names: &mut BTreeMap<PathBuf, usize>, changes: &[(PathBuf, Option<usize>)]) {
    for (path, file) in changes {
        match file {
            Some(file) => names.insert(path.clone(), *file),
            None => names.remove(path),
        };
    }
}

impl Kept {
    fn draws(self, random: &mut Random) -> bool {
        self == Self::All || (self == Self::Some && random.below(2) == 0)
    }
}

impl File {
    /// The bytes, of which only some edits are kept: of what was written some sectors, of the lengths one that the file
    /// had on the way. Where a file is longer than what is kept of it there are zeros, or whatever stood there before.
    fn after(&self, kept: Kept, random: &mut Random) -> Vec<u8> {
        let mut bytes = self.flushed.clone();
        let lengthened = match kept {
            Kept::Nothing => 0,
            Kept::Some => random.below(self.edits.len() + 1),
            Kept::All => self.edits.len(),
        };
        let blank = if kept == Kept::Some && random.below(2) == 0 {
            0xa5
        } else {
            0
        };
        let mut length = bytes.len();
        for (which, edit) in self.edits.iter().enumerate() {
            let is_measured = which < lengthened;
            match edit {
                Edit::Written(place, written) => {
                    let end = place + written.len();
                    bytes.resize(bytes.len().max(end), blank);
                    for (at, sector) in sectors(*place, written) {
                        if kept.draws(random) {
                            bytes[at..at + sector.len()].copy_from_slice(sector);
                        }
                    }
                    length = if is_measured { length.max(end) } else { length };
                }
                Edit::Cut(to) if is_measured => {
                    bytes.truncate(*to);
                    bytes.resize(*to, 0);
                    length = *to;
                }
                Edit::Cut(_) => {}
            }
        }
        bytes.truncate(length);
        bytes
    }
}

/// The parts of what was written that stand in one sector each, and where.
fn sectors(place: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = place;
    let end = place + bytes.len();
    std::iter::from_fn(move || {
        let next = end.min((at / SECTOR + 1) * SECTOR);
        let part = (at, &bytes[at - place..next - place]);
        let is_part = at < end;
        at = next;
        is_part.then_some(part)
    })
}

/// Everything in a folder, itself too.
pub fn found(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut all = vec![(PathBuf::new(), None)];
    let mut next = 0;
    while next < all.len() {
        let (path, content) = all[next].clone();
        next += 1;
        for item in content
            .is_none()
            .then(|| fs::read_dir(folder.join(&path)).unwrap())
            .into_iter()
            .flatten()
        {
            let item = item.unwrap();
            let bytes =
                (!item.file_type().unwrap().is_dir()).then(|| fs::read(item.path()).unwrap());
            all.push((path.join(item.file_name()), bytes));
        }
    }
    all
}

/// Makes what stands on a disk, in a folder that is there, open to its owner alone.
pub fn make(image: &Image, folder: &Path) {
    for (path, content) in image {
        let path = folder.join(path);
        match content {
            None => DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(path)
                .unwrap(),
            Some(bytes) => {
                let mut options = OpenOptions::new();
                let mut file = options
                    .write(true)
                    .create_new(true)
                    .mode(0o600)
                    .open(path)
                    .unwrap();
                file.write_all(bytes).unwrap();
            }
        }
    }
}

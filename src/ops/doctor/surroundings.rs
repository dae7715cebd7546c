//! What surrounds a journal: who may read it, room on the disk, what was left behind, and this machine's memory. Nothing
//! is changed.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Check, Finding};
use crate::host::disk::{self, Others};
use crate::host::files;
use crate::store::{self, Checked, JournalFile, Problem};
use crate::text::{counted, first_few};

/// So many files of one kind are named; the rest is counted.
const MOST_NAMED: usize = 3;

/// So much room is enough for anything that folio writes beside a rebuild.
const ENOUGH: u64 = 64 * 1024 * 1024;

/// Where folio keeps things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The journal.
    pub journal: PathBuf,
    /// The folder for the state of this machine.
    pub state: Option<PathBuf>,
    /// The file of the configuration.
    pub configuration: Option<PathBuf>,
}

impl Places {
    /// The folder with copies of the journal.
    fn copies(&self) -> PathBuf {
        JournalFile::new(self.journal.clone()).folder_of_copies()
    }
}

/// Checks what surrounds a journal.
pub fn surroundings(places: &Places) -> Vec<Finding> {
    let mut findings = vec![
        Finding::of(Check::Permissions, permissions(places)),
        Finding::of(Check::Disk, disk(&places.journal)),
        Finding::of(Check::LeftOver, left_over(places)),
    ];
    let memory = places
        .state
        .as_ref()
        .map(|state| state.join(store::Memory::FILE));
    if let Some(memory) = memory.filter(|memory| memory.exists()) {
        findings.push(Finding::of(Check::Memory, store::check_memory(&memory)));
    }
    findings
}

/// Files hold what is private, and folders decide who may put other files in their places.
fn permissions(places: &Places) -> Checked {
    let copies = places.copies();
    let state = places.state.as_deref();
    let mut private = vec![places.journal.clone()];
    private.retain(|journal| journal.is_file());
    let beside =
        [files::WRITTEN_AHEAD, files::SHARED].map(|suffix| store::beside(&places.journal, suffix));
    private.extend(
        beside
            .into_iter()
            .filter(|file| file.symlink_metadata().is_ok_and(|file| file.is_file())),
    );
    private.extend(files_in(Some(&copies)));
    private.extend(state.map(|state| state.join(store::Memory::FILE)));
    private.extend(files_in(state.map(|state| state.join("drafts")).as_deref()));
    let mut problems = Vec::new();
    for file in private {
        if matches!(Others::of(&file), Ok(Some(Others::Read | Others::Write))) {
            let says = format!("{} is open to others", file.display());
            problems
                .push(Problem::warning(says).hint(format!("run `chmod 600 {}`", quoted(&file))));
        }
    }
    let folder_of = |file: &PathBuf| file.parent().map(Path::to_owned);
    let folders = [
        folder_of(&places.journal),
        Some(copies),
        places.state.clone(),
    ];
    let configuration = places.configuration.iter().cloned();
    let folders = folders.into_iter().flatten().chain(configuration);
    for place in folders {
        if matches!(Others::of(&place), Ok(Some(Others::Write))) {
            let says = format!("others may change {}", place.display());
            problems
                .push(Problem::warning(says).hint(format!("run `chmod go-w {}`", quoted(&place))));
        }
    }
    let found = if problems.is_empty() {
        "yours alone"
    } else {
        ""
    };
    Checked {
        found: found.to_owned(),
        problems,
    }
}

/// Making the derived tables again takes as much room as the journal for a copy, and as much to write.
fn disk(journal: &Path) -> Checked {
    let size = fs::metadata(journal).map_or(0, |metadata| metadata.len());
    let Some(folder) = journal.ancestors().skip(1).find(|folder| folder.exists()) else {
        return Checked::fine("not known");
    };
    let free = match disk::free_bytes(folder) {
        Ok(free) => free,
        Err(error) => {
            let says = format!("how much room is left is not known: {error}");
            return Checked::default().with(Problem::warning(says).hint("`df` may tell"));
        }
    };
    let wanted = ENOUGH.max(size.saturating_mul(3));
    if free >= wanted {
        return Checked::fine("enough room");
    }
    let says = format!(
        "{} MB are left in {}, and mending the journal may take {} MB",
        free >> 20,
        folder.display(),
        wanted >> 20
    );
    Checked::default().with(Problem::warning(says).hint("make room"))
}

fn left_over(places: &Places) -> Checked {
    let drafts = places.state.as_ref().map(|state| state.join("drafts"));
    let mut checked = Checked::fine("none");
    let kept: Vec<PathBuf> = files_in(drafts.as_deref()).collect();
    if !kept.is_empty() {
        let texts = counted(kept.len() as u64, "text is", "texts are");
        let says = format!("{texts} kept that could not be saved: {}", named(&kept));
        checked = checked.with(Problem::warning(says).hint(
            "`folio import FILE` takes a new entry from there; remove what you no longer need",
        ));
    }
    let folders = [
        places.journal.parent().map(Path::to_owned),
        Some(places.copies()),
        places.state.clone(),
        places
            .configuration
            .as_ref()
            .and_then(|file| file.parent().map(Path::to_owned)),
    ];
    let files = folders
        .iter()
        .flat_map(|folder| files_in(folder.as_deref()));
    let unfinished: Vec<PathBuf> = files.filter(|file| files::is_unfinished(file)).collect();
    if !unfinished.is_empty() {
        let count = counted(unfinished.len() as u64, "file was", "files were");
        let says = format!("{count} not finished: {}", named(&unfinished));
        checked = checked
            .with(Problem::warning(says).hint("remove them, when no other folio is at work"));
    }
    if !checked.problems.is_empty() {
        checked.found.clear();
    }
    checked
}

fn named(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    first_few(&names, MOST_NAMED)
}

/// The files in a folder, by name; none where it cannot be read.
fn files_in(folder: Option<&Path>) -> impl Iterator<Item = PathBuf> {
    let found = folder.and_then(|folder| fs::read_dir(folder).ok());
    let mut files: Vec<PathBuf> = found
        .into_iter()
        .flatten()
        .flatten()
        .map(|item| item.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files.into_iter()
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    shell_words::quote(&path.to_string_lossy()).into_owned()
}

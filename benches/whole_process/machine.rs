//! The facts about the machine that stand above the tables: what it is, what runs on it, and which of the other
//! tools it has. Names of machines and folders are nobody's business and are left out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::page::Page;
use super::scene::{self, Scene};
use super::{Bench, Outcome};

/// Another program.
pub struct Tool {
    /// Where it is.
    pub program: PathBuf,
    version: String,
}

impl Tool {
    /// What it says is its version.
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// The other programs, as far as they are installed.
pub struct Tools {
    /// The SQLite shell.
    pub sqlite: Option<Tool>,
    /// <https://jrnl.sh>
    pub jrnl: Option<Tool>,
    /// <https://taskwarrior.org>
    pub task: Option<Tool>,
}

impl Tools {
    /// Has folio and the others read from the disk, as they are after their installation: a program that was just
    /// linked, or read in one piece, lies in memory in smaller pieces, and starts up to a tenth slower.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn load(&self) -> Outcome<()> {
        let others = self.by_name().into_iter().filter_map(|(_, tool)| tool);
        let programs = others.map(|tool| tool.program.as_path());
        for program in programs.chain([Path::new(scene::FOLIO)]) {
            forget(program)?;
            io::copy(&mut fs::File::open(program)?, &mut io::sink())?;
        }
        Ok(())
    }

    /// Looks for them on the `PATH`.
    pub fn find(scene: &Scene) -> Self {
        Self {
            sqlite: find(scene, "sqlite3"),
            jrnl: find(scene, "jrnl"),
            task: find(scene, "task"),
        }
    }

    fn by_name(&self) -> [(&'static str, Option<&Tool>); 3] {
        [
            ("sqlite3", self.sqlite.as_ref()),
            ("jrnl", self.jrnl.as_ref()),
            ("task", self.task.as_ref()),
        ]
    }
}

/// Drops what the system keeps of a file in memory, where it can be asked to.
#[cfg(target_os = "linux")]
fn forget(path: &Path) -> Outcome<()> {
    let file = fs::File::open(path)?;
    file.sync_all()?;
    rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn forget(_path: &Path) -> Outcome<()> {
    Ok(())
}

/// A program that answers to `--version`. Folders of shims, as managers of language versions put them on the `PATH`,
/// are passed over: it would be the shim that is timed.
fn find(scene: &Scene, name: &str) -> Option<Tool> {
    let path = std::env::var_os("PATH")?;
    let program = std::env::split_paths(&path)
        .filter(|folder| !folder.ends_with("shims"))
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())?;
    let said = scene::output(scene.command(&program).arg("--version")).ok()?;
    let mut words = said.lines().next()?.split_whitespace();
    let version = words.find(|word| word.contains(|character: char| character.is_ascii_digit()))?;
    Some(Tool {
        program,
        version: version.trim_start_matches('v').to_owned(),
    })
}

/// Puts the facts on the page.
///
/// # Errors
/// When folio does not say its version.
pub fn describe(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let folio = scene::output(bench.scene.command(scene::FOLIO).arg("--version"))?;
    page.fact(
        "folio",
        folio.trim().trim_start_matches("folio ").to_owned(),
    );
    for (name, tool) in bench.tools.by_name() {
        match tool {
            Some(tool) => page.fact(name, tool.version.clone()),
            None => page.missing(name),
        }
    }
    let cores = std::thread::available_parallelism()?;
    page.fact("processor", format!("{}, {cores} cores", processor()));
    page.fact("memory", memory());
    let system = file_system(&bench.scene.path(""));
    if matches!(system.as_str(), "tmpfs" | "ramfs") {
        page.warn(
            "the build folder lies in memory: what is said of durable writes is worth nothing",
        );
    }
    page.fact("file system", system);
    page.fact("kernel", first_line("/proc/sys/kernel/osrelease"));
    page.fact("entries", bench.data.describe());
    page.fact("load average at the beginning", load());
    Ok(())
}

/// How many processes wanted to run of late: the averages of 1, 5 and 15 minutes.
pub fn load() -> String {
    let line = first_line("/proc/loadavg");
    line.split_whitespace()
        .take(3)
        .collect::<Vec<_>>()
        .join(", ")
}

fn first_line(path: &str) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().next().unwrap_or("unknown").to_owned()
}

fn processor() -> String {
    let facts = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = facts.lines().find(|line| line.starts_with("model name"));
    let name = line.and_then(|line| line.split(": ").nth(1));
    name.unwrap_or(std::env::consts::ARCH).to_owned()
}

fn memory() -> String {
    let facts = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = facts
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.map_or_else(
        || "unknown".to_owned(),
        |kibibytes| format!("{} GiB", (kibibytes + (1 << 19)) >> 20),
    )
}

/// The kind of the file system that a folder lies in: that of the longest mount point above it (`man 5 proc`).
fn file_system(folder: &Path) -> String {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let kinds = mounts.lines().filter_map(|line| {
        let (mount, source) = line.split_once(" - ")?;
        let point = mount.split(' ').nth(4)?;
        let kind = source.split(' ').next()?;
        folder.starts_with(point).then_some((point.len(), kind))
    });
    let nearest = kinds.max_by_key(|(length, _)| *length);
    nearest.map_or_else(|| "unknown".to_owned(), |(_, kind)| kind.to_owned())
}

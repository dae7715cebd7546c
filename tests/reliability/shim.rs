//! Striking a program at one of its writes, with `shim.c`, which this compiles.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::NamedTempFile;

use super::extent::leave_out;

/// What happens to a program at one of its writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The device fails once.
    Device,
    /// The device fails from then on.
    BrokenDevice,
    /// There is no room from then on.
    FullDisk,
    /// Half of the bytes are written, and there is no room from then on.
    HalfThenFull,
    /// Half of the bytes are written, which is no failure where the rest is written next.
    Half,
    /// The quota is used up.
    Quota,
    /// The file system lets nothing be changed from then on, as one does that has found itself damaged.
    ReadOnly,
    /// The program is killed.
    Killed,
    /// The program is killed when half of the bytes are written.
    Torn,
}

impl Fault {
    /// Every one of them.
    pub const ALL: [Self; 9] = [
        Self::Device,
        Self::BrokenDevice,
        Self::FullDisk,
        Self::HalfThenFull,
        Self::Half,
        Self::Quota,
        Self::ReadOnly,
        Self::Killed,
        Self::Torn,
    ];

    /// Whether the program is gone after it, and could say nothing.
    pub fn kills(self) -> bool {
        matches!(self, Self::Killed | Self::Torn)
    }

    /// Whether what the program made for a while could not be removed again.
    pub fn keeps_from_tidying(self) -> bool {
        self.kills() || matches!(self, Self::Device | Self::BrokenDevice | Self::ReadOnly)
    }

    /// What `shim.c` calls it, and whether it lasts.
    fn words(self) -> (String, &'static str) {
        let number = |errno: rustix::io::Errno| errno.raw_os_error().to_string();
        let (with, on) = match self {
            Self::Device => (number(rustix::io::Errno::IO), "once"),
            Self::BrokenDevice => (number(rustix::io::Errno::IO), "lasting"),
            Self::FullDisk => (number(rustix::io::Errno::NOSPC), "lasting"),
            Self::HalfThenFull => ("half".to_owned(), "lasting"),
            Self::Half => ("half".to_owned(), "once"),
            Self::Quota => (number(rustix::io::Errno::DQUOT), "lasting"),
            Self::ReadOnly => (number(rustix::io::Errno::ROFS), "lasting"),
            Self::Killed => ("kill".to_owned(), "once"),
            Self::Torn => ("torn".to_owned(), "once"),
        };
        (with, on)
    }
}

/// What was counted of a program that ran with the shim. It must be there until that has begun.
pub struct Tally(NamedTempFile);

impl Tally {
    /// How many of its calls changed a file.
    pub fn calls(&self) -> u64 {
        self.number(0)
    }

    /// Whether one of them was struck.
    pub fn is_struck(&self) -> bool {
        self.number(1) > 0
    }

    /// The greatest memory that it had, in KiB.
    pub fn memory(&self) -> u64 {
        self.number(2)
    }

    /// How many of its calls put a file in its place, as far as that can be seen here.
    pub fn placings(&self) -> u64 {
        self.number(3)
    }

    fn number(&self, place: usize) -> u64 {
        let bytes = fs::read(self.0.path()).unwrap();
        u64::from_ne_bytes(bytes[place * 8..place * 8 + 8].try_into().unwrap())
    }
}

/// Whether the shim can be used here; otherwise the test that asks is left out.
pub fn is_there(test: &str) -> bool {
    let there = library().is_some();
    if !there {
        leave_out(test, "there is no Linux with a C compiler");
    }
    there
}

/// Counts the writes of a command below a folder.
pub fn count(command: &mut Command, folder: &Path) -> Tally {
    let tally = NamedTempFile::new().unwrap();
    fs::write(tally.path(), [0; 32]).unwrap();
    let without_slash: PathBuf = folder.components().collect();
    command
        .env("LD_PRELOAD", library().unwrap())
        .env("STRIKE_UNDER", without_slash)
        .env("STRIKE_TALLY", tally.path());
    Tally(tally)
}

/// Writes down what a command changes below a folder, at the end of a file that is there.
pub fn trace(command: &mut Command, folder: &Path, trace: &Path) -> Tally {
    command.env("STRIKE_TRACE", trace);
    count(command, folder)
}

/// Which write of a command is struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The one of this number, the first being 1.
    Write(u64),
    /// The one of this number among those that put a file in its place, the first being 1.
    Placing(u64),
}

/// Strikes a command at one of its writes.
pub fn strike(command: &mut Command, folder: &Path, fault: Fault, at: At) -> Tally {
    let (with, on) = fault.words();
    let at = match at {
        At::Write(number) => number.to_string(),
        At::Placing(number) => format!("p{number}"),
    };
    command
        .env("STRIKE_AT", at)
        .env("STRIKE_WITH", with)
        .env("STRIKE_ON", on);
    count(command, folder)
}

/// The compiled shim, where one can be had.
fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    LIBRARY.get_or_init(compile).as_deref()
}

/// Compiles it beside the tests, under a name that no other process writes, and puts it in its place in one step.
fn compile() -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reliability/shim.c");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let made = tempfile::Builder::new()
        .prefix("shim-")
        .tempfile_in(folder)
        .unwrap();
    let compiler = std::env::var_os("CC").unwrap_or_else(|| OsString::from("cc"));
    let mut command = Command::new(compiler);
    command
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-o"])
        .arg(made.path())
        .arg(source)
        .arg("-ldl");
    let output = command.output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let library = folder.join("strike.so");
    made.persist(&library).unwrap();
    Some(library)
}

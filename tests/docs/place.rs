//! Where the commands of one page run: a home of their own, a project in it, and a clock that somebody set.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime};
use tempfile::TempDir;

use crate::page;

/// Hours east of UTC.
const OFFSET: i32 = 2;

/// When the first command of a page runs, unless the page says otherwise.
const START: &str = "2026-10-05 09:30";

/// The commit that is checked out in the project.
const COMMIT: &str = "9f2c41d07b3e5a689f2c41d07b3e5a689f2c41d0";

/// A home with the project `shop`, a git repository, in it.
pub struct Place {
    home: TempDir,
    clock: DateTime<FixedOffset>,
    seen: HashMap<String, u64>,
}

/// What came of a command.
pub struct Outcome {
    /// What a terminal would have shown.
    pub output: String,
    /// 0 where it went well.
    pub code: i32,
}

impl Place {
    pub fn new() -> Self {
        let mut place = Self {
            home: TempDir::new().unwrap(),
            clock: DateTime::default(),
            seen: HashMap::new(),
        };
        place.set_clock(START);
        let heads = place.project().join(".git/refs/heads");
        fs::create_dir_all(&heads).unwrap();
        fs::write(place.project().join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        fs::write(heads.join("main"), COMMIT).unwrap();
        let reverts = page::path("tests/data/reverts.jsonl");
        fs::copy(reverts, place.project().join("reverts.jsonl")).unwrap();
        for name in ["review.md.jinja", "lessons.html.jinja"] {
            let template = page::path("docs/examples").join(name);
            fs::copy(template, place.project().join(name)).unwrap();
        }
        place
    }

    /// Sets the clock: `2026-10-05 09:30`.
    pub fn set_clock(&mut self, to: &str) {
        let local = NaiveDateTime::parse_from_str(to, "%Y-%m-%d %H:%M");
        let local = local.unwrap_or_else(|error| panic!("{to}: {error}"));
        let zone = FixedOffset::east_opt(OFFSET * 3600).unwrap();
        self.clock = local.and_local_timezone(zone).unwrap();
    }

    /// Gives a command line to the shell. A minute passes.
    pub fn run(&mut self, command: &str) -> Outcome {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_folio"));
        let folders = [program.parent().unwrap().to_owned()];
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&path)));
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .current_dir(self.project())
            .env_clear()
            .env("PATH", path.unwrap())
            .env("HOME", self.home.path())
            .env("USER", "you")
            .env(
                "TZDIR",
                concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/zoneinfo"),
            )
            .env("LC_ALL", "C.UTF-8")
            .env("COLUMNS", "80")
            .env("FOLIO_NOW", self.clock.to_rfc3339())
            .env("FOLIO_SEED", self.seed(command).to_string())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        self.clock += Duration::minutes(1);
        let shown = String::from_utf8(output.stdout).unwrap();
        let home = self.home.path().to_str().unwrap();
        Outcome {
            output: shown.replace(home, "~"),
            code: output.status.code().unwrap_or(-1),
        }
    }

    fn project(&self) -> PathBuf {
        self.home.path().join("shop")
    }

    /// Two commands never have the same seed, or they would make the same ids. It comes from the command itself, so
    /// that the ids of a page stay when a command is put between others. FNV-1a, 64 bits.
    fn seed(&mut self, command: &str) -> u64 {
        let times = self.seen.entry(command.to_owned()).or_insert(0);
        *times += 1;
        let bytes = command.bytes().chain(times.to_be_bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }
}

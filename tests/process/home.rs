//! A home folder of its own for one test, and the real program in it: nothing of the machine's environment but the
//! search path reaches it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Once};
use std::thread;
use std::time::{Duration, Instant};

use folio::model::time::Stamp;
use folio::store::{FailedCommand, Memory, Patience};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1};

use tempfile::TempDir;

/// The program under test.
pub const FOLIO: &str = env!("CARGO_BIN_EXE_folio");

/// How long something may take that is waited for: never on a machine at rest, often on a busy one.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A home folder that is gone with the test.
pub struct Home(TempDir);

/// What a run printed, and how it ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub error: String,
}

impl Home {
    /// An empty home with an empty folder to work in.
    pub fn new() -> Self {
        heed_signals();
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir(home.path("work")).unwrap();
        home
    }

    /// A path below the home folder.
    pub fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    /// Where the journal is, unless a run is told otherwise.
    pub fn journal(&self) -> PathBuf {
        self.path(".local/share/folio/journal.db")
    }

    /// The drafts that were kept.
    pub fn drafts(&self) -> Vec<PathBuf> {
        match fs::read_dir(self.path(".local/state/folio/drafts")) {
            Ok(items) => items.map(|item| item.unwrap().path()).collect(),
            Err(_) => Vec::new(),
        }
    }

    /// Any program with the environment of this home, in its folder for work.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.0.path())
            .env("USER", "ada")
            .env("TZ", "UTC")
            .current_dir(self.path("work"));
        command
    }

    /// The program with arguments, to be changed before it is run.
    pub fn folio(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(FOLIO);
        command.args(arguments);
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.folio(arguments))
    }

    /// Runs the program, which must succeed, and gives what it printed.
    pub fn done(&self, arguments: &[&str]) -> String {
        self.run(arguments).done()
    }

    /// Runs the program, which must print JSON.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.done(arguments)).unwrap()
    }

    /// Logs an attempt and gives it as it was saved.
    pub fn log(&self, tried: &str) -> serde_json::Value {
        self.json(&["log", tried, "--because", "it did not hold", "--json"])["entry"].clone()
    }

    /// What was tried in every entry, latest first.
    pub fn tried(&self) -> Vec<String> {
        let listed = self.json(&["list", "--limit", "0", "--json"]);
        let entries = listed["entries"].as_array().unwrap();
        let tried = |entry: &serde_json::Value| entry["tried"].as_str().unwrap().to_owned();
        entries.iter().map(tried).collect()
    }

    /// The command that failed last, as soon as one with these words is remembered. The file is looked at from outside
    /// until then: whoever opens it may stand in the way of what is to write it.
    pub fn remembered(&self, words: &str) -> FailedCommand {
        let memory = self.path(".local/state/folio/memory.db");
        let unfinished = memory.with_file_name("memory.db-journal");
        eventually(words, || {
            let bytes = fs::read(&memory).ok()?;
            let holds = bytes
                .windows(words.len())
                .any(|part| part == words.as_bytes());
            (holds && !unfinished.exists()).then_some(())
        });
        let now = Stamp::from_datetime(&chrono::Local::now().fixed_offset()).unwrap();
        let last = Memory::open(&memory, Patience::Brief)
            .unwrap()
            .last_failed(now);
        last.unwrap().unwrap()
    }

    /// Writes a shell script and gives the command that runs it.
    pub fn script(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        format!("sh '{}'", path.display())
    }
}

impl Run {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        Self::from(command.output().unwrap())
    }

    /// What was printed by a run that must have succeeded.
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.output
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            output: String::from_utf8(output.stdout).unwrap(),
            error: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// What there is to see, as soon as it is there.
pub fn eventually<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(Instant::now() < deadline, "{what}: it never came");
        thread::sleep(Duration::from_millis(2));
    }
}

/// Sends a signal to the process of this number, as it is printed.
pub fn send(signal: Signal, process: &str) {
    let process = Pid::from_raw(process.trim().parse().unwrap()).unwrap();
    kill_process(process, signal).unwrap();
}

/// Has signals do to the programs that tests start what they usually do, also where this process was told to ignore
/// them, as what runs in the background of a script is: a handler, here one that does nothing, is not inherited.
fn heed_signals() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).unwrap());
        for signal in [
            SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1,
        ] {
            if mask >> (signal - 1) & 1 == 1 {
                signal_hook::flag::register(signal, Arc::new(AtomicBool::new(false))).unwrap();
            }
        }
    });
}

/// Who may do what with a file, as `chmod` writes it.
pub fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

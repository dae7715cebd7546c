//! A folder on a real disk, and programs started in it with nothing of the machine's own settings: an empty `HOME`,
//! a working directory that is a git working copy (as it mostly is for who keeps such a journal), English, UTC.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::Outcome;

/// The build of folio that is being timed.
pub const FOLIO: &str = env!("CARGO_BIN_EXE_folio");

/// The name under which entries are written.
pub const AUTHOR: &str = "bench";

/// Where everything happens. It is removed in the end.
pub struct Scene {
    folder: TempDir,
    home: PathBuf,
    working_copy: PathBuf,
}

impl Scene {
    /// Makes the folder, in the build folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new() -> Outcome<Self> {
        let folder = tempfile::Builder::new()
            .prefix("whole_process")
            .tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let home = folder.path().join("home");
        let working_copy = folder.path().join("shop");
        fs::create_dir(&home)?;
        let heads = working_copy.join(".git").join("refs").join("heads");
        fs::create_dir_all(&heads)?;
        fs::create_dir(working_copy.join(".git").join("objects"))?;
        fs::write(
            working_copy.join(".git").join("HEAD"),
            "ref: refs/heads/main\n",
        )?;
        fs::write(heads.join("main"), format!("{:040x}\n", 0xf0_110))?;
        Ok(Self {
            folder,
            home,
            working_copy,
        })
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program to be started in the folder. What it prints goes nowhere, and there is nothing for it to read.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.home)
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("USER", AUTHOR)
            .current_dir(&self.working_copy)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// `folio`, on a journal.
    pub fn folio(&self, journal: &Path, arguments: &[&str]) -> Command {
        let mut command = self.command(FOLIO);
        command.arg("--journal").arg(journal).args(arguments);
        command
    }
}

/// Runs a command to its end and gives what it printed.
///
/// # Errors
/// When it cannot be started or fails, with what it says.
pub fn output(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    command.stdout(Stdio::null()).stderr(Stdio::null());
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("{command:?} failed: {said}").into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

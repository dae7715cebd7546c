//! The real process: the only file of the crate that reads the environment, the clock and the command line, opens
//! the standard streams, and starts other programs. `FOLIO_NOW` and `FOLIO_SEED` are honoured here and nowhere
//! else; they are for tests that start the real binary.
#![allow(
    clippy::disallowed_methods,
    reason = "this is where the process may be touched"
)]

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, Local};

use super::dialogue::Dialogue;
use super::progress::{NoProgress, TerminalProgress};
use super::{
    Clock, Editor, EditorError, Entropy, Environment, FixedClock, Host, LocalZone, Pager,
    ProcessOutput, Processes, SeededEntropy, Terminal, interrupt,
};

/// Bytes of standard output that are held back before they are written.
const OUTPUT_BUFFER: usize = 64 * 1024;

/// The terminal of the process, whatever its streams are connected to.
const TERMINAL_DEVICE: &str = if cfg!(windows) { "CON" } else { "/dev/tty" };

/// Why no host could be made from the process.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// The working directory was removed or may not be read, and `PWD` does not say what it was.
    #[error("the working directory cannot be found: {0}")]
    Directory(io::Error),
    /// `FOLIO_NOW` is set but is no instant.
    #[error("FOLIO_NOW is `{0}`, which is not an RFC 3339 instant")]
    Now(String),
    /// `FOLIO_SEED` is set but is no number.
    #[error("FOLIO_SEED is `{0}`, which is not a whole number from 0 to 18446744073709551615")]
    Seed(String),
}

impl ProcessError {
    /// What to try.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Directory(_) => "change to a folder that exists",
            Self::Now(_) => "unset it, or write it like 2026-10-05T09:30:00+02:00",
            Self::Seed(_) => "unset it",
        }
    }
}

impl Host {
    /// The host of this process. Cheap: it allocates little, asks the terminal nothing but its size, and draws no
    /// random bytes.
    ///
    /// `FOLIO_NOW` (an RFC 3339 instant) stops the clock and fixes the zone to its offset. `FOLIO_SEED` (a whole
    /// number) makes ids repeat: two runs with one seed make the same ids.
    ///
    /// # Errors
    ///
    /// When there is no working directory and never was one that is known, or one of the two variables is malformed.
    pub fn from_process() -> Result<Self, ProcessError> {
        let environment: Environment = std::env::vars_os().collect();
        let terminal = terminal(&environment);
        Ok(Self {
            arguments: std::env::args_os().collect(),
            directory: directory(&environment)?,
            standard_input: Box::new(io::stdin()),
            standard_output: Box::new(BufWriter::with_capacity(OUTPUT_BUFFER, io::stdout())),
            standard_error: Box::new(io::stderr()),
            terminal,
            clock: clock(&environment)?,
            entropy: entropy(&environment)?,
            prompts: Box::new(Dialogue::new(terminal)),
            editor: Box::new(RealPrograms),
            pager: Box::new(RealPrograms),
            progress: if terminal.error_is_terminal {
                Box::new(TerminalProgress)
            } else {
                Box::new(NoProgress)
            },
            processes: Box::new(RealPrograms),
            platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            commands: Box::new(running::RealCommands),
            environment,
        })
    }
}

/// The working directory. Where that was removed, the shell may still say where it was: commands can be run there.
fn directory(environment: &Environment) -> Result<PathBuf, ProcessError> {
    std::env::current_dir().or_else(|error| {
        let said = environment.get("PWD").map(PathBuf::from);
        said.filter(|path| path.is_absolute())
            .ok_or(ProcessError::Directory(error))
    })
}

/// Asks the streams what they are. `COLUMNS` and `LINES` count where no terminal tells its size.
fn terminal(environment: &Environment) -> Terminal {
    let size = terminal_size::terminal_size_of(io::stdout())
        .or_else(|| terminal_size::terminal_size_of(io::stderr()));
    let said = |name: &str| {
        let number: Option<u16> = environment.text(name).and_then(|text| text.parse().ok());
        number.filter(|&number| number > 0)
    };
    Terminal {
        input_is_terminal: io::stdin().is_terminal(),
        output_is_terminal: io::stdout().is_terminal(),
        error_is_terminal: io::stderr().is_terminal(),
        columns: size.map(|(width, _)| width.0).or_else(|| said("COLUMNS")),
        rows: size.map(|(_, height)| height.0).or_else(|| said("LINES")),
    }
}

/// The system's clock, or the one that `FOLIO_NOW` stops.
fn clock(environment: &Environment) -> Result<Box<dyn Clock>, ProcessError> {
    let Some(text) = given(environment, "FOLIO_NOW") else {
        return Ok(Box::new(SystemClock));
    };
    match DateTime::parse_from_rfc3339(&text) {
        Ok(instant) => Ok(Box::new(FixedClock(instant))),
        Err(_) => Err(ProcessError::Now(text)),
    }
}

/// The system's entropy, or the one that `FOLIO_SEED` makes repeatable.
fn entropy(environment: &Environment) -> Result<Box<dyn Entropy>, ProcessError> {
    let Some(text) = given(environment, "FOLIO_SEED") else {
        return Ok(Box::new(SystemEntropy));
    };
    match text.parse() {
        Ok(seed) => Ok(Box::new(SeededEntropy::new(seed))),
        Err(_) => Err(ProcessError::Seed(text)),
    }
}

/// A variable that is set and not empty. One that is not UTF-8 is there too, and will not parse.
fn given(environment: &Environment, name: &str) -> Option<String> {
    environment
        .get(name)
        .filter(|value| !value.is_empty())
        .map(|value| value.to_string_lossy().into_owned())
}

/// The clock and the zone of the machine.
struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }

    fn zone(&self) -> LocalZone {
        LocalZone::System
    }
}

/// The random bytes of the operating system.
struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn bytes(&mut self) -> io::Result<[u8; 16]> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(bytes)
    }
}

/// Starts programs of the machine.
struct RealPrograms;

impl Editor for RealPrograms {
    fn edit(&mut self, command: &str, file: &Path) -> Result<(), EditorError> {
        let (program, arguments) = words(command).map_err(|reason| EditorError::Command {
            command: command.to_owned(),
            reason,
        })?;
        let mut editor = Command::new(&program);
        editor.args(arguments).arg(file);
        connect_to_terminal(&mut editor);
        let _deferral = interrupt::defer();
        match editor.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(match status.code() {
                Some(code) => EditorError::Failed { program, code },
                None => EditorError::Killed { program },
            }),
            Err(cause) => Err(EditorError::NotStarted { program, cause }),
        }
    }
}

impl Pager for RealPrograms {
    fn page(&mut self, command: &str, text: &str) -> io::Result<()> {
        let (program, arguments) =
            words(command).map_err(|reason| io::Error::new(io::ErrorKind::InvalidInput, reason))?;
        let mut pager = Command::new(program);
        pager.args(arguments).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            pager.env("LESS", "FRX");
        }
        // What is paged is UTF-8, also where the locale names no character set.
        if std::env::var_os("LESSCHARSET").is_none() {
            pager.env("LESSCHARSET", "utf-8");
        }
        let _deferral = interrupt::defer();
        let mut child = pager.spawn()?;
        let written = child
            .stdin
            .take()
            .map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
        child.wait()?;
        match written {
            Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(cause),
            _ => Ok(()),
        }
    }
}

impl Processes for RealPrograms {
    fn run(
        &mut self,
        program: &str,
        arguments: &[&OsStr],
        directory: &Path,
    ) -> io::Result<ProcessOutput> {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(directory)
            .stdin(Stdio::null())
            .output()?;
        Ok(ProcessOutput {
            exit_code: output.status.code(),
            standard_output: output.stdout,
            standard_error: output.stderr,
        })
    }

    fn feed(&mut self, program: &str, arguments: &[&str], input: &[u8]) -> io::Result<Option<i32>> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // A program that does not read to the end says by its exit code what that means.
        drop(child.stdin.take().map(|mut stdin| stdin.write_all(input)));
        Ok(child.wait()?.code())
    }

    fn hand_over(
        &mut self,
        arguments: &[&OsStr],
        input: Vec<u8>,
        patience: Duration,
    ) -> io::Result<Vec<u8>> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let (given, read) = (child.stdin.take(), child.stdout.take());
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let written = given.map(|mut given| given.write_all(&input));
            let mut line = Vec::new();
            let read = read.map(|read| BufReader::new(read).read_until(b'\n', &mut line));
            // Nobody waits any more where the patience has ended.
            drop((written, read, sender.send(line)));
        });
        Ok(receiver.recv_timeout(patience).unwrap_or_default())
    }
}

/// Splits a configured command as a shell does: the program and its arguments, or what is wrong.
fn words(command: &str) -> Result<(String, Vec<String>), String> {
    let mut words = shell_words::split(command)
        .map_err(|cause| cause.to_string())?
        .into_iter();
    match words.next() {
        Some(program) if !program.is_empty() => Ok((program, words.collect())),
        _ => Err("it names no program".to_owned()),
    }
}

/// Gives an editor the terminal where our own input or output is a pipe, as in `folio log -e --json | jq`.
fn connect_to_terminal(command: &mut Command) {
    if !io::stdin().is_terminal()
        && let Ok(terminal) = File::open(TERMINAL_DEVICE)
    {
        command.stdin(terminal);
    }
    if !io::stdout().is_terminal()
        && let Ok(terminal) = OpenOptions::new().write(true).open(TERMINAL_DEVICE)
    {
        command.stdout(terminal);
    }
}

#[cfg(unix)]
mod attendance;
#[cfg(unix)]
mod child;
#[cfg(unix)]
mod keeper;
#[cfg(unix)]
mod keyboard;
#[cfg(unix)]
mod passage;
#[cfg(unix)]
mod running;
#[cfg(not(unix))]
#[path = "process/running_elsewhere.rs"]
mod running;
#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod tail;
#[cfg(unix)]
mod terminals;

#[cfg(unix)]
pub use keeper::stand_in;

/// No process stands in for another here.
#[cfg(not(unix))]
pub fn stand_in() -> Option<u8> {
    None
}

#[cfg(test)]
mod tests;

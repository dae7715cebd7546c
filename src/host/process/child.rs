//! Starting a command, what a shell would say where that fails, and how it ended.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use rustix::fs::{Access, access};
use rustix::io::Errno;
use rustix::process::{
    Pid, Signal, WaitId, WaitIdOptions, WaitOptions, WaitStatus, kill_process, waitid, waitpid,
};
use signal_hook::consts::{
    SIGABRT, SIGBUS, SIGFPE, SIGHUP, SIGILL, SIGINT, SIGKILL, SIGQUIT, SIGSEGV, SIGSYS, SIGTERM,
    SIGTRAP, SIGXCPU, SIGXFSZ,
};

/// The exit code of a command that is not there.
const NOT_FOUND: u8 = 127;

/// The exit code of a command that is there and cannot be executed.
const NOT_EXECUTABLE: u8 = 126;

/// What runs a script that does not say what is to run it.
const SHELL: &str = "/bin/sh";

/// How much of a file is looked at to tell a script from a program of another kind, in bytes.
const LOOKED_AT: usize = 128;

/// The exit code of a command that an interrupt ended.
const INTERRUPTED: u8 = 130;

/// A command that could not be started, as a shell puts it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotStarted {
    /// The exit code.
    pub(super) exit_code: u8,
    /// The line for standard error.
    pub(super) message: String,
}

impl NotStarted {
    /// What a shell would say (POSIX.1-2024, Shell Command Language, section 2.8.2).
    pub(super) fn new(program: &OsString, error: &io::Error) -> Self {
        let name = program.to_string_lossy();
        let is_missing = error.kind() == io::ErrorKind::NotFound;
        let reason = if is_missing && !name.contains('/') {
            "command not found".to_owned()
        } else {
            let text = error.to_string();
            let end = text.find(" (os error").unwrap_or(text.len());
            text.get(..end).unwrap_or(&text).to_owned()
        };
        let visible: String = name
            .chars()
            .flat_map(|character| match character {
                character if character.is_control() => character.escape_default().collect(),
                character => vec![character],
            })
            .collect();
        Self {
            exit_code: if is_missing {
                NOT_FOUND
            } else {
                NOT_EXECUTABLE
            },
            message: format!("folio: {visible}: {reason}\n"),
        }
    }
}

/// Whether an error says that the command itself cannot be executed, and not that the system lacks something.
pub(super) fn is_about_the_command(error: &io::Error) -> bool {
    let lacking = [Errno::AGAIN, Errno::NOMEM, Errno::MFILE, Errno::NFILE];
    let code = error.raw_os_error();
    !lacking
        .iter()
        .any(|errno| Some(errno.raw_os_error()) == code)
}

/// A program with its arguments.
pub(super) fn command_of(words: &[OsString]) -> io::Result<(OsString, Command)> {
    let Some((program, arguments)) = words.split_first() else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let mut command = Command::new(program);
    command.args(arguments);
    Ok((program.clone(), command))
}

/// The shell with a script to run and its arguments, where an error says that the program is in no form that the system
/// executes, and it is a script without `#!`: so do shells (POSIX.1-2024, Shell Command Language, section 2.9.1.6).
pub(super) fn script_of(words: &[OsString], error: &io::Error) -> Option<Command> {
    if error.raw_os_error() != Some(Errno::NOEXEC.raw_os_error()) {
        return None;
    }
    let (program, arguments) = words.split_first()?;
    let path = found(program)?;
    let mut command = Command::new(SHELL);
    is_text(&path).then(|| command.arg("--").arg(path).args(arguments))?;
    Some(command)
}

/// Where a program is: where its name says, or the first of this name on the search path that may be executed.
fn found(program: &OsStr) -> Option<PathBuf> {
    if program.as_encoded_bytes().contains(&b'/') {
        return Some(program.into());
    }
    let folders = std::env::var_os("PATH")?;
    let mut paths =
        std::env::split_paths(&folders).map(|folder| Path::new(".").join(folder).join(program));
    paths.find(|path| path.is_file() && access(path, Access::EXEC_OK).is_ok())
}

/// Whether the first line of a file could be one of a script.
fn is_text(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let read = File::open(path).map(|file| file.take(LOOKED_AT as u64).read_to_end(&mut bytes));
    let line = bytes.split(|byte| *byte == b'\n').next();
    matches!(read, Ok(Ok(_))) && line.is_some_and(|line| !line.contains(&0))
}

/// Which process a child is.
pub(super) fn pid_of(child: &Child) -> io::Result<Pid> {
    let number = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    number.ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// What became of a child since it was asked last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    /// It runs.
    Nothing,
    /// It was stopped.
    Stopped,
    /// It has ended.
    Ended(Ending),
}

/// How a child ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With this exit code.
    Exited(u8),
    /// By an interrupt that it did not handle. Whoever started it has to end so too: a shell goes on with its loop or
    /// its script where a command exits, whatever its exit code, and leaves it where an interrupt ended the command.
    Interrupted,
    /// By another signal.
    Killed(i32),
}

impl Ending {
    /// The exit code that a shell would give it.
    pub(super) fn exit_code(self) -> u8 {
        match self {
            Self::Exited(code) => code,
            Self::Interrupted => INTERRUPTED,
            Self::Killed(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }

    /// The line that a shell would show, which sees nothing but an exit code: without it a crash would be silent. The
    /// words are those of strsignal(3).
    pub(super) fn line(self) -> Option<&'static str> {
        let Self::Killed(signal) = self else {
            return None;
        };
        Some(match signal {
            SIGHUP => "Hangup\n",
            SIGQUIT => "Quit\n",
            SIGILL => "Illegal instruction\n",
            SIGTRAP => "Trace/breakpoint trap\n",
            SIGABRT => "Aborted\n",
            SIGBUS => "Bus error\n",
            SIGFPE => "Floating point exception\n",
            SIGKILL => "Killed\n",
            SIGSEGV => "Segmentation fault\n",
            SIGSYS => "Bad system call\n",
            SIGTERM => "Terminated\n",
            SIGXCPU => "CPU time limit exceeded\n",
            SIGXFSZ => "File size limit exceeded\n",
            _ => return None,
        })
    }
}

/// Asks what became of a child, without waiting.
pub(super) fn news_of(child: Pid) -> News {
    match waitpid(Some(child), WaitOptions::NOHANG | WaitOptions::UNTRACED) {
        Ok(Some((_, status))) => news_in(status),
        Ok(None) | Err(Errno::INTR) => News::Nothing,
        // The child is gone and nobody can say how: as a shell, 127.
        Err(_) => News::Ended(Ending::Exited(NOT_FOUND)),
    }
}

fn news_in(status: WaitStatus) -> News {
    if status.stopped() {
        return News::Stopped;
    }
    let killed = status.terminating_signal().map(|signal| match signal {
        SIGINT => Ending::Interrupted,
        other => Ending::Killed(other),
    });
    let exited = status.exit_status();
    let exited = exited.map(|code| Ending::Exited(u8::try_from(code).unwrap_or(u8::MAX)));
    killed.or(exited).map_or(News::Nothing, News::Ended)
}

/// Waits until a child has stopped or ended. That is still news afterwards.
pub(super) fn wait_until_stopped(child: Pid) {
    let options = WaitIdOptions::STOPPED | WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    while matches!(waitid(WaitId::Pid(child), options), Err(Errno::INTR)) {}
}

/// Sends a signal to a process. One that has just ended needs none.
pub(super) fn send(process: Pid, signal: i32) {
    if let Some(signal) = Signal::from_named_raw(signal) {
        kill_process(process, signal).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_started_is_told_as_a_shell_tells_it() {
        let told = |program: &str, errno: Errno| {
            let error = io::Error::from_raw_os_error(errno.raw_os_error());
            let NotStarted { exit_code, message } = NotStarted::new(&program.into(), &error);
            (exit_code, message)
        };
        for (program, errno, code, message) in [
            (
                "mkae",
                Errno::NOENT,
                127,
                "folio: mkae: command not found\n",
            ),
            (
                "./mkae",
                Errno::NOENT,
                127,
                "folio: ./mkae: No such file or directory\n",
            ),
            (
                "./notes",
                Errno::ACCESS,
                126,
                "folio: ./notes: Permission denied\n",
            ),
            (
                "./a\u{1b}[2J",
                Errno::NOEXEC,
                126,
                "folio: ./a\\u{1b}[2J: Exec format error\n",
            ),
        ] {
            assert_eq!(told(program, errno), (code, message.to_owned()));
        }
    }
}

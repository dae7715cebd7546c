//! Starting a command, what a shell would say where that fails, and how it ended.

use std::ffi::OsString;
use std::io;
use std::process::{Child, Command};

use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};

/// The exit code of a command that is not there.
const NOT_FOUND: u8 = 127;

/// The exit code of a command that is there and cannot be executed.
const NOT_EXECUTABLE: u8 = 126;

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
    use rustix::io::Errno;
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
    /// It was stopped by this signal.
    Stopped(i32),
    /// It has ended with this exit code, or 128 and the number of a signal.
    Ended(u8),
}

/// Asks what became of a child, without waiting.
pub(super) fn news_of(child: Pid) -> News {
    match waitpid(Some(child), WaitOptions::NOHANG | WaitOptions::UNTRACED) {
        Ok(Some((_, status))) => news_in(status),
        Ok(None) | Err(rustix::io::Errno::INTR) => News::Nothing,
        // The child is gone and nobody can say how: as a shell, 127.
        Err(_) => News::Ended(NOT_FOUND),
    }
}

fn news_in(status: WaitStatus) -> News {
    if let Some(signal) = status.stopping_signal() {
        return News::Stopped(signal);
    }
    let killed = status.terminating_signal().map(|signal| 128 + signal);
    match status.exit_status().or(killed) {
        Some(code) => News::Ended(u8::try_from(code).unwrap_or(u8::MAX)),
        None => News::Nothing,
    }
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
        let told = |program: &str, errno: rustix::io::Errno| {
            let error = io::Error::from_raw_os_error(errno.raw_os_error());
            let NotStarted { exit_code, message } = NotStarted::new(&program.into(), &error);
            (exit_code, message)
        };
        for (program, errno, code, message) in [
            (
                "mkae",
                rustix::io::Errno::NOENT,
                127,
                "folio: mkae: command not found\n",
            ),
            (
                "./mkae",
                rustix::io::Errno::NOENT,
                127,
                "folio: ./mkae: No such file or directory\n",
            ),
            (
                "./notes",
                rustix::io::Errno::ACCESS,
                126,
                "folio: ./notes: Permission denied\n",
            ),
            (
                "./a\u{1b}[2J",
                rustix::io::Errno::NOEXEC,
                126,
                "folio: ./a\\u{1b}[2J: Exec format error\n",
            ),
        ] {
            assert_eq!(told(program, errno), (code, message.to_owned()));
        }
    }
}

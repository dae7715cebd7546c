//! The process that keeps a command in a terminal of its own: folio, started by itself under a word that nobody types.
//!
//! A terminal belongs to a session, and only its leader can be given one; but a command that led the session could not
//! be stopped by Ctrl-Z, because nobody in it could continue it. So the keeper leads the session and starts the command
//! in the foreground of its terminal, as a shell does. It stops when the command stops and ends as the command ends;
//! the process that started it sees that of a child. Nothing else of folio runs in it.

use std::ffi::OsString;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use rustix::process::{
    Pid, Signal, getpid, ioctl_tiocsctty, kill_process, kill_process_group, setsid,
};
use rustix::termios::tcsetpgrp;
use signal_hook::consts::{
    SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2,
};

use super::attendance::wait_for;
use super::child::{self, News, NotStarted, news_of, send};
use super::signals::Signals;
use super::terminals::foreground;

/// The first argument of a keeper.
const WORD: &str = "keep-in-terminal";

/// The signals that are handed to the command.
const HANDED_ON: &[i32] = &[SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2];

/// This program, however it was found, and even where its file has been replaced meanwhile.
const THIS_PROGRAM: &str = "/proc/self/exe";

/// A keeper for a command, to be started with the command's terminal as its standard streams.
pub(super) fn keeper_of(words: &[OsString]) -> io::Result<Command> {
    let mut keeper = if Path::new(THIS_PROGRAM).exists() {
        Command::new(THIS_PROGRAM)
    } else {
        Command::new(std::env::current_exe()?)
    };
    keeper.arg0("folio").arg(WORD).args(words);
    Ok(keeper)
}

/// Does the work of a keeper where this process was started as one, and gives its exit code.
pub fn stand_in() -> Option<u8> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()? != WORD {
        return None;
    }
    let words: Vec<OsString> = arguments.collect();
    Some(keep(&words).unwrap_or_else(|not_started| {
        rustix::io::write(io::stderr().as_fd(), not_started.message.as_bytes()).ok();
        not_started.exit_code
    }))
}

fn keep(words: &[OsString]) -> Result<u8, NotStarted> {
    let name = words.first().cloned().unwrap_or_default();
    let not_started = |error: io::Error| NotStarted::new(&name, &error);
    setsid().map_err(|error| not_started(error.into()))?;
    ioctl_tiocsctty(io::stdin()).map_err(|error| not_started(error.into()))?;
    let mut signals = Signals::watch(HANDED_ON).map_err(not_started)?;
    let (_, mut command) = child::command_of(words).map_err(not_started)?;
    let started = command.process_group(0).spawn().map_err(not_started)?;
    let command = child::pid_of(&started).map_err(not_started)?;
    tcsetpgrp(io::stdin(), command).ok();
    loop {
        wait_for(&signals);
        for signal in signals.take() {
            match signal {
                SIGCHLD => match news_of(command) {
                    News::Ended(exit_code) => return Ok(exit_code),
                    News::Stopped(signal) => stop(command, signal),
                    News::Nothing => {}
                },
                other => send(command, other),
            }
        }
    }
}

/// Stops as the command has, and continues it when it is continued itself. A command that only wanted the terminal
/// before it had it has it by now.
fn stop(command: Pid, signal: i32) {
    let wanted_terminal = [SIGTTIN, SIGTTOU].contains(&signal);
    if !(wanted_terminal && foreground(io::stdin()) == Some(command)) {
        kill_process(getpid(), Signal::STOP).ok();
    }
    kill_process_group(command, Signal::CONT).ok();
}

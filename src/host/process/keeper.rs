//! The process that keeps a command in a terminal of its own: folio, started by itself under a word that nobody types.
//!
//! A terminal belongs to a session, and only its leader can be given one; but a command that led the session could not
//! be stopped by Ctrl-Z, because nobody in it could continue it. So the keeper leads the session and starts the command
//! in the foreground of its terminal, as a shell does. It stops when the command stops and ends as the command ends;
//! the process that started it sees that of a child. Nothing else of folio runs in it.
//!
//! A process is in the foreground only when its parent has put it there. So that the command is there from its first
//! moment on, it begins as an understudy: folio once more, which stops, is put into the foreground, continued, and then
//! becomes the command. The keeper itself stops once before that, for whoever started it to know that keys will now
//! find the command.

use std::ffi::OsString;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use rustix::process::{
    Pid, Signal, getpgrp, getpid, ioctl_tiocsctty, kill_process, kill_process_group, setsid,
};
use rustix::termios::{OutputModes, tcgetattr, tcsetpgrp};
use signal_hook::consts::{
    SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2,
};

use super::attendance::wait_for;
use super::child::{self, Ending, News, NotStarted, news_of, send, wait_until_stopped};
use super::signals::Signals;
use super::terminals::foreground;

/// The first argument of a keeper.
const KEEPER: &str = "keep-in-terminal";

/// The first argument of an understudy.
const UNDERSTUDY: &str = "begin-in-terminal";

/// The signals that are handed to the command.
const HANDED_ON: &[i32] = &[
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGTSTP, SIGTTIN, SIGTTOU,
];

/// This program, however it was found, and even where its file has been replaced meanwhile.
const THIS_PROGRAM: &str = "/proc/self/exe";

/// A keeper for a command, to be started with the command's terminal as its standard streams. It stops when keys that
/// reach the terminal will find the command, and wants to be continued then.
pub(super) fn keeper_of(words: &[OsString]) -> io::Result<Command> {
    this_program(KEEPER, words)
}

/// This program, to be started under a word.
fn this_program(word: &str, words: &[OsString]) -> io::Result<Command> {
    let mut program = if Path::new(THIS_PROGRAM).exists() {
        Command::new(THIS_PROGRAM)
    } else {
        Command::new(std::env::current_exe()?)
    };
    program.arg0("folio").arg(word).args(words);
    Ok(program)
}

/// Does the work of a keeper, or of an understudy, where this process was started as one, and gives its exit code.
pub fn stand_in() -> Option<u8> {
    let mut arguments = std::env::args_os().skip(1);
    let work = match arguments.next()?.to_str()? {
        KEEPER => keep,
        UNDERSTUDY => become_command,
        _ => return None,
    };
    let words: Vec<OsString> = arguments.collect();
    Some(work(&words).unwrap_or_else(|not_started| {
        say(&not_started.message);
        not_started.exit_code
    }))
}

/// Shows something on the command's terminal. The command may have left it in a mode in which a line feed alone does not
/// begin a line.
fn say(line: &str) {
    let modes = tcgetattr(io::stderr());
    let is_raw = modes.is_ok_and(|modes| !modes.output_modes.contains(OutputModes::OPOST));
    let end = if is_raw { "\r\n" } else { "\n" };
    let line = line.replace('\n', end);
    rustix::io::write(io::stderr().as_fd(), line.as_bytes()).ok();
}

/// Keeps a command in the terminal on standard input, and gives its exit code.
fn keep(words: &[OsString]) -> Result<u8, NotStarted> {
    let name = words.first().cloned().unwrap_or_default();
    let not_started = |error: io::Error| NotStarted::new(&name, &error);
    setsid().map_err(|error| not_started(error.into()))?;
    ioctl_tiocsctty(io::stdin()).map_err(|error| not_started(error.into()))?;
    let mut signals = Signals::watch(HANDED_ON).map_err(not_started)?;
    let mut understudy = this_program(UNDERSTUDY, words).map_err(not_started)?;
    let started = understudy.process_group(0).spawn().map_err(not_started)?;
    let command = child::pid_of(&started).map_err(not_started)?;
    wait_until_stopped(command);
    tcsetpgrp(io::stdin(), command).ok();
    stop_until_continued(command);
    loop {
        wait_for(&signals);
        for signal in signals.take() {
            match signal {
                SIGCHLD => match news_of(command) {
                    News::Ended(ending) => return Ok(end_like(ending, signals)),
                    News::Stopped => stop_until_continued(command),
                    News::Nothing => {}
                },
                other => send(command, other),
            }
        }
    }
}

/// Ends as the command has: by an interrupt, or with the exit code that is given back.
fn end_like(ending: Ending, signals: Signals) -> u8 {
    drop(signals);
    if ending == Ending::Interrupted {
        kill_process(getpid(), Signal::INT).ok();
    }
    say(ending.line().unwrap_or_default());
    ending.exit_code()
}

/// Stops as the command has, and continues it when this process is continued.
fn stop_until_continued(command: Pid) {
    kill_process(getpid(), Signal::STOP).ok();
    kill_process_group(command, Signal::CONT).ok();
}

/// Becomes a command as soon as this process is in the foreground of the terminal. Comes back only where that fails.
fn become_command(words: &[OsString]) -> Result<u8, NotStarted> {
    let (name, mut command) = child::command_of(words)
        .map_err(|error| NotStarted::new(&OsString::from(UNDERSTUDY), &error))?;
    if foreground(io::stdin()).is_some_and(|group| group != getpgrp()) {
        kill_process(getpid(), Signal::STOP).ok();
    }
    let mut error = command.exec();
    if let Some(mut script) = child::script_of(words, &error) {
        error = script.exec();
    }
    Err(NotStarted::new(&name, &error))
}

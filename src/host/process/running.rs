//! Running a person's command. Two ways, by what the standard streams are:
//!
//! - All three are the person's terminal: the command gets a terminal of its own, of the same modes and size, in a
//!   session kept by `keeper`; the person's is in raw mode meanwhile, and every key is passed on. So the command sees
//!   one terminal that behaves as terminals do, whatever it does with it.
//! - Otherwise the command stays in our process group and keeps our standard input and our terminal, so that keys,
//!   signals and job control reach it without us. Only what it prints passes through us: by a pipe where our stream is
//!   a file or a pipe, by a terminal where it is one.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::time::Instant;

use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
use signal_hook::consts::SIGCONT;

use super::attendance::{Attendance, WATCHED, WATCHED_IN_TERMINAL};
use super::child::{self, Ending, NotStarted};
use super::keeper;
use super::keyboard::Keyboard;
use super::passage::{Passage, Target};
use super::signals::Signals;
use super::tail::Tail;
use super::terminals::{self, Inner, Outer, Processing};
use crate::host::{Commands, Ended};

/// Runs commands on the streams of this process.
pub(super) struct RealCommands;

impl Commands for RealCommands {
    fn run(&mut self, command: &[OsString], kept: usize) -> io::Result<Ended> {
        let began = Instant::now();
        let mut tail = Tail::of(kept);
        let place = place();
        let started = match place {
            Place::OwnTerminal => start_in_terminal(command).map(Ok),
            Place::BesideUs => start_beside(command),
        };
        let exit_code = match started? {
            Ok(attendance) => {
                let ending = attendance.until_end(&mut tail);
                say(ending.line().unwrap_or_default(), &mut tail);
                if ending == Ending::Interrupted {
                    end_by_interrupt(place);
                }
                ending.exit_code()
            }
            Err(not_started) => {
                say(&not_started.message, &mut tail);
                not_started.exit_code
            }
        };
        Ok(Ended {
            exit_code,
            duration: began.elapsed(),
            output: tail.into_bytes(),
        })
    }
}

/// Shows what a shell would, as part of the output.
fn say(line: &str, tail: &mut Tail) {
    tail.push(line.as_bytes());
    io::Write::write_all(&mut io::stderr(), line.as_bytes()).ok();
}

/// Ends this process by an interrupt, unless interrupts are ignored. Where the key was typed into a terminal that only
/// the command has, the rest of our process group, such as a script that runs us, has yet to be told of it.
fn end_by_interrupt(place: Place) {
    match place {
        Place::OwnTerminal => kill_current_process_group(Signal::INT),
        Place::BesideUs => kill_process(getpid(), Signal::INT),
    }
    .ok();
}

/// Where a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a terminal and a session of its own.
    OwnTerminal,
    /// In our process group.
    BesideUs,
}

/// A terminal of its own, where a person sits at all three streams and this process is what they talk to.
fn place() -> Place {
    let all = io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal();
    if all && terminals::has_foreground(io::stdin()) {
        Place::OwnTerminal
    } else {
        Place::BesideUs
    }
}

/// Starts a command in a terminal of its own.
fn start_in_terminal(words: &[OsString]) -> io::Result<Attendance> {
    let Inner { ours, theirs } = Inner::like(io::stdin(), Processing::Inside)?;
    let keys = ours.try_clone()?;
    let signals = Signals::watch(WATCHED_IN_TERMINAL)?;
    let mut outer = Outer::new()?;
    let mut keeper = keeper::keeper_of(words)?;
    keeper
        .stdin(theirs.try_clone()?)
        .stdout(theirs.try_clone()?)
        .stderr(theirs);
    outer.enter();
    let child = child::pid_of(&keeper.spawn()?)?;
    child::wait_until_stopped(child);
    child::send(child, SIGCONT);
    Ok(Attendance {
        child,
        passages: vec![Passage::new(ours, Target::Output)],
        keyboard: Some(Keyboard::new(outer, keys)),
        signals,
    })
}

/// Starts a command beside us.
fn start_beside(words: &[OsString]) -> io::Result<Result<Attendance, NotStarted>> {
    let output = Channel::like(&io::stdout())?;
    let mut passages = vec![Passage::new(output.ours, Target::Output)];
    let error = if is_same_file(&io::stdout(), &io::stderr()) {
        output.theirs.try_clone()?
    } else {
        let error = Channel::like(&io::stderr())?;
        passages.push(Passage::new(error.ours, Target::Error));
        error.theirs
    };
    let signals = Signals::watch(WATCHED)?;
    let (program, mut command) = child::command_of(words)?;
    let (stdout, stderr) = (output.theirs.try_clone()?, error.try_clone()?);
    let started = command.stdout(stdout).stderr(stderr).spawn();
    let started = started.or_else(|problem| match child::script_of(words, &problem) {
        Some(mut script) => script.stdout(output.theirs).stderr(error).spawn(),
        None => Err(problem),
    });
    match started {
        Ok(started) => Ok(Ok(Attendance {
            child: child::pid_of(&started)?,
            signals,
            passages,
            keyboard: None,
        })),
        Err(error) if child::is_about_the_command(&error) => {
            Ok(Err(NotStarted::new(&program, &error)))
        }
        Err(error) => Err(error),
    }
}

/// What a stream of a command passes through.
struct Channel {
    ours: OwnedFd,
    theirs: OwnedFd,
}

impl Channel {
    /// A terminal in place of a terminal, a pipe in place of anything else.
    fn like(real: &(impl AsFd + IsTerminal)) -> io::Result<Self> {
        if real.is_terminal() {
            let Inner { ours, theirs } = Inner::like(real, Processing::Outside)?;
            return Ok(Self { ours, theirs });
        }
        let (ours, theirs) = io::pipe()?;
        let ours = OwnedFd::from(ours);
        rustix::io::ioctl_fionbio(&ours, true)?;
        Ok(Self {
            ours,
            theirs: theirs.into(),
        })
    }
}

/// Whether two streams lead to the same place: then one channel keeps their order.
fn is_same_file(one: &impl AsFd, other: &impl AsFd) -> bool {
    let identity = |stream: &dyn AsFd| {
        let file = File::from(stream.as_fd().try_clone_to_owned().ok()?);
        let metadata = file.metadata().ok()?;
        Some((metadata.dev(), metadata.ino()))
    };
    identity(one).is_some_and(|found| identity(other) == Some(found))
}

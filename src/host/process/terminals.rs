//! The terminal that a person sits at, and the one that a command is given in its place (a pseudo-terminal, pty(7)).

use std::io;
use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, getpgrp, getsid};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{
    OptionalActions, OutputModes, Termios, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr,
    tcsetwinsize,
};

/// A terminal made for a command.
pub(super) struct Inner {
    /// Our side: what is written to it is typed, what is printed can be read from it. Nothing waits on it.
    pub(super) ours: OwnedFd,
    /// The side of the command.
    pub(super) theirs: OwnedFd,
}

/// Who turns line feeds and the like into what a screen needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Processing {
    /// The terminal made for the command, because the real one is put into raw mode.
    Inside,
    /// The real terminal.
    Outside,
}

impl Inner {
    /// A terminal with the modes and the size of a real one.
    pub(super) fn like(real: impl AsFd, processing: Processing) -> io::Result<Self> {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        rustix::io::fcntl_setfd(&ours, rustix::io::FdFlags::CLOEXEC)?;
        grantpt(&ours)?;
        unlockpt(&ours)?;
        let name = ptsname(&ours, Vec::new())?;
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let theirs = rustix::fs::open(name, flags, Mode::empty())?;
        let mut modes = tcgetattr(&real)?;
        if processing == Processing::Outside {
            modes.output_modes -= OutputModes::OPOST;
        }
        tcsetattr(&theirs, OptionalActions::Now, &modes)?;
        take_size(&real, &ours);
        rustix::io::ioctl_fionbio(&ours, true)?;
        Ok(Self { ours, theirs })
    }
}

/// Gives one terminal the size of another. What runs in it is told by the system.
pub(super) fn take_size(from: impl AsFd, to: impl AsFd) {
    if let Ok(size) = tcgetwinsize(from) {
        tcsetwinsize(to, size).ok();
    }
}

/// The group of processes that a terminal's keys go to.
pub(super) fn foreground(terminal: impl AsFd) -> Option<Pid> {
    tcgetpgrp(terminal).ok()
}

/// Whether this process has the terminal, and was not put into the background.
pub(super) fn has_foreground(terminal: impl AsFd) -> bool {
    foreground(terminal) == Some(getpgrp())
}

/// Whether keys such as Ctrl-C become signals for this process and its group: it has a terminal, and is in its
/// foreground.
pub(super) fn keys_reach_us() -> bool {
    let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::CLOEXEC;
    rustix::fs::open("/dev/tty", flags, Mode::empty()).is_ok_and(has_foreground)
}

/// Whether somebody could continue this process if it stopped. In the process group of the session's leader nobody can,
/// as where a terminal was opened for folio alone: whoever started that group is in another session. There the system
/// lets Ctrl-Z stop nothing (POSIX.1-2024, Definitions, orphaned process group).
pub(super) fn can_be_continued() -> bool {
    getsid(None).is_ok_and(|leader| leader != getpgrp())
}

/// The person's terminal, in which every key is passed on as it is while [`Outer::enter`] holds. When it is dropped,
/// the terminal is as it was.
pub(super) struct Outer {
    before: Termios,
    is_raw: bool,
}

impl Outer {
    /// The terminal on standard input, left as it is for now.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            before: tcgetattr(io::stdin())?,
            is_raw: false,
        })
    }

    /// Passes keys on as they are, if this process has the terminal. In the background it would be stopped for
    /// trying. Done again where it may have been stopped meanwhile: shells set the modes when they get the terminal.
    pub(super) fn enter(&mut self) {
        let was_raw = std::mem::take(&mut self.is_raw);
        if !has_foreground(io::stdin()) {
            return;
        }
        if !was_raw && let Ok(now) = tcgetattr(io::stdin()) {
            self.before = now;
        }
        let mut raw = self.before.clone();
        raw.make_raw();
        self.is_raw = tcsetattr(io::stdin(), OptionalActions::Now, &raw).is_ok();
    }

    /// Puts the terminal back as it was. In the background it is somebody else's.
    pub(super) fn leave(&mut self) {
        if std::mem::take(&mut self.is_raw) && has_foreground(io::stdin()) {
            tcsetattr(io::stdin(), OptionalActions::Now, &self.before).ok();
        }
    }

    /// Whether keys are passed on and this process still has the terminal. One that was put into the background has to
    /// enter anew.
    pub(super) fn holds_terminal(&mut self) -> bool {
        self.is_raw = self.is_raw && has_foreground(io::stdin());
        self.is_raw
    }

    /// Whether keys are passed on.
    pub(super) fn is_entered(&self) -> bool {
        self.is_raw
    }
}

impl Drop for Outer {
    fn drop(&mut self) {
        self.leave();
    }
}

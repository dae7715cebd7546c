//! Going along with a running command until it has ended: what it prints is passed on, keys and signals reach it, and
//! where it is stopped, this process stops too. How it was started is decided in `running`.

use std::io;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, getpid, kill_current_process_group, kill_process};
use signal_hook::consts::{
    SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1,
    SIGUSR2, SIGWINCH,
};

use super::child::{Ending, News, news_of, send};
use super::keyboard::Keyboard;
use super::passage::{Moved, Passage};
use super::signals::Signals;
use super::tail::Tail;
use super::terminals;

/// The signals that mean something to a command, and to us while it runs.
pub(super) const WATCHED: &[i32] = &[
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH, SIGCONT,
];

/// The same where the command has a terminal of its own: what would stop this process has to stop the command first, so
/// that the person's terminal is given back before.
pub(super) const WATCHED_IN_TERMINAL: &[i32] = &[
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH, SIGCONT, SIGTSTP, SIGTTIN,
    SIGTTOU,
];

/// Bytes that are passed on at once: as many as a pipe holds. Larger pieces and pipes were not faster.
const PIECE: usize = 64 * 1024;

/// How often a process in the background looks whether it has the terminal again. Shells do not always say so.
const GLANCE: Duration = Duration::from_millis(500);

/// How long a command that has ended may be silent until what it left running is left alone.
const SILENCE: Duration = Duration::from_millis(100);

/// How much is passed on after a command has ended, where what it left running keeps printing: more than any pipe
/// holds.
const MOST_LEFT: usize = 4 * 1024 * 1024;

/// A running command, and what connects it to the streams of this process.
pub(super) struct Attendance {
    /// The command, or the process that keeps it in its terminal.
    pub(super) child: Pid,
    /// What it prints.
    pub(super) passages: Vec<Passage>,
    /// What is typed, where it has a terminal of its own.
    pub(super) keyboard: Option<Keyboard>,
    /// Watches [`WATCHED`] or [`WATCHED_IN_TERMINAL`], until the person's terminal is as it was.
    pub(super) signals: Signals,
}

impl Attendance {
    /// Goes along until the command has ended, and says how it did.
    pub(super) fn until_end(mut self, tail: &mut Tail) -> Ending {
        let mut buffer = vec![0; PIECE];
        loop {
            self.pass_on(&mut buffer, tail);
            for signal in self.signals.take() {
                if let Some(ending) = self.heed(signal, &mut buffer, tail) {
                    self.drain(&mut buffer, tail);
                    return ending;
                }
            }
        }
    }

    /// Waits until something happens, and moves what there is to move.
    fn pass_on(&mut self, buffer: &mut [u8], tail: &mut Tail) {
        let keyboard = self.keyboard.as_ref();
        let stdin = io::stdin();
        let mut watched = vec![PollFd::new(&self.signals, PollFlags::IN)];
        watched.extend(
            self.passages
                .iter()
                .map(|passage| PollFd::new(passage, PollFlags::IN)),
        );
        let keys = keyboard.filter(|keyboard| keyboard.listens());
        watched.extend(keys.map(|_| PollFd::new(&stdin, PollFlags::IN)));
        let undelivered = keyboard.and_then(Keyboard::undelivered);
        watched.extend(undelivered.map(|inner| PollFd::from_borrowed_fd(inner, PollFlags::OUT)));
        let is_away = keyboard.is_some_and(Keyboard::is_away);
        wait(&mut watched, is_away.then_some(GLANCE));
        let mut happened = watched.iter().map(|watched| !watched.revents().is_empty());
        happened.next();
        let printed: Vec<bool> = happened.by_ref().take(self.passages.len()).collect();
        let listened = keys.is_some();
        let moved = happened.next().unwrap_or(false);
        drop(watched);
        self.move_output(&printed, buffer, tail);
        self.move_keys(listened && moved, moved);
    }

    /// Moves what was printed. Where the person's side of it has gone, the command is told as it would have been: by
    /// its pipe, or its terminal, being closed.
    fn move_output(&mut self, printed: &[bool], buffer: &mut [u8], tail: &mut Tail) {
        let mut printed = printed.iter();
        self.passages.retain(|passage| {
            let printed = printed.next().is_some_and(|printed| *printed);
            !printed || passage.pass(buffer, tail) != Moved::End
        });
        if self.passages.is_empty() {
            self.keyboard = None;
        }
    }

    /// Moves what was typed. Where the person's terminal has gone, so has that of the command.
    fn move_keys(&mut self, were_typed: bool, can_be_delivered: bool) {
        let Some(keyboard) = &mut self.keyboard else {
            return;
        };
        if keyboard.is_away() {
            keyboard.outer().enter();
        }
        if were_typed && !keyboard.read() {
            self.keyboard = None;
            self.passages.clear();
        } else if can_be_delivered {
            keyboard.deliver();
        }
    }

    /// Does what a signal asks for. Says how the command ended, where it has.
    fn heed(&mut self, signal: i32, buffer: &mut [u8], tail: &mut Tail) -> Option<Ending> {
        let shares_our_terminal = self.keyboard.is_none();
        match signal {
            SIGCHLD => match news_of(self.child) {
                News::Ended(ending) => return Some(ending),
                News::Stopped if !shares_our_terminal => self.stop(buffer, tail),
                News::Stopped | News::Nothing => {}
            },
            SIGWINCH => {
                self.take_size();
                if shares_our_terminal {
                    // It was told before its terminal had the new size.
                    send(self.child, SIGWINCH);
                }
            }
            SIGCONT => self.return_to_terminal(),
            // Where keys reach us, they reach the command as well.
            SIGINT | SIGQUIT if shares_our_terminal && terminals::keys_reach_us() => {}
            other => send(self.child, other),
        }
        None
    }

    /// Stops, as the command has, and all of our process group with it: the shell sees a stopped job. Returns when it
    /// is continued, or at once where nobody could do that, and continues the command.
    fn stop(&mut self, buffer: &mut [u8], tail: &mut Tail) {
        for passage in &self.passages {
            while let Moved::Bytes(_) = passage.pass(buffer, tail) {}
        }
        if let Some(keyboard) = &mut self.keyboard {
            keyboard.outer().leave();
        }
        if terminals::can_be_continued() {
            kill_current_process_group(Signal::TSTP).ok();
            self.signals.forget(SIGTSTP);
            kill_process(getpid(), Signal::STOP).ok();
        }
        self.return_to_terminal();
        send(self.child, SIGCONT);
    }

    fn return_to_terminal(&mut self) {
        if let Some(keyboard) = &mut self.keyboard {
            keyboard.outer().enter();
        }
        self.take_size();
    }

    fn take_size(&self) {
        for passage in &self.passages {
            passage.take_size();
        }
    }

    /// Passes on what is still under way. What the command left running may hold its streams open for as long as it
    /// likes.
    fn drain(&mut self, buffer: &mut [u8], tail: &mut Tail) {
        let mut left = MOST_LEFT;
        let mut deadline = Instant::now() + SILENCE;
        while !self.passages.is_empty() && left > 0 {
            let mut watched: Vec<PollFd<'_>> = self
                .passages
                .iter()
                .map(|passage| PollFd::new(passage, PollFlags::IN))
                .collect();
            let patience = deadline.saturating_duration_since(Instant::now());
            wait(&mut watched, Some(patience));
            drop(watched);
            let mut moved = 0;
            self.passages
                .retain(|passage| match passage.pass(buffer, tail) {
                    Moved::Bytes(count) => {
                        moved += count;
                        true
                    }
                    Moved::Nothing => true,
                    Moved::End => false,
                });
            if moved > 0 {
                deadline = Instant::now() + SILENCE;
            } else if Instant::now() >= deadline {
                return;
            }
            left = left.saturating_sub(moved);
        }
    }
}

/// Waits until one of them is ready, or a time has passed. A wait that is cut short is one in which nothing happened.
pub(super) fn wait(watched: &mut [PollFd<'_>], patience: Option<Duration>) {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    if poll(watched, patience.as_ref()).is_err() {
        for watched in watched {
            watched.clear_revents();
        }
    }
}

/// Waits for a signal.
pub(super) fn wait_for(signals: &Signals) {
    wait(
        &mut [PollFd::from_borrowed_fd(signals.as_fd(), PollFlags::IN)],
        None,
    );
}

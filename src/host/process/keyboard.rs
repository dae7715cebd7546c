//! What a person types while a command has a terminal of its own.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::Errno;

use super::terminals::Outer;

/// How much is typed ahead of the command before we let the rest wait, in bytes.
const TYPED_AT_ONCE: usize = 4 * 1024;

/// The person's keys on their way to the terminal of the command.
pub(super) struct Keyboard {
    outer: Outer,
    inner: OwnedFd,
    typed: Vec<u8>,
}

impl Keyboard {
    /// Passes keys from the person's terminal to our side of another.
    pub(super) fn new(outer: Outer, inner: OwnedFd) -> Self {
        Self {
            outer,
            inner,
            typed: Vec::new(),
        }
    }

    /// The person's terminal.
    pub(super) fn outer(&mut self) -> &mut Outer {
        &mut self.outer
    }

    /// Whether this process was put into the background: keys are for others.
    pub(super) fn is_away(&self) -> bool {
        !self.outer.is_entered()
    }

    /// Whether keys are wanted: not in the background, and not before those typed are delivered.
    pub(super) fn listens(&self) -> bool {
        !self.is_away() && self.typed.is_empty()
    }

    /// The terminal of the command, where keys wait to be delivered.
    pub(super) fn undelivered(&self) -> Option<BorrowedFd<'_>> {
        (!self.typed.is_empty()).then(|| self.inner.as_fd())
    }

    /// Takes the keys that were typed. Says whether the terminal is still there. In the background nothing is read:
    /// whoever tries is stopped.
    pub(super) fn read(&mut self) -> bool {
        if !self.outer.holds_terminal() {
            return true;
        }
        let mut keys = [0; TYPED_AT_ONCE];
        match rustix::io::read(io::stdin(), &mut keys) {
            Ok(0) => false,
            Ok(count) => {
                self.typed.extend(keys.iter().take(count));
                self.deliver();
                true
            }
            Err(error) => matches!(error, Errno::AGAIN | Errno::INTR),
        }
    }

    /// Delivers as many keys as the command's terminal takes.
    pub(super) fn deliver(&mut self) {
        match rustix::io::write(&self.inner, &self.typed) {
            Ok(count) => drop(self.typed.drain(..count)),
            Err(Errno::AGAIN | Errno::INTR) => {}
            Err(_) => self.typed.clear(),
        }
    }
}

//! Signals as something that can be waited for beside other things. What they mean is decided by whoever watches.

use std::fs;
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::SIGCHLD;
use signal_hook::low_level::unregister;
use signal_hook::{flag, low_level};

/// Signals that arrive while this lives do not end the process, but are noted here. After that they do what they
/// usually do, for good.
///
/// A signal that the process was told to ignore, as `nohup` does, stays ignored, and so do commands that are started
/// ignore it.
pub(super) struct Signals {
    wake: UnixStream,
    raised: Vec<(i32, Arc<AtomicBool>)>,
    registrations: Vec<SigId>,
}

impl Signals {
    /// Watches these signals, and always for the end of a child.
    pub(super) fn watch(signals: &[i32]) -> io::Result<Self> {
        let (wake, waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let mut watched = Self {
            wake,
            raised: Vec::new(),
            registrations: Vec::new(),
        };
        let ignored = ignored();
        let heeded = signals.iter().filter(|signal| !ignored.contains(signal));
        for signal in heeded.chain([&SIGCHLD]) {
            let raised = Arc::new(AtomicBool::new(false));
            let noted = flag::register(*signal, Arc::clone(&raised))?;
            watched.registrations.push(noted);
            let woken = low_level::pipe::register(*signal, waker.try_clone()?)?;
            watched.registrations.push(woken);
            watched.raised.push((*signal, raised));
        }
        Ok(watched)
    }

    /// The signals that have arrived since the last time.
    pub(super) fn take(&mut self) -> Vec<i32> {
        let mut bytes = [0; 64];
        while matches!(self.wake.read(&mut bytes), Ok(count) if count > 0) {}
        let raised = self.raised.iter();
        raised
            .filter(|(_, raised)| raised.swap(false, Ordering::SeqCst))
            .map(|(signal, _)| *signal)
            .collect()
    }

    /// Takes a signal that this process has sent to itself among others as not arrived.
    pub(super) fn forget(&self, signal: i32) {
        for (_, raised) in self.raised.iter().filter(|(known, _)| *known == signal) {
            raised.store(false, Ordering::SeqCst);
        }
    }
}

impl AsFd for Signals {
    /// Readable when a signal has arrived.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for registration in self.registrations.drain(..) {
            unregister(registration);
        }
        for (signal, _) in self.raised.iter().filter(|(signal, _)| *signal != SIGCHLD) {
            let always = Arc::new(AtomicBool::new(true));
            flag::register_conditional_default(*signal, always).ok();
        }
    }
}

/// The signals that this process ignores, where the system shows them (proc(5), `SigIgn` of `/proc/pid/status`).
fn ignored() -> Vec<i32> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|digits| u64::from_str_radix(digits.trim(), 16).ok());
    (1..64)
        .filter(|signal| mask.unwrap_or_default() >> (signal - 1) & 1 == 1)
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed step fails the test")]
mod tests {
    use signal_hook::consts::{SIGPIPE, SIGUSR1, SIGUSR2};

    use super::*;

    #[test]
    fn a_signal_that_arrives_is_noted_once() {
        let mut signals = Signals::watch(&[SIGUSR1, SIGUSR2]).unwrap();
        low_level::raise(SIGUSR1).unwrap();
        low_level::raise(SIGUSR1).unwrap();
        let taken = signals.take();
        assert!(taken.contains(&SIGUSR1) && !taken.contains(&SIGUSR2));
        assert!(!signals.take().contains(&SIGUSR1));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn ignored_signals_are_known() {
        // The standard library has programs ignore SIGPIPE.
        assert!(ignored().contains(&SIGPIPE));
        assert!(!ignored().contains(&SIGUSR2));
    }
}

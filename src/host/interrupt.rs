//! Ctrl-C while something else has the terminal. By default the terminal's SIGINT ends `folio` at once; while an
//! editor or a pager runs that would leave it fighting the shell for the terminal, and while a menu is open it
//! would leave the cursor hidden. What an interrupted question means is decided by whoever asked.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use signal_hook::consts::SIGINT;
use signal_hook::flag::register_conditional_default;

/// Whether SIGINT ends the process, as it would without a handler.
static ENDS_THE_PROCESS: AtomicBool = AtomicBool::new(true);

/// How many deferrals there are.
static DEFERRALS: Mutex<usize> = Mutex::new(0);

/// Guards against installing the handler twice. A handler once installed stays: taking it away would not bring the
/// default back.
static INSTALLED: Once = Once::new();

/// While one of these lives, SIGINT does not end this process; system calls that wait return `Interrupted`.
/// Programs started meanwhile get the default behaviour.
#[must_use = "SIGINT ends the process again as soon as this is dropped"]
pub(super) struct Deferral(());

/// Holds SIGINT back until the result is dropped. Where no handler can be installed, Ctrl-C keeps ending the
/// process: worse to look at, but nothing that a caller could mend.
pub(super) fn defer() -> Deferral {
    INSTALLED.call_once(|| {
        register_conditional_default(SIGINT, &ENDS_THE_PROCESS).ok();
    });
    let mut deferrals = DEFERRALS.lock().unwrap_or_else(PoisonError::into_inner);
    *deferrals += 1;
    ENDS_THE_PROCESS.store(false, Ordering::SeqCst);
    Deferral(())
}

impl Drop for Deferral {
    fn drop(&mut self) {
        let mut deferrals = DEFERRALS.lock().unwrap_or_else(PoisonError::into_inner);
        *deferrals -= 1;
        ENDS_THE_PROCESS.store(*deferrals == 0, Ordering::SeqCst);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed step fails the test")]
mod tests {
    use super::*;

    #[test]
    fn an_interrupt_does_not_end_the_process_while_any_deferral_lives() {
        let outer = defer();
        drop(defer());
        signal_hook::low_level::raise(SIGINT).unwrap();
        assert!(!ENDS_THE_PROCESS.load(Ordering::SeqCst));
        drop(outer);
    }
}

//! Signals that are watched for: whether one can be, checked before any entry is written, whichever way it came; and
//! which of those in a journal fire in a text. Signals that are in a journal already are left as they are.

use super::OperationError;
use crate::model::{EntryError, Text};
use crate::recall::Probe;
use crate::store::{EntryKey, Journal};
use crate::text::{Analyzer, Signal, SignalError};

/// Reads a signal as recall will.
///
/// # Errors
/// When it is a regular expression that cannot be used.
pub fn check_signal(signal: &str) -> Result<(), SignalError> {
    Signal::parse(signal, &mut Analyzer::new()).map(|_| ())
}

/// Reads the signals of an entry as recall will.
///
/// # Errors
/// When one is a regular expression that cannot be used.
pub fn check_signals<'a>(signals: impl IntoIterator<Item = &'a Text>) -> Result<(), EntryError> {
    for signal in signals {
        check_signal(signal.as_str()).map_err(|error| {
            let reason = format!("`{signal}` cannot be used: {error}");
            EntryError::new("signals", reason, error.hint())
        })?;
    }
    Ok(())
}

/// The same for those that an entry did not have before.
pub(super) fn check_new_signals(before: &[Text], after: &[Text]) -> Result<(), OperationError> {
    check_signals(after.iter().filter(|signal| !before.contains(signal)))?;
    Ok(())
}

/// The entries of which a signal fires, wherever in a text, at most `limit`: those with the longest signals, which are
/// the least likely to fire by chance, and of one signal the latest.
pub(super) fn fired(
    journal: &Journal,
    probe: &Probe,
    limit: usize,
    analyzer: &mut Analyzer,
) -> Result<Vec<EntryKey>, OperationError> {
    let mut watched = journal.watched(probe.all_terms())?;
    watched.sort_unstable_by(|a, b| {
        let longest = b.signal.len().cmp(&a.signal.len());
        longest.then_with(|| a.signal.cmp(&b.signal))
    });
    let mut keys: Vec<EntryKey> = Vec::new();
    for watched in watched {
        if keys.len() >= limit {
            break;
        }
        let signal = Signal::parse(&watched.signal, analyzer);
        if signal.is_ok_and(|signal| probe.fires(&signal)) {
            let further = watched.entries.into_iter().take(limit - keys.len());
            keys.extend(further);
        }
    }
    Ok(keys)
}

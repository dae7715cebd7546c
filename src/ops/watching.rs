//! Whether signals can be watched for: checked before any entry is written, whichever way it came. Signals that are in
//! a journal already are left as they are.

use super::OperationError;
use crate::model::{EntryError, Text};
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

//! What replaces secrets, as the configuration has it, and the note on what was replaced.

use super::{Failure, Settings, output};
use crate::host::Host;
use crate::ops::Replaced;
use crate::redaction::Redactor;
use crate::render::views;

impl Settings {
    /// What replaces secrets in texts before they are saved.
    ///
    /// # Errors
    /// When a pattern of the configuration cannot be used.
    pub fn redactor(&self) -> Result<Redactor, Failure> {
        let patterns = &self.configuration.redaction_patterns.value;
        Redactor::new(patterns)
            .map_err(|error| Failure::usage(error.to_string(), error.hint.clone()))
    }
}

/// Says on standard error which secrets were replaced; nothing where there were none.
///
/// # Errors
/// When standard error cannot be written.
pub fn say(replaced: &Replaced, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    output::remarks(&views::replaced(replaced), settings, host)
}

//! The last failed command that folio saw, for commands that look at it again. How it is remembered lives in the store.

use super::{Failure, Kind, Settings};
use crate::store::FailedCommand;

/// The last failed command that folio saw. `instead` is what to try where failed commands are remembered, but none was
/// seen; it follows upon "or".
///
/// # Errors
/// When none is remembered, or the memory cannot be used.
pub fn last_failed(settings: &Settings, instead: &str) -> Result<FailedCommand, Failure> {
    let failed = settings.memory()?.last_failed(settings.now)?;
    failed.ok_or_else(|| {
        let failure = Failure::new(Kind::NotFound, "no failed command is remembered");
        if settings.configuration.remembers_commands.value {
            failure.hint(format!(
                "run it with `folio run -- COMMAND` first, or {instead}"
            ))
        } else {
            failure.hint(
                "run `folio config set memory.commands true` to have failed commands remembered",
            )
        }
    })
}

//! The failed commands that folio saw, for commands that look at them again. How they are remembered lives in the store.

use super::{Failure, Kind, Settings};
use crate::host::Host;
use crate::model::Text;
use crate::ops::exploration::Place;
use crate::ops::struggle::{self, Asking};
use crate::render::{Document, views};
use crate::store::{Access, FailedCommand, Memory};

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

/// What is said of a command that was just remembered, in so many columns: that it has kept failing for as long as is
/// configured, and how to ask. Nothing where it has not, or where that cannot be found out.
pub fn struggle(
    failed: &FailedCommand,
    memory: &mut Memory,
    columns: usize,
    settings: &Settings,
    host: &mut Host,
) -> Option<Document> {
    let after = settings.configuration.struggle_after.value;
    let struggle = struggle::struggle(memory, failed, after).ok()??;
    let asking = asking(failed, settings, host).unwrap_or(Asking::Log);
    Some(views::struggle(&struggle, asking, columns))
}

fn asking(failed: &FailedCommand, settings: &Settings, host: &mut Host) -> Option<Asking> {
    let place = Place {
        project: failed
            .project
            .as_deref()
            .and_then(|name| Text::new(name).ok()),
        directory: host.directory.clone(),
    };
    let session = settings.session(host, Access::Glance).ok()?;
    struggle::asking(&session, &place).ok()
}

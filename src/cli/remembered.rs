//! Failed commands that folio sees: what is remembered of one, and those that were remembered, for commands that look at
//! them again. How they are remembered lives in the store.

use super::{Failure, Kind, Settings, git, place};
use crate::host::Host;
use crate::model::Text;
use crate::model::time::Stamp;
use crate::ops::exploration::Place;
use crate::ops::struggle::{self, Asking};
use crate::redaction::Redactor;
use crate::render::{Document, views};
use crate::store::{Access, FailedCommand, Memory};

/// A command that failed, as it was seen.
pub struct Seen<'a> {
    /// The command line.
    pub command: &'a str,
    /// Its exit code, 128 and the signal's number where it was killed.
    pub exit_code: i32,
    /// When it ended.
    pub at: Stamp,
    /// How long it ran, in milliseconds.
    pub duration: u64,
    /// The end of what it printed, where that is to be kept.
    pub output: Option<String>,
}

/// What there is to remember of a command that failed here and now: with the project and what git says, and without
/// secrets.
pub fn failed_command(
    seen: Seen<'_>,
    redactor: &Redactor,
    settings: &Settings,
    host: &mut Host,
) -> FailedCommand {
    let without_secrets = |text: &str| redactor.redact(text).text;
    let repository = git::look(host);
    let output = seen.output.map(|output| without_secrets(&output));
    FailedCommand {
        command: without_secrets(seen.command),
        exit_code: seen.exit_code,
        directory: directory(redactor, host),
        project: place::project(settings, || repository.project),
        commit: repository.commit,
        branch: repository.branch.as_deref().map(without_secrets),
        at: seen.at,
        duration: seen.duration,
        output: output.filter(|output| !output.trim().is_empty()),
    }
}

/// The working directory as it is remembered with a command.
pub fn directory(redactor: &Redactor, host: &Host) -> String {
    redactor.redact(&host.directory.to_string_lossy()).text
}

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

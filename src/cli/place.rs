//! Where a command is given: the project and the working directory. What git says of a repository lives in `git`.

use super::{Settings, git};
use crate::host::Host;
use crate::model::Text;
use crate::ops::exploration::Place;

/// The project that a command is given in: the configured one, else that of the repository, which is named for its
/// folder. A secret in the name is replaced, so that it is written nowhere and the same name is found again.
pub fn project(
    settings: &Settings,
    of_repository: impl FnOnce() -> Option<String>,
) -> Option<String> {
    let configured = settings.configuration.project.value.clone();
    let name = configured.or_else(of_repository)?;
    // Patterns that cannot be used are refused by what saves anything.
    let redactor = settings.redactor().unwrap_or_default();
    Some(redactor.redact_certain(&name).text)
}

/// The configured project, else that of the git repository, and the working directory.
pub fn place(settings: &Settings, host: &mut Host) -> Place {
    let project = project(settings, || git::look(host).project);
    Place {
        project: project.and_then(|project| Text::new(&project).ok()),
        directory: host.directory.clone(),
    }
}

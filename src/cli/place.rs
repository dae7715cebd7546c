//! Where a command is given: the project and the working directory.

use super::{Settings, git};
use crate::host::Host;
use crate::model::Text;
use crate::ops::exploration::Place;

/// The configured project, else that of the git repository, and the working directory.
pub fn place(settings: &Settings, host: &mut Host) -> Place {
    let configured = settings.configuration.project.value.clone();
    let project = configured.or_else(|| git::look(host).project);
    Place {
        project: project.and_then(|project| Text::new(&project).ok()),
        directory: host.directory.clone(),
    }
}

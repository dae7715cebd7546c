//! Where a command is given, and which exploration is meant there.

use std::path::{Path, PathBuf};

use crate::model::{Exploration, ExplorationState, Text};
use crate::ops::{OperationError, Session};
use crate::store::StoreError;
use crate::text;

/// Where a command is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The project, if the directory belongs to one.
    pub project: Option<Text>,
    /// The working directory.
    pub directory: PathBuf,
}

impl Place {
    /// Whether an exploration belongs here: it is of this project, or, without one, was opened in this directory or
    /// above it.
    pub fn holds(&self, exploration: &Exploration) -> bool {
        match (&exploration.facts.project, &exploration.facts.directory) {
            (Some(project), _) => self.project.as_ref() == Some(project),
            (None, Some(directory)) => self.directory.starts_with(Path::new(directory)),
            (None, None) => false,
        }
    }
}

/// The current exploration of a place: of the open ones that belong here, the one that was opened or switched to last.
///
/// # Errors
/// When the journal cannot be read.
pub fn current(session: &Session<'_>, place: &Place) -> Result<Option<Exploration>, StoreError> {
    let open = session.journal.explorations(Some(ExplorationState::Open))?;
    Ok(open
        .into_iter()
        .find(|exploration| place.holds(exploration)))
}

/// The other open explorations of the place.
///
/// # Errors
/// When the journal cannot be read.
pub fn others_open(
    session: &Session<'_>,
    place: &Place,
    but: &Exploration,
) -> Result<Vec<Exploration>, StoreError> {
    let open = session.journal.explorations(Some(ExplorationState::Open))?;
    let here = open
        .into_iter()
        .filter(|exploration| exploration.id != but.id && place.holds(exploration));
    Ok(here.collect())
}

/// The exploration that a person means: the one that is called `given`, in any state, or the current one.
///
/// # Errors
/// When none is called so, or none is open here.
pub fn meant(
    session: &Session<'_>,
    given: Option<&str>,
    place: &Place,
) -> Result<Exploration, OperationError> {
    match given {
        Some(name) => named(session, name),
        None => current(session, place)?.ok_or_else(|| {
            OperationError::nothing(
                "no exploration is open here",
                "open one with `folio explore \"QUESTION\"`, or name one; `folio explore --all` lists them",
            )
        }),
    }
}

/// The exploration that is called `name`, in any state.
///
/// # Errors
/// When none is called so.
pub fn named(session: &Session<'_>, name: &str) -> Result<Exploration, OperationError> {
    match session.journal.exploration(name)? {
        Some(exploration) => Ok(exploration),
        None => Err(unknown(session, name)?),
    }
}

fn unknown(session: &Session<'_>, given: &str) -> Result<OperationError, StoreError> {
    let known = session.journal.explorations(None)?;
    let names = known
        .iter()
        .map(|exploration| exploration.facts.name.as_str());
    let hint = match text::nearest(given, names) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "run `folio explore --all` to see their names".to_owned(),
    };
    Ok(OperationError::missing(
        format!("no exploration is called `{}`", given.escape_debug()),
        hint,
    ))
}

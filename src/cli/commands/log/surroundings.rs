//! What the surroundings add to an attempt: project and commit, the command that failed last, and the exploration.

use crate::cli::remembered::last_failed;
use crate::cli::{Failure, Settings, git, place};
use crate::host::Host;
use crate::model::{EntryDraft, Evidence, Exploration, Text};
use crate::ops::Session;
use crate::ops::exploration::{self, Destination, Place};

/// Project, branch and commit, from the configuration and the git repository. The repository of today says nothing
/// about an attempt of another day.
pub(super) fn add_surroundings(draft: &mut EntryDraft, settings: &Settings, host: &mut Host) {
    let repository = git::look(host);
    let project = place::project(settings, || repository.project);
    draft.project = draft.project.take().or_else(|| Text::new(&project?).ok());
    let known = repository.branch.is_some() || repository.commit.is_some();
    if draft.happened_at.is_none() && known {
        let evidence = draft.evidence.get_or_insert_with(Evidence::default);
        evidence.branch = evidence.branch.take().or(repository.branch);
        evidence.commit = evidence.commit.take().or(repository.commit);
    }
}

/// What is known of the command that failed last. It says itself where that was: not the directory of today.
pub(super) fn add_last_failed(draft: &mut EntryDraft, settings: &Settings) -> Result<(), Failure> {
    let failed = last_failed(settings, "attach what was seen with `--evidence FILE`")?;
    let project = failed.project.and_then(|project| Text::new(&project).ok());
    draft.project = draft.project.take().or(project);
    draft.evidence = Some(Evidence {
        command: Some(failed.command),
        exit_code: Some(failed.exit_code),
        directory: Some(failed.directory),
        commit: failed.commit,
        branch: failed.branch,
        output: failed.output,
    });
    Ok(())
}

/// Puts the draft on the exploration that it belongs to.
pub(super) fn join(
    draft: &mut EntryDraft,
    destination: &Destination,
    session: &Session<'_>,
    host: &Host,
) -> Result<(), Failure> {
    let place = Place {
        project: draft.project.clone(),
        directory: host.directory.clone(),
    };
    match exploration::destination(session, destination, &place, draft)? {
        Some(exploration) => Ok(exploration::fill(session, &exploration, draft)?),
        None if *destination == Destination::Apart => {
            draft.exploration = None;
            Ok(())
        }
        None => Ok(()),
    }
}

/// The running approaches of the draft's exploration: one of them may have been meant where what was tried is missing.
pub(super) fn running(draft: &EntryDraft, session: &Session<'_>) -> Result<Vec<String>, Failure> {
    let Some(exploration) = explored(draft, session)? else {
        return Ok(Vec::new());
    };
    let unended = exploration::unended(session, &exploration)?;
    let running = unended.iter().filter(|approach| !approach.is_planned());
    Ok(running.map(|approach| approach.title.to_string()).collect())
}

/// Takes over what was noted of the approach that the draft ends, once it is known what was tried.
pub(super) fn take_over(draft: &mut EntryDraft, session: &Session<'_>) -> Result<(), Failure> {
    match explored(draft, session)? {
        Some(exploration) => Ok(exploration::fill(session, &exploration, draft)?),
        None => Ok(()),
    }
}

fn explored(draft: &EntryDraft, session: &Session<'_>) -> Result<Option<Exploration>, Failure> {
    Ok(match &draft.exploration {
        Some(name) => session.journal.exploration(name.as_str())?,
        None => None,
    })
}

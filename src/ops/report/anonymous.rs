//! An account without the people and places in it, as far as they are known. What is taken out, and what cannot be, is
//! said in `docs/reports.md`.

use super::account::Account;
use super::rewriting::{self, Rewrite, rewrite};
use crate::model::{Entry, Filter, Text};
use crate::ops::{OperationError, Session, Shown};
use crate::redaction::{Anonymizer, KnownNames};

/// Branches that tell nothing.
const USUAL_BRANCHES: [&str; 5] = ["main", "master", "trunk", "develop", "dev"];

/// Who is named in the place of whoever wrote or said something.
const NOBODY: &str = "anonymous";

/// Everybody who writes or says something in the journal, its projects, and its telling branches.
fn known_names(session: &Session<'_>) -> Result<KnownNames, OperationError> {
    let journal = &session.journal;
    let branches = journal.branches()?.into_iter();
    let mut names = KnownNames {
        people: journal.authors()?.into_iter().collect(),
        projects: journal.projects()?.into_iter().collect(),
        branches: branches
            .filter(|branch| !USUAL_BRANCHES.contains(&branch.as_str()))
            .collect(),
    };
    names.people.extend(journal.speakers()?);
    names
        .people
        .insert(session.identity.author.as_str().to_owned());
    for exploration in journal.explorations(None)? {
        let facts = &exploration.facts;
        let answered = facts.answers.iter().map(|answer| &answer.by);
        let people = answered.chain([&facts.author]);
        names
            .people
            .extend(people.map(|name| name.as_str().to_owned()));
        names
            .projects
            .extend(facts.project.iter().map(ToString::to_string));
    }
    Ok(names)
}

fn anonymizer(session: &Session<'_>) -> Result<Anonymizer, OperationError> {
    Anonymizer::new(&known_names(session)?)
        .map_err(|error| OperationError::nothing(error.to_string(), error.hint))
}

impl Rewrite for Anonymizer {
    fn text(&self, text: &str) -> String {
        Anonymizer::text(self, text)
    }

    fn name(&self, name: &str) -> String {
        Anonymizer::name(self, name).into_owned()
    }
}

/// Takes people and places out of an account.
///
/// # Errors
/// When the journal cannot be read, or has more names than can be looked for.
pub(super) fn anonymize(
    session: &Session<'_>,
    account: &mut Account,
    filter: &Filter,
) -> Result<(), OperationError> {
    let anonymizer = anonymizer(session)?;
    account.report.only = only(filter);
    account.report.projects.clear();
    rewrite(account, &anonymizer);
    account.each_entry(|shown| unsign(&mut shown.entry));
    account.each_answer(|answer| sign(&mut answer.by));
    Ok(())
}

/// Takes people and places out of entries that are exported one by one.
#[derive(Debug)]
pub struct EntryAnonymizer {
    anonymizer: Anonymizer,
}

impl EntryAnonymizer {
    /// Knows everybody who writes or says something in the journal, and all projects.
    ///
    /// # Errors
    /// When the journal cannot be read, or has more names than can be looked for.
    pub fn of(session: &Session<'_>) -> Result<Self, OperationError> {
        Ok(Self {
            anonymizer: anonymizer(session)?,
        })
    }

    /// The entry without them.
    #[must_use]
    pub fn anonymous(&self, mut shown: Shown) -> Shown {
        rewriting::entry(&mut shown.entry, &self.anonymizer);
        unsign(&mut shown.entry);
        shown
    }
}

/// What the filter asks for, without names.
fn only(filter: &Filter) -> Vec<String> {
    let nameless = Filter {
        project: None,
        author: None,
        ..filter.clone()
    };
    let named = [
        ("one project", &filter.project),
        ("one author", &filter.author),
    ];
    let named = named.iter().filter(|(_, name)| name.is_some());
    let named = named.map(|(words, _)| (*words).to_owned());
    nameless.describe().into_iter().chain(named).collect()
}

/// Takes out what says who, where and at which commit.
fn unsign(entry: &mut Entry) {
    entry.project = None;
    sign(&mut entry.author);
    entry
        .reviews
        .iter_mut()
        .for_each(|review| sign(&mut review.by));
    entry
        .feedback
        .iter_mut()
        .for_each(|said| sign(&mut said.by));
    entry
        .practice
        .iter_mut()
        .for_each(|noted| sign(&mut noted.by));
    if let Some(evidence) = &mut entry.evidence {
        evidence.directory = None;
        evidence.commit = None;
        evidence.branch = None;
    }
}

fn sign(by: &mut Text) {
    if let Ok(nobody) = Text::new(NOBODY) {
        *by = nobody;
    }
}

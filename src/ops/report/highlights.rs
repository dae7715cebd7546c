//! The attempts behind the figures of a report: the lessons that mattered, and what failed.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use super::gather::within;
use super::leading::{Fingerprint, Fingerprints, Leading, weightiest};
use crate::model::time::Period;
use crate::model::{EntryId, Filter, Outcome, PrincipleKey};
use crate::ops::{OperationError, Session, Shown};
use crate::store::{Outline, Tagged};

/// How many lessons the page holds.
const LESSONS: usize = 7;
/// How many tags are listed with their failures.
const TAGS: usize = 8;
/// How many failures are listed under a tag.
const FAILURES: usize = 5;
/// How many failures are listed where they do not stand under tags.
const FAILURES_OF_ALL: usize = 10;

/// What a page for others tells beyond the figures.
#[derive(Debug, Clone, Serialize)]
pub struct Highlights {
    /// The lessons that mattered most: by what their principle cost in the period, then by how often it was met.
    pub lessons: Vec<Lesson>,
    /// How many principles the period has in all.
    pub principles: usize,
    /// What failed, by tag, the tags with the most failures first.
    pub failed_by_tag: Vec<FailedUnderTag>,
    /// How many more tags have failures.
    pub more_tags: usize,
}

/// A principle with the attempt that tells it best: the most expensive of the period.
#[derive(Debug, Clone, Serialize)]
pub struct Lesson {
    /// The attempt.
    pub entry: Shown,
    /// In how many attempts of the period the principle was met.
    pub times: u64,
    /// What those cost together, in minutes.
    pub spent_minutes: u64,
}

/// The attempts under a tag that failed or held only in part.
#[derive(Debug, Clone, Serialize)]
pub struct FailedUnderTag {
    /// The tag; nothing for attempts without one.
    pub tag: Option<String>,
    /// How many there are.
    pub attempts: u64,
    /// The most expensive of them.
    pub examples: Vec<Shown>,
}

/// An attempt on its way to being an example. Sorts the most expensive first, then the latest.
pub(super) type Rank = (Reverse<u64>, Reverse<i64>, EntryId);

/// The best of many attempts, and how many there were.
#[derive(Default)]
pub(super) struct Examples {
    count: u64,
    best: Vec<Rank>,
}

impl Examples {
    /// How many attempts there were.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The best of them.
    pub(super) fn shown(&self, session: &Session<'_>) -> Result<Vec<Shown>, OperationError> {
        let best = self.best.iter();
        best.map(|rank| shown_as(session, rank)).collect()
    }

    /// Takes in another one, and keeps so many at most.
    pub(super) fn add(&mut self, rank: Rank, most: usize) {
        self.count += 1;
        let place = self.best.partition_point(|other| *other < rank);
        if place < most {
            self.best.insert(place, rank);
            self.best.truncate(most);
        }
    }
}

/// What is held of a principle.
pub(super) struct Taught {
    times: u64,
    spent_minutes: u64,
    /// The attempt that tells it best.
    best: Rank,
}

impl Taught {
    fn add(&mut self, rank: Rank, spent_minutes: u64) {
        self.times += 1;
        self.spent_minutes += spent_minutes;
        self.best = self.best.min(rank);
    }
}

/// What the attempts of a pass taught.
#[derive(Default)]
struct Principles {
    fingerprints: Fingerprints,
    taught: HashMap<Fingerprint, Taught>,
}

impl Principles {
    fn add(&mut self, outline: &Outline) {
        let Some(principle) = &outline.principle else {
            return;
        };
        let key = PrincipleKey::of(principle.as_str());
        let best = rank(outline);
        let taught = self.taught.entry(self.fingerprints.of(key.as_str()));
        let taught = taught.or_insert(Taught {
            times: 0,
            spent_minutes: 0,
            best,
        });
        taught.add(best, outline.spent_minutes());
    }
}

/// The principles of the attempts that a filter chooses.
///
/// # Errors
/// When the journal cannot be read.
pub(super) fn taught(
    session: &Session<'_>,
    filter: &Filter,
) -> Result<HashMap<Fingerprint, Taught>, OperationError> {
    let mut principles = Principles::default();
    session.journal.for_each_outline(filter, |outline| {
        principles.add(&outline);
        Ok::<(), OperationError>(())
    })?;
    Ok(principles.taught)
}

/// The highlights of a period.
///
/// # Errors
/// When the journal cannot be read.
pub(super) fn highlights(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<Highlights, OperationError> {
    let within = within(filter, period);
    let mut principles = Principles::default();
    let mut failed: HashMap<Option<String>, u64> = HashMap::new();
    session.journal.for_each_outline(&within, |outline| {
        principles.add(&outline);
        if outline.outcome != Outcome::Worked {
            for tag in &outline.tags {
                *failed.entry(Some(tag.to_string())).or_default() += 1;
            }
            if outline.tags.is_empty() {
                *failed.entry(None).or_default() += 1;
            }
        }
        Ok::<(), OperationError>(())
    })?;
    let principles = principles.taught;
    Ok(Highlights {
        principles: principles.len(),
        lessons: lessons(session, &principles)?,
        more_tags: failed.len().saturating_sub(TAGS),
        failed_by_tag: failed_by_tag(session, &within, &failed)?,
    })
}

/// What did not work, the most expensive first.
#[derive(Debug, Clone, Serialize)]
pub struct Failures {
    /// How many attempts failed or held only in part.
    pub attempts: u64,
    /// The most expensive of them.
    pub examples: Vec<Shown>,
}

/// What did not work in a period.
///
/// # Errors
/// When the journal cannot be read.
pub(super) fn failures(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<Failures, OperationError> {
    let mut failed = Examples::default();
    session
        .journal
        .for_each_tagged(&within(filter, period), |tagged| {
            if tagged.outcome != Outcome::Worked {
                failed.add(rank_of(&tagged), FAILURES_OF_ALL);
            }
            Ok::<(), OperationError>(())
        })?;
    Ok(Failures {
        attempts: failed.count,
        examples: failed.shown(session)?,
    })
}

/// The place of an attempt among others.
pub(super) fn rank(outline: &Outline) -> Rank {
    (
        Reverse(outline.spent_minutes()),
        Reverse(outline.happened_at.utc_milliseconds()),
        outline.id,
    )
}

fn rank_of(tagged: &Tagged) -> Rank {
    let minutes = tagged.spent.map_or(0, |spent| u64::from(spent.minutes()));
    (
        Reverse(minutes),
        Reverse(tagged.happened_at.utc_milliseconds()),
        tagged.id,
    )
}

/// The principles that cost most, then those that were met most often, each told by its dearest attempt.
pub(super) fn lessons(
    session: &Session<'_>,
    principles: &HashMap<Fingerprint, Taught>,
) -> Result<Vec<Lesson>, OperationError> {
    let key = |taught: &Taught| -> Result<Option<PrincipleKey>, OperationError> {
        let (_, _, id) = taught.best;
        Ok(session.journal.entry(id)?.principle_key())
    };
    let leading = weightiest(
        principles,
        LESSONS,
        |taught| Some((taught.spent_minutes, taught.times)),
        |_, taught| key(taught),
    )?;
    let lesson = |(_, taught): (_, &Taught)| {
        Ok(Lesson {
            entry: shown_as(session, &taught.best)?,
            times: taught.times,
            spent_minutes: taught.spent_minutes,
        })
    };
    leading.into_iter().map(lesson).collect()
}

/// The tags with most failures. Their examples are looked for once it is known which tags these are.
fn failed_by_tag(
    session: &Session<'_>,
    within: &Filter,
    failed: &HashMap<Option<String>, u64>,
) -> Result<Vec<FailedUnderTag>, OperationError> {
    let mut leading = Leading::new(TAGS);
    for (tag, attempts) in failed {
        // Attempts without a tag stand behind the tags that have as many.
        leading.add((Reverse(*attempts), tag.is_none(), tag), ());
    }
    let leading = leading.into_entries();
    let mut found: Vec<(&Option<String>, Examples)> = leading
        .map(|((_, _, tag), ())| (tag, Examples::default()))
        .collect();
    session.journal.for_each_tagged(within, |tagged| {
        if tagged.outcome == Outcome::Worked {
            return Ok(());
        }
        for (tag, examples) in &mut found {
            let stands_here = match tag {
                Some(tag) => tagged.tags.iter().any(|own| own.as_str() == tag),
                None => tagged.tags.is_empty(),
            };
            if stands_here {
                examples.add(rank_of(&tagged), FAILURES);
            }
        }
        Ok::<(), OperationError>(())
    })?;
    let under = |(tag, examples): (&Option<String>, Examples)| {
        Ok(FailedUnderTag {
            tag: tag.clone(),
            attempts: examples.count,
            examples: examples.shown(session)?,
        })
    };
    found.into_iter().map(under).collect()
}

fn shown_as(session: &Session<'_>, (_, _, id): &Rank) -> Result<Shown, OperationError> {
    Ok(Shown::of(&session.journal, session.journal.entry(*id)?)?)
}

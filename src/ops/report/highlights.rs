//! The attempts behind the figures of a report: the lessons that mattered, and what failed.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use super::gather::within;
use crate::model::time::Period;
use crate::model::{EntryId, Filter, Outcome, PrincipleKey};
use crate::ops::{OperationError, Session, Shown};
use crate::store::Outline;

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
        self.best
            .iter()
            .map(|(_, _, id)| Ok(Shown::of(&session.journal, session.journal.entry(*id)?)?))
            .collect()
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

#[derive(Default)]
struct PrincipleTally {
    examples: Examples,
    spent_minutes: u64,
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
    let mut principles: HashMap<PrincipleKey, PrincipleTally> = HashMap::new();
    let mut failed: HashMap<Option<String>, Examples> = HashMap::new();
    session
        .journal
        .for_each_outline(&within(filter, period), |outline| {
            let rank = rank(&outline);
            if let Some(principle) = &outline.principle {
                let tally = principles
                    .entry(PrincipleKey::of(principle.as_str()))
                    .or_default();
                tally.examples.add(rank, 1);
                tally.spent_minutes += outline.spent_minutes();
            }
            if outline.outcome != Outcome::Worked {
                for tag in &outline.tags {
                    failed
                        .entry(Some(tag.to_string()))
                        .or_default()
                        .add(rank, FAILURES);
                }
                if outline.tags.is_empty() {
                    failed.entry(None).or_default().add(rank, FAILURES);
                }
            }
            Ok::<(), OperationError>(())
        })?;
    Ok(Highlights {
        principles: principles.len(),
        lessons: lessons(session, principles)?,
        more_tags: failed.len().saturating_sub(TAGS),
        failed_by_tag: failed_by_tag(session, failed)?,
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
        .for_each_outline(&within(filter, period), |outline| {
            if outline.outcome != Outcome::Worked {
                failed.add(rank(&outline), FAILURES_OF_ALL);
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

fn lessons(
    session: &Session<'_>,
    principles: HashMap<PrincipleKey, PrincipleTally>,
) -> Result<Vec<Lesson>, OperationError> {
    let mut ranked: Vec<(PrincipleKey, PrincipleTally)> = principles.into_iter().collect();
    ranked.sort_by(|(a_key, a), (b_key, b)| {
        let weight = |tally: &PrincipleTally| (tally.spent_minutes, tally.examples.count);
        weight(b).cmp(&weight(a)).then_with(|| a_key.cmp(b_key))
    });
    ranked.truncate(LESSONS);
    let mut lessons = Vec::new();
    for (_, tally) in ranked {
        for entry in tally.examples.shown(session)? {
            lessons.push(Lesson {
                entry,
                times: tally.examples.count,
                spent_minutes: tally.spent_minutes,
            });
        }
    }
    Ok(lessons)
}

fn failed_by_tag(
    session: &Session<'_>,
    failed: HashMap<Option<String>, Examples>,
) -> Result<Vec<FailedUnderTag>, OperationError> {
    let mut ranked: Vec<(Option<String>, Examples)> = failed.into_iter().collect();
    ranked.sort_by(|(a_tag, a), (b_tag, b)| {
        let named = |tag: &Option<String>| tag.is_some();
        let frequent = b.count.cmp(&a.count);
        frequent.then_with(|| (named(b_tag), a_tag).cmp(&(named(a_tag), b_tag)))
    });
    ranked.truncate(TAGS);
    ranked
        .into_iter()
        .map(|(tag, examples)| {
            Ok(FailedUnderTag {
                tag,
                attempts: examples.count,
                examples: examples.shown(session)?,
            })
        })
        .collect()
}

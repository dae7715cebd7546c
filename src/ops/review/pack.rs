//! Lessons that go to a reviewer in a pack, and the answers that come back.

use serde::Serialize;

use super::give::{given, with};
use super::{LessonInContext, Reviewed, in_context, waiting};
use crate::model::pack::{self, Answer, Problem, Returned};
use crate::model::{Entry, EntryId, Filter, Review, Text};
use crate::ops::{OperationError, Replaced, Session, redacting};
use crate::store::{StoreError, Writer};

/// What came of a pack that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The lessons that were given a review.
    #[serde(serialize_with = "entries")]
    pub reviewed: Vec<Reviewed>,
    /// How many answers had been taken before.
    pub present: u64,
    /// How many lessons were left open.
    pub open: u64,
    /// Answers to what is no lesson here.
    pub gone: Vec<Gone>,
    /// Lines that were not understood.
    pub problems: Vec<Problem>,
    /// Secrets that were replaced.
    pub replaced: Replaced,
}

impl Taken {
    /// How many places of the pack could not be taken.
    pub fn left(&self) -> usize {
        self.gone.len() + self.problems.len()
    }
}

/// An answer to what is no lesson here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// The line that names it.
    pub line: u64,
    /// What it names.
    pub id: String,
    /// Why it is none.
    pub reason: String,
}

fn entries<S: serde::Serializer>(reviewed: &[Reviewed], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(reviewed.iter().map(|reviewed| &reviewed.entry))
}

/// The lessons that a pack holds: those that wait, with what stands around each.
///
/// # Errors
/// When the journal cannot be read, or the text of the filter is no query.
pub fn packed(
    session: &Session<'_>,
    filter: Filter,
    limit: Option<u64>,
) -> Result<Vec<LessonInContext>, OperationError> {
    let lessons = waiting(session, filter, limit)?.entries.into_iter();
    lessons.map(|entry| in_context(session, entry)).collect()
}

/// Takes the answers of a pack in one step. An answer that was taken before is not taken again. `by` is who answered,
/// whatever the pack says.
///
/// # Errors
/// When an answer says nowhere whose it is, or the journal cannot be written. Nothing is written then.
pub fn take(
    session: &mut Session<'_>,
    returned: Returned,
    by: Option<&Text>,
) -> Result<Taken, OperationError> {
    let mut taken = Taken {
        open: returned.open,
        problems: returned.problems,
        ..Taken::default()
    };
    let mut meant = Vec::new();
    for answer in returned.answers {
        let by = by.or(answer.by.as_ref()).or(returned.by.as_ref());
        let by = by.cloned().ok_or_else(|| {
            OperationError::unfit(
                "the pack does not say who answered",
                "write the name behind `By:` at its top, or add `--by NAME`",
            )
        })?;
        match lesson(session, &answer)? {
            Ok(entry) => {
                let review = review(session, &entry, answer, by)?;
                meant.push((
                    entry.id,
                    redacting::redact_review(&session.redactor, review)?,
                ));
            }
            Err(reason) => taken.gone.push(Gone {
                line: answer.line,
                id: answer.id,
                reason: reason.to_owned(),
            }),
        }
    }
    let reviews = session.write("review --read", |writer| {
        let mut reviews = Vec::new();
        for (id, (review, replaced)) in meant {
            if add(writer, id, &review)? {
                taken.replaced.add(&replaced);
                reviews.push((id, review));
            } else {
                taken.present += 1;
            }
        }
        Ok::<_, OperationError>(reviews)
    })?;
    taken.reviewed = given(session, reviews)?;
    Ok(taken)
}

/// Adds a review unless the same one is there.
fn add(writer: &mut Writer<'_>, id: EntryId, review: &Review) -> Result<bool, StoreError> {
    let before = writer.entry(id)?;
    if before.reviews.iter().any(|other| other.agrees_with(review)) {
        return Ok(false);
    }
    writer.update(&before, &with(&before, review.clone()))?;
    Ok(true)
}

/// The lesson that an answer means, or why there is none.
fn lesson(
    session: &Session<'_>,
    answer: &Answer,
) -> Result<Result<Entry, &'static str>, OperationError> {
    let id = match session.journal.resolve(&answer.id) {
        Ok(id) => id,
        Err(StoreError::NotFound(_) | StoreError::Empty) => {
            return Ok(Err("no entry has this id; it may have been removed"));
        }
        Err(StoreError::Ambiguous { .. }) => {
            return Ok(Err("several entries have an id that begins so"));
        }
        Err(error) => return Err(error.into()),
    };
    let entry = session.journal.entry(id)?;
    if entry.principle.is_none() {
        return Ok(Err("its principle has been taken away"));
    }
    Ok(Ok(entry))
}

fn review(
    session: &Session<'_>,
    entry: &Entry,
    answer: Answer,
    by: Text,
) -> Result<Review, OperationError> {
    Ok(Review {
        verdict: answer.verdict,
        by,
        at: session.calendar.now(),
        reviewed: principle(session, entry, answer.fingerprint.as_deref())?,
        principle: answer.principle,
        elsewhere: answer.elsewhere,
        note: answer.note,
    })
}

/// The principle that the reader had before them: the present one, or one that stood there before and has the
/// fingerprint.
fn principle(
    session: &Session<'_>,
    entry: &Entry,
    fingerprint: Option<&str>,
) -> Result<Option<Text>, OperationError> {
    let present = entry.principle.clone();
    let is_meant = |text: &Text| fingerprint.is_none_or(|given| pack::fingerprint(text) == given);
    if present.as_ref().is_none_or(is_meant) {
        return Ok(present);
    }
    let records = session.journal.history(entry.id.0)?;
    let former = records.into_iter().rev().find_map(|mut recorded| {
        let change = recorded
            .record
            .body
            .change
            .fields
            .remove_entry("principle")?
            .1;
        Text::new(change.after.as_str()?).ok().filter(is_meant)
    });
    Ok(former.or(present))
}

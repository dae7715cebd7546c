//! One opinion on one or several lessons.

use crate::model::time::Stamp;
use crate::model::{Entry, EntryId, Review, Text, Verdict};
use crate::ops::{OperationError, Replaced, Session, Shown, redacting};

/// What somebody thinks of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// What they think of the principle.
    pub verdict: Verdict,
    /// Who; the one who runs the command where nothing is said.
    pub by: Option<Text>,
    /// The deeper form of the principle; needed where it is refined.
    pub principle: Option<Text>,
    /// Where else it will be met.
    pub elsewhere: Vec<Text>,
    /// Anything else.
    pub note: Option<Text>,
}

impl Opinion {
    /// The review that it is of a lesson; `author` is who runs the command.
    pub fn of(&self, lesson: &Entry, author: &Text, at: Stamp) -> Review {
        Review {
            verdict: self.verdict,
            by: self.by.as_ref().unwrap_or(author).clone(),
            at,
            reviewed: lesson.principle.clone(),
            principle: self.principle.clone(),
            elsewhere: self.elsewhere.clone(),
            note: self.note.clone(),
        }
    }
}

/// A lesson with the review that it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The lesson as it is now.
    pub entry: Shown,
    /// The review.
    pub review: Review,
}

/// Gives each of these lessons a review, all in one step, and says which secrets were replaced in them.
///
/// # Errors
/// When one has no principle yet, the verdict refines without saying how, or the journal cannot be written. Nothing is
/// written then.
pub fn review(
    session: &mut Session<'_>,
    ids: &[EntryId],
    opinion: &Opinion,
) -> Result<(Vec<Reviewed>, Replaced), OperationError> {
    if opinion.verdict == Verdict::Refined && opinion.principle.is_none() {
        return Err(OperationError::unfit(
            "a refined principle needs its deeper form",
            "add `--principle TEXT`, or write `--verdict confirmed`",
        ));
    }
    for id in ids {
        let entry = session.journal.entry(*id)?;
        Shown::of(&session.journal, entry)?.check_lesson()?;
    }
    let author = session.identity.author.clone();
    let at = session.calendar.now();
    let redactor = session.redactor.clone();
    let mut replaced = Replaced::default();
    let reviews = session.write("review", |writer| {
        let mut reviews = Vec::new();
        for id in ids {
            let before = writer.entry(*id)?;
            let review = opinion.of(&before, &author, at);
            let (review, found) = redacting::redact_review(&redactor, review)?;
            replaced.add(&found);
            writer.update(&before, &with(&before, review.clone()))?;
            reviews.push((*id, review));
        }
        Ok::<_, OperationError>(reviews)
    })?;
    Ok((given(session, reviews)?, replaced))
}

/// The entry with one more review.
pub(super) fn with(entry: &Entry, review: Review) -> Entry {
    let mut after = entry.clone();
    after.reviews.push(review);
    after
}

/// The lessons as they are now, each with the review that it was given.
pub(super) fn given(
    session: &Session<'_>,
    reviews: Vec<(EntryId, Review)>,
) -> Result<Vec<Reviewed>, OperationError> {
    let lessons = reviews.into_iter().map(|(id, review)| {
        let entry = Shown::of(&session.journal, session.journal.entry(id)?)?;
        Ok(Reviewed { entry, review })
    });
    lessons.collect()
}

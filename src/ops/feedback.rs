//! `recall --helped` and `--not-relevant`: what a person says of lessons that came back.

use super::{OperationError, Session, Shown};
use crate::model::{Feedback, Usefulness};

/// Notes what was said of entries, in one step.
///
/// # Errors
/// When one is not found or not clear, or the journal cannot be written.
pub fn note(
    session: &mut Session<'_>,
    given: &[(String, Usefulness)],
) -> Result<Vec<(Shown, Usefulness)>, OperationError> {
    let mut judged = Vec::new();
    for (given, verdict) in given {
        judged.push((session.journal.resolve(given)?, *verdict));
    }
    let (by, at) = (session.identity.author.clone(), session.calendar.now());
    session.write("recall", |writer| {
        for (id, verdict) in &judged {
            let before = writer.entry(*id)?;
            let mut after = before.clone();
            after.feedback.push(Feedback {
                verdict: *verdict,
                by: by.clone(),
                at,
            });
            writer.update(&before, &after)?;
        }
        Ok::<(), OperationError>(())
    })?;
    let shown = judged.into_iter().map(|(id, verdict)| {
        let entry = session.journal.entry(id)?;
        Ok((Shown::of(&session.journal, entry)?, verdict))
    });
    shown.collect()
}

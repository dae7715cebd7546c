//! `practice`: lessons come back before they are forgotten. When one is due is worked out in the room `practice`; here
//! stands which of them come first, how many new ones a day brings, and what is noted.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::edit::edit;
use super::{OperationError, Replaced, Session, Shown};
use crate::model::{Entry, EntryId, Filter, Practised, Rating, Tag, TagGroup, Text};
use crate::practice::Schedule;

/// So many lessons are introduced on a day, so that a large import does not drown a person.
const NEW_A_DAY: u64 = 3;

/// So many lessons that were never practised are looked at, latest first, for those that may be introduced.
const NEW_LOOKED_AT: u64 = 50;

/// Each time that a lesson has been practised so often, it is asked where its principle applies.
const TIMES_BETWEEN_PLACES: usize = 3;

/// Where somebody practises: lessons of this place come first.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The project.
    pub project: Option<String>,
    /// The tags of the project.
    pub tags: Vec<Tag>,
}

/// A lesson to practise.
#[derive(Debug, Clone, Serialize)]
pub struct Due {
    /// The lesson.
    pub entry: Shown,
    /// The day from which on it was due.
    #[serde(serialize_with = "as_iso_date")]
    pub due: NaiveDate,
    /// How often it has been practised.
    pub practised: usize,
    /// Whether it is time to ask where the principle applies.
    pub asks_elsewhere: bool,
}

/// What is noted of a lesson that was practised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Whether it came to mind.
    pub rating: Rating,
    /// Where the principle applies today.
    pub elsewhere: Vec<Text>,
}

/// A lesson that was practised.
#[derive(Debug, Clone, Serialize)]
pub struct Noted {
    /// The lesson as it is now.
    pub entry: Shown,
    /// What was said of it.
    pub rating: Rating,
    /// The day from which on it is due again.
    #[serde(serialize_with = "as_iso_date")]
    pub due: NaiveDate,
    /// Secrets that were replaced.
    pub replaced: Replaced,
}

/// The lessons to practise now, at most `limit`: those of the context first, of these the ones that were practised
/// before, and of those the ones that have waited longest for how well they are kept in mind.
///
/// # Errors
/// When the journal cannot be read, or the text of the filter is no query.
pub fn due(
    session: &Session<'_>,
    filter: &Filter,
    context: &Context,
    limit: Option<u64>,
) -> Result<Vec<Due>, OperationError> {
    let today = session.calendar.today();
    let mut new_left = new_left(session, today)?;
    let mut seen = HashSet::new();
    let mut chosen = Vec::new();
    for filter in nearest_first(filter, context) {
        // Lessons of a nearer filter come again here, and are passed over.
        let wanted = limit.map(|limit| limit.saturating_add(seen.len() as u64));
        for entry in session.journal.due_lessons(&filter, today, wanted)? {
            if seen.insert(entry.id) {
                let due = Schedule::of(&entry).map_or(today, |schedule| schedule.due);
                chosen.push(to_practise(session, entry, due)?);
            }
        }
        if new_left > 0 {
            for (entry, due) in introducible(session, &filter, today, new_left + seen.len())? {
                if new_left > 0 && seen.insert(entry.id) {
                    new_left -= 1;
                    chosen.push(to_practise(session, entry, due)?);
                }
            }
        }
    }
    if let Some(limit) = limit {
        chosen.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Ok(chosen)
}

/// How many lessons there are to practise now.
///
/// # Errors
/// When the journal cannot be read, or the text of the filter is no query.
pub fn due_count(session: &Session<'_>, filter: &Filter) -> Result<u64, OperationError> {
    let today = session.calendar.today();
    let new_left = new_left(session, today)?;
    let new = introducible(session, filter, today, new_left)?;
    Ok(session.journal.due_count(filter, today)? + new.len() as u64)
}

/// One lesson, whether it is due or not.
///
/// # Errors
/// When the entry is not there, or is a draft.
pub fn one(session: &Session<'_>, id: EntryId) -> Result<Due, OperationError> {
    let entry = lesson(session, id)?;
    let due = match Schedule::of(&entry) {
        Some(schedule) => schedule.due,
        None => first_due(session, &entry)?,
    };
    to_practise(session, entry, due)
}

/// Notes how a lesson went.
///
/// # Errors
/// When the entry is not there, is a draft, or the journal cannot be written.
pub fn note(session: &mut Session<'_>, id: EntryId, note: Note) -> Result<Noted, OperationError> {
    let before = lesson(session, id)?;
    let mut after = before.clone();
    for place in note.elsewhere {
        if !after.elsewhere.contains(&place) {
            after.elsewhere.push(place);
        }
    }
    let practised = Practised {
        rating: note.rating,
        by: session.identity.author.clone(),
        at: session.calendar.now(),
    };
    if !after.practice.contains(&practised) {
        after.practice.push(practised);
    }
    let edited = edit(session, "practice", &before, &after)?;
    let today = session.calendar.today();
    Ok(Noted {
        due: Schedule::of(&edited.entry.entry).map_or(today, |schedule| schedule.due),
        rating: note.rating,
        entry: edited.entry,
        replaced: edited.replaced,
    })
}

/// The filter for each ring around the context, the innermost first.
fn nearest_first(filter: &Filter, context: &Context) -> Vec<Filter> {
    let mut filters = Vec::new();
    if let (Some(project), None) = (&context.project, &filter.project) {
        filters.push(Filter {
            project: Some(project.clone()),
            ..filter.clone()
        });
    }
    if !context.tags.is_empty() {
        let mut tagged = filter.clone();
        tagged.tags.push(TagGroup(context.tags.clone()));
        filters.push(tagged);
    }
    filters.push(filter.clone());
    filters
}

/// How many lessons may still be introduced on a day.
fn new_left(session: &Session<'_>, today: NaiveDate) -> Result<usize, OperationError> {
    let introduced = session.journal.introduced_on(today)?;
    Ok(usize::try_from(NEW_A_DAY.saturating_sub(introduced)).unwrap_or(0))
}

/// Lessons that may be introduced, latest first, each with the day from which on it may. Not on the day on which the
/// principle was written: it is still in mind then.
fn introducible(
    session: &Session<'_>,
    filter: &Filter,
    today: NaiveDate,
    limit: usize,
) -> Result<Vec<(Entry, NaiveDate)>, OperationError> {
    let mut found = Vec::new();
    if limit == 0 {
        return Ok(found);
    }
    for entry in session.journal.new_lessons(filter, NEW_LOOKED_AT)? {
        let due = first_due(session, &entry)?;
        if due <= today {
            found.push((entry, due));
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

/// The day after that on which the principle was written. A clock that ran ahead then makes nobody wait.
fn first_due(session: &Session<'_>, entry: &Entry) -> Result<NaiveDate, OperationError> {
    let written = session.journal.principle_since(entry.id)?;
    let day = session.calendar.date_of(written);
    let today = session.calendar.today();
    Ok(day.succ_opt().filter(|_| day <= today).unwrap_or(today))
}

/// The entry, unless it is a draft.
fn lesson(session: &Session<'_>, id: EntryId) -> Result<Entry, OperationError> {
    let shown = Shown::of(&session.journal, session.journal.entry(id)?)?;
    shown.check_lesson()?;
    Ok(shown.entry)
}

fn to_practise(session: &Session<'_>, entry: Entry, due: NaiveDate) -> Result<Due, OperationError> {
    let practised = entry.practice.len();
    Ok(Due {
        due,
        practised,
        asks_elsewhere: (practised + 1).is_multiple_of(TIMES_BETWEEN_PLACES),
        entry: Shown::of(&session.journal, entry)?,
    })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "so serde asks for it")]
fn as_iso_date<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

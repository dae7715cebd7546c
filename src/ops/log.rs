//! `log`: an attempt becomes an entry.

use serde::Serialize;

use super::exploration::{Joined, ended_by, with_approach};
use super::{OperationError, Replaced, Session, Shown, redacting, watching};
use crate::model::{Approach, Entry, EntryDraft, EntryError, EntryId, Exploration, Tag};
use crate::store::{Fate, Journal, StoreError, TagTotal, Writer};
use crate::text;

/// A saved entry, and what the journal knows that the person may want to hear.
#[derive(Debug, Clone, Serialize)]
pub struct Logged {
    /// The entry.
    pub entry: Shown,
    /// Earlier meetings with its principle, if there were any.
    pub met: Option<Met>,
    /// New tags that look like a slip of the finger.
    pub near_misses: Vec<NearMiss>,
    /// What the entry did to its exploration, where that is known.
    pub joined: Option<Joined>,
    /// Secrets that were replaced.
    pub replaced: Replaced,
}

/// Earlier meetings with a principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Met {
    /// In how many other entries.
    pub times: u64,
    /// What they have cost together, in minutes.
    pub spent_minutes: u64,
}

/// A tag that nothing else has, beside one that is much like it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NearMiss {
    /// The tag that was given.
    pub given: Tag,
    /// The tag that may have been meant.
    pub known: String,
    /// How many entries have that one.
    pub entries: u64,
}

/// Saves an attempt. What the draft leaves open is filled in: a new identifier, the session's author, now. Where it
/// belongs to an exploration, it ends an approach that was noted there, in the same step.
///
/// # Errors
/// When a required fact is missing, a signal cannot be used, the identifier is taken, or the journal cannot be written.
pub fn log(session: &mut Session<'_>, draft: EntryDraft) -> Result<Logged, OperationError> {
    draft.check_lists()?;
    watching::check_signals(&draft.signals)?;
    let near_misses = near_misses(&session.journal, &draft.tags)?;
    let exploration = exploration(session, &draft)?;
    let now = session.calendar.now();
    let author = session.identity.author.clone();
    let redactor = session.redactor.clone();
    let (entry, replaced) = session.write("log", |writer| {
        let id = match draft.id {
            Some(id) if writer.fate(id)? != Fate::Unknown => return Err(taken(id)),
            Some(id) => id,
            None => writer.new_entry_id(),
        };
        let entry = EntryDraft {
            id: Some(id),
            ..draft
        }
        .complete(&author, now)?;
        let (entry, replaced) = redacting::redact(&redactor, entry)?;
        writer.create(std::slice::from_ref(&entry))?;
        if let Some((exploration, Some(approach))) = &exploration {
            end(writer, exploration, approach, entry.id)?;
        }
        Ok::<(Entry, Replaced), OperationError>((entry, replaced))
    })?;
    let met = met_before(&session.journal, &entry)?;
    Ok(Logged {
        entry: Shown::of(&session.journal, entry)?,
        met,
        near_misses,
        joined: exploration.map(|(exploration, ended)| Joined {
            name: exploration.facts.name.to_string(),
            state: exploration.facts.state,
            ended: ended.map(|approach| approach.title.to_string()),
        }),
        replaced,
    })
}

/// The exploration that a draft names, if it is known, and the approach there that the attempt ends.
fn exploration(
    session: &Session<'_>,
    draft: &EntryDraft,
) -> Result<Option<(Exploration, Option<Approach>)>, StoreError> {
    let Some(name) = &draft.exploration else {
        return Ok(None);
    };
    let Some(exploration) = session.journal.exploration(name.as_str())? else {
        return Ok(None);
    };
    let ended = match &draft.tried {
        Some(tried) => ended_by(session, &exploration, tried)?,
        None => None,
    };
    Ok(Some((exploration, ended)))
}

fn end(
    writer: &mut Writer<'_>,
    exploration: &Exploration,
    approach: &Approach,
    entry: EntryId,
) -> Result<(), StoreError> {
    let ended = Approach {
        entry: Some(entry),
        ..approach.clone()
    };
    let after = with_approach(exploration, Some(approach), ended);
    writer.update_exploration(exploration, &after)
}

fn taken(id: EntryId) -> OperationError {
    EntryError::new(
        "id",
        format!("`{id}` is in the journal already"),
        "leave `id` out, or use `folio edit`",
    )
    .into()
}

/// Other entries with the principle of this one.
pub(super) fn met_before(journal: &Journal, entry: &Entry) -> Result<Option<Met>, OperationError> {
    let Some(key) = entry.principle_key() else {
        return Ok(None);
    };
    let total = journal.principle_total(&key)?;
    let own = entry.spent.map_or(0, |spent| u64::from(spent.minutes()));
    let met = Met {
        times: total.entries.saturating_sub(1),
        spent_minutes: total.spent_minutes.saturating_sub(own),
    };
    Ok((met.times > 0).then_some(met))
}

/// Those of the given tags that no entry has, though one has a tag much like it.
///
/// # Errors
/// When the journal cannot be read.
pub fn near_misses(journal: &Journal, given: &[Tag]) -> Result<Vec<NearMiss>, OperationError> {
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let mut unknown = Vec::new();
    for tag in given {
        let is_long = tag.as_str().chars().count() > SHORT;
        if is_long && journal.tag_uses(tag.as_str())? == 0 {
            unknown.push(tag);
        }
    }
    if unknown.is_empty() {
        return Ok(Vec::new());
    }
    let totals = journal.tag_totals()?;
    let misses = unknown.into_iter().filter_map(|tag| {
        let uses = totals.iter().map(TagTotal::uses);
        let others = uses.filter(|(name, _)| !may_both_be_meant(name, tag.as_str()));
        let nearest = text::nearest_used(tag.as_str(), others)?;
        let total = totals.iter().find(|total| total.tag == nearest)?;
        Some(NearMiss {
            given: tag.clone(),
            known: total.tag.clone(),
            entries: total.own_entries,
        })
    });
    Ok(misses.collect())
}

/// A tag of so few letters is near to many others.
const SHORT: usize = 3;

/// Whether two names are the same but for their digits, as `http2` and `http3`, or one is a level below the other, as
/// `http/2` below `http`.
fn may_both_be_meant(one: &str, other: &str) -> bool {
    let letters = |name: &str| -> String { name.chars().filter(|c| !c.is_numeric()).collect() };
    let is_below = |child: &str, parent: &str| {
        child
            .strip_prefix(parent)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    letters(one) == letters(other) || is_below(one, other) || is_below(other, one)
}

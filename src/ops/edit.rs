//! `edit`: fields of an entry are set.

use serde::Serialize;

use super::log::{Met, NearMiss, met_before, near_misses};
use super::{OperationError, Replaced, Session, Shown, redacting, watching};
use crate::model::time::{Spent, Stamp};
use crate::model::{Assist, Entry, Outcome, Tag, Text};
use crate::store::StoreError;

/// What to change. What is absent stays; `Some(None)` takes a value away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// X.
    pub tried: Option<Text>,
    /// Y.
    pub because: Option<Text>,
    /// Z.
    pub principle: Option<Option<Text>>,
    /// What to do next time.
    pub next: Option<Option<Text>>,
    /// What it rules out.
    pub rules_out: Option<Option<Text>>,
    /// The exploration it belongs to, by name.
    pub exploration: Option<Option<Text>>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Where it happened.
    pub project: Option<Option<Text>>,
    /// How much assistance it had.
    pub assist: Option<Option<Assist>>,
    /// What it cost.
    pub spent: Option<Option<Spent>>,
    /// When it happened.
    pub happened_at: Option<Stamp>,
    /// Tags to add, unless they are there.
    pub add_tags: Vec<Tag>,
    /// Tags to take away, if they are there.
    pub remove_tags: Vec<Tag>,
    /// Signals to add, unless they are there.
    pub add_signals: Vec<Text>,
    /// Signals to take away, if they are there.
    pub remove_signals: Vec<Text>,
}

impl Edit {
    /// Whether nothing is to be changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The entry with the changes made.
    pub fn apply_to(self, entry: &Entry) -> Entry {
        let mut edited = Entry {
            tried: self.tried.unwrap_or_else(|| entry.tried.clone()),
            because: self.because.unwrap_or_else(|| entry.because.clone()),
            principle: self.principle.unwrap_or_else(|| entry.principle.clone()),
            next: self.next.unwrap_or_else(|| entry.next.clone()),
            rules_out: self.rules_out.unwrap_or_else(|| entry.rules_out.clone()),
            exploration: self
                .exploration
                .unwrap_or_else(|| entry.exploration.clone()),
            outcome: self.outcome.unwrap_or(entry.outcome),
            project: self.project.unwrap_or_else(|| entry.project.clone()),
            assist: self.assist.unwrap_or(entry.assist),
            spent: self.spent.unwrap_or(entry.spent),
            happened_at: self.happened_at.unwrap_or(entry.happened_at),
            ..entry.clone()
        };
        edited.tags = merged(&entry.tags, &self.add_tags, &self.remove_tags);
        edited.signals = merged(&entry.signals, &self.add_signals, &self.remove_signals);
        edited
    }
}

fn merged<T: Clone + PartialEq>(present: &[T], add: &[T], remove: &[T]) -> Vec<T> {
    let mut merged: Vec<T> = present
        .iter()
        .filter(|member| !remove.contains(member))
        .cloned()
        .collect();
    for member in add {
        if !merged.contains(member) {
            merged.push(member.clone());
        }
    }
    merged
}

/// An entry after a change.
#[derive(Debug, Clone, Serialize)]
pub struct Edited {
    /// The entry as it is now.
    pub entry: Shown,
    /// The names of the fields that differ from before; empty when nothing changed.
    pub changed: Vec<String>,
    /// Earlier meetings with its principle, where the principle changed.
    pub met: Option<Met>,
    /// New tags that look like a slip of the finger.
    pub near_misses: Vec<NearMiss>,
    /// Secrets that were replaced.
    pub replaced: Replaced,
}

/// Saves what leads from `before`, the entry as it was read, to `after`, as a step of `command`. What others have made
/// of the entry since it was read stays; where both set a field, this holds.
///
/// # Errors
/// When the entry was removed since, a new signal cannot be used, or the journal cannot be written.
pub fn edit(
    session: &mut Session<'_>,
    command: &str,
    before: &Entry,
    after: &Entry,
) -> Result<Edited, OperationError> {
    watching::check_new_signals(&before.signals, &after.signals)?;
    let new_tags: Vec<Tag> = after
        .tags
        .iter()
        .filter(|tag| !before.tags.contains(tag))
        .cloned()
        .collect();
    let near_misses = near_misses(&session.journal, &new_tags)?;
    let (after, replaced) = redacting::redact(&session.redactor, after.clone())?;
    let saved = session.write(command, |writer| writer.update(before, &after));
    let change = saved.map_err(removed)?;
    let changed: Vec<String> = change
        .fields
        .into_keys()
        .chain(change.lists.into_keys())
        .collect();
    let entry = session.journal.entry(before.id)?;
    let met = if changed.iter().any(|field| field == "principle") {
        met_before(&session.journal, &entry)?
    } else {
        None
    };
    Ok(Edited {
        entry: Shown::of(&session.journal, entry)?,
        changed,
        met,
        near_misses,
        replaced,
    })
}

/// Says of an entry that is not there any more that it was when it was read.
fn removed(error: StoreError) -> OperationError {
    match error {
        StoreError::NotFound(_) => OperationError::missing(
            "the entry was removed meanwhile: nothing was saved",
            "`folio undo --list` shows what was done, and `folio undo` takes the last of it back",
        ),
        other => other.into(),
    }
}

//! `tags`: which tags there are, and bringing them in order.

use std::collections::HashMap;

use serde::Serialize;

use super::{OperationError, Session};
use crate::model::time::Stamp;
use crate::model::{Entry, EntryId, Filter, Order, Selection, Tag, TagGroup};
use crate::store::TagTotal;
use crate::text;

/// How a tag is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagUse {
    /// The tag.
    pub tag: String,
    /// How many entries name it.
    pub entries: u64,
    /// What they cost together, in minutes.
    pub spent_minutes: u64,
    /// When the latest of them happened.
    pub last_seen: Stamp,
}

/// What came of bringing tags in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Retagged {
    /// The tags as they were.
    pub from: Vec<String>,
    /// The tag that stands in their place.
    pub to: String,
    /// How many entries were changed.
    pub entries: u64,
}

/// Every tag that the chosen entries name, in no particular order.
///
/// # Errors
/// When the journal cannot be read.
pub fn tags(session: &Session<'_>, filter: &Filter) -> Result<Vec<TagUse>, OperationError> {
    if *filter == Filter::default() {
        return all_tags(session);
    }
    let mut uses: HashMap<String, TagUse> = HashMap::new();
    session.journal.for_each_outline(filter, |outline| {
        let spent = outline.spent_minutes();
        for tag in outline.tags {
            let tag = String::from(tag);
            let usage = uses.entry(tag.clone()).or_insert(TagUse {
                tag,
                entries: 0,
                spent_minutes: 0,
                last_seen: outline.happened_at,
            });
            usage.entries += 1;
            usage.spent_minutes += spent;
            usage.last_seen = outline.happened_at;
        }
        Ok::<(), OperationError>(())
    })?;
    Ok(uses.into_values().collect())
}

fn all_tags(session: &Session<'_>) -> Result<Vec<TagUse>, OperationError> {
    let mut uses = Vec::new();
    for total in session.journal.tag_totals()? {
        let Some(last_seen) = session.journal.tag_last_seen(&total.tag)? else {
            continue;
        };
        uses.push(TagUse {
            tag: total.tag,
            entries: total.own_entries,
            spent_minutes: total.spent_minutes,
            last_seen,
        });
    }
    Ok(uses)
}

/// Gives a tag, and every tag below it, another name.
///
/// # Errors
/// When no entry has the tag, a new name is in use, or the journal cannot be written.
pub fn rename(session: &mut Session<'_>, from: &Tag, to: &Tag) -> Result<Retagged, OperationError> {
    if let Some(taken) = taken_by_rename(&session.journal.tag_totals()?, from, to) {
        return Err(OperationError::nothing(
            format!("the tag `{taken}` is in use already"),
            format!("run `folio tags --merge {from} --into {to}` to make the two one"),
        ));
    }
    retag(session, "tags --rename", std::slice::from_ref(from), to)
}

/// The first tag that a rename would make one with another: some entry has it, and it is not renamed itself.
fn taken_by_rename(totals: &[TagTotal], from: &Tag, to: &Tag) -> Option<String> {
    let renamed = totals.iter().filter_map(|total| below(&total.tag, from));
    let mut names = renamed.map(|rest| format!("{to}{rest}"));
    names.find(|name| {
        let is_there = totals.iter().any(|total| total.tag == *name);
        is_there && below(name, from).is_none()
    })
}

/// Puts one tag in the place of several.
///
/// # Errors
/// When no entry has one of the tags, or the journal cannot be written.
pub fn merge(
    session: &mut Session<'_>,
    from: &[Tag],
    into: &Tag,
) -> Result<Retagged, OperationError> {
    retag(session, "tags --merge", from, into)
}

fn retag(
    session: &mut Session<'_>,
    command: &str,
    from: &[Tag],
    to: &Tag,
) -> Result<Retagged, OperationError> {
    for tag in from {
        if session.journal.tag_uses(tag.as_str())? == 0 {
            return Err(unknown(session, tag)?);
        }
    }
    let filter = Filter {
        tags: vec![TagGroup(from.to_vec())],
        ..Filter::default()
    };
    let selection = Selection {
        filter,
        order: Order::Oldest,
        limit: None,
    };
    let mut ids: Vec<EntryId> = Vec::new();
    session.journal.for_each_entry(&selection, |entry| {
        ids.push(entry.id);
        Ok::<(), OperationError>(())
    })?;
    let entries = session.write(command, |writer| {
        let mut changed = 0;
        for id in &ids {
            let before = writer.entry(*id)?;
            let after = Entry {
                tags: renamed(&before.tags, from, to)?,
                ..before.clone()
            };
            changed += u64::from(!writer.update(&before, &after)?.is_empty());
        }
        Ok::<u64, OperationError>(changed)
    })?;
    Ok(Retagged {
        from: from.iter().map(ToString::to_string).collect(),
        to: to.to_string(),
        entries,
    })
}

fn unknown(session: &Session<'_>, tag: &Tag) -> Result<OperationError, OperationError> {
    let totals = session.journal.tag_totals()?;
    let hint = match text::nearest_used(tag.as_str(), totals.iter().map(TagTotal::uses)) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "run `folio tags` to see the tags".to_owned(),
    };
    Ok(OperationError::missing(
        format!("no entry has the tag `{tag}`"),
        hint,
    ))
}

/// The tags of an entry with `to` in the place of each of `from`, children included, each once.
fn renamed(tags: &[Tag], from: &[Tag], to: &Tag) -> Result<Vec<Tag>, OperationError> {
    let mut renamed = Vec::new();
    for tag in tags {
        let new = match from.iter().find_map(|from| below(tag.as_str(), from)) {
            Some(rest) => Tag::new(&format!("{to}{rest}"))
                .map_err(|error| OperationError::nothing(error.to_string(), error.hint()))?,
            None => tag.clone(),
        };
        if !renamed.contains(&new) {
            renamed.push(new);
        }
    }
    Ok(renamed)
}

/// What follows `parent` in a tag: nothing for the tag itself, `/child` for one below it.
fn below<'a>(tag: &'a str, parent: &Tag) -> Option<&'a str> {
    let rest = tag.strip_prefix(parent.as_str())?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

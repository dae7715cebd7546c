//! `principles`: which principles were drawn, how often they were met, and making several writings one.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::{OperationError, Replaced, Session, redacting};
use crate::model::time::Stamp;
use crate::model::{Entry, EntryId, Filter, PrincipleKey, Standing, Text};
use crate::store::StoreError;

/// How often a principle was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrincipleUse {
    /// The principle, as it was written last.
    pub principle: String,
    /// How many entries carry it.
    pub entries: u64,
    /// What they cost together, in minutes.
    pub spent_minutes: u64,
    /// When the latest of them happened.
    pub last_seen: Stamp,
    /// In how many of them the latest review disputes it.
    pub disputed: u64,
}

/// What came of merging principles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// The principle that they carry now.
    pub into: String,
    /// How many entries were changed.
    pub entries: u64,
    /// Secrets that were replaced in it.
    pub replaced: Replaced,
}

/// Every principle of the chosen entries, grouped by [`PrincipleKey`], in no particular order.
///
/// # Errors
/// When the journal cannot be read.
pub fn principles(
    session: &Session<'_>,
    filter: &Filter,
) -> Result<Vec<PrincipleUse>, OperationError> {
    if *filter == Filter::default() {
        return all_principles(session);
    }
    let mut uses: HashMap<PrincipleKey, PrincipleUse> = HashMap::new();
    session.journal.for_each_outline(filter, |outline| {
        let spent = outline.spent_minutes();
        let Some(principle) = outline.principle else {
            return Ok(());
        };
        let usage = uses
            .entry(PrincipleKey::of(principle.as_str()))
            .or_insert_with(|| PrincipleUse {
                principle: String::new(),
                entries: 0,
                spent_minutes: 0,
                last_seen: outline.happened_at,
                disputed: 0,
            });
        usage.disputed += u64::from(outline.standing == Some(Standing::Disputed));
        usage.entries += 1;
        usage.spent_minutes += spent;
        usage.last_seen = outline.happened_at;
        usage.principle = String::from(principle);
        Ok::<(), OperationError>(())
    })?;
    Ok(uses.into_values().collect())
}

fn all_principles(session: &Session<'_>) -> Result<Vec<PrincipleUse>, OperationError> {
    let mut uses = Vec::new();
    let disputed = session.journal.disputed_principles()?;
    for (key, total) in session.journal.principle_totals()? {
        let Some((principle, last_seen)) = session.journal.principle_last_seen(&key)? else {
            continue;
        };
        uses.push(PrincipleUse {
            principle,
            entries: total.entries,
            spent_minutes: total.spent_minutes,
            last_seen,
            disputed: disputed.get(&key).copied().unwrap_or(0),
        });
    }
    Ok(uses)
}

/// Gives every entry that carries one of the principles the principle `into`. Each of `from` is a principle as it is
/// written anywhere, or the id of an entry that carries it.
///
/// # Errors
/// When one is not there or several ids begin with it, or the journal cannot be written.
pub fn merge(
    session: &mut Session<'_>,
    from: &[String],
    into: &Text,
) -> Result<Merged, OperationError> {
    let mut seen = HashSet::new();
    let mut ids: Vec<EntryId> = Vec::new();
    for given in from {
        let carriers = carriers(session, given)?.into_iter();
        ids.extend(carriers.filter(|id| seen.insert(*id)));
    }
    let (into, replaced) = redacting::redact_text(&session.redactor, "principle", into)?;
    let entries = session.write("principles --merge", |writer| {
        let mut changed = 0;
        for id in &ids {
            let before = writer.entry(*id)?;
            let after = Entry {
                principle: Some(into.clone()),
                ..before.clone()
            };
            changed += u64::from(!writer.update(&before, &after)?.is_empty());
        }
        Ok::<u64, OperationError>(changed)
    })?;
    Ok(Merged {
        into: into.to_string(),
        entries,
        replaced,
    })
}

fn carriers(session: &Session<'_>, given: &str) -> Result<Vec<EntryId>, OperationError> {
    let ids = session.journal.with_principle(&PrincipleKey::of(given))?;
    if !ids.is_empty() {
        return Ok(ids);
    }
    let not_there = || {
        OperationError::missing(
            format!("no entry carries the principle `{given}`"),
            "run `folio principles` to see them; write one of them, or the id of an entry that has it",
        )
    };
    let id = match session.journal.resolve(given) {
        Err(StoreError::NotFound(_)) => return Err(not_there()),
        other => other?,
    };
    let key = session
        .journal
        .entry(id)?
        .principle_key()
        .ok_or_else(not_there)?;
    Ok(session.journal.with_principle(&key)?)
}

//! What a brief says that the one before it did not.

use serde::Serialize;

use super::{Attempt, Edition};
use crate::model::time::Stamp;
use crate::model::{Brief, Exploration, Text, Told};
use crate::ops::exploration::Approached;

/// What is new since the brief before.
#[derive(Debug, Clone, Serialize)]
pub struct News {
    /// When that one was written.
    pub since: Stamp,
    /// The attempts that have ended since.
    pub attempts: Vec<Attempt>,
    /// What the person tells differently.
    pub changed: Vec<Changed>,
}

/// Something that the person tells differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What it is: `hypothesis`.
    pub what: &'static str,
    /// What was told before.
    pub before: Option<String>,
    /// What is told now.
    pub now: Option<String>,
}

/// What is new since the latest brief, or, where that one is repeated or completed, since the one before it.
pub(super) fn since(
    exploration: &Exploration,
    told: &Told,
    approaches: &[Approached],
    edition: Edition,
) -> Option<News> {
    let mut briefs: Vec<&Brief> = exploration.facts.briefs.iter().collect();
    briefs.sort_by_key(|brief| brief.at.utc_milliseconds());
    let before = briefs
        .into_iter()
        .rev()
        .nth(usize::from(edition != Edition::New))?;
    let is_new = |approached: &&Approached| {
        let entry = approached.entry.as_ref();
        entry.is_some_and(|shown| !before.entries.contains(&shown.entry.id))
    };
    Some(News {
        since: before.at,
        attempts: approaches.iter().filter(is_new).map(Attempt::of).collect(),
        changed: changed(&before.told, told),
    })
}

/// Whether something that was told before is told differently now, or no more.
pub(super) fn contradicts(before: &Told, now: &Told) -> bool {
    changed(before, now).iter().any(|one| one.before.is_some())
}

/// What is told differently; how sure somebody is of another guess is not.
fn changed(before: &Told, now: &Told) -> Vec<Changed> {
    let is_same_guess = before.hypothesis == now.hypothesis;
    texts(before)
        .into_iter()
        .zip(texts(now))
        .filter(|((what, before), (_, now))| {
            before != now && (is_same_guess || *what != "confidence")
        })
        .map(|((what, before), (_, now))| Changed { what, before, now })
        .collect()
}

fn texts(told: &Told) -> [(&'static str, Option<String>); 7] {
    let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
    let confidence = told.confidence.map(|percent| format!("{percent} %"));
    [
        ("goal", text(&told.goal)),
        ("expected", text(&told.expected)),
        ("observed", text(&told.observed)),
        ("hypothesis", text(&told.hypothesis)),
        ("confidence", confidence),
        ("question", text(&told.question)),
        ("meanwhile", text(&told.meanwhile)),
    ]
}

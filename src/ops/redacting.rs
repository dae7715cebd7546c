//! Secrets are replaced in every entry before it is saved: in evidence all that look like one, in what a person wrote
//! only those that cannot be anything else. How they are recognised does not live here.

use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;

use serde::Serialize;

use crate::model::{Answer, Entry, EntryError, Evidence, Review, Text, Told};
use crate::redaction::{Found, Redacted, Redactor};

/// What was replaced before entries were saved: the fields, each with the kinds of secrets and how many there were.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Replaced {
    /// Fields by name.
    pub fields: BTreeMap<&'static str, Found>,
}

impl Replaced {
    /// How many secrets were replaced in all fields.
    pub fn total(&self) -> usize {
        self.fields.values().map(Found::total).sum()
    }

    /// Adds what was replaced in another entry.
    pub(super) fn add(&mut self, other: &Replaced) {
        for (field, found) in &other.fields {
            self.note(field, found);
        }
    }

    fn note(&mut self, field: &'static str, found: &Found) {
        if !found.is_empty() {
            self.fields.entry(field).or_default().add(found);
        }
    }
}

/// The entry as it may be saved.
///
/// # Errors
/// When a text gets too long by it, which takes a pattern that replaces almost every character.
pub(super) fn redact(
    redactor: &Redactor,
    mut entry: Entry,
) -> Result<(Entry, Replaced), EntryError> {
    let mut redaction = Redaction::new(redactor);
    redaction.text("tried", &mut entry.tried)?;
    redaction.text("because", &mut entry.because)?;
    redaction.texts("principle", &mut entry.principle)?;
    redaction.texts("signals", &mut entry.signals)?;
    redaction.texts("next", &mut entry.next)?;
    redaction.texts("rules_out", &mut entry.rules_out)?;
    redaction.texts("project", &mut entry.project)?;
    redaction.texts("elsewhere", &mut entry.elsewhere)?;
    for review in &mut entry.reviews {
        redaction.review(review)?;
    }
    without_repetition(&mut entry.signals);
    without_repetition(&mut entry.elsewhere);
    without_repetition(&mut entry.reviews);
    if let Some(evidence) = &mut entry.evidence {
        redaction.evidence(evidence);
    }
    Ok((entry, redaction.replaced))
}

/// A review as it may be saved.
///
/// # Errors
/// When a text gets too long by it.
pub(super) fn redact_review(
    redactor: &Redactor,
    mut review: Review,
) -> Result<(Review, Replaced), EntryError> {
    let mut redaction = Redaction::new(redactor);
    redaction.review(&mut review)?;
    Ok((review, redaction.replaced))
}

/// What a person tells in a brief, as it may be saved and handed over.
///
/// # Errors
/// When a text gets too long by it.
pub(super) fn redact_told(
    redactor: &Redactor,
    mut told: Told,
) -> Result<(Told, Replaced), EntryError> {
    let mut redaction = Redaction::new(redactor);
    redaction.texts("goal", &mut told.goal)?;
    redaction.texts("expected", &mut told.expected)?;
    redaction.texts("observed", &mut told.observed)?;
    redaction.texts("hypothesis", &mut told.hypothesis)?;
    redaction.texts("question", &mut told.question)?;
    redaction.texts("meanwhile", &mut told.meanwhile)?;
    Ok((told, redaction.replaced))
}

/// What was answered, as it may be saved.
///
/// # Errors
/// When a text gets too long by it.
pub(super) fn redact_answer(
    redactor: &Redactor,
    mut answer: Answer,
) -> Result<(Answer, Replaced), EntryError> {
    let mut redaction = Redaction::new(redactor);
    redaction.texts("principle", &mut answer.principle)?;
    redaction.texts("note", &mut answer.note)?;
    Ok((answer, redaction.replaced))
}

/// One text that a person wrote, as it may be saved in a field.
///
/// # Errors
/// When it gets too long by it.
pub(super) fn redact_text(
    redactor: &Redactor,
    field: &'static str,
    text: &Text,
) -> Result<(Text, Replaced), EntryError> {
    let mut redaction = Redaction::new(redactor);
    let mut text = text.clone();
    redaction.text(field, &mut text)?;
    Ok((text, redaction.replaced))
}

/// Two members of a list that differed in a secret alone are one.
fn without_repetition<M: Clone + Eq + Hash>(members: &mut Vec<M>) {
    let mut seen = HashSet::new();
    members.retain(|member| seen.insert(member.clone()));
}

struct Redaction<'a> {
    redactor: &'a Redactor,
    replaced: Replaced,
}

impl<'a> Redaction<'a> {
    fn new(redactor: &'a Redactor) -> Self {
        Self {
            redactor,
            replaced: Replaced::default(),
        }
    }

    /// What a person wrote.
    fn text(&mut self, field: &'static str, text: &mut Text) -> Result<(), EntryError> {
        let redacted = self.redactor.redact_certain(text.as_str());
        if !redacted.found.is_empty() {
            self.replaced.note(field, &redacted.found);
            *text = Text::new(&redacted.text)
                .map_err(|error| EntryError::new(field, &error, error.hint()))?;
        }
        Ok(())
    }

    fn texts<'t>(
        &mut self,
        field: &'static str,
        texts: impl IntoIterator<Item = &'t mut Text>,
    ) -> Result<(), EntryError> {
        texts
            .into_iter()
            .try_for_each(|text| self.text(field, text))
    }

    fn review(&mut self, review: &mut Review) -> Result<(), EntryError> {
        self.texts("reviews", &mut review.principle)?;
        self.texts("reviews", &mut review.elsewhere)?;
        self.texts("reviews", &mut review.note)
    }

    /// What was seen.
    fn evidence(&mut self, evidence: &mut Evidence) {
        let parts = [
            ("command", &mut evidence.command),
            ("directory", &mut evidence.directory),
            ("branch", &mut evidence.branch),
            ("output", &mut evidence.output),
        ];
        for (field, part) in parts {
            let Some(text) = part else { continue };
            let Redacted {
                text: redacted,
                found,
            } = self.redactor.redact(text);
            self.replaced.note(field, &found);
            *text = redacted;
        }
    }
}

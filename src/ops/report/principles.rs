//! The principles of a period, each seen against the whole journal. Of each a few numbers are held, not its words.

use std::collections::HashMap;

use super::figures::{LISTED, PrincipleMet};
use super::leading::{Fingerprint, Fingerprints, weightiest};
use crate::model::{EntryId, PrincipleKey, Privacy, Standing, Tag};
use crate::ops::{OperationError, Session};
use crate::store::{Journal, LessonOrigin, Outline, StoreError};

/// What is held of a principle.
struct Met {
    spent_minutes: u64,
    /// Where it comes from in the whole journal.
    origin: LessonOrigin,
    /// In how many attempts of the period.
    times: u32,
    /// In how many of them its latest review disputes it.
    disputed: u32,
    /// In how many attempts of the whole journal.
    in_all: u64,
    /// The attempt of the period that wrote it last.
    last: EntryId,
}

/// An attempt that carries a principle.
pub(super) struct Meeting {
    /// Where the lesson comes from, where no earlier attempt of the whole journal carries it: it is new.
    pub new: Option<LessonOrigin>,
    /// Whether it had been written before the attempt.
    pub is_repeated: bool,
}

/// What the pass over a period's entries notes of principles.
pub(super) struct Principles<'a> {
    journal: &'a Journal,
    hidden_tags: Vec<Tag>,
    fingerprints: Fingerprints,
    met: HashMap<Fingerprint, Met>,
}

/// The principles that were met more than once, in the period or before it.
pub(super) struct MetAgain {
    /// Those met most often in the period.
    pub principles: Vec<PrincipleMet>,
    /// How many there are.
    pub in_all: u64,
    /// The attempts of the period that carry one of them.
    pub attempts: u64,
}

impl<'a> Principles<'a> {
    pub(super) fn new(session: &'a Session<'_>, privacy: Privacy) -> Result<Self, StoreError> {
        Ok(Self {
            journal: &session.journal,
            hidden_tags: session.journal.hidden_tags(privacy)?,
            fingerprints: Fingerprints::default(),
            met: HashMap::new(),
        })
    }

    /// Takes in an attempt; nothing where it carries no principle.
    pub(super) fn add(&mut self, outline: &Outline) -> Result<Option<Meeting>, StoreError> {
        let Some(principle) = &outline.principle else {
            return Ok(None);
        };
        let key = PrincipleKey::of(principle.as_str());
        let fingerprint = self.fingerprints.of(key.as_str());
        if !self.met.contains_key(&fingerprint) {
            let Some(origin) = self.journal.lesson_origin(&key, &self.hidden_tags)? else {
                return Ok(None);
            };
            let first = Met {
                spent_minutes: 0,
                origin,
                times: 0,
                disputed: 0,
                in_all: self.journal.principle_entries(&key, &self.hidden_tags)?,
                last: outline.id,
            };
            self.met.insert(fingerprint, first);
        }
        let Some(met) = self.met.get_mut(&fingerprint) else {
            return Ok(None);
        };
        met.times = met.times.saturating_add(1);
        met.disputed += u32::from(outline.standing == Some(Standing::Disputed));
        met.spent_minutes += outline.spent_minutes();
        met.last = outline.id;
        let at = outline.happened_at.utc_milliseconds();
        Ok(Some(Meeting {
            new: Some(met.origin).filter(|origin| origin.first == outline.id),
            is_repeated: at > met.origin.written_milliseconds,
        }))
    }

    /// Where a principle that was taken in comes from, and in how many attempts of the whole journal it was met.
    pub(super) fn in_all(&self, key: &PrincipleKey) -> Option<(LessonOrigin, u64)> {
        let met = self.met.get(&self.fingerprints.of(key.as_str()))?;
        Some((met.origin, met.in_all))
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.met.len() as u64
    }

    /// Those that were met more than once.
    pub(super) fn met_again(self, session: &Session<'_>) -> Result<MetAgain, OperationError> {
        let again = |met: &Met| met.in_all > 1;
        let leading = weightiest(
            &self.met,
            LISTED,
            |met| again(met).then_some((met.times, met.in_all, met.spent_minutes)),
            |_, met| written(session, met.last),
        )?;
        let all = self.met.values().filter(|met| again(met));
        let (in_all, attempts) = all.fold((0, 0), |(principles, attempts), met| {
            (principles + 1, attempts + u64::from(met.times))
        });
        let told = leading.into_iter().map(|(principle, met)| PrincipleMet {
            principle,
            times: u64::from(met.times),
            spent_minutes: met.spent_minutes,
            times_in_all: met.in_all,
            disputed: u64::from(met.disputed),
            first_met: met.origin.first_met,
        });
        Ok(MetAgain {
            principles: told.collect(),
            in_all,
            attempts,
        })
    }
}

/// The principle of an entry, as it stands there.
fn written(session: &Session<'_>, id: EntryId) -> Result<String, StoreError> {
    let principle = session.journal.entry(id)?.principle;
    Ok(principle.map_or_else(String::new, String::from))
}

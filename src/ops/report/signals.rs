//! The signals of a period. Of each a few numbers are held, not its words.

use std::collections::HashMap;

use super::figures::{LISTED, SignalSeen};
use super::leading::{Fingerprint, Fingerprints, weightiest};
use crate::model::{EntryId, Standing};
use crate::ops::{OperationError, Session};
use crate::store::{Outline, StoreError};

/// What is held of a signal.
struct Seen {
    spent_minutes: u64,
    times: u32,
    disputed: u32,
    /// The attempt that named it last.
    last: EntryId,
    /// The latest attempt that names it and says what to do.
    next: Option<EntryId>,
}

/// What the pass over a period's entries notes of signals.
#[derive(Default)]
pub(super) struct Signals {
    fingerprints: Fingerprints,
    seen: HashMap<Fingerprint, Seen>,
}

impl Signals {
    pub(super) fn add(&mut self, outline: &Outline) {
        for signal in &outline.signals {
            let fingerprint = self.fingerprints.of(&signal.as_str().to_lowercase());
            let seen = self.seen.entry(fingerprint).or_insert(Seen {
                spent_minutes: 0,
                times: 0,
                disputed: 0,
                last: outline.id,
                next: None,
            });
            seen.times = seen.times.saturating_add(1);
            seen.spent_minutes += outline.spent_minutes();
            seen.disputed += u32::from(outline.standing == Some(Standing::Disputed));
            seen.last = outline.id;
            if outline.next.is_some() {
                seen.next = Some(outline.id);
            }
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.seen.len() as u64
    }

    /// Those that were named most often.
    pub(super) fn most_named(
        self,
        session: &Session<'_>,
    ) -> Result<Vec<SignalSeen>, OperationError> {
        let leading = weightiest(
            &self.seen,
            LISTED,
            |seen| Some((seen.times, seen.spent_minutes)),
            |fingerprint, seen| self.written(session, fingerprint, seen.last),
        )?;
        let mut signals = Vec::new();
        for (signal, seen) in leading {
            let next = match seen.next {
                Some(id) => session.journal.entry(id)?.next,
                None => None,
            };
            signals.push(SignalSeen {
                signal,
                times: u64::from(seen.times),
                spent_minutes: seen.spent_minutes,
                next: next.map(String::from),
                disputed: u64::from(seen.disputed),
            });
        }
        Ok(signals)
    }

    /// A signal as it stands in an entry.
    fn written(
        &self,
        session: &Session<'_>,
        fingerprint: Fingerprint,
        id: EntryId,
    ) -> Result<String, StoreError> {
        let signals = session.journal.entry(id)?.signals;
        let is_it = |signal: &str| self.fingerprints.of(&signal.to_lowercase()) == fingerprint;
        let mut found = signals.into_iter().map(String::from);
        Ok(found.rfind(|signal| is_it(signal)).unwrap_or_default())
    }
}

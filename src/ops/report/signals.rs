//! The signals of a period. Of each a few numbers are held, not its words.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::figures::{LISTED, SignalSeen};
use super::leading::{Fingerprint, Fingerprints, Leading, weightiest};
use crate::model::{EntryId, Filter, Standing};
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
///
/// Nearly every attempt may have signals of its own. So no more than [`MOST`] are counted in one pass: where there are
/// more, the pass goes on with half of them, chosen by their fingerprints, and the others are counted in a pass of their
/// own.
pub(super) struct Signals {
    fingerprints: Fingerprints,
    part: Part,
    seen: HashMap<Fingerprint, Seen>,
    put_off: Vec<Part>,
}

/// So many signals are counted in one pass.
const MOST: usize = 8_192;

/// The fingerprints that end in certain bits.
#[derive(Clone, Copy)]
struct Part {
    bits: u32,
    ending: u64,
}

impl Part {
    const ALL: Self = Self { bits: 0, ending: 0 };

    fn holds(self, fingerprint: Fingerprint) -> bool {
        let mask = u64::MAX.checked_shr(u64::BITS - self.bits).unwrap_or(0);
        fingerprint & mask == self.ending
    }

    /// Both halves.
    fn halves(self) -> [Self; 2] {
        let bits = self.bits + 1;
        let bit = 1_u64.checked_shl(self.bits).unwrap_or(0);
        [self.ending, self.ending | bit].map(|ending| Self { bits, ending })
    }
}

/// The first of the signals by how often they were named, then by what that cost, then by name.
type Ranked = Leading<(Reverse<(u32, u64)>, String), SignalSeen>;

impl Signals {
    pub(super) fn new() -> Self {
        Self {
            fingerprints: Fingerprints::default(),
            part: Part::ALL,
            seen: HashMap::new(),
            put_off: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, outline: &Outline) {
        for signal in &outline.signals {
            let fingerprint = self.fingerprints.of(&signal.as_str().to_lowercase());
            if self.part.holds(fingerprint) {
                self.count(fingerprint, outline);
            }
        }
    }

    fn count(&mut self, fingerprint: Fingerprint, outline: &Outline) {
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
        if self.seen.len() > MOST {
            let [kept, put_off] = self.part.halves();
            self.part = kept;
            self.put_off.push(put_off);
            self.seen.retain(|fingerprint, _| kept.holds(*fingerprint));
        }
    }

    /// Those that were named most often, and how many there are. `within` chooses the entries of the pass.
    pub(super) fn most_named(
        mut self,
        session: &Session<'_>,
        within: &Filter,
    ) -> Result<(Vec<SignalSeen>, u64), OperationError> {
        let mut ranked = Ranked::new(LISTED);
        let mut in_all = self.rank(session, &mut ranked)?;
        while let Some(part) = self.put_off.pop() {
            self.part = part;
            self.seen.clear();
            session.journal.for_each_outline(within, |outline| {
                self.add(&outline);
                Ok::<(), StoreError>(())
            })?;
            in_all += self.rank(session, &mut ranked)?;
        }
        Ok((ranked.into_values().collect(), in_all))
    }

    /// Takes in the signals of a part, and says how many there are.
    fn rank(&self, session: &Session<'_>, ranked: &mut Ranked) -> Result<u64, OperationError> {
        let leading = weightiest(
            &self.seen,
            LISTED,
            |seen| Some((seen.times, seen.spent_minutes)),
            |fingerprint, seen| self.written(session, fingerprint, seen.last),
        )?;
        for (signal, seen) in leading {
            let next = match seen.next {
                Some(id) => session.journal.entry(id)?.next,
                None => None,
            };
            let weight = Reverse((seen.times, seen.spent_minutes));
            let told = SignalSeen {
                signal: signal.clone(),
                times: u64::from(seen.times),
                spent_minutes: seen.spent_minutes,
                next: next.map(String::from),
                disputed: u64::from(seen.disputed),
            };
            ranked.add((weight, signal), told);
        }
        Ok(self.seen.len() as u64)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fingerprint_is_in_one_half_of_its_part() {
        let mut part = Part::ALL;
        for number in 0..64_u64 {
            let fingerprint = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let [one, other] = part.halves();
            if part.holds(fingerprint) {
                assert_ne!(one.holds(fingerprint), other.holds(fingerprint));
            } else {
                assert!(!one.holds(fingerprint) && !other.holds(fingerprint));
            }
            if number % 16 == 15 {
                part = other;
            }
        }
    }
}

//! The first few of many, without holding the many: a report tells a few of each, and its memory is that of the few.
//!
//! What is counted by its words, such as principles and signals, is counted under the words' fingerprint: a year may
//! have a hundred thousand of them, and words are long. Those that are told are looked up again.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher as _, RandomState};

/// Numbers that stand for words. Of a hundred thousand words, two have one number once in three billion reports.
#[derive(Default)]
pub(super) struct Fingerprints(RandomState);

/// The number that stands for some words.
pub(super) type Fingerprint = u64;

impl Fingerprints {
    pub(super) fn of(&self, words: &str) -> Fingerprint {
        self.0.hash_one(words)
    }
}

/// The first of many by their keys, which differ.
pub(super) struct Leading<K, V> {
    most: usize,
    kept: BTreeMap<K, V>,
    seen: u64,
}

impl<K: Ord, V> Leading<K, V> {
    /// Keeps at most so many.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            kept: BTreeMap::new(),
            seen: 0,
        }
    }

    pub(super) fn add(&mut self, key: K, value: V) {
        self.seen += 1;
        self.kept.insert(key, value);
        if self.kept.len() > self.most {
            self.kept.pop_last();
        }
    }

    /// How many there were.
    pub(super) fn seen(&self) -> u64 {
        self.seen
    }

    /// The key of the last that is kept.
    fn last(&self) -> Option<&K> {
        self.kept.last_key_value().map(|(key, _)| key)
    }

    /// Those that are kept, in order.
    pub(super) fn into_values(self) -> impl Iterator<Item = V> {
        self.kept.into_values()
    }

    /// Those that are kept, in order, with their keys.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (K, V)> {
        self.kept.into_iter()
    }
}

/// The `most` counts of greatest weight, each with its name; those of one weight in the order of their names. A name is
/// looked up only where it may be told.
///
/// # Errors
/// When a name cannot be looked up.
pub(super) fn weightiest<C, W: Ord, N: Ord, E>(
    counts: &HashMap<Fingerprint, C>,
    most: usize,
    weight: impl Fn(&C) -> Option<W>,
    mut name: impl FnMut(Fingerprint, &C) -> Result<N, E>,
) -> Result<Vec<(N, &C)>, E> {
    let mut weights = Leading::new(most);
    for (fingerprint, count) in counts {
        if let Some(weight) = weight(count) {
            weights.add((Reverse(weight), *fingerprint), ());
        }
    }
    let Some((least, _)) = weights.last() else {
        return Ok(Vec::new());
    };
    let mut leading = Leading::new(most);
    for (fingerprint, count) in counts {
        let Some(weight) = weight(count).map(Reverse) else {
            continue;
        };
        if weight <= *least {
            let key = (weight, name(*fingerprint, count)?);
            leading.add(key, count);
        }
    }
    Ok(leading
        .into_entries()
        .map(|((_, name), count)| (name, count))
        .collect())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_weightiest_are_the_first_of_all_sorted_by_weight_and_name(
            counts in prop::collection::hash_map(0_u64..40, prop::option::of(0_u8..4), 0..30),
            most in 1_usize..12,
        ) {
            let name = |fingerprint: u64| (fingerprint * 17) % 41;
            let mut all: Vec<(u8, u64)> = counts
                .iter()
                .filter_map(|(fingerprint, weight)| Some(((*weight)?, name(*fingerprint))))
                .collect();
            all.sort_by_key(|(weight, name)| (Reverse(*weight), *name));
            let expected: Vec<u64> = all.into_iter().map(|(_, name)| name).take(most).collect();
            let found = weightiest(&counts, most, |weight| *weight, |fingerprint, _| {
                Ok::<_, Infallible>(name(fingerprint))
            });
            let found: Vec<u64> = found.unwrap().into_iter().map(|(name, _)| name).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn no_more_are_held_than_are_told() {
        let mut leading = Leading::new(3);
        for number in (0..1000).rev() {
            leading.add(number, number);
            assert!(leading.kept.len() <= 3);
        }
        assert_eq!(leading.seen(), 1000);
        assert_eq!(leading.into_values().collect::<Vec<_>>(), [0, 1, 2]);
    }
}

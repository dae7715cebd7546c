//! What became of a text: the text without its secrets, and what they were.

use std::collections::BTreeMap;

use serde::Serialize;

/// How many secrets of each kind were replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Found {
    counts: BTreeMap<&'static str, usize>,
}

impl Found {
    /// Whether nothing was replaced.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How many secrets were replaced, of all kinds.
    pub fn total(&self) -> usize {
        self.counts.values().sum()
    }

    /// The kinds in alphabetical order, each with how many of it were replaced.
    pub fn kinds(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.counts.iter().map(|(kind, count)| (*kind, *count))
    }

    /// Adds what was found elsewhere.
    pub fn add(&mut self, other: &Found) {
        for (kind, count) in other.kinds() {
            *self.counts.entry(kind).or_default() += count;
        }
    }

    pub(super) fn count(&mut self, kind: &'static str) {
        *self.counts.entry(kind).or_default() += 1;
    }
}

/// A text without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    /// The text, with `[redacted: kind]` in the place of each secret.
    pub text: String,
    /// What was replaced.
    pub found: Found,
}

//! What is known of all lessons together. Counting them is the store's work.

use foldhash::HashMap;

use super::weights::Field;

/// What is known of all lessons together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statistics {
    /// How many lessons there are.
    pub documents: u64,
    /// In how many of them a term stands. A term that is not here was not counted.
    pub frequencies: HashMap<String, u64>,
    /// How many terms each field has on average.
    pub average_lengths: [f64; Field::COUNT],
}

impl Statistics {
    /// How rare a term is, in nats: what is learnt when it is met (the inverse document frequency of BM25).
    pub fn rarity(&self, term: &str) -> f64 {
        let count = real(self.frequencies.get(term).copied().unwrap_or(0));
        let others = (real(self.documents) - count).max(0.0);
        (1.0 + (others + 0.5) / (count + 0.5)).ln()
    }

    /// What is learnt when a term of a signal is met, in nats: nothing if it was not counted.
    pub(super) fn information(&self, term: &str) -> f64 {
        if self.frequencies.contains_key(term) {
            self.rarity(term)
        } else {
            0.0
        }
    }

    /// Whether any lesson has the term.
    pub fn knows(&self, term: &str) -> bool {
        self.frequencies.get(term).is_some_and(|count| *count > 0)
    }

    /// The information, in nats, that it takes to name one lesson: as much is shared by chance with the best of them.
    pub fn chance(&self) -> f64 {
        real(self.documents.max(4)).ln()
    }
}

/// Counts of lessons are far below the 2^53 up to which this is exact.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of lessons are far below 2^53"
)]
fn real(count: u64) -> f64 {
    count as f64
}

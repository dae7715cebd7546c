//! How sure it is that a lesson applies: logistic models over a few observations, none of which grows with the length
//! of the input or with the number of lessons; one model for what programs print, one for what people type. The numbers
//! of the models live in `weights`.

use super::comparison::{Comparison, Query};
use super::firing::Fired;
use super::passages::Origin;
use super::statistics::Statistics;
use super::weights::{Confidence, Weights};

/// How many shared terms make breadth say half of what it can say, as a multiple of the information that chance shares:
/// among more lessons the best one shares more terms by accident.
const HALF_BREADTH: f64 = 0.44;
/// The surplus beyond which more says no more.
const MOST_SURPLUS: f64 = 3.0;
/// The information, as a multiple of what chance shares, at which a fired signal alone is as likely right as wrong.
const EVEN_SIGNAL: f64 = 3.5;
/// How quickly more information in a fired signal makes it sure.
const SIGNAL_SLOPE: f64 = 2.5;
/// What a regular expression that fires counts, as a multiple of what chance shares: somebody wrote it on purpose.
const PATTERN_SIGNAL: f64 = 4.5;
/// Telling words from which on a phrase is as deliberate as a regular expression.
const WORDS_OF_A_PHRASE: usize = 3;
/// What such a phrase counts at least, as a multiple of what chance shares, however common its words are.
const PHRASE_SIGNAL: f64 = 4.0;

/// What speaks for a lesson.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Evidence {
    /// Whether it speaks of what somebody typed, or of what a program printed.
    pub origin: Origin,
    /// The share of the failure's weight that the lesson explains, 0 to 1.
    pub explained: f64,
    /// The information shared beyond what the best of so many lessons would share by chance, in multiples of it.
    pub surplus: f64,
    /// The share of the lesson's opening found in the failure, 0 to 1.
    pub opening: f64,
    /// The lead over the next lesson, 0 to 1.
    pub lead: f64,
    /// The information in fired signals, saturating, 0 to 1.
    pub signal: f64,
    /// The share of the failure's weight that stands in no lesson, 0 to 1.
    pub unknown: f64,
    /// How many terms are shared, each as much as its place says, saturating, 0 to 1.
    pub breadth: f64,
    /// The share explained of what stands between the first and the last word shared, 0 to 1.
    pub density: f64,
    /// The logarithm of the number of failures in the input: each is another chance to meet a lesson by accident.
    pub chances: f64,
}

impl Evidence {
    /// How many observations there are.
    pub const COUNT: usize = 10;

    /// What speaks for the best lesson of one of so many failures, which leads so far over the next lesson.
    pub(super) fn of(best: &Comparison, query: &Query<'_>, lead: f64, failures: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "it is below a hundred")]
        let failures = failures.max(1) as f64;
        let breadth = best.breadth(query);
        let half_breadth = HALF_BREADTH * query.chance;
        Self {
            origin: query.passage.origin,
            explained: if query.total > 0.0 {
                (best.explained / query.total).min(1.0)
            } else {
                0.0
            },
            surplus: (best.shared / query.chance - 1.0).clamp(-1.0, MOST_SURPLUS),
            opening: best.opening,
            lead,
            signal: best.signal / (best.signal + query.chance),
            unknown: query.unknown,
            breadth: breadth / (breadth + half_breadth),
            density: best.density(query),
            chances: failures.ln(),
        }
    }

    /// The observations, in the order of the fields; the last is 1 in a log where nothing reports trouble.
    pub fn observations(&self) -> [f64; Self::COUNT] {
        let quiet = if self.origin == Origin::Quiet {
            1.0
        } else {
            0.0
        };
        [
            self.explained,
            self.surplus,
            self.opening,
            self.lead,
            self.signal,
            self.unknown,
            self.breadth,
            self.density,
            self.chances,
            quiet,
        ]
    }
}

impl Weights {
    /// How sure it is, 0 to 1, by the model for the kind of text.
    pub fn confidence(&self, evidence: &Evidence) -> f64 {
        match evidence.origin {
            Origin::Speech => self.typed.of(evidence),
            Origin::Trouble | Origin::Quiet => self.printed.of(evidence),
        }
    }
}

impl Confidence {
    fn of(&self, evidence: &Evidence) -> f64 {
        let observed = self.observations.iter().zip(evidence.observations());
        logistic(
            self.base
                + observed
                    .map(|(weight, observation)| weight * observation)
                    .sum::<f64>(),
        )
    }
}

/// How sure the strongest of fired signals makes by itself. A phrase of several words, and a regular expression, somebody
/// wrote down to be told of it; rare words do not come about by chance; a single common word does.
pub(super) fn signal_confidence(fired: &[Fired<'_>], statistics: &Statistics) -> f64 {
    let chance = statistics.chance();
    let multiple = |fired: &Fired<'_>| {
        let multiple = fired.information(statistics) / chance;
        if fired.signal.is_pattern() {
            PATTERN_SIGNAL
        } else if fired.signal.telling_words() >= WORDS_OF_A_PHRASE {
            multiple.max(PHRASE_SIGNAL)
        } else {
            multiple
        }
    };
    let strongest = fired.iter().map(multiple).fold(0.0, f64::max);
    logistic(SIGNAL_SLOPE * (strongest - EVEN_SIGNAL))
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

//! How sure it is that a lesson applies: a logistic model over a few observations, none of which grows with the length
//! of the input or with the number of lessons. The numbers of the model live in `weights`.

use super::comparison::{Comparison, Query};
use super::firing::Fired;
use super::passages::Origin;
use super::statistics::Statistics;
use super::weights::Confidence;

/// Terms shared at which breadth says half of what it can say.
const HALF_BREADTH: f64 = 3.0;
/// The surplus beyond which more says no more.
const MOST_SURPLUS: f64 = 3.0;
/// The information, as a multiple of what chance shares, at which a fired signal alone is as likely right as wrong.
const EVEN_SIGNAL: f64 = 3.5;
/// How quickly more information in a fired signal makes it sure.
const SIGNAL_SLOPE: f64 = 2.5;
/// What a regular expression that fires counts, as a multiple of what chance shares: somebody wrote it on purpose.
const PATTERN_SIGNAL: f64 = 4.5;

/// What speaks for a lesson.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Evidence {
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
    /// 1 in a log where nothing reports trouble.
    pub quiet: f64,
    /// The share of the failure's weight that stands in no lesson, 0 to 1.
    pub unknown: f64,
    /// How many terms are shared, saturating, 0 to 1.
    pub breadth: f64,
}

impl Evidence {
    /// How many observations there are.
    pub const COUNT: usize = 8;

    pub(super) fn of(best: &Comparison, query: &Query<'_>, lead: f64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "words of one text are few")]
        let breadth = best.breadth() as f64;
        Self {
            explained: if query.total > 0.0 {
                (best.explained / query.total).min(1.0)
            } else {
                0.0
            },
            surplus: (best.shared / query.chance - 1.0).clamp(-1.0, MOST_SURPLUS),
            opening: best.opening,
            lead,
            signal: best.signal / (best.signal + query.chance),
            quiet: if query.passage.origin == Origin::Quiet {
                1.0
            } else {
                0.0
            },
            unknown: query.unknown,
            breadth: breadth / (breadth + HALF_BREADTH),
        }
    }

    /// The observations, in the order of the fields.
    pub fn observations(&self) -> [f64; Self::COUNT] {
        [
            self.explained,
            self.surplus,
            self.opening,
            self.lead,
            self.signal,
            self.quiet,
            self.unknown,
            self.breadth,
        ]
    }
}

impl Confidence {
    /// How sure it is, 0 to 1.
    pub fn of(&self, evidence: &Evidence) -> f64 {
        let observed = self.observations.iter().zip(evidence.observations());
        logistic(
            self.base
                + observed
                    .map(|(weight, observation)| weight * observation)
                    .sum::<f64>(),
        )
    }
}

/// How sure the strongest of fired signals makes by itself. A phrase of several rare words does not come about by
/// chance; a single common word does.
pub(super) fn signal_confidence(fired: &[Fired<'_>], statistics: &Statistics) -> f64 {
    let chance = statistics.chance();
    let multiple = |fired: &Fired<'_>| {
        if fired.signal.is_pattern() {
            PATTERN_SIGNAL
        } else {
            fired.information(statistics) / chance
        }
    };
    let strongest = fired.iter().map(multiple).fold(0.0, f64::max);
    logistic(SIGNAL_SLOPE * (strongest - EVEN_SIGNAL))
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

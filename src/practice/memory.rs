//! The memory model: FSRS-6 with its published default parameters, for two ratings.
//!
//! Formulas and parameters are those of "The Algorithm" in the wiki of open-spaced-repetition/awesome-fsrs
//! (<https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm>), section FSRS-6, with the ratings
//! `again` (1) and `good` (3). When a lesson is due is worked out in `schedule`.

use crate::model::Rating;

/// A lesson comes back when the chance that it still comes to mind has fallen to this.
const RETENTION: f64 = 0.9;

/// The default parameters, w₀ to w₂₀.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// The bounds of stability, in days.
const STABILITY: (f64, f64) = (0.001, 36_500.0);

/// The bounds of difficulty.
const DIFFICULTY: (f64, f64) = (1.0, 10.0);

/// The rating that is easier than any that is asked for; difficulty tends towards that of such a first rating.
const EASY: f64 = 4.0;

/// How well a lesson is kept in mind, right after it was practised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// After so many days the chance that it comes to mind has fallen to 90 %.
    pub stability: f64,
    /// How hard the lesson is to keep, from 1 to 10.
    pub difficulty: f64,
}

impl Memory {
    /// After it was practised for the first time.
    pub fn first(rating: Rating) -> Self {
        let stability = match rating {
            Rating::Again => W[0],
            Rating::Good => W[2],
        };
        Self {
            stability,
            difficulty: bounded(first_difficulty(grade(rating)), DIFFICULTY),
        }
    }

    /// After it was practised again, so many days after the time before; 0 is the same day.
    #[must_use]
    pub fn after(self, rating: Rating, days: u32) -> Self {
        let stability = match (days, rating) {
            (0, _) => self.stability_on_the_same_day(rating),
            (_, Rating::Again) => self.stability_after_forgetting(days),
            (_, Rating::Good) => self.stability_after_recall(days),
        };
        Self {
            stability: bounded(stability, STABILITY),
            difficulty: bounded(self.next_difficulty(rating), DIFFICULTY),
        }
    }

    /// The chance that it still comes to mind after so many days, 0 to 1.
    pub fn retrievability(self, days: u32) -> f64 {
        (1.0 + factor() * f64::from(days) / self.stability).powf(-W[20])
    }

    /// After how many days the chance that it comes to mind has fallen to `retention`.
    pub fn interval(self, retention: f64) -> f64 {
        self.stability / factor() * (retention.powf(-1.0 / W[20]) - 1.0)
    }

    /// After how many days the lesson should come back: never on the same day.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the bounds of stability are those of a few days and a hundred years"
    )]
    pub fn days_until_due(self) -> u32 {
        self.interval(RETENTION).round().max(1.0) as u32
    }

    fn stability_after_recall(self, days: u32) -> f64 {
        let forgotten = 1.0 - self.retrievability(days);
        let increase = W[8].exp()
            * (11.0 - self.difficulty)
            * self.stability.powf(-W[9])
            * ((W[10] * forgotten).exp() - 1.0);
        self.stability * (1.0 + increase)
    }

    fn stability_after_forgetting(self, days: u32) -> f64 {
        let forgotten = 1.0 - self.retrievability(days);
        let stability = W[11]
            * self.difficulty.powf(-W[12])
            * ((self.stability + 1.0).powf(W[13]) - 1.0)
            * (W[14] * forgotten).exp();
        stability.min(self.stability / (W[17] * W[18]).exp())
    }

    fn stability_on_the_same_day(self, rating: Rating) -> f64 {
        let change = (W[17] * (grade(rating) - 3.0 + W[18])).exp() * self.stability.powf(-W[19]);
        match rating {
            Rating::Again => self.stability * change,
            Rating::Good => self.stability * change.max(1.0),
        }
    }

    /// The nearer difficulty is to its upper bound, the less it grows; and it tends towards that of an easy lesson.
    fn next_difficulty(self, rating: Rating) -> f64 {
        let change = -W[6] * (grade(rating) - 3.0) * (10.0 - self.difficulty) / 9.0;
        let changed = self.difficulty + change;
        W[7] * first_difficulty(EASY) + (1.0 - W[7]) * changed
    }
}

/// The rating as the formulas have it.
fn grade(rating: Rating) -> f64 {
    match rating {
        Rating::Again => 1.0,
        Rating::Good => 3.0,
    }
}

fn first_difficulty(grade: f64) -> f64 {
    W[4] - (W[5] * (grade - 1.0)).exp() + 1.0
}

/// Makes the chance 90 % where as many days have passed as the stability says.
fn factor() -> f64 {
    0.9_f64.powf(-1.0 / W[20]) - 1.0
}

fn bounded(value: f64, (least, most): (f64, f64)) -> f64 {
    value.clamp(least, most)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use fsrs::{FSRS, MemoryState};
    use proptest::prelude::*;

    use super::*;

    /// What the crate of the makers of FSRS says of the same reviews.
    fn published(state: Option<MemoryState>, rating: Rating, days: u32) -> (MemoryState, f32) {
        let next = FSRS::default().next_states(state, 0.9, days).unwrap();
        let chosen = match rating {
            Rating::Again => next.again,
            Rating::Good => next.good,
        };
        (chosen.memory, chosen.interval)
    }

    /// The crate counts with 24 bits.
    fn is_near(ours: f64, theirs: f32) -> bool {
        let theirs = f64::from(theirs);
        (ours - theirs).abs() <= 1e-3 * theirs.abs().max(0.01)
    }

    fn any_review() -> impl Strategy<Value = (Rating, u32)> {
        let days = prop_oneof![Just(0_u32), 1_u32..10, 1_u32..2_000];
        (prop::sample::select(Rating::ALL), days)
    }

    proptest! {
        #[test]
        fn any_sequence_of_reviews_is_remembered_as_the_published_crate_does(
            first in prop::sample::select(Rating::ALL),
            reviews in prop::collection::vec(any_review(), 0..20),
        ) {
            let mut ours = Memory::first(first);
            let (mut theirs, mut interval) = published(None, first, 0);
            for (rating, days) in reviews {
                let chance = fsrs::current_retrievability(theirs, f32::from(u16::try_from(days).unwrap()), fsrs::FSRS6_DEFAULT_DECAY);
                prop_assert!(is_near(ours.retrievability(days), chance), "{ours:?} {theirs:?}");
                ours = ours.after(rating, days);
                (theirs, interval) = published(Some(theirs), rating, days);
                prop_assert!(is_near(ours.stability, theirs.stability), "{ours:?} {theirs:?}");
                prop_assert!(is_near(ours.difficulty, theirs.difficulty), "{ours:?} {theirs:?}");
            }
            prop_assert!(is_near(ours.interval(RETENTION), interval), "{ours:?} {interval}");
        }
    }

    #[test]
    fn the_intervals_of_a_lesson_that_always_comes_to_mind_grow() {
        let mut memory = Memory::first(Rating::Good);
        let mut intervals = Vec::new();
        for _ in 0..6 {
            let days = memory.days_until_due();
            intervals.push(days);
            memory = memory.after(Rating::Good, days);
        }
        assert_eq!(intervals, [2, 11, 46, 163, 497, 1_346]);
    }

    #[test]
    fn after_as_many_days_as_the_stability_says_the_chance_is_nine_in_ten() {
        let memory = Memory {
            stability: 20.0,
            difficulty: 5.0,
        };
        assert!((memory.retrievability(20) - 0.9).abs() < 1e-12);
        assert!((memory.interval(0.9) - 20.0).abs() < 1e-9);
        assert!((memory.retrievability(0) - 1.0).abs() < 1e-12);
    }
}

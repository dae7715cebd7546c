//! What many observations come to: quartiles and ratios. Neither is told of fewer than five observations.

use serde::Serialize;

/// So many observations are needed before a share or a median is told.
pub const ENOUGH: u64 = 5;

/// The three values that part observations into four equal parts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Quartiles {
    /// A quarter of the observations lies below it.
    pub first: f64,
    /// Half of them do.
    pub median: f64,
    /// Three quarters of them do.
    pub third: f64,
}

impl Quartiles {
    /// The quartiles of observations in any order; nothing where there are fewer than [`ENOUGH`].
    ///
    /// They are sample quantiles of type 7 in Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American
    /// Statistician 50 (1996), 361–365: of `n` sorted observations, counted from 0, the quantile `p` is the one at the
    /// place `(n − 1) p`, and between two places on the straight line between their observations.
    pub fn of(mut observations: Vec<u64>) -> Option<Self> {
        if (observations.len() as u64) < ENOUGH {
            return None;
        }
        observations.sort_unstable();
        Some(Self {
            first: quantile(&observations, 1)?,
            median: quantile(&observations, 2)?,
            third: quantile(&observations, 3)?,
        })
    }
}

/// The quantile `quarters / 4` of sorted observations.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts and minutes are far below 2^53"
)]
fn quantile(sorted: &[u64], quarters: usize) -> Option<f64> {
    let place = sorted.len().checked_sub(1)? * quarters;
    let (below, remainder) = (place / 4, place % 4);
    let lower = *sorted.get(below)?;
    let upper = *sorted.get(below + 1).unwrap_or(&lower);
    Some(lower as f64 + (upper - lower) as f64 * remainder as f64 / 4.0)
}

/// So many of something for each of something else, or their share of it; nothing where fewer than [`ENOUGH`]
/// observations stand behind it, or there is nothing to divide by.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts and minutes are far below 2^53"
)]
pub fn ratio(counted: u64, per: u64, observations: u64) -> Option<f64> {
    (observations >= ENOUGH && per > 0).then(|| counted as f64 / per as f64)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quartiles_are_those_of_worked_examples() {
        for (observations, expected) in [
            (vec![1, 2, 3, 4, 5], [2.0, 3.0, 4.0]),
            // Places 1.25, 2.5 and 3.75 of six: 20 + 0.25·10, 30 + 0.5·10, 40 + 0.75·10.
            (vec![10, 20, 30, 40, 50, 60], [22.5, 35.0, 47.5]),
            // The nine numbers of R's `quantile(c(3, 6, 7, 8, 8, 10, 13, 15, 16, 20))`, type 7.
            (vec![3, 6, 7, 8, 8, 10, 13, 15, 16, 20], [7.25, 9.0, 14.5]),
            (vec![7, 7, 7, 7, 7], [7.0, 7.0, 7.0]),
        ] {
            let quartiles = Quartiles::of(observations.clone()).unwrap();
            let found = [quartiles.first, quartiles.median, quartiles.third];
            assert_eq!(
                found.map(f64::to_bits),
                expected.map(f64::to_bits),
                "{observations:?}: {found:?}"
            );
        }
    }

    #[test]
    fn of_fewer_than_five_observations_nothing_is_told() {
        assert_eq!(Quartiles::of(vec![1, 2, 3, 4]), None);
        assert_eq!(ratio(2, 4, 4), None);
        assert_eq!(ratio(0, 0, 5), None);
        assert_eq!(ratio(2, 5, 5), Some(0.4));
    }

    proptest! {
        #[test]
        fn quartiles_stand_in_order_within_the_observations(observations in prop::collection::vec(0_u64..1_000_000, 5..40)) {
            let quartiles = Quartiles::of(observations.clone()).unwrap();
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let (least, most) = (*observations.iter().min().unwrap() as f64, *observations.iter().max().unwrap() as f64);
            prop_assert!(least <= quartiles.first);
            prop_assert!(quartiles.first <= quartiles.median);
            prop_assert!(quartiles.median <= quartiles.third);
            prop_assert!(quartiles.third <= most);
        }

        #[test]
        fn quartiles_do_not_depend_on_the_order_of_observations(
            (observations, shuffled) in prop::collection::vec(0_u64..1000, 5..20)
                .prop_flat_map(|observations| (Just(observations.clone()), Just(observations).prop_shuffle()))
        ) {
            prop_assert_eq!(Quartiles::of(observations), Quartiles::of(shuffled));
        }
    }
}

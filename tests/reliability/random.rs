//! Numbers drawn at random from a seed, so that what was drawn can be drawn again (`SplitMix64`, Steele, Lea and Flood,
//! 2014).

use std::time::Duration;

/// A row of numbers.
pub struct Random(u64);

impl Random {
    /// The row of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    /// One of several things.
    pub fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }

    /// A part of a duration, at most all of it.
    pub fn part_of(&mut self, whole: Duration) -> Duration {
        whole * u32::try_from(self.below(1_001)).unwrap() / 1_000
    }
}

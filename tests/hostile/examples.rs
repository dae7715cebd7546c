//! The examples in `corpus/`, and how they are changed.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use super::targets::Target;

/// Names and bytes of the examples of a target.
pub fn of(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile/corpus")).join(target);
    let mut examples: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(path).unwrap()))
        .collect();
    examples.sort();
    examples
}

/// An example of which bytes were replaced, doubled, taken out, or taken from another.
pub fn changed(examples: &[(String, Vec<u8>)], seed: u64) -> Vec<u8> {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut bytes = examples[random.below(examples.len())].1.clone();
    for _ in 0..=random.below(4) {
        let from = random.below(bytes.len() + 1);
        let to = from + random.below((bytes.len() - from).min(40) + 1);
        let piece = match random.below(4) {
            0 => Vec::new(),
            1 => bytes[from..to].repeat(2),
            2 => vec![random.byte(); to - from + 1],
            _ => {
                let other = &examples[random.below(examples.len())].1;
                let begin = random.below(other.len() + 1);
                let end = begin + random.below((other.len() - begin).min(40) + 1);
                other[begin..end].to_vec()
            }
        };
        bytes.splice(from..to, piece);
    }
    bytes
}

/// Gives bytes to a target, and says which where it panics.
pub fn telling(what: &str, bytes: &[u8], target: Target) {
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| target(bytes)));
    assert!(
        outcome.is_ok(),
        "{what}: {:?}",
        String::from_utf8_lossy(bytes)
    );
}

/// Numbers that look drawn by lot (xorshift64, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `limit`, which is not 0.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    fn byte(&mut self) -> u8 {
        const HOSTILE: &[u8] = b"\0\x1b\x07\x7f\x80\xff\xe2\n\r\t\"'\\`$(){}[]<>&;|*-+=:#%/0918 .,";
        HOSTILE[self.below(HOSTILE.len())]
    }
}

//! Made-up entries for the benchmarks: always the same for the same number, in the order of time, as many as wanted.
//!
//! Their words are drawn by Zipf's law from a large vocabulary, as in real text. Two words are planted, so that a
//! search for them is known to find few entries and about a tenth of all.

use std::io::{self, Write};

use serde_json::{Value, json};

/// A word that stands in about a tenth of all entries.
pub const COMMON_WORD: &str = "cleanup";

/// A word that stands in about thirty entries of a million.
pub const RARE_WORD: &str = "weakmap";

/// Of so many entries one has the rare word: the one with this number.
const ONE_IN_MANY: (u64, u64) = (33_000, 500);

/// The ranks of the vocabulary, as a power of two.
const VOCABULARY_BITS: f64 = 19.0;

/// From the most frequent to the rarest.
const TAGS: [&str; 16] = [
    "lib/CodeGen",
    "lib/Sema",
    "lib/Driver",
    "include/clang",
    "test/CodeGenCXX",
    "activerecord/lib",
    "modules",
    "actionpack/lib",
    "caching",
    "sessions",
    "flaky",
    "deploy/canary",
    "deploy",
    "migrations",
    "locks",
    "timeouts",
];

const PROJECTS: [&str; 8] = [
    "clang",
    "rails",
    "webrtc",
    "compiler-rt",
    "lldb",
    "shop",
    "gateway",
    "clang-infra",
];

/// The first second of 2021-07-01 in UTC; entries lie in the five years from it, ever closer together.
const START: i64 = 1_625_097_600;
const DAYS: f64 = 1825.0;

/// Writes entries `0..count` of a corpus of `count` as JSON lines.
///
/// # Errors
/// When `to` cannot be written.
pub fn write_lines(count: u64, to: &mut impl Write) -> io::Result<()> {
    (0..count).try_for_each(|index| writeln!(to, "{}", entry(index, count)))
}

/// Entry `index` of a corpus of `count`.
pub fn entry(index: u64, count: u64) -> Value {
    let mut draw = Draw::new(index);
    let mut because = draw.sentence(40);
    if draw.below(10) == 0 {
        because = format!("{because} {COMMON_WORD}");
    }
    if index % ONE_IN_MANY.0 == ONE_IN_MANY.1 {
        because = format!("{because} {RARE_WORD}");
    }
    let tags: Vec<&str> = (0..=draw.below(3)).map(|_| draw.ranked(&TAGS)).collect();
    let is_draft = draw.below(5) == 0;
    let principle = format!(
        "Check {} before {}.",
        draw.ranked(&TAGS),
        draw.ranked(&PROJECTS)
    );
    json!({
        "tried": draw.sentence(10),
        "because": because,
        "principle": Some(principle).filter(|_| !is_draft),
        "signals": (0..draw.below(3)).map(|_| draw.sentence(4)).collect::<Vec<_>>(),
        "tags": tags,
        "project": draw.ranked(&PROJECTS),
        "outcome": draw.ranked(&["failed", "partial", "worked"]),
        "assist": draw.ranked(&["none", "ask", "pair", "delegate"]),
        "spent_minutes": 1 + draw.below(300),
        "happened_at": happened_at(index, count, &mut draw),
    })
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a day more or less does not matter"
)]
fn happened_at(index: u64, count: u64, draw: &mut Draw) -> String {
    let position = index as f64 / count as f64;
    let day = (position.sqrt() * DAYS) as i64;
    let seconds = START + day * 86_400 + draw.below(86_400) as i64;
    chrono::DateTime::from_timestamp(seconds, 0).map_or_else(String::new, |time| time.to_rfc3339())
}

/// `SplitMix64` (Steele, Lea and Flood, 2014), started anew for each entry.
struct Draw(u64);

impl Draw {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xd129_0d3b_32a5_6b6f))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// A rank, counted from 0, below `2^bits` - 1. The *r*-th comes with a likelihood of about 1 / *r*.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank more or less does not matter"
    )]
    fn rank(&mut self, bits: f64) -> usize {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (unit * bits).exp2() as usize - 1
    }

    #[expect(clippy::cast_precision_loss, reason = "lists are short")]
    fn ranked(&mut self, names: &[&'static str]) -> &'static str {
        let rank = self.rank((names.len() as f64 + 1.0).log2());
        names
            .get(rank)
            .or(names.last())
            .copied()
            .unwrap_or_default()
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<String> = (0..words)
            .map(|_| word(self.rank(VOCABULARY_BITS)))
            .collect();
        words.join(" ")
    }
}

/// The word of a rank: syllables that spell the rank, so that frequent words are short.
fn word(mut rank: usize) -> String {
    const CONSONANTS: &str = "bdfgklmnprstvz";
    const VOWELS: &str = "aeiou";
    let mut word = String::new();
    loop {
        word.extend(CONSONANTS.chars().nth(rank % CONSONANTS.len()));
        rank /= CONSONANTS.len();
        word.extend(VOWELS.chars().nth(rank % VOWELS.len()));
        rank /= VOWELS.len();
        if rank == 0 {
            return word;
        }
    }
}

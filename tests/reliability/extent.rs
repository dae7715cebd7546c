//! How much a test does: little with every `cargo test`; with `FOLIO_RELIABILITY=long` all of it, and it prints its
//! figures. Words after `long` set single figures: `FOLIO_RELIABILITY="long kills=5000 minutes=10 seed=7"`.

use std::io::{self, Write};
use std::time::{SystemTime, UNIX_EPOCH};

/// How much is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Whether everything is tried, and figures are printed.
    pub is_long: bool,
    /// How often a process is killed.
    pub kills: u64,
    /// How long the soak takes, where it is long.
    pub minutes: u64,
    /// Where draws at random begin.
    pub seed: u64,
}

impl Extent {
    /// What the environment asks for.
    pub fn asked() -> Self {
        Self::read(&std::env::var("FOLIO_RELIABILITY").unwrap_or_default())
    }

    fn read(words: &str) -> Self {
        let mut words = words.split_whitespace();
        let short = Self {
            is_long: false,
            kills: 100,
            minutes: 0,
            seed: 20_261_123,
        };
        let Some(first) = words.next() else {
            return short;
        };
        assert_eq!(first, "long", "FOLIO_RELIABILITY begins with `long`");
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let mut extent = Self {
            is_long: true,
            kills: 2_000,
            minutes: 60,
            seed: now.as_secs(),
        };
        for word in words {
            let (name, number) = word.split_once('=').unwrap_or((word, ""));
            let number = number.parse().unwrap();
            match name {
                "kills" => extent.kills = number,
                "minutes" => extent.minutes = number,
                "seed" => extent.seed = number,
                _ => unreachable!("FOLIO_RELIABILITY knows no `{name}`"),
            }
        }
        extent
    }

    /// One number in the short form, another in the long one.
    pub fn either<T>(self, short: T, long: T) -> T {
        if self.is_long { long } else { short }
    }

    /// Prints a figure of a long run.
    pub fn tell(self, figures: &str) {
        if self.is_long {
            past_capture(figures);
        }
    }
}

/// Says that something is not tried here, and why. With `FOLIO_REQUIRE_FAULTS=1` that is a failure.
pub fn leave_out(what: &str, why: &str) {
    let required = std::env::var_os("FOLIO_REQUIRE_FAULTS").is_some_and(|value| value == "1");
    assert!(!required, "{what}: {why}");
    past_capture(&format!("left out, for {why}: {what}"));
}

/// Writes a line past what holds back the output of tests that pass.
pub fn past_capture(line: &str) {
    io::stderr()
        .write_all(format!("{line}\n").as_bytes())
        .unwrap();
}

#[test]
fn the_long_form_is_asked_for_in_words() {
    assert!(!Extent::read("").is_long);
    let long = Extent::read("long kills=7 seed=9");
    assert_eq!((long.kills, long.minutes, long.seed), (7, 60, 9));
}

//! Hostile input: examples of every kind that folio reads, as they are and changed at random, given to what reads them.
//! Nothing may panic, and each target says what else must hold. The fuzzer in `tests/fuzz` searches for more, and what it
//! finds is kept among the examples.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what it expects by failing"
)]

mod examples;
mod journal;
mod targets;

use targets::{TARGETS, Target};

/// How many changed examples are tried of each kind.
const CHANGED: u64 = 1_000;

fn target(name: &str) -> Target {
    TARGETS.iter().find(|(known, _)| *known == name).unwrap().1
}

fn tried(name: &str) {
    let target = target(name);
    let examples = examples::of(name);
    assert!(!examples.is_empty(), "no example of {name}");
    for (path, bytes) in &examples {
        examples::telling(path, bytes, target);
    }
    for seed in 0..CHANGED {
        let bytes = examples::changed(&examples, seed);
        examples::telling(&format!("changed with seed {seed}"), &bytes, target);
    }
}

macro_rules! hostile {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            tried(stringify!($name));
        })*

        #[test]
        fn every_target_is_tried() {
            let names: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

hostile! {
    entry_document import_json import_csv record dates durations filters search signals configuration terminal redaction
}

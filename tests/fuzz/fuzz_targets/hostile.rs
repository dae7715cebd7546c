//! Gives what libFuzzer makes up to one target of `tests/hostile`: the one that `FOLIO_FUZZ_TARGET` names. One program for
//! all of them, because folio is built for it once.
#![no_main]

use std::env;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../hostile/journal.rs"]
mod journal;
#[path = "../../hostile/targets.rs"]
mod targets;

static TARGET: LazyLock<targets::Target> = LazyLock::new(|| {
    let name = env::var("FOLIO_FUZZ_TARGET").expect("FOLIO_FUZZ_TARGET names a target of tests/hostile/targets.rs");
    let known = targets::TARGETS.iter().find(|(known, _)| *known == name);
    known.unwrap_or_else(|| panic!("there is no target {name}")).1
});

fuzz_target!(|data: &[u8]| TARGET(data));

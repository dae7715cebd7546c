//! Secrets in a text, and `[redacted: kind]` in their place: text in, text out. Where texts come from, and what is
//! said of what was replaced, does not live here.
//!
//! A text is searched once for keywords (`keywords`); at each of them the rule it belongs to looks at the bytes around
//! it: the shape of a provider's token (`tokens`), a block with a private key (`key_blocks`), a name with a value
//! (`assignments`), a header (`headers`), an address with a password (`addresses`), a command with a password among
//! its arguments (`commands`). Patterns of the configuration (`pattern`) are searched beside them. No rule reads
//! more than a few kilobytes at a time, so the time grows with the length of the text.
//!
//! `anonymous`, with `known_names`, is about something else that is not for others: people and places.

mod addresses;
mod anonymous;
mod assignments;
mod commands;
mod cut;
mod found;
mod headers;
mod key_blocks;
mod keywords;
mod known_names;
mod pattern;
mod redactor;
mod scan;
mod span;
#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what it expects by failing"
)]
mod tests;
mod token_shapes;
mod tokens;
mod values;

pub use anonymous::Anonymizer;
pub use cut::after_cut;
pub use found::{Found, Redacted};
pub use known_names::KnownNames;
pub use pattern::{PatternError, check_pattern};
pub use redactor::Redactor;

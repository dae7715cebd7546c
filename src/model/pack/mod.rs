//! The review pack: lessons as one Markdown document with places to fill in, and the answers that come back.
//!
//! `print` writes it, `read` walks its lines, `answer` makes an answer of those below one lesson,
//! `label` holds the words that they share. One rule keeps both simple: every line that folio writes begins with
//! `>` or is a heading, every line that a reader writes does not. What lessons a pack holds and what becomes of the
//! answers is not decided here.

mod answer;
mod label;
mod print;
mod read;

pub use label::fingerprint;
pub use print::{Packed, answer, print};
pub use read::{Answer, Problem, Returned, read};

#[cfg(test)]
mod tests;

//! What must hold of a journal as a whole, tried with journals in memory and in temporary folders. `fixture` makes
//! entries and runs writes; the other files are named for what they are about.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what it expects by failing"
)]

mod copies;
mod derived;
mod filters;
mod fixture;
mod identifiers;
mod keys;
mod lessons;
mod log;
mod memory;
mod plans;
mod salvage;
mod signals;
mod steps;
mod versions;
mod write_ahead;

//! How files of entries are read.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod fixture;
mod formats;
mod json;
mod table;
mod values;

//! The documentation is true: its examples are run, its references are compared with what they are made from, and
//! what there is, is documented.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes the present outputs and references into the pages instead.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `page` | the pages: finding, comparing, rewriting |
//! | `examples` | `console` blocks: the commands in them, and the output that is shown |
//! | `place` | where the commands of a page run: a home, a project, a clock |
//! | `example_pages` | pages for the browser that are shown |
//! | `reference` | the reference of the commands, from the command line's own description |
//! | `formats` | the formats that are shown |
//! | `coverage` | what must be documented somewhere |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test may fail by panicking, and these start the real program"
)]

mod coverage;
#[cfg(unix)]
mod example_pages;
#[cfg(unix)]
mod examples;
mod formats;
mod page;
#[cfg(unix)]
mod place;
mod reference;

//! Markdown for documents that are handed over: `CommonMark` 0.31 with the pipe tables of GitHub.
//!
//! `writer` turns blocks into lines, `inline` lines with roles into one line of markup, `escape`
//! decides which characters of the journal would be read as markup.

mod escape;
mod inline;
#[cfg(test)]
mod tests;
mod writer;

pub use writer::write;

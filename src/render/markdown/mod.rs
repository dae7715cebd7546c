//! Markdown for documents that are handed over: `CommonMark` 0.31 with the pipe tables of GitHub.
//!
//! `writer` turns blocks into lines, `inline` lines with roles into one line of markup, `escape`
//! decides which characters of the journal would be read as markup. `value` writes a text that stands anywhere in the
//! Markdown of somebody else.

mod escape;
mod inline;
mod live;
#[cfg(test)]
mod tests;
mod value;
mod writer;

pub(super) use inline::code_span;
pub(super) use value::value;
pub use writer::write;

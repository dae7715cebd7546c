//! A text of the journal in Markdown that somebody else wrote, of which nothing is known but that it is no code.

use super::escape::{self, Place};
use crate::text::visible_line;

/// `text` in one line in which nothing is markup, wherever it stands: at the beginning of a line, in a heading, a list
/// or a cell. Line breaks become spaces. White space at the beginning, which could make the line code, becomes one
/// space.
pub(in crate::render) fn value(text: &str) -> String {
    let line = visible_line(text);
    let rest = line.trim_start();
    let before = if rest.len() < line.len() { " " } else { "" };
    let escaped = escape::inline(rest, Place::Cell);
    let escaped = escape::line_start(&escaped);
    let escaped = escape::heading_end(&escaped);
    format!("{before}{escaped}")
}

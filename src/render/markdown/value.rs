//! A text of the journal in Markdown that somebody else wrote, of which nothing is known but that it is no code.

use super::escape::{self, Place};
use crate::text::visible_line;

/// `text` in one line in which nothing is markup, wherever it stands: at the beginning of a line, in a heading, a list
/// or a cell. Line breaks become spaces. White space at either end, which could make the line code or break it,
/// becomes one space.
pub(in crate::render) fn value(text: &str) -> String {
    let line = visible_line(text);
    let rest = line.trim_start();
    let before = if rest.len() < line.len() { " " } else { "" };
    let words = rest.trim_end();
    let after = if words.len() < rest.len() { " " } else { "" };
    let escaped = escape::inline(words, Place::Cell);
    let escaped = escape::line_start(&escaped);
    let escaped = escape::heading_end(&escaped);
    format!("{before}{escaped}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_in_which_nothing_is_markup_at_either_end() {
        let values = [
            ("# a\n\n    b", "\\# a b"),
            ("a # ", "a \\# "),
            ("\t- a | b", " \\- a \\| b"),
            (", ", ", "),
            ("===", "\\==="),
        ];
        for (text, written) in values {
            assert_eq!(value(text), written, "{text:?}");
        }
    }
}

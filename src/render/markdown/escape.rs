//! Which characters of ordinary text must be escaped so that Markdown shows them as they are.
//!
//! Only what `CommonMark` 0.31, or the tables and strikethrough of GitHub, would interpret is
//! escaped, so prose stays readable as it is: `snake_case`, `a * b`, `AT&T` and `a - b` keep their
//! looks. A word that hosts make live, such as an address or `@name`, becomes code.

use std::borrow::Cow;

use super::inline::code_span;
use super::live::{self, Piece};

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph, heading or list.
    Flow,
    /// In a cell of a table, where a bar ends the cell.
    Cell,
}

/// `text` so that nothing within a line is markup, nor made live by a host. What stands before and after it is taken
/// for the worst.
pub(super) fn inline(text: &str, place: Place) -> String {
    let pieces = live::parted(text).into_iter();
    let written = pieces.map(|piece| match piece {
        Piece::Live(word) => code_span(word),
        Piece::Still(text) => still(text, place),
    });
    written.collect()
}

/// `text`, in which no word is live, so that nothing in it is markup.
fn still(text: &str, place: Place) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut previous = None;
    let mut before_run = None;
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if previous != Some(character) {
            before_run = previous;
        }
        if is_markup(character, (previous, before_run), rest.as_str(), place) {
            escaped.push('\\');
        }
        escaped.push(character);
        previous = Some(character);
    }
    escaped
}

/// Whether `character` may be markup before `rest`, where `previous` stands before it and `before`
/// precedes the whole run of such characters.
fn is_markup(
    character: char,
    (previous, before): (Option<char>, Option<char>),
    rest: &str,
    place: Place,
) -> bool {
    let next = rest.chars().next();
    let after_run = rest.trim_start_matches(character).chars().next();
    match character {
        '`' | '[' => true,
        '|' => place == Place::Cell,
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
        '<' => next != Some(' '),
        '&' => begins_entity(rest),
        '*' => !stands_alone(before, after_run),
        '_' => !stands_alone(before, after_run) && !joins_words(before, after_run),
        '~' => previous != Some(' ') || next == Some('~'),
        _ => false,
    }
}

/// Between spaces, a run of `*` or `_` neither opens nor closes emphasis.
fn stands_alone(before: Option<char>, after: Option<char>) -> bool {
    before == Some(' ') && after == Some(' ')
}

/// Within a word, `_` neither opens nor closes emphasis.
fn joins_words(before: Option<char>, after: Option<char>) -> bool {
    let is_word = |side: Option<char>| side.is_some_and(|side| side.is_ascii_alphanumeric());
    is_word(before) && is_word(after)
}

/// Whether what follows `&` makes it a character reference: a name or a number, then a semicolon.
fn begins_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let after = name.trim_start_matches(|each: char| each.is_ascii_alphanumeric());
    after.len() < name.len() && after.starts_with(';')
}

/// `line`, already escaped within, so that its beginning does not make it a block: a heading,
/// quotation, list, rule, underline of a heading or row of a table.
pub(super) fn line_start(line: &str) -> Cow<'_, str> {
    let digits = line.trim_start_matches(|each: char| each.is_ascii_digit());
    let number_ends = line.len() - digits.len();
    let opens_block = match line.chars().next() {
        Some('>') => true,
        Some('#') => begins_blank(line.trim_start_matches('#')),
        Some('-' | '+') if line.get(1..).is_some_and(begins_blank) => true,
        Some('-' | '|' | ':') => is_delimiter_row(line),
        Some('=') => line.trim_end().trim_start_matches('=').is_empty(),
        Some('0'..='9') => digits.strip_prefix(['.', ')']).is_some_and(begins_blank),
        _ => false,
    };
    match line.split_at_checked(number_ends) {
        Some((number, rest)) if opens_block => Cow::Owned(format!("{number}\\{rest}")),
        _ => Cow::Borrowed(line),
    }
}

fn begins_blank(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t'])
}

/// Whether the line could be a rule, the underline of a heading, or the line between head and rows
/// of a table.
fn is_delimiter_row(line: &str) -> bool {
    line.chars()
        .all(|each| matches!(each, '-' | ':' | '|' | ' ' | '\t'))
}

/// The escaped text of a heading, so that number signs at its end are not taken for its closing
/// sequence.
pub(super) fn heading_end(text: &str) -> Cow<'_, str> {
    let before = text.trim_end_matches('#');
    match text.strip_suffix('#') {
        Some(rest) if before.is_empty() || before.ends_with(' ') => {
            Cow::Owned(format!("{rest}\\#"))
        }
        _ => Cow::Borrowed(text),
    }
}

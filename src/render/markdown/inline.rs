//! A line with roles as one line of Markdown: strong text, code, and text in which nothing is
//! markup.

use super::escape::{self, Place};
use super::live;
use crate::render::line::{Line, Role};

/// How a role is written in Markdown, which has no colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Text,
    Strong,
    Code,
}

fn style(role: Role) -> Style {
    match role {
        Role::Strong => Style::Strong,
        Role::Identifier | Role::Code => Style::Code,
        Role::Plain
        | Role::Dim
        | Role::Tag
        | Role::Match
        | Role::Good
        | Role::Bad
        | Role::Warning => Style::Text,
    }
}

/// A run of text in one style; neighbours differ in style.
type Piece = (Style, String);

/// `line` as Markdown without white space at its ends; it may still begin a block, see
/// [`escape::line_start`].
pub(super) fn inline(line: &Line, place: Place) -> String {
    let pieces = joined(
        line.spans
            .iter()
            .map(|span| (style(span.role), span.text.clone())),
    );
    let pieces = pieces.into_iter().flat_map(without_live_words);
    let pieces = joined(pieces.flat_map(|piece| expressible(piece, place)));
    let pieces = trimmed(joined(with_possible_emphasis(&pieces)));
    pieces
        .iter()
        .map(|(style, text)| written(*style, text, place))
        .collect()
}

/// The pieces with neighbours of the same style made one.
fn joined(pieces: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for (style, text) in pieces.into_iter().filter(|(_, text)| !text.is_empty()) {
        match joined.last_mut() {
            Some((last, before)) if *last == style => before.push_str(&text),
            _ => joined.push((style, text)),
        }
    }
    joined
}

/// The piece with code in the place of the words that a host would make live.
fn without_live_words((style, text): Piece) -> Vec<Piece> {
    if style == Style::Code {
        return vec![(style, text)];
    }
    let pieces = live::parted(&text);
    if let [live::Piece::Still(_)] = pieces.as_slice() {
        return vec![(style, text)];
    }
    let pieces = pieces.into_iter();
    let styled = pieces.map(|piece| match piece {
        live::Piece::Live(word) => (Style::Code, word.to_owned()),
        live::Piece::Still(text) if !text.contains(char::is_alphanumeric) => {
            (Style::Text, text.to_owned())
        }
        live::Piece::Still(text) => (style, text.to_owned()),
    });
    styled.collect()
}

/// The piece in styles that Markdown can express: code is not blank and holds no bar in a cell,
/// strong text has no white space at its ends.
fn expressible((style, text): Piece, place: Place) -> Vec<Piece> {
    match style {
        Style::Code if text.trim().is_empty() || (place == Place::Cell && text.contains('|')) => {
            vec![(Style::Text, text)]
        }
        Style::Strong => {
            let rest = text.trim_start();
            let core = rest.trim_end();
            let before = text.strip_suffix(rest).unwrap_or_default();
            let after = rest.strip_prefix(core).unwrap_or_default();
            vec![
                (Style::Text, before.to_owned()),
                (Style::Strong, core.to_owned()),
                (Style::Text, after.to_owned()),
            ]
        }
        Style::Text | Style::Code => vec![(style, text)],
    }
}

/// The pieces, with strong text made ordinary where its neighbours would keep `**` from being read
/// as emphasis (`CommonMark` 0.31, "left-flanking" and "right-flanking delimiter run").
fn with_possible_emphasis(pieces: &[Piece]) -> Vec<Piece> {
    let neighbour = |index: Option<usize>| index.and_then(|index| pieces.get(index));
    let decided = pieces.iter().enumerate().map(|(index, (style, text))| {
        let before =
            neighbour(index.checked_sub(1)).and_then(|(_, before)| before.chars().next_back());
        let after = match neighbour(index.checked_add(1)) {
            Some((Style::Code, _)) => Some('`'),
            Some((_, after)) => after.chars().next(),
            None => None,
        };
        let opens = before.is_none_or(|before| before == ' ')
            || text.starts_with(|first: char| first.is_ascii_alphanumeric());
        let closes = after.is_none_or(|after| after == ' ' || after.is_ascii_punctuation())
            || text.ends_with(|last: char| last.is_ascii_alphanumeric());
        let style = if *style == Style::Strong && !(opens && closes) {
            Style::Text
        } else {
            *style
        };
        (style, text.clone())
    });
    decided.collect()
}

/// The pieces without the spaces at both ends, which a parser would drop: escaping must not count on
/// them.
fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some((Style::Text, text)) = pieces.first_mut() {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some((Style::Text, text)) = pieces.last_mut() {
        *text = text.trim_end_matches(' ').to_owned();
    }
    pieces
}

fn written(style: Style, text: &str, place: Place) -> String {
    match style {
        Style::Text => escape::inline(text, place),
        Style::Strong => format!("**{}**", escape::inline(text, place)),
        Style::Code => code_span(text),
    }
}

/// Code between more backticks than it holds in a row, and spaces where the delimiters would
/// otherwise touch a backtick or take a space away (`CommonMark` 0.31, "code spans").
pub(in crate::render) fn code_span(text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let touches = text.starts_with('`') || text.ends_with('`');
    let loses_spaces = text.starts_with(' ') && text.ends_with(' ');
    let padding = if touches || loses_spaces { " " } else { "" };
    format!("{fence}{padding}{text}{padding}{fence}")
}

/// How often `character` stands in a row at most.
pub(super) fn longest_run(text: &str, character: char) -> usize {
    text.split(|each| each != character)
        .map(str::len)
        .max()
        .unwrap_or(0)
}

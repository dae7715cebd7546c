//! Where a line may be broken within a text: not within a date or a duration, and within a word only where it is long.
//! How that looks is said in the style. And which way a text runs: one from right to left is kept apart from what stands
//! beside it.

use std::sync::LazyLock;

use maud::{Markup, html};
use regex::Regex;

/// Dates and durations as folio writes them, and words of more than sixteen characters: no column has to be as wide as
/// those.
static PIECES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pieces = r"(?x)
        (?<whole>
            \b [0-9]{4}-[0-9]{2}-[0-9]{2} (?: \x20 [0-9]{2}:[0-9]{2} )? \b
          | \b [0-9]{1,2} \x20 (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?: \x20 [0-9]{4} )? \b
          | \b [0-9][0-9,]* \x20 (?: h \x20 [0-9]{1,2} \x20 min | h | min ) \b
        )
      | \S{17,}";
    Regex::new(pieces).ok()
});

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    /// Broken at spaces.
    Plain(&'a str),
    /// Never broken.
    Whole(&'a str),
    /// Broken anywhere where it has no room.
    Long(&'a str),
}

/// A text with its dates, durations and long words marked. One with letters that run from right to left is isolated, so
/// that it does not turn round what stands before and behind it (Unicode Standard Annex 9, "Explicit directional
/// isolates").
pub(super) fn words(text: &str) -> Markup {
    let broken = broken(text);
    if text.contains(runs_from_right_to_left) {
        return html! { bdi { (broken) } };
    }
    broken
}

/// Whether a letter belongs to a script that runs from right to left, by the blocks that Unicode sets aside for those.
fn runs_from_right_to_left(letter: char) -> bool {
    matches!(
        letter,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

fn broken(text: &str) -> Markup {
    html! {
        @for piece in pieces(text) {
            @match piece {
                Piece::Plain(text) => (text),
                Piece::Whole(text) => span.whole { (text) },
                Piece::Long(text) => span.long { (text) },
            }
        }
    }
}

/// A command: where one of its words could be broken at a dash it is marked, to be broken only where it is longer than a
/// line.
pub(super) fn command(text: &str) -> Markup {
    html! {
        @for (index, word) in text.split(' ').enumerate() {
            @if index > 0 { " " }
            @if word.contains('-') { span.word { (word) } } @else { (word) }
        }
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    let found = PIECES.as_ref().map(|regex| regex.captures_iter(text));
    for found in found.into_iter().flatten() {
        let piece = found.get_match();
        pieces.extend(text.get(done..piece.start()).map(Piece::Plain));
        pieces.push(match found.name("whole") {
            Some(_) => Piece::Whole(piece.as_str()),
            None => Piece::Long(piece.as_str()),
        });
        done = piece.end();
    }
    pieces.extend(text.get(done..).map(Piece::Plain));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is never broken in a text, and what is broken anywhere.
    fn marked(text: &str) -> (Vec<&str>, Vec<&str>) {
        let (mut whole, mut long) = (Vec::new(), Vec::new());
        for piece in pieces(text) {
            match piece {
                Piece::Plain(_) => {}
                Piece::Whole(text) => whole.push(text),
                Piece::Long(text) => long.push(text),
            }
        }
        (whole, long)
    }

    #[test]
    fn dates_and_durations_are_never_broken_and_only_long_words_are() {
        for (text, whole, long) in [
            (
                "met first (2026-10-05), 1,200 h in all",
                vec!["2026-10-05", "1,200 h"],
                vec![],
            ),
            (
                "at 2026-10-05 09:30 for 7 h 15 min",
                vec!["2026-10-05 09:30", "7 h 15 min"],
                vec![],
            ),
            (
                "most on 13 Oct: 5, and on 1 Nov 2026",
                vec!["13 Oct", "1 Nov 2026"],
                vec![],
            ),
            ("3 houses, 4 minutes, 5 Octaves", vec![], vec![]),
            ("the warehouse of counterexamples", vec![], vec![]),
            (
                "see activerecord/lib/connection_adapters",
                vec![],
                vec!["activerecord/lib/connection_adapters"],
            ),
            (
                "20261005-2026-10-05-9",
                vec![],
                vec!["20261005-2026-10-05-9"],
            ),
        ] {
            assert_eq!(marked(text), (whole, long), "{text}");
        }
    }

    #[test]
    fn words_of_a_command_are_marked_where_a_dash_could_break_them() {
        let marked = command("folio list  --year 2026 -n").into_string();
        assert_eq!(
            marked,
            "folio list  <span class=\"word\">--year</span> 2026 <span class=\"word\">-n</span>"
        );
    }

    #[test]
    fn a_text_from_right_to_left_is_kept_apart_from_what_stands_beside_it() {
        let hebrew = "\u{5d6}\u{5de}\u{5df}";
        assert_eq!(words(hebrew).into_string(), format!("<bdi>{hebrew}</bdi>"));
        assert_eq!(words("plain, \u{e9}").into_string(), "plain, \u{e9}");
    }

    #[test]
    fn what_is_marked_stays_the_same_text() {
        for text in [
            "",
            " ",
            "a 7 h b",
            "é2026-10-05",
            "seven hours 🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀",
        ] {
            let text_of = |piece| match piece {
                Piece::Plain(text) | Piece::Whole(text) | Piece::Long(text) => text,
            };
            let shown: String = pieces(text).into_iter().map(text_of).collect();
            assert_eq!(shown, text);
        }
    }
}

//! Text that cannot drive a terminal: control, direction-changing and invisible characters are replaced by
//! something that can be seen. Shortening and wrapping do not live here, nor does removing whole escape sequences:
//! their `ESC` is shown, the rest of them is harmless text.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::width::display_width;

/// Columns from one tab stop to the next in [`visible_block`].
const TAB_COLUMNS: usize = 4;

/// The text on one line, safe to print.
///
/// A run of spaces, tabs and newlines that holds a newline becomes one space; any other tab becomes a space. What
/// could drive a terminal or hide text is made visible: C0 controls as control pictures (`␛`), the others as their
/// code point (`<U+202E>`). The zero width joiner and non-joiner stay, since scripts and emoji need them. Borrowed
/// when nothing changes; applying it again changes nothing.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    let Some((unchanged, rest)) = split_at_first(text, must_change) else {
        return Cow::Borrowed(text);
    };
    let mut shown = start_with(unchanged, text.len());
    let mut after_newline = false;
    let mut characters = rest.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            ' ' | '\t' | '\n' if after_newline => {}
            '\n' => {
                shown.truncate(shown.trim_end_matches(' ').len());
                shown.push(' ');
                after_newline = true;
            }
            '\t' => shown.push(' '),
            other => {
                push_visible(&mut shown, other);
                after_newline = false;
            }
        }
    }
    Cow::Owned(shown)
}

/// The text with its lines kept, safe to print.
///
/// `\r\n` becomes `\n`, and a tab becomes spaces up to the next multiple of four columns. Everything else is made
/// visible as by [`visible_line`]. Borrowed when nothing changes; applying it again changes nothing.
pub fn visible_block(text: &str) -> Cow<'_, str> {
    let Some((unchanged, rest)) = split_at_first(text, |character| {
        character != '\n' && must_change(character)
    }) else {
        return Cow::Borrowed(text);
    };
    let mut shown = start_with(unchanged, text.len());
    let mut column = 0;
    let mut measured = unchanged.rfind('\n').map_or(0, |newline| newline + 1);
    let mut characters = rest.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' => {
                shown.push('\n');
                column = 0;
                measured = shown.len();
            }
            '\t' => {
                column += display_width(shown.get(measured..).unwrap_or_default());
                let spaces = TAB_COLUMNS - column % TAB_COLUMNS;
                shown.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
                measured = shown.len();
            }
            other => push_visible(&mut shown, other),
        }
    }
    Cow::Owned(shown)
}

/// Splits before the first character that must change; `None` when there is none.
fn split_at_first(text: &str, changes: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    text.split_at_checked(text.find(changes)?)
}

fn start_with(unchanged: &str, expected: usize) -> String {
    let mut shown = String::with_capacity(expected + expected / 8 + 8);
    shown.push_str(unchanged);
    shown
}

fn must_change(character: char) -> bool {
    character.is_ascii_control() || is_invisible(character)
}

/// Characters beyond ASCII that drive a terminal, change the direction of text or hide it.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{9F}'           // C1 controls, among them a one-character CSI
        | '\u{61C}'                   // Arabic letter mark
        | '\u{180E}'                  // Mongolian vowel separator
        | '\u{200B}'                  // zero width space
        | '\u{200E}' | '\u{200F}'     // direction marks
        | '\u{2028}'..='\u{202E}'     // line and paragraph separator, direction embeddings and overrides
        | '\u{2060}'..='\u{206F}'     // word joiner, invisible operators, direction isolates, deprecated formats
        | '\u{FEFF}'                  // byte order mark
        | '\u{FFF9}'..='\u{FFFB}'     // interlinear annotation
        | '\u{E0000}'..='\u{E007F}'   // tag characters
    )
}

fn push_visible(shown: &mut String, character: char) {
    match character {
        '\0'..='\u{1F}' => shown.push(control_picture(character)),
        '\u{7F}' => shown.push('␡'),
        hidden if is_invisible(hidden) => {
            // Writing to a `String` cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(hidden));
        }
        plain => shown.push(plain),
    }
}

/// The symbol of a C0 control, in the Unicode block "Control Pictures".
fn control_picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HARMLESS: &str = "naïve 缓存 שלום 👩‍💻 نمی‌دانم ❤️ <U+202E> ␛";

    /// Written apart from the code under test: everything that must not reach a terminal.
    const FORBIDDEN: [(u32, u32); 15] = [
        (0x00, 0x09),
        (0x0B, 0x1F),
        (0x7F, 0x9F),
        (0x61C, 0x61C),
        (0x180E, 0x180E),
        (0x200B, 0x200B),
        (0x200E, 0x200F),
        (0x2028, 0x2029),
        (0x202A, 0x202E),
        (0x2060, 0x2065),
        (0x2066, 0x2069),
        (0x206A, 0x206F),
        (0xFEFF, 0xFEFF),
        (0xFFF9, 0xFFFB),
        (0xE0000, 0xE007F),
    ];

    fn is_forbidden(character: char) -> bool {
        FORBIDDEN
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&u32::from(character)))
    }

    fn hostile_text() -> impl Strategy<Value = String> {
        let forbidden = prop::sample::select(&FORBIDDEN[..]).prop_flat_map(|(first, last)| {
            (first..=last).prop_map(|code| char::from_u32(code).unwrap_or('\u{1B}'))
        });
        let character = prop_oneof![
            forbidden,
            prop::sample::select(vec![' ', '\n', '\r', '\t', 'a', '界']),
            any::<char>()
        ];
        prop::collection::vec(character, 0..60).prop_map(String::from_iter)
    }

    #[test]
    fn text_that_needs_no_change_is_borrowed() {
        for text in ["", "two  spaces ", HARMLESS] {
            assert!(matches!(visible_line(text), Cow::Borrowed(same) if same == text));
            assert!(matches!(visible_block(text), Cow::Borrowed(same) if same == text));
        }
        assert!(matches!(visible_block("two\nlines\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_forbidden_character_is_shown_in_both_forms() {
        for (first, last) in FORBIDDEN {
            for character in (first..=last)
                .filter_map(char::from_u32)
                .filter(|character| *character != '\t')
            {
                let code = u32::from(character);
                let expected = match code {
                    0..=0x1F => char::from_u32(0x2400 + code)
                        .map(String::from)
                        .unwrap_or_default(),
                    0x7F => "␡".to_owned(),
                    _ => format!("<U+{code:04X}>"),
                };
                let text = format!("a{character}b");
                assert_eq!(visible_line(&text), format!("a{expected}b"));
                assert_eq!(visible_block(&text), format!("a{expected}b"));
            }
        }
    }

    #[test]
    fn an_escape_sequence_is_shown_as_text() {
        assert_eq!(
            visible_line("\u{1B}[31mred\u{1B}[0m \u{9B}2J"),
            "␛[31mred␛[0m <U+009B>2J"
        );
        assert_eq!(visible_block("\u{1B}]0;title\u{7}"), "␛]0;title␇");
    }

    #[test]
    fn white_space_around_a_newline_becomes_one_space_on_a_line() {
        assert_eq!(
            visible_line("one \t\r\n\n   two  three\tfour"),
            "one two  three four"
        );
        assert_eq!(visible_line("\none\n"), " one ");
    }

    #[test]
    fn a_carriage_return_without_a_newline_cannot_overwrite_the_line() {
        assert_eq!(visible_line("safe\rrm -rf"), "safe␍rm -rf");
        assert_eq!(visible_block("a\r\r\nb\r"), "a␍\nb␍");
    }

    #[test]
    fn tabs_in_a_block_reach_the_next_stop_of_four_columns() {
        assert_eq!(
            visible_block("\tx\na\tb\nabcd\te\n界\tf\na\t\tg"),
            "    x\na   b\nabcd    e\n界  f\na       g"
        );
        assert_eq!(visible_block("first\nab\u{7}\tc"), "first\nab␇ c");
    }

    #[test]
    fn a_megabyte_of_newlines_or_tabs_is_quick() {
        assert_eq!(visible_line(&"\n".repeat(1 << 20)), " ");
        assert_eq!(visible_block(&"\t".repeat(1 << 18)).len(), 1 << 20);
    }

    proptest! {
        #[test]
        fn nothing_forbidden_is_left_and_a_second_pass_changes_nothing(text in hostile_text()) {
            let line = visible_line(&text);
            prop_assert!(!line.contains(|character| character == '\n' || is_forbidden(character)), "{:?}", line);
            prop_assert!(matches!(visible_line(&line), Cow::Borrowed(_)));
            let block = visible_block(&text);
            prop_assert!(!block.contains(is_forbidden), "{:?}", block);
            prop_assert!(matches!(visible_block(&block), Cow::Borrowed(_)));
            prop_assert_eq!(block.matches('\n').count(), text.matches('\n').count());
        }
    }
}

//! The signs that folio adds to texts, for a terminal that shows ASCII alone. What a person wrote in other letters stays
//! as it is: there is nothing better to show.

use super::canvas::Characters;
use crate::render::Document;
use crate::text::{apart, display_width, truncate};

/// The document with folio's own signs in these characters.
pub(super) fn in_characters(mut document: Document, characters: Characters) -> Document {
    if characters == Characters::Ascii {
        document.each_text(&mut |text| {
            if !text.is_ascii() {
                *text = ascii(text);
            }
        });
    }
    document
}

fn ascii(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '…' => written.push_str("..."),
            '─' | '−' => written.push('-'),
            '±' => written.push_str("+-"),
            '→' => written.push_str("->"),
            '✗' => written.push('x'),
            '✓' => written.push('+'),
            '·' => written.push('.'),
            '\u{2400}'..='\u{241F}' => {
                // A control character that was made visible, as `^[`.
                let code = u32::from(character) - 0x2400 + u32::from('@');
                written.push('^');
                written.extend(char::from_u32(code));
            }
            '␡' => written.push_str("^?"),
            other => written.push(other),
        }
    }
    written
}

/// The text cut to so many columns.
pub(super) fn cut(text: &str, columns: usize, characters: Characters) -> String {
    let whole = truncate(text, columns);
    if characters == Characters::Unicode || whole == text {
        return whole.into_owned();
    }
    let shorter = truncate(text, columns.saturating_sub(2));
    let kept = shorter.strip_suffix('…').unwrap_or(&shorter);
    format!("{kept}...")
}

/// The labels cut to so many columns, so that they can be told apart.
pub(super) fn cut_apart(labels: &[&str], columns: usize, characters: Characters) -> Vec<String> {
    if characters == Characters::Unicode
        || labels.iter().all(|label| display_width(label) <= columns)
    {
        return apart(labels, columns);
    }
    let shorter = apart(labels, columns.saturating_sub(2));
    shorter
        .iter()
        .map(|label| label.replace('…', "..."))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::display_width;

    #[test]
    fn signs_of_folio_become_ascii_and_letters_stay() {
        assert_eq!(
            ascii("naïve…␛[31m −3 ±0 a → b"),
            "naïve...^[[31m -3 +-0 a -> b"
        );
    }

    #[test]
    fn a_cut_text_ends_in_dots_and_keeps_within_its_columns() {
        assert_eq!(cut("exactly", 7, Characters::Ascii), "exactly");
        assert_eq!(cut("exactly", 6, Characters::Ascii), "exa...");
        assert_eq!(cut("exactly", 6, Characters::Unicode), "exact…");
        for columns in 3..12 {
            let cut = cut("a longer text", columns, Characters::Ascii);
            assert!(display_width(&cut) <= columns, "{cut}");
            assert!(cut.is_ascii());
        }
    }
}

//! Columns on a terminal: measuring, cutting, wrapping and padding text. A character of East Asian scripts or an
//! emoji takes two columns, a combining mark none. Making control characters visible does not live here: do that
//! first, since what a control character does to a line cannot be measured.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

const ELLIPSIS: char = '…';

/// The columns that a line of text takes on a terminal.
pub fn display_width(text: &str) -> usize {
    text.width()
}

/// The text cut to at most `columns` columns; where something was cut, `…` is the last of them.
///
/// Never cuts inside what a person sees as one character, so the result may be a column narrower; spaces before
/// the `…` are dropped. For text of one line. Borrowed when nothing is cut.
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    if display_width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut used = 0;
    let mut end = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        used += display_width(grapheme);
        if used > room {
            break;
        }
        end = start + grapheme.len();
    }
    let mut kept = text.get(..end).unwrap_or_default().trim_end().to_owned();
    kept.push(ELLIPSIS);
    Cow::Owned(kept)
}

/// The text followed by as many spaces as fill `columns` columns; borrowed when it is as wide already.
pub fn pad_right(text: &str, columns: usize) -> Cow<'_, str> {
    let missing = columns.saturating_sub(display_width(text));
    if missing == 0 {
        return Cow::Borrowed(text);
    }
    let mut padded = String::with_capacity(text.len() + missing);
    padded.push_str(text);
    padded.extend(std::iter::repeat_n(' ', missing));
    Cow::Owned(padded)
}

/// The text as lines of at most `columns` columns, broken at spaces; every newline of the text is kept, so an
/// empty text is one empty line.
///
/// The indentation of a line is repeated on the lines it is broken into, cut to half of the columns where it is
/// wider. A word wider than a line is broken between graphemes, beginning where the line stands. Spaces inside a
/// line are kept, those at its end dropped. Only a single grapheme wider than the line makes a line too wide.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let line = line.trim_end();
        if display_width(line) <= columns {
            lines.push(line.to_owned());
        } else {
            lines.append(&mut Wrapping::new(line, columns).finish());
        }
    }
    lines
}

/// One line of the text while it is broken into several.
struct Wrapping<'a> {
    columns: usize,
    indentation: usize,
    words: &'a str,
    line: String,
    width: usize,
    finished: Vec<String>,
}

impl<'a> Wrapping<'a> {
    fn new(line: &'a str, columns: usize) -> Self {
        let words = line.trim_start_matches(' ');
        let indentation = (line.len() - words.len()).min(columns / 2);
        let line = " ".repeat(indentation);
        Self {
            columns,
            indentation,
            words,
            line,
            width: indentation,
            finished: Vec::new(),
        }
    }

    fn finish(mut self) -> Vec<String> {
        let mut gap = 0;
        for word in self.words.split(' ') {
            if !word.is_empty() {
                self.place(word, gap);
                gap = 0;
            }
            gap += 1;
        }
        self.finished.push(self.line);
        self.finished
    }

    fn place(&mut self, word: &str, gap: usize) {
        let width = display_width(word);
        if self.width + gap + width <= self.columns {
            self.push_gap(gap);
            self.push(word, width);
        } else if self.indentation + width <= self.columns {
            self.break_line();
            self.push(word, width);
        } else {
            self.place_broken(word, gap);
        }
    }

    fn place_broken(&mut self, word: &str, gap: usize) {
        if self.width + gap < self.columns {
            self.push_gap(gap);
        } else {
            self.break_line();
        }
        for grapheme in word.graphemes(true) {
            let width = display_width(grapheme);
            if self.width + width > self.columns {
                self.break_line();
            }
            self.push(grapheme, width);
        }
    }

    fn push_gap(&mut self, gap: usize) {
        if !self.is_blank() {
            self.line.extend(std::iter::repeat_n(' ', gap));
            self.width += gap;
        }
    }

    fn push(&mut self, text: &str, width: usize) {
        self.line.push_str(text);
        self.width += width;
    }

    fn break_line(&mut self) {
        if self.is_blank() {
            return;
        }
        let next = " ".repeat(self.indentation);
        let mut line = std::mem::replace(&mut self.line, next);
        line.truncate(line.trim_end_matches(' ').len());
        self.finished.push(line);
        self.width = self.indentation;
    }

    /// Whether the line holds nothing but its indentation.
    fn is_blank(&self) -> bool {
        self.line.len() == self.indentation
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printable_text() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            3 => prop::sample::select(vec!['a', 'b', ' ', '界', 'é', '\u{301}', '👩', '\u{200D}', '💻', 'ก', '\u{E31}', 'ا', 'ل']),
            1 => any::<char>().prop_filter("controls have no width", |character| !character.is_control()),
        ];
        prop::collection::vec(character, 0..40).prop_map(String::from_iter)
    }

    #[test]
    fn wide_characters_and_emoji_take_two_columns_and_marks_none() {
        let widths: Vec<usize> = [
            "",
            "abc",
            "缓存",
            "ｶﾞ",
            "e\u{301}",
            "👩‍💻",
            "🇩🇪",
            "❤️",
            "한국",
            "กำ",
        ]
        .map(display_width)
        .into();
        assert_eq!(widths, [0, 3, 4, 2, 1, 2, 2, 2, 4, 2]);
    }

    #[test]
    fn text_is_cut_only_where_it_does_not_fit() {
        assert!(matches!(truncate("exactly", 7), Cow::Borrowed("exactly")));
        assert_eq!(truncate("exactly", 6), "exact…");
        assert_eq!(truncate("one two", 5), "one…");
        assert_eq!(truncate("anything", 1), "…");
        assert_eq!(truncate("anything", 0), "");
        assert_eq!(truncate("", 0), "");
    }

    #[test]
    fn a_cut_never_splits_a_wide_character_or_a_grapheme() {
        assert_eq!(truncate("缓存失效", 6), "缓存…");
        assert_eq!(truncate("缓存失效", 5), "缓存…");
        assert_eq!(truncate("👩‍💻👩‍💻👩‍💻", 4), "👩‍💻…");
        assert_eq!(truncate("cafe\u{301}s are", 5), "cafe\u{301}…");
    }

    #[test]
    fn padding_counts_columns_not_characters() {
        assert_eq!(pad_right("缓存", 6), "缓存  ");
        assert_eq!(pad_right("e\u{301}", 3), "e\u{301}  ");
        assert!(matches!(
            pad_right("wide enough", 3),
            Cow::Borrowed("wide enough")
        ));
    }

    #[test]
    fn lines_break_at_words_and_keep_newlines() {
        assert_eq!(
            wrap("one two three\n\nfour", 8),
            ["one two", "three", "", "four"]
        );
        assert_eq!(wrap("ends here\n", 20), ["ends here", ""]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn indentation_is_kept_on_every_line_it_is_broken_into() {
        assert_eq!(wrap("  one two three", 9), ["  one two", "  three"]);
        assert_eq!(
            wrap("          deep words", 8),
            ["    deep", "    word", "    s"]
        );
    }

    #[test]
    fn spaces_inside_a_line_are_kept_and_dropped_where_it_breaks() {
        assert_eq!(wrap("a  b   c     d", 8), ["a  b   c", "d"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_between_graphemes() {
        assert_eq!(
            wrap("see aaaaaaaaaaaa b", 6),
            ["see aa", "aaaaaa", "aaaa b"]
        );
        assert_eq!(wrap("缓存失效 策略", 5), ["缓存", "失效", "策略"]);
        assert_eq!(wrap("👩‍💻👩‍💻", 3), ["👩‍💻", "👩‍💻"]);
    }

    #[test]
    fn a_width_too_small_for_any_character_still_gives_all_of_them() {
        assert_eq!(wrap("界 ab", 0), ["界", "a", "b"]);
        assert_eq!(wrap("界ab", 1), ["界", "a", "b"]);
    }

    #[test]
    fn a_megabyte_without_spaces_is_wrapped() {
        let lines = wrap(&"a".repeat(1 << 20), 64);
        assert_eq!(
            (lines.len(), lines.iter().map(String::len).max()),
            (1 << 14, Some(64))
        );
    }

    proptest! {
        #[test]
        fn a_cut_text_fits_and_begins_like_the_text(text in printable_text(), columns in 0_usize..30) {
            let cut = truncate(&text, columns);
            prop_assert!(display_width(&cut) <= columns, "{:?} of {:?}", cut, text);
            prop_assert!(cut == text || text.starts_with(cut.trim_end_matches(ELLIPSIS)));
        }

        #[test]
        fn a_padded_text_is_as_wide_as_asked(text in printable_text(), columns in 0_usize..60) {
            prop_assert_eq!(display_width(&pad_right(&text, columns)), columns.max(display_width(&text)));
        }

        #[test]
        fn wrapped_lines_fit_and_lose_nothing_but_spaces(text in printable_text(), columns in 0_usize..12) {
            let lines = wrap(&text, columns);
            for line in &lines {
                prop_assert!(
                    display_width(line) <= columns || line.trim_start_matches(' ').graphemes(true).count() == 1,
                    "{:?} of {:?}", line, text,
                );
            }
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}

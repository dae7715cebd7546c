//! Words that a host makes live though they are no Markdown: addresses become links, `#6` and `GH-6` an issue, `@name`
//! tells somebody, a commit is looked up. Hosts do that on what they have rendered, so no escape stops it; code they leave
//! alone.

/// How many hexadecimal digits a commit is told by.
const COMMIT: std::ops::RangeInclusive<usize> = 7..=64;

/// What may stand around a word without being part of it.
const AROUND: &[char] = &[
    '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'', '*', '_', '~',
    '`',
];

/// The text in pieces, in order: what is live, and what is between. Nothing is empty.
pub(super) fn parted(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut still = 0;
    while let Some((before, word)) = next_word(rest, still) {
        let end = before + word.len();
        if is_live(word) {
            let (quiet, _) = rest.split_at(before);
            pieces.extend(Some(Piece::Still(quiet)).filter(|_| before > 0));
            pieces.push(Piece::Live(word));
            rest = rest.get(end..).unwrap_or_default();
            still = 0;
        } else {
            // What only stands around words is a word of nothing, and is passed over: it begins with a `!`.
            still = end.max(before + 1);
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Still(rest));
    }
    pieces
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// A host would make something of it.
    Live(&'t str),
    /// It stays what it is.
    Still(&'t str),
}

/// The next word from a place on, without what stands around it, and where it begins. A bar parts words: it ends a cell.
fn next_word(text: &str, from: usize) -> Option<(usize, &str)> {
    let parts_words = |each: char| each.is_whitespace() || each == '|' || each == '`';
    let after = text.get(from..)?;
    let stands_before = |each: char| each != '!' && AROUND.contains(&each);
    let begins = from + after.find(|each: char| !parts_words(each) && !stands_before(each))?;
    let word = text.get(begins..)?;
    let length = word.find(parts_words).unwrap_or(word.len());
    let word = word.get(..length)?;
    Some((begins, word.trim_end_matches(AROUND)))
}

/// Whether a host makes something of a word, or of a part of it.
fn is_live(word: &str) -> bool {
    is_address(word)
        || follows(word, '@', |next| next.is_alphanumeric() || next == '_')
        || follows(word, '#', |next| next.is_ascii_digit())
        || follows(word, '!', |next| next.is_ascii_digit())
        || parts(word).any(is_commit)
        || is_numbered(word)
}

fn is_address(word: &str) -> bool {
    let is_www = |part: &str| {
        part.get(..4)
            .is_some_and(|begin| begin.eq_ignore_ascii_case("www."))
    };
    word.contains("://")
        || word
            .split(|each: char| !each.is_alphanumeric() && each != '.')
            .any(is_www)
        || word
            .get(..7)
            .is_some_and(|begin| begin.eq_ignore_ascii_case("mailto:"))
}

/// Whether a sign stands before a character of some kind.
fn follows(word: &str, sign: char, is_kind: impl Fn(char) -> bool) -> bool {
    let mut after = word.split(sign).skip(1);
    after.any(|rest| rest.starts_with(&is_kind))
}

fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(|each: char| !each.is_alphanumeric() && each != '_')
}

fn is_commit(part: &str) -> bool {
    COMMIT.contains(&part.len()) && part.chars().all(|each| each.is_ascii_hexdigit())
}

/// `GH-6`.
fn is_numbered(word: &str) -> bool {
    let mut parts = word.split('-');
    let mut before = parts.next().unwrap_or_default();
    parts.any(|part| {
        let is_name = before.len() >= 2
            && before
                .get(before.len() - 2..)
                .is_some_and(|end| end.eq_ignore_ascii_case("gh"));
        before = part;
        is_name && part.starts_with(|next: char| next.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Piece::{Live, Still};
    use super::*;

    #[test]
    fn what_hosts_make_live_is_told_from_what_they_leave_alone() {
        for live in [
            "https://example.org/a_b?c=d#e",
            "ssh://git@host/x",
            "www.example.org",
            "WWW.example.org",
            "mailto:a",
            "@ada",
            "@team/ada",
            "ada@example.org",
            "#6",
            "shop/cart#6",
            "!12",
            "GH-6",
            "gh-6",
            "9933ec8",
            "74961dbbe90d60e8c892005fc92e4943abd46272",
            "shop@9933ec8",
            "9933ec8...74961db",
            "1234567",
        ] {
            assert_eq!(parted(live), [Live(live)], "{live}");
        }
        for still in [
            "a # b @ c ! d",
            "C#",
            "#include",
            "wwww.example.org",
            "snake_case",
            "2026-10-05",
            "GHz-6",
            "decades",
            "faced",
            "5 @",
            "a:b/c.rs",
            "9933ecx8",
        ] {
            assert_eq!(parted(still), [Still(still)], "{still}");
        }
    }

    #[test]
    fn a_word_is_live_without_what_stands_around_it() {
        assert_eq!(
            parted("see (https://a.b/c), \"@ada\" and *#6*."),
            [
                Still("see ("),
                Live("https://a.b/c"),
                Still("), \""),
                Live("@ada"),
                Still("\" and *"),
                Live("#6"),
                Still("*."),
            ]
        );
        assert_eq!(parted("a|#6`b"), [Still("a|"), Live("#6"), Still("`b")]);
    }

    proptest! {
        #[test]
        fn the_pieces_together_are_the_text(text in "[ a-f0-9@#!.:/()|`\n_-]{0,30}|\\PC{0,20}") {
            let together: String = parted(&text)
                .into_iter()
                .map(|piece| match piece { Live(text) | Still(text) => text })
                .collect();
            prop_assert_eq!(together, text);
        }
    }
}

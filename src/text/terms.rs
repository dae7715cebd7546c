//! The one analyzer: text → terms. The full-text index, search, highlighting and recall all take their terms from
//! here, so that what one of them sees the others see too. What a user's query means lives in `query`.
//!
//! - A term is a maximal run of letters, digits and the marks on them; everything else separates: `auth-refactor`
//!   is two terms, `std::sync::Mutex` three, `E0382` one. An identifier such as `fooBar` is one term.
//! - In Han, Hiragana, Katakana, Hangul, Thai, Lao, Khmer and Myanmar, which set no spaces between words, each
//!   character is a term, vowel signs and tone marks included, and a word is a phrase of them. So any part of a word
//!   that begins at a letter is found.
//! - Terms are normalised: compatibility decomposition (NFKD), accents dropped, lower case, composed again (NFC);
//!   then a term of ASCII letters is reduced to its English stem.
//! - Of a longer term the first [`LONGEST_TERM`] characters count, and it is not stemmed.

use unicode_normalization::UnicodeNormalization as _;

use super::characters::{
    begins_term, fold, is_decoration, is_in_term, is_mark, is_spaceless, joins_previous,
};
use super::stems::Stems;

/// The characters of a term that count; the rest of it is left out.
pub const LONGEST_TERM: usize = 64;

/// One term of a text. It borrows from the analyzer, until the next term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    /// What the index holds: normalised, and stemmed if it is an English word. Only letters, digits and marks.
    pub text: &'a str,
    /// The same before stemming.
    pub whole: &'a str,
    /// Where the term begins in the source, in bytes. Terms made of one grapheme (a letter with its vowel sign in
    /// Thai) share its span, so that it is never highlighted in part.
    pub start: usize,
    /// Where the term ends in the source, in bytes.
    pub end: usize,
}

/// Finds the terms of texts. Keep one for many texts: it remembers stems and reuses its buffers.
#[derive(Debug)]
pub struct Analyzer {
    stems: Stems,
    pending: Pending,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// An analyzer that remembers nothing yet.
    pub fn new() -> Self {
        Self {
            stems: Stems::new(),
            pending: Pending::default(),
        }
    }

    /// Calls `visit` with each term of the text, in order.
    pub fn terms(&mut self, text: &str, mut visit: impl FnMut(Term<'_>)) {
        let mut at = 0;
        while let Some(word) = AsciiWord::next(text, at) {
            at = if word.is_whole {
                self.visit_ascii(text, &word, &mut visit);
                word.end
            } else {
                self.visit_unicode(text, word.start, &mut visit)
            };
        }
    }

    /// Appends the terms of the text, separated by one space (also from what `index_text` holds already).
    ///
    /// Meant for an FTS5 table with `tokenize='ascii'`, which takes ASCII letters, digits and all characters beyond
    /// ASCII for parts of tokens: each term is one token.
    pub fn append_index_text(&mut self, text: &str, index_text: &mut String) {
        self.terms(text, |term| {
            if !index_text.is_empty() {
                index_text.push(' ');
            }
            index_text.push_str(term.text);
        });
    }

    fn visit_ascii(&mut self, text: &str, word: &AsciiWord, visit: &mut impl FnMut(Term<'_>)) {
        let shown = word.end.min(word.start + LONGEST_TERM);
        self.pending.begin(word.start);
        self.pending
            .whole
            .push_str(text.get(word.start..shown).unwrap_or_default());
        self.pending.whole.make_ascii_lowercase();
        self.pending.characters = word.end - word.start;
        self.pending.end = word.end;
        self.flush(visit);
    }

    /// Visits the terms of one run that is not pure ASCII, and returns where it ends: behind `start` always.
    fn visit_unicode(
        &mut self,
        text: &str,
        start: usize,
        visit: &mut impl FnMut(Term<'_>),
    ) -> usize {
        let mut at = start;
        while let Some(cluster) = cluster_at(text, at) {
            let end = at + cluster.len();
            if let Some(character) = simple_form(cluster) {
                self.accept(character, at, end, visit);
            } else {
                for character in normalised(cluster) {
                    self.accept(character, at, end, visit);
                }
            }
            at = end;
        }
        self.flush(visit);
        if at > start {
            at
        } else {
            start + first_character(text, start).map_or(1, char::len_utf8)
        }
    }

    /// Takes one normalised character, which came from `start..end` of the source.
    fn accept(
        &mut self,
        character: char,
        start: usize,
        end: usize,
        visit: &mut impl FnMut(Term<'_>),
    ) {
        let begins = self.pending.whole.is_empty();
        if !is_in_term(character) || is_spaceless(character) {
            self.flush(visit);
        }
        if !is_in_term(character) || (begins && is_mark(character) && !begins_term(character)) {
            return;
        }
        if self.pending.whole.is_empty() {
            self.pending.begin(start);
        }
        self.pending.push(character, end);
        if is_spaceless(character) {
            self.flush(visit);
        }
    }

    /// Visits the term that was being put together, if there is one.
    fn flush(&mut self, visit: &mut impl FnMut(Term<'_>)) {
        let Pending {
            whole,
            characters,
            start,
            end,
        } = &self.pending;
        if whole.is_empty() {
            return;
        }
        let is_stemmed =
            *characters <= LONGEST_TERM && whole.bytes().all(|byte| byte.is_ascii_lowercase());
        let text = if is_stemmed {
            self.stems.stem(whole)
        } else {
            whole
        };
        visit(Term {
            text,
            whole,
            start: *start,
            end: *end,
        });
        self.pending.whole.clear();
    }
}

/// The term that is being put together; none while `whole` is empty.
#[derive(Debug, Default)]
struct Pending {
    whole: String,
    /// Of the term in full, those beyond [`LONGEST_TERM`] included.
    characters: usize,
    start: usize,
    end: usize,
}

impl Pending {
    fn begin(&mut self, start: usize) {
        self.whole.clear();
        self.characters = 0;
        self.start = start;
    }

    fn push(&mut self, character: char, end: usize) {
        if self.characters < LONGEST_TERM {
            self.whole.push(character);
        }
        self.characters += 1;
        self.end = end;
    }
}

/// A run of ASCII letters and digits in a text, given in bytes.
struct AsciiWord {
    start: usize,
    end: usize,
    /// Whether it is a term by itself: what follows is ASCII or the end. If not, the term may go on beyond ASCII.
    is_whole: bool,
}

impl AsciiWord {
    /// The first run at or behind `from`, or the first character beyond ASCII as an empty run before it; `None` when
    /// neither is left.
    fn next(text: &str, from: usize) -> Option<Self> {
        let rest = text.as_bytes().get(from..)?;
        let skipped = rest
            .iter()
            .position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
        let run = rest.get(skipped..)?;
        let length = run
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric())
            .unwrap_or(run.len());
        let start = from + skipped;
        Some(Self {
            start,
            end: start + length,
            is_whole: run.get(length).is_none_or(u8::is_ascii),
        })
    }
}

/// The character at a byte of the text together with those that must be normalised with it; `None` where no term
/// begins.
fn cluster_at(text: &str, start: usize) -> Option<&str> {
    let base = first_character(text, start).filter(|base| begins_term(*base))?;
    let behind = text.get(start + base.len_utf8()..)?;
    let joined = behind
        .find(|character| !joins_previous(character))
        .unwrap_or(behind.len());
    text.get(start..start + base.len_utf8() + joined)
}

/// The normal form of a cluster: decomposed for compatibility, without accents, in lower case, composed again.
fn normalised(cluster: &str) -> impl Iterator<Item = char> {
    cluster
        .nfkd()
        .filter(|character| !is_decoration(*character))
        .flat_map(fold)
        .nfc()
}

/// The same for the common single characters whose normal form is known without Unicode's tables: ASCII, kana, Han
/// and Hangul syllables. `None` for all others.
fn simple_form(cluster: &str) -> Option<char> {
    let mut characters = cluster.chars();
    let only = characters.next().filter(|_| characters.next().is_none())?;
    match only {
        '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FC}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' => Some(only),
        ascii if ascii.is_ascii() => Some(ascii.to_ascii_lowercase()),
        _ => None,
    }
}

fn first_character(text: &str, start: usize) -> Option<char> {
    text.get(start..)?.chars().next()
}

#[cfg(test)]
mod tests;

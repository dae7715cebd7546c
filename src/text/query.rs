//! What a user typed to search for → a query: its clauses, the FTS5 expression for them, and what they hit in a text.
//! Filters by tag or date do not live here, nor does running a query.
//!
//! - Every word must be met. A `"quoted phrase"`, with straight or typographic quotes, is one clause.
//! - A word with punctuation in it, or of a script without spaces, is a phrase of its terms.
//! - `*` after a word or after a closing quote makes the last term a prefix. A quote that is never closed ends with
//!   the text. Everything else is punctuation: no word or sign is an operator.

use std::collections::HashSet;
use std::ops::Range;

use super::terms::Analyzer;

/// What to search for: texts that meet every clause. There is one at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// All of them must be met; never empty.
    clauses: Vec<Clause>,
}

/// Terms that must follow one another. There is one at least.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Clause {
    /// As the index holds them, in order.
    terms: Vec<String>,
    ending: Ending,
}

/// What meets the last term of a clause.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Ending {
    /// The term only.
    Exact,
    /// Every term that begins with `word`, which is normalised but not stemmed; and, since the index holds stems, the
    /// `stems` of words that begin with it: `authenticat*` has to find `authent`, as which `authentication` is indexed.
    Prefix {
        /// What the user typed before the `*`.
        word: String,
        /// Stems of words that begin so and do not begin so themselves, each once.
        stems: Vec<String>,
    },
}

/// Why a text is no query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// The text is empty or only punctuation.
    #[error("the search text has no letter or digit in it")]
    NoTerms,
}

impl QueryError {
    /// What to try instead.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoTerms => {
                "give at least one word, such as `timeout`, or a phrase, such as `\"connection reset\"`"
            }
        }
    }
}

impl Query {
    /// Reads what a user typed.
    ///
    /// # Errors
    ///
    /// [`QueryError::NoTerms`] if there is nothing to search for in it.
    pub fn parse(text: &str, analyzer: &mut Analyzer) -> Result<Self, QueryError> {
        let mut seen = HashSet::new();
        let clauses: Vec<Clause> = pieces(text)
            .iter()
            .filter_map(|piece| Clause::of(piece, analyzer))
            .filter(|clause| seen.insert(clause.clone()))
            .collect();
        if clauses.is_empty() {
            Err(QueryError::NoTerms)
        } else {
            Ok(Self { clauses })
        }
    }

    /// A MATCH expression for an FTS5 table that holds [`Analyzer::append_index_text`]. Whatever the user typed, it
    /// is made of quoted tokens and of operators set here.
    pub fn to_fts5(&self) -> String {
        let clauses: Vec<String> = self.clauses.iter().map(Clause::to_fts5).collect();
        clauses.join(" AND ")
    }

    /// The byte ranges of the text to highlight: every place that meets a clause, from the beginning of its first
    /// term to the end of its last. In order; ranges that overlap or touch are one.
    pub fn spans(&self, text: &str, analyzer: &mut Analyzer) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut searches: Vec<PhraseSearch<'_>> =
            self.clauses.iter().map(PhraseSearch::new).collect();
        analyzer.terms(text, |term| {
            for search in &mut searches {
                found.extend(
                    search
                        .advance(term.text, term.start)
                        .map(|start| start..term.end),
                );
            }
        });
        merged(found)
    }
}

impl Clause {
    fn of(piece: &Piece<'_>, analyzer: &mut Analyzer) -> Option<Self> {
        let (Piece::Exact(text) | Piece::Prefix(text)) = piece;
        let mut terms = Vec::new();
        let mut last = String::new();
        analyzer.terms(text, |term| {
            terms.push(term.text.to_owned());
            term.whole.clone_into(&mut last);
        });
        let ending = match piece {
            Piece::Exact(_) => Ending::Exact,
            Piece::Prefix(_) => Ending::Prefix {
                stems: changed_stems(&last, analyzer),
                word: last,
            },
        };
        (!terms.is_empty()).then_some(Self { terms, ending })
    }

    fn to_fts5(&self) -> String {
        let Ending::Prefix { word, stems } = &self.ending else {
            return phrase_of(self.terms.iter());
        };
        let before = self.terms.iter().take(self.terms.len().saturating_sub(1));
        let ending_in = |last| phrase_of(before.clone().chain([last]));
        let prefix = format!("{} *", ending_in(word));
        if stems.is_empty() {
            return prefix;
        }
        let mut alternatives: Vec<String> = stems.iter().map(ending_in).collect();
        alternatives.push(prefix);
        format!("({})", alternatives.join(" OR "))
    }

    /// Whether a term of a text meets the one at `position` of this clause.
    fn is_met(&self, position: usize, text: &str) -> bool {
        let is_last = position + 1 == self.terms.len();
        match &self.ending {
            Ending::Prefix { word, stems } if is_last => {
                text.starts_with(word.as_str()) || stems.iter().any(|stem| stem == text)
            }
            _ => self.terms.get(position).is_some_and(|term| term == text),
        }
    }
}

/// What may follow where a word is cut off: the ends of the suffixes that English stemming removes.
const ENDINGS: &[&str] = &[
    "", "e", "s", "es", "d", "ed", "g", "ng", "ing", "ings", "n", "on", "ion", "ions", "ation",
    "ations", "r", "er", "ers", "or", "y", "ly", "ty", "ity", "ities", "t", "nt", "ment", "ments",
    "ent", "ence", "ance", "l", "al", "ally", "le", "ble", "able", "ible", "ve", "ive", "ively",
    "ze", "ize", "izer", "ization", "ss", "ness", "ful", "ous", "ism", "ist",
];

/// The stems of words that begin with `word`, as far as they do not begin with it themselves.
fn changed_stems(word: &str, analyzer: &mut Analyzer) -> Vec<String> {
    let mut stems: Vec<String> = Vec::new();
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return stems;
    }
    for ending in ENDINGS {
        analyzer.terms(&format!("{word}{ending}"), |term| {
            let is_new = !stems.iter().any(|stem| stem == term.text);
            if is_new && !term.text.starts_with(word) {
                stems.push(term.text.to_owned());
            }
        });
    }
    stems
}

fn phrase_of<'a>(terms: impl Iterator<Item = &'a String>) -> String {
    let quoted: Vec<String> = terms.map(|term| quoted(term)).collect();
    quoted.join(" + ")
}

/// A string of FTS5's expression language. Terms hold no quote; one that did would still be data.
fn quoted(term: &str) -> String {
    format!("\"{}\"", term.replace('"', "\"\""))
}

/// A part of what the user typed that becomes one clause.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Exact(&'a str),
    Prefix(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (piece, behind) = match rest.strip_prefix(is_quote) {
            Some(inside) => phrase(inside),
            None => word(rest),
        };
        pieces.push(piece);
        rest = behind.trim_start();
    }
    pieces
}

/// The phrase at the beginning of `inside`, whose opening quote is gone, and what is behind it.
fn phrase(inside: &str) -> (Piece<'_>, &str) {
    let (phrase, behind) = inside.split_once(is_quote).unwrap_or((inside, ""));
    if behind.starts_with('*') {
        (Piece::Prefix(phrase), behind.trim_start_matches('*'))
    } else {
        (Piece::Exact(phrase), behind)
    }
}

/// The word at the beginning of `text`, and what is behind it.
fn word(text: &str) -> (Piece<'_>, &str) {
    let end = text
        .find(|character: char| character.is_whitespace() || is_quote(character))
        .unwrap_or(text.len());
    let (word, behind) = text.split_at_checked(end).unwrap_or((text, ""));
    if word.ends_with('*') {
        (Piece::Prefix(word), behind)
    } else {
        (Piece::Exact(word), behind)
    }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„')
}

/// A clause on its way through the terms of a text.
struct PhraseSearch<'a> {
    clause: &'a Clause,
    /// The places that have met the clause so far: how many of its terms, and where the first of them begins.
    open: Vec<(usize, usize)>,
}

impl<'a> PhraseSearch<'a> {
    fn new(clause: &'a Clause) -> Self {
        Self {
            clause,
            open: Vec::new(),
        }
    }

    /// Takes the next term of the text; where it completes the clause, returns where the place begins.
    fn advance(&mut self, text: &str, start: usize) -> Option<usize> {
        let mut completed = None;
        self.open.push((0, start));
        self.open.retain_mut(|(met, begin)| {
            if !self.clause.is_met(*met, text) {
                return false;
            }
            *met += 1;
            let is_complete = *met == self.clause.terms.len();
            if is_complete {
                completed = Some(*begin);
            }
            !is_complete
        });
        completed
    }
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, kept| {
        let is_joined = next.start <= kept.end;
        if is_joined {
            kept.end = kept.end.max(next.end);
        }
        is_joined
    });
    ranges
}

#[cfg(test)]
mod tests;

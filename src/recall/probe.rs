//! An input made ready for the search: its passages, the words of each with their weights, and where words stand, for
//! the signals. How lessons are compared with it lives in `rank`.

use std::ops::Range;

use foldhash::{HashMap, HashSet};

use super::firing::{Fired, Neighbourhoods};
use super::lines::{Line, Severity, lines};
use super::noise::words;
use super::passages::{Extent, Origin, Role, passages};
use super::vocabulary::{is_conversation, is_error_code};
use super::weights::Weights;
use crate::text::{Analyzer, Signal, identifier_parts, is_silent};

/// Words of one passage that take part in the ranking: the heaviest.
const MOST_WORDS: usize = 64;
/// Terms offered to a first search.
const MOST_TERMS: usize = 64;

/// A text to find lessons for, ready for the ranking.
#[derive(Debug, Clone)]
pub struct Probe {
    pub(super) lines: Vec<Line>,
    pub(super) passages: Vec<Passage>,
    pub(super) neighbourhoods: Neighbourhoods,
}

/// A term with what it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedTerm {
    /// The term as the full-text index holds it.
    pub text: String,
    /// The term as it was written where it was met first.
    pub written: String,
    /// How much the place says in which it stands, before rarity is known.
    pub weight: f64,
    /// Whether it is an error code, which the ranking lets count more.
    pub is_code: bool,
    /// Its place among the terms of its failure, in the order of the text.
    pub place: usize,
}

/// One failure of the input.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    pub(super) origin: Origin,
    pub(super) severity: Severity,
    pub(super) headline: usize,
    /// Heaviest first, each once.
    pub(super) terms: Vec<WeightedTerm>,
    /// Terms that stand side by side, by their positions in `terms`, with the weight of the lighter one.
    pub(super) pairs: Vec<(usize, usize, f64)>,
}

impl Probe {
    /// Reads a text: a log, a diagnostic, or what somebody typed.
    pub fn new(text: &str, weights: &Weights, analyzer: &mut Analyzer) -> Self {
        let lines = lines(text);
        let passages = passages(&lines, weights.focus)
            .iter()
            .map(|extent| Collector::new(weights, analyzer).passage(&lines, extent))
            .filter(|passage| !passage.terms.is_empty())
            .collect();
        let neighbourhoods = Neighbourhoods::of(lines.iter().map(Line::content), analyzer);
        Self {
            lines,
            passages,
            neighbourhoods,
        }
    }

    /// The terms to look candidates up with, heaviest first, each once; of every failure in the input its heaviest.
    pub fn terms(&self) -> Vec<WeightedTerm> {
        let mut seen = HashSet::default();
        let mut terms = Vec::new();
        for rank in 0..MOST_WORDS {
            for term in self
                .passages
                .iter()
                .filter_map(|passage| passage.terms.get(rank))
            {
                if terms.len() < MOST_TERMS && seen.insert(term.text.as_str()) {
                    terms.push(term.clone());
                }
            }
        }
        terms.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        terms
    }

    /// Every term of the input, also outside the failures, each once and in no order: signals may fire anywhere.
    pub fn all_terms(&self) -> impl Iterator<Item = &str> {
        self.neighbourhoods.terms()
    }

    /// Whether a signal fires in the input.
    pub fn fires(&self, signal: &Signal) -> bool {
        Fired::find(signal, &self.neighbourhoods).is_some()
    }

    /// A line of the input as it was seen, without escapes; empty if there is none. It may hold other control characters.
    pub fn line(&self, number: usize) -> &str {
        self.lines
            .get(number)
            .map_or("", |line| line.shown.as_str())
    }

    /// How many lines the input has.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The line with which the first error begins that a line reports, if one does.
    pub fn first_error(&self) -> Option<usize> {
        let is_error = |passage: &&Passage| {
            passage.origin == Origin::Trouble && passage.severity == Severity::Error
        };
        self.passages
            .iter()
            .find(is_error)
            .map(|passage| passage.headline)
    }

    /// Where in a line these terms stand, in bytes, in order: what to highlight.
    pub fn highlights(
        &self,
        number: usize,
        terms: &[String],
        analyzer: &mut Analyzer,
    ) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        analyzer.terms(self.line(number), |term| {
            if terms.iter().any(|wanted| wanted == term.text) {
                found.push(term.start..term.end);
            }
        });
        found
    }

    /// Whether there is nothing in it to look for.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }
}

/// Collects the words of one passage.
struct Collector<'a> {
    weights: &'a Weights,
    analyzer: &'a mut Analyzer,
    terms: Vec<WeightedTerm>,
    positions: HashMap<String, usize>,
    pairs: HashMap<(usize, usize), f64>,
}

impl<'a> Collector<'a> {
    fn new(weights: &'a Weights, analyzer: &'a mut Analyzer) -> Self {
        Self {
            weights,
            analyzer,
            terms: Vec::new(),
            positions: HashMap::default(),
            pairs: HashMap::default(),
        }
    }

    fn passage(mut self, lines: &[Line], extent: &Extent) -> Passage {
        for (index, role) in &extent.lines {
            let Some(line) = lines.get(*index) else {
                continue;
            };
            self.add(line.content(), self.weight_of(*role), extent.origin);
        }
        let (terms, pairs) = self.heaviest();
        Passage {
            origin: extent.origin,
            severity: extent.severity,
            headline: extent.headline,
            terms,
            pairs,
        }
    }

    fn weight_of(&self, role: Role) -> f64 {
        match role {
            Role::Headline => self.weights.headline,
            Role::Note => self.weights.note,
            Role::Nearby => self.weights.nearby,
            Role::Quote => self.weights.quote,
        }
    }

    /// Takes the words of a text. A word counts as much as the best place it stands in.
    fn add(&mut self, text: &str, weight: f64, origin: Origin) {
        if weight <= 0.0 {
            return;
        }
        let weights = self.weights;
        let mut before = None;
        words(text, weights.noise, |word| {
            Found::in_word(word, self.analyzer, |found| {
                let position = position_of(&mut self.terms, &mut self.positions, &found);
                let worth = weight * share_of(weights, &found, origin);
                if let Some(term) = self.terms.get_mut(position) {
                    term.weight = term.weight.max(worth);
                }
                if found.is_part {
                    return;
                }
                if let Some(before) = before
                    .replace(position)
                    .filter(|before| *before != position)
                {
                    let pair = self.pairs.entry((before, position)).or_default();
                    *pair = pair.max(weight);
                }
            });
        });
    }

    /// The terms, heaviest first and cut, and the pairs among them.
    fn heaviest(self) -> (Vec<WeightedTerm>, Vec<(usize, usize, f64)>) {
        let mut order: Vec<usize> = (0..self.terms.len()).collect();
        order.sort_by(|a, b| {
            let weight = |at: &usize| self.terms.get(*at).map_or(0.0, |term| term.weight);
            weight(b).total_cmp(&weight(a)).then(a.cmp(b))
        });
        order.truncate(MOST_WORDS);
        let places: HashMap<usize, usize> = order
            .iter()
            .enumerate()
            .map(|(new, old)| (*old, new))
            .collect();
        let mut pairs: Vec<(usize, usize, f64)> = self
            .pairs
            .iter()
            .filter_map(|((first, second), weight)| {
                Some((*places.get(first)?, *places.get(second)?, *weight))
            })
            .collect();
        pairs.sort_by_key(|(first, second, _)| (*first, *second));
        let terms = order
            .iter()
            .filter_map(|at| self.terms.get(*at).cloned())
            .collect();
        (terms, pairs)
    }
}

/// A term found in a word.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) text: &'a str,
    pub(super) written: &'a str,
    pub(super) is_code: bool,
    /// Whether it is only a part of an identifier that is a term by itself.
    pub(super) is_part: bool,
}

impl Found<'_> {
    /// Calls `visit` with each term of a word that says something: whole, then the parts of identifiers such as
    /// `fooBar`. Gives how many terms the word has in all.
    pub(super) fn in_word(
        word: &str,
        analyzer: &mut Analyzer,
        mut visit: impl FnMut(Found<'_>),
    ) -> f64 {
        let mut all = 0.0;
        let mut split: Vec<&str> = Vec::new();
        analyzer.terms(word, |term| {
            all += 1.0;
            let written = word.get(term.start..term.end).unwrap_or_default();
            if written.contains(char::is_uppercase) && written.contains(char::is_lowercase) {
                let parts = identifier_parts(written);
                split.extend(parts.iter().filter(|_| parts.len() > 1));
            }
            let is_code = is_error_code(written);
            let is_number =
                term.whole.bytes().all(|byte| byte.is_ascii_digit()) && written.len() != word.len();
            if !is_number
                && !is_silent(term.whole)
                && (term.whole.len() > 1 || !term.whole.is_ascii())
            {
                visit(Found {
                    text: term.text,
                    written,
                    is_code,
                    is_part: false,
                });
            }
        });
        for part in split {
            analyzer.terms(part, |term| {
                if term.whole.len() > 2 && !is_silent(term.whole) {
                    visit(Found {
                        text: term.text,
                        written: part,
                        is_code: false,
                        is_part: true,
                    });
                }
            });
        }
        all
    }
}

/// What a word counts beside one that tells all it can.
fn share_of(weights: &Weights, found: &Found, origin: Origin) -> f64 {
    if found.is_part {
        weights.part
    } else if origin == Origin::Speech && is_conversation(&found.written.to_lowercase()) {
        weights.conversation
    } else {
        1.0
    }
}

fn position_of(
    terms: &mut Vec<WeightedTerm>,
    positions: &mut HashMap<String, usize>,
    found: &Found<'_>,
) -> usize {
    if let Some(position) = positions.get(found.text) {
        return *position;
    }
    let position = terms.len();
    positions.insert(found.text.to_owned(), position);
    terms.push(WeightedTerm {
        text: found.text.to_owned(),
        written: found.written.to_owned(),
        weight: 0.0,
        is_code: found.is_code,
        place: position,
    });
    position
}

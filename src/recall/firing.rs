//! Whether a signal fires in an input, and where. How signals are written lives in `text`, what a fired one is worth in
//! `rank`.

use std::cell::OnceCell;

use foldhash::HashMap;
use regex::Regex;

use super::statistics::Statistics;
use crate::text::Analyzer;
use crate::text::signal::{Form, Signal, collapsed};

/// How many other words may stand among the words of a phrase.
const WORDS_BETWEEN: usize = 4;
/// Positions skipped from one line to the next, so that a phrase is not put together from far lines.
const LINE_GAP: usize = 2;

/// A signal that fired.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fired<'l> {
    pub(super) signal: &'l Signal,
    /// The line of the input in which it fired, counted from 0.
    pub(super) line: usize,
}

impl<'l> Fired<'l> {
    /// The signal, if it fires in an input.
    pub(super) fn find(signal: &'l Signal, input: &Neighbourhoods) -> Option<Self> {
        let line = match signal.form() {
            Form::Pattern(pattern) => input.line_of_match(pattern),
            Form::Phrase { words, telling, .. }
                if telling.len() > 1 || (telling.len(), words.len()) == (1, 1) =>
            {
                let place = input.place_near(telling, words.len() + WORDS_BETWEEN);
                place.map(|at| input.line_at(at))
            }
            // A single word that tells something does not stand for a whole phrase.
            Form::Phrase { words, literal, .. } => input.line_of_literal(literal, words),
        };
        line.map(|line| Self { signal, line })
    }

    /// The information in its words, in nats: how unlikely it is that it fires by chance. A regular expression counts
    /// as much as it takes to name one lesson.
    pub(super) fn information(&self, statistics: &Statistics) -> f64 {
        if self.signal.is_pattern() {
            return statistics.chance();
        }
        let terms = self.signal.terms().iter();
        terms.map(|term| statistics.information(term)).sum()
    }
}

/// Where the words of an input stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Neighbourhoods {
    /// The number of each term, in the order of the text.
    numbers: HashMap<Box<str>, usize>,
    /// The positions of all terms: those of the first term, then those of the second, …
    positions: Vec<usize>,
    /// For each term where its positions end, and those of the next begin.
    ends: Vec<usize>,
    /// The position of the first word of each line.
    line_starts: Vec<usize>,
    /// The lines as they were seen.
    text: String,
    /// The same with one space for any white space, in lower case, once it was needed.
    collapsed: OnceCell<String>,
}

impl Neighbourhoods {
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>, analyzer: &mut Analyzer) -> Self {
        let mut found = Self::default();
        let mut occurrences = Vec::new();
        let mut at = 0;
        for line in lines {
            found.line_starts.push(at);
            analyzer.terms(line, |term| {
                occurrences.push((found.number_of(term.text), at));
                at += 1;
            });
            at += LINE_GAP;
            found.text.push_str(line);
            found.text.push('\n');
        }
        found.place(&occurrences);
        found
    }

    fn number_of(&mut self, term: &str) -> usize {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = self.numbers.len();
        self.numbers.insert(term.into(), number);
        number
    }

    /// Sorts the positions by the numbers of the terms that stand there.
    fn place(&mut self, occurrences: &[(usize, usize)]) {
        let mut counts = vec![0; self.numbers.len()];
        for (number, _) in occurrences {
            counts
                .get_mut(*number)
                .into_iter()
                .for_each(|count| *count += 1);
        }
        let mut before = 0;
        self.ends = counts
            .into_iter()
            .map(|count| {
                before += count;
                before - count
            })
            .collect();
        self.positions = vec![0; occurrences.len()];
        // So far each term ends where it begins. With each position the end moves on.
        for (number, at) in occurrences {
            if let Some(end) = self.ends.get_mut(*number)
                && let Some(position) = self.positions.get_mut(*end)
            {
                *position = *at;
                *end += 1;
            }
        }
    }

    /// Every term of the input, each once, in no order.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        self.numbers.keys().map(AsRef::as_ref)
    }

    /// Where a term stands, if it does.
    fn positions_of(&self, term: &str) -> Option<&[usize]> {
        let number = *self.numbers.get(term)?;
        let before = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or(0);
        self.positions.get(start..*self.ends.get(number)?)
    }

    /// The line in which a position lies.
    fn line_at(&self, position: usize) -> usize {
        let behind = self.line_starts.partition_point(|start| *start <= position);
        behind.saturating_sub(1)
    }

    /// The line in which a pattern fits.
    fn line_of_match(&self, pattern: &Regex) -> Option<usize> {
        let start = pattern.find(&self.text)?.start();
        let before = self.text.get(..start)?;
        Some(before.matches('\n').count())
    }

    /// Where all words stand within `window` words of each other.
    fn place_near(&self, words: &[String], window: usize) -> Option<usize> {
        let places: Vec<&[usize]> = words
            .iter()
            .map(|word| self.positions_of(word))
            .collect::<Option<_>>()?;
        let rarest = places.iter().min_by_key(|positions| positions.len())?;
        rarest.iter().copied().find(|at| {
            let nearest = places
                .iter()
                .filter_map(|positions| nearest(positions, *at));
            let (first, last) = nearest.fold((*at, *at), |(first, last), found| {
                (first.min(found), last.max(found))
            });
            last - first < window
        })
    }

    /// The line in which the phrase begins as it is written, not as a part of longer words.
    fn line_of_literal(&self, literal: &str, words: &[String]) -> Option<usize> {
        let is_near = || {
            self.place_near(words, words.len() + WORDS_BETWEEN)
                .is_some()
        };
        if literal.is_empty() || !(words.is_empty() || is_near()) {
            return None;
        }
        let is_bounded = |before: Option<char>, edge: Option<char>| {
            !(before.is_some_and(char::is_alphanumeric) && edge.is_some_and(char::is_alphanumeric))
        };
        let text = self.collapsed.get_or_init(|| collapsed(&self.text));
        let mut places = text.match_indices(literal).filter(|(at, found)| {
            let at = *at;
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text
                .get(at + found.len()..)
                .and_then(|text| text.chars().next());
            is_bounded(before, found.chars().next()) && is_bounded(after, found.chars().next_back())
        });
        let words_before = text.get(..places.next()?.0)?.matches(' ').count();
        Some(self.line_of_word(words_before))
    }

    /// The line in which that word lies, counted from 0 as white space parts them.
    fn line_of_word(&self, place: usize) -> usize {
        let mut words = 0;
        let lines = self.text.lines().take_while(|line| {
            words += line.split_whitespace().count();
            words <= place
        });
        lines.count()
    }
}

fn nearest(positions: &[usize], at: usize) -> Option<usize> {
    let behind = positions.partition_point(|position| *position < at);
    let candidates = [behind.checked_sub(1), Some(behind)];
    candidates
        .into_iter()
        .flatten()
        .filter_map(|index| positions.get(index).copied())
        .min_by_key(|position| position.abs_diff(at))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may")]
mod tests {
    use super::*;

    fn fires(signal: &str, input: &str) -> bool {
        let mut analyzer = Analyzer::new();
        let neighbourhoods = Neighbourhoods::of(input.lines(), &mut analyzer);
        let signal = Signal::parse(signal, &mut analyzer).unwrap();
        Fired::find(&signal, &neighbourhoods).is_some()
    }

    #[test]
    fn words_near_each_other_fire_in_any_order_and_inflection() {
        assert!(fires(
            "connection refused",
            "it keeps refusing our connections"
        ));
        assert!(fires("works on one replica", "one of the replicas worked"));
    }

    #[test]
    fn words_far_apart_or_in_part_do_not_fire() {
        let far = format!("connection {} refused", "lorem ipsum ".repeat(20));
        assert!(!fires("connection refused", &far));
        assert!(!fires("connection refused", "connection established"));
    }

    #[test]
    fn a_phrase_fires_where_it_stands_literally_and_not_inside_other_words() {
        assert!(fires("[1, 2]", "got [1, 2] instead"));
        assert!(!fires("key", "the monkey is gone"));
        assert!(!fires("0.0.0.0", "exit code 0"));
    }

    #[test]
    fn a_phrase_is_shown_on_the_line_where_it_stands() {
        let mut analyzer = Analyzer::new();
        let input = "exit code 0\n\nlistening  on\n  at 0.0.0.0 now\n0.0.0.0";
        let neighbourhoods = Neighbourhoods::of(input.lines(), &mut analyzer);
        let signal = Signal::parse("0.0.0.0", &mut analyzer).unwrap();
        let fired = Fired::find(&signal, &neighbourhoods);
        assert_eq!(fired.map(|fired| fired.line), Some(3));
    }

    #[test]
    fn a_pattern_fires_line_by_line() {
        assert!(fires(
            "/^pool .* after \\d+s$/",
            "start\npool timed out after 30s\nend"
        ));
        assert!(!fires("/^pool$/", "pool timed out"));
    }
}

//! English stems with a bounded memory of those asked for before. Which words are stemmed is decided in `terms`.

use std::fmt;
use std::ops::Range;

use foldhash::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

/// Stems remembered at once, a few megabytes. When they are as many, all are forgotten: the frequent ones are back soon.
const MOST_REMEMBERED: usize = 1 << 15;

/// The English stemmer (Snowball's Porter2) and what it answered lately.
pub(super) struct Stems {
    stemmer: Stemmer,
    places: HashMap<Box<str>, Range<usize>>,
    /// The stems, one behind another.
    remembered: String,
}

impl Stems {
    pub(super) fn new() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            places: HashMap::default(),
            remembered: String::new(),
        }
    }

    /// The stem of a word of ASCII letters in lower case.
    pub(super) fn stem<'a>(&'a mut self, word: &'a str) -> &'a str {
        let place = match self.places.get(word) {
            Some(place) => place.clone(),
            None => self.remember(word),
        };
        self.remembered.get(place).unwrap_or(word)
    }

    fn remember(&mut self, word: &str) -> Range<usize> {
        if self.places.len() >= MOST_REMEMBERED {
            self.places.clear();
            self.remembered.clear();
        }
        let start = self.remembered.len();
        if may_change(word) {
            self.remembered.push_str(&self.stemmer.stem(word));
        } else {
            self.remembered.push_str(word);
        }
        let place = start..self.remembered.len();
        self.places.insert(word.into(), place.clone());
        place
    }
}

/// Whether a word ends as one must that the algorithm changes (<https://snowballstem.org/algorithms/english/stemmer.html>):
/// all others are their own stems, and a third of the words of a text are.
fn may_change(word: &str) -> bool {
    const ENDINGS: [&str; 8] = ["ed", "ing", "er", "or", "ic", "nt", "sm", "on"];
    word.ends_with(['e', 'i', 'l', 's', 'y']) || ENDINGS.iter().any(|ending| word.ends_with(ending))
}

impl fmt::Debug for Stems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Stems")
            .field("remembered", &self.places.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stems_stay_right_and_bounded_when_more_words_come_than_are_remembered() {
        let mut stems = Stems::new();
        let plain = Stemmer::create(Algorithm::English);
        for number in 0..MOST_REMEMBERED + 1_000 {
            let letters: String = number
                .to_string()
                .bytes()
                .map(|digit| char::from(digit - b'0' + b'a'))
                .collect();
            let word = format!("{letters}ings");
            assert_eq!(stems.stem(&word), plain.stem(&word));
            assert_eq!(stems.stem("caching"), "cach");
        }
        assert!(stems.places.len() <= MOST_REMEMBERED);
        assert!(stems.remembered.len() <= MOST_REMEMBERED * "cachingcaching".len());
    }

    /// Those that the algorithm's steps look for.
    const SUFFIXES: &str = "(s|ss|us|sses|ied|ies|eed|eedly|ed|edly|ing|ingly|y|tional|enci|anci|abli|entli|izer|\
        ization|ational|ation|ator|alism|aliti|alli|fulness|ousli|ousness|iveness|iviti|biliti|bli|ogi|fulli|lessli|li|\
        alize|icate|iciti|ical|ful|ness|ative|al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ism|ate|iti|ous|ive|ize|\
        ion|e|l)";

    #[test]
    fn every_ending_of_three_letters_is_stemmed_as_by_the_algorithm() {
        let mut stems = Stems::new();
        let plain = Stemmer::create(Algorithm::English);
        let letters = || ('a'..='z').map(String::from);
        for beginning in ["", "b", "trans", "contrib"] {
            for ending in letters().flat_map(|a| letters().map(move |b| a.clone() + &b)) {
                for letter in letters() {
                    let word = format!("{beginning}{ending}{letter}");
                    assert_eq!(stems.stem(&word), plain.stem(&word), "{word}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn every_suffix_is_stemmed_as_by_the_algorithm(
            beginning in "[a-z]{0,8}",
            suffixes in prop::collection::vec(SUFFIXES, 0..3),
            ending in "[a-z]{0,2}",
        ) {
            let word = format!("{beginning}a{}{ending}", suffixes.concat());
            let plain = Stemmer::create(Algorithm::English);
            let mut stems = Stems::new();
            prop_assert_eq!(stems.stem(&word), plain.stem(&word));
        }

        #[test]
        fn any_word_of_letters_has_a_stem_of_letters(word in "[a-z]{1,64}") {
            let mut stems = Stems::new();
            let stem = stems.stem(&word);
            prop_assert!(!stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_lowercase()), "{}", stem);
        }
    }
}

//! English stems with a bounded memory of those asked for before. Which words are stemmed is decided in `terms`.

use std::fmt;

use foldhash::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

/// Stems remembered at once, a few megabytes. When they are as many, all are forgotten: the frequent ones are back soon.
const MOST_REMEMBERED: usize = 1 << 15;

/// The English stemmer (Snowball's Porter2) and what it answered lately.
pub(super) struct Stems {
    stemmer: Stemmer,
    positions: HashMap<Box<str>, usize>,
    remembered: Vec<Box<str>>,
}

impl Stems {
    pub(super) fn new() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            positions: HashMap::default(),
            remembered: Vec::new(),
        }
    }

    /// The stem of a word of ASCII letters in lower case.
    pub(super) fn stem<'a>(&'a mut self, word: &'a str) -> &'a str {
        let position = match self.positions.get(word) {
            Some(position) => *position,
            None => self.remember(word),
        };
        self.remembered.get(position).map_or(word, AsRef::as_ref)
    }

    fn remember(&mut self, word: &str) -> usize {
        if self.remembered.len() >= MOST_REMEMBERED {
            self.positions.clear();
            self.remembered.clear();
        }
        let position = self.remembered.len();
        self.remembered.push(self.stemmer.stem(word).into());
        self.positions.insert(word.into(), position);
        position
    }
}

impl fmt::Debug for Stems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Stems")
            .field("remembered", &self.remembered.len())
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
        assert!(
            stems.remembered.len() <= MOST_REMEMBERED && stems.positions.len() <= MOST_REMEMBERED
        );
    }

    proptest! {
        #[test]
        fn any_word_of_letters_has_a_stem_of_letters(word in "[a-z]{1,64}") {
            let mut stems = Stems::new();
            let stem = stems.stem(&word);
            prop_assert!(!stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_lowercase()), "{}", stem);
        }
    }
}

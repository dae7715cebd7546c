//! The candidate that a misspelt word was probably meant to be. Searching by meaning or by stem in the journal does
//! not live here.

use std::cmp::Reverse;

use rust_stemmers::{Algorithm, Stemmer};
use strsim::damerau_levenshtein;

/// Longer words are never compared: the time for it grows with the product of the lengths.
const LONGEST_COMPARED: usize = 64;

/// The candidate most similar to `word`, if one is near enough to be a typing error or the same English word with
/// another ending (`categories` for `category`).
///
/// Near enough is a Damerau-Levenshtein distance of 1 in a word of up to 4 letters, 2 up to 8 and 3 beyond, but
/// never all of its letters. Case does not count, so `caching` is near `Caching`; `word` itself is never the
/// answer. Of equally near candidates one of the same stem wins, then the first in alphabetical order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_used(word, candidates.into_iter().map(|candidate| (candidate, 0)))
}

/// The same, of candidates with how often each is used: of equally near ones that is asked before the alphabet.
pub fn nearest_used<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = (&'a str, u64)>,
) -> Option<&'a str> {
    let stemmer = Stemmer::create(Algorithm::English);
    let wanted = Comparable::new(word, &stemmer)?;
    candidates
        .into_iter()
        .filter(|(candidate, _)| *candidate != word)
        .filter_map(|(candidate, uses)| {
            let (distance, kinship) = wanted.compare(&Comparable::new(candidate, &stemmer)?)?;
            Some((distance, kinship, Reverse(uses), candidate))
        })
        .min()
        .map(|(.., candidate)| candidate)
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Kinship {
    SameStem,
    OtherStem,
}

struct Comparable {
    lower: String,
    letters: usize,
    stem: Option<String>,
}

impl Comparable {
    /// `None` for what is too long to be compared.
    fn new(word: &str, stemmer: &Stemmer) -> Option<Self> {
        if word.chars().nth(LONGEST_COMPARED).is_some() {
            return None;
        }
        let lower = word.to_lowercase();
        let is_english = !lower.is_empty() && lower.bytes().all(|byte| byte.is_ascii_lowercase());
        let stem = is_english.then(|| stemmer.stem(&lower).into_owned());
        Some(Self {
            letters: lower.chars().count(),
            lower,
            stem,
        })
    }

    fn compare(&self, candidate: &Self) -> Option<(usize, Kinship)> {
        let kinship = if self.stem.is_some() && self.stem == candidate.stem {
            Kinship::SameStem
        } else {
            Kinship::OtherStem
        };
        if kinship == Kinship::OtherStem
            && self.letters.abs_diff(candidate.letters) > self.tolerance()
        {
            return None;
        }
        let distance = damerau_levenshtein(&self.lower, &candidate.lower);
        (kinship == Kinship::SameStem || distance <= self.tolerance())
            .then_some((distance, kinship))
    }

    /// The largest distance that is still a typing error.
    fn tolerance(&self) -> usize {
        match self.letters {
            0 | 1 => 0,
            2..=4 => 1,
            5..=8 => 2,
            _ => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typing_errors_find_the_word_that_was_meant() {
        let commands = [
            "list",
            "log",
            "search",
            "distill",
            "principles",
            "explore",
            "export",
        ];
        for (typed, meant) in [
            ("lsit", "list"),
            ("lgo", "log"),
            ("serach", "search"),
            ("distil", "distill"),
            ("prinicplse", "principles"),
        ] {
            assert_eq!(nearest(typed, commands), Some(meant), "{typed}");
        }
    }

    #[test]
    fn a_word_with_another_ending_is_near_however_many_letters_differ() {
        assert_eq!(nearest("cacheing", ["caching", "cats"]), Some("caching"));
        assert_eq!(
            nearest("category", ["categories", "gallery"]),
            Some("categories")
        );
        assert_eq!(nearest("run", ["running", "rust"]), Some("running"));
    }

    #[test]
    fn short_words_tolerate_fewer_errors_than_long_ones() {
        assert_eq!(nearest("abcd", ["abef"]), None);
        assert_eq!(nearest("abcd", ["abce"]), Some("abce"));
        assert_eq!(nearest("abcdefgh", ["abcdexyz"]), None);
        assert_eq!(nearest("abcdefgh", ["abcdefxy"]), Some("abcdefxy"));
        assert_eq!(nearest("abcdefghi", ["abcdefxyz"]), Some("abcdefxyz"));
        assert_eq!(nearest("abcdefghij", ["abcdefwxyz"]), None);
    }

    #[test]
    fn a_single_letter_is_near_only_to_its_other_case() {
        assert_eq!(nearest("a", ["b", "ab"]), None);
        assert_eq!(nearest("a", ["b", "A"]), Some("A"));
        assert_eq!(nearest("", ["a", ""]), None);
    }

    #[test]
    fn case_does_not_count_and_the_word_itself_is_never_the_answer() {
        assert_eq!(
            nearest("CACHING", ["caching", "CACHING", "catching"]),
            Some("caching")
        );
        assert_eq!(nearest("caching", ["caching"]), None);
        assert_eq!(nearest("größe", ["GRÖSSE", "GRÖßE"]), Some("GRÖßE"));
    }

    #[test]
    fn ties_do_not_depend_on_the_order_of_the_candidates() {
        assert_eq!(nearest("cat", ["rat", "bat", "hat"]), Some("bat"));
        assert_eq!(nearest("cat", ["hat", "rat", "bat"]), Some("bat"));
        assert_eq!(nearest("test", ["best", "tests"]), Some("tests"));
    }

    #[test]
    fn of_equally_near_words_the_most_used_wins() {
        let tags = [("Caching", 1), ("caching", 3)];
        assert_eq!(nearest_used("cache", tags), Some("caching"));
        assert_eq!(nearest_used("CACHING", tags), Some("caching"));
        assert_eq!(
            nearest_used("caching", [("Caching", 1), ("cachings", 9)]),
            Some("Caching")
        );
    }

    #[test]
    fn words_too_long_to_compare_have_no_neighbour() {
        let (long, other) = ("a".repeat(1 << 20), "a".repeat((1 << 20) + 1));
        assert_eq!(nearest(&long, [other.as_str()]), None);
        assert_eq!(nearest("aaaa", [long.as_str(), "aaab"]), Some("aaab"));
    }

    proptest! {
        #[test]
        fn two_neighbouring_letters_swapped_are_always_recognised(word in "[a-z]{5,12}", at in 0_usize..4) {
            let mut letters: Vec<char> = word.chars().collect();
            letters.swap(at, at + 1);
            let typed = String::from_iter(letters);
            prop_assume!(typed != word);
            prop_assert_eq!(nearest(&typed, [word.as_str(), "0123456789"]), Some(word.as_str()));
        }
    }
}

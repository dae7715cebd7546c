//! Words that are alike though not the same: inflections that stemming does not know, compounds, typing errors.
//! What a similar word is worth lives in `rank`.

use foldhash::HashMap;

/// Shorter words are too easily alike.
const SHORTEST: usize = 4;

/// For words of lessons, the terms of an input that they are like.
#[derive(Debug, Default)]
pub(super) struct Similar {
    terms_of: HashMap<Box<str>, Vec<(usize, f64)>>,
}

impl Similar {
    /// Compares each of `terms`, which are named by their positions from then on, with each of `words`. What is less
    /// alike than `least` (0 to 1) is left out; so is a word that is itself one of the terms.
    pub(super) fn find<'a>(
        terms: &[&str],
        words: impl Iterator<Item = &'a str>,
        least: f64,
    ) -> Self {
        let (postings, sizes) = postings(terms);
        let mut shared: HashMap<usize, usize> = HashMap::default();
        let mut terms_of = HashMap::default();
        let mut grams = Vec::new();
        for word in words.filter(|word| is_comparable(word)) {
            shared.clear();
            write_grams(word, &mut grams);
            for term in grams.iter().filter_map(|gram| postings.get(gram)).flatten() {
                *shared.entry(*term).or_default() += 1;
            }
            let similarity = |(term, count): (&usize, &usize)| {
                let size = sizes.get(*term).copied().unwrap_or_default() + grams.len();
                #[expect(clippy::cast_precision_loss, reason = "words are short")]
                let similarity = 2.0 * *count as f64 / size as f64;
                (similarity >= least && similarity < 1.0).then_some((*term, similarity))
            };
            let alike: Vec<(usize, f64)> = shared.iter().filter_map(similarity).collect();
            if !alike.is_empty() {
                terms_of.insert(word.into(), alike);
            }
        }
        Self { terms_of }
    }

    /// The terms, by position, that a word is like, and how much (0 to 1).
    pub(super) fn terms_of(&self, word: &str) -> &[(usize, f64)] {
        self.terms_of.get(word).map_or(&[], Vec::as_slice)
    }
}

fn is_comparable(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// For each trigram the terms that have it, and of each term the number of its trigrams.
fn postings(terms: &[&str]) -> (HashMap<[u8; 3], Vec<usize>>, Vec<usize>) {
    let mut postings: HashMap<[u8; 3], Vec<usize>> = HashMap::default();
    let mut sizes = Vec::new();
    let mut grams = Vec::new();
    for (position, term) in terms.iter().enumerate() {
        grams.clear();
        if is_comparable(term) {
            write_grams(term, &mut grams);
        }
        sizes.push(grams.len());
        for gram in &grams {
            postings.entry(*gram).or_default().push(position);
        }
    }
    (postings, sizes)
}

/// Writes the trigrams of a word, one of which begins before its first letter, each once, in the place of others.
fn write_grams(word: &str, grams: &mut Vec<[u8; 3]>) {
    let (mut before, mut last) = (None, b'^');
    grams.clear();
    for byte in word.bytes() {
        grams.extend(before.map(|before| [before, last, byte]));
        (before, last) = (Some(last), byte);
    }
    grams.sort_unstable();
    grams.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_and_typing_errors_are_alike_and_other_words_are_not() {
        let similar = Similar::find(
            &["undocument", "connect"],
            ["document", "conect", "banana"].into_iter(),
            0.6,
        );
        let terms = |word| {
            similar
                .terms_of(word)
                .iter()
                .map(|(term, _)| *term)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (terms("document"), terms("conect"), terms("banana")),
            (vec![0], vec![1], vec![])
        );
    }

    #[test]
    fn short_words_are_never_alike() {
        assert!(
            Similar::find(&["not"], ["note"].into_iter(), 0.1)
                .terms_of("note")
                .is_empty()
        );
    }
}

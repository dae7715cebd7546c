//! The words at which a rule looks closer, found in one walk through the text. What the rules make of them does not
//! live here.

use std::ops::Range;
use std::sync::LazyLock;

use super::commands::PROGRAMS;
use super::span::Certainty;
use super::token_shapes::{SHAPES, Shape};

/// Which rule looks at a word.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// What a provider's tokens have in common.
    Token(&'static Shape),
    /// The beginning of a JSON object in base64.
    WebToken,
    /// The beginning of a number in base64, which may be that of a Discord token.
    Discord,
    /// Part of a name whose value is a secret.
    Name,
    /// The header of that name.
    Authorization,
    /// A scheme of that header, which is met alone too.
    Bearer,
    /// The header of that name.
    Cookie,
    /// What comes before a user, a password and a host.
    Address,
    /// The program of that number in [`PROGRAMS`], which takes passwords as arguments.
    Program(usize),
    /// The beginning of a block that holds a key.
    KeyBegin,
    /// The end of a block that holds a key.
    KeyEnd,
}

/// How many ways of looking there are.
pub(super) const WAYS: usize = OTHER_WAYS + PROGRAMS.len();

const OTHER_WAYS: usize = 9;

impl Rule {
    /// The number of the way in which this rule looks, less than [`WAYS`]: what one hit was looked at for, another of
    /// the same number needs not to be looked at again.
    pub(super) fn way(self) -> usize {
        match self {
            Rule::Token(_) => 0,
            Rule::WebToken => 1,
            Rule::Discord => 2,
            Rule::Name => 3,
            Rule::Authorization => 4,
            Rule::Bearer => 5,
            Rule::Cookie => 6,
            Rule::Address => 7,
            Rule::KeyBegin | Rule::KeyEnd => 8,
            Rule::Program(number) => OTHER_WAYS + number,
        }
    }

    /// Whether the case of letters counts in its words.
    fn case(self) -> Case {
        match self {
            Rule::Token(_) | Rule::WebToken | Rule::Discord | Rule::Program(_) => Case::Counts,
            _ => Case::DoesNotCount,
        }
    }

    /// How sure it is that what the rule finds is a secret.
    pub(super) fn certainty(self) -> Certainty {
        match self {
            Rule::Token(_) | Rule::WebToken | Rule::Discord | Rule::KeyBegin | Rule::KeyEnd => {
                Certainty::Shape
            }
            _ => Certainty::Surroundings,
        }
    }
}

/// A word that was met.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    /// Which rule looks at it.
    pub(super) rule: Rule,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

/// Whether the case of letters counts in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Counts,
    DoesNotCount,
}

impl Case {
    /// The pairs of bytes with which a word may begin in a text. No word is shorter.
    fn beginnings(self, word: &str) -> [usize; 4] {
        let &[first, second, ..] = word.as_bytes() else {
            return [0; 4];
        };
        if self == Case::Counts {
            return [pair(first, second); 4];
        }
        let small = (first.to_ascii_lowercase(), second.to_ascii_lowercase());
        let capital = (first.to_ascii_uppercase(), second.to_ascii_uppercase());
        [
            pair(small.0, small.1),
            pair(small.0, capital.1),
            pair(capital.0, small.1),
            pair(capital.0, capital.1),
        ]
    }
}

/// How ASCII digits begin in base64.
const DISCORD: &[&str] = &[
    "MD", "MT", "Mj", "Mz", "ND", "NT", "Nj", "Nz", "OD", "OT", "Oj", "Oz",
];

/// Words for which there is no table.
const WORDS: &[(&str, Rule)] = &[
    ("eyJ", Rule::WebToken),
    ("pass", Rule::Name),
    ("pwd", Rule::Name),
    ("token", Rule::Name),
    ("secret", Rule::Name),
    ("key", Rule::Name),
    ("auth", Rule::Name),
    ("credential", Rule::Name),
    ("sig", Rule::Name),
    ("authorization", Rule::Authorization),
    ("bearer ", Rule::Bearer),
    ("cookie", Rule::Cookie),
    ("://", Rule::Address),
    ("-----begin ", Rule::KeyBegin),
    ("-----end ", Rule::KeyEnd),
];

/// The words by their first two letters, and which two bytes some word begins with: nearly every place of a text is
/// passed over by one look. It is made in microseconds at its first use. (The automaton of a search library takes longer
/// to be made than an entry takes to be saved.)
struct Table {
    /// The words in the order of their beginnings.
    words: Vec<(&'static str, Rule)>,
    /// A bit for each pair of bytes with which a word may begin in a text.
    beginnings: Vec<u64>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let tokens = SHAPES
        .iter()
        .map(|shape| (shape.literal, Rule::Token(shape)));
    let discord = DISCORD.iter().map(|word| (*word, Rule::Discord));
    let programs = PROGRAMS
        .iter()
        .enumerate()
        .map(|(number, program)| (program.name, Rule::Program(number)));
    let words = WORDS.iter().copied().chain(tokens).chain(discord);
    Table::new(words.chain(programs).collect())
});

impl Table {
    fn new(mut words: Vec<(&'static str, Rule)>) -> Self {
        words.sort_by_cached_key(|(word, _)| beginning(word.as_bytes()));
        let mut beginnings = vec![0; PAIRS / BITS];
        for (word, rule) in &words {
            for pair in rule.case().beginnings(word) {
                if let Some(bits) = beginnings.get_mut(pair / BITS) {
                    *bits |= 1 << (pair % BITS);
                }
            }
        }
        Self { words, beginnings }
    }

    /// Whether a word may begin with these bytes.
    fn may_begin(&self, first: u8, second: u8) -> bool {
        let pair = pair(first, second);
        let bits = self.beginnings.get(pair / BITS);
        bits.is_some_and(|bits| bits >> (pair % BITS) & 1 == 1)
    }

    /// The words that begin with these bytes, in whatever case.
    fn beginning_with(&self, pair: [u8; 2]) -> &[(&'static str, Rule)] {
        let wanted = beginning(&pair);
        let from = |place: usize| self.words.get(place..).unwrap_or_default();
        let rest = from(
            self.words
                .partition_point(|(word, _)| beginning(word.as_bytes()) < wanted),
        );
        let count = rest
            .iter()
            .take_while(|(word, _)| beginning(word.as_bytes()) == wanted)
            .count();
        rest.get(..count).unwrap_or_default()
    }
}

/// How many pairs of bytes there are.
const PAIRS: usize = 1 << 16;

/// So many of them share a number.
const BITS: usize = 64;

/// The number of a pair of bytes.
fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

/// The first two bytes of a word in lower case. No word is shorter.
fn beginning(word: &[u8]) -> [u8; 2] {
    match word {
        [first, second, ..] => [first.to_ascii_lowercase(), second.to_ascii_lowercase()],
        _ => [0, 0],
    }
}

/// The words in a text, in whatever case, in the order of their beginnings.
pub(super) fn hits(text: &str) -> impl Iterator<Item = Hit> + use<'_> {
    let table = &*TABLE;
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.iter().skip(1)).enumerate();
    // Most bytes begin no word: they are passed over before anything else.
    let places = pairs.filter(|(_, (first, second))| table.may_begin(**first, **second));
    places.flat_map(move |(start, (first, second))| {
        let words = table.beginning_with([*first, *second]).iter();
        words.filter_map(move |(word, rule)| {
            let range = start..start + word.len();
            let there = bytes.get(range.clone())?;
            let is_met = there.eq_ignore_ascii_case(word.as_bytes());
            is_met.then_some(Hit { rule: *rule, range })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_met_in_every_case_that_its_rule_takes() {
        for (word, rule) in &TABLE.words {
            let other_case = match rule.case() {
                Case::Counts => (*word).to_owned(),
                Case::DoesNotCount => word.to_ascii_uppercase(),
            };
            for written in [(*word).to_owned(), other_case] {
                let text = format!("é {written}");
                let is_met = hits(&text).any(|hit| hit.range == (3..text.len()));
                assert!(is_met, "{written}");
            }
        }
    }
}

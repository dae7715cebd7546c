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
    /// A dot, which may stand in a Discord token.
    Dot,
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
            Rule::Dot => 2,
            Rule::Name => 3,
            Rule::Authorization => 4,
            Rule::Bearer => 5,
            Rule::Cookie => 6,
            Rule::Address => 7,
            Rule::KeyBegin | Rule::KeyEnd => 8,
            Rule::Program(number) => OTHER_WAYS + number,
        }
    }

    /// How sure it is that what the rule finds is a secret.
    pub(super) fn certainty(self) -> Certainty {
        match self {
            Rule::Token(_) | Rule::WebToken | Rule::Dot | Rule::KeyBegin | Rule::KeyEnd => {
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

/// Words for which there is no table.
const WORDS: &[(&str, Rule)] = &[
    ("eyj", Rule::WebToken),
    (".", Rule::Dot),
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

/// The words by their first letter, and which two bytes some word begins with: nearly every place of a text is passed
/// over by one look. It is made in microseconds at its first use. (The automaton of a search library takes longer to be
/// made than an entry takes to be saved.)
struct Table {
    /// In the order of their first bytes.
    words: Vec<(&'static str, Rule)>,
    /// Where in `words` those that begin with a byte, in lower case, lie.
    by_first: [Range<usize>; 256],
    /// One bit for each pair of bytes, in lower case.
    beginnings: Vec<u64>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let tokens = SHAPES
        .iter()
        .map(|shape| (shape.literal, Rule::Token(shape)));
    let programs = PROGRAMS
        .iter()
        .enumerate()
        .map(|(number, program)| (program.name, Rule::Program(number)));
    let words = WORDS.iter().copied().chain(tokens).chain(programs);
    Table::new(words.collect())
});

impl Table {
    fn new(mut words: Vec<(&'static str, Rule)>) -> Self {
        let first = |word: &str| word.bytes().next().map(|byte| byte.to_ascii_lowercase());
        words.sort_by_key(|(word, _)| first(word));
        let by_first = std::array::from_fn(|byte| {
            let of = |(word, _): &(&str, Rule)| first(word).map_or(0, usize::from);
            let begin = words.partition_point(|word| of(word) < byte);
            begin..words.partition_point(|word| of(word) <= byte)
        });
        let mut table = Self {
            words,
            by_first,
            beginnings: vec![0; PAIRS / 64],
        };
        for (word, _) in &table.words {
            let mut bytes = word.bytes();
            let (Some(first), second) = (bytes.next(), bytes.next()) else {
                continue;
            };
            // After a word of one letter anything may come.
            for second in second.map_or(0..=u8::MAX, |second| second..=second) {
                let pair = pair(first, second);
                if let Some(bits) = table.beginnings.get_mut(pair / 64) {
                    *bits |= 1 << (pair % 64);
                }
            }
        }
        table
    }

    /// The words that stand at a place.
    fn at<'a>(&'a self, bytes: &'a [u8], start: usize) -> impl Iterator<Item = Hit> + use<'a> {
        let rest = bytes.get(start..).unwrap_or_default();
        let candidates = self.candidates(rest);
        let met = candidates.iter().filter(move |(word, _)| {
            rest.get(..word.len())
                .is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
        });
        met.map(move |(word, rule)| Hit {
            rule: *rule,
            range: start..start + word.len(),
        })
    }

    fn candidates(&self, rest: &[u8]) -> &[(&'static str, Rule)] {
        let (first, second) = match rest {
            [first, second, ..] => (*first, *second),
            [first] => (*first, 0),
            [] => return &[],
        };
        let pair = pair(first, second);
        let bits = self.beginnings.get(pair / 64).copied().unwrap_or(0);
        if bits >> (pair % 64) & 1 == 0 {
            return &[];
        }
        let range = self.by_first.get(usize::from(first.to_ascii_lowercase()));
        range
            .and_then(|range| self.words.get(range.clone()))
            .unwrap_or_default()
    }
}

/// How many pairs of bytes there are.
const PAIRS: usize = 1 << 16;

/// The number of a pair of bytes, in lower case.
fn pair(first: u8, second: u8) -> usize {
    usize::from(first.to_ascii_lowercase()) << 8 | usize::from(second.to_ascii_lowercase())
}

/// The words in a text, in whatever case, in the order of their beginnings.
pub(super) fn hits(text: &str) -> impl Iterator<Item = Hit> + use<'_> {
    let bytes = text.as_bytes();
    (0..bytes.len()).flat_map(|start| TABLE.at(bytes, start))
}

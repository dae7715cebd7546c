//! The words at which a rule looks closer, found in one walk through the text. What the rules make of them does not
//! live here.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

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

struct Table {
    rules: Vec<Rule>,
    words: AhoCorasick,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let tokens = SHAPES
        .iter()
        .map(|shape| (shape.literal, Rule::Token(shape)));
    let programs = PROGRAMS
        .iter()
        .enumerate()
        .map(|(number, program)| (program.name, Rule::Program(number)));
    let (words, rules): (Vec<&str>, Vec<Rule>) =
        WORDS.iter().copied().chain(tokens).chain(programs).unzip();
    #[expect(
        clippy::expect_used,
        reason = "building fails only for tables millions of times larger"
    )]
    let words = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(words)
        .expect("the table of keywords is small");
    Table { rules, words }
});

/// The words in a text, in the order of their ends.
pub(super) fn hits(text: &str) -> impl Iterator<Item = Hit> {
    let matches = TABLE.words.find_overlapping_iter(text);
    matches.filter_map(|found| {
        let rule = *TABLE.rules.get(found.pattern().as_usize())?;
        Some(Hit {
            rule,
            range: found.range(),
        })
    })
}

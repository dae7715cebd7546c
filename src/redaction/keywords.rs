//! The words at which a rule looks closer, found in one walk through the text. What the rules make of them does not
//! live here.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::commands::{self, Command};
use super::token_shapes::{SHAPES, Shape};

/// Which rule looks at a word.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// What a provider's tokens have in common.
    Token(&'static Shape),
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
    /// A program that takes passwords as arguments.
    Command(&'static Command),
    /// The beginning of a block that holds a key.
    KeyBegin,
    /// The end of a block that holds a key.
    KeyEnd,
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
    let commands = commands::COMMANDS
        .iter()
        .map(|command| (command.program, Rule::Command(command)));
    let (words, rules): (Vec<&str>, Vec<Rule>) =
        WORDS.iter().copied().chain(tokens).chain(commands).unzip();
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
pub(super) fn hits(text: &str) -> Vec<Hit> {
    let matches = TABLE.words.find_overlapping_iter(text);
    let hits = matches.filter_map(|found| {
        let rule = *TABLE.rules.get(found.pattern().as_usize())?;
        Some(Hit {
            rule,
            range: found.range(),
        })
    });
    hits.collect()
}

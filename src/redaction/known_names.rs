//! The names of people, projects and branches that are known, and which parts of them are looked for. Looking for them
//! in a text is in `anonymous`.

use std::collections::BTreeSet;

/// A part of the name of a person that is so short is looked for as it is written and in capitals: in lower case it may
/// be a word.
const SHORT_OF_PERSON: usize = 2;

/// The shortest part of the name of a project that is looked for, in letters.
const LEAST_OF_PROJECT: usize = 4;

/// Words in names of projects that say of what kind they are, and not which one is meant.
const USUAL_OF_PROJECT: [&str; 20] = [
    "apps", "backend", "cache", "client", "code", "core", "data", "docs", "frontend", "library",
    "main", "project", "server", "service", "services", "test", "tests", "tool", "tools",
    "website",
];

/// The names that are known.
#[derive(Debug, Clone, Default)]
pub struct KnownNames {
    /// Of people. Their parts that begin with a capital letter are names too: `Ada Lovelace` is `Ada`.
    pub people: BTreeSet<String>,
    /// Of projects. Their parts are names too: `webrtc/webrtc` is `WebRTC`.
    pub projects: BTreeSet<String>,
    /// Of branches, which have no parts.
    pub branches: BTreeSet<String>,
}

/// Whether letter case counts where a name is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LetterCase {
    Any,
    AsWritten,
}

type Sought = BTreeSet<(String, LetterCase)>;

impl KnownNames {
    /// A regular expression for the people, of which letter case does not count unless it says so.
    pub(super) fn pattern_of_people(&self) -> String {
        let mut sought = Sought::new();
        for name in &self.people {
            sought.insert((name.trim().to_owned(), LetterCase::Any));
            let parts = parts(name).filter(|part| part.starts_with(char::is_uppercase));
            for part in parts {
                if part.chars().count() > SHORT_OF_PERSON {
                    sought.insert((part.to_owned(), LetterCase::Any));
                } else {
                    sought.insert((part.to_owned(), LetterCase::AsWritten));
                    sought.insert((part.to_uppercase(), LetterCase::AsWritten));
                }
            }
        }
        alternatives(&sought)
    }

    /// The same for projects and branches.
    pub(super) fn pattern_of_projects(&self) -> String {
        let is_telling = |part: &&str| {
            part.chars().count() >= LEAST_OF_PROJECT
                && !USUAL_OF_PROJECT.contains(&part.to_lowercase().as_str())
        };
        let whole = self.projects.iter().chain(&self.branches);
        let whole = whole.map(|name| name.trim());
        let parts = self.projects.iter().flat_map(|name| parts(name));
        let sought = whole.chain(parts.filter(is_telling));
        alternatives(
            &sought
                .map(|name| (name.to_owned(), LetterCase::Any))
                .collect(),
        )
    }
}

/// What stands between the spaces and signs of a name.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let parts =
        name.split(|character: char| character.is_whitespace() || character.is_ascii_punctuation());
    parts.filter(|part| !part.is_empty())
}

/// Names as alternatives that stand for themselves, the longest first. Those of one letter are passed over.
fn alternatives(sought: &Sought) -> String {
    let sought = sought.iter().filter(|(name, _)| name.chars().count() > 1);
    let mut sought: Vec<&(String, LetterCase)> = sought.collect();
    sought.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    if sought.is_empty() {
        // Nothing is in no class.
        return r"[^\s\S]".to_owned();
    }
    let alternatives = sought.iter().map(|(name, letter_case)| match letter_case {
        LetterCase::Any => bounded(name),
        LetterCase::AsWritten => format!("(?-i:{})", bounded(name)),
    });
    alternatives.collect::<Vec<_>>().join("|")
}

/// A name that stands as a word.
fn bounded(name: &str) -> String {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let edge = |is_word: bool| if is_word { r"\b" } else { "" };
    format!(
        "{}{}{}",
        edge(name.starts_with(is_word)),
        regex::escape(name),
        edge(name.ends_with(is_word))
    )
}

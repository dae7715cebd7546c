//! The exploration: one question, the approaches to it, what was asked meanwhile, and what was chosen.
//!
//! What an approach taught is in the entry that ended it; here stands only which entry that is.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::time::{Spent, Stamp};
use super::{Assist, EntryId, ExplorationId, ExplorationState, Text};

/// The longest name of an exploration, in characters.
pub const LONGEST_NAME: usize = 40;

/// A question under which several attempts stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exploration {
    /// Names the exploration for ever.
    pub id: ExplorationId,
    /// What it says of itself.
    pub facts: ExplorationFacts,
}

impl Exploration {
    /// The same exploration after a change to what it says of itself.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut ExplorationFacts)) -> Self {
        let mut after = self.clone();
        change(&mut after.facts);
        after
    }
}

/// What an exploration says of itself: the form in which it is kept in the log, without its identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplorationFacts {
    /// The name by which entries refer to it: one word, no other exploration has it.
    pub name: Text,
    /// What is to be found out.
    pub question: Text,
    /// How it stands.
    pub state: ExplorationState,
    /// Where it belongs.
    #[serde(default)]
    pub project: Option<Text>,
    /// The top of the directory tree in which it was opened.
    #[serde(default)]
    pub directory: Option<String>,
    /// Who opened it.
    pub author: Text,
    /// When it was opened.
    pub opened_at: Stamp,
    /// Since when it is the current one of its place: the latest open one counts.
    pub current_since: Stamp,
    /// How long to try before asking; the configured time where it says nothing.
    #[serde(default, rename = "until_minutes")]
    pub until: Option<Spent>,
    /// When it was converged or dropped.
    #[serde(default)]
    pub closed_at: Option<Stamp>,
    /// The entry that was chosen.
    #[serde(default)]
    pub chosen: Option<EntryId>,
    /// Why it was chosen, or why the question was dropped.
    #[serde(default)]
    pub why: Option<Text>,
    /// The approaches that were noted, in the order in which they were.
    #[serde(default)]
    pub approaches: Vec<Approach>,
    /// The briefs that were written, earliest first.
    #[serde(default)]
    pub briefs: Vec<Brief>,
    /// What was answered, earliest first.
    #[serde(default)]
    pub answers: Vec<Answer>,
}

/// One approach to the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approach {
    /// What is to be tried.
    pub title: Text,
    /// When it was noted.
    pub noted_at: Stamp,
    /// When it was begun; nothing while it is only planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_at: Option<Stamp>,
    /// What it has cost so far.
    #[serde(
        default,
        rename = "spent_minutes",
        skip_serializing_if = "Option::is_none"
    )]
    pub spent: Option<Spent>,
    /// How much assistance it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assist: Option<Assist>,
    /// The entry that says how it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
}

/// A brief to a senior that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// When it was written.
    pub at: Stamp,
    /// The entries that it told of.
    #[serde(default)]
    pub entries: Vec<EntryId>,
    /// What the person told.
    #[serde(flatten)]
    pub told: Told,
}

/// What a person tells in a brief, beside what the journal knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What is to be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Text>,
    /// What should have happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Text>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<Text>,
    /// The best guess.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hypothesis: Option<Text>,
    /// How sure of the guess, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// The one thing asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Text>,
    /// What is tried until an answer comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meanwhile: Option<Text>,
}

/// What a senior answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When it was noted.
    pub at: Stamp,
    /// Who answered.
    pub by: Text,
    /// The principle behind the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principle: Option<Text>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Why a name is no name of an exploration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExplorationNameError {
    /// Nothing there.
    #[error("the name of an exploration is empty")]
    Empty,
    /// More characters than a name may have.
    #[error("the name of an exploration is longer than {LONGEST_NAME} characters")]
    TooLong,
    /// Something other than letters, digits, `-`, `_` and `.` in it, or a sign at the beginning.
    #[error("`{0}` cannot be the name of an exploration")]
    Sign(String),
}

impl ExplorationNameError {
    /// What to write instead.
    pub fn hint(&self) -> String {
        match self {
            Self::Empty | Self::Sign(_) => {
                "write one word of letters, digits, `-`, `_` and `.`, such as `cache-layer`"
                    .to_owned()
            }
            Self::TooLong => format!("use at most {LONGEST_NAME} characters"),
        }
    }
}

/// Takes the name of an exploration as it is written.
///
/// # Errors
/// When it is empty, longer than [`LONGEST_NAME`] characters, or not one plain word.
pub fn exploration_name(given: &str) -> Result<Text, ExplorationNameError> {
    let is_plain = |character: char| character.is_alphanumeric() || "-_.".contains(character);
    if given.chars().count() > LONGEST_NAME {
        return Err(ExplorationNameError::TooLong);
    }
    if !given.starts_with(char::is_alphanumeric) || !given.chars().all(is_plain) {
        if given.is_empty() {
            return Err(ExplorationNameError::Empty);
        }
        return Err(ExplorationNameError::Sign(given.escape_debug().to_string()));
    }
    Text::new(given).map_err(|_| ExplorationNameError::Empty)
}

impl Exploration {
    /// Whether attempts still come.
    pub fn is_open(&self) -> bool {
        self.facts.state == ExplorationState::Open
    }

    /// The brief that was written last.
    pub fn latest_brief(&self) -> Option<&Brief> {
        let briefs = self.facts.briefs.iter();
        briefs.max_by_key(|brief| brief.at.utc_milliseconds())
    }

    /// What it says of itself, as an object of the log.
    pub fn to_object(&self) -> Map<String, Value> {
        match serde_json::to_value(&self.facts) {
            Ok(Value::Object(object)) => object,
            // Facts are a struct of texts, times and numbers: nothing else comes out.
            _ => Map::new(),
        }
    }

    /// Reads what [`Exploration::to_object`] wrote.
    ///
    /// # Errors
    /// When a fact is missing or not what it should be.
    pub fn from_object(
        id: ExplorationId,
        object: Map<String, Value>,
    ) -> Result<Self, serde_json::Error> {
        let facts = serde_json::from_value(Value::Object(object))?;
        Ok(Self { id, facts })
    }
}

impl Approach {
    /// Whether it was noted ahead and not begun yet.
    pub fn is_planned(&self) -> bool {
        self.begun_at.is_none() && self.entry.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_plain_word() {
        for good in ["cache-layer", "a", "Sitzungen_2", "缓存", "v1.2"] {
            assert_eq!(
                exploration_name(good).map(String::from),
                Ok(good.to_owned())
            );
        }
        for bad in ["two words", "-flag", "a/b", "a\u{1b}[31m", "a,b"] {
            assert!(
                matches!(exploration_name(bad), Err(ExplorationNameError::Sign(_))),
                "{bad:?}"
            );
        }
        assert_eq!(exploration_name(""), Err(ExplorationNameError::Empty));
        assert_eq!(
            exploration_name(&"x".repeat(LONGEST_NAME + 1)),
            Err(ExplorationNameError::TooLong)
        );
    }
}

//! The entry: one attempt and what it taught.

use serde::{Deserialize, Serialize};

use super::time::{Spent, Stamp};
use super::{
    Assist, EntryId, Outcome, PrincipleKey, Rating, Review, Stage, Standing, Tag, Text, Usefulness,
};

/// One attempt and what it taught: "I tried X; it failed because Y; the principle is Z; next time I see these
/// signals, I will do this".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Names the entry for ever.
    pub id: EntryId,
    /// X: what was attempted.
    pub tried: Text,
    /// Y: why it failed, or why it worked.
    pub because: Text,
    /// Z: the general rule. Its absence makes the entry a draft.
    pub principle: Option<Text>,
    /// Phrases to look for, in the order in which they were written, each once.
    pub signals: Vec<Text>,
    /// What I will do when I see them.
    pub next: Option<Text>,
    /// What the attempt rules out: answers that need not be tried any more.
    pub rules_out: Option<Text>,
    /// How the attempt ended.
    pub outcome: Outcome,
    /// Names to find it by, in the order in which they were given, each once.
    pub tags: Vec<Tag>,
    /// Where it happened.
    pub project: Option<Text>,
    /// The exploration it belongs to, by name.
    pub exploration: Option<Text>,
    /// How much artificial assistance it had.
    pub assist: Option<Assist>,
    /// What it cost.
    pub spent: Option<Spent>,
    /// Who wrote it.
    pub author: Text,
    /// When the attempt happened.
    pub happened_at: Stamp,
    /// When the entry was written.
    pub created_at: Stamp,
    /// What was seen.
    pub evidence: Option<Evidence>,
    /// What others said of it, in the order in which they did.
    pub reviews: Vec<Review>,
    /// What was said of it when it came back, in the order in which it was said.
    pub feedback: Vec<Feedback>,
    /// Other places where the principle was found to apply, in the order in which they were named, each once.
    pub elsewhere: Vec<Text>,
    /// How the lesson went when it was practised, in the order in which that was noted.
    pub practice: Vec<Practised>,
}

/// What was seen when the attempt ended. Every part is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// The command line.
    pub command: Option<String>,
    /// Its exit code.
    pub exit_code: Option<i32>,
    /// The directory in which it ran.
    pub directory: Option<String>,
    /// The commit that was checked out.
    pub commit: Option<String>,
    /// The branch that was checked out.
    pub branch: Option<String>,
    /// The end of what it printed.
    pub output: Option<String>,
}

impl Evidence {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What somebody said of an entry when recall had brought it back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Feedback {
    /// Whether it was of use.
    pub verdict: Usefulness,
    /// Who said so.
    pub by: Text,
    /// When.
    pub at: Stamp,
}

/// How a lesson went when it was practised.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Practised {
    /// Whether it came to mind.
    pub rating: Rating,
    /// Who says so.
    pub by: Text,
    /// When.
    pub at: Stamp,
}

impl Entry {
    /// How far the thinking about the entry has come. The latest review of its present principle decides whether it
    /// counts as reviewed.
    pub fn stage(&self) -> Stage {
        match self.standing() {
            None => Stage::Draft,
            Some(Standing::Confirmed | Standing::Refined) => Stage::Reviewed,
            Some(Standing::Waiting | Standing::Disputed) => Stage::Lesson,
        }
    }

    /// Whether it is shown to nobody but whoever keeps the journal.
    pub fn is_private(&self) -> bool {
        self.tags.iter().any(Tag::is_private)
    }

    /// The key that groups the entry with others of the same principle.
    pub fn principle_key(&self) -> Option<PrincipleKey> {
        self.principle
            .as_ref()
            .map(|principle| PrincipleKey::of(principle.as_str()))
    }
}

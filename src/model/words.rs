//! The closed vocabularies of the journal: outcome, audience, assist, stage, verdict, usefulness, rating and the state of an
//! exploration.

use serde::{Deserialize, Serialize};

/// A word that is not one of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not {kind}")]
pub struct UnknownWord {
    /// What was found.
    pub found: String,
    /// What it should have been, with its article: `an outcome`.
    pub kind: &'static str,
    /// The words that are understood, in the order of the vocabulary.
    pub accepted: &'static [&'static str],
}

impl UnknownWord {
    /// What to write instead.
    pub fn hint(&self) -> String {
        format!("write one of: {}", self.accepted.join(", "))
    }
}

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident, $kind:literal, { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The words as they are written, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word as it is written and stored.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($word => Ok($name::$variant),)+
                    _ => Err(UnknownWord { found: word.to_owned(), kind: $kind, accepted: $name::WORDS }),
                }
            }
        }
    };
}

vocabulary! {
    /// How an attempt ended.
    Outcome, "an outcome", {
        /// It did not do what it was meant to do. The default.
        Failed = "failed",
        /// Some of it held.
        Partial = "partial",
        /// It did what it was meant to do.
        Worked = "worked",
    }
}

vocabulary! {
    /// Whom a report is for.
    Audience, "an audience", {
        /// Whoever keeps the journal: everything.
        Myself = "self",
        /// Whoever one works for: no private entries, nothing by day.
        Lead = "lead",
        /// The meeting at the end of a sprint: the same.
        Sprint = "sprint",
    }
}

vocabulary! {
    /// How much artificial assistance an attempt had.
    Assist, "a level of assistance", {
        /// Done by hand.
        None = "none",
        /// Questions only.
        Ask = "ask",
        /// Generated, then understood.
        Pair = "pair",
        /// Generated, used as it was.
        Delegate = "delegate",
    }
}

vocabulary! {
    /// How far the thinking about an entry has come. Derived from the entry, never stored in the log.
    Stage, "a stage", {
        /// No principle yet.
        Draft = "draft",
        /// A principle has been written.
        Lesson = "lesson",
        /// The latest review of the present principle confirms or refines it.
        Reviewed = "reviewed",
    }
}

vocabulary! {
    /// How a lesson stands to its reviews. Derived from the entry, never stored in the log.
    Standing, "a standing", {
        /// Nobody has reviewed its present principle.
        Waiting = "waiting",
        /// The latest review says that it holds.
        Confirmed = "confirmed",
        /// The latest review gives it a deeper form.
        Refined = "refined",
        /// The latest review disputes it.
        Disputed = "disputed",
    }
}

vocabulary! {
    /// How an exploration stands.
    ExplorationState, "a state of an exploration", {
        /// Attempts still come.
        Open = "open",
        /// An entry was chosen.
        Converged = "converged",
        /// The question was given up.
        Dropped = "dropped",
    }
}

vocabulary! {
    /// Whether an entry was of use when recall brought it back.
    Usefulness, "a judgment", {
        /// It helped.
        Helped = "helped",
        /// It had nothing to do with the matter.
        NotRelevant = "not-relevant",
    }
}

vocabulary! {
    /// What a person says of a lesson after practising it.
    Rating, "a rating", {
        /// It did not come to mind.
        Again = "again",
        /// It did.
        Good = "good",
    }
}

vocabulary! {
    /// What a review says of a principle.
    Verdict, "a verdict", {
        /// It holds as written.
        Confirmed = "confirmed",
        /// It holds in the deeper form that the review gives.
        Refined = "refined",
        /// The reviewer thinks otherwise.
        Disputed = "disputed",
    }
}

//! Values that cannot be invalid: what an entry is made of, how it is named, and how entries are chosen.
//!
//! No I/O, no clock, no SQL and no command line lives here, and nothing of the other rooms is imported.
//! A value of these types has already been checked; whoever holds one need not check again.

pub mod document;
mod entry;
mod exploration;
mod filter;
mod identifier;
pub mod pack;
mod principle;
mod review;
mod tag;
pub mod time;
mod wire;
mod words;
mod writing;

pub use entry::{Entry, Evidence, Feedback, Practised};
pub use exploration::{
    Answer, Approach, Brief, Exploration, ExplorationFacts, ExplorationNameError, LONGEST_NAME,
    Told, exploration_name,
};
pub use filter::{Filter, Order, Privacy, Selection, TagGroup};
pub use identifier::{
    EntryId, ExplorationId, HANDLE_ALPHABET, HANDLE_LENGTH, Identifiers, MachineId, StepId,
};
pub use principle::PrincipleKey;
pub use review::Review;
pub use tag::{Tag, TagError};
pub use wire::{EntryDraft, EntryError};
pub use words::{
    Assist, Audience, ExplorationState, Outcome, Rating, Stage, Standing, UnknownWord, Usefulness,
    Verdict,
};
pub use writing::{TEXT_LIMIT, Text, TextError};

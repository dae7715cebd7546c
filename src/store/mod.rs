//! The journal on disk, and this machine's memory beside it: the only SQL of the crate.
//!
//! `journal` opens a file, `schema` says what stands in it, `writer` appends records and keeps the derived tables in
//! step (`projection`, `totals`, `fulltext`), the other files read. Every write is one `BEGIN IMMEDIATE` transaction,
//! for which processes wait in `turn`. `check` looks into a journal without changing anything, `salvage` takes what is
//! left of a damaged one, and `copies` copies the file. `memory` is another file: what this machine remembers for a while
//! and may lose.

mod check;
mod checksum;
mod connect;
mod copies;
mod entries;
mod error;
mod explorations;
mod fulltext;
mod journal;
mod lessons;
mod memory;
mod names;
mod obstacle;
mod people;
mod place;
mod practice;
mod privacy;
mod projection;
mod rebuild;
mod recall;
mod records;
mod rows;
mod salvage;
mod schema;
mod selection;
mod signals;
mod steps;
mod totals;
mod turn;
mod writer;

pub use check::{Checked, Examined, Problem, Severity, check_memory, check_write_ahead};
pub use copies::{
    Agreed, Copied, Difference, JournalFile, Keeping, Kept, Occasion, Present, Restored, SoundCopy,
    Target,
};
pub use entries::{Count, Outline, Tagged};
pub use error::StoreError;
pub use journal::{Access, Journal, ReadTogether, Renewal, beside};
pub use lessons::{LessonOrigin, WrittenBy};
pub use memory::{EarlierFailure, FailedCommand, Memory, MemoryError, Patience, Succeeded};
pub use names::Shorts;
pub use obstacle::{Obstacle, obstacles};
pub use recall::{EntryKey, Extent, TermCounts};
pub use records::Recorded;
pub use salvage::{Lost, Salvaged, salvage};
pub use signals::Watched;
pub use steps::{Step, StepSubject};
pub use totals::{PrincipleTotal, TagTotal};
pub use writer::{Authorship, Fate, Writer};

#[cfg(test)]
mod tests;

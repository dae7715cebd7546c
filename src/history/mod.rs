//! The vocabulary of the append-only log: what a record is, how it is written as a JSON line, how records fold into
//! the state of what they are about, and how a change is taken back.
//!
//! Nothing here touches a disk; the store keeps what this room describes.

mod change;
mod fold;
mod record;

pub use change::{Change, FieldChange, LISTS, SetChange};
pub use fold::State;
pub use record::{Body, Head, HybridTime, Kind, Record};

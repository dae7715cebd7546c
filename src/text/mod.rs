//! Pure functions on strings: what a person sees (visible control characters, widths, counts), which words are
//! alike, and the one analyzer that indexing, searching, highlighting and recall share.
//!
//! Nothing here reads a file, an environment, a terminal or a clock, and nothing imports another room.
//!
//! | module | what lives there |
//! | --- | --- |
//! | [`visible`] | text that cannot drive a terminal |
//! | [`width`] | columns: measure, cut, wrap, pad |
//! | `apart` | labels below each other, cut so that they can be told apart |
//! | [`similar`] | the candidate a misspelt word was probably meant to be |
//! | [`count`] | numbers and durations as people write them |
//! | [`command_line`] | which commands of a shell's line gave its exit code |
//! | [`terms`] | text → the terms of the full-text index |
//! | [`identifier`] | an identifier → the words it is made of |
//! | [`signal`] | what a signal is: a phrase, or a regular expression |
//! | [`query`] | what a user typed → a full-text query, and what it hits in a text |

pub mod command_line;
pub mod count;
pub mod identifier;
pub mod query;
pub mod signal;
mod silent;
pub mod similar;
pub mod terms;
pub mod visible;
pub mod width;

mod apart;
mod characters;
mod stems;

pub use apart::apart;
pub use count::{counted, first_few, grouped, minutes, size};
pub use identifier::identifier_parts;
pub use query::{Query, QueryError};
pub use signal::{Signal, SignalError};
pub use silent::is_silent;
pub use similar::{nearest, nearest_used};
pub use terms::{Analyzer, Term};
pub use visible::{visible_block, visible_line};
pub use width::{display_width, pad_right, truncate, wrap};

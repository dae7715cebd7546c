//! Looking into a journal without changing anything, however damaged it is: what `doctor` says of it.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `problem` | what a check finds |
//! | `examined` | the journal, opened beside an empty database in which derived tables are made for comparison |
//! | `file` | what SQLite says of its file |
//! | `log` | every record: can it be read, and are all there |
//! | `derived` | the derived tables and the full-text index against the log |
//! | `memory` | this machine's memory |
//! | `write_ahead` | what was written last, and stands in a file beside it |
//! | `written` | the records against their checksums |
//!
//! Whatever is checked here is read in one state of the journal. What is wrong is mended elsewhere.

mod derived;
mod examined;
mod file;
mod log;
mod memory;
mod problem;
mod write_ahead;
mod written;

pub use examined::Examined;
pub(super) use log::Numbers;
pub use memory::check_memory;
pub use problem::{Checked, Problem, Severity};
pub use write_ahead::check_write_ahead;
pub(super) use write_ahead::{known_loss, refuse_loss};
pub(super) use written::{altered, find_altered};

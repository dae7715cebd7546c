//! Looking into a journal without changing anything, however damaged it is: what `doctor` says of it.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `problem` | what a check finds |
//! | `examined` | the journal, opened beside an empty database in which derived tables are made for comparison |
//! | `file` | what SQLite says of its file |
//! | `log` | every record: can it be read, and are all there |
//! | `derived` | the derived tables and the full-text index against the log |
//!
//! Whatever is checked here is read in one state of the journal. What is wrong is mended elsewhere.

mod derived;
mod examined;
mod file;
mod log;
mod problem;

pub use examined::Examined;
pub use problem::{Checked, Problem, Severity};

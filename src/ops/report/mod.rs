//! `report` and `export summary`: what a period was like.
//!
//! `figures` holds the results, `gather` makes them in one pass over the period's entries, `summary` adds what a
//! monthly page shows beyond the report.

mod figures;
mod gather;
mod summary;

pub use figures::{Comparison, Draft, Figures, Group, PrincipleMet, Report, SignalSeen};
pub use gather::report;
pub use summary::{FailedUnderTag, Lesson, Summary, summary};

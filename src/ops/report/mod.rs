//! `report` and `export summary`: what a period was like.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `figures` | the result |
//! | `gather` | one pass over the period's entries that makes it |
//! | `growth` | how trying turns into lessons |
//! | `calibration` | how much help attempts had, by area |
//! | `course` | how the period went: by day, week and month |
//! | `explorations` | the questions of the period |
//! | `observations` | quartiles and shares, told only of enough observations |
//! | `summary` | what a monthly page shows beyond the report |

mod calibration;
mod course;
mod explorations;
mod figures;
mod gather;
mod growth;
mod observations;
mod summary;

pub use calibration::{Area, Calibration, Intention, Intentions, Level};
pub use course::{Course, Day, Stretch, TagByMonth};
pub use explorations::{ApproachNamed, Chosen, Explored};
pub use figures::{Comparison, Draft, Figures, Group, PrincipleMet, Report, SignalSeen};
pub use gather::report;
pub use growth::{
    Breadth, CameBack, CheapFailures, Cycles, Growth, LessonDensity, Repeats, TimeToLesson,
};
pub use observations::{ENOUGH, Quartiles};
pub use summary::{FailedUnderTag, Lesson, Summary, summary};

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests;

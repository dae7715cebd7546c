//! `report` and `export`: what a period was like.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `account` | the result: a report with the parts that were asked for |
//! | `figures` | the report |
//! | `gather` | one pass over the period's entries that makes it |
//! | `principles`, `signals` | what that pass notes of them |
//! | `leading` | the first few of many |
//! | `growth` | how trying turns into lessons |
//! | `calibration` | how much help attempts had, by area |
//! | `course` | how the period went: by day, week and month |
//! | `explorations` | the questions of the period |
//! | `observations` | quartiles and shares, told only of enough observations |
//! | `anonymous`, `rewriting` | taking people and places out of it, and its texts in general |
//! | `highlights` | the attempts behind the figures |
//! | `portfolio` | a body of work |
//! | `zone` | putting its times into the zone that was asked for |
//! | `stuck` | what does not go on, and what waits for others |

mod account;
mod anonymous;
mod calibration;
mod course;
mod explorations;
mod figures;
mod gather;
mod growth;
mod highlights;
mod leading;
mod observations;
mod portfolio;
mod principles;
mod rewriting;
mod signals;
mod stuck;
mod zone;

pub use account::{Account, Inquiry, Names, Part, account};
pub use anonymous::EntryAnonymizer;
pub use calibration::{Area, Calibration, Intention, Intentions, Level};
pub use course::{Course, Day, Stretch, TagByMonth};
pub use explorations::{ApproachNamed, Chosen, Explored};
pub use figures::{
    Comparison, Draft, Figures, Group, InAll, LISTED, PrincipleMet, Report, SignalSeen,
};
pub use gather::report;
pub use growth::{
    Breadth, CameBack, CheapFailures, Cycles, Growth, LessonDensity, Repeats, TimeToLesson,
};
pub use highlights::{FailedUnderTag, Failures, Highlights, Lesson};
pub use observations::{ENOUGH, Quartiles};
pub use portfolio::{Attempt, Learnt, Portfolio, PortfolioPage, Quarter};
pub use stuck::{OpenQuestion, Stuck};

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests;

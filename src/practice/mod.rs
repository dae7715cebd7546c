//! When a lesson should come back: pure, from what was noted when it was practised.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `memory` | the memory model, FSRS-6: how long a lesson is kept in mind |
//! | `schedule` | the days on which a lesson was practised, folded into the day on which it is due |

mod memory;
mod schedule;

pub use memory::Memory;
pub use schedule::{Schedule, day_number};

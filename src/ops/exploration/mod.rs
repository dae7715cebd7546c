//! Explorations as every command of the growth loop sees them: which one is meant, how its approaches stand, and what
//! its clock says. The commands themselves have files of their own.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `place` | where a command is given, and which exploration is the current one there |
//! | `approaches` | the approaches of one exploration, with the entries that ended them |
//! | `clock` | whether to keep trying or to ask |

mod approaches;
mod clock;
mod place;

pub use approaches::{Approached, Progress, approaches};
pub use clock::{Clock, ClockState, clock};
pub use place::{Place, current, meant, others_open};

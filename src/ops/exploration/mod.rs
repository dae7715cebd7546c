//! Explorations as every command of the growth loop sees them: which one is meant, how its approaches stand, and what
//! its clock says. The commands themselves have files of their own.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `place` | where a command is given, and which exploration is the current one there |
//! | `approaches` | the approaches of one exploration, with the entries that ended them |
//! | `clock` | whether to keep trying or to ask |
//! | `standing` | all of that as one value, for results |
//! | `naming` | a name for a question |
//! | `joining` | which exploration a noted attempt goes to, and which approach it ends |

mod approaches;
mod clock;
mod joining;
mod naming;
mod place;
mod standing;

pub use approaches::{Approached, Progress, approaches, is_same_title, unended};
pub use clock::{Clock, ClockState, clock};
pub use joining::{Destination, Joined, destination, fill};
pub(super) use joining::{ended_by, with_approach};
pub use naming::NO_EXPLORATION;
pub(super) use naming::free_name;
pub use place::{Place, current, meant, named, others_open};
pub use standing::Standing;

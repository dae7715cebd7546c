//! `doctor`: everything that is checked, and what came of it; and mending what can be mended.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `diagnosis` | what was checked, and how it stands |
//! | `journal` | the journal itself |
//! | `surroundings` | permissions, room on the disk, what was left behind, the memory of this machine |
//! | `mending` | `--rebuild` and `--salvage` |

mod diagnosis;
mod journal;
mod mending;
mod surroundings;

pub use diagnosis::{Check, Diagnosis, Finding, Health};
pub use journal::journal;
pub use mending::{Hole, Rebuilt, Salvage, UnderWay, rebuild, salvage};
pub use surroundings::{Places, surroundings};

pub use crate::store::{Checked, Problem, Severity};

//! `review`: lessons that wait for one, and what reviewers say of them.

mod give;
mod pack;
mod waiting;

pub use give::{Opinion, Reviewed, review};
pub use pack::{Gone, Taken, packed, take};
pub use waiting::{Attempt, LessonInContext, Surroundings, in_context, waiting};

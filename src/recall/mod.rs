//! Recall: a text → terms and signals fired → ranked lessons, or silence. Pure: no files, no clock, no SQL.
//!
//! | module | what lives there |
//! | --- | --- |
//! | [`probe`](Probe) | an input ready for the search: its failures and their weighted words |
//! | `lines`, `wording`, `noise`, `passages` | what the lines of an input are, which of their words may repeat, which lines belong together |
//! | [`condense`](Condenser) | a log of any length in bounded memory |
//! | `firing` | whether a signal fires, and where |
//! | [`lesson`](Lesson) | a lesson ready to be compared |
//! | [`statistics`](Statistics) | what is known of all lessons together |
//! | [`rank`](rank()) | the order of lessons, and silence |
//! | `comparison`, `similar` | one failure against one lesson |
//! | [`confidence`](Evidence) | how sure it is that a lesson applies |
//! | [`weights`](Weights) | every number of the ranking |
//! | `vocabulary` | the words treated specially |
//!
//! A search goes in two steps. The store counts [`Probe::terms`] and fetches the lessons that share the heaviest and
//! rarest of them; [`rank()`] compares those, and [`shown`] decides whether there is something to say.

mod comparison;
mod condense;
mod confidence;
mod firing;
mod lesson;
mod lines;
mod noise;
mod passages;
mod probe;
mod rank;
mod similar;
mod statistics;
mod vocabulary;
mod weights;
mod wording;

pub use condense::Condenser;
pub use confidence::Evidence;
pub use lesson::{Feedback, Lesson, LessonText};
pub use lines::as_seen;
pub use passages::Origin;
pub use probe::{Probe, WeightedTerm};
pub use rank::{DEFAULT_THRESHOLD, Recalled, Setting, Word, rank, shown, uncounted};
pub use statistics::Statistics;
pub use weights::{Confidence, Field, Trick, Weights};

#[cfg(test)]
#[expect(
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::format_collect,
    reason = "tests may"
)]
mod tests;

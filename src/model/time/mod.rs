//! Time as people write it and as the journal keeps it.
//!
//! A [`Stamp`] is one moment, a [`Period`] a stretch between two, a [`Spent`] an amount. A [`Calendar`] turns days
//! into moments by a [`Zone`], which a [`NamedZone`] is too, and [`expression`] reads what people type (`yesterday`, `2026-W41`, `2 weeks ago`).
//! Nothing here reads a clock or the machine's time zone: both come in with the calendar.

mod calendar;
#[cfg(test)]
pub(crate) mod changing;
mod duration;
pub mod expression;
mod named_zone;
mod period;
mod stamp;
mod zone;

pub use calendar::Calendar;
pub use duration::{Spent, SpentError};
pub use expression::{DateError, DateProblem, parse_instant, parse_range, parse_recorded};
pub use named_zone::{NamedZone, ZoneDataError};
pub use period::{Period, PeriodError, PeriodKind};
pub use stamp::{Stamp, StampError};
pub use zone::{ChronoZone, FixedZone, Zone};

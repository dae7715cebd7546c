//! Dates and times as people type them, read against a [`Calendar`](super::Calendar).
//!
//! Case does not matter; spaces, commas, underscores and hyphens between words are alike. What is not understood is an
//! error, never a guess, and so is what can be read in two ways. Without a year or a day, the latest that has begun
//! is meant; without a date, the latest such time that is not in the future.
//!
//! | written | understood as |
//! | --- | --- |
//! | `2026-10-03`, `20261003`, `2026-276`, `2026-W41-3` | that day |
//! | `2026-10`, `2026-Q4`, `2026-W41`, `2026` | that month, quarter, ISO week (Monday first), year |
//! | `2026-10-03T14:05`, `2026-10-03 14:05:06.123+02:00` | that minute, second, millisecond; without an offset in the calendar's zone |
//! | `14:05`, `9am`, `2:30 pm` | today, or yesterday where that is still to come |
//! | `yesterday 14:05`, `9am monday`, `3 october at 9am` | a time on a day; where only the weekday or no year is given, the latest that is not in the future |
//! | `now` | this moment |
//! | `today`, `yesterday`, `tomorrow` | that day |
//! | `monday`, `mon` | the latest Monday, today included |
//! | `last monday`, `next monday` | the one strictly before, after today |
//! | `this week`, `last month`, `next year` | the calendar week, month, quarter or year around, before, after today |
//! | `october`, `oct`, `q4`, `w41`, `week 41` | the latest that has begun |
//! | `last october` | the latest that has ended |
//! | `october 2026`, `q4 2026`, `week 41 2026`, `week of 2026-10-05` | that one |
//! | `3 october`, `october 3rd`, `3 oct 2026` | that day; without a year the latest that has begun |
//! | `90m ago`, `2 hours ago`, `an hour ago` | that long before now, to the millisecond |
//! | `3d ago`, `2 weeks ago`, `a month ago` | the day that lies so many calendar days, weeks, months, years before today |
//! | `last 3 days`, `last 2 weeks`, `last 6 months` | so many, ending with today |
//! | `last 90 minutes`, `last 2 hours` | so long, ending now |
//!
//! `m` is minutes, `mo` months. A day of a shorter month than the one counted from is held to its last day.

mod clock;
mod error;
mod exists;
mod lexer;
mod meaning;
mod numeric;
mod reader;
mod syntax;
mod vocabulary;

pub use error::{DateError, DateProblem};
pub use reader::{
    month, parse_instant, parse_range, parse_recorded, quarter, since, until, week, year,
};

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking"
)]
mod tests;

//! What the date language understands and refuses, on Sunday 2026-11-22 at 16:00 in Berlin unless said otherwise.

mod fixture;
mod instants;
mod properties;
mod ranges;
mod refusals;
mod units;

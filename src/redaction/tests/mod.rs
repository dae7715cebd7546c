//! Tests of the room: what must go, what must stay, and what holds of every text.

mod fixture;
mod placed;
mod properties;
mod shaped;
mod untouched;
mod work;

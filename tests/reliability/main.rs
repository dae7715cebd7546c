//! The real program, broken off and held up in every way: killed, with writes that fail, on a full disk, among many
//! others that write. What was said to be saved must be there, whole, and nothing by halves. Each test has a short form
//! and a long one, see `extent`.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test says what it expects by failing, and starts the program as a person does"
)]

mod disk;
mod extent;
mod failing_writes;
#[path = "../process/home.rs"]
#[expect(dead_code, reason = "the home of the process tests has more rooms")]
mod home;
mod killed;
mod many_writers;
mod memory;
mod places;
mod power;
mod random;
mod shim;
mod small_disk;
mod soak;
mod state;
mod trace;
mod work;

//! The real program on a real terminal: what it asks, what it draws, when it pages, and what Ctrl-C does.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test says what it expects by failing, and starts the program as a person does"
)]

mod asking;
mod drawing;
#[path = "../process/home.rs"]
#[expect(dead_code, reason = "the home of the process tests has more rooms")]
mod home;
mod practising;
mod programs;
mod run;
mod screen;
mod shells;

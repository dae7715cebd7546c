//! The real program in a real process: pipes, exit codes, files and their permissions, processes that write at once
//! or are killed, editors, repositories, time zones. What can be seen without a process is tested elsewhere; what
//! needs a terminal, in `pty`.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test says what it expects by failing, and starts the program as a person does"
)]

mod clocks;
mod editors;
mod exit_codes;
mod files;
mod home;
mod hook;
mod pipes;
mod repositories;
mod run;
mod secrets;
mod writers;

//! Every command, run in process over a scripted host: what it prints, what it changes, how it ends. Pipes, signals,
//! real terminals and real editors are tested elsewhere, with the program itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

mod driver;

mod answered;
mod brief;
mod compare;
mod completions;
mod config;
mod converge;
mod distill;
mod drop;
mod edit;
mod explore;
mod export;
mod general;
mod history;
mod import;
mod list;
mod log;
mod man;
mod overview;
mod principles;
mod recall;
mod report;
mod rm;
mod search;
mod show;
mod signals;
mod status;
mod tags;
mod r#try;
mod undo;

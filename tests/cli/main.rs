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
mod backup;
mod brief;
mod compare;
mod completions;
mod config;
mod converge;
mod damage;
mod distill;
mod doctor;
mod drop;
mod edit;
mod explore;
mod export;
mod forget_commands;
mod general;
mod history;
mod hook;
mod import;
mod init;
mod list;
mod log;
mod man;
mod overview;
mod portfolio;
mod practice;
mod principles;
mod recall;
mod redaction;
mod report;
mod review;
mod rm;
mod run;
mod search;
mod sequences;
mod show;
mod signals;
mod status;
mod tags;
mod templates;
mod r#try;
mod undo;
mod versions;

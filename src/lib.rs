//! folio keeps what failed attempts taught, and brings it back. The program is `folio`; see `docs/architecture.md`
//! for the rooms and the one direction in which they use each other.

pub mod app;
pub mod cli;
pub mod config;
pub mod history;
pub mod host;
pub mod model;
pub mod ops;
pub mod practice;
pub mod recall;
pub mod redaction;
pub mod render;
pub mod store;
pub mod text;

//! Typed configuration, in layers that remember where each value came from.
//!
//! Weakest first: defaults, the user's file, the project's file, environment variables, flags. One
//! table ([`definitions()`]) says which keys exist; reading, writing, listing, suggestions and the
//! reference are made from it. This room does no I/O: callers hand in the texts of files and the
//! values of variables, find folders and expand `~`.
//!
//! - `choices`: the values that have a fixed list of names
//! - `configuration`: the resolved, typed configuration and its rows for `config get` and `config list`
//! - `definitions`: what is known about a key, and how it is looked up
//! - `edit`: `config set` and `config unset` on the text of a file
//! - `error`: what stops a command, and what only warns
//! - `file`: the text of a file → its keys, values and lines
//! - `kind`: what sort of value a key takes, and how it is written as one text
//! - `origin`: where a value came from
//! - `read`: untyped values → typed ones
//! - `reference`: the documentation of all keys as Markdown
//! - `resolve`: the layers, merged
//! - `table`: the rows, one for each key
//! - `value`: values before they have a type

mod choices;
mod configuration;
mod definitions;
mod edit;
mod error;
mod file;
mod kind;
mod origin;
mod read;
mod reference;
mod resolve;
mod table;
mod value;

#[cfg(test)]
mod tests;

pub use choices::{Color, Column, Dates, Named, Pager, Section};
pub use configuration::{Configuration, DefaultTags, Row};
pub use definitions::{Definition, ProjectFile, definitions, environment_names};
pub use edit::{set, unset};
pub use error::{ConfigError, Place, ValueError, Warning};
pub use kind::Kind;
pub use origin::{Origin, Sourced};
pub use reference::reference;
pub use resolve::{FileText, Override, Sources};
pub use value::Value;

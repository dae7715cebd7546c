//! Typed configuration, in layers that remember where each value came from.
//!
//! Weakest first: defaults, the user's file, the project's file, environment variables, flags. One
//! table ([`definitions()`]) says which keys exist; reading, writing, listing, suggestions and the
//! reference are made from it. This room does no I/O: callers hand in the texts of files and the
//! values of variables, find folders and expand `~`.
//!
//! - `built_in.toml`: the reports that are built in, in the form in which a person writes their own
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
//! - `report_table`: the rows of `reports.<name>`
//! - `reports`: what a report is made of, and the built-in ones
//! - `resolve`: the layers, merged
//! - `sections`: the sections of reports, the columns of their tables, and their formats
//! - `table`: the other rows, one for each key
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
mod report_table;
mod reports;
mod resolve;
mod sections;
mod table;
mod value;

#[cfg(test)]
mod tests;

pub use choices::{Color, Column, Dates, Named, Pager};
pub use configuration::{Configuration, DefaultTags, Row};
pub use definitions::{
    Definition, ProjectFile, definition_of, definitions, environment_names, report_named,
};
pub use edit::{set, unset};
pub use error::{ConfigError, Place, ValueError, Warning};
pub use kind::Kind;
pub use origin::{Origin, Sourced};
pub use reference::reference;
pub use reports::{BUILT_IN, ReportDefinition, built_in, definition_lines, period, report_of};
pub use resolve::{FileText, Override, Sources};
pub use sections::{Drawing, ReportFormat, Section, TagColumn};
pub use value::Value;

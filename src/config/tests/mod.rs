//! The room as its callers see it; tests of one file's functions stand in that file.
//!
//! - `layers`: what each layer sets, and which one wins
//! - `listing`: rows, examples and the reference
//! - `project_file`: what a file that is not trusted may do
//! - `reports`: what a person says of reports, and the built-in ones
//! - `refusals`: errors and warnings, and what they say
//! - `round_trip`: properties
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod layers;
mod listing;
mod project_file;
mod refusals;
mod reports;
mod round_trip;

use std::path::Path;

use super::*;

const USER: &str = "/home/ada/config.toml";
const PROJECT: &str = "/src/shop/.folio.toml";

fn user(text: &str) -> Result<(Configuration, Vec<Warning>), ConfigError> {
    let file = FileText {
        path: Path::new(USER),
        text,
    };
    Configuration::resolve(&Sources {
        user: Some(file),
        ..Sources::default()
    })
}

fn both(user: &str, project: &str) -> (Configuration, Vec<Warning>) {
    Configuration::resolve(&Sources {
        user: Some(FileText {
            path: Path::new(USER),
            text: user,
        }),
        project: Some(FileText {
            path: Path::new(PROJECT),
            text: project,
        }),
        ..Sources::default()
    })
    .unwrap()
}

fn refused(text: &str) -> (String, String) {
    let error = user(text).unwrap_err();
    (error.to_string(), error.hint().unwrap())
}

/// Why the one report that a text defines cannot be used.
fn broken(text: &str) -> (String, String) {
    let (configuration, _) = user(text).unwrap();
    assert!(configuration.reports.is_empty(), "{text}");
    let broken: Vec<&ConfigError> = configuration.broken_reports.values().collect();
    assert_eq!(broken.len(), 1, "{text}");
    (broken[0].to_string(), broken[0].hint().unwrap())
}

fn messages(warnings: &[Warning]) -> Vec<String> {
    warnings.iter().map(ToString::to_string).collect()
}

fn names(tags: &DefaultTags) -> Vec<&str> {
    tags.all()
        .into_iter()
        .map(crate::model::Tag::as_str)
        .collect()
}

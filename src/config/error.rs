//! What stops a command, and what only warns. Both name the place, say what was found, and know
//! what to try.

use std::fmt;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::value::visible;

/// Where a refused value stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A line of a file, counted from 1.
    File {
        /// The file.
        path: PathBuf,
        /// The line of the key.
        line: usize,
    },
    /// An environment variable.
    Environment(String),
    /// A flag, dashes included.
    Flag(String),
    /// The request itself: `config set KEY VALUE`.
    Request,
}

impl fmt::Display for Place {
    /// The place as the middle of a sentence, with its preposition and a space before it; empty for
    /// a request.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, line } => write!(formatter, " in {}, line {line},", file_name(path)),
            Self::Environment(name) => write!(formatter, " in the environment variable `{name}`"),
            Self::Flag(name) => write!(formatter, " in the flag `{name}`"),
            Self::Request => Ok(()),
        }
    }
}

/// A known key with a value that it does not accept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{key}`{place} is {found}, but it must be {accepted}")]
pub struct ValueError {
    /// The dotted key.
    pub key: String,
    /// Where the value stood.
    pub place: Place,
    /// What was found.
    pub found: String,
    /// What the key accepts.
    pub accepted: String,
    /// The accepted name nearest to the one found.
    pub nearest: Option<String>,
    /// A line of TOML that would be accepted.
    pub example: String,
}

/// A configuration that cannot be used or changed as asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// The text of a file is not TOML.
    #[error("{file} is not valid TOML (line {line}, column {column}): {reason}")]
    Malformed {
        /// The file, or `the configuration file` where only its text is known.
        file: String,
        /// Line of the mistake, from 1.
        line: usize,
        /// Column of the mistake in characters, from 1.
        column: usize,
        /// What the parser says.
        reason: String,
    },
    /// A known key has a wrong value.
    #[error(transparent)]
    Value(Box<ValueError>),
    /// A key that does not exist was asked for or to be set.
    #[error("unknown key `{key}`")]
    UnknownKey {
        /// The key.
        key: String,
        /// The known key nearest to it.
        nearest: Option<String>,
    },
    /// The first part of dotted keys stands where a value was expected, or has a value.
    #[error("`{group}`{place} is not a value but a group of settings")]
    Group {
        /// The first part: `list` of `list.limit`.
        group: String,
        /// Where it stood.
        place: Place,
        /// The keys in the group.
        keys: Vec<&'static str>,
    },
    /// A journal or a report has a name that it cannot have.
    #[error("`{key}`{place} has a name with characters that are not allowed")]
    Name {
        /// The whole key.
        key: String,
        /// Where it stood.
        place: Place,
    },
}

impl ConfigError {
    /// What to try.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Malformed { line, .. } => {
                format!("correct line {line} of the file, then try again")
            }
            Self::Value(error) => match &error.nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("write for example `{}`", error.example),
            },
            Self::UnknownKey {
                nearest: Some(nearest),
                ..
            } => format!("did you mean `{nearest}`?"),
            Self::UnknownKey { nearest: None, .. } => {
                "run `folio config list` to see all keys".to_owned()
            }
            Self::Group { keys, .. } => format!("set one of {}", super::kind::quoted(keys)),
            Self::Name { .. } => {
                "use only the letters a to z, digits, `-` and `_` in the name".to_owned()
            }
        })
    }
}

/// Something in a configuration file that is ignored, and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Warning {
    /// A key that does not exist.
    #[error("unknown key `{key}` in {}, line {line}{}", file_name(file), question(nearest.as_ref()))]
    UnknownKey {
        /// The key as it is written.
        key: String,
        /// The file.
        file: PathBuf,
        /// The line of the key, from 1.
        line: usize,
        /// The known key nearest to it.
        nearest: Option<String>,
    },
    /// A key that a project's file may not set.
    #[error(
        "`{key}` in {}, line {line}, is ignored: a project's file may set only `project` and `tags`",
        file_name(file)
    )]
    NotForProjects {
        /// The key.
        key: String,
        /// The file.
        file: PathBuf,
        /// The line of the key, from 1.
        line: usize,
    },
    /// A mistake in a project's file, which never stops a command.
    #[error("ignored: {0}")]
    Ignored(ConfigError),
}

/// The path of a file, fit for a message: a cloned repository chooses the names of its folders.
pub(super) fn file_name(path: &Path) -> String {
    visible(&path.display().to_string())
}

fn question(nearest: Option<&String>) -> String {
    nearest.map_or_else(String::new, |nearest| {
        format!(", did you mean `{nearest}`?")
    })
}

//! Where a value came from.

use std::fmt;
use std::path::PathBuf;

use super::value::Value;

/// The layer that a value came from, weakest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Built into folio.
    Default,
    /// The user's configuration file.
    User(PathBuf),
    /// A project's `.folio.toml`.
    Project(PathBuf),
    /// The environment variable of this name.
    Environment(String),
    /// The flag of this name, dashes included.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => formatter.write_str("default"),
            Self::User(path) => write!(formatter, "user: {}", path.display()),
            Self::Project(path) => write!(formatter, "project: {}", path.display()),
            Self::Environment(name) => write!(formatter, "environment: {name}"),
            Self::Flag(name) => write!(formatter, "flag: {name}"),
        }
    }
}

/// A value that knows its layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    /// A value built into folio.
    pub(super) fn default(value: T) -> Self {
        Self {
            value,
            origin: Origin::Default,
        }
    }

    /// The value made untyped for a listing, with its origin.
    pub(super) fn shown(&self, show: impl FnOnce(&T) -> Value) -> (Value, String) {
        (show(&self.value), self.origin.to_string())
    }
}

impl<T> Sourced<Option<T>> {
    /// A key that has no value unless somebody gives it one.
    pub(super) fn absent() -> Self {
        Self::default(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_names_its_layer_and_its_place() {
        let shown = [
            Origin::Default,
            Origin::User("/c/config.toml".into()),
            Origin::Project("/p/.folio.toml".into()),
            Origin::Environment("FOLIO_AUTHOR".to_owned()),
            Origin::Flag("--journal".to_owned()),
        ]
        .map(|origin| origin.to_string());
        assert_eq!(
            shown,
            [
                "default",
                "user: /c/config.toml",
                "project: /p/.folio.toml",
                "environment: FOLIO_AUTHOR",
                "flag: --journal"
            ]
        );
    }
}

//! The environment variables, as a value that a test can write down. Reading the real ones is left to `process`;
//! what a variable means is decided by whoever asks for it.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::PathBuf;

/// The environment variables of a run. An empty variable counts as not set, except to [`Environment::get`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Environment(BTreeMap<OsString, OsString>);

impl Environment {
    /// The variable as it is, even when it is empty or not UTF-8.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.0.get(OsStr::new(name)).map(OsString::as_os_str)
    }

    /// The variable as text; `None` when it is not set, empty or not UTF-8.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name)
            .and_then(OsStr::to_str)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }

    /// The variable as a path, absolute or not; `None` when it is not set or empty.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.get(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    }

    /// Whether the variable is there and says something, as `NO_COLOR` is read.
    pub fn is_set_and_not_empty(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !value.is_empty())
    }
}

impl<Name: Into<OsString>, Value: Into<OsString>> FromIterator<(Name, Value)> for Environment {
    fn from_iter<Variables: IntoIterator<Item = (Name, Value)>>(variables: Variables) -> Self {
        Self(
            variables
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

impl fmt::Debug for Environment {
    /// Shows the names only: values may be secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_there_but_says_nothing() {
        let environment = Environment::from_iter([("EDITOR", "")]);
        assert_eq!(environment.get("EDITOR"), Some(OsStr::new("")));
        assert_eq!(environment.text("EDITOR"), None);
        assert_eq!(environment.path("EDITOR"), None);
        assert!(!environment.is_set_and_not_empty("EDITOR"));
    }

    #[test]
    fn a_variable_is_read_as_text_and_as_a_path() {
        let environment = Environment::from_iter([("HOME", "/home/ada")]);
        assert_eq!(environment.text("HOME").as_deref(), Some("/home/ada"));
        assert_eq!(environment.path("HOME"), Some(PathBuf::from("/home/ada")));
        assert!(environment.is_set_and_not_empty("HOME"));
        assert_eq!(environment.get("PATH"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_utf8_is_no_text_but_still_a_path() {
        use std::os::unix::ffi::OsStringExt;
        let broken = OsString::from_vec(vec![b'/', 0xff]);
        let environment = Environment::from_iter([("FOLIO_JOURNAL", broken.clone())]);
        assert_eq!(environment.text("FOLIO_JOURNAL"), None);
        assert_eq!(
            environment.path("FOLIO_JOURNAL"),
            Some(PathBuf::from(broken))
        );
    }

    #[test]
    fn values_are_not_shown_when_debugging() {
        let environment = Environment::from_iter([("TOKEN", "hunter2")]);
        assert_eq!(format!("{environment:?}"), r#"{"TOKEN"}"#);
    }
}

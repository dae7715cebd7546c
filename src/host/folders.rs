//! Where `folio` keeps things, by the XDG Base Directory Specification
//! (<https://specifications.freedesktop.org/basedir-spec/latest/>), computed from an [`Environment`] so that a
//! test can say where. Nothing is created here: see `files`.

use std::path::PathBuf;

use super::Environment;

/// The folder of the application below each of the base folders.
const APPLICATION: &str = "folio";

/// The folders of one person. Each is an absolute path; none needs to exist.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    data: Option<PathBuf>,
    configuration: Option<PathBuf>,
    state: Option<PathBuf>,
}

impl From<&Environment> for Folders {
    /// Finds the folders from the `XDG_…_HOME` variables and `HOME`; a relative path in one of them is ignored, as
    /// the specification says. On Windows `APPDATA` and `LOCALAPPDATA` stand in for what is below `HOME`.
    fn from(environment: &Environment) -> Self {
        let base = |variable: &str, on_windows: &str, below_home: &str| {
            absolute(environment, variable)
                .or_else(|| {
                    if cfg!(windows) {
                        absolute(environment, on_windows)
                    } else {
                        absolute(environment, "HOME").map(|home| home.join(below_home))
                    }
                })
                .map(|folder| folder.join(APPLICATION))
        };
        Self {
            data: base("XDG_DATA_HOME", "APPDATA", ".local/share"),
            configuration: base("XDG_CONFIG_HOME", "APPDATA", ".config"),
            state: base("XDG_STATE_HOME", "LOCALAPPDATA", ".local/state"),
        }
    }
}

impl Folders {
    /// Where the journal lives: `$XDG_DATA_HOME/folio`, else `~/.local/share/folio`.
    ///
    /// # Errors
    ///
    /// When neither variable holds an absolute path.
    pub fn data(&self) -> Result<PathBuf, FolderError> {
        self.data.clone().ok_or(FolderError {
            purpose: "the journal",
            variable: "XDG_DATA_HOME",
        })
    }

    /// Where the configuration lives: `$XDG_CONFIG_HOME/folio`, else `~/.config/folio`.
    ///
    /// # Errors
    ///
    /// When neither variable holds an absolute path.
    pub fn configuration(&self) -> Result<PathBuf, FolderError> {
        self.configuration.clone().ok_or(FolderError {
            purpose: "the configuration",
            variable: "XDG_CONFIG_HOME",
        })
    }

    /// Where the machine's identity, caches and drafts live: `$XDG_STATE_HOME/folio`, else `~/.local/state/folio`.
    ///
    /// # Errors
    ///
    /// When neither variable holds an absolute path.
    pub fn state(&self) -> Result<PathBuf, FolderError> {
        self.state.clone().ok_or(FolderError {
            purpose: "this machine's state",
            variable: "XDG_STATE_HOME",
        })
    }
}

/// The environment does not say where a folder is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "no folder for {purpose}: neither {variable} nor {} is set to an absolute path",
    fallback()
)]
pub struct FolderError {
    purpose: &'static str,
    variable: &'static str,
}

impl FolderError {
    /// What to try.
    pub fn hint(&self) -> String {
        let fallback = fallback();
        if self.variable == "XDG_DATA_HOME" {
            format!("set {fallback}, or name the journal with FOLIO_JOURNAL or --journal")
        } else {
            format!("set {fallback} or {}", self.variable)
        }
    }
}

/// The variable that a person would set when no folder can be found.
fn fallback() -> &'static str {
    if cfg!(windows) { "APPDATA" } else { "HOME" }
}

/// The path in a variable, if it is an absolute one.
fn absolute(environment: &Environment, name: &str) -> Option<PathBuf> {
    environment.path(name).filter(|path| path.is_absolute())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn folders<const COUNT: usize>(variables: [(&str, &str); COUNT]) -> Folders {
        Folders::from(&Environment::from_iter(variables))
    }

    #[test]
    fn without_xdg_variables_folders_are_below_home() {
        let folders = folders([("HOME", "/home/ada")]);
        assert_eq!(folders.data(), Ok("/home/ada/.local/share/folio".into()));
        assert_eq!(
            folders.configuration(),
            Ok("/home/ada/.config/folio".into())
        );
        assert_eq!(folders.state(), Ok("/home/ada/.local/state/folio".into()));
    }

    #[test]
    fn absolute_xdg_variables_beat_home() {
        let folders = folders([
            ("HOME", "/home/ada"),
            ("XDG_DATA_HOME", "/data"),
            ("XDG_CONFIG_HOME", "/configuration"),
            ("XDG_STATE_HOME", "/state"),
        ]);
        assert_eq!(folders.data(), Ok("/data/folio".into()));
        assert_eq!(folders.configuration(), Ok("/configuration/folio".into()));
        assert_eq!(folders.state(), Ok("/state/folio".into()));
    }

    #[test]
    fn relative_and_empty_xdg_variables_are_ignored() {
        let folders = folders([
            ("HOME", "/home/ada"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", ""),
        ]);
        assert_eq!(folders.data(), Ok("/home/ada/.local/share/folio".into()));
        assert_eq!(
            folders.configuration(),
            Ok("/home/ada/.config/folio".into())
        );
    }

    #[test]
    fn without_a_home_the_error_names_the_variables_and_what_to_set() {
        for home in ["", "relative"] {
            let error = folders([("HOME", home)]).data();
            assert_eq!(
                error.as_ref().map_err(ToString::to_string),
                Err(
                    "no folder for the journal: neither XDG_DATA_HOME nor HOME is set to an absolute path"
                        .to_owned()
                )
            );
            assert_eq!(
                error.map_err(|error| error.hint()),
                Err("set HOME, or name the journal with FOLIO_JOURNAL or --journal".to_owned())
            );
        }
    }

    #[test]
    fn one_folder_can_be_found_where_another_cannot() {
        let folders = folders([("XDG_STATE_HOME", "/state")]);
        assert_eq!(folders.state(), Ok("/state/folio".into()));
        assert_eq!(
            folders.configuration().map_err(|error| error.hint()),
            Err("set HOME or XDG_CONFIG_HOME".to_owned())
        );
    }
}

//! The layers, merged: defaults, the user's file, the project's file, environment variables, flags.
//! A later layer replaces an earlier one; only a project's tags are added. Reading the files is the
//! caller's.

use std::path::Path;

use super::configuration::Configuration;
use super::definitions::{
    self, Definition, Found, ProjectFile, definitions, environment_names, find,
};
use super::error::{ConfigError, Place, ValueError, Warning, file_name};
use super::file::{self, Assignment};
use super::origin::Origin;
use super::read::{Given, Refusal};
use super::value::Value;

/// The text of a file, with the path that messages name.
#[derive(Debug, Clone, Copy)]
pub struct FileText<'a> {
    /// Where it was read from.
    pub path: &'a Path,
    /// What it holds.
    pub text: &'a str,
}

/// A value given on the command line.
#[derive(Debug, Clone, Copy)]
pub struct Override<'a> {
    /// The flag, dashes included.
    pub flag: &'a str,
    /// The dotted key that it sets.
    pub key: &'a str,
    /// The value, as `config set` takes it.
    pub value: &'a str,
}

/// All layers above the defaults, as the caller found them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'a> {
    /// The user's `config.toml`.
    pub user: Option<FileText<'a>>,
    /// The project's `.folio.toml`, which may set only what the table of keys trusts it with.
    pub project: Option<FileText<'a>>,
    /// Environment variables with their values; names that [`environment_names`] lacks and empty
    /// values are skipped.
    pub environment: &'a [(&'a str, &'a str)],
    /// Flags; the last one wins.
    pub flags: &'a [Override<'a>],
}

impl Configuration {
    /// Merges the layers.
    ///
    /// # Errors
    /// When the user's file is not TOML, or when a key in it, a variable or a flag has a value that
    /// is not accepted. Mistakes in a project's file only warn, and one in a report makes that report unusable.
    pub fn resolve(sources: &Sources<'_>) -> Result<(Self, Vec<Warning>), ConfigError> {
        let mut configuration = Self::default();
        let mut warnings = Vec::new();
        if let Some(file) = sources.user {
            configuration.add_user_file(file, &mut warnings)?;
        }
        if let Some(file) = sources.project {
            configuration.add_project_file(file, &mut warnings);
        }
        for (variable, key) in environment_names() {
            let given = sources
                .environment
                .iter()
                .rev()
                .find(|(name, _)| *name == variable);
            if let Some((_, text)) = given.filter(|(_, text)| !text.trim().is_empty()) {
                let place = Place::Environment(variable.to_owned());
                configuration.add_text(
                    key,
                    text,
                    Origin::Environment(variable.to_owned()),
                    place,
                )?;
            }
        }
        for flag in sources.flags {
            let origin = Origin::Flag(flag.flag.to_owned());
            configuration.add_text(
                flag.key,
                flag.value,
                origin,
                Place::Flag(flag.flag.to_owned()),
            )?;
        }
        Ok((configuration, warnings))
    }

    fn add_user_file(
        &mut self,
        file: FileText<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<(), ConfigError> {
        let contents = file::contents(file.text, &file_name(file.path))?;
        for table in &contents.named_tables {
            self.begin_report(table, Origin::User(file.path.to_owned()));
        }
        let mut broken = Vec::new();
        for assignment in &contents.assignments {
            let outcome = self.add_of_user(assignment, file.path, warnings);
            match (outcome, definitions::report_named(&assignment.key)) {
                (Ok(()), _) => {}
                (Err(error), Some(name)) => broken.push((name, error)),
                (Err(error), None) => return Err(error),
            }
        }
        // Only now, for what follows in the table of such a report would begin it again.
        for (name, error) in broken {
            self.break_report(name, error);
        }
        Ok(())
    }

    fn add_of_user(
        &mut self,
        assignment: &Assignment,
        path: &Path,
        warnings: &mut Vec<Warning>,
    ) -> Result<(), ConfigError> {
        let key = &assignment.key;
        let place = Place::File {
            path: path.to_owned(),
            line: assignment.line,
        };
        match find(key) {
            Found::Unknown => {
                warnings.push(unknown(assignment, path, definitions()));
                Ok(())
            }
            Found::Known(definition, name) => {
                let origin = Origin::User(path.to_owned());
                let target = Target {
                    definition,
                    name,
                    key,
                };
                self.assign(target, assignment.value.clone(), origin, place.clone())?;
                if definitions::report_named(key).is_some() {
                    self.report_places.insert(definition.key_of(name), place);
                }
                Ok(())
            }
            Found::Misnamed => Err(ConfigError::Name {
                key: key.clone(),
                place,
            }),
            Found::Group => Err(group(key.clone(), place)),
        }
    }

    fn add_project_file(&mut self, file: FileText<'_>, warnings: &mut Vec<Warning>) {
        let assignments = match file::contents(file.text, &file_name(file.path)) {
            Ok(contents) => contents.assignments,
            Err(error) => return warnings.push(Warning::Ignored(error)),
        };
        for assignment in assignments {
            match find(&assignment.key) {
                Found::Known(definition, name)
                    if definition.project_file == ProjectFile::Trusted =>
                {
                    let place = Place::File {
                        path: file.path.to_owned(),
                        line: assignment.line,
                    };
                    let origin = Origin::Project(file.path.to_owned());
                    let target = Target {
                        definition,
                        name,
                        key: &assignment.key,
                    };
                    if let Err(error) = self.assign(target, assignment.value.clone(), origin, place)
                    {
                        warnings.push(Warning::Ignored(error));
                    }
                }
                Found::Unknown => {
                    let trusted =
                        definitions().filter(|known| known.project_file == ProjectFile::Trusted);
                    warnings.push(unknown(&assignment, file.path, trusted));
                }
                Found::Known(..) | Found::Misnamed | Found::Group => {
                    warnings.push(Warning::NotForProjects {
                        key: assignment.key,
                        file: file.path.to_owned(),
                        line: assignment.line,
                    });
                }
            }
        }
    }

    fn add_text(
        &mut self,
        key: &str,
        text: &str,
        origin: Origin,
        place: Place,
    ) -> Result<(), ConfigError> {
        let (definition, name) = super::configuration::known(key)?;
        self.assign(
            Target {
                definition,
                name,
                key,
            },
            definition.kind.value_of_text(text),
            origin,
            place,
        )
    }

    /// Puts one value in; a refusal becomes an error that names the place.
    pub(super) fn assign(
        &mut self,
        target: Target<'_>,
        value: Result<Value, Refusal>,
        origin: Origin,
        place: Place,
    ) -> Result<(), ConfigError> {
        let Target {
            definition,
            name,
            key,
        } = target;
        value
            .and_then(|value| {
                (definition.assign)(
                    self,
                    Given {
                        name,
                        value,
                        origin,
                    },
                )
            })
            .map_err(|refusal| {
                ConfigError::Value(Box::new(ValueError {
                    key: key.to_owned(),
                    place,
                    nearest: refusal.name.and_then(|name| {
                        definitions::nearest_name(&name, &definition.kind.names())
                    }),
                    found: refusal.found,
                    accepted: definition.kind.expected(),
                    example: definition.example_line(name),
                }))
            })
    }
}

/// A key of the table as it was written.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub(super) definition: &'static Definition,
    pub(super) name: Option<&'a str>,
    pub(super) key: &'a str,
}

fn unknown<'d>(
    assignment: &Assignment,
    file: &Path,
    known: impl Iterator<Item = &'d Definition>,
) -> Warning {
    Warning::UnknownKey {
        key: assignment.key.clone(),
        file: file.to_owned(),
        line: assignment.line,
        nearest: definitions::suggest(&assignment.key, known),
    }
}

fn group(key: String, place: Place) -> ConfigError {
    let keys = definitions::members(&key);
    ConfigError::Group {
        group: key,
        place,
        keys,
    }
}

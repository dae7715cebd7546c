//! `-O FILE`: where what is handed over goes.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, Kind, Settings, configuration_files, templates};
use crate::host::{Host, files};
use crate::ops::OperationError;

/// Where a result goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Destination {
    /// Write to this file, whole or not at all; its name says the format, as `.html`, `.md` and `.json` do
    #[arg(short = 'O', long = "output", value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: Option<PathBuf>,
}

impl Destination {
    /// The file; nothing where standard output is meant, as by `-`.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref().filter(|file| *file != Path::new("-"))
    }

    /// How the name of the file ends, without its dot and in lower case; nothing where it does not end so, or there is no
    /// file.
    pub fn ending(&self) -> Option<String> {
        let ending = self.file()?.extension()?;
        Some(ending.to_string_lossy().to_lowercase())
    }

    /// Lets `write` write to the file, which is then there whole or not at all, or to standard output.
    ///
    /// # Errors
    /// When `write` fails, or the file cannot be written or is one that folio reads: it is then as it was.
    pub fn write(
        &self,
        settings: &Settings,
        host: &mut Host,
        write: impl Fn(&mut dyn Write) -> Result<(), OperationError>,
    ) -> Result<(), Failure> {
        let Some(file) = self.file() else {
            return Ok(write(&mut host.standard_output)?);
        };
        let path = host.directory.join(file);
        check(&path, settings, host)?;
        let failed = RefCell::new(None);
        let written = files::write_output_atomically(&path, |file| {
            write(file).map_err(|error| {
                failed.replace(Some(error));
                io::Error::other("writing was broken off")
            })
        });
        match (failed.into_inner(), written) {
            (Some(OperationError::Output(error)), _) => {
                Err(Failure::from(error)
                    .context(format!("{} could not be written", file.display())))
            }
            (Some(error), _) => Err(error.into()),
            (None, written) => Ok(written?),
        }
    }
}

/// Refuses to write over the configuration and the templates that it names.
fn check(path: &Path, settings: &Settings, host: &Host) -> Result<(), Failure> {
    let person = settings.configuration_file.as_ref().ok().cloned();
    let project = configuration_files::of_project(&host.directory, &mut Vec::new());
    let project = project.map(|(path, _)| path);
    let configuration = person.into_iter().chain(project);
    let configuration = configuration.map(|path| (path, "it is a configuration of folio"));
    let templates = templates::configured(settings, host);
    let templates = templates.map(|path| (path, "it is a template of a report"));
    let mut read = configuration.chain(templates);
    match read.find(|(own, _)| files::is_same_place(own, path)) {
        Some((_, what)) => Err(taken(path, what)),
        None => Ok(()),
    }
}

/// That a file is not written over.
pub fn taken(path: &Path, what: &str) -> Failure {
    Failure::new(
        Kind::Failed,
        format!("cannot write `{}`: {what}", path.display()),
    )
    .hint("choose another name")
}

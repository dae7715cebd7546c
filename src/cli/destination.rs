//! `-O FILE`: where what is handed over goes.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Failure;
use crate::host::{Host, files};
use crate::ops::OperationError;

/// Where a result goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Destination {
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short = 'O', long = "output", value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: Option<PathBuf>,
}

impl Destination {
    /// The file; nothing where standard output is meant, as by `-`.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref().filter(|file| *file != Path::new("-"))
    }

    /// Lets `write` write to the file, which is then there whole or not at all, or to standard output.
    ///
    /// # Errors
    /// When `write` fails, or the file cannot be written: it is then as it was.
    pub fn write(
        &self,
        host: &mut Host,
        write: impl Fn(&mut dyn Write) -> Result<(), OperationError>,
    ) -> Result<(), Failure> {
        let Some(file) = self.file() else {
            return Ok(write(&mut host.standard_output)?);
        };
        let failed = RefCell::new(None);
        let written = files::write_output_atomically(&host.directory.join(file), |file| {
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

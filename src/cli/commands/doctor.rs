//! `folio doctor`: whether the journal and what surrounds it are as they should be.

use clap::Args;

use crate::cli::output::{self, Format, OfChanges, OutputArguments};
use crate::cli::{Failure, Kind, Settings};
use crate::host::Host;
use crate::ops::doctor::{self, Diagnosis, Health};
use crate::render::views;

const EXAMPLES: &str = "\
Examples:
  folio doctor
  folio doctor --json
  folio doctor --journal copy.db";

/// What `folio doctor` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct DoctorArguments {
    #[command(flatten)]
    output: OutputArguments<OfChanges>,
}

pub(super) fn run(
    arguments: &DoctorArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let path = settings.journal_path(host)?;
    let diagnosis = Diagnosis::from(doctor::journal(&path));
    match arguments.output.format() {
        Format::Json => output::envelope("doctor", &diagnosis, host)?,
        format => output::document(&views::doctor(&diagnosis), format, settings, host)?,
    }
    verdict(&diagnosis)
}

/// Ends without a word, for everything was said, and with the exit code that says how it stands.
fn verdict(diagnosis: &Diagnosis) -> Result<(), Failure> {
    if diagnosis.is_journal_wrong() {
        return Err(Failure::new(Kind::Unsound, "the journal is damaged"));
    }
    match diagnosis.state {
        Health::Wrong => Err(Failure::new(Kind::Nothing, "something is wrong")),
        Health::Ok | Health::Warning => Ok(()),
    }
}

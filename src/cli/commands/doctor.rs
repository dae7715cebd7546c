//! `folio doctor`: whether the journal and what surrounds it are as they should be.

mod configuration;
mod shell;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::output::{self, Format, OfChanges, OutputArguments};
use crate::cli::{Failure, Kind, Settings};
use crate::host::{Host, Watch};
use crate::ops::doctor::{self, Check, Diagnosis, Finding, Health, Places, UnderWay};
use crate::render::views;

const EXAMPLES: &str = "\
Examples:
  folio doctor
  folio doctor --json
  folio doctor --rebuild
  folio doctor --salvage whole.db";

/// What `folio doctor` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct DoctorArguments {
    /// Make the derived tables and all indexes again from the log, after a copy is kept
    #[arg(long, conflicts_with = "salvage")]
    rebuild: bool,
    /// Write what can be read of a damaged journal to a new one, which must not exist yet
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    salvage: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArguments<OfChanges>,
}

pub(super) fn run(
    arguments: &DoctorArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let path = settings.journal_path(host)?;
    let format = arguments.output.format();
    if let Some(file) = &arguments.salvage {
        return salvage(&path, &host.directory.join(file), format, settings, host);
    }
    if arguments.rebuild {
        return rebuild(&path, format, settings, host);
    }
    let watch = host.progress.watch();
    let diagnosis = diagnose(path, settings, host, &*watch);
    drop(watch);
    match format {
        Format::Json => output::envelope("doctor", &diagnosis, host)?,
        _ => output::document(&views::doctor(&diagnosis), format, settings, host)?,
    }
    verdict(&diagnosis)
}

fn diagnose(journal: PathBuf, settings: &Settings, host: &Host, watch: &dyn Watch) -> Diagnosis {
    let mut findings = doctor::journal(&journal, &|check| watch.comes_to(&checking(check)));
    findings.extend(doctor::surroundings(&Places {
        journal,
        state: settings.folders.state().ok(),
        configuration: settings.configuration_file.clone().ok(),
    }));
    let configuration = configuration::check(settings, host);
    findings.push(Finding::of(Check::Configuration, configuration));
    findings.push(Finding::of(Check::Shell, shell::check(host)));
    Diagnosis::from(findings)
}

/// What a person is told who waits.
fn checking(check: Check) -> String {
    format!("checking: {}", check.name())
}

fn rebuild(
    path: &Path,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let watch = host.progress.watch();
    let rebuilt = doctor::rebuild(path, settings.keeping(), &|stage| match stage {
        UnderWay::Checking(check) => watch.comes_to(&checking(check)),
        UnderWay::Mending => watch.comes_to("making the derived tables and indexes again"),
    });
    drop(watch);
    let rebuilt = rebuilt?;
    match format {
        Format::Json => output::envelope("rebuilt", &rebuilt, host)?,
        _ => output::document(&views::rebuilt(&rebuilt), format, settings, host)?,
    }
    verdict(&rebuilt.after)
}

fn salvage(
    path: &Path,
    file: &Path,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let watch = host.progress.watch();
    watch.comes_to("reading what can be read");
    let salvage = doctor::salvage(path, file);
    drop(watch);
    let salvage = salvage?;
    match format {
        Format::Json => output::envelope("salvaged", &salvage, host)?,
        _ => output::document(&views::salvaged(&salvage), format, settings, host)?,
    }
    if salvage.is_whole() {
        return Ok(());
    }
    Err(Failure::new(Kind::Nothing, "something is lost"))
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

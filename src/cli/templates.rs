//! `--template FILE`, and the template that a report names: which file it is, and reading it. What a template can do is
//! decided where it is filled.

use std::path::{Path, PathBuf};

use clap::Args;

use super::destination::{self, Destination};
use super::output::{Formats, OutputArguments};
use super::reporting::Asked;
use super::{Failure, Kind, Settings, reading, settings};
use crate::config::Origin;
use crate::host::{Host, files};
use crate::render::template::{Form, LARGEST, Template, TemplateError};

/// The template of one's own.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct TemplateArguments {
    /// Fill this template of yours, an .html, .md or .txt, with what `--json` would say
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with_all = ["format", "json"])]
    template: Option<PathBuf>,
}

impl TemplateArguments {
    /// The template that is to be filled: that of the flag, else the one that the report names, unless a flag names a
    /// format.
    ///
    /// # Errors
    /// When it cannot be read or is no template, or what is made of it is to take its place, or the report names a format
    /// too.
    pub fn template<F: Formats>(
        &self,
        asked: &Asked,
        output: &OutputArguments<F>,
        destination: &Destination,
        host: &mut Host,
    ) -> Result<Option<Template>, Failure> {
        if let (Some(template), Some(file)) = (&self.template, destination.file()) {
            let file = host.directory.join(file);
            if files::is_same_place(&host.directory.join(template), &file) {
                return Err(destination::taken(&file, "it is the template"));
            }
        }
        let path = match (&self.template, output.named()) {
            (Some(path), _) => Some(path.clone()),
            (None, Some(_)) => None,
            (None, None) => asked.template(host)?,
        };
        path.map(|path| read(&path, host)).transpose()
    }
}

/// The path of a template that a configuration file names: it is taken from the folder of that file.
pub fn beside(file: &Path, template: &str, host: &Host) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    folder.join(settings::expand(template, host))
}

/// The files of the templates that the configuration names.
pub fn configured(settings: &Settings, host: &Host) -> impl Iterator<Item = PathBuf> {
    let reports = settings.configuration.reports.values();
    reports.filter_map(|report| match (&report.origin, &report.value.template) {
        (Origin::User(file), Some(template)) => Some(beside(file, template, host)),
        _ => None,
    })
}

/// Whether there is a file whose name tells what it writes. Whether it is a template is seen when it is read.
///
/// # Errors
/// When there is none.
pub fn check(path: &Path) -> Result<(), Failure> {
    let name = path.display().to_string();
    Form::of(&name).ok_or_else(|| TemplateError::unnamed(&name))?;
    match std::fs::metadata(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure {
            hints: vec!["check the path of the template".to_owned()],
            ..reading::unreadable(path, &error)
        }),
    }
}

fn read(path: &Path, host: &mut Host) -> Result<Template, Failure> {
    let name = path.display().to_string();
    Form::of(&name).ok_or_else(|| TemplateError::unnamed(&name))?;
    let bytes = reading::bounded(path, LARGEST, host).map_err(|failure| match failure.kind {
        Kind::Failed => Failure {
            hints: vec!["check the path of the template".to_owned()],
            ..failure
        },
        _ => failure,
    })?;
    let source = String::from_utf8(bytes).map_err(|_| {
        Failure::usage(
            format!("the template {name} is not UTF-8"),
            "save it as UTF-8",
        )
    })?;
    let source = source.strip_prefix('\u{feff}').unwrap_or(&source);
    Ok(Template::read(&name, source.to_owned())?)
}

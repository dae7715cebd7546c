//! `folio compare`: the approaches of an exploration side by side.

use clap::Args;

use crate::cli::output::{self, Format, OfPages, OutputArguments};
use crate::cli::place::place;
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::ops;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio compare
  folio compare cache-layer
  folio compare cache-layer --format markdown";

/// What `folio compare` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct CompareArguments {
    /// The exploration; without it, the current one
    #[arg(value_name = "NAME")]
    exploration: Option<String>,
    #[command(flatten)]
    output: OutputArguments<OfPages>,
}

pub(super) fn run(
    arguments: &CompareArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format();
    let place = place(settings, host);
    let session = settings.session(host, Access::Read)?;
    let limit = settings.configuration.exploration_clock.value;
    let given = arguments.exploration.as_deref();
    let status = ops::status::status(&session, given, &place, limit)?;
    if format == Format::Json {
        return output::envelope("exploration", &status, host);
    }
    let columns = match format {
        Format::Table => settings.output_style(host).width,
        // A table has no titles there, so nothing would say which approach a column is.
        Format::Plain => Some(0),
        _ => None,
    };
    output::document(
        &views::comparison(&status.standing, columns),
        format,
        settings,
        host,
    )
}

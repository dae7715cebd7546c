//! `folio history`: who changed what of an entry, and when.

use clap::Args;

use crate::cli::output::{self, Format, OfPages, OutputArguments};
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::ops;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio history last
  folio history k7fq --json
  folio history cache-layer";

/// What `folio history` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct HistoryArguments {
    /// The entry: the beginning of an id, or `last`; a removed one too; or the name of an exploration
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    output: OutputArguments<OfPages>,
}

pub(super) fn run(
    arguments: &HistoryArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format();
    let session = settings.session(host, Access::Read)?;
    let history = ops::history::history(&session, &arguments.id)?;
    match format {
        Format::Json => output::envelope("history", &history, host),
        _ => output::document(
            &views::history(&history, &settings.presentation_in(format)),
            format,
            settings,
            host,
        ),
    }
}

//! `folio signals`: the phrases to look for.

use clap::Args;

use crate::cli::counted::CountedArguments;
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::ops;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio signals
  folio signals --tag sessions --since 2026-01
  folio signals --project shop --limit 5";

/// What `folio signals` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct SignalsArguments {
    #[command(flatten)]
    counted: CountedArguments,
}

pub(super) fn run(
    arguments: &SignalsArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let session = settings.session(host, Access::Read)?;
    let uses = ops::signals::signals(&session, &arguments.counted.filter(settings)?)?;
    arguments.counted.show(uses, settings, host)
}

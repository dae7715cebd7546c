//! `folio principles`: which principles were drawn; make several writings one.

use clap::Args;

use crate::cli::counted::CountedArguments;
use crate::cli::output::{self, Format};
use crate::cli::{Failure, Settings, parsing, redacting};
use crate::host::Host;
use crate::model::Text;
use crate::ops;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio principles
  folio principles --tag caching --sort spent
  folio principles --merge \"Count the replicas\" k7fq --into \"Count the replicas first\"";

/// What `folio principles` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct PrinciplesArguments {
    /// Put the principle of `--into` in the place of these; an id stands for the principle of its entry
    #[arg(long, num_args = 1.., value_name = "PRINCIPLE|ID", requires = "into")]
    merge: Vec<String>,
    /// The principle that `--merge` puts in their place
    #[arg(long, value_name = "PRINCIPLE", value_parser = parsing::text, requires = "merge")]
    into: Option<Text>,
    #[command(flatten)]
    counted: CountedArguments,
}

pub(super) fn run(
    arguments: &PrinciplesArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.counted.format();
    if let Some(into) = &arguments.into {
        let mut session = settings.session(host, Access::Write)?;
        let merged = ops::principles::merge(&mut session, &arguments.merge, into)?;
        match format {
            Format::Json | Format::Jsonl => output::envelope("merged", &merged, host)?,
            _ => output::document(&views::merged(&merged), format, settings, host)?,
        }
        return redacting::say(&merged.replaced, settings, host);
    }
    let session = settings.session(host, Access::Read)?;
    let uses = ops::principles::principles(&session, &arguments.counted.filter(settings)?)?;
    arguments.counted.show(uses, settings, host)
}

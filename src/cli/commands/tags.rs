//! `folio tags`: which tags there are; rename and merge them.

use clap::Args;

use crate::cli::counted::CountedArguments;
use crate::cli::output::{self, Format};
use crate::cli::{Failure, Settings, parsing};
use crate::host::Host;
use crate::model::Tag;
use crate::ops;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio tags
  folio tags --since 2026-01 --sort spent
  folio tags --rename cacheing caching
  folio tags --merge cache cacheing --into caching";

/// What `folio tags` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct TagsArguments {
    /// Give a tag, and all below it, another name
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], value_parser = parsing::tag, conflicts_with = "merge")]
    rename: Vec<Tag>,
    /// Put the tag of `--into` in the place of these
    #[arg(long, num_args = 1.., value_name = "TAG", value_parser = parsing::tag, requires = "into")]
    merge: Vec<Tag>,
    /// The tag that `--merge` puts in their place
    #[arg(long, value_name = "TAG", value_parser = parsing::tag, requires = "merge")]
    into: Option<Tag>,
    #[command(flatten)]
    counted: CountedArguments,
}

pub(super) fn run(
    arguments: &TagsArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.counted.format();
    if let [old, new] = arguments.rename.as_slice() {
        let mut session = settings.session(host, Access::Write)?;
        let retagged = ops::tags::rename(&mut session, old, new)?;
        return show_change(&retagged, format, settings, host);
    }
    if let Some(into) = &arguments.into {
        let mut session = settings.session(host, Access::Write)?;
        let retagged = ops::tags::merge(&mut session, &arguments.merge, into)?;
        return show_change(&retagged, format, settings, host);
    }
    let session = settings.session(host, Access::Read)?;
    let uses = ops::tags::tags(&session, &arguments.counted.filter(settings)?)?;
    arguments.counted.show(uses, settings, host)
}
fn show_change(
    retagged: &ops::tags::Retagged,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    match format {
        Format::Json | Format::Jsonl => output::envelope("retagged", retagged, host),
        _ => output::document(&views::retagged(retagged), format, settings, host),
    }
}

//! `folio principles`: which principles were drawn; make several writings one.

use clap::Args;

use super::tags::{FORMATS, say_more};
use crate::cli::filters::{FilterArguments, PageArguments, Rank};
use crate::cli::output::{self, Format, OutputArguments};
use crate::cli::{Failure, Settings, parsing};
use crate::host::Host;
use crate::model::Text;
use crate::ops;
use crate::ops::principles::PrincipleUse;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio principles
  folio principles --tag caching --sort spent
  folio principles --merge \"Count the replicas\" k7fq --into \"Count the replicas first\"";

/// So many principles are shown unless a limit says otherwise.
const SHOWN: u64 = 20;

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
    filters: FilterArguments,
    #[command(flatten)]
    page: PageArguments,
    #[command(flatten)]
    output: OutputArguments,
}

pub(super) fn run(
    arguments: &PrinciplesArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format(FORMATS)?;
    if let Some(into) = &arguments.into {
        let mut session = settings.session(host, Access::Write)?;
        let merged = ops::principles::merge(&mut session, &arguments.merge, into)?;
        return match format {
            Format::Json | Format::Jsonl => output::envelope("merged", &merged, host),
            _ => output::document(&views::merged(&merged), format, settings, host),
        };
    }
    let session = settings.session(host, Access::Read)?;
    let uses =
        ops::principles::principles(&session, &arguments.filters.filter(&settings.calendar())?)?;
    let arranged = arguments.page.arrange(uses, SHOWN, rank)?;
    match format {
        Format::Json => output::envelope("principles", &arranged.items, host)?,
        Format::Jsonl => output::lines(&arranged.items, host)?,
        _ if arranged.items.is_empty() => output::remark("no principles", settings, host)?,
        _ => output::document(
            &views::principles(&arranged.items, &settings.presentation()),
            format,
            settings,
            host,
        )?,
    }
    say_more(arranged.more, settings, host)
}

fn rank(usage: &PrincipleUse) -> Rank {
    Rank {
        name: usage.principle.to_lowercase(),
        count: usage.entries,
        last_seen: usage.last_seen.utc_milliseconds(),
        spent: usage.spent_minutes,
    }
}

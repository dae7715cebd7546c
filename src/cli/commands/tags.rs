//! `folio tags`: which tags there are; rename and merge them.

use clap::Args;

use crate::cli::filters::{FilterArguments, PageArguments, Rank};
use crate::cli::output::{self, Format, OutputArguments};
use crate::cli::{Failure, Settings, parsing};
use crate::host::Host;
use crate::model::Tag;
use crate::ops;
use crate::ops::tags::TagUse;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio tags
  folio tags --since 2026-01 --sort spent
  folio tags --rename cacheing caching
  folio tags --merge cache cacheing --into caching";

/// The formats of counted names.
pub(super) const FORMATS: &[Format] = &[
    Format::Table,
    Format::Plain,
    Format::Json,
    Format::Jsonl,
    Format::Markdown,
];

/// So many names are shown unless a limit says otherwise: all of them.
pub(super) const ALL: u64 = 0;

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
    filters: FilterArguments,
    #[command(flatten)]
    page: PageArguments,
    #[command(flatten)]
    output: OutputArguments,
}

pub(super) fn run(
    arguments: &TagsArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format(FORMATS)?;
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
    let uses = ops::tags::tags(&session, &arguments.filters.filter(&settings.calendar())?)?;
    let arranged = arguments.page.arrange(uses, ALL, rank)?;
    match format {
        Format::Json => output::envelope("tags", &arranged.items, host)?,
        Format::Jsonl => output::lines(&arranged.items, host)?,
        _ if arranged.items.is_empty() => output::remark("no tags", settings, host)?,
        _ => output::document(
            &views::tags(&arranged.items, &settings.presentation()),
            format,
            settings,
            host,
        )?,
    }
    say_more(arranged.more, settings, host)
}

/// Says how many names lie beyond the page.
pub(super) fn say_more(more: usize, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    if more == 0 {
        return Ok(());
    }
    let more = crate::text::grouped(more as u64);
    output::remark(
        format!("{more} more; `--limit 0` shows all"),
        settings,
        host,
    )
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

fn rank(usage: &TagUse) -> Rank {
    Rank {
        name: usage.tag.to_lowercase(),
        count: usage.entries,
        last_seen: usage.last_seen.utc_milliseconds(),
        spent: usage.spent_minutes,
    }
}

//! `folio signals`: the phrases to look for.

use clap::Args;

use super::tags::{FORMATS, say_more};
use crate::cli::filters::{FilterArguments, PageArguments, Rank};
use crate::cli::output::{self, Format, OutputArguments};
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::ops;
use crate::ops::signals::SignalUse;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio signals
  folio signals --tag sessions --since 2026-01
  folio signals --project shop --limit 5";

/// So many signals are shown unless a limit says otherwise.
const SHOWN: u64 = 20;

/// What `folio signals` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct SignalsArguments {
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    page: PageArguments,
    #[command(flatten)]
    output: OutputArguments,
}

pub(super) fn run(
    arguments: &SignalsArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format(FORMATS)?;
    let session = settings.session(host, Access::Read)?;
    let uses = ops::signals::signals(&session, &arguments.filters.filter(&settings.calendar())?)?;
    let arranged = arguments.page.arrange(uses, SHOWN, rank)?;
    match format {
        Format::Json => output::envelope("signals", &arranged.items, host)?,
        Format::Jsonl => output::lines(&arranged.items, host)?,
        _ if arranged.items.is_empty() => output::remark("no signals", settings, host)?,
        _ => output::document(
            &views::signals(&arranged.items, &settings.presentation()),
            format,
            settings,
            host,
        )?,
    }
    say_more(arranged.more, settings, host)
}

fn rank(usage: &SignalUse) -> Rank {
    Rank {
        name: usage.signal.to_lowercase(),
        count: usage.entries,
        last_seen: usage.last_seen.utc_milliseconds(),
        spent: usage.spent_minutes,
    }
}

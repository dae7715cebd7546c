//! `folio list`: the entries that a filter chooses.

use clap::Args;

use crate::cli::filters::{FilterArguments, PageArguments};
use crate::cli::output::{self, Format, OfEntries, OutputArguments};
use crate::cli::{Failure, Settings, streaming};
use crate::config::Column;
use crate::host::Host;
use crate::model::Selection;
use crate::ops::{self, Found, Portion};
use crate::render::views;
use crate::store::{Access, Count};
use crate::text;

const EXAMPLES: &str = "\
Examples:
  folio list
  folio list --tag sessions --since \"2 weeks ago\"
  folio list --tag caching,sessions --not-tag flaky --outcome failed
  folio list --month 2026-10 --limit 0 --format csv";

/// What `folio list` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ListArguments {
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    page: PageArguments,
    #[command(flatten)]
    output: OutputArguments<OfEntries>,
}

pub(super) fn run(
    arguments: &ListArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format();
    let selection = Selection {
        filter: arguments.filters.filter(&settings.calendar())?,
        order: arguments.page.entry_order()?,
        limit: arguments
            .page
            .limit(settings.configuration.list_limit.value as u64),
    };
    let session = settings.session(host, Access::Read)?;
    let portion = if format == Format::Table && settings.output_style(host).width.is_some() {
        let found = ops::list::list(&session, &selection)?;
        write(&found, format, settings, host)?;
        found.portion()
    } else {
        streaming::write(&session, &selection, format, settings, host)?
    };
    say_more(portion, settings, host)?;
    hint_unknown_names(&arguments.filters, portion, &session, settings, host)
}

/// Shows a page of entries, and says how many more there are.
pub(super) fn show(
    found: &Found,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    write(found, format, settings, host)?;
    say_more(found.portion(), settings, host)
}

fn write(
    found: &Found,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    match format {
        Format::Json => output::envelope("entries", &found.entries, host),
        Format::Jsonl => output::lines(&found.entries, host),
        Format::Csv => output::csv(&found.entries, host),
        _ if found.entries.is_empty() => Ok(()),
        _ => {
            let columns: &[Column] = &settings.configuration.list_columns.value;
            let document = views::list(found, columns, &settings.presentation_in(format));
            output::document(&document, format, settings, host)
        }
    }
}

/// Says how many entries lie beyond the page, or that there are none.
pub(super) fn say_more(
    portion: Portion,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let remark = match portion.more() {
        Some(Count::Exactly(more)) => return output::remark_more(more, settings, host),
        Some(Count::MoreThan(bound)) => {
            format!(
                "more than {} in all; `--limit 0` shows them",
                text::grouped(bound)
            )
        }
        None if portion.shown == 0 => "no entries".to_owned(),
        None => return Ok(()),
    };
    output::remark(remark, settings, host)
}

/// Where nothing was found, a name of the filter that nothing has, beside one that is much like it.
fn hint_unknown_names(
    filters: &FilterArguments,
    portion: Portion,
    session: &ops::Session<'_>,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if portion.shown > 0 || filters.tags.is_empty() {
        return Ok(());
    }
    let tags: Vec<_> = filters
        .tags
        .iter()
        .flat_map(|group| group.0.clone())
        .collect();
    for miss in ops::log::near_misses(&session.journal, &tags)? {
        let entries = text::counted(miss.entries, "entry", "entries");
        output::remark(
            format!("hint: did you mean the tag `{}` ({entries})?", miss.known),
            settings,
            host,
        )?;
    }
    Ok(())
}

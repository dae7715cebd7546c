//! `folio search`: entries by their words, best match first.

use clap::Args;

use super::list::{say_more, show};
use crate::cli::filters::{FilterArguments, PageArguments, Sort};
use crate::cli::output::{self, Format, OfEntries, OutputArguments};
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::model::{Order, Selection};
use crate::ops;
use crate::ops::search::Ranking;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio search replica
  folio search 'std::sync::Mutex deadlock'
  folio search '\"connection reset\"' --tag network
  folio search 'auth*' --since 2026-01 --sort date";

/// What `folio search` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct SearchArguments {
    /// Words that must all be there; "a phrase" in quotes, a beginning with *
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    page: PageArguments,
    #[command(flatten)]
    output: OutputArguments<OfEntries>,
}

pub(super) fn run(
    arguments: &SearchArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format();
    let mut filter = arguments.filters.filter(&settings.calendar())?;
    let mut query = arguments.query.join(" ");
    if let Some(text) = &filter.text {
        query = format!("{query} {text}");
    }
    filter.text = Some(query.clone());
    let ranking = ranking(&arguments.page)?;
    let order = match ranking {
        Ranking::BestFirst => Order::Newest,
        Ranking::InOrder => arguments.page.entry_order()?,
    };
    let limit = arguments
        .page
        .limit(settings.configuration.list_limit.value as u64);
    let session = settings.session(host, Access::Read)?;
    let found = ops::search::search(
        &session,
        &Selection {
            filter,
            order,
            limit,
        },
        ranking,
    )?;
    let highlighter = views::Highlighter::of(&query);
    match (format, highlighter) {
        (Format::Table | Format::Markdown, Some(mut highlighter)) => {
            let document =
                views::matches(&found, &mut highlighter, &settings.presentation_in(format));
            output::document(&document, format, settings, host)?;
            say_more(found.portion(), settings, host)
        }
        _ => show(&found, format, settings, host),
    }
}

fn ranking(page: &PageArguments) -> Result<Ranking, Failure> {
    match (page.sort, page.reverse) {
        (None | Some(Sort::Relevance), false) => Ok(Ranking::BestFirst),
        (None | Some(Sort::Relevance), true) => Err(Failure::usage(
            "the worst match first is of no use",
            "add `--sort date` to turn the order of time around",
        )),
        (Some(_), _) => Ok(Ranking::InOrder),
    }
}

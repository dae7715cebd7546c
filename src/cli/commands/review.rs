//! `folio review`: what a reader thinks of lessons, asked for one by one, given by flags, or sent around as a file.

mod exchange;
mod walk;

use std::path::PathBuf;

use clap::Args;

use super::list::say_more;
use crate::cli::filters::FilterArguments;
use crate::cli::output::{self, Format, OfEntries, OutputArguments};
use crate::cli::{Failure, Settings, parsing, redacting};
use crate::config::Column;
use crate::host::Host;
use crate::model::{Filter, Text, Verdict};
use crate::ops::review::Opinion;
use crate::ops::{self, Shown};
use crate::render::views;
use crate::store::Access;
use crate::text;

const EXAMPLES: &str = "\
Examples:
  folio review
  folio review --waiting --tag caching
  folio review k7fq --verdict confirmed --elsewhere \"rate limits\"
  folio review k7fq --verdict refined --principle \"state has one owner\" --by Grace
  folio review --pack for-grace.md --since \"last month\"
  folio review --read for-grace.md";

/// What `folio review` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ReviewArguments {
    /// The lessons: the beginning of an id, or `last`; without one, all that wait
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// What you think of the principle: confirmed, refined or disputed
    #[arg(long, value_name = "VERDICT", value_parser = parsing::word::<Verdict>, requires = "ids")]
    verdict: Option<Verdict>,
    /// The deeper principle; needed for `refined`
    #[arg(short, long, value_name = "TEXT", value_parser = parsing::text, requires = "verdict")]
    principle: Option<Text>,
    /// Another place where it will be met; may be repeated
    #[arg(long, value_name = "TEXT", value_parser = parsing::text, requires = "verdict")]
    elsewhere: Vec<Text>,
    /// Anything else
    #[arg(long, value_name = "TEXT", value_parser = parsing::text, requires = "verdict")]
    note: Option<Text>,
    /// Who reviews, if not you
    #[arg(long, value_name = "NAME", value_parser = parsing::text, conflicts_with_all = ["waiting", "pack"])]
    by: Option<Text>,
    /// List the lessons that wait for a review, oldest first
    #[arg(long, conflicts_with_all = ["ids", "pack", "read"])]
    waiting: bool,
    /// Write the lessons that wait to this file, to be filled in by somebody without folio; `-` is standard output
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with_all = ["ids", "read"])]
    pack: Option<PathBuf>,
    /// Take the answers back from a file that `--pack` wrote; `-` is standard input
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with = "ids")]
    read: Option<PathBuf>,
    /// At most so many lessons; 0 is all, as is usual but for `--waiting`
    #[arg(short, long, value_name = "N", value_parser = parsing::limit)]
    limit: Option<u64>,
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    output: OutputArguments<OfEntries>,
}

pub(super) fn run(
    arguments: ReviewArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let filter = arguments.filters.filter(&settings.calendar())?;
    if let Some(file) = &arguments.pack {
        return exchange::pack(
            file,
            filter,
            parsing::at_most(arguments.limit, 0),
            settings,
            host,
        );
    }
    if let Some(file) = &arguments.read {
        let format = arguments.output.format();
        return exchange::read(file, arguments.by, format, settings, host);
    }
    if arguments.waiting {
        return list(&arguments, filter, settings, host);
    }
    match arguments.verdict {
        Some(verdict) => give(arguments, verdict, settings, host),
        None => ask(&arguments, filter, settings, host),
    }
}

/// Lists what waits.
fn list(
    arguments: &ReviewArguments,
    filter: Filter,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let session = settings.session(host, Access::Read)?;
    let limit = parsing::at_most(
        arguments.limit,
        settings.configuration.list_limit.value as u64,
    );
    let found = ops::review::waiting(&session, filter, limit)?;
    match arguments.output.format() {
        Format::Json => output::envelope("entries", &found.entries, host)?,
        Format::Jsonl => output::lines(&found.entries, host)?,
        Format::Csv => output::csv(&found.entries, host)?,
        _ if found.entries.is_empty() => return none_wait(settings, host),
        format => {
            let columns = [Column::Id, Column::Date, Column::Author, Column::Principle];
            let document = views::list(&found, &columns, &settings.presentation_in(format));
            output::document(&document, format, settings, host)?;
        }
    }
    say_more(found.portion(), settings, host)
}

fn none_wait(settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    output::remark("no lessons wait for a review", settings, host)
}

/// Gives the review that the flags say.
fn give(
    arguments: ReviewArguments,
    verdict: Verdict,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let mut session = settings.session(host, Access::Write)?;
    let ids = ops::show::resolve_all(&session, &arguments.ids)?;
    let opinion = Opinion {
        verdict,
        by: arguments.by,
        principle: arguments.principle,
        elsewhere: arguments.elsewhere,
        note: arguments.note,
    };
    let (reviewed, replaced) = ops::review::review(&mut session, &ids, &opinion)?;
    match arguments.output.format() {
        Format::Json => {
            let entries: Vec<&Shown> = reviewed.iter().map(|reviewed| &reviewed.entry).collect();
            output::envelope("entries", &entries, host)?;
        }
        _ => output::document(&views::reviewed(&reviewed), Format::Table, settings, host)?,
    }
    redacting::say(&replaced, settings, host)
}

/// Walks through the lessons that were named, else through all that wait.
fn ask(
    arguments: &ReviewArguments,
    filter: Filter,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let mut session = settings.session(host, Access::Write)?;
    let lessons = if arguments.ids.is_empty() {
        ops::review::waiting(&session, filter, parsing::at_most(arguments.limit, 0))?.entries
    } else {
        let named = ops::show::show(&session, &arguments.ids)?;
        named.iter().try_for_each(Shown::check_lesson)?;
        named
    };
    if lessons.is_empty() {
        return none_wait(settings, host);
    }
    if settings.may_ask(host) {
        return walk::walk(&mut session, lessons, arguments.by.as_ref(), settings, host);
    }
    let waiting = text::counted(lessons.len() as u64, "lesson waits", "lessons wait");
    Err(Failure::usage(
        format!("{waiting} for a verdict, and there is nobody to ask"),
        "write `folio review ID --verdict VERDICT`; `folio review --waiting` shows the ids, `--pack FILE` writes them down for a reader",
    ))
}

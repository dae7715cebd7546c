//! `folio try`: note that an approach is begun, or planned.

use clap::Args;

use crate::cli::output::{self, Format};
use crate::cli::place::place;
use crate::cli::{Failure, Settings, parsing, redacting};
use crate::host::Host;
use crate::model::time::Spent;
use crate::model::{Assist, Text};
use crate::ops;
use crate::ops::r#try::{Attempt, Beginning};
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio try \"in-memory LRU\"
  folio try \"Redis with a short expiry\" --planned
  folio try \"in-memory LRU\" --spent 30m --assist pair
  folio try \"a trigram index\" --on search-index";

/// What `folio try` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct TryArguments {
    /// What you try; a planned approach of the same title begins
    #[arg(value_name = "APPROACH", required = true)]
    title: Vec<String>,
    /// Only note it ahead
    #[arg(long)]
    planned: bool,
    /// What it has cost so far: 40m, 1h30m
    #[arg(long, value_name = "DURATION", value_parser = parsing::spent)]
    spent: Option<Spent>,
    /// How much an assistant helps: none, ask, pair or delegate
    #[arg(long, value_name = "LEVEL", value_parser = parsing::word::<Assist>)]
    assist: Option<Assist>,
    /// Note it on this exploration, if not on the current one
    #[arg(long, value_name = "NAME")]
    on: Option<String>,
    /// Print the exploration as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(
    arguments: &TryArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let title = Text::new(&arguments.title.join(" ")).map_err(|error| {
        Failure::usage(
            format!("the approach cannot be noted: {error}"),
            error.hint(),
        )
    })?;
    let attempt = Attempt {
        title,
        beginning: if arguments.planned {
            Beginning::Later
        } else {
            Beginning::Now
        },
        spent: arguments.spent,
        assist: arguments.assist,
    };
    let place = place(settings, host);
    let limit = settings.configuration.exploration_clock.value;
    let mut session = settings.session(host, Access::Write)?;
    let tried = ops::r#try::begin(
        &mut session,
        &attempt,
        arguments.on.as_deref(),
        &place,
        limit,
    )?;
    if arguments.json {
        output::envelope("exploration", &tried.standing, host)?;
    } else {
        output::document(&views::tried(&tried), Format::Table, settings, host)?;
    }
    redacting::say(&tried.replaced, settings, host)
}

//! `folio drop`: give a question up.

use clap::Args;

use super::converge::{ask, kept, say_current};
use crate::cli::output::{self, Format};
use crate::cli::place::place;
use crate::cli::{Failure, Settings, parsing, redacting};
use crate::host::Host;
use crate::model::Text;
use crate::ops;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio drop --why \"the provider caches for us now\"
  folio drop cache-layer --why \"nobody asks for it any more\"";

/// What `folio drop` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct DropArguments {
    /// The exploration; without it, the current one
    #[arg(value_name = "NAME")]
    exploration: Option<String>,
    /// Why it is dropped
    #[arg(long, value_name = "TEXT", value_parser = parsing::text)]
    why: Option<Text>,
    /// Print the exploration as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(
    arguments: DropArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let place = place(settings, host);
    let mut session = settings.session(host, Access::Write)?;
    let given = arguments.exploration.as_deref();
    let exploration = ops::converge::droppable(&session, given, &place)?;
    let why = match arguments.why {
        Some(why) => why,
        None => ask("Why is it dropped?", "why it is dropped", settings, host)?,
    };
    let limit = settings.configuration.exploration_clock.value;
    let (standing, replaced) = ops::converge::give_up(&mut session, &exploration, &why, limit)
        .map_err(|error| kept(error.into(), &why))?;
    if arguments.json {
        output::envelope("exploration", &standing, host)?;
        return redacting::say(&replaced, settings, host);
    }
    output::document(&views::dropped(&standing), Format::Table, settings, host)?;
    redacting::say(&replaced, settings, host)?;
    say_current(&session, &place, settings, host)
}

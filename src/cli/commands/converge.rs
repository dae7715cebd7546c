//! `folio converge`: choose an entry as the answer of an exploration.

use clap::Args;

use crate::cli::asking;
use crate::cli::output::{self, Format};
use crate::cli::place::place;
use crate::cli::{Failure, Settings, parsing, redacting};
use crate::host::Host;
use crate::model::Text;
use crate::ops;
use crate::ops::Session;
use crate::ops::exploration::{self, Place};
use crate::render::{Line, views};
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio converge k7fq --why \"the only one that two replicas agree on\"
  folio converge last --why \"fast enough, and nothing to operate\"
  folio converge k7fq --on cache-layer";

/// What `folio converge` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ConvergeArguments {
    /// The entry that is chosen: the beginning of an id, or `last`
    #[arg(value_name = "ENTRY")]
    id: String,
    /// Why it is chosen
    #[arg(long, value_name = "TEXT", value_parser = parsing::text)]
    why: Option<Text>,
    /// The exploration, if not the current one
    #[arg(long, value_name = "NAME")]
    on: Option<String>,
    /// Print the exploration as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(
    arguments: ConvergeArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let place = place(settings, host);
    let mut session = settings.session(host, Access::Write)?;
    let on = arguments.on.as_deref();
    let choice = ops::converge::choice(&session, &arguments.id, on, &place)?;
    let why = match arguments.why {
        Some(why) => why,
        None => ask("Why is it chosen?", "why it is chosen", settings, host)?,
    };
    let limit = settings.configuration.exploration_clock.value;
    let (standing, replaced) = ops::converge::converge(&mut session, &choice, &why, limit)
        .map_err(|error| kept(error.into(), &why))?;
    if arguments.json {
        output::envelope("exploration", &standing, host)?;
        return redacting::say(&replaced, settings, host);
    }
    output::document(&views::converged(&standing), Format::Table, settings, host)?;
    redacting::say(&replaced, settings, host)?;
    output::remarks(&views::converging_notes(&standing), settings, host)?;
    say_current(&session, &place, settings, host)
}

/// Says which exploration is the current one, now that another has been closed.
pub(super) fn say_current(
    session: &Session<'_>,
    place: &Place,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    match exploration::current(session, place)? {
        Some(current) => {
            let line = Line::from("current: ").identifier(current.facts.name.as_str());
            output::remark(
                line.plain(": ").plain(current.facts.question.as_str()),
                settings,
                host,
            )
        }
        None => Ok(()),
    }
}

/// The reason for a decision, from the person; a usage error where nobody can be asked.
pub(super) fn ask(
    question: &str,
    missing: &str,
    settings: &Settings,
    host: &mut Host,
) -> Result<Text, Failure> {
    if !settings.may_ask(host) {
        return Err(Failure::usage(
            format!("{missing} is missing (`--why`)"),
            "add `--why \"the reason, in a sentence\"`",
        ));
    }
    asking::reason(&mut *host.prompts, question)
}

/// Tells the reason again where it could not be saved.
pub(super) fn kept(failure: Failure, why: &Text) -> Failure {
    failure.hint(format!("nothing was saved; your reason was: {why}"))
}

//! `folio explore`: open a question, go to another one, list them all.

use clap::Args;

use super::status;
use crate::cli::output::{self, Format, OfPages, OutputArguments};
use crate::cli::parsing::{self, Refused};
use crate::cli::place::place;
use crate::cli::{Failure, Settings, redacting};
use crate::host::Host;
use crate::model::time::Spent;
use crate::model::{Text, exploration_name};
use crate::ops;
use crate::ops::exploration::{NO_EXPLORATION, Place};
use crate::ops::explore::Question;
use crate::render::{Line, views};
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio explore \"which caching layer for sessions?\"
  folio explore \"which caching layer for sessions?\" --as cache-layer --until 2h
  folio explore --switch cache-layer
  folio explore --all";

/// What `folio explore` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ExploreArguments {
    /// What is to be found out; without it, the current exploration is shown
    #[arg(value_name = "QUESTION")]
    question: Vec<String>,
    /// Call it so; without it, the name is made of the question
    #[arg(long = "as", value_name = "NAME", value_parser = name, requires = "question")]
    called: Option<Text>,
    /// Say after this time that it is time to ask: 30m, 2h
    #[arg(long, value_name = "DURATION", value_parser = parsing::spent, requires = "question")]
    until: Option<Spent>,
    /// Where it belongs, if not to this git repository
    #[arg(long, value_name = "NAME", value_parser = parsing::text, requires = "question")]
    project: Option<Text>,
    /// Make this open exploration the current one
    #[arg(long, value_name = "NAME", conflicts_with_all = ["question", "reopen", "all"])]
    switch: Option<String>,
    /// Open this exploration again, though it was converged or dropped
    #[arg(long, value_name = "NAME", conflicts_with_all = ["question", "all"])]
    reopen: Option<String>,
    /// List every exploration, the one that was current last first
    #[arg(long, conflicts_with = "question")]
    all: bool,
    #[command(flatten)]
    output: OutputArguments<OfPages>,
}

fn name(given: &str) -> Result<Text, Refused> {
    if given == NO_EXPLORATION {
        return Err(Refused::new(
            &format!("`{NO_EXPLORATION}` stands for no exploration"),
            "give it another name",
        ));
    }
    exploration_name(given).map_err(|error| Refused::new(&error, error.hint()))
}

pub(super) fn run(
    arguments: ExploreArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format();
    let place = place(settings, host);
    if arguments.all {
        return all(format, settings, host);
    }
    let limit = settings.configuration.exploration_clock.value;
    if let Some(name) = &arguments.switch {
        let mut session = settings.session(host, Access::Write)?;
        let standing = ops::explore::switch(&mut session, name, &place, limit)?;
        return status::show_standing(&standing, "current: ", format, settings, host);
    }
    if let Some(name) = &arguments.reopen {
        let mut session = settings.session(host, Access::Write)?;
        let standing = ops::explore::reopen(&mut session, name, limit)?;
        return status::show_standing(&standing, "open again: ", format, settings, host);
    }
    match arguments.question(place)? {
        Some(question) => open(question, format, settings, host),
        None => current(format, settings, host),
    }
}

impl ExploreArguments {
    fn question(self, place: Place) -> Result<Option<Question>, Failure> {
        if self.question.is_empty() {
            return Ok(None);
        }
        let question = Text::new(&self.question.join(" ")).map_err(|error| {
            Failure::usage(
                format!("the question cannot be asked: {error}"),
                error.hint(),
            )
        })?;
        Ok(Some(Question {
            question,
            name: self.called,
            until: self.until,
            place: Place {
                project: self.project.or(place.project),
                ..place
            },
        }))
    }
}

fn all(format: Format, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let session = settings.session(host, Access::Read)?;
    let limit = settings.configuration.exploration_clock.value;
    let all = ops::explore::all(&session, limit)?;
    if format == Format::Json {
        return output::envelope("explorations", &all, host);
    }
    if all.is_empty() {
        return output::remark("there are no explorations yet", settings, host);
    }
    let document = views::explorations(&all, &settings.presentation_in(format));
    output::document(&document, format, settings, host)
}

/// The current exploration, as `status` shows it.
fn current(format: Format, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let place = place(settings, host);
    let session = settings.session(host, Access::Read)?;
    if ops::exploration::current(&session, &place)?.is_none() {
        return Err(Failure::usage(
            "no exploration is open here, and no question is given",
            "write `folio explore \"QUESTION\"`; `folio explore --all` lists those that there are",
        ));
    }
    status::show(&session, None, &place, format, settings, host)
}

fn open(
    question: Question,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let mut session = settings.session(host, Access::Write)?;
    if let Some(known) = session.journal.exploration(question.question.as_str())? {
        let name = known.facts.name;
        return Err(Failure::usage(
            format!("`{name}` is the name of an exploration, not a question"),
            format!(
                "`folio status {name}` shows it, `folio explore --switch {name}` goes on with it"
            ),
        ));
    }
    let limit = settings.configuration.exploration_clock.value;
    let opened = ops::explore::open(&mut session, question, limit)?;
    if format == Format::Json {
        output::envelope("exploration", &opened, host)?;
        return redacting::say(&opened.replaced, settings, host);
    }
    output::document(&views::opened(&opened), format, settings, host)?;
    redacting::say(&opened.replaced, settings, host)?;
    match &opened.was_current {
        Some(name) => {
            let back = format!("folio explore --switch {name}");
            let line = Line::new().plain(format!("{name} stays open; `"));
            output::remark(
                line.plain(format!("{back}` goes back to it")),
                settings,
                host,
            )
        }
        None => Ok(()),
    }
}

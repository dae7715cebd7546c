//! `folio status`: how an exploration stands.

use std::io::Write as _;

use clap::Args;

use crate::cli::output::{self, Format, OfPages, OutputArguments};
use crate::cli::place::place;
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::ops::exploration::{Place, Standing};
use crate::ops::{self, Session};
use crate::render::terminal;
use crate::render::{Document, Line, views};
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio status
  folio status cache-layer
  folio status --short";

/// What `folio status` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct StatusArguments {
    /// The exploration; without it, the current one
    #[arg(value_name = "NAME")]
    exploration: Option<String>,
    /// One short line for a prompt; nothing where no exploration is open
    #[arg(long, conflicts_with_all = ["exploration", "format", "json"])]
    short: bool,
    #[command(flatten)]
    output: OutputArguments<OfPages>,
}

pub(super) fn run(
    arguments: &StatusArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let session = settings.session(host, Access::Read)?;
    if arguments.short {
        return short(&session, settings, host);
    }
    let place = place(settings, host);
    let given = arguments.exploration.as_deref();
    show(
        &session,
        given,
        &place,
        arguments.output.format(),
        settings,
        host,
    )
}

fn short(session: &Session<'_>, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    if !session.journal.has_open_exploration()? {
        return Ok(());
    }
    let limit = settings.configuration.exploration_clock.value;
    let place = place(settings, host);
    let Some(standing) = ops::status::of_current(session, &place, limit)? else {
        return Ok(());
    };
    let document = Document::new().paragraph(views::short(&standing));
    let style = terminal::TerminalStyle {
        width: None,
        ..settings.output_style(host)
    };
    let line = terminal::write(&document, &style);
    Ok(host.standard_output.write_all(line.as_bytes())?)
}

/// Shows how an exploration stands.
///
/// # Errors
/// When none is meant, or standard output cannot be written.
pub(super) fn show(
    session: &Session<'_>,
    given: Option<&str>,
    place: &Place,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let limit = settings.configuration.exploration_clock.value;
    let status = ops::status::status(session, given, place, limit)?;
    if format == Format::Json {
        return output::envelope("exploration", &status, host);
    }
    let document = views::status(&status, &settings.presentation_in(format));
    output::document(&document, format, settings, host)
}

/// Shows an exploration after a change, `done` before its name.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn show_standing(
    standing: &Standing,
    done: &str,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if format == Format::Json {
        return output::envelope("exploration", standing, host);
    }
    let line = Line::new().plain(done);
    let document = views::named(line, standing);
    output::document(&document, format, settings, host)
}

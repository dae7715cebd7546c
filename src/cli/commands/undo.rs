//! `folio undo`: the last command's changes are taken back.

use clap::Args;

use crate::cli::output::{self, Format, OfChanges, OutputArguments};
use crate::cli::{Failure, Settings, parsing};
use crate::host::Host;
use crate::ops;
use crate::ops::undo::Direction;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio undo
  folio undo --list
  folio undo --redo";

/// So many steps are listed unless a limit says otherwise.
const SHOWN: u64 = 20;

/// What `folio undo` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct UndoArguments {
    /// Only show the steps, latest first
    #[arg(long, conflicts_with = "redo")]
    list: bool,
    /// Take the last undo back
    #[arg(long)]
    redo: bool,
    /// List at most so many; 0 lists all
    #[arg(short, long, value_name = "N", value_parser = parsing::limit, requires = "list")]
    limit: Option<u64>,
    #[command(flatten)]
    output: OutputArguments<OfChanges>,
}

pub(super) fn run(
    arguments: &UndoArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format();
    if arguments.list {
        let session = settings.session(host, Access::Read)?;
        let limit = parsing::at_most(arguments.limit, SHOWN);
        let steps = ops::undo::steps(&session, limit.unwrap_or(u64::from(u32::MAX)))?;
        return match format {
            Format::Json => output::envelope("steps", &steps, host),
            _ => output::document(
                &views::steps(&steps, &settings.presentation()),
                format,
                settings,
                host,
            ),
        };
    }
    let direction = if arguments.redo {
        Direction::Redo
    } else {
        Direction::Undo
    };
    let mut session = settings.session(host, Access::Write)?;
    let step = ops::undo::undo(&mut session, direction)?;
    match format {
        Format::Json => output::envelope("step", &step, host),
        _ => output::document(
            &views::undone(&step, direction, &settings.presentation()),
            format,
            settings,
            host,
        ),
    }
}

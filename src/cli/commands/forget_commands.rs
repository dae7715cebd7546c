//! `folio forget-commands`: the record of failed commands is emptied.

use clap::Args;

use crate::cli::output::{self, Format};
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::render::Document;
use crate::store::Patience;
use crate::text;

const EXAMPLES: &str = "\
Examples:
  folio forget-commands
  folio config set memory.commands false";

/// What `folio forget-commands` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ForgetCommandsArguments {
    /// Print the number as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(
    arguments: &ForgetCommandsArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let forgotten = settings.memory_with(Patience::Long)?.forget_commands()? as u64;
    if arguments.json {
        return output::envelope("forgotten", &forgotten, host);
    }
    let counted = text::counted(forgotten, "failed command", "failed commands");
    let document = Document::new().paragraph(format!("forgot {counted}"));
    output::document(&document, Format::Table, settings, host)
}

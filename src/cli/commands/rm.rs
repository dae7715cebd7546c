//! `folio rm`: entries are removed; `undo` brings them back.

use clap::Args;

use crate::cli::output::{self, Format};
use crate::cli::{Failure, Kind, Settings};
use crate::host::{Host, YesOrNo};
use crate::ops::{self, Shown};
use crate::render::{Document, views};
use crate::store::Access;
use crate::text;

const EXAMPLES: &str = "\
Examples:
  folio rm k7fq
  folio rm k7fq m2ab --yes";

/// What `folio rm` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct RmArguments {
    /// The entries: the beginning of an id, or `last`
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
    /// Print the removed entries as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(
    arguments: &RmArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let mut session = settings.session(host, Access::Write)?;
    let entries = ops::show::show(&session, &arguments.ids)?;
    if !arguments.yes {
        confirm(&entries, settings, host)?;
    }
    ops::remove::remove(&mut session, &entries)?;
    if arguments.json {
        return output::envelope("entries", &entries, host);
    }
    output::document(&views::removed(&entries), Format::Table, settings, host)
}

fn confirm(entries: &[Shown], settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    if !settings.may_ask(host) {
        return Err(Failure::usage(
            "removing asks first, and there is nobody to ask",
            "add `--yes`",
        ));
    }
    let document = entries.iter().fold(Document::new(), |document, shown| {
        document.paragraph(views::sentence(shown))
    });
    output::remarks(&document, settings, host)?;
    let label = match entries.len() {
        1 => "Remove this entry?".to_owned(),
        many => format!("Remove these {} entries?", text::grouped(many as u64)),
    };
    match host.prompts.confirm(&label, YesOrNo::No)? {
        YesOrNo::Yes => Ok(()),
        YesOrNo::No => Err(Failure::new(Kind::Failed, "nothing was removed")
            .hint("answer `y` to remove, or add `--yes`")),
    }
}

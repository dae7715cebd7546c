//! `folio show`: whole entries.

use std::io::Write as _;

use clap::Args;

use crate::cli::output::{self, Format, OfLists, OutputArguments};
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::model::document;
use crate::ops;
use crate::render::{Document, views};
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio show last
  folio show k7fq
  folio show k7fq m2ab --json";

/// What `folio show` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ShowArguments {
    /// The entries: the beginning of an id, or `last`
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    output: OutputArguments<OfLists>,
}

pub(super) fn run(
    arguments: &ShowArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format();
    let session = settings.session(host, Access::Read)?;
    let shown = ops::show::show(&session, &arguments.ids)?;
    match format {
        Format::Json => output::envelope("entries", &shown, host),
        Format::Jsonl => output::lines(&shown, host),
        Format::Markdown => {
            let documents: Vec<String> = shown
                .iter()
                .map(|shown| document::print(&shown.entry))
                .collect();
            Ok(host
                .standard_output
                .write_all(documents.join("\n").as_bytes())?)
        }
        _ => {
            let mut document = Document::new();
            for (index, shown) in shown.iter().enumerate() {
                if index > 0 {
                    document = document.space().rule();
                }
                document
                    .blocks
                    .extend(views::show(shown, &settings.presentation()).blocks);
            }
            output::document(&document, format, settings, host)
        }
    }
}

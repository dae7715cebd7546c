//! `folio man`: the manual pages.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use clap_mangen::Man;

use crate::cli::command;
use crate::cli::{Failure, Kind};
use crate::host::{Host, files};

const EXAMPLES: &str = "\
Examples:
  folio man | man -l -
  folio man log | man -l -
  folio man --to ~/.local/share/man/man1";

/// What `folio man` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ManArguments {
    /// The command that the page is about; without one, folio itself
    #[arg(value_name = "COMMAND", conflicts_with = "folder")]
    command: Option<String>,
    /// Write all pages into this folder
    #[arg(long = "to", value_name = "FOLDER", value_hint = clap::ValueHint::DirPath)]
    folder: Option<PathBuf>,
}

pub(super) fn run(arguments: &ManArguments, host: &mut Host) -> Result<(), Failure> {
    let mut whole = command().disable_help_subcommand(true);
    whole.build();
    if let Some(folder) = &arguments.folder {
        return write_all(&whole, &host.directory.join(folder));
    }
    let page = match &arguments.command {
        None => page(whole, "folio"),
        Some(name) => match find(&whole, "folio", name) {
            Some((name, subcommand)) => page(subcommand.clone(), &name),
            None => {
                return Err(Failure::new(
                    Kind::NotFound,
                    format!("there is no command `{}`", name.escape_debug()),
                )
                .hint("`folio --help` lists the commands"));
            }
        },
    };
    Ok(host.standard_output.write_all(&page?)?)
}

/// The command below `parent` that `wanted` names, as its page does: `config-get` is `get` of `config`. With it comes
/// the name of its page.
fn find<'a>(
    parent: &'a clap::Command,
    page: &str,
    wanted: &str,
) -> Option<(String, &'a clap::Command)> {
    parent.get_subcommands().find_map(|command| {
        let page = format!("{page}-{}", command.get_name());
        command
            .get_name_and_visible_aliases()
            .iter()
            .find_map(|name| match wanted.strip_prefix(name)? {
                "" => Some((page.clone(), command)),
                inner => find(command, &page, inner.strip_prefix('-')?),
            })
    })
}

/// One page in the order of man-pages(7), with the command's examples at the end.
fn page(command: clap::Command, name: &str) -> Result<Vec<u8>, Failure> {
    let examples = command.get_before_help().map(ToString::to_string);
    let has_subcommands = command.has_subcommands();
    let man = Man::new(command.name(name.to_owned()))
        .manual("folio")
        .source(concat!("folio ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if has_subcommands {
        man.render_subcommands_section(&mut text)?;
    }
    if let Some(examples) = examples {
        text.write_all(examples_section(&examples).as_bytes())?;
    }
    Ok(text)
}

/// The examples of the help as literal text. A backslash, and a dot or quote at the beginning of a line, mean something
/// else to roff.
fn examples_section(examples: &str) -> String {
    let lines = examples.lines().filter(|line| *line != "Examples:");
    let escaped = lines.map(|line| format!("\\&{}\n", line.replace('\\', "\\e")));
    format!(".SH EXAMPLES\n.nf\n{}.fi\n", escaped.collect::<String>())
}

fn write_all(whole: &clap::Command, folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::new(
            Kind::Failed,
            format!("{} cannot be made: {error}", folder.display()),
        )
        .hint("name a folder that is there, or that you may make")
    })?;
    let mut pages = vec![("folio".to_owned(), whole.clone())];
    for subcommand in whole.get_subcommands() {
        pages.push((
            format!("folio-{}", subcommand.get_name()),
            subcommand.clone(),
        ));
        for inner in subcommand.get_subcommands() {
            pages.push((
                format!("folio-{}-{}", subcommand.get_name(), inner.get_name()),
                inner.clone(),
            ));
        }
    }
    for (name, command) in pages {
        let text = page(command, &name)?;
        files::write_output_atomically(&folder.join(format!("{name}.1")), |file| {
            file.write_all(&text)
        })?;
    }
    Ok(())
}

//! Completion: what a shell offers when Tab is pressed. The journal is asked for tags, ids, principles and names.
//!
//! The scripts call `COMPLETE=<shell> folio -- <words>`, a convention of `clap_complete`
//! (<https://docs.rs/clap_complete/latest/clap_complete/env/>). What goes wrong here is never shown: a shell that
//! completes nothing is better than one that prints an error into the line being typed.

mod candidates;
mod known;
mod quoting;

use std::ffi::{OsStr, OsString};
use std::io::Write;

use clap::{Command, ValueHint};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use self::candidates::{Source, candidates};
use self::known::Known;
use self::quoting::Quoting;
use super::{Failure, Kind, command_line};
use crate::host::Host;
use crate::model::{Assist, Audience, Outcome, Stage, Verdict};

/// The environment variable with which a shell asks for completions.
pub const VARIABLE: &str = "COMPLETE";

/// Writes the script for a shell.
///
/// # Errors
/// When the output cannot be written.
pub fn write_registration(shell: &str, output: &mut dyn Write) -> Result<(), Failure> {
    let shells = Shells::builtins();
    let completer = shells.completer(shell).ok_or_else(|| {
        Failure::new(
            Kind::NotFound,
            format!("there are no completions for `{shell}`"),
        )
    })?;
    completer.write_registration(VARIABLE, "folio", "folio", "folio", output)?;
    Ok(())
}

/// Answers a shell, if it is one that asks.
pub fn answer(host: &mut Host) -> Option<()> {
    let shell = host.environment.text(VARIABLE)?;
    let shells = Shells::builtins();
    let completer = shells.completer(&shell)?;
    let words: Vec<OsString> = host
        .arguments
        .iter()
        .skip_while(|word| *word != "--")
        .skip(1)
        .cloned()
        .collect();
    let quoting = Quoting::of(&shell);
    let mut command = with_completers(command_line::command(), &Known::gather(host), quoting);
    let mut offered = Vec::new();
    let written =
        completer.write_complete(&mut command, words, Some(&host.directory), &mut offered);
    if written.is_ok() {
        // Whoever asked may have gone; nobody else wants to know.
        drop(host.standard_output.write_all(&offered));
    }
    Some(())
}

/// Which arguments of which commands are completed from the journal, by the names that clap knows them by.
const SOURCES: &[(&str, Source)] = &[
    ("id", Source::Entries),
    ("ids", Source::Entries),
    ("tags", Source::Tags),
    ("not_tags", Source::Tags),
    ("add_tags", Source::Tags),
    ("remove_tags", Source::Tags),
    ("rename", Source::Tags),
    ("merge", Source::Tags),
    ("into", Source::Tags),
    ("principle", Source::Principles),
    ("project", Source::Projects),
    ("author", Source::Authors),
    ("exploration", Source::Explorations),
    ("on", Source::Explorations),
    ("switch", Source::Explorations),
    ("reopen", Source::Explorations),
    ("outcome", Source::Words(Outcome::WORDS)),
    ("stage", Source::Words(Stage::WORDS)),
    ("assist", Source::Words(Assist::WORDS)),
    ("verdict", Source::Words(Verdict::WORDS)),
    ("by", Source::Authors),
    ("key", Source::Keys),
    ("value", Source::Values),
    ("command", Source::Commands),
    ("journal_name", Source::Journals),
    ("audience", Source::Words(Audience::WORDS)),
    ("report", Source::Reports),
    ("shown_report", Source::Reports),
];

fn with_completers(command: Command, known: &Known, quoting: Quoting) -> Command {
    let merges_principles = command.get_name() == "principles";
    let names_command = command.get_name() == "man";
    let command = command.mut_args(|argument| {
        let id = argument.get_id().as_str();
        let source = SOURCES.iter().find(|(name, _)| *name == id);
        let source = match source {
            Some((_, Source::Tags)) if merges_principles && matches!(id, "merge" | "into") => {
                Source::Principles
            }
            Some((_, Source::Commands)) if !names_command => return argument,
            Some((_, source)) => *source,
            None => return argument,
        };
        // The hint keeps file names out of the offer.
        argument
            .value_hint(ValueHint::Other)
            .add(completer(known, source, quoting))
    });
    command.mut_subcommands(|subcommand| with_completers(subcommand, known, quoting))
}

fn completer(known: &Known, source: Source, quoting: Quoting) -> ArgValueCompleter {
    let known = known.clone();
    ArgValueCompleter::new(move |word: &OsStr| {
        let word = quoting.meant(word.to_str().unwrap_or_default());
        let offered = candidates(&known, source, &word).unwrap_or_default();
        let quoted = offered.into_iter().map(|candidate| {
            let value = quoting.written(&candidate.get_value().to_string_lossy());
            CompletionCandidate::new(value).help(candidate.get_help().cloned())
        });
        quoted.collect()
    })
}

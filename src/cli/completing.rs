//! Completion: what a shell offers when Tab is pressed. The journal is asked for tags, ids, principles and names.
//!
//! The scripts call `COMPLETE=<shell> folio -- <words>`, a convention of `clap_complete`
//! (<https://docs.rs/clap_complete/latest/clap_complete/env/>). What goes wrong here is never shown: a shell that
//! completes nothing is better than one that prints an error into the line being typed.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Command;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use super::{Failure, Kind, Settings, arguments};
use crate::host::Host;
use crate::model::{Order, Selection};
use crate::store::{Access, Journal};
use crate::text::{truncate, visible_line};

/// The environment variable with which a shell asks for completions.
pub const VARIABLE: &str = "COMPLETE";

/// At most so many ids and principles are offered.
const OFFERED: u64 = 50;

/// The longest description of a candidate, in columns.
const DESCRIBED: usize = 60;

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
    let mut command = with_completers(arguments::command(), journal_path(host));
    let mut offered = Vec::new();
    let written =
        completer.write_complete(&mut command, words, Some(&host.directory), &mut offered);
    if written.is_ok() {
        // Whoever asked may have gone; nobody else wants to know.
        drop(host.standard_output.write_all(&offered));
    }
    Some(())
}

/// The journal that the words so far mean, as far as they can be told.
fn journal_path(host: &Host) -> Option<PathBuf> {
    let words: Vec<&OsStr> = host.arguments.iter().map(OsString::as_os_str).collect();
    let after = |flags: [&str; 2]| {
        let pair = words
            .windows(2)
            .rev()
            .find(|pair| matches!(pair, [flag, _] if flags.iter().any(|known| flag == known)));
        pair.and_then(|pair| pair.last().copied())
    };
    let global = arguments::GlobalArguments {
        journal: after(["--journal", "--journal"]).map(PathBuf::from),
        journal_name: after(["-j", "--journal-name"])
            .and_then(|name| name.to_str())
            .map(str::to_owned),
        ..arguments::GlobalArguments::default()
    };
    let (settings, _) = Settings::gather(host, global).ok()?;
    settings.journal_path(host).ok()
}

/// What an argument is completed with.
#[derive(Clone, Copy)]
enum Source {
    Entries,
    Tags,
    Principles,
    Projects,
    Authors,
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
];

fn with_completers(command: Command, journal: Option<PathBuf>) -> Command {
    let Some(journal) = journal else {
        return command;
    };
    command.mut_subcommands(|subcommand| with_completers_of(subcommand, &journal))
}

fn with_completers_of(command: Command, journal: &Path) -> Command {
    let merges_principles = command.get_name() == "principles";
    let command = command.mut_args(|argument| {
        let source = SOURCES
            .iter()
            .find(|(name, _)| argument.get_id() == name)
            .map(|(_, source)| *source);
        match source {
            Some(Source::Tags)
                if merges_principles
                    && argument.get_id() != "tags"
                    && argument.get_id() != "not_tags" =>
            {
                argument.add(completer(journal, Source::Principles))
            }
            Some(source) => argument.add(completer(journal, source)),
            None => argument,
        }
    });
    command.mut_subcommands(|subcommand| with_completers_of(subcommand, journal))
}

fn completer(journal: &Path, source: Source) -> ArgValueCompleter {
    let journal = journal.to_owned();
    ArgValueCompleter::new(move |word: &OsStr| {
        candidates(&journal, source, word).unwrap_or_default()
    })
}

fn candidates(path: &Path, source: Source, word: &OsStr) -> Option<Vec<CompletionCandidate>> {
    let word = word.to_str()?;
    let journal = Journal::open(path, Access::Read).ok()?;
    match source {
        Source::Entries => entries(&journal, word),
        Source::Tags => tags(&journal, word),
        Source::Principles => principles(&journal, word),
        Source::Projects => Some(names(journal.projects().ok()?, word)),
        Source::Authors => Some(names(journal.authors().ok()?, word)),
    }
}

fn entries(journal: &Journal, word: &str) -> Option<Vec<CompletionCandidate>> {
    let entries = if word.is_empty() {
        journal
            .entries(&Selection {
                order: Order::Newest,
                limit: Some(OFFERED),
                ..Selection::default()
            })
            .ok()?
    } else {
        let ids = journal.with_handle(&word.to_ascii_lowercase()).ok()?;
        ids.into_iter()
            .filter_map(|id| journal.entry(id).ok())
            .collect()
    };
    let shorts = journal.shorts();
    let offered = entries.into_iter().filter_map(|entry| {
        let short = shorts.of(entry.id).ok()?;
        Some(described(&short, entry.tried.as_str()))
    });
    Some(offered.collect())
}

/// Tags; in a list of alternatives (`a,b`) the last of them.
fn tags(journal: &Journal, word: &str) -> Option<Vec<CompletionCandidate>> {
    let (before, last) = word
        .rsplit_once(',')
        .map_or(("", word), |(before, last)| (before, last));
    let totals = journal.tag_totals().ok()?;
    let offered = totals
        .into_iter()
        .filter(|total| total.tag.starts_with(last))
        .map(|total| {
            let value = if before.is_empty() {
                total.tag
            } else {
                format!("{before},{}", total.tag)
            };
            described(
                &value,
                &crate::text::counted(total.own_entries, "entry", "entries"),
            )
        });
    Some(offered.collect())
}

fn principles(journal: &Journal, word: &str) -> Option<Vec<CompletionCandidate>> {
    let mut totals = journal.principle_totals().ok()?;
    totals.sort_by_key(|(_, total)| std::cmp::Reverse(total.entries));
    let word = word.to_lowercase();
    let offered = totals
        .into_iter()
        .filter(|(key, _)| key.as_str().starts_with(&word))
        .take(usize::try_from(OFFERED).unwrap_or(usize::MAX))
        .filter_map(|(key, total)| {
            let (written, _) = journal.principle_last_seen(&key).ok()??;
            Some(described(
                &written,
                &crate::text::counted(total.entries, "entry", "entries"),
            ))
        });
    Some(offered.collect())
}

fn names(names: Vec<String>, word: &str) -> Vec<CompletionCandidate> {
    let offered = names.into_iter().filter(|name| name.starts_with(word));
    let offered = offered.map(|name| CompletionCandidate::new(visible_line(&name).into_owned()));
    offered.collect()
}

/// A candidate with a word on what it is. Both come from the journal and are made harmless.
fn described(value: &str, help: &str) -> CompletionCandidate {
    let help = truncate(&visible_line(help), DESCRIBED).into_owned();
    CompletionCandidate::new(visible_line(value).into_owned()).help(Some(help.into()))
}

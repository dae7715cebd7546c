//! Completion: what a shell offers when Tab is pressed. The journal is asked for tags, ids, principles and names.
//!
//! The scripts call `COMPLETE=<shell> folio -- <words>`, a convention of `clap_complete`
//! (<https://docs.rs/clap_complete/latest/clap_complete/env/>). What goes wrong here is never shown: a shell that
//! completes nothing is better than one that prints an error into the line being typed.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::PathBuf;

use clap::{Command, ValueHint};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use super::{Failure, Kind, Settings, arguments, command_line};
use crate::config::{BUILT_IN, definitions};
use crate::host::Host;
use crate::model::{Assist, Audience, Order, Outcome, Selection, Stage, Verdict};
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
    let quoting = Quoting::of(&shell);
    let mut command = with_completers(command_line::command(), known(host), quoting);
    let mut offered = Vec::new();
    let written =
        completer.write_complete(&mut command, words, Some(&host.directory), &mut offered);
    if written.is_ok() {
        // Whoever asked may have gone; nobody else wants to know.
        drop(host.standard_output.write_all(&offered));
    }
    Some(())
}

/// Where names are looked up.
#[derive(Clone)]
struct Known {
    journal: PathBuf,
    /// The reports that can be asked for.
    reports: Vec<String>,
}

/// The journal that the words so far mean, as far as they can be told, and the names in the configuration.
fn known(host: &Host) -> Option<Known> {
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
    let own = settings.configuration.reports.keys().cloned();
    let built_in = BUILT_IN.iter().map(|name| (*name).to_owned());
    Some(Known {
        reports: own
            .clone()
            .chain(built_in.filter(|name| !own.clone().any(|own| own == *name)))
            .collect(),
        journal: settings.journal_path(host).ok()?,
    })
}

/// How a shell wants what it offers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// As it is: the shell quotes it.
    Shell,
    /// With a backslash before what would end the word: Bash puts it into the line as it stands.
    Backslash,
}

impl Quoting {
    fn of(shell: &str) -> Self {
        if shell == "bash" {
            Self::Backslash
        } else {
            Self::Shell
        }
    }

    /// The word that the person means by what they typed.
    fn meant(self, typed: &str) -> String {
        match self {
            Self::Shell => typed.to_owned(),
            Self::Backslash => {
                let mut characters = typed.chars();
                std::iter::from_fn(|| match characters.next()? {
                    '\\' => characters.next(),
                    other => Some(other),
                })
                .collect()
            }
        }
    }

    /// What is put into the line for a word.
    fn written(self, word: &str) -> String {
        let needs_quoting = |character: char| " \t'\"\\$`!&;()<>|*?[]{}~#".contains(character);
        match self {
            Self::Shell => word.to_owned(),
            Self::Backslash => {
                let mut written = String::new();
                for character in word.chars() {
                    if needs_quoting(character) {
                        written.push('\\');
                    }
                    written.push(character);
                }
                written
            }
        }
    }
}

/// What an argument is completed with.
#[derive(Clone, Copy)]
enum Source {
    Words(&'static [&'static str]),
    Keys,
    Reports,
    Entries,
    Tags,
    Principles,
    Projects,
    Authors,
    Explorations,
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
    ("audience", Source::Words(Audience::WORDS)),
    ("verdict", Source::Words(Verdict::WORDS)),
    ("by", Source::Authors),
    ("key", Source::Keys),
    ("report", Source::Reports),
    ("shown_report", Source::Reports),
];

fn with_completers(command: Command, known: Option<Known>, quoting: Quoting) -> Command {
    let Some(known) = known else {
        return command;
    };
    command.mut_subcommands(|subcommand| with_completers_of(subcommand, &known, quoting))
}

fn with_completers_of(command: Command, known: &Known, quoting: Quoting) -> Command {
    let merges_principles = command.get_name() == "principles";
    let command = command.mut_args(|argument| {
        let id = argument.get_id().as_str();
        let source = SOURCES.iter().find(|(name, _)| *name == id);
        let source = match source {
            Some((_, Source::Tags)) if merges_principles && matches!(id, "merge" | "into") => {
                Source::Principles
            }
            Some((_, source)) => *source,
            None => return argument,
        };
        // The hint keeps file names out of the offer.
        argument
            .value_hint(ValueHint::Other)
            .add(completer(known, source, quoting))
    });
    command.mut_subcommands(|subcommand| with_completers_of(subcommand, known, quoting))
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

fn candidates(known: &Known, source: Source, word: &str) -> Option<Vec<CompletionCandidate>> {
    match source {
        Source::Words(words) => return Some(names(words, word)),
        Source::Keys => {
            let keys: Vec<&str> = definitions().map(|definition| definition.key).collect();
            return Some(names(&keys, word));
        }
        Source::Reports => return Some(names(&known.reports, word)),
        _ => {}
    }
    let journal = Journal::open(&known.journal, Access::Glance).ok()?;
    match source {
        Source::Entries => entries(&journal, word),
        Source::Tags => tags(&journal, word),
        Source::Principles => principles(&journal, word),
        Source::Projects => Some(names(&journal.projects().ok()?, word)),
        Source::Authors => Some(names(&journal.authors().ok()?, word)),
        Source::Explorations => explorations(&journal, word),
        Source::Words(_) | Source::Keys | Source::Reports => None,
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

fn explorations(journal: &Journal, word: &str) -> Option<Vec<CompletionCandidate>> {
    let explorations = journal.explorations(None).ok()?;
    let facts = explorations.iter().map(|exploration| &exploration.facts);
    let offered = facts
        .filter(|facts| facts.name.as_str().starts_with(word))
        .map(|facts| described(facts.name.as_str(), facts.question.as_str()));
    Some(offered.collect())
}

fn names<N: AsRef<str>>(names: &[N], word: &str) -> Vec<CompletionCandidate> {
    let offered = names
        .iter()
        .map(AsRef::as_ref)
        .filter(|name| name.starts_with(word));
    offered
        .map(|name| CompletionCandidate::new(visible_line(name).into_owned()))
        .collect()
}

/// A candidate with a word on what it is. Both come from the journal and are made harmless.
fn described(value: &str, help: &str) -> CompletionCandidate {
    let help = truncate(&visible_line(help), DESCRIBED).into_owned();
    CompletionCandidate::new(visible_line(value).into_owned()).help(Some(help.into()))
}

//! What can stand in the place of a word. Which argument is completed with what does not live here.

use clap_complete::engine::CompletionCandidate;

use super::known::Known;
use crate::cli::command_line;
use crate::config::{BUILT_IN, definitions};
use crate::model::{Order, Selection};
use crate::store::{Access, Journal};
use crate::text::{counted, truncate, visible_line};

/// At most so many ids and principles are offered.
const OFFERED: u64 = 50;

/// The longest description of a candidate, in columns.
const DESCRIBED: usize = 60;

/// What an argument is completed with.
#[derive(Clone, Copy)]
pub(super) enum Source {
    Words(&'static [&'static str]),
    Keys,
    Values,
    Commands,
    Journals,
    Reports,
    Entries,
    Tags,
    Principles,
    Projects,
    Authors,
    Explorations,
}

/// What begins with `word`, from `source`. Nothing where the journal cannot be read.
pub(super) fn candidates(
    known: &Known,
    source: Source,
    word: &str,
) -> Option<Vec<CompletionCandidate>> {
    match source {
        Source::Words(words) => return Some(names(words, word)),
        Source::Keys => return Some(names(&keys(known), word)),
        Source::Values => return Some(names(&known.values, word)),
        Source::Journals => return Some(names(&known.journal_names, word)),
        Source::Reports => return Some(names(&reports(known), word)),
        Source::Commands => return Some(commands(word)),
        _ => {}
    }
    let journal = Journal::open(known.journal.as_deref()?, Access::Glance).ok()?;
    match source {
        Source::Entries => entries(&journal, word),
        Source::Tags => tags(&journal, word),
        Source::Principles => principles(&journal, word),
        Source::Projects => Some(names(&journal.projects().ok()?, word)),
        Source::Authors => Some(names(&journal.authors().ok()?, word)),
        Source::Explorations => explorations(&journal, word),
        Source::Words(_)
        | Source::Keys
        | Source::Values
        | Source::Commands
        | Source::Journals
        | Source::Reports => None,
    }
}

/// The keys of the configuration. Where a key stands for one of many tables, there is one for each that is configured.
fn keys(known: &Known) -> Vec<String> {
    let keys = definitions().flat_map(|definition| match definition.key.split_once("<name>") {
        None => vec![definition.key.to_owned()],
        Some((table, rest)) => {
            let names = if table == "reports." {
                &known.report_names
            } else {
                &known.journal_names
            };
            let each = names.iter().map(|name| format!("{table}{name}{rest}"));
            each.collect()
        }
    });
    keys.collect()
}

/// The names of the reports, own ones first. One of them may have the name of one that folio has.
fn reports(known: &Known) -> Vec<&str> {
    let own = known.report_names.iter().map(String::as_str);
    let is_own = |name: &&str| known.report_names.iter().any(|own| own == name);
    own.chain(BUILT_IN.iter().copied().filter(|name| !is_own(name)))
        .collect()
}

/// The commands that have a manual page.
fn commands(word: &str) -> Vec<CompletionCandidate> {
    let command = command_line::command();
    let shown = command
        .get_subcommands()
        .filter(|subcommand| !subcommand.is_hide_set());
    let offered = shown.filter(|subcommand| subcommand.get_name().starts_with(word));
    offered
        .map(|subcommand| {
            let about = subcommand.get_about().map(ToString::to_string);
            described(subcommand.get_name(), &about.unwrap_or_default())
        })
        .collect()
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
            described(&value, &counted(total.own_entries, "entry", "entries"))
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
                &counted(total.entries, "entry", "entries"),
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

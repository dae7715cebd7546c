//! `folio edit`: an entry in the editor, or single fields by flags.

use clap::Args;

use crate::cli::drafting::{self, Purpose};
use crate::cli::output::{self, Format};
use crate::cli::parsing::{self, Optional, Refused, optional, optional_text};
use crate::cli::{Failure, Settings, redacting};
use crate::host::Host;
use crate::model::time::Spent;
use crate::model::{Assist, Entry, EntryDraft, Evidence, Outcome, Tag, Text, document};
use crate::ops;
use crate::ops::edit::{Edit, Edited};
use crate::ops::exploration::named;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio edit last
  folio edit k7fq --because \"the cache was per process\"
  folio edit k7fq --add-tag caching --remove-tag cacheing
  folio edit k7fq --spent 1h30m --outcome partial";

/// What `folio edit` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct EditArguments {
    /// The entry: the beginning of an id, or `last`
    #[arg(value_name = "ID")]
    id: String,
    /// What was tried
    #[arg(long, value_name = "TEXT", value_parser = parsing::text)]
    tried: Option<Text>,
    /// Why it failed, or why it worked
    #[arg(short, long, value_name = "TEXT", value_parser = parsing::text)]
    because: Option<Text>,
    /// The general rule; an empty text takes it away
    #[arg(short, long, value_name = "TEXT", value_parser = optional_text)]
    principle: Option<Optional<Text>>,
    /// What to do next time; an empty text takes it away
    #[arg(short, long, value_name = "TEXT", value_parser = optional_text)]
    next: Option<Optional<Text>>,
    /// Add a signal; may be repeated
    #[arg(short = 's', long = "add-signal", value_name = "PHRASE", value_parser = parsing::signal)]
    add_signals: Vec<Text>,
    /// Take a signal away; may be repeated
    #[arg(long = "remove-signal", value_name = "PHRASE", value_parser = parsing::text)]
    remove_signals: Vec<Text>,
    /// Add a tag; may be repeated
    #[arg(short = 't', long = "add-tag", value_name = "TAG", value_parser = parsing::tag)]
    add_tags: Vec<Tag>,
    /// Take a tag away; may be repeated
    #[arg(long = "remove-tag", value_name = "TAG", value_parser = parsing::tag)]
    remove_tags: Vec<Tag>,
    /// What it rules out; an empty text takes it away
    #[arg(long, value_name = "TEXT", value_parser = optional_text)]
    rules_out: Option<Optional<Text>>,
    /// Put it on this exploration; an empty text takes it off
    #[arg(long, value_name = "NAME", value_parser = optional_text)]
    exploration: Option<Optional<Text>>,
    /// How it ended: failed, partial or worked
    #[arg(short, long, value_name = "OUTCOME", value_parser = parsing::word::<Outcome>)]
    outcome: Option<Outcome>,
    /// What it cost: 40m, 1h30m; an empty text takes it away
    #[arg(long, value_name = "DURATION", value_parser = optional_spent)]
    spent: Option<Optional<Spent>>,
    /// How much an assistant helped; an empty text takes it away
    #[arg(long, value_name = "LEVEL", value_parser = optional_assist)]
    assist: Option<Optional<Assist>>,
    /// When it happened
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// Where it happened; an empty text takes it away
    #[arg(long, value_name = "NAME", value_parser = optional_text)]
    project: Option<Optional<Text>>,
    /// Print the entry as JSON
    #[arg(long)]
    json: bool,
}

fn optional_spent(given: &str) -> Result<Optional<Spent>, Refused> {
    optional(given, parsing::spent)
}

fn optional_assist(given: &str) -> Result<Optional<Assist>, Refused> {
    optional(given, parsing::word)
}

pub(super) fn run(
    arguments: EditArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let json = arguments.json;
    let mut session = settings.session(host, Access::Write)?;
    let id = session.journal.resolve(&arguments.id)?;
    let entry = session.journal.entry(id)?;
    let edit = arguments.edit(settings)?;
    if let Some(Some(name)) = &edit.exploration {
        named(&session, name.as_str())?;
    }
    let edited = if edit.is_empty() {
        let Some(written) =
            drafting::write(&document::editable(&entry), Purpose::Change, settings, host)?
        else {
            return output::remark("nothing changed", settings, host);
        };
        let after = rewritten(&entry, written.draft.clone());
        match ops::edit::edit(&mut session, "edit", &entry, &after) {
            Ok(edited) => {
                written.discard();
                if is_reordered(&entry.tags, &after.tags)
                    || is_reordered(&entry.signals, &after.signals)
                    || is_reordered(&entry.elsewhere, &after.elsewhere)
                {
                    let stays = "another order is not kept: tags, signals and places stand in the order in which they were added";
                    output::remark(stays, settings, host)?;
                }
                edited
            }
            Err(error) => return Err(written.kept(error.into())),
        }
    } else {
        ops::edit::edit(&mut session, "edit", &entry, &edit.apply_to(&entry))?
    };
    show(&edited, json, settings, host)
}

/// Shows an entry after a change: what changed, or the entry as JSON, and hints at its new tags.
pub(super) fn show(
    edited: &Edited,
    json: bool,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if json {
        output::envelope("entry", &edited.entry, host)?;
    } else {
        output::document(&views::edited(edited), Format::Table, settings, host)?;
    }
    redacting::say(&edited.replaced, settings, host)?;
    output::remarks(
        &views::near_misses(&edited.near_misses, &edited.entry),
        settings,
        host,
    )
}

impl EditArguments {
    fn edit(self, settings: &Settings) -> Result<Edit, Failure> {
        let happened_at = self
            .at
            .map(|at| parsing::happened_at(&at, &settings.calendar()))
            .transpose()?;
        Ok(Edit {
            tried: self.tried,
            because: self.because,
            principle: self.principle.map(|optional| optional.0),
            next: self.next.map(|optional| optional.0),
            rules_out: self.rules_out.map(|optional| optional.0),
            exploration: self.exploration.map(|optional| optional.0),
            outcome: self.outcome,
            project: self.project.map(|optional| optional.0),
            assist: self.assist.map(|optional| optional.0),
            spent: self.spent.map(|optional| optional.0),
            happened_at,
            add_tags: self.add_tags,
            remove_tags: self.remove_tags,
            add_signals: self.add_signals,
            remove_signals: self.remove_signals,
        })
    }
}

/// Whether what stands in both lists has another order in the second.
fn is_reordered<M: PartialEq>(before: &[M], after: &[M]) -> bool {
    let kept = before.iter().filter(|member| after.contains(member));
    kept.ne(after.iter().filter(|member| before.contains(member)))
}

/// The entry as the document has it. What the document does not show stays.
fn rewritten(entry: &Entry, draft: EntryDraft) -> Entry {
    let output = entry
        .evidence
        .as_ref()
        .and_then(|evidence| evidence.output.clone());
    let evidence = draft
        .evidence
        .or_else(|| output.is_some().then(Evidence::default));
    Entry {
        tried: draft.tried.unwrap_or_else(|| entry.tried.clone()),
        because: draft.because.unwrap_or_else(|| entry.because.clone()),
        principle: draft.principle,
        signals: draft.signals,
        next: draft.next,
        rules_out: draft.rules_out,
        outcome: draft.outcome.unwrap_or(entry.outcome),
        tags: draft.tags,
        project: draft.project,
        exploration: draft.exploration,
        assist: draft.assist,
        spent: draft.spent,
        author: draft.author.unwrap_or_else(|| entry.author.clone()),
        happened_at: draft.happened_at.unwrap_or(entry.happened_at),
        elsewhere: draft.elsewhere,
        evidence: evidence.map(|evidence| Evidence { output, ..evidence }),
        ..entry.clone()
    }
}

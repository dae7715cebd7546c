//! `folio log`: note an attempt and why it failed.

mod surroundings;

use std::path::{Path, PathBuf};

use clap::Args;

use self::surroundings::{add_last_failed, add_surroundings, join, running, take_over};
use crate::cli::asking::{self, Known};
use crate::cli::drafting::{self, Purpose, Written};
use crate::cli::output::{self, Format};
use crate::cli::{Failure, Kind, Settings, parsing, reading, redacting};
use crate::host::{Host, Prompts};
use crate::model::time::Spent;
use crate::model::{Assist, EntryDraft, Evidence, Outcome, Tag, Text, document};
use crate::ops::exploration::Destination;
use crate::ops::{self, Session, import, principles, tags};
use crate::render::views;
use crate::store::Access;

/// A JSON object.
type Object = serde_json::Map<String, serde_json::Value>;

const EXAMPLES: &str = "\
Examples:
  folio log \"keep sessions in process memory\" --because \"two replicas disagreed\" --tag sessions
  folio log \"retry on timeout\" -b \"the queue filled up\" -p \"retries need a budget\" --spent 40m
  folio log --last \"bump the linker\" -b \"undefined symbols\"
  make 2>&1 | folio log \"bump the linker\" -b \"undefined symbols\" --evidence -
  folio log --interactive
  folio log --edit";

/// What `folio log` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub struct LogArguments {
    /// What you tried
    #[arg(value_name = "TRIED")]
    tried: Vec<String>,
    /// Why it failed, or why it worked
    #[arg(short, long, value_name = "TEXT", value_parser = parsing::text)]
    because: Option<Text>,
    /// The general rule
    #[arg(short, long, value_name = "TEXT", value_parser = parsing::text)]
    principle: Option<Text>,
    /// A phrase that gives it away; may be repeated
    #[arg(short, long = "signal", value_name = "PHRASE", value_parser = parsing::signal)]
    signals: Vec<Text>,
    /// What to do when you see it
    #[arg(short, long, value_name = "TEXT", value_parser = parsing::text)]
    next: Option<Text>,
    /// A name to find it by; may be repeated
    #[arg(short, long = "tag", value_name = "TAG", value_parser = parsing::tag)]
    tags: Vec<Tag>,
    /// Keep it from everybody else: the same as `--tag private`
    #[arg(long)]
    private: bool,
    /// How it ended: failed (unless said otherwise), partial or worked
    #[arg(short, long, value_name = "OUTCOME", value_parser = parsing::word::<Outcome>)]
    outcome: Option<Outcome>,
    /// What it cost: 40m, 1h30m
    #[arg(long, value_name = "DURATION", value_parser = parsing::spent)]
    spent: Option<Spent>,
    /// How much an assistant helped: none, ask, pair or delegate
    #[arg(long, value_name = "LEVEL", value_parser = parsing::word::<Assist>)]
    assist: Option<Assist>,
    /// When it happened, if not now: "yesterday 14:00", 2026-10-03
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// Where it happened, if not in this git repository
    #[arg(long, value_name = "NAME", value_parser = parsing::text)]
    project: Option<Text>,
    /// The exploration it belongs to, if not the current one; `none` keeps it apart
    #[arg(long, value_name = "NAME")]
    on: Option<String>,
    /// What it rules out, for those who look for an answer
    #[arg(long, value_name = "TEXT", value_parser = parsing::text)]
    rules_out: Option<Text>,
    /// Attach what was seen, from a file or standard input; its end is kept
    #[arg(long, value_name = "FILE|-", value_hint = clap::ValueHint::FilePath)]
    evidence: Option<PathBuf>,
    /// Attach the last failed command that folio saw, with the end of its output
    #[arg(long, conflicts_with = "evidence")]
    last: bool,
    /// Keep what was run, but not what it printed
    #[arg(long, conflicts_with = "evidence")]
    no_output: bool,
    /// Write the entry in an editor
    #[arg(short, long, conflicts_with = "interactive")]
    edit: bool,
    /// Be asked for everything
    #[arg(short, long)]
    interactive: bool,
    /// Take the entry from a JSON object; flags add to it
    #[arg(long, value_name = "FILE|-", value_hint = clap::ValueHint::FilePath)]
    from_json: Option<PathBuf>,
    /// Print the saved entry as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(
    arguments: LogArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let (edit, interactive, json) = (arguments.edit, arguments.interactive, arguments.json);
    let destination = Destination::from_name(arguments.on.as_deref());
    let opened = settings.session(host, Access::Write);
    let mut draft = arguments.draft(settings, host)?;
    let mut session = match opened {
        Ok(session) => session,
        // What came by standard input could not be read again.
        Err(failure) if is_told(&draft) => {
            return Err(drafting::keep(&draft, failure, settings, host));
        }
        Err(failure) => return Err(failure),
    };
    join(&mut draft, &destination, &session, host)?;
    draft.assist = draft.assist.or(settings.configuration.assist.value);
    let written = if edit {
        write(&draft, settings, host)?
    } else {
        None
    };
    if let Some(written) = &written {
        let evidence = draft.evidence.take();
        draft = written.draft.clone();
        draft.evidence = draft.evidence.or(evidence);
    } else if !edit {
        ask(&mut draft, interactive, &session, settings, host)?;
    }
    let saved = ops::log::log(&mut session, draft.clone()).map_err(Failure::from);
    let logged = match (saved, written) {
        (Ok(logged), written) => {
            written.into_iter().for_each(Written::discard);
            logged
        }
        (Err(failure), Some(written)) => return Err(written.kept(failure)),
        (Err(failure), None) if failure.kind == Kind::Usage => return Err(failure),
        (Err(failure), None) => return Err(drafting::keep(&draft, failure, settings, host)),
    };
    if json {
        output::envelope("entry", &logged.entry, host)?;
    } else {
        output::document(&views::logged(&logged), Format::Table, settings, host)?;
    }
    redacting::say(&logged.replaced, settings, host)?;
    output::remarks(
        &views::near_misses(&logged.near_misses, &logged.entry),
        settings,
        host,
    )
}

/// Whether a person or a program has said anything yet.
fn is_told(draft: &EntryDraft) -> bool {
    let output = draft
        .evidence
        .as_ref()
        .and_then(|evidence| evidence.output.as_ref());
    draft.tried.is_some() || draft.because.is_some() || output.is_some()
}

impl LogArguments {
    /// What the flags say, with what the surroundings add.
    fn draft(self, settings: &Settings, host: &mut Host) -> Result<EntryDraft, Failure> {
        let calendar = settings.calendar();
        let mut draft = match &self.from_json {
            Some(path) => {
                let object = json_object(path, host)?;
                say_unread(&object, settings, host)?;
                EntryDraft::read(&object, &calendar)?
            }
            None => EntryDraft::default(),
        };
        let tried = self.tried.join(" ");
        if !self.tried.is_empty() {
            let text = Text::new(&tried).map_err(|error| {
                Failure::usage(
                    format!("what was tried cannot be saved: {error}"),
                    error.hint(),
                )
            })?;
            draft.tried = Some(text);
        }
        draft.because = self.because.or(draft.because);
        draft.principle = self.principle.or(draft.principle);
        draft.next = self.next.or(draft.next);
        draft.outcome = self.outcome.or(draft.outcome);
        draft.spent = self.spent.or(draft.spent);
        draft.assist = self.assist.or(draft.assist);
        draft.rules_out = self.rules_out.or(draft.rules_out);
        add_missing(&mut draft.signals, self.signals);
        add_missing(&mut draft.tags, self.tags);
        if self.private && !draft.tags.iter().any(Tag::is_private) {
            draft.tags.extend(Tag::new(Tag::PRIVATE));
        }
        add_missing(
            &mut draft.tags,
            settings.configuration.tags.all().into_iter().cloned(),
        );
        if let Some(at) = &self.at {
            draft.happened_at = Some(parsing::happened_at(at, &calendar)?);
        }
        if let Some(path) = &self.evidence {
            let output = evidence_output(path, host)?;
            draft.evidence.get_or_insert_with(Evidence::default).output = Some(output);
        }
        draft.project = self.project.or(draft.project);
        if self.last {
            add_last_failed(&mut draft, settings)?;
        } else {
            add_surroundings(&mut draft, settings, host);
        }
        if self.no_output
            && let Some(evidence) = &mut draft.evidence
        {
            evidence.output = None;
        }
        Ok(draft)
    }
}

/// Names fields of an object that nothing reads: they may be misspelt.
fn say_unread(object: &Object, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let unread = ops::import::unread(object);
    if unread.is_empty() {
        return Ok(());
    }
    output::remark(
        format!("fields not read: {}", unread.join(", ")),
        settings,
        host,
    )
}

fn add_missing<T: PartialEq>(present: &mut Vec<T>, given: impl IntoIterator<Item = T>) {
    for item in given {
        if !present.contains(&item) {
            present.push(item);
        }
    }
}

fn ask(
    draft: &mut EntryDraft,
    interactive: bool,
    session: &Session<'_>,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if !settings.may_ask(host) {
        if interactive {
            return Err(Failure::usage(
                "`--interactive` needs a terminal",
                "give the facts with flags instead",
            ));
        }
        return missing(draft, session);
    }
    ask_person(draft, interactive, session, &mut *host.prompts).map_err(|failure| {
        let typed_anything = draft.tried.is_some();
        if typed_anything {
            drafting::keep(draft, failure, settings, host)
        } else {
            failure
        }
    })
}

/// Asks for what was tried before anything else: the approach that it ends may say more.
fn ask_person(
    draft: &mut EntryDraft,
    interactive: bool,
    session: &Session<'_>,
    prompts: &mut dyn Prompts,
) -> Result<(), Failure> {
    if draft.tried.is_none() {
        draft.tried = asking::tried(prompts, &running(draft, session)?)?;
        take_over(draft, session)?;
    }
    if interactive {
        asking::everything(prompts, draft, &known(session)?)
    } else {
        asking::because(prompts, draft)
    }
}

fn missing(draft: &EntryDraft, session: &Session<'_>) -> Result<(), Failure> {
    let missing = match (&draft.tried, &draft.because) {
        (None, None) => "what was tried, and why it failed (`--because`), are missing",
        (None, Some(_)) => "what was tried is missing",
        (Some(_), None) => "why it failed is missing (`--because`)",
        (Some(_), Some(_)) => return Ok(()),
    };
    let failure = Failure::usage(
        missing,
        "write `folio log \"what you tried\" --because \"why it failed\"`",
    );
    if draft.tried.is_some() {
        return Err(failure);
    }
    let running = running(draft, session)?;
    if running.is_empty() {
        return Err(failure);
    }
    let running = running.join("; ");
    Err(failure.hint(format!("running on the exploration: {running}")))
}

/// Tags and principles that can be offered, the most frequent first.
pub(super) fn known(session: &Session<'_>) -> Result<Known, Failure> {
    let mut tags = tags::tags(session, &crate::model::Filter::default())?;
    tags.sort_by_key(|usage| std::cmp::Reverse(usage.entries));
    let mut principles = principles::principles(session, &crate::model::Filter::default())?;
    principles.sort_by_key(|usage| std::cmp::Reverse(usage.entries));
    Ok(Known {
        tags: tags.into_iter().map(|usage| usage.tag).collect(),
        principles: principles
            .into_iter()
            .map(|usage| usage.principle)
            .collect(),
    })
}

/// The document as it was written; none where the flags had said enough and the editor changed nothing.
fn write(
    draft: &EntryDraft,
    settings: &Settings,
    host: &mut Host,
) -> Result<Option<Written>, Failure> {
    let written = drafting::write(
        &document::template(draft),
        Purpose::NewEntry,
        settings,
        host,
    )?;
    let is_whole = draft.tried.is_some() && draft.because.is_some();
    if written.is_none() && !is_whole {
        return Err(Failure::new(
            Kind::Failed,
            "nothing was logged: the document came back as it was",
        )
        .hint("write at least what you tried and why it failed, and save the file"));
    }
    Ok(written)
}

fn json_object(path: &Path, host: &mut Host) -> Result<Object, Failure> {
    let bytes = reading::whole(path, host)?;
    let refused = |what: String| {
        Failure::usage(
            format!("{} {what}", reading::name(path)),
            "see docs/data-format.md for the form of an entry",
        )
    };
    if import::has_too_many_parts(&bytes) {
        let what = "has more lists and objects in it than an entry can have";
        return Err(refused(what.to_owned()));
    }
    serde_json::from_slice(&bytes)
        .map_err(|error| refused(format!("is not a JSON object: {error}")))
}

fn evidence_output(path: &Path, host: &mut Host) -> Result<String, Failure> {
    let text = reading::end_of_output(path, host)?;
    if text.trim().is_empty() {
        return Err(Failure::usage(
            format!("there is no evidence in {}", reading::name(path)),
            "leave `--evidence` out, or redirect with `2>&1` first",
        ));
    }
    Ok(text)
}

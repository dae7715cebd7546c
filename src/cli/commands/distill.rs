//! `folio distill`: the principles of drafts, oldest first.

use std::io::Write as _;

use clap::Args;

use super::edit;
use super::log::known;
use crate::cli::asking::{self, Ending, Known};
use crate::cli::drafting::Purpose;
use crate::cli::filters::FilterArguments;
use crate::cli::output;
use crate::cli::{Failure, Settings, drafting, parsing, redacting};
use crate::host::Host;
use crate::model::Text;
use crate::ops::edit::Edit;
use crate::ops::{self, Session, Shown};
use crate::render::{Document, Line, views};
use crate::store::Access;
use crate::text;

const EXAMPLES: &str = "\
Examples:
  folio distill
  folio distill --tag sessions
  folio distill k7fq --principle \"state shared by replicas lives outside them\"
  folio distill k7fq -s \"flaky on the second replica\" -n \"count the replicas first\"";

/// What `folio distill` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct DistillArguments {
    /// The entry: the beginning of an id, or `last`; without one, all drafts
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// The general rule
    #[arg(short, long, value_name = "TEXT", value_parser = parsing::text, requires = "id")]
    principle: Option<Text>,
    /// A phrase that gives it away; may be repeated
    #[arg(short, long = "signal", value_name = "PHRASE", value_parser = parsing::signal, requires = "id")]
    signals: Vec<Text>,
    /// What to do when you see it
    #[arg(short, long, value_name = "TEXT", value_parser = parsing::text, requires = "id")]
    next: Option<Text>,
    /// Print the entry as JSON
    #[arg(long, requires = "id")]
    json: bool,
    #[command(flatten)]
    filters: FilterArguments,
}

pub(super) fn run(
    arguments: DistillArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let filter = arguments.filters.filter(&settings.calendar())?;
    let mut session = settings.session(host, Access::Write)?;
    let Some(id) = &arguments.id else {
        let drafts = ops::distill::drafts(&session, filter, None)?;
        return walk(&mut session, &drafts, settings, host);
    };
    let entry = session.journal.resolve(id)?;
    let drawn = Edit {
        principle: arguments.principle.map(Some),
        next: arguments.next.map(Some),
        add_signals: arguments.signals,
        ..Edit::default()
    };
    if drawn.is_empty() {
        let shown = ops::show::show(&session, std::slice::from_ref(id))?;
        return walk(&mut session, &shown, settings, host);
    }
    let edited = ops::distill::distill(&mut session, entry, drawn)?;
    edit::show(&edited, arguments.json, settings, host)
}

/// One screen for each entry. What was answered is saved at once; an empty answer skips, Ctrl-C stops.
fn walk(
    session: &mut Session<'_>,
    entries: &[Shown],
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if entries.is_empty() {
        return output::remark("no drafts wait for a principle", settings, host);
    }
    if !settings.may_ask(host) {
        let waiting = text::counted(entries.len() as u64, "draft waits", "drafts wait");
        return Err(Failure::usage(
            format!("{waiting} for a principle, and there is nobody to ask"),
            "write `folio distill ID --principle TEXT`; `folio list --stage draft` shows the ids",
        ));
    }
    let known = known(session)?;
    let mut saved = 0;
    for (index, shown) in entries.iter().enumerate() {
        introduce(shown, index, entries.len(), settings, host)?;
        let (drawn, ending) = ask(&known, host)?;
        if !drawn.is_empty() {
            let edited = ops::distill::distill(session, shown.entry.id, drawn.clone())
                .map_err(|error| kept(&drawn, error.into(), settings))?;
            redacting::say(&edited.replaced, settings, host)?;
            saved += 1;
        }
        if ending == Ending::Stop {
            break;
        }
    }
    let lessons = text::counted(saved, "entry", "entries");
    let left = entries.len() as u64 - saved;
    let left = text::counted(left, "left as it is", "left as they are");
    output::remark(format!("{lessons} distilled, {left}"), settings, host)
}

/// Keeps what was answered where it could not be saved.
fn kept(drawn: &Edit, failure: Failure, settings: &Settings) -> Failure {
    let texts = drawn.principle.iter().flatten();
    let texts = texts
        .chain(&drawn.add_signals)
        .chain(drawn.next.iter().flatten());
    let texts: Vec<&str> = texts.map(Text::as_str).collect();
    drafting::keep_text(
        &(texts.join("\n\n") + "\n"),
        Purpose::Message,
        failure,
        settings,
    )
}

fn introduce(
    shown: &Shown,
    index: usize,
    total: usize,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let date = settings.presentation().date(shown.entry.happened_at);
    let place = format!(
        "{} of {}",
        text::grouped(index as u64 + 1),
        text::grouped(total as u64)
    );
    let head = Line::new()
        .identifier(&shown.short)
        .dim(format!("  {date}  {place}"));
    let help = "what is left empty is skipped, Ctrl-C stops; what you have answered is kept";
    let document = Document::new()
        .paragraph(head)
        .paragraph(views::sentence(shown))
        .paragraph(Line::new().dim(help));
    if index > 0 {
        host.standard_error.write_all(b"\n")?;
    }
    output::remarks(&document, settings, host)
}

/// Asks for principle, signals and next. What was answered before a Ctrl-C counts.
fn ask(known: &Known, host: &mut Host) -> Result<(Edit, Ending), Failure> {
    let mut drawn = Edit::default();
    let mut asked = || -> Result<(), Failure> {
        let Some(principle) = asking::principle(&mut *host.prompts, known)? else {
            return Ok(());
        };
        drawn.principle = Some(Some(principle));
        asking::signals(&mut *host.prompts, &mut drawn.add_signals)?;
        drawn.next = asking::next(&mut *host.prompts)?.map(Some);
        Ok(())
    };
    let ending = Ending::of(asked())?;
    Ok((drawn, ending))
}

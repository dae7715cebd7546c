//! `folio recall`: the lessons that apply to a log, a diagnostic or a sentence.

use std::path::Path;

use clap::Args;

use crate::cli::filters::FilterArguments;
use crate::cli::output::{self, Format, OfLists, OutputArguments};
use crate::cli::parsing::{self, Refused};
use crate::cli::remembered::last_failed;
use crate::cli::{Failure, Kind, Settings, git, place, reading};
use crate::host::Host;
use crate::model::{EntryId, Usefulness};
use crate::ops;
use crate::ops::Shown;
use crate::ops::recall::{Recalled, Request};
use crate::recall::DEFAULT_THRESHOLD;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  cargo test 2>&1 | folio recall
  folio recall \"flaky only on the second replica\"
  folio recall --last
  folio recall --tag sessions < build.log
  folio recall --helped k7fq
  make 2>&1 | folio recall --exit-code > /dev/null && echo \"seen before\"";

/// So many lessons are shown unless said otherwise.
const PRESET_LIMIT: u64 = 3;

/// What `folio recall` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct RecallArguments {
    /// A log, a diagnostic or a sentence; `-`, or none, is standard input
    #[arg(value_name = "TEXT|-")]
    given: Vec<String>,
    /// Look up the last failed command that folio saw: what it printed, or else its command line
    #[arg(long, conflicts_with_all = ["given", "helped", "not_relevant"])]
    last: bool,
    /// Show at most so many lessons, 3 unless said otherwise; 0 shows all
    #[arg(short, long, value_name = "N", value_parser = parsing::limit)]
    limit: Option<u64>,
    /// Stay silent below this confidence, 0 to 1; 0 shows all that may apply
    #[arg(long, value_name = "CONFIDENCE", value_parser = threshold)]
    threshold: Option<f64>,
    /// Say that these lessons helped when they came back; they come a little sooner
    #[arg(long, value_name = "ID", num_args = 1.., conflicts_with = "given")]
    helped: Vec<String>,
    /// Say that these had nothing to do with it; they come a little later
    #[arg(long, value_name = "ID", num_args = 1.., conflicts_with = "given")]
    not_relevant: Vec<String>,
    /// End with 1 where no lesson applies
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    output: OutputArguments<OfLists>,
}

fn threshold(given: &str) -> Result<f64, Refused> {
    let number = given
        .parse()
        .ok()
        .filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| {
        Refused::new(
            &"it is not a number from 0 to 1",
            "write a number such as 0.6; 0 shows all that may apply",
        )
    })
}

pub(super) fn run(
    arguments: &RecallArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if !arguments.helped.is_empty() || !arguments.not_relevant.is_empty() {
        return note(arguments, settings, host);
    }
    let filter = arguments.filters.filter(&settings.calendar())?;
    let Asked { text, project } = Asked::of(arguments, settings, host)?;
    let session = settings.session(host, Access::Read)?;
    let limit = parsing::at_most(arguments.limit, PRESET_LIMIT);
    let request = Request {
        filter,
        project: project.as_deref(),
        threshold: arguments.threshold.unwrap_or(DEFAULT_THRESHOLD),
        limit: limit
            .and_then(|limit| usize::try_from(limit).ok())
            .unwrap_or(usize::MAX),
    };
    let lessons = ops::recall::recall(&session.journal, &text, &request)?;
    show(&lessons, arguments.output.format(), settings, host)?;
    if !lessons.is_empty() {
        note_shown(&lessons, settings);
    } else if arguments.exit_code {
        return Err(Failure::new(Kind::Nothing, "no lesson applies"));
    }
    Ok(())
}

/// Remembers that lessons came back, where that can be done.
fn note_shown(lessons: &[Recalled], settings: &Settings) {
    let shown: Vec<EntryId> = lessons.iter().map(|lesson| lesson.entry.entry.id).collect();
    if let Ok(mut memory) = settings.memory() {
        memory.note_shown(&shown, settings.now).ok();
    }
}

/// Notes what is said of lessons that came back.
fn note(arguments: &RecallArguments, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let judged = |ids: &[String], verdict| -> Vec<(String, Usefulness)> {
        ids.iter().map(|id| (id.clone(), verdict)).collect()
    };
    let mut given = judged(&arguments.helped, Usefulness::Helped);
    given.extend(judged(&arguments.not_relevant, Usefulness::NotRelevant));
    let mut session = settings.session(host, Access::Write)?;
    let noted = ops::feedback::note(&mut session, &given)?;
    match arguments.output.format() {
        Format::Json => {
            let entries: Vec<&Shown> = noted.iter().map(|(shown, _)| shown).collect();
            output::envelope("entries", &entries, host)
        }
        format => output::document(&views::noted(&noted), format, settings, host),
    }
}

/// What lessons are looked for.
struct Asked {
    text: String,
    /// Where the text comes from.
    project: Option<String>,
}

impl Asked {
    /// The words given, else the last failed command where it is asked for, else standard input.
    fn of(
        arguments: &RecallArguments,
        settings: &Settings,
        host: &mut Host,
    ) -> Result<Self, Failure> {
        if arguments.last {
            let failed = last_failed(
                settings,
                "pipe in what it printed: `make 2>&1 | folio recall`",
            )?;
            return Ok(Self {
                text: failed.output.unwrap_or(failed.command),
                project: failed.project,
            });
        }
        let text = text(&arguments.given, host)?;
        let project = place::project(settings, || git::look(host).project);
        Ok(Self { text, project })
    }
}

/// The words given, else standard input.
fn text(given: &[String], host: &mut Host) -> Result<String, Failure> {
    match given {
        [] if host.terminal.input_is_terminal => Err(Failure::usage(
            "there is no text to find lessons for",
            "write it, as in `folio recall \"flaky on two replicas\"`, or pipe a log in: `make 2>&1 | folio recall`",
        )),
        [] => reading::log(Path::new("-"), host),
        [only] if only == "-" => reading::log(Path::new("-"), host),
        words => Ok(words.join(" ")),
    }
}

fn show(
    lessons: &[Recalled],
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    match format {
        Format::Json => output::envelope("lessons", lessons, host),
        Format::Jsonl => output::lines(lessons, host),
        _ => {
            let document = views::recall(lessons);
            output::document(&document, format, settings, host)
        }
    }
}

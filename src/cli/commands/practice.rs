//! `folio practice`: lessons are called to mind when they are due.

use std::io::Write as _;

use clap::Args;

use crate::cli::asking::{self, Ending};
use crate::cli::filters::FilterArguments;
use crate::cli::output::{self, Format, OfLists, OutputArguments};
use crate::cli::{Failure, Settings, git, parsing, place, redacting};
use crate::host::Host;
use crate::model::{Filter, Rating, Text};
use crate::ops::practice::{Context, Due, Note};
use crate::ops::{self, Session};
use crate::render::{Line, views};
use crate::store::Access;
use crate::text;

const EXAMPLES: &str = "\
Examples:
  folio practice
  folio practice --tag sql --limit 10
  folio practice --list
  folio practice k7fq --got-it --elsewhere \"rate limits kept by each replica\"
  folio practice --due";

/// So many lessons are called to mind at a time unless said otherwise.
const PRESET_LIMIT: u64 = 5;

/// What `folio practice` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct PracticeArguments {
    /// One lesson, due or not: the beginning of an id, or `last`; without one, those that are due
    #[arg(value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    said: Said,
    /// Where the principle applies today; may be repeated
    #[arg(long, value_name = "TEXT", value_parser = parsing::text, requires = "id")]
    elsewhere: Vec<Text>,
    /// List the lessons that are due, without asking
    #[arg(long, conflicts_with = "id")]
    list: bool,
    /// Print how many lessons are due, for prompts
    #[arg(long, conflicts_with_all = ["id", "list"])]
    due: bool,
    /// At most so many lessons, 5 unless said otherwise; 0 is all that are due
    #[arg(short, long, value_name = "N", value_parser = parsing::limit)]
    limit: Option<u64>,
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    output: OutputArguments<OfLists>,
}

impl PracticeArguments {
    fn limit(&self) -> Option<u64> {
        parsing::at_most(self.limit, PRESET_LIMIT)
    }
}

/// What is said of a lesson without being asked.
#[derive(Debug, Clone, Copy, Args)]
struct Said {
    /// Note that the lesson came to mind
    #[arg(long, requires = "id", conflicts_with = "again")]
    got_it: bool,
    /// Note that it did not: it comes back soon
    #[arg(long, requires = "id")]
    again: bool,
}

impl Said {
    fn rating(self) -> Option<Rating> {
        match (self.got_it, self.again) {
            (true, _) => Some(Rating::Good),
            (_, true) => Some(Rating::Again),
            (false, false) => None,
        }
    }
}

pub(super) fn run(
    arguments: PracticeArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let filter = arguments.filters.filter(&settings.calendar())?;
    let format = arguments.output.format();
    if let Some(id) = &arguments.id {
        let mut session = settings.session(host, Access::Write)?;
        let lesson = ops::practice::one(&session, session.journal.resolve(id)?)?;
        return one(&mut session, &lesson, arguments, settings, host);
    }
    if arguments.due {
        let session = settings.session(host, Access::Read)?;
        let due = ops::practice::due_count(&session, &filter)?;
        return match format {
            Format::Json => output::envelope("due", &due, host),
            _ => Ok(writeln!(host.standard_output, "{due}")?),
        };
    }
    if arguments.list || format != Format::Table {
        return list(&arguments, &filter, settings, host);
    }
    let mut session = settings.session(host, Access::Write)?;
    let limit = arguments.limit();
    let due = ops::practice::due(&session, &filter, &context(settings, host), limit)?;
    let practised = walk(&mut session, &due, &[], settings, host)?;
    conclude(&session, &filter, practised, settings, host)
}

/// Practises one lesson, or notes how it went.
fn one(
    session: &mut Session<'_>,
    lesson: &Due,
    arguments: PracticeArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let Some(rating) = arguments.said.rating() else {
        let lessons = std::slice::from_ref(lesson);
        return walk(session, lessons, &arguments.elsewhere, settings, host).map(drop);
    };
    let note = Note {
        rating,
        elsewhere: arguments.elsewhere,
    };
    let noted = ops::practice::note(session, lesson.entry.entry.id, note)?;
    match arguments.output.format() {
        Format::Json => output::envelope("practised", &noted, host)?,
        format => {
            let document = views::practice_noted(&noted, &settings.presentation_in(format));
            output::document(&document, format, settings, host)?;
        }
    }
    redacting::say(&noted.replaced, settings, host)
}

/// Where the command is given: the project, and the tags that its file names.
fn context(settings: &Settings, host: &mut Host) -> Context {
    let configuration = &settings.configuration;
    let tags = configuration.tags.of_project.as_ref();
    Context {
        project: place::project(settings, || git::look(host).project),
        tags: tags.map_or_else(Vec::new, |tags| tags.value.clone()),
    }
}

/// Lists what is due, and says how much more there is.
fn list(
    arguments: &PracticeArguments,
    filter: &Filter,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let session = settings.session(host, Access::Read)?;
    let context = context(settings, host);
    let due = ops::practice::due(&session, filter, &context, arguments.limit())?;
    match arguments.output.format() {
        Format::Json => return output::envelope("practice", &due, host),
        Format::Jsonl => return output::lines(&due, host),
        _ if due.is_empty() => return nothing_due(settings, host),
        format => {
            let document = views::practice(&due, &settings.presentation_in(format));
            output::document(&document, format, settings, host)?;
        }
    }
    let all = ops::practice::due_count(&session, filter)?;
    output::remark_more(all.saturating_sub(due.len() as u64), settings, host)
}

fn nothing_due(settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    output::remark("no lessons are due", settings, host)
}

/// Asks for one lesson after another, and gives how many were practised. What was said of each is saved at once;
/// Ctrl-C stops. `elsewhere` answers the question for places ahead.
fn walk(
    session: &mut Session<'_>,
    lessons: &[Due],
    elsewhere: &[Text],
    settings: &Settings,
    host: &mut Host,
) -> Result<u64, Failure> {
    if !lessons.is_empty() && !settings.may_ask(host) {
        let waiting = match lessons {
            [one] => format!("`{}` can be practised", one.entry.short),
            _ => format!("{} lessons are due", text::grouped(lessons.len() as u64)),
        };
        return Err(Failure::usage(
            format!("{waiting}, and there is nobody to ask"),
            "write `folio practice --list`, and `folio practice ID --got-it` or `--again`",
        ));
    }
    let mut practised = 0;
    for (index, lesson) in lessons.iter().enumerate() {
        introduce(lesson, index, lessons.len(), settings, host)?;
        let (note, ending) = ask(lesson, elsewhere, settings, host)?;
        if let Some(note) = note {
            let noted = ops::practice::note(session, lesson.entry.entry.id, note)?;
            let document = views::practice_noted(&noted, &settings.presentation());
            output::remarks(&document, settings, host)?;
            redacting::say(&noted.replaced, settings, host)?;
            practised += 1;
        }
        if ending == Ending::Stop {
            break;
        }
    }
    Ok(practised)
}

/// Says what was practised, and what is left.
fn conclude(
    session: &Session<'_>,
    filter: &Filter,
    practised: u64,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let left = ops::practice::due_count(session, filter)?;
    if practised == 0 && left == 0 {
        return nothing_due(settings, host);
    }
    let lessons = text::counted(practised, "lesson", "lessons");
    let left = match left {
        0 => "none are due any more".to_owned(),
        left => format!("{} still due", text::grouped(left)),
    };
    output::remark(format!("{lessons} practised, {left}"), settings, host)
}

fn introduce(
    lesson: &Due,
    index: usize,
    total: usize,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let place = format!(
        "{} of {}",
        text::grouped(index as u64 + 1),
        text::grouped(total as u64)
    );
    let mut document = views::practice_question(&lesson.entry, &place, &settings.presentation());
    if index == 0 {
        let help = "what you type here is not kept; Ctrl-C stops, and what you said before is kept";
        document = document.paragraph(Line::new().dim(help));
    } else {
        host.standard_error.write_all(b"\n")?;
    }
    output::remarks(&document, settings, host)
}

/// Asks what would be looked for, reveals what was learnt, and asks how it went. What was said before a Ctrl-C counts.
fn ask(
    lesson: &Due,
    elsewhere: &[Text],
    settings: &Settings,
    host: &mut Host,
) -> Result<(Option<Note>, Ending), Failure> {
    let mut note = None;
    let mut asked = || -> Result<(), Failure> {
        asking::what_to_look_for(&mut *host.prompts)?;
        let answer = views::practice_answer(&lesson.entry, &settings.presentation());
        output::remarks(&answer, settings, host)?;
        let rating = asking::rating(&mut *host.prompts)?;
        let note = note.insert(Note {
            rating,
            elsewhere: elsewhere.to_vec(),
        });
        if lesson.asks_elsewhere && elsewhere.is_empty() {
            note.elsewhere
                .extend(asking::elsewhere(&mut *host.prompts)?);
        }
        Ok(())
    };
    let ending = Ending::of(asked())?;
    Ok((note, ending))
}

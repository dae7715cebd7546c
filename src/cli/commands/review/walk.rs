//! One screen for each lesson, and the questions about it.

use std::io::Write as _;

use crate::cli::asking::{self, Ending};
use crate::cli::drafting::{self, Purpose};
use crate::cli::output;
use crate::cli::{Failure, Kind, Settings, parsing, redacting};
use crate::host::{Host, Need, TextPrompt};
use crate::model::{Text, Verdict, pack};
use crate::ops::review::{LessonInContext, Opinion};
use crate::ops::{self, Replaced, Session, Shown};
use crate::render::{Document, Line, views};
use crate::text;

/// What can be chosen beside a verdict.
const SKIP: &str = "skip";
const QUIT: &str = "quit";

/// Asks about each lesson. What was answered is saved at once; `quit` and Ctrl-C stop.
pub(super) fn walk(
    session: &mut Session<'_>,
    lessons: Vec<Shown>,
    by: Option<&Text>,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let total = lessons.len();
    let mut reviewed = 0;
    for (index, entry) in lessons.into_iter().enumerate() {
        let lesson = ops::review::in_context(session, entry)?;
        if index > 0 {
            host.standard_error.write_all(b"\n")?;
        }
        introduce(&lesson, (index + 1, total), settings, host)?;
        let (opinion, ending) = ask(by.cloned(), host)?;
        if let Some(opinion) = opinion {
            let replaced = save(session, &lesson, &opinion, settings)?;
            redacting::say(&replaced, settings, host)?;
            reviewed += 1;
        }
        if ending == Ending::Stop {
            break;
        }
    }
    let lessons = text::counted(reviewed, "lesson", "lessons");
    let left = total as u64 - reviewed;
    let left = text::counted(left, "left as it is", "left as they are");
    output::remark(format!("{lessons} reviewed, {left}"), settings, host)
}

/// Saves a review; where that fails, what was typed is kept as an answered pack.
fn save(
    session: &mut Session<'_>,
    lesson: &LessonInContext,
    opinion: &Opinion,
    settings: &Settings,
) -> Result<Replaced, Failure> {
    let entry = &lesson.entry.entry;
    let saved = ops::review::review(session, &[entry.id], opinion);
    saved.map(|(_, replaced)| replaced).map_err(|error| {
        let review = opinion.of(entry, &session.identity.author, settings.now);
        let text = pack::answer(entry.id, &review);
        drafting::keep_text(&text, Purpose::Review, error.into(), settings)
    })
}

fn introduce(
    lesson: &LessonInContext,
    (number, total): (usize, usize),
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let place = format!(
        "  {} of {}",
        text::grouped(number as u64),
        text::grouped(total as u64)
    );
    let head = Line::new().identifier(&lesson.entry.short).dim(place);
    let mut document = Document::new().paragraph(head);
    let shown = views::lesson_in_context(lesson, &settings.presentation());
    document.blocks.extend(shown.blocks);
    let help = "`skip` leaves it waiting, Ctrl-C stops; what you have answered is kept";
    let document = document.space().paragraph(Line::new().dim(help));
    output::remarks(&document, settings, host)
}

/// Asks what a reader thinks of a lesson. What was answered before a Ctrl-C counts, if it can stand by itself.
fn ask(by: Option<Text>, host: &mut Host) -> Result<(Option<Opinion>, Ending), Failure> {
    let prompts = &mut *host.prompts;
    let words = Verdict::WORDS.iter().chain(&[SKIP, QUIT]);
    let items: Vec<String> = words.map(|word| (*word).to_owned()).collect();
    let chosen = prompts.select("What is your verdict?", &items, Need::Required);
    let chosen = match chosen.map_err(Failure::from) {
        Err(failure) if failure.kind == Kind::Interrupted => return Ok((None, Ending::Stop)),
        chosen => chosen?.given(),
    };
    let chosen = chosen.and_then(|index| items.get(index));
    let Some(verdict) = chosen.and_then(|word| word.parse().ok()) else {
        let is_end = chosen.is_none_or(|word| word == QUIT);
        return Ok((None, if is_end { Ending::Stop } else { Ending::GoOn }));
    };
    let mut opinion = Opinion {
        verdict,
        by,
        principle: None,
        elsewhere: Vec::new(),
        note: None,
    };
    let mut asked = || -> Result<(), Failure> {
        let label = "What is the deeper principle?";
        let prompt = match verdict {
            Verdict::Refined => TextPrompt::required(label),
            Verdict::Confirmed | Verdict::Disputed => TextPrompt::optional(label),
        };
        opinion.principle = asking::text(prompts, prompt)?;
        let labels = ["Where else will it be met?", "Anywhere else?"];
        asking::several(prompts, labels, parsing::text, &mut opinion.elsewhere)?;
        opinion.note = asking::text(prompts, TextPrompt::optional("Anything else to note?"))?;
        Ok(())
    };
    let ending = Ending::of(asked())?;
    let stands = verdict != Verdict::Refined || opinion.principle.is_some();
    Ok((stands.then_some(opinion), ending))
}

//! Lessons as a file for a reader without folio, and the file that comes back.

use std::io::Write as _;
use std::path::Path;

use crate::cli::output::{self, Format};
use crate::cli::{Failure, Kind, Settings, asking, reading, redacting};
use crate::host::{Host, TextPrompt, files};
use crate::model::pack::{self, Packed, Returned};
use crate::model::{Filter, Text};
use crate::ops::{self, review::LessonInContext};
use crate::render::{markdown, views};
use crate::store::Access;
use crate::text;

/// The largest pack that is read, in bytes (16 MiB).
const LARGEST: u64 = 16 * 1024 * 1024;

/// Writes the lessons that wait. A file that is there is left alone: it may hold answers.
pub(super) fn pack(
    file: &Path,
    filter: Filter,
    limit: Option<u64>,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let session = settings.session(host, Access::Read)?;
    let lessons = ops::review::packed(&session, filter, limit)?;
    if lessons.is_empty() {
        return super::none_wait(settings, host);
    }
    let packed: Vec<Packed<'_>> = lessons
        .iter()
        .filter_map(|lesson| packed(lesson, settings))
        .collect();
    let pack = pack::print(&packed);
    if reading::is_standard_input(file) {
        return Ok(host.standard_output.write_all(pack.as_bytes())?);
    }
    let path = host.directory.join(file);
    if path
        .metadata()
        .is_ok_and(|found| found.is_file() && found.len() > 0)
    {
        let there = format!("{} is there already, and may hold answers", file.display());
        return Err(
            Failure::new(Kind::Failed, there).hint("name another file, or move that one away")
        );
    }
    files::write_output_atomically(&path, |file| file.write_all(pack.as_bytes()))?;
    let written = text::counted(packed.len() as u64, "lesson", "lessons");
    let name = file.display();
    output::remark(
        format!("{written} written to {name}; `folio review --read {name}` takes the answers back"),
        settings,
        host,
    )
}

fn packed<'a>(lesson: &'a LessonInContext, settings: &Settings) -> Option<Packed<'a>> {
    let entry = &lesson.entry.entry;
    let shown = views::lesson_in_context(lesson, &settings.file_presentation());
    Some(Packed {
        id: entry.id,
        principle: entry.principle.as_ref()?,
        shown: markdown::write(&shown),
    })
}

/// Takes the answers of a pack.
pub(super) fn read(
    file: &Path,
    by: Option<Text>,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let bytes = reading::bounded(file, LARGEST, host)?;
    let name = reading::name(file);
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(&name, &error))?;
    let returned = pack::read(&text);
    if returned.lessons == 0 {
        return Err(Failure::usage(
            format!("{name} holds no lessons: no line of it begins with `Id:`"),
            "give a file that `folio review --pack FILE` wrote",
        ));
    }
    let mut session = settings.session(host, Access::Write)?;
    let by = match by {
        None if settings.may_ask(host) && is_nameless(&returned) => {
            asking::text(&mut *host.prompts, TextPrompt::required("Who answered?"))?
        }
        by => by,
    };
    let taken = ops::review::take(&mut session, returned, by.as_ref())?;
    match format {
        Format::Json | Format::Jsonl => output::envelope("taken", &taken, host)?,
        _ => output::document(&views::taken(&taken), Format::Table, settings, host)?,
    }
    redacting::say(&taken.replaced, settings, host)?;
    match taken.left() {
        0 => Ok(()),
        left => {
            let places = text::counted(left as u64, "place", "places");
            let message = format!("{places} of {name} could not be taken");
            Err(Failure::new(Kind::Failed, message)
                .hint("mend the file and read it again: what was taken is not taken twice"))
        }
    }
}

/// Whether an answer does not say whose it is.
fn is_nameless(returned: &Returned) -> bool {
    returned.by.is_none() && returned.answers.iter().any(|answer| answer.by.is_none())
}

fn not_utf8(name: &str, error: &std::string::FromUtf8Error) -> Failure {
    let valid = error.utf8_error().valid_up_to();
    let before = error.as_bytes().iter().take(valid);
    let line = before.filter(|byte| **byte == b'\n').count() + 1;
    let message = format!("line {} of {name} is not UTF-8", text::grouped(line as u64));
    Failure::usage(message, "save the file as UTF-8 and read it again")
}

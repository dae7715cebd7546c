//! The editor, and the promise that text typed is never lost: what cannot be read or saved stays in a private file,
//! whose path is told.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::{Failure, Kind, Settings, output};
use crate::host::{Host, YesOrNo, files};
use crate::model::EntryDraft;
use crate::model::document::{self, Documents};
use crate::model::time::Calendar;
use crate::ops::watching;
use crate::render::Line;

/// What a document is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new entry.
    NewEntry,
    /// An entry that is there already.
    Change,
    /// What somebody thinks of a lesson.
    Review,
    /// A brief, or what was answered to it.
    Message,
}

/// An entry document that came back from the editor. Its file is there until it is discarded.
pub struct Written {
    /// What it says.
    pub draft: EntryDraft,
    file: DraftFile,
}

impl Written {
    /// Removes the file: what it says has been saved.
    pub fn discard(self) {
        self.file.remove();
    }

    /// Adds to a failure where the text is.
    pub fn kept(&self, failure: Failure) -> Failure {
        self.file.kept(failure)
    }
}

/// A private file with what somebody wrote.
struct DraftFile {
    path: PathBuf,
    purpose: Purpose,
}

impl DraftFile {
    fn remove(&self) {
        // A file that stays behind is no loss.
        drop(fs::remove_file(&self.path));
    }

    /// Adds to a failure where the text is, and what can be done with it there.
    fn kept(&self, failure: Failure) -> Failure {
        let is_empty = fs::metadata(&self.path).map_or(true, |file| file.len() == 0);
        if is_empty {
            self.remove();
            return failure;
        }
        let path = self.path.display();
        failure.hint(match self.purpose {
            Purpose::NewEntry => {
                format!(
                    "what you wrote is kept in {path}; mend it there, and `folio import` takes it"
                )
            }
            Purpose::Change | Purpose::Message => format!("what you wrote is kept in {path}"),
            Purpose::Review => {
                format!("what you wrote is kept in {path}; `folio review --read FILE` takes it")
            }
        })
    }

    /// After the editor has failed: a text that nobody touched need not be kept.
    fn after_failure(&self, failure: Failure, is_unchanged: bool) -> Failure {
        if !is_unchanged {
            return self.kept(failure);
        }
        self.remove();
        failure.hint("`folio config set editor COMMAND`, $VISUAL or $EDITOR name another editor")
    }
}

/// Opens the editor on a document. None when it came back as it was.
///
/// # Errors
/// When there is no editor, it fails, or the document cannot be read; its file is kept then.
pub fn write(
    initial: &str,
    purpose: Purpose,
    settings: &Settings,
    host: &mut Host,
) -> Result<Option<Written>, Failure> {
    if settings.global.no_input {
        return Err(Failure::usage(
            "the editor is not opened with `--no-input`",
            "give the fields with flags instead",
        ));
    }
    let command = match configured_editor(settings, host) {
        Some(command) => command,
        None if host.terminal.can_prompt() => "vi".to_owned(),
        None => {
            return Err(Failure::usage(
                "there is no terminal to open an editor in",
                "give the fields with flags instead",
            ));
        }
    };
    let folder = drafts(settings)?;
    let path = files::keep_draft(&folder, initial)?;
    let file = DraftFile { path, purpose };
    loop {
        host.standard_output.flush()?;
        let outcome = host.editor.edit(&command, &file.path);
        // Few editors wait for the disk. What it does not confirm is there all the same, as long as the power stays.
        drop(files::flush(&file.path));
        let text = fs::read_to_string(&file.path);
        if let (Err(error), Ok(text)) = (outcome, &text) {
            return Err(file.after_failure(error.into(), text == initial));
        }
        let read = match text {
            Ok(text) if text == initial => {
                file.remove();
                return Ok(None);
            }
            Ok(text) => read(&text, &settings.calendar()),
            Err(error) => Err(Failure::new(
                Kind::Failed,
                format!("the document cannot be read back: {error}"),
            )),
        };
        let failure = match read {
            Ok(draft) => return Ok(Some(Written { draft, file })),
            Err(failure) => failure,
        };
        match edit_again(&failure, settings, host) {
            Ok(YesOrNo::Yes) => {}
            Ok(YesOrNo::No) => return Err(file.kept(failure)),
            Err(broken_off) => return Err(file.kept(broken_off)),
        }
    }
}

/// Keeps what was typed when it could not be saved, and says where.
pub fn keep(draft: &EntryDraft, failure: Failure, settings: &Settings, host: &Host) -> Failure {
    // Only a whole entry has everything in its document, evidence too.
    let entry = settings
        .author(host)
        .and_then(|author| Ok(draft.clone().complete(&author, settings.now)?));
    let text = entry.map_or_else(
        |_| document::template(draft),
        |entry| document::print(&entry),
    );
    keep_text(&text, Purpose::NewEntry, failure, settings)
}

/// Keeps a text when what it says could not be saved, and says where.
pub fn keep_text(text: &str, purpose: Purpose, failure: Failure, settings: &Settings) -> Failure {
    let kept = drafts(settings).and_then(|folder| Ok(files::keep_draft(&folder, text)?));
    match kept {
        Ok(path) => DraftFile { path, purpose }.kept(failure),
        Err(_) => failure.with_text(text),
    }
}

/// Shows what is wrong with a document and asks whether to open it once more. Nobody is asked without a terminal.
fn edit_again(failure: &Failure, settings: &Settings, host: &mut Host) -> Result<YesOrNo, Failure> {
    if !settings.may_ask(host) {
        return Ok(YesOrNo::No);
    }
    output::remark(
        Line::new().strong("error: ").plain(failure.sentence()),
        settings,
        host,
    )?;
    Ok(host
        .prompts
        .confirm("Open the editor again?", YesOrNo::Yes)?)
}

/// Reads the one entry of a document.
fn read(text: &str, calendar: &Calendar<'_>) -> Result<EntryDraft, Failure> {
    let mut documents = Documents::new(text.as_bytes());
    let first = documents.next().ok_or_else(|| {
        Failure::usage(
            "the document is empty",
            "leave the `+++` lines and the headings where they are",
        )
    })?;
    if documents.next().is_some() {
        return Err(Failure::usage(
            "there is more than one entry in the document",
            "write one entry at a time",
        ));
    }
    let parsed = first.map_err(|error| Failure::usage(error.to_string(), error.hint()))?;
    let draft = EntryDraft::read(&parsed.object, calendar)?;
    draft.check_lists()?;
    watching::check_signals(&draft.signals)?;
    for (section, text) in [("Tried", &draft.tried), ("Because", &draft.because)] {
        if text.is_none() {
            return Err(Failure::usage(
                format!("there is nothing under the heading `{section}`"),
                "an entry needs what was tried and why it failed",
            ));
        }
    }
    Ok(draft)
}

fn drafts(settings: &Settings) -> Result<PathBuf, Failure> {
    let folder = settings.folders.state()?.join("drafts");
    files::create_private_folder(&folder)?;
    Ok(folder)
}

/// The editor that somebody has chosen: the configured one, else `$VISUAL`, `$EDITOR`. It may have a window of its own.
fn configured_editor(settings: &Settings, host: &Host) -> Option<String> {
    let configured = settings.configuration.editor.value.clone();
    configured
        .or_else(|| host.environment.text("VISUAL"))
        .or_else(|| host.environment.text("EDITOR"))
}

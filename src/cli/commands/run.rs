//! `folio run`: a command is run as if folio were not there, and where it fails, it is remembered and the lessons that
//! apply come back.

use std::ffi::OsString;
use std::io::Write;

use clap::Args;

use crate::cli::remembered::{self, Seen};
use crate::cli::{Failure, Kind, Settings, git, output, place, reading};
use crate::host::{Ended, Host};
use crate::model::EntryId;
use crate::model::time::Stamp;
use crate::ops;
use crate::ops::recall::{Recalled, Request};
use crate::recall;
use crate::redaction::Redactor;
use crate::render::{Document, views};
use crate::store::{Access, FailedCommand, Memory, Succeeded};

const EXAMPLES: &str = "\
Examples:
  folio run cargo test
  folio run -- make -j8
  folio run -- sh -c 'npm ci && npm test'
  folio run --no-output ./deploy.sh staging";

/// Ended by Ctrl-C.
const INTERRUPTED: u8 = 130;

/// Ended because whoever read the output had enough.
const BROKEN_PIPE: u8 = 141;

/// At most so many lessons come back after a failure.
const MOST_LESSONS: usize = 2;

/// What `folio run` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct RunArguments {
    /// Keep nothing of the output; the command alone is remembered
    #[arg(long)]
    no_output: bool,
    /// The command and its arguments, as they are: no shell reads them
    #[arg(
        value_name = "COMMAND",
        required = true,
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_hint = clap::ValueHint::CommandWithArguments
    )]
    command: Vec<OsString>,
}

pub(super) fn run(
    arguments: &RunArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let ended = run_to_end(arguments, host)?;
    if is_failure(ended.exit_code) {
        // The command has failed; that folio's own files cannot be used must not hide it.
        if let Ok(redactor) = settings.redactor() {
            Aftermath::of(arguments, &ended, &redactor, settings, host).show(settings, host);
        }
    }
    if ended.exit_code == 0 {
        // That a struggle is over is worth nothing but the try.
        let _ = end_struggle(arguments, settings, host);
    }
    end_like(&ended)
}

/// Runs the command and does nothing else.
///
/// # Errors
/// When it fails, or nothing could be run.
pub fn run_alone(arguments: &RunArguments, host: &mut Host) -> Result<(), Failure> {
    end_like(&run_to_end(arguments, host)?)
}

fn run_to_end(arguments: &RunArguments, host: &mut Host) -> Result<Ended, Failure> {
    let ended = host.commands.run(&arguments.command, reading::OUTPUT_KEPT);
    ended.map_err(|error| {
        Failure::new(Kind::Failed, format!("nothing was run: {error}"))
            .hint("run the command without folio")
    })
}

/// The outcome that gives folio the exit code of the command.
fn end_like(ended: &Ended) -> Result<(), Failure> {
    match ended.exit_code {
        0 => Ok(()),
        code => Err(Failure::new(Kind::Ended(code), "the command failed")),
    }
}

/// Whether somebody may learn from it. To be broken off is no failure.
fn is_failure(exit_code: u8) -> bool {
    ![0, INTERRUPTED, BROKEN_PIPE].contains(&exit_code)
}

/// A command that has succeeded is no struggle any more.
fn end_struggle(
    arguments: &RunArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if !settings.folders.state()?.join(Memory::FILE).exists() {
        return Ok(());
    }
    let mut memory = settings.memory()?;
    let redactor = settings.redactor()?;
    let command = redactor.redact(&command_line(arguments)).text;
    let project = place::project(settings, || git::look(host).project);
    let succeeded = Succeeded {
        command: &command,
        project: project.as_deref(),
        directory: &remembered::directory(&redactor, host),
    };
    Ok(ops::struggle::end(&mut memory, &succeeded, settings.now)?)
}

/// The command as a person would type it.
fn command_line(arguments: &RunArguments) -> String {
    let words = arguments.command.iter().map(|word| word.to_string_lossy());
    shell_words::join(words)
}

/// When a command ended that folio began now.
fn end_of(ended: &Ended, begun: Stamp) -> Stamp {
    let milliseconds = i64::try_from(ended.duration.as_millis()).unwrap_or(0);
    let end = begun.utc_milliseconds().saturating_add(milliseconds);
    Stamp::from_parts(end, begun.offset_minutes()).unwrap_or(begun)
}

/// What a failure leaves to do: it is remembered, and lessons are looked for.
struct Aftermath {
    failed: FailedCommand,
    /// The output as it came; none where it is not to be kept.
    output: String,
}

impl Aftermath {
    fn of(
        arguments: &RunArguments,
        ended: &Ended,
        redactor: &Redactor,
        settings: &Settings,
        host: &mut Host,
    ) -> Self {
        let output = String::from_utf8_lossy(reading::from_line_start(&ended.output)).into_owned();
        let seen = Seen {
            command: &command_line(arguments),
            exit_code: ended.exit_code.into(),
            at: end_of(ended, settings.now),
            duration: u64::try_from(ended.duration.as_millis()).unwrap_or(u64::MAX),
            output: (!arguments.no_output).then(|| recall::as_seen(&output)),
        };
        let failed = remembered::failed_command(seen, redactor, settings, host);
        Self { failed, output }
    }

    /// Remembers the command and shows the lessons that apply, where that can be done.
    fn show(&self, settings: &Settings, host: &mut Host) {
        let mut memory = settings.memory().ok();
        if settings.configuration.remembers_commands.value
            && let Some(memory) = &mut memory
        {
            memory.remember(&self.failed).ok();
        }
        let lessons = self.lessons(settings, host).unwrap_or_default();
        if lessons.is_empty() {
            if let Some(struggle) = self.struggle(memory.as_mut(), settings, host) {
                self.say(&struggle, settings, host).ok();
            }
            return;
        }
        let document = views::recall_after_failure(&lessons);
        if self.say(&document, settings, host).is_err() {
            return;
        }
        let shown: Vec<EntryId> = lessons.iter().map(|lesson| lesson.entry.entry.id).collect();
        if let Some(memory) = &mut memory {
            memory.note_shown(&shown, self.failed.at).ok();
        }
    }

    /// Where it keeps failing, that it is time to ask.
    fn struggle(
        &self,
        memory: Option<&mut Memory>,
        settings: &Settings,
        host: &mut Host,
    ) -> Option<Document> {
        let columns = settings.error_style(host).width.unwrap_or(u16::MAX);
        remembered::struggle(&self.failed, memory?, columns.into(), settings, host)
    }

    /// Shows something below the output, on a line of its own.
    fn say(
        &self,
        document: &Document,
        settings: &Settings,
        host: &mut Host,
    ) -> Result<(), Failure> {
        if !self.output.is_empty() && !self.output.ends_with('\n') {
            host.standard_error.write_all(b"\n")?;
        }
        output::remarks(document, settings, host)
    }

    fn lessons(&self, settings: &Settings, host: &mut Host) -> Result<Vec<Recalled>, Failure> {
        let session = settings.session(host, Access::Read)?;
        let text = if self.output.trim().is_empty() {
            &self.failed.command
        } else {
            &self.output
        };
        let request = Request {
            project: self.failed.project.as_deref(),
            limit: MOST_LESSONS,
            ..Request::default()
        };
        Ok(ops::recall::recall(&session.journal, text, &request)?)
    }
}

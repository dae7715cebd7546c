//! `folio hook`: what the shell scripts of `folio init` start after a command that failed.
//!
//! It remembers the command and prints at most one line. Whatever goes wrong, it says nothing: a shell must not notice.

use std::ffi::OsStr;
use std::io::Read as _;
use std::time::Duration;

use clap::Args;

use crate::cli::remembered::{self, Seen};
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::ops;
use crate::render::{Document, terminal, views};
use crate::store::{Access, FailedCommand, Memory};
use crate::text::command_line::{self, ANSWERING};

const EXAMPLES: &str = "\
Examples:
  folio hook --exit-code 101 --milliseconds 4200 <<< \"cargo test\"";

/// So much of a command line is read, in bytes.
const LONGEST_LINE: u64 = 1024 * 1024;

/// How long a shell may wait for the line.
const PATIENCE: Duration = Duration::from_millis(50);

/// Columns of a terminal that does not say how many it has.
const USUAL_COLUMNS: u16 = 80;

/// What `folio hook` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct HookArguments {
    /// The exit code of the command whose line stands on standard input
    #[arg(long, value_name = "CODE", allow_negative_numbers = true)]
    exit_code: i32,
    /// How long it ran
    #[arg(long, value_name = "NUMBER")]
    milliseconds: u64,
    /// Do the work in another process, and wait for its line no longer than 50 milliseconds
    #[arg(long)]
    in_background: bool,
}

pub(super) fn run(
    arguments: &HookArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let mut line = Vec::new();
    let mut input = host.standard_input.by_ref().take(LONGEST_LINE);
    if input.read_to_end(&mut line).is_err() {
        return Ok(());
    }
    let command = String::from_utf8_lossy(&line);
    let command = command.trim();
    if command.is_empty() || is_passed_over(command, settings) {
        return Ok(());
    }
    if arguments.in_background {
        return hand_over(command, host);
    }
    let notice = failed(command, arguments, settings, host)
        .and_then(|failed| notice(&failed, settings, host));
    if let Some(document) = notice {
        let line = terminal::write(&document, &settings.shell_style());
        host.standard_output.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// Whether a command's failure says nothing, or folio saw it itself.
fn is_passed_over(command: &str, settings: &Settings) -> bool {
    let further = &settings.configuration.hook_ignore.value;
    let commands: Vec<&str> = ANSWERING
        .into_iter()
        .chain(["folio"])
        .chain(further.iter().map(String::as_str))
        .collect();
    command_line::is_decided_by(command, &commands)
}

/// Leaves the work to another process of this program, and passes on the line that it prints in time.
fn hand_over(command: &str, host: &mut Host) -> Result<(), Failure> {
    let arguments: Vec<&OsStr> = host.arguments.iter().skip(1).map(AsRef::as_ref).collect();
    let arguments: Vec<&OsStr> = arguments
        .into_iter()
        .filter(|argument| *argument != "--in-background")
        .collect();
    let input = command.as_bytes().to_vec();
    if let Ok(line) = host.processes.hand_over(&arguments, input, PATIENCE) {
        host.standard_output.write_all(&line)?;
    }
    Ok(())
}

/// What there is to remember, without secrets.
fn failed(
    command: &str,
    arguments: &HookArguments,
    settings: &Settings,
    host: &mut Host,
) -> Option<FailedCommand> {
    let redactor = settings.redactor().ok()?;
    let seen = Seen {
        command,
        exit_code: arguments.exit_code,
        at: settings.now,
        duration: arguments.milliseconds,
        output: None,
    };
    Some(remembered::failed_command(seen, &redactor, settings, host))
}

/// Remembers the command, and gives what there is to say: a lesson, else that it is a struggle.
fn notice(failed: &FailedCommand, settings: &Settings, host: &mut Host) -> Option<Document> {
    let columns = usize::from(host.terminal.columns.unwrap_or(USUAL_COLUMNS));
    let mut memory = settings.memory().ok()?;
    let remembers = settings.configuration.remembers_commands.value;
    if remembers {
        memory.remember(failed).ok()?;
    }
    if let Some(lesson) = lesson(failed, &mut memory, settings, host) {
        return Some(views::hook_lesson(&lesson, columns));
    }
    if !remembers {
        return None;
    }
    remembered::struggle(failed, &mut memory, columns, settings, host)
}

fn lesson(
    failed: &FailedCommand,
    memory: &mut Memory,
    settings: &Settings,
    host: &mut Host,
) -> Option<ops::Shown> {
    let session = settings.session(host, Access::Glance).ok()?;
    ops::hook::lesson(&session.journal, memory, failed).ok()?
}

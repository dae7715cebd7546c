//! From a host to an exit code: parse, gather settings, run the command, show what went wrong.

use std::borrow::Cow;
use std::error::Error as _;
use std::io::Write;
use std::mem::ManuallyDrop;

use clap::FromArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::{self, Arguments, Command, Failure, Kind, Refused, Settings, completing};
use crate::host::Host;
use crate::render::terminal::{self, Characters, Coloring, TerminalStyle};
use crate::render::{Document, Line, Role, json};
use crate::text;
use crate::text::visible_block;

/// Runs one command line and gives the exit code of the process.
pub fn run(host: &mut Host) -> u8 {
    if completing::answer(host).is_some() {
        return finish(Ok(()), None, host);
    }
    let arguments = match parse(host) {
        Ok(arguments) => arguments,
        Err(outcome) => return finish(outcome, None, host),
    };
    let (settings, warnings) = match Settings::gather(host, arguments.global.clone()) {
        Ok(gathered) => gathered,
        Err(failure) => {
            let outcome = run_without_settings(arguments, failure, host);
            return finish(outcome, None, host);
        }
    };
    let is_heard = !matches!(arguments.command, Some(Command::Hook(_)));
    for warning in warnings.iter().filter(|_| is_heard) {
        warn(warning, Some(&settings), host);
    }
    let outcome = cli::run(arguments.command, arguments.json, &settings, host);
    finish(outcome, Some(&settings), host)
}

/// Does what can be done where the configuration cannot be used: a person's command is run all the same, a shell does
/// not notice, and what mends the configuration or needs none works. Nothing is remembered, for patterns that say what
/// is secret may be in that configuration.
fn run_without_settings(
    arguments: Arguments,
    failure: Failure,
    host: &mut Host,
) -> Result<(), Failure> {
    match arguments.command {
        Some(Command::Hook(_)) => Ok(()),
        Some(Command::Run(arguments)) => {
            let warning = format!("{}; the command is not remembered", failure.sentence());
            warn(&warning, None, host);
            cli::run_alone(&arguments, host)
        }
        Some(command) if command.works_unconfigured() => {
            warn(&failure.sentence(), None, host);
            let settings = Settings::unconfigured(host, arguments.global)?;
            cli::run(Some(command), arguments.json, &settings, host)
        }
        _ => Err(failure),
    }
}

/// What the command line says, or how it ends at once: with the help, the version or a usage error.
fn parse(host: &mut Host) -> Result<Arguments, Result<(), Failure>> {
    // Taking the description of the command line apart at the end costs as much as reading it, and the process ends soon.
    let mut command = ManuallyDrop::new(cli::command_for(&host.arguments));
    let error = match command.try_get_matches_from_mut(&host.arguments) {
        Ok(matches) => match Arguments::from_arg_matches(&matches) {
            Ok(arguments) => return Ok(arguments),
            Err(error) => error,
        },
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = if colors_help(host) {
                error.render().ansi().to_string()
            } else {
                error.render().to_string()
            };
            Err(host
                .standard_output
                .write_all(text.as_bytes())
                .map_err(Failure::from))
        }
        _ => Err(Err(Failure::from(error))),
    }
}

/// Help is shown before there are settings: what the command line says of colour is looked for in its words.
fn colors_help(host: &Host) -> bool {
    let words = words(host);
    if says(&words, "--color", "always") || says(&words, "--color", "never") {
        return says(&words, "--color", "always");
    }
    let refused = host.environment.is_set_and_not_empty("NO_COLOR")
        || host.environment.text("TERM").as_deref() == Some("dumb");
    host.terminal.output_is_terminal && !refused
}

/// Flushes what was written, shows a failure, and gives the exit code.
fn finish(outcome: Result<(), Failure>, settings: Option<&Settings>, host: &mut Host) -> u8 {
    let flushed = host.standard_output.flush().map_err(Failure::from);
    let Err(mut failure) = outcome.and(flushed) else {
        return 0;
    };
    if settings.is_some_and(|settings| settings.saved.get()) {
        failure = failure.after_saving();
    }
    let is_silent = matches!(
        failure.kind,
        Kind::Quiet | Kind::Nothing | Kind::Unsound | Kind::Ended(_)
    );
    if !is_silent {
        show_failure(&failure, settings, host);
    }
    failure.kind.exit_code()
}

fn show_failure(failure: &Failure, settings: Option<&Settings>, host: &mut Host) {
    if wants_json(host) {
        let mut shown = serde_json::json!({
            "kind": failure.kind, "exit_code": failure.kind.exit_code(), "message": failure.message,
            "causes": failure.causes, "hints": failure.hints,
        });
        if let (Some(object), Some(text)) = (shown.as_object_mut(), &failure.text) {
            object.insert("text".to_owned(), text.as_str().into());
        }
        drop(json::write_envelope(
            &mut host.standard_error,
            "error",
            &shown,
        ));
        return;
    }
    let mut document = Document::new().paragraph(
        Line::new()
            .with(Role::Bad, "error: ")
            .plain(failure.sentence()),
    );
    for hint in &failure.hints {
        document = document.paragraph(Line::new().with(Role::Good, "hint: ").plain(hint));
    }
    show(&document, settings, host);
    if let Some(text) = &failure.text {
        drop(writeln!(host.standard_error, "{}", visible_block(text)));
    }
}

fn warn(warning: &str, settings: Option<&Settings>, host: &mut Host) {
    let line = Line::new().with(Role::Warning, "warning: ").plain(warning);
    show(&Document::new().paragraph(line), settings, host);
}

fn show(document: &Document, settings: Option<&Settings>, host: &mut Host) {
    let plain = TerminalStyle {
        width: cli::error_width(host),
        coloring: Coloring::Off,
        characters: Characters::default(),
    };
    let style = settings.map_or(plain, |settings| settings.error_style(host));
    // There is nowhere left to say that standard error cannot be written.
    drop(
        host.standard_error
            .write_all(terminal::write(document, &style).as_bytes()),
    );
}

/// Whether the command line asks for JSON, though it may not be well-formed. The words after `run` are another
/// command's, and the format of an import is that of the file.
fn wants_json(host: &Host) -> bool {
    let mut words = words(host);
    let command = cli::command_name(&host.arguments);
    if command.as_deref() == Some("run") {
        let own = words.iter().position(|word| word == "run");
        words.truncate(own.unwrap_or_default());
    }
    let names_format = command.as_deref() != Some("import");
    words.iter().any(|word| word == "--json") || (names_format && says(&words, "--format", "json"))
}

/// The words in which flags can stand: after `--` there are none.
fn words(host: &Host) -> Vec<Cow<'_, str>> {
    let words = host.arguments.iter().map(|word| word.to_string_lossy());
    words.take_while(|word| word != "--").collect()
}

/// Whether a flag has this value, as one word or as two.
fn says(words: &[Cow<'_, str>], flag: &str, value: &str) -> bool {
    let pair = words
        .windows(2)
        .any(|pair| matches!(pair, [first, second] if first == flag && second == value));
    pair || words.iter().any(|word| {
        word.split_once('=')
            .is_some_and(|(name, given)| name == flag && given == value)
    })
}

impl From<clap::Error> for Failure {
    /// Takes clap's message apart: what happened, what could be written instead, its tips, and the usage.
    fn from(error: clap::Error) -> Self {
        let text = error.render().to_string();
        let mut paragraphs = text.trim_end().split("\n\n");
        let message = paragraphs.next().unwrap_or_default();
        let message = message.strip_prefix("error: ").unwrap_or(message);
        let (choices, told): (Vec<&str>, Vec<&str>) = message
            .lines()
            .map(str::trim)
            .partition(|line| choices(line).is_some());
        let mut failure = Failure::new(Kind::Usage, in_our_quotes(&told.join(" ")));
        failure.hints.extend(refusal_hint(&error));
        failure.hints.extend(nearest_command(&error));
        failure.hints.extend(nearest_flag(&error));
        for line in paragraphs.flat_map(str::lines).map(str::trim) {
            let tip = line.strip_prefix("tip: ").map(in_our_quotes);
            let usage = || Some(format!("usage: {}", line.strip_prefix("Usage: ")?));
            failure.hints.extend(tip.or_else(usage));
        }
        for choices in choices.into_iter().filter_map(self::choices) {
            failure = failure.hint(format!("write one of: {choices}"));
        }
        if failure.hints.is_empty() {
            failure = failure.hint("add `--help` to see what can be written");
        }
        failure
    }
}

/// What can be written, where clap says so in a line of its own.
fn choices(line: &str) -> Option<&str> {
    ["[possible values: ", "[subcommands: "]
        .into_iter()
        .find_map(|beginning| line.strip_prefix(beginning)?.strip_suffix(']'))
}

/// What to write instead of a value that one of our parsers refused.
fn refusal_hint(error: &clap::Error) -> Option<String> {
    let refused = error.source()?.downcast_ref::<Refused>()?;
    Some(refused.hint.clone())
}

/// What clap says, with what it quotes between backticks, as everywhere in folio. An apostrophe stays.
fn in_our_quotes(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let opens = before.is_whitespace();
        let closes = after.is_whitespace() || [',', ':', '.'].contains(&after);
        written.push(match character {
            '\'' if opens || closes => '`',
            other => other,
        });
        before = character;
    }
    written
}

/// The flag that a misspelt one was probably meant to be, where clap sees none.
fn nearest_flag(error: &clap::Error) -> Option<String> {
    let (Some(ContextValue::String(given)), None) = (
        error.get(ContextKind::InvalidArg),
        error.get(ContextKind::SuggestedArg),
    ) else {
        return None;
    };
    let given = given.strip_prefix("--")?;
    let given = given.split_once('=').map_or(given, |(given, _)| given);
    let usage = error.render().to_string();
    let usage = usage
        .lines()
        .find_map(|line| line.trim().strip_prefix("Usage: folio "))?;
    let mut command = cli::command();
    for word in usage.split_whitespace() {
        match command.find_subcommand(word) {
            Some(found) => command = found.clone(),
            None => break,
        }
    }
    let names = command.get_arguments().filter_map(clap::Arg::get_long);
    let nearest = text::nearest(given, names)?;
    Some(format!("did you mean `--{nearest}`?"))
}

/// The command that a misspelt one was probably meant to be, where clap sees none.
fn nearest_command(error: &clap::Error) -> Option<String> {
    let (Some(ContextValue::String(given)), None) = (
        error.get(ContextKind::InvalidSubcommand),
        error.get(ContextKind::SuggestedSubcommand),
    ) else {
        return None;
    };
    let command = cli::command();
    let names: Vec<&str> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let nearest = text::nearest(given, names)?;
    Some(format!("did you mean `{nearest}`?"))
}

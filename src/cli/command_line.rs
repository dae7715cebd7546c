//! The command line as clap describes it: which commands there are, in which groups, and with which arguments. What they
//! mean does not live here.

use std::ffi::{OsStr, OsString};

use clap::{Args, CommandFactory};

use super::arguments::Arguments;
use super::commands;

/// The widest that a line of the help is, in columns.
pub const LINE_WIDTH: usize = 100;

/// The commands by what they are for, as `folio --help` shows them.
const GROUPS: &[(&str, &[&str])] = &[
    ("Capture", &["log", "run", "distill", "import"]),
    (
        "Read",
        &[
            "list",
            "show",
            "search",
            "tags",
            "principles",
            "signals",
            "history",
        ],
    ),
    ("Return", &["recall", "practice"]),
    (
        "Explore",
        &[
            "explore", "try", "status", "compare", "brief", "answered", "converge", "drop",
        ],
    ),
    ("Review", &["review"]),
    ("Report", &["report", "export"]),
    ("Change", &["edit", "rm", "undo"]),
    (
        "Keep",
        &[
            "doctor",
            "backup",
            "config",
            "init",
            "forget-commands",
            "completions",
            "man",
        ],
    ),
];

const EXAMPLES: &str = "\
Examples:
  folio log \"keep sessions in process memory\" --because \"two replicas disagreed\" --tag sessions
  folio list --tag sessions
  folio search \"replica*\"
  folio report --month 2026-10";

/// What gives a command its arguments.
type Augment = fn(clap::Command) -> clap::Command;

/// Where each command has its arguments from.
const AUGMENTS: &[(&str, Augment)] = &[
    ("log", commands::log::LogArguments::augment_args),
    ("run", commands::run::RunArguments::augment_args),
    ("distill", commands::distill::DistillArguments::augment_args),
    ("import", commands::import::ImportArguments::augment_args),
    ("list", commands::list::ListArguments::augment_args),
    ("show", commands::show::ShowArguments::augment_args),
    ("search", commands::search::SearchArguments::augment_args),
    ("tags", commands::tags::TagsArguments::augment_args),
    (
        "principles",
        commands::principles::PrinciplesArguments::augment_args,
    ),
    ("signals", commands::signals::SignalsArguments::augment_args),
    ("history", commands::history::HistoryArguments::augment_args),
    ("recall", commands::recall::RecallArguments::augment_args),
    (
        "practice",
        commands::practice::PracticeArguments::augment_args,
    ),
    ("review", commands::review::ReviewArguments::augment_args),
    ("explore", commands::explore::ExploreArguments::augment_args),
    ("try", commands::r#try::TryArguments::augment_args),
    ("status", commands::status::StatusArguments::augment_args),
    ("compare", commands::compare::CompareArguments::augment_args),
    ("brief", commands::brief::BriefArguments::augment_args),
    (
        "answered",
        commands::answered::AnsweredArguments::augment_args,
    ),
    (
        "converge",
        commands::converge::ConvergeArguments::augment_args,
    ),
    ("drop", commands::drop::DropArguments::augment_args),
    ("report", commands::report::ReportArguments::augment_args),
    ("export", commands::export::ExportArguments::augment_args),
    ("edit", commands::edit::EditArguments::augment_args),
    ("rm", commands::rm::RmArguments::augment_args),
    ("undo", commands::undo::UndoArguments::augment_args),
    ("doctor", commands::doctor::DoctorArguments::augment_args),
    ("backup", commands::backup::BackupArguments::augment_args),
    ("config", commands::config::ConfigArguments::augment_args),
    ("hook", commands::hook::HookArguments::augment_args),
    ("init", commands::init::InitArguments::augment_args),
    (
        "forget-commands",
        commands::forget_commands::ForgetCommandsArguments::augment_args,
    ),
    (
        "completions",
        commands::completions::CompletionsArguments::augment_args,
    ),
    ("man", commands::man::ManArguments::augment_args),
];

/// The command line, with its commands grouped in the help.
pub fn command() -> clap::Command {
    grouped(with_arguments(|_| true))
}

/// The command line as far as these words need it. Describing and preparing all commands would cost every start as much
/// as the work of most: where the first word is a command, there is no other one, and elsewhere only commands that
/// the words name have their arguments.
pub fn command_for(words: &[OsString]) -> clap::Command {
    let mut all = with_arguments(|command| words.iter().any(|word| is_named(command, word)));
    let first = words.get(1).and_then(|word| {
        let mut commands = all.get_subcommands_mut();
        commands
            .find(|command| is_named(command, word))
            .map(std::mem::take)
    });
    match first {
        Some(command) => alone(&all, command),
        None => grouped(all),
    }
}

/// The command that these words name, though what follows it may not be well-formed; none where what stands before it is
/// not.
pub fn command_name(words: &[OsString]) -> Option<String> {
    let command = clap::Command::new("folio")
        .args(Arguments::command().get_arguments())
        .allow_external_subcommands(true);
    let matches = command.try_get_matches_from(words).ok()?;
    matches.subcommand_name().map(str::to_owned)
}

/// The names of values that may begin with a hyphen.
const TEXTS: [&str; 5] = ["TEXT", "PHRASE", "PRINCIPLE", "DURATION", "WHEN"];

/// An option that takes what a person writes takes a text that begins with a hyphen too, `-b "-O3 miscompiled it"`, and
/// one that takes a duration or a date says itself what is wrong with `-5m`.
fn taking_any_text(argument: clap::Arg) -> clap::Arg {
    let takes_text = !argument.is_positional()
        && argument
            .get_value_names()
            .is_some_and(|names| names.iter().any(|name| TEXTS.contains(&name.as_str())));
    if takes_text {
        argument.allow_hyphen_values(true)
    } else {
        argument
    }
}

/// Whether a word is the name of a command.
fn is_named(command: &clap::Command, word: &OsStr) -> bool {
    let mut names = command.get_name_and_visible_aliases().into_iter();
    names.any(|name| word == name)
}

/// The command line with this command alone.
fn alone(all: &clap::Command, command: clap::Command) -> clap::Command {
    let arguments = all.get_arguments().cloned();
    clap::Command::new("folio")
        .max_term_width(LINE_WIDTH)
        .args(arguments)
        .subcommand(command)
}

/// The command line with the arguments of those commands that are wanted.
fn with_arguments(is_wanted: impl Fn(&clap::Command) -> bool) -> clap::Command {
    Arguments::command().mut_subcommands(|command| {
        // `folio help COMMAND` is enough.
        let command = command.disable_help_subcommand(true);
        let known = AUGMENTS
            .iter()
            .find(|(name, _)| *name == command.get_name());
        match known {
            Some((_, augment)) if is_wanted(&command) => {
                // The arguments bring a description of their own, and must not come again when clap asks for them.
                let about = command.get_about().cloned().unwrap_or_default();
                augment(command.defer(std::convert::identity))
                    .about(about)
                    .mut_args(taking_any_text)
            }
            _ => command,
        }
    })
}

fn grouped(command: clap::Command) -> clap::Command {
    let names = GROUPS.iter().flat_map(|(_, names)| *names);
    let width = names.map(|name| name.len()).max().unwrap_or_default();
    let mut groups = String::new();
    for (title, names) in GROUPS {
        groups.extend([title, ":\n"]);
        for name in *names {
            let about = command
                .find_subcommand(name)
                .and_then(clap::Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            groups.extend([&format!("  {name:<width$}  {about}"), "\n"]);
        }
        groups.push('\n');
    }
    groups.push_str("`folio COMMAND --help` explains a command. `folio` alone shows what waits and what came last.");
    command
        .before_help(EXAMPLES)
        .after_help(groups)
        .help_template(
            "{before-help}{about-with-newline}
{usage-heading} {usage}{after-help}

Options:
{options}",
        )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }

    #[test]
    fn every_command_that_is_not_hidden_stands_in_one_group_of_the_help() {
        let mut grouped: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        let command = command();
        let mut all: Vec<&str> = command
            .get_subcommands()
            .filter(|subcommand| !subcommand.is_hide_set())
            .map(clap::Command::get_name)
            .collect();
        grouped.sort_unstable();
        all.sort_unstable();
        assert_eq!(grouped, all);
    }

    #[test]
    fn a_command_that_is_named_has_the_help_that_it_has_among_all() {
        let names = |command: &clap::Command| {
            command
                .get_name_and_visible_aliases()
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let all: Vec<String> = command().get_subcommands().flat_map(names).collect();
        for name in all {
            let help = |mut command: clap::Command| {
                let error = command
                    .try_get_matches_from_mut(["folio", &name, "--help"])
                    .unwrap_err();
                error.render().to_string()
            };
            let words = ["folio", &name].map(OsString::from);
            assert_eq!(help(command_for(&words)), help(command()), "{name}");
        }
    }

    #[test]
    fn every_command_has_its_arguments_from_somewhere() {
        let augmented: Vec<&str> = AUGMENTS.iter().map(|(name, _)| *name).collect();
        let command = command();
        let all: Vec<&str> = command
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        assert_eq!(augmented, all);
    }

    #[test]
    fn the_help_of_every_command_begins_with_examples() {
        for subcommand in command().get_subcommands() {
            let before = subcommand
                .get_before_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            let call = format!("folio {}", subcommand.get_name());
            assert!(
                before.starts_with("Examples:") && before.contains(&call),
                "{call}"
            );
        }
    }
}

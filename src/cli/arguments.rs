//! The whole command line as clap sees it.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::commands;

/// The widest that a line of the help is, in columns.
const LINE_WIDTH: usize = 100;

/// A failure portfolio for developers: keep what failed attempts taught, and find it again.
#[derive(Debug, Parser)]
#[command(name = "folio", version, max_term_width = LINE_WIDTH)]
pub struct Arguments {
    /// Print the overview as JSON.
    #[arg(long)]
    pub json: bool,
    /// What holds for every command.
    #[command(flatten)]
    pub global: GlobalArguments,
    /// The command; without one, an overview.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be said of every command.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArguments {
    /// Use this journal file
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "journal_name", value_hint = clap::ValueHint::FilePath)]
    pub journal: Option<PathBuf>,
    /// Use the journal that the configuration calls NAME
    #[arg(short = 'j', long, value_name = "NAME", global = true)]
    pub journal_name: Option<String>,
    /// When to use colour: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        value_enum,
        hide_possible_values = true
    )]
    pub color: Option<ColorWhen>,
    /// Never ask; what is missing is an error
    #[arg(long, global = true)]
    pub no_input: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal that wants it.
    Auto,
    /// Even into a pipe.
    Always,
    /// Nowhere.
    Never,
}

impl std::fmt::Display for ColorWhen {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            ColorWhen::Auto => "auto",
            ColorWhen::Always => "always",
            ColorWhen::Never => "never",
        })
    }
}

/// One verb, one job.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Note an attempt and why it failed
    Log(Box<commands::log::LogArguments>),
    /// Run a command, and see what applies when it fails
    Run(commands::run::RunArguments),
    /// Write the principles of drafts, oldest first
    Distill(commands::distill::DistillArguments),
    /// Take in entries from JSON lines, CSV or entry documents
    Import(commands::import::ImportArguments),
    /// List entries, latest first
    #[command(visible_alias = "ls")]
    List(commands::list::ListArguments),
    /// Show whole entries
    Show(commands::show::ShowArguments),
    /// Find entries by their words, best match first
    Search(commands::search::SearchArguments),
    /// Show the tags, rename or merge them
    Tags(commands::tags::TagsArguments),
    /// Show the principles and how often each was met, merge them
    Principles(commands::principles::PrinciplesArguments),
    /// Show the signals to watch for
    Signals(commands::signals::SignalsArguments),
    /// Show who changed what of an entry or an exploration, and when
    History(commands::history::HistoryArguments),
    /// Find the lessons that apply to a log or a sentence
    Recall(Box<commands::recall::RecallArguments>),
    /// Call lessons to mind when they are due
    Practice(commands::practice::PracticeArguments),
    /// Say what you think of lessons, or have somebody else say it
    Review(Box<commands::review::ReviewArguments>),
    /// Open a question to try several approaches to
    Explore(Box<commands::explore::ExploreArguments>),
    /// Note that an approach is begun, or planned
    Try(commands::r#try::TryArguments),
    /// Show how an exploration stands, and its clock
    Status(commands::status::StatusArguments),
    /// Show the approaches of an exploration side by side
    Compare(commands::compare::CompareArguments),
    /// Write a message to a senior: what is asked, seen, tried and guessed
    Brief(Box<commands::brief::BriefArguments>),
    /// Note what the senior answered
    Answered(commands::answered::AnsweredArguments),
    /// Choose an entry as the answer
    Converge(commands::converge::ConvergeArguments),
    /// Give a question up
    Drop(commands::drop::DropArguments),
    /// Show what a month, week, quarter or year was like
    Report(commands::report::ReportArguments),
    /// Write a monthly summary, or entries, to hand over
    Export(commands::export::ExportArguments),
    /// Change an entry
    Edit(Box<commands::edit::EditArguments>),
    /// Remove entries; `undo` brings them back
    Rm(commands::rm::RmArguments),
    /// Take the last command's changes back
    Undo(commands::undo::UndoArguments),
    /// Show and change the configuration
    Config(commands::config::ConfigArguments),
    /// Remember a command that failed, and print the lesson that it brings back
    #[command(hide = true)]
    Hook(commands::hook::HookArguments),
    /// Print the script that makes a shell remember failed commands
    Init(commands::init::InitArguments),
    /// Empty the record of failed commands
    ForgetCommands(commands::forget_commands::ForgetCommandsArguments),
    /// Print the completion script of a shell
    Completions(commands::completions::CompletionsArguments),
    /// Print the manual pages
    Man(commands::man::ManArguments),
}

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
        &["config", "init", "forget-commands", "completions", "man"],
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

impl Command {
    /// Whether the command mends the configuration or has no use for it.
    pub fn works_unconfigured(&self) -> bool {
        match self {
            Self::Config(arguments) => arguments.mends(),
            Self::Init(_) | Self::Completions(_) | Self::Man(_) => true,
            _ => false,
        }
    }
}

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

/// An option that takes what a person writes takes a text that begins with a hyphen too: `-b "-O3 miscompiled it"`.
fn taking_any_text(argument: clap::Arg) -> clap::Arg {
    let takes_text = !argument.is_positional()
        && argument.get_value_names().is_some_and(|names| {
            names
                .iter()
                .any(|name| matches!(name.as_str(), "TEXT" | "PHRASE" | "PRINCIPLE"))
        });
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

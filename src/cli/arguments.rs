//! What can be said on the command line. How clap describes it, and its help, do not live here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{command_line, commands};

/// A failure portfolio for developers: keep what failed attempts taught, and find it again.
#[derive(Debug, Parser)]
#[command(name = "folio", version, max_term_width = command_line::LINE_WIDTH)]
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
    /// Write a monthly summary, a portfolio, or entries, to hand over
    Export(commands::export::ExportArguments),
    /// Change an entry
    Edit(Box<commands::edit::EditArguments>),
    /// Remove entries; `undo` brings them back
    Rm(commands::rm::RmArguments),
    /// Take the last command's changes back
    Undo(commands::undo::UndoArguments),
    /// Check the journal and what surrounds it, and mend it
    Doctor(commands::doctor::DoctorArguments),
    /// Copy the journal to a file, or put a copy back
    Backup(commands::backup::BackupArguments),
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

impl Command {
    /// Whether the command mends the configuration or has no use for it.
    pub fn works_unconfigured(&self) -> bool {
        match self {
            Self::Config(arguments) => arguments.mends(),
            Self::Doctor(_) | Self::Init(_) | Self::Completions(_) | Self::Man(_) => true,
            _ => false,
        }
    }
}

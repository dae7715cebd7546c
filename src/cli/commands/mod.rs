//! One file for each command: it resolves what was written, asks for what is missing, acts, and shows the result.

pub mod answered;
pub mod backup;
pub mod brief;
pub mod compare;
pub mod completions;
pub mod config;
pub mod converge;
pub mod distill;
pub mod doctor;
pub mod drop;
pub mod edit;
pub mod explore;
pub mod export;
pub mod forget_commands;
pub mod history;
pub mod hook;
pub mod import;
pub mod init;
pub mod list;
pub mod log;
pub mod man;
mod overview;
pub mod practice;
pub mod principles;
pub mod recall;
pub mod report;
pub mod review;
pub mod rm;
pub mod run;
pub mod search;
pub mod show;
pub mod signals;
pub mod status;
pub mod tags;
pub mod r#try;
pub mod undo;

use super::arguments::Command;
use super::{Failure, Settings};
use crate::host::Host;

/// Runs the command.
///
/// # Errors
/// When it could not do what was asked.
pub fn run(
    command: Option<Command>,
    json: bool,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if json && command.is_some() {
        return Err(Failure::usage(
            "`--json` before a command is the overview's",
            "write it after the command, as in `folio list --json`",
        ));
    }
    match command {
        None => overview::run(json, settings, host),
        Some(Command::Log(arguments)) => log::run(*arguments, settings, host),
        Some(Command::Run(arguments)) => run::run(&arguments, settings, host),
        Some(Command::Distill(arguments)) => distill::run(arguments, settings, host),
        Some(Command::Import(arguments)) => import::run(&arguments, settings, host),
        Some(Command::List(arguments)) => list::run(&arguments, settings, host),
        Some(Command::Show(arguments)) => show::run(&arguments, settings, host),
        Some(Command::Search(arguments)) => search::run(&arguments, settings, host),
        Some(Command::Tags(arguments)) => tags::run(&arguments, settings, host),
        Some(Command::Principles(arguments)) => principles::run(&arguments, settings, host),
        Some(Command::Recall(arguments)) => recall::run(&arguments, settings, host),
        Some(Command::Signals(arguments)) => signals::run(&arguments, settings, host),
        Some(Command::History(arguments)) => history::run(&arguments, settings, host),
        Some(Command::Practice(arguments)) => practice::run(arguments, settings, host),
        Some(Command::Review(arguments)) => review::run(*arguments, settings, host),
        Some(Command::Explore(arguments)) => explore::run(*arguments, settings, host),
        Some(Command::Try(arguments)) => r#try::run(&arguments, settings, host),
        Some(Command::Status(arguments)) => status::run(&arguments, settings, host),
        Some(Command::Compare(arguments)) => compare::run(&arguments, settings, host),
        Some(Command::Brief(arguments)) => brief::run(&arguments, settings, host),
        Some(Command::Answered(arguments)) => answered::run(arguments, settings, host),
        Some(Command::Converge(arguments)) => converge::run(arguments, settings, host),
        Some(Command::Drop(arguments)) => drop::run(arguments, settings, host),
        Some(Command::Report(arguments)) => report::run(&arguments, settings, host),
        Some(Command::Export(arguments)) => export::run(&arguments, settings, host),
        Some(Command::Edit(arguments)) => edit::run(*arguments, settings, host),
        Some(Command::Rm(arguments)) => rm::run(&arguments, settings, host),
        Some(Command::Undo(arguments)) => undo::run(&arguments, settings, host),
        Some(Command::Doctor(arguments)) => doctor::run(&arguments, settings, host),
        Some(Command::Backup(arguments)) => backup::run(&arguments, settings, host),
        Some(Command::Config(arguments)) => config::run(&arguments, settings, host),
        Some(Command::Hook(arguments)) => hook::run(&arguments, settings, host),
        Some(Command::Init(arguments)) => init::run(&arguments, settings, host),
        Some(Command::ForgetCommands(arguments)) => {
            forget_commands::run(&arguments, settings, host)
        }
        Some(Command::Completions(arguments)) => completions::run(&arguments, host),
        Some(Command::Man(arguments)) => man::run(&arguments, host),
    }
}

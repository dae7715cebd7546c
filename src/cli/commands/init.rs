//! `folio init`: the script that makes a shell remember failed commands.
//!
//! The scripts are files of their own in `cli/shell`. What they know of the configuration is set before them; what
//! they start is `folio hook`.

use std::io::Write as _;

use clap::{Args, ValueEnum};

use crate::cli::{Failure, Settings};
use crate::host::Host;

const EXAMPLES: &str = "\
Examples:
  eval \"$(folio init bash)\"       in ~/.bashrc
  eval \"$(folio init zsh)\"        in ~/.zshrc
  folio init fish | source        in ~/.config/fish/config.fish";

/// What `folio init` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct InitArguments {
    /// The shell: bash, zsh or fish
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

/// A shell that folio has a script for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    /// GNU Bash
    Bash,
    /// Z shell
    Zsh,
    /// fish
    Fish,
}

impl Shell {
    fn script(self) -> &'static str {
        match self {
            Shell::Bash => include_str!("../shell/folio.bash"),
            Shell::Zsh => include_str!("../shell/folio.zsh"),
            Shell::Fish => include_str!("../shell/folio.fish"),
        }
    }

    /// How the script is told a number.
    fn assignment(self, name: &str, value: u128) -> String {
        match self {
            Shell::Bash | Shell::Zsh => format!("{name}={value}"),
            Shell::Fish => format!("set --global {name} {value}"),
        }
    }
}

pub(super) fn run(
    arguments: &InitArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let minimum = settings.configuration.hook_minimum_duration.value;
    let shell = arguments.shell;
    let assignment = shell.assignment("__folio_minimum", minimum.as_millis());
    // The script comes first, with what it is.
    write!(host.standard_output, "{}\n{assignment}\n", shell.script())?;
    Ok(())
}

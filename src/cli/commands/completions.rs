//! `folio completions`: the script that makes a shell complete folio's commands, flags, tags, ids and names.
//!
//! The script asks folio itself at every Tab (see `cli::completing`), so what it offers is what the journal holds.

use clap::{Args, ValueEnum};

use crate::cli::{Failure, completing};
use crate::host::Host;

const EXAMPLES: &str = "\
Examples:
  folio completions bash > ~/.local/share/bash-completion/completions/folio
  folio completions zsh > ~/.zfunc/_folio
  folio completions fish > ~/.config/fish/completions/folio.fish
  folio completions powershell >> $PROFILE";

/// What `folio completions` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct CompletionsArguments {
    /// The shell: bash, zsh, fish or powershell
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

/// A shell that folio completes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash
    Bash,
    /// Z shell
    Zsh,
    /// fish
    Fish,
    /// `PowerShell`
    #[value(name = "powershell")]
    Power,
}

impl Shell {
    /// The name under which the completion engine knows it.
    pub fn name(self) -> &'static str {
        match self {
            Shell::Bash => "bash",
            Shell::Zsh => "zsh",
            Shell::Fish => "fish",
            Shell::Power => "powershell",
        }
    }
}

pub(super) fn run(arguments: &CompletionsArguments, host: &mut Host) -> Result<(), Failure> {
    completing::write_registration(arguments.shell.name(), &mut host.standard_output)
}

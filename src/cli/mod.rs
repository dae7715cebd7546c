//! The command line: arguments, one file a command (resolve, ask, act, show), failures and exit codes.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `arguments` | what can be said on the command line |
//! | `command_line` | how clap describes it, and its help |
//! | `parsing` | values of flags, with what to write where they cannot be meant |
//! | `filters` | the filters that many commands share, and what they mean |
//! | `audience` | `--for` and `--anonymous`: whom a report is for |
//! | `zones` | `--tz`: the time zone in which a command thinks |
//! | `settings` | what a command is told: configuration, calendar, folders, and the journal that it opens |
//! | `configuration_files` | where the configuration stands, and reading it |
//! | `place` | the project and directory in which a command is given |
//! | `git` | what the repository there says of itself |
//! | `asking` | questions about an entry |
//! | `drafting` | the editor, and keeping what was typed |
//! | `reading` | files and standard input |
//! | `redacting` | what replaces secrets, and the note on it |
//! | `remembered` | failed commands that folio sees, and the last of them |
//! | `reporting` | reports by name: what a definition and the command line say together |
//! | `report_names` | which reports there are |
//! | `report_checks` | what a definition of a report says that cannot be used |
//! | `same_choice` | the way back from a filter to flags |
//! | `templates` | templates of one's own: which file, and reading it |
//! | `output` | showing a result in the format that was asked for |
//! | `counted` | names with their counts, shown the same way |
//! | `streaming` | many entries, written while they are read |
//! | `style` | how documents look, by where they are shown |
//! | `destination` | `-O FILE`: where what is handed over goes |
//! | `clipboard` | handing a text to the clipboard |
//! | `opening` | handing a page to the browser |
//! | `completing` | what a shell offers when Tab is pressed |
//! | `failure` | what went wrong, with its hint and its exit code |
//! | `commands` | one file for each command |

pub mod arguments;
mod asking;
mod audience;
mod clipboard;
mod command_line;
mod commands;
pub mod completing;
mod configuration_files;
mod counted;
mod destination;
mod drafting;
mod failure;
mod filters;
mod git;
mod opening;
mod output;
mod parsing;
mod place;
mod reading;
mod redacting;
mod remembered;
mod report_checks;
mod report_names;
mod reporting;
mod same_choice;
mod settings;
mod streaming;
mod style;
mod templates;
mod zones;

pub use arguments::{Arguments, Command};
pub use command_line::{command, command_for, command_name};
pub use commands::run;
pub use commands::run::run_alone;
pub use failure::{Failure, Kind};
pub use parsing::Refused;
pub use settings::Settings;
pub use style::error_width;

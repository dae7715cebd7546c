//! The command line: arguments, one file a command (resolve, ask, act, show), failures and exit codes.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `arguments` | the whole command line as clap sees it |
//! | `filters` | the filters that many commands share, and what they mean |
//! | `audience` | `--for` and `--anonymous`: whom a report is for |
//! | `counted` | names with their counts, shown the same way |
//! | `clipboard` | handing a text to the clipboard |
//! | `reading` | files and standard input |
//! | `remembered` | failed commands that folio sees, and the last of them |
//! | `settings` | what a command is told: configuration, calendar, folders, streams |
//! | `style` | how documents look, by where they are shown |
//! | `place` | the project and directory in which a command is given |
//! | `output` | showing a result in the format that was asked for |
//! | `streaming` | many entries, written while they are read |
//! | `destination` | `-O FILE`: where what is handed over goes |
//! | `reporting` | reports by name: what a definition and the command line say together |
//! | `same_choice` | the way back from a filter to flags |
//! | `templates` | templates of one's own: which file, and reading it |
//! | `zones` | `--tz`: the time zone in which a command thinks |
//! | `opening` | handing a page to the browser |
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

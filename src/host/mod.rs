//! The outside world: everything `folio` asks of the machine it runs on, as traits held by one struct.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `outside` | [`Host`]: the struct that a run is given |
//! | `environment` | [`Environment`]: the variables, read once |
//! | `folders` | [`Folders`]: where the journal, the configuration and the machine's state live |
//! | `terminal` | [`Terminal`]: which streams are terminals and how large they are |
//! | `clock` | [`Clock`] and [`LocalZone`]; [`FixedClock`] stands still |
//! | `zone_files` | [`ZoneFiles`]: the time zones of the system |
//! | `entropy` | [`Entropy`]: bytes for ids; [`SeededEntropy`] repeats itself |
//! | `prompts` | [`Prompts`]: questions put to a person |
//! | `programs` | [`Editor`], [`Pager`], [`Processes`] and [`Commands`]: other programs |
//! | [`files`] | private files, atomic replacement, drafts of text that must not be lost |
//! | [`disk`] | what others may do with a file, and room on a disk |
//! | `progress` | [`ProgressBars`]: how far long work has come |
//! | `process` | the only file that touches the real process, with the files in its folder, which run commands |
//! | `dialogue` | prompts on a real terminal |
//! | `interrupt` | Ctrl-C while another program or a prompt has the terminal |
//! | [`scripted`] | a host held by a test |
//!
//! Nothing of ours is imported here. What is shown to a person, and what a journal is, is decided elsewhere.

mod clock;
mod dialogue;
pub mod disk;
mod entropy;
mod environment;
pub mod files;
mod folders;
mod interrupt;
mod outside;
mod process;
mod programs;
mod progress;
mod prompts;
pub mod scripted;
mod terminal;
pub mod zone_files;

pub use clock::{Clock, FixedClock, LocalZone};
pub use entropy::{Entropy, SeededEntropy};
pub use environment::Environment;
pub use folders::{FolderError, Folders};
pub use outside::Host;
pub use process::{ProcessError, stand_in};
pub use programs::{Commands, Editor, EditorError, Ended, Pager, ProcessOutput, Processes};
pub use progress::{NoProgress, Progress, ProgressBars, Watch};
pub use prompts::{Answer, Need, PromptError, Prompts, TextPrompt, YesOrNo};
pub use terminal::Terminal;
pub use zone_files::ZoneFiles;

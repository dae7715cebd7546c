//! Other programs, as traits: the editor, the pager, programs whose output is read, and commands that a person runs
//! through folio. They are started in `process`.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;
use std::time::Duration;

/// Opens a file in the editor of the person's choice.
pub trait Editor {
    /// Runs `command`, split into words as a shell does, with `file` as its last argument, on the terminal, and
    /// waits until it has ended.
    ///
    /// # Errors
    ///
    /// When the editor cannot be started, fails or is killed. The file then holds whatever was saved last.
    fn edit(&mut self, command: &str, file: &Path) -> Result<(), EditorError>;
}

/// Why a text was not edited.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// The command is empty or its quotes are not closed.
    #[error("the editor command `{command}` cannot be read: {reason}")]
    Command {
        /// The command as it was configured.
        command: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The program is not there or may not be run.
    #[error("the editor `{program}` could not be started: {cause}")]
    NotStarted {
        /// The first word of the command.
        program: String,
        /// What the operating system said.
        cause: io::Error,
    },
    /// The program ended with a code other than 0.
    #[error("the editor `{program}` ended with exit code {code}")]
    Failed {
        /// The first word of the command.
        program: String,
        /// Its exit code.
        code: i32,
    },
    /// The program was ended by a signal.
    #[error("the editor `{program}` was killed")]
    Killed {
        /// The first word of the command.
        program: String,
    },
}

impl EditorError {
    /// What to try.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Command { .. } | Self::NotStarted { .. } => {
                Some("set VISUAL or EDITOR to a program that is installed")
            }
            Self::Failed { .. } | Self::Killed { .. } => None,
        }
    }
}

/// Shows a long text one screen at a time.
pub trait Pager {
    /// Runs `command`, split into words as a shell does, with `text` on its standard input, and waits until it has
    /// ended. A pager that is left before the end of the text has done its work. `LESS` is set to `FRX` where it is
    /// not set: short text is printed and left on the screen, colours are kept.
    ///
    /// # Errors
    ///
    /// When the command cannot be read or started: nothing was shown, print the text instead.
    fn page(&mut self, command: &str, text: &str) -> io::Result<()>;
}

/// Runs other programs to read what they print.
pub trait Processes {
    /// Runs a program in a folder with nothing on its standard input and waits until it has ended.
    ///
    /// # Errors
    ///
    /// When it cannot be started; a program that fails is no error but has an exit code.
    fn run(
        &mut self,
        program: &str,
        arguments: &[&OsStr],
        directory: &Path,
    ) -> io::Result<ProcessOutput>;

    /// Runs a program with `input` on its standard input and nobody listening to what it prints, and waits until it has
    /// ended; what it leaves running in the background, as keepers of a clipboard do, is not waited for. Gives its exit
    /// code, or nothing where a signal ended it.
    ///
    /// # Errors
    ///
    /// When it cannot be started; a program that fails is no error.
    fn feed(&mut self, program: &str, arguments: &[&str], input: &[u8]) -> io::Result<Option<i32>>;

    /// Starts this program once more with other arguments and `input` on its standard input, in the background: it goes
    /// on when this one has ended, and no key that is pressed reaches it. Gives the first line that it prints, or
    /// nothing where it has printed none when it ends or `patience` does.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    fn hand_over(
        &mut self,
        arguments: &[&OsStr],
        input: Vec<u8>,
        patience: Duration,
    ) -> io::Result<Vec<u8>>;
}

/// What a program left behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProcessOutput {
    /// Its exit code; `None` when a signal ended it.
    pub exit_code: Option<i32>,
    /// What it wrote to its standard output.
    pub standard_output: Vec<u8>,
    /// What it wrote to its standard error.
    pub standard_error: Vec<u8>,
}

impl ProcessOutput {
    /// Whether it ended with exit code 0.
    pub fn succeeded(&self) -> bool {
        self.exit_code == Some(0)
    }
}

/// Runs commands of a person as if they had been started without folio: on the streams of this process, with its
/// environment, directory, terminal and signals.
pub trait Commands {
    /// Runs the program and its arguments, and waits until it has ended. What it prints is passed on as it comes, and
    /// the last `kept` bytes of it are handed back. A program that is not there or cannot be executed has ended with
    /// 127 or 126, as in a shell, after saying so on standard error.
    ///
    /// # Errors
    ///
    /// When the system gives no pipe, terminal or process: nothing was run.
    fn run(&mut self, command: &[OsString], kept: usize) -> io::Result<Ended>;
}

/// How a command ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ended {
    /// Its exit code; 128 and the number of the signal where one ended it.
    pub exit_code: u8,
    /// How long it ran.
    pub duration: Duration,
    /// The end of what it printed, standard output and standard error in the order in which they came.
    pub output: Vec<u8>,
}

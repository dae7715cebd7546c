//! The struct that carries the outside world through a run. How the real one is made is in `process`, how a
//! test makes one in `scripted`.

use std::ffi::OsString;
use std::fmt;
use std::io::{Read, Write};
use std::path::PathBuf;

use super::{
    Clock, Commands, Editor, Entropy, Environment, Pager, Processes, ProgressBars, Prompts,
    Terminal,
};

/// Everything a run may ask of the machine.
///
/// Standard output is buffered: flush it before an editor, a pager or a prompt takes the terminal, and before the
/// end of the run. Rust ignores `SIGPIPE`, so a reader that has gone away (`folio list | head`) shows up as
/// [`ErrorKind::BrokenPipe`](std::io::ErrorKind::BrokenPipe) on a write or a flush: treat it as a quiet end, not
/// as a failure.
pub struct Host {
    /// The command line, the program's own name included.
    pub arguments: Vec<OsString>,
    /// The environment variables as they were at the start.
    pub environment: Environment,
    /// The working directory, absolute. Relative paths of the command line are joined to it.
    pub directory: PathBuf,
    /// Where piped text comes from.
    pub standard_input: Box<dyn Read>,
    /// Where data goes. Buffered.
    pub standard_output: Box<dyn Write>,
    /// Where everything else goes. Not buffered.
    pub standard_error: Box<dyn Write>,
    /// Which streams are terminals, and their size.
    pub terminal: Terminal,
    /// What time it is, and where.
    pub clock: Box<dyn Clock>,
    /// Bytes that make ids unique.
    pub entropy: Box<dyn Entropy>,
    /// Questions put to the person at the terminal.
    pub prompts: Box<dyn Prompts>,
    /// The editor of the person's choice.
    pub editor: Box<dyn Editor>,
    /// The pager of the person's choice.
    pub pager: Box<dyn Pager>,
    /// How far long work has come.
    pub progress: Box<dyn ProgressBars>,
    /// Other programs, run to read what they print.
    pub processes: Box<dyn Processes>,
    /// The operating system and the processor, such as `linux x86_64`.
    pub platform: String,
    /// Commands of the person, run in their own streams.
    pub commands: Box<dyn Commands>,
}

impl fmt::Debug for Host {
    /// Shows the facts; the environment (it may hold secrets), the streams and the traits are left out.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Host")
            .field("arguments", &self.arguments)
            .field("directory", &self.directory)
            .field("terminal", &self.terminal)
            .finish_non_exhaustive()
    }
}

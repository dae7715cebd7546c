//! A host held by a test: no file of the process, no terminal, no clock that moves. It is part of the crate proper so
//! that tests of every room, and those in `tests/`, can use it.

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::{
    Commands, Editor, EditorError, Ended, Environment, FixedClock, Host, Pager, ProcessOutput,
    Processes, SeededEntropy, Terminal,
};

mod prompts;

pub use prompts::Reply;
use prompts::{Script, ScriptedPrompts};

/// What an editor does to the text of a file.
type Edit = Box<dyn FnMut(&mut String) -> Result<(), EditorError>>;

/// What a program answers: program, arguments, folder.
type Answering = Box<dyn FnMut(&str, &[&OsStr], &Path) -> io::Result<ProcessOutput>>;

/// What a program does with what it is fed: program, arguments, input.
type Feeding = Box<dyn FnMut(&str, &[&str], &[u8]) -> io::Result<Option<i32>>>;

/// How a command ends: program and arguments.
type Running = Box<dyn FnMut(&[OsString]) -> io::Result<Ended>>;

/// Builds a host for one run. Without further words: the program name alone, an empty environment, `/` as the working
/// directory, empty standard input, no terminal, 2026-10-05T09:30:00+02:00, seed 0, an editor that changes nothing,
/// no programs to run, commands that end well, and `linux x86_64` for a platform.
pub struct ScriptedHost {
    arguments: Vec<OsString>,
    environment: Environment,
    directory: PathBuf,
    standard_input: Vec<u8>,
    terminal: Terminal,
    now: DateTime<FixedOffset>,
    seed: u64,
    script: Script,
    edit: Edit,
    answering: Answering,
    feeding: Feeding,
    running: Running,
}

/// What a run returned and left behind.
#[derive(Debug)]
pub struct ScriptedRun<T> {
    /// What the run returned.
    pub returned: T,
    /// The bytes on standard output.
    pub standard_output: Vec<u8>,
    /// The bytes on standard error.
    pub standard_error: Vec<u8>,
    /// The texts that were paged, in order. They are not on standard output.
    pub paged: Vec<String>,
    /// Labels of the replies that no question asked for. A test that scripts replies should find none.
    pub unasked: Vec<String>,
}

impl<T> ScriptedRun<T> {
    /// Standard output as text; what is not UTF-8 is replaced.
    pub fn output_text(&self) -> String {
        String::from_utf8_lossy(&self.standard_output).into_owned()
    }

    /// Standard error as text; what is not UTF-8 is replaced.
    pub fn error_text(&self) -> String {
        String::from_utf8_lossy(&self.standard_error).into_owned()
    }
}

impl Default for ScriptedHost {
    fn default() -> Self {
        Self {
            arguments: vec!["folio".into()],
            environment: Environment::default(),
            directory: PathBuf::from("/"),
            standard_input: Vec::new(),
            terminal: Terminal::absent(),
            now: default_now(),
            seed: 0,
            script: Script::default(),
            edit: Box::new(|_| Ok(())),
            answering: Box::new(|_, _, _| Err(io::ErrorKind::NotFound.into())),
            feeding: Box::new(|_, _, _| Err(io::ErrorKind::NotFound.into())),
            running: Box::new(|_| Ok(Ended::default())),
        }
    }
}

impl ScriptedHost {
    /// A host as described above.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The command line after the program's name.
    #[must_use]
    pub fn arguments<Argument: Into<OsString>>(
        mut self,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Self {
        self.arguments.truncate(1);
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// All environment variables.
    #[must_use]
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// The working directory.
    #[must_use]
    pub fn directory(mut self, directory: impl Into<PathBuf>) -> Self {
        self.directory = directory.into();
        self
    }

    /// What is piped in.
    #[must_use]
    pub fn standard_input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.standard_input = bytes.into();
        self
    }

    /// Which streams are terminals. Replies are given only where the terminal can prompt.
    #[must_use]
    pub fn terminal(mut self, terminal: Terminal) -> Self {
        self.terminal = terminal;
        self
    }

    /// The instant at which the clock stands; its offset is the zone.
    #[must_use]
    pub fn now(mut self, now: DateTime<FixedOffset>) -> Self {
        self.now = now;
        self
    }

    /// The seed of ids. Two runs on one journal need two seeds.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The next reply, to the question with this label. Any other question meanwhile is an error.
    #[must_use]
    pub fn reply(mut self, label: impl Into<String>, reply: Reply) -> Self {
        self.script.push(label.into(), reply);
        self
    }

    /// What the editor does to the text of the file it is given.
    #[must_use]
    pub fn editor(
        mut self,
        edit: impl FnMut(&mut String) -> Result<(), EditorError> + 'static,
    ) -> Self {
        self.edit = Box::new(edit);
        self
    }

    /// What other programs answer: called with program, arguments and folder.
    #[must_use]
    pub fn processes(
        mut self,
        answering: impl FnMut(&str, &[&OsStr], &Path) -> io::Result<ProcessOutput> + 'static,
    ) -> Self {
        self.answering = Box::new(answering);
        self
    }

    /// What other programs do with what they are fed: called with program, arguments and input, it gives an exit code.
    #[must_use]
    pub fn feeding(
        mut self,
        feeding: impl FnMut(&str, &[&str], &[u8]) -> io::Result<Option<i32>> + 'static,
    ) -> Self {
        self.feeding = Box::new(feeding);
        self
    }

    /// How commands of the person end: called with program and arguments.
    #[must_use]
    pub fn commands(
        mut self,
        running: impl FnMut(&[OsString]) -> io::Result<Ended> + 'static,
    ) -> Self {
        self.running = Box::new(running);
        self
    }

    /// Gives the host to `body` and returns what it returned and left behind.
    pub fn run<T>(self, body: impl FnOnce(&mut Host) -> T) -> ScriptedRun<T> {
        let (output, error) = (Captured::default(), Captured::default());
        let paged = Rc::new(RefCell::new(Vec::new()));
        let script = Rc::new(RefCell::new(self.script));
        let mut host = Host {
            arguments: self.arguments,
            environment: self.environment,
            directory: self.directory,
            standard_input: Box::new(Cursor::new(self.standard_input)),
            standard_output: Box::new(output.clone()),
            standard_error: Box::new(error.clone()),
            terminal: self.terminal,
            clock: Box::new(FixedClock(self.now)),
            entropy: Box::new(SeededEntropy::new(self.seed)),
            prompts: Box::new(ScriptedPrompts::new(self.terminal, Rc::clone(&script))),
            editor: Box::new(ScriptedEditor(self.edit)),
            progress: Box::new(super::NoProgress),
            pager: Box::new(ScriptedPager(Rc::clone(&paged))),
            processes: Box::new(ScriptedProcesses {
                answering: self.answering,
                feeding: self.feeding,
            }),
            platform: "linux x86_64".to_owned(),
            commands: Box::new(ScriptedCommands(self.running)),
        };
        ScriptedRun {
            returned: body(&mut host),
            standard_output: output.0.take(),
            standard_error: error.0.take(),
            paged: paged.take(),
            unasked: script.take().labels(),
        }
    }
}

/// 2026-10-05T09:30:00+02:00, a Monday.
fn default_now() -> DateTime<FixedOffset> {
    const SECONDS_SINCE_EPOCH: i64 = 1_791_185_400;
    const TWO_HOURS: i32 = 2 * 60 * 60;
    let instant = DateTime::from_timestamp(SECONDS_SINCE_EPOCH, 0).unwrap_or_default();
    match FixedOffset::east_opt(TWO_HOURS) {
        Some(offset) => instant.with_timezone(&offset),
        None => instant.fixed_offset(),
    }
}

/// A stream that is kept.
#[derive(Clone, Default)]
struct Captured(Rc<RefCell<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct ScriptedEditor(Edit);

impl Editor for ScriptedEditor {
    fn edit(&mut self, command: &str, file: &Path) -> Result<(), EditorError> {
        let failed = |cause| EditorError::NotStarted {
            program: command.to_owned(),
            cause,
        };
        let mut text = fs::read_to_string(file).map_err(failed)?;
        let result = (self.0)(&mut text);
        fs::write(file, text).map_err(failed)?;
        result
    }
}

struct ScriptedPager(Rc<RefCell<Vec<String>>>);

impl Pager for ScriptedPager {
    fn page(&mut self, _command: &str, text: &str) -> io::Result<()> {
        self.0.borrow_mut().push(text.to_owned());
        Ok(())
    }
}

struct ScriptedProcesses {
    answering: Answering,
    feeding: Feeding,
}

impl Processes for ScriptedProcesses {
    fn run(
        &mut self,
        program: &str,
        arguments: &[&OsStr],
        directory: &Path,
    ) -> io::Result<ProcessOutput> {
        (self.answering)(program, arguments, directory)
    }

    fn feed(&mut self, program: &str, arguments: &[&str], input: &[u8]) -> io::Result<Option<i32>> {
        (self.feeding)(program, arguments, input)
    }

    fn hand_over(
        &mut self,
        arguments: &[&OsStr],
        _input: Vec<u8>,
        _patience: Duration,
    ) -> io::Result<Vec<u8>> {
        let output = (self.answering)("folio", arguments, Path::new("/"))?;
        Ok(output.standard_output)
    }
}

struct ScriptedCommands(Running);

impl Commands for ScriptedCommands {
    fn run(&mut self, command: &[OsString], _kept: usize) -> io::Result<Ended> {
        (self.0)(command)
    }
}

#[cfg(test)]
mod tests;

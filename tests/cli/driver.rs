//! Runs command lines in a home of their own, and hands back what came of them. What a command should do is said in
//! the files beside this one.
//!
//! In every run the clock stands still, ids come from a new seed, replies that were scripted must all have been asked
//! for, and nothing printed may hold a character that drives a terminal.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use folio::app;
use folio::host::scripted::{Reply, ScriptedHost};
use folio::host::{EditorError, Ended, Entropy, Environment, Host, ProcessOutput, Terminal};
use serde_json::Value;
use tempfile::TempDir;

/// When every home begins: a Monday.
pub const NOW: &str = "2026-10-05T09:30:00+02:00";

/// Seven entries of September and October 2026, described in `tests/data/README.md`.
const PORTFOLIO: &str = include_str!("../data/portfolio.jsonl");

/// A temporary home of one person, `ada`, with a folder `work` in which commands run.
pub struct Home {
    folder: TempDir,
    now: DateTime<FixedOffset>,
    runs: u64,
}

impl Home {
    /// A home without a journal.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        Self {
            folder,
            now: DateTime::parse_from_rfc3339(NOW).unwrap(),
            runs: 0,
        }
    }

    /// A home whose journal holds the entries of `tests/data/portfolio.jsonl`.
    pub fn with_portfolio() -> Self {
        let mut home = Self::new();
        let imported = home.command("import -").input(PORTFOLIO).run();
        assert_eq!(imported.output, "added 7 entries\n");
        home
    }

    /// A path below the folder in which commands run.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    /// Where the journal is, unless a command says otherwise.
    pub fn journal(&self) -> PathBuf {
        self.folder.path().join(".local/share/folio/journal.db")
    }

    /// Where failed commands are remembered.
    pub fn memory(&self) -> PathBuf {
        self.folder.path().join(".local/state/folio/memory.db")
    }

    /// Where the configuration is.
    pub fn configuration(&self) -> PathBuf {
        self.folder.path().join(".config/folio/config.toml")
    }

    /// Writes a file below the folder in which commands run, and the folders that it needs.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The text of a file below the folder in which commands run.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes the configuration.
    pub fn configure(&self, toml: &str) {
        let path = self.configuration();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, toml).unwrap();
    }

    /// The texts that were kept because they could not be used.
    pub fn kept(&self) -> Vec<String> {
        let folder = self.folder.path().join(".local/state/folio/drafts");
        let Ok(files) = fs::read_dir(folder) else {
            return Vec::new();
        };
        files
            .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
            .collect()
    }

    /// Puts the clock, and the zone, to this moment.
    pub fn set_now(&mut self, moment: &str) {
        self.now = DateTime::parse_from_rfc3339(moment).unwrap();
    }

    /// A command line as one would type it, after `folio`; to be run when everything around it is said.
    pub fn command(&mut self, line: &str) -> Command {
        self.runs += 1;
        let home = self.folder.path();
        let zones = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/zoneinfo");
        let environment = [
            ("HOME", home.to_str().unwrap()),
            ("USER", "ada"),
            ("TZDIR", zones),
        ];
        Command {
            home: home.to_owned(),
            directory: home.join("work"),
            line: line.to_owned(),
            environment: environment
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            host: ScriptedHost::new().now(self.now).seed(self.runs),
            colored: line.contains("--color always"),
            tabs: line.contains("plain") || line.contains("markdown"),
            spoil: |_| {},
        }
    }

    /// Runs a command line.
    pub fn run(&mut self, line: &str) -> Run {
        self.command(line).run()
    }

    /// Runs a command line that must succeed, and gives what it printed on standard output.
    pub fn output(&mut self, line: &str) -> String {
        self.run(line).succeeded().output
    }

    /// Runs a command line that must succeed and print one JSON object, and gives the value named `kind` in it.
    pub fn json(&mut self, kind: &str, line: &str) -> Value {
        let mut object: Value = serde_json::from_str(&self.output(line)).unwrap();
        assert_eq!(object["folio"], 1, "{object}");
        object[kind].take()
    }

    /// Runs a command line that must be refused, see [`Run::refused`].
    pub fn refused(&mut self, code: u8, line: &str) -> String {
        self.run(line).refused(code)
    }

    /// The journal as `export entries` writes it.
    pub fn exported(&mut self) -> String {
        self.output("export entries")
    }

    /// The short ids of the entries that a list or a search gives.
    pub fn ids(&mut self, line: &str) -> Vec<String> {
        let output = self.output(&format!("{line} --format jsonl"));
        let entries = output.lines().map(serde_json::from_str::<Value>);
        entries
            .map(|entry| entry.unwrap()["short"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// A command line, and what surrounds it.
pub struct Command {
    home: PathBuf,
    directory: PathBuf,
    line: String,
    environment: BTreeMap<String, String>,
    host: ScriptedHost,
    colored: bool,
    tabs: bool,
    spoil: fn(&mut Host),
}

impl Command {
    /// Sets an environment variable.
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.colored |= name == "CLICOLOR_FORCE";
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Takes an environment variable away.
    pub fn without(mut self, name: &str) -> Self {
        self.environment.remove(name);
        self
    }

    /// Lets tabs be printed: between candidates and their descriptions, for shells that ask for completions.
    pub fn tabs(mut self) -> Self {
        self.tabs = true;
        self
    }

    /// Runs in another folder, below that of [`Home::path`].
    pub fn directory(mut self, name: &str) -> Self {
        self.directory = self.directory.join(name);
        self
    }

    /// All streams on a terminal, so many columns wide and so many rows high.
    pub fn terminal(mut self, columns: u16, rows: u16) -> Self {
        self.colored = true;
        self.host = self.host.terminal(Terminal::interactive(columns, rows));
        self
    }

    /// What is piped in.
    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.host = self.host.standard_input(bytes);
        self
    }

    /// The next reply, to the question with this label. Needs a terminal.
    pub fn reply(mut self, label: &str, reply: Reply) -> Self {
        self.host = self.host.reply(label, reply);
        self
    }

    /// The next reply: a line of text. Needs a terminal.
    pub fn answer(self, label: &str, text: &str) -> Self {
        self.reply(label, Reply::text(text))
    }

    /// What the editor, which the environment names, does with the text that it is given.
    pub fn editor(
        self,
        edit: impl FnMut(&mut String) -> Result<(), EditorError> + 'static,
    ) -> Self {
        let mut named = self.environment("EDITOR", "ed");
        named.host = named.host.editor(edit);
        named
    }

    /// What `git` answers to its arguments.
    pub fn git(mut self, answer: impl Fn(&str) -> String + 'static) -> Self {
        self.host = self.host.processes(move |program, arguments, _| {
            assert_eq!(program, "git");
            let arguments: Vec<_> = arguments
                .iter()
                .map(|word| word.to_string_lossy())
                .collect();
            Ok(ProcessOutput {
                exit_code: Some(0),
                standard_output: answer(&arguments.join(" ")).into_bytes(),
                ..ProcessOutput::default()
            })
        });
        self
    }

    /// What programs do with what they are fed: program and input, to an exit code.
    pub fn feeding(mut self, feed: impl Fn(&str, &str) -> Option<i32> + 'static) -> Self {
        self.host = self.host.feeding(move |program, _, input| {
            let text = String::from_utf8_lossy(input);
            feed(program, &text)
                .map(Some)
                .ok_or_else(|| io::ErrorKind::NotFound.into())
        });
        self
    }

    /// What programs do with the file that they are given to open: program and file, to an exit code.
    pub fn opening(mut self, open: impl Fn(&str, &str) -> Option<i32> + 'static) -> Self {
        self.host = self.host.feeding(move |program, arguments, _| {
            open(program, &arguments.concat())
                .map(Some)
                .ok_or_else(|| io::ErrorKind::NotFound.into())
        });
        self
    }

    /// How a command ends that is run: with this exit code, after it printed this.
    pub fn ended(mut self, exit_code: u8, output: &str) -> Self {
        let output = output.as_bytes().to_owned();
        self.host = self.host.commands(move |_| {
            Ok(Ended {
                exit_code,
                duration: Duration::from_millis(12_345),
                output: output.clone(),
            })
        });
        self
    }

    /// No command can be run.
    pub fn nothing_runs(mut self) -> Self {
        self.host = self
            .host
            .commands(|_| Err(io::Error::other("too many open files")));
        self
    }

    /// Nobody reads standard output.
    pub fn closed_output(mut self) -> Self {
        self.spoil = |host| host.standard_output = Box::new(Refusing(io::ErrorKind::BrokenPipe));
        self
    }

    /// Standard output is a file on a full disk.
    pub fn full_output(mut self) -> Self {
        self.spoil = |host| host.standard_output = Box::new(Refusing(io::ErrorKind::StorageFull));
        self
    }

    /// The system gives no random numbers.
    pub fn without_entropy(mut self) -> Self {
        self.spoil = |host| host.entropy = Box::new(Refusing(io::ErrorKind::Unsupported));
        self
    }

    /// Runs it.
    pub fn run(self) -> Run {
        let arguments = shell_words::split(&self.line).unwrap();
        let finished = self
            .host
            .arguments(arguments)
            .environment(Environment::from_iter(self.environment))
            .directory(self.directory)
            .run(|host| {
                (self.spoil)(host);
                app::run(host)
            });
        assert_eq!(finished.unasked, [""; 0], "replies that nothing asked for");
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let run = Run {
            line: self.line,
            code: finished.returned,
            output: without_home(&text(finished.standard_output), &self.home),
            error: without_home(&text(finished.standard_error), &self.home),
            paged: finished.paged,
        };
        run.assert_harmless(self.colored, self.tabs);
        run
    }
}

/// The text with the temporary home, which is another in every run, called `~`.
fn without_home(text: &str, home: &Path) -> String {
    text.replace(home.to_str().unwrap(), "~")
}

/// A stream that takes nothing.
struct Refusing(io::ErrorKind);

impl Write for Refusing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

impl Entropy for Refusing {
    fn bytes(&mut self) -> io::Result<[u8; 16]> {
        Err(self.0.into())
    }
}

/// What came of a command line. It is shown as standard output, then standard error and exit code where they say
/// anything.
#[derive(Debug)]
pub struct Run {
    line: String,
    /// The exit code.
    pub code: u8,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub error: String,
    /// What was shown in the pager instead of on standard output.
    pub paged: Vec<String>,
}

impl Run {
    /// Asserts that it did what was asked.
    #[track_caller]
    pub fn succeeded(self) -> Self {
        assert_eq!(self.code, 0, "folio {}\n{self}", self.line);
        self
    }

    /// Asserts that it was refused with this exit code, printed nothing on standard output, and says one `error:` and
    /// what to try. Gives standard error, without colours.
    #[track_caller]
    pub fn refused(self, code: u8) -> String {
        let line = &self.line;
        assert_eq!(self.code, code, "folio {line}\n{self}");
        assert_eq!(self.output, "", "folio {line}");
        let error = without_colors(&self.error);
        let begins = |word: &str| error.lines().filter(|line| line.starts_with(word)).count();
        assert_eq!(begins("error: "), 1, "folio {line}\n{self}");
        assert_ne!(begins("hint: "), 0, "folio {line}\n{self}");
        error
    }

    /// Nothing printed drives a terminal: no control character but the end of a line, and, where they were asked for,
    /// the tabs of `--format plain` and of documents, the line ends of CSV and the colours of a terminal.
    fn assert_harmless(&self, colored: bool, tabs: bool) {
        let paged = self.paged.concat();
        for text in [&self.output, &self.error, &paged] {
            let mut text = text.clone();
            if self.line.contains("csv") {
                text = text.replace("\r\n", "\n");
            }
            if tabs {
                text = text.replace('\t', " ");
            }
            if colored {
                text = without_colors(&text);
            }
            let driving = text.chars().find(|character| drives(*character));
            assert_eq!(driving, None, "folio {}\n{text:?}", self.line);
        }
    }
}

impl fmt::Display for Run {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.output)?;
        if !self.error.is_empty() {
            write!(formatter, "-- standard error --\n{}", self.error)?;
        }
        if self.code != 0 {
            writeln!(formatter, "-- exit code {} --", self.code)?;
        }
        Ok(())
    }
}

/// Controls (C0, C1, delete) but the line feed, and characters that turn the direction of text.
fn drives(character: char) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (character.is_control() && character != '\n')
}

/// The text without sequences that set colours and weights (`ESC [ … m`).
pub fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('m') {
            Some((codes, rest)) if codes.chars().all(|c| c.is_ascii_digit() || c == ';') => {
                plain.push_str(rest);
            }
            _ => plain.extend(["\u{1b}[", part]),
        }
    }
    plain
}

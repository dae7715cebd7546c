//! An interactive shell in a terminal, with folio's script loaded and, in place of folio, a program that writes down how
//! it was started.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::home::{Home, eventually};
use crate::programs::{has_bash, is_there};
use crate::screen::{ENTER, INTERRUPT, Screen};

/// A shell that folio has a script for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}

impl Shell {
    /// Those that this machine has.
    pub fn all() -> Vec<Self> {
        let all = [Self::Bash, Self::Zsh, Self::Fish];
        all.into_iter().filter(|shell| shell.is_there()).collect()
    }

    /// Whether this machine has it. Where it does not, that is said.
    pub fn is_there(self) -> bool {
        match self {
            Self::Bash => has_bash(),
            Self::Zsh | Self::Fish => is_there(self.name(), &["-c", "exit 0"]),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
        }
    }

    /// The file that it reads when it starts, below the home folder.
    fn start_file(self) -> &'static str {
        match self {
            Self::Bash => ".bashrc",
            Self::Zsh => ".zshrc",
            Self::Fish => ".config/fish/config.fish",
        }
    }

    /// How it is given a prompt that a test knows.
    fn prompt(self) -> String {
        match self {
            Self::Bash | Self::Zsh => format!("PS1='{PROMPT}'"),
            Self::Fish => {
                format!("set fish_greeting; function fish_prompt; echo -n '{PROMPT}'; end")
            }
        }
    }

    /// How it is told to use the script.
    pub fn hook(self) -> String {
        format!(". ~/folio.{}", self.name())
    }
}

/// One start of the program that stands in for folio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its arguments, but for the number of milliseconds.
    pub arguments: Vec<String>,
    /// Its working directory.
    pub directory: String,
    /// The terminal's columns as it was told.
    pub columns: String,
    /// What it read.
    pub line: String,
}

/// Writes down one start, then answers with what stands in `answer` once there is no file `wait`.
const STAND_IN: &str = r#"#!/bin/sh
call=$(mktemp -d "$HOME/calls/XXXXXX")
printf '%s\n' "$@" >"$call/arguments"
printf '%s' "$PWD" >"$call/directory"
printf '%s' "$COLUMNS" >"$call/columns"
cat >"$call/line"
: >"$call/done"
while [ -e "$HOME/wait" ]; do sleep 0.01; done
[ ! -e "$HOME/answer" ] || cat "$HOME/answer"
"#;

/// What the shells show when they are ready.
const PROMPT: &str = "ready> ";

/// A home folder in which a shell is about to be started.
pub struct Room {
    pub home: Home,
    pub shell: Shell,
}

impl Room {
    /// Folio's script lies in the home folder, and every failed command counts, however quick it was.
    pub fn new(shell: Shell) -> Self {
        Self::configured(shell, "[hook]\nminimum_duration = 0\n")
    }

    /// The same with this configuration.
    pub fn configured(shell: Shell, configuration: &str) -> Self {
        let room = Self {
            home: Home::new(),
            shell,
        };
        fs::create_dir(room.home.path("calls")).unwrap();
        room.write("bin/folio", STAND_IN);
        let program = room.home.path("bin/folio");
        fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
        room.write(".config/folio/config.toml", configuration);
        let patient = room.given().replace(" -t 0.05", "");
        room.write(&room.script(), &patient);
        room
    }

    /// Has the script wait no longer for an answer than it usually does. Otherwise it waits as long as that takes: on a
    /// busy machine it is more than 50 milliseconds, and what was told first would not always be noted first.
    pub fn hurries(&self) {
        let usual = self.given();
        assert!(usual.contains(" -t 0.05") || usual.contains(" --in-background"));
        self.write(&self.script(), &usual);
    }

    /// Has the script wait for an answer that another process would give, as long as it takes.
    pub fn waits_for_answers(&self) {
        let script = fs::read_to_string(self.home.path(&self.script())).unwrap();
        let patient = script.replace(" --in-background", "");
        self.write(&self.script(), &patient);
    }

    /// Folio's script as it is given.
    fn given(&self) -> String {
        self.home.done(&["init", self.shell.name()])
    }

    /// The file below the home folder that holds folio's script.
    fn script(&self) -> String {
        format!("folio.{}", self.shell.name())
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.home.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Starts the shell, which first reads these lines.
    pub fn start(&self, lines: &str) -> Session<'_> {
        let start = format!("{}\n{lines}\n", self.shell.prompt());
        self.write(self.shell.start_file(), &start);
        let mut command = self.home.command(self.shell.name());
        let path = std::env::var("PATH").unwrap();
        command.arg("-i").env("LC_ALL", "C.UTF-8").env(
            "PATH",
            format!("{}:{path}", self.home.path("bin").display()),
        );
        let mut session = Session {
            room: self,
            screen: Screen::of(&command),
            marks: 0,
        };
        session.settles();
        session
    }

    /// Starts the shell with the script.
    pub fn hooked(&self) -> Session<'_> {
        self.start(&self.shell.hook())
    }

    /// The starts of the stand-in, when there are at least this many; the earliest first.
    pub fn calls(&self, expected: usize) -> Vec<Call> {
        eventually("a start of folio", || {
            let folders = fs::read_dir(self.home.path("calls")).unwrap();
            let folders = folders.map(|folder| folder.unwrap().path());
            let mut ready: Vec<PathBuf> =
                folders.filter(|call| call.join("done").exists()).collect();
            let age = |call: &PathBuf| fs::metadata(call.join("done")).unwrap().modified().unwrap();
            ready.sort_by_key(age);
            (ready.len() >= expected).then(|| ready.iter().map(|call| read_call(call)).collect())
        })
    }

    /// The command lines that the stand-in was given.
    pub fn told(&self, expected: usize) -> Vec<String> {
        self.calls(expected)
            .into_iter()
            .map(|call| call.line)
            .collect()
    }
}

fn read_call(folder: &Path) -> Call {
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let mut arguments: Vec<String> = read("arguments").lines().map(str::to_owned).collect();
    let milliseconds = arguments.pop().unwrap();
    assert!(milliseconds.parse::<u32>().is_ok(), "{milliseconds}");
    Call {
        arguments,
        directory: read("directory"),
        columns: read("columns"),
        // A here-string ends in a newline.
        line: read("line").trim_end_matches('\n').to_owned(),
    }
}

/// A shell that a person types into.
pub struct Session<'a> {
    room: &'a Room,
    pub screen: Screen,
    marks: usize,
}

impl Session<'_> {
    /// Types a line and waits until the shell has come to an end with it.
    pub fn runs(&mut self, line: &str) -> &mut Self {
        self.screen.types(line).types(ENTER);
        self.settles()
    }

    /// Types lines, each when the one before has run, and nothing between them.
    pub fn runs_each(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.screen.types(line).types(ENTER).shows(PROMPT);
        }
        self
    }

    /// Types half a line and presses Ctrl-C. What is typed before the shell has noticed would be lost. Bash may heed one
    /// that comes right after a key only when another key follows.
    pub fn gives_up(&mut self, line: &str) -> &mut Self {
        self.screen.shows(PROMPT).types(line).shows(line);
        self.screen.insists(INTERRUPT, PROMPT);
        self
    }

    /// Waits until all that was typed has run. The mark is not typed as it is shown.
    pub fn settles(&mut self) -> &mut Self {
        self.marks += 1;
        let typed = format!("echo ma''rk{}", self.marks);
        self.screen.types(&typed).types(ENTER);
        self.screen.shows(&format!("mark{}", self.marks));
        self
    }

    /// Ends the shell, and gives all that it has shown.
    pub fn ends(mut self) -> String {
        self.screen.types("exit").types(ENTER);
        self.screen.ends().1
    }

    /// Runs a last command that fails, so that whatever was started before it has been noted, and ends the shell: all
    /// command lines that the stand-in was given, the last one left out.
    pub fn told(mut self) -> Vec<String> {
        self.runs("sh -c 'exit 9'");
        let room = self.room;
        let mut told = eventually("the last failure", || {
            let told = room.told(1);
            told.contains(&"sh -c 'exit 9'".to_owned()).then_some(told)
        });
        self.ends();
        told.pop();
        told
    }
}

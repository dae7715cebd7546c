//! A terminal of 80 columns and 24 rows with one program in it, and a person who reads and types.

use std::io::{Read, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use expectrl::process::unix::{PtyStream, UnixProcess, WaitStatus};
use expectrl::process::{Process, Termios};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::home::{PATIENCE, eventually};

/// Ctrl-C.
pub const INTERRUPT: &str = "\u{3}";
/// The return key.
pub const ENTER: &str = "\r";
/// The arrow that points down.
pub const DOWN: &str = "\u{1b}[B";
/// Esc.
pub const ESCAPE: &str = "\u{1b}";
/// Brings the cursor back (DECTCEM, xterm's `CSI ? 25 h`).
pub const SHOW_CURSOR: &str = "\u{1b}[?25h";
/// Hides the cursor.
pub const HIDE_CURSOR: &str = "\u{1b}[?25l";

/// How long a key is given until it is pressed again.
const INSISTENCE: Duration = Duration::from_secs(1);

/// A running program, and all that it has shown.
pub struct Screen {
    program: UnixProcess,
    terminal: PtyStream,
    /// What was shown, as far as something was waited for.
    seen: Vec<u8>,
    /// What was shown after that.
    ahead: Vec<u8>,
}

impl Screen {
    /// Starts a program in a terminal.
    pub fn of(command: &Command) -> Self {
        Self::of_width(command, 80)
    }

    /// Starts a program in a terminal of this many columns, with the environment that it was given and no other.
    ///
    /// The terminal begins without echo and is given its size only when something runs in it: so a shell switches the
    /// echo on and waits for a line before it becomes the program.
    pub fn of_width(command: &Command, columns: u16) -> Self {
        let mut shell = Command::new("/bin/sh");
        shell
            .args(["-c", "stty echo; read -r begin; exec \"$0\" \"$@\""])
            .arg(command.get_program())
            .args(command.get_args())
            .current_dir(command.get_current_dir().unwrap())
            .env_clear()
            .env("TERM", "xterm-256color");
        for (name, value) in command.get_envs() {
            shell.env(name, value.unwrap_or_default());
        }
        let mut program = UnixProcess::spawn_command(shell).unwrap();
        program.set_window_size(columns, 24).unwrap();
        let mut screen = Self {
            terminal: program.open_stream().unwrap(),
            program,
            seen: Vec::new(),
            ahead: Vec::new(),
        };
        screen.types("begin\n");
        screen
    }

    /// Waits until this text is shown, after what was waited for before.
    pub fn shows(&mut self, text: &str) -> &mut Self {
        let is_shown = self.shows_by(text, Instant::now() + PATIENCE);
        assert!(is_shown, "{text:?} is not shown, after:\n{}", self.shown());
        self
    }

    /// Presses keys, again each second, until this text is shown.
    pub fn insists(&mut self, keys: &str, text: &str) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        while !self.types(keys).shows_by(text, Instant::now() + INSISTENCE) {
            let shown = self.shown();
            assert!(
                Instant::now() < deadline,
                "{text:?} is not shown, after:\n{shown}"
            );
        }
        self
    }

    /// Waits until this text is shown, or a moment has come. Says whether it is.
    fn shows_by(&mut self, text: &str, deadline: Instant) -> bool {
        loop {
            let mut parts = self.ahead.windows(text.len());
            if let Some(start) = parts.position(|part| part == text.as_bytes()) {
                self.seen.extend(self.ahead.drain(..start + text.len()));
                return true;
            }
            if !self.reads(deadline) {
                return false;
            }
        }
    }

    /// Types keys.
    pub fn types(&mut self, keys: &str) -> &mut Self {
        self.terminal.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Gives the window another size.
    pub fn resizes(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.program.set_window_size(columns, rows).unwrap();
        self
    }

    /// Waits until the program waits for keys, which it does with the echo of the terminal switched off.
    pub fn listens(&mut self) -> &mut Self {
        eventually("a program that waits for a key", || {
            (!self.program.is_echo().unwrap()).then_some(())
        });
        self
    }

    /// Presses Ctrl-C when the program waits for a key.
    pub fn interrupts(&mut self) -> &mut Self {
        self.listens().types(INTERRUPT)
    }

    /// Waits for a question, types a line and presses return.
    pub fn answers(&mut self, question: &str, line: &str) -> &mut Self {
        self.shows(question).types(line).types(ENTER)
    }

    /// Waits until the program ends: its exit code, 128 and the signal's number where one ended it as in a shell, and
    /// all that it has shown.
    pub fn ends(mut self) -> (i32, String) {
        let deadline = Instant::now() + PATIENCE;
        while self.reads(deadline) {}
        let shown = self.shown();
        assert!(
            Instant::now() < deadline,
            "it does not end, after:\n{shown}"
        );
        match self.program.wait().unwrap() {
            WaitStatus::Exited(_, code) => (code, shown),
            WaitStatus::Signaled(_, signal, _) => (128 + signal as i32, shown),
            other => unreachable!("{other:?}, after:\n{shown}"),
        }
    }

    /// All that was shown so far.
    fn shown(&self) -> String {
        String::from_utf8_lossy(&[&*self.seen, &*self.ahead].concat()).into_owned()
    }

    /// Waits for more to be shown. Says whether there may be still more: not after the end, and not after the deadline.
    fn reads(&mut self, deadline: Instant) -> bool {
        let left = deadline.saturating_duration_since(Instant::now());
        let mut watched = [PollFd::new(&self.terminal, PollFlags::IN)];
        if poll(&mut watched, Some(&Timespec::try_from(left).unwrap())) == Ok(0) {
            return false;
        }
        let mut piece = [0; 4096];
        // A terminal that nobody has open any more is an error on some systems.
        let count = self.terminal.read(&mut piece).unwrap_or(0);
        self.ahead.extend(&piece[..count]);
        count > 0
    }
}

/// A text without the control sequences that colour it and move the cursor (ECMA-48, section 5.4), line by line.
pub fn lines(shown: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut characters = shown.chars();
    while let Some(character) = characters.next() {
        match character {
            '\u{1b}' => {
                let _ = characters.by_ref().find(char::is_ascii_alphabetic);
            }
            '\r' => {}
            other => plain.push(other),
        }
    }
    plain.lines().map(str::to_owned).collect()
}

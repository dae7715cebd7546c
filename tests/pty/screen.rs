//! A terminal of 80 columns and 24 rows with one program in it, and a person who reads and types.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use expectrl::process::Termios;
use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};

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

/// How long something may take to be shown.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running program, and all that it has shown.
pub struct Screen {
    session: OsSession,
    shown: String,
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
        let mut session = Session::spawn(shell).unwrap();
        session.set_expect_timeout(Some(PATIENCE));
        let terminal = session.get_process_mut();
        terminal.set_window_size(columns, 24).unwrap();
        session.send("begin\n").unwrap();
        Self {
            session,
            shown: String::new(),
        }
    }

    /// Waits until this text is shown, after what was waited for before.
    pub fn shows(&mut self, text: &str) -> &mut Self {
        let found = self.session.expect(text).unwrap_or_else(|error| {
            unreachable!("{text:?} is not shown ({error}), after:\n{}", self.shown)
        });
        self.shown
            .push_str(&String::from_utf8_lossy(found.as_bytes()));
        self
    }

    /// Types keys.
    pub fn types(&mut self, keys: &str) -> &mut Self {
        self.session.send(keys).unwrap();
        self
    }

    /// Gives the window another size.
    pub fn resizes(&mut self, columns: u16, rows: u16) -> &mut Self {
        let terminal = self.session.get_process_mut();
        terminal.set_window_size(columns, rows).unwrap();
        self
    }

    /// Presses Ctrl-C when the program waits for a key, which it does with the echo of the terminal switched off.
    pub fn interrupts(&mut self) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        while self.session.is_echo().unwrap() {
            assert!(Instant::now() < deadline, "no key is waited for");
            thread::sleep(Duration::from_millis(1));
        }
        self.types(INTERRUPT)
    }

    /// Waits for a question, types a line and presses return.
    pub fn answers(&mut self, question: &str, line: &str) -> &mut Self {
        self.shows(question).types(line).types(ENTER)
    }

    /// Waits until the program ends: its exit code, 128 and the signal's number where one ended it as in a shell, and
    /// all that it has shown.
    pub fn ends(mut self) -> (i32, String) {
        let rest = self.session.expect(Eof).unwrap();
        self.shown
            .push_str(&String::from_utf8_lossy(rest.as_bytes()));
        match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, code) => (code, self.shown),
            WaitStatus::Signaled(_, signal, _) => (128 + signal as i32, self.shown),
            other => unreachable!("{other:?}, after:\n{}", self.shown),
        }
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

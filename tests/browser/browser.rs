//! Headless Chromium: finding it, opening pages in it, and what it makes of them.

use std::fs;
use std::io::{self, Read, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;
use tempfile::TempDir;

/// The names under which it is installed.
const PROGRAMS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The page that shows other pages in frames and measures them.
const PROBE: &str = include_str!("probe.html");

/// Longer than this it never takes.
const PATIENCE: Duration = Duration::from_mins(2);

/// What the reader's system prefers.
#[derive(Debug, Clone, Copy)]
pub enum Scheme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// What the browser makes of a page at one width. `probe.html` says how each is found.
#[derive(Debug, Deserialize)]
pub struct Seen {
    /// The file.
    pub name: String,
    /// How wide its window was, in CSS pixels.
    pub width: u32,
    /// How much of that a scroll bar leaves.
    pub room: u32,
    /// How much the page takes.
    pub scroll_width: u32,
    /// What it loads besides itself.
    pub loaded: Vec<String>,
    /// What is wrong with its outline, its tables, figures and identifiers.
    pub faults: Vec<String>,
    /// The tables of the report of which a part is out of sight.
    pub cut: Vec<String>,
    /// How many figures it draws.
    pub figures: u32,
    /// The height of the tallest of them, with its title, its key and its reading.
    pub tallest_figure: f64,
    /// Whether each figure is kept in one piece.
    pub keeps_figures: bool,
    /// Whether it is drawn for a dark scheme.
    pub is_dark: bool,
    /// The least contrast of a text to what is behind it.
    pub contrast: f64,
    /// That text.
    pub faintest: String,
}

/// A browser with a profile of its own.
pub struct Browser {
    program: PathBuf,
    folder: TempDir,
}

impl Browser {
    /// The browser, where there is one that starts.
    pub fn find() -> Option<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let program = std::env::split_paths(&path)
            .flat_map(|folder| PROGRAMS.map(|name| folder.join(name)))
            .find(|program| program.is_file());
        let browser = program.map(|program| Self {
            program,
            folder: TempDir::new().unwrap(),
        });
        let found = browser.filter(|browser| {
            let (shown, _) = browser.run(&["--dump-dom", "about:blank"]);
            shown.contains("<html>")
        });
        if found.is_none() {
            let required = std::env::var_os("FOLIO_REQUIRE_BROWSER").is_some_and(|set| set == "1");
            assert!(!required, "there is no Chromium that starts");
            // Past what holds back the output of tests that pass.
            let line = b"left out, for there is no Chromium that starts\n";
            io::stderr().write_all(line).unwrap();
        }
        found
    }

    /// Keeps a page for it to open.
    pub fn keep(&self, name: &str, page: &str) {
        fs::write(self.folder.path().join(name), page).unwrap();
    }

    /// Opens pages at widths, and measures them. Nothing may be said on the browser's console.
    pub fn probe(&self, pages: &[&str], widths: &[u32], scheme: Scheme) -> Vec<Seen> {
        let frames: String = widths
            .iter()
            .flat_map(|width| {
                pages.iter().map(move |page| {
                    format!("<iframe src=\"{page}\" style=\"width:{width}px\"></iframe>\n")
                })
            })
            .collect();
        self.keep("probe.html", &PROBE.replace("<!-- frames -->", &frames));
        let scheme = match scheme {
            Scheme::Dark => 0,
            Scheme::Light => 1,
        };
        let (document, said) = self.run(&[
            &format!("--blink-settings=preferredColorScheme={scheme}"),
            "--dump-dom",
            &self.address("probe.html"),
        ]);
        let complaints: Vec<&str> = said
            .lines()
            .filter(|line| line.contains(":CONSOLE"))
            .collect();
        assert_eq!(complaints, [] as [&str; 0]);
        let (_, after) = document.split_once("<pre>").expect(&document);
        let (seen, _) = after.split_once("</pre>").unwrap();
        let seen = seen
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        serde_json::from_str(&seen).unwrap()
    }

    /// A page as PDF.
    pub fn print(&self, page: &str) -> Vec<u8> {
        let printed = self.folder.path().join("printed.pdf");
        self.run(&[
            &format!("--print-to-pdf={}", printed.display()),
            &self.address(page),
        ]);
        fs::read(printed).unwrap()
    }

    fn address(&self, page: &str) -> String {
        format!("file://{}", self.folder.path().join(page).display())
    }

    /// Runs it with a proxy that is not there: standard output and standard error.
    fn run(&self, arguments: &[&str]) -> (String, String) {
        let profile = format!("--user-data-dir={}", self.folder.path().display());
        let mut child = Command::new(&self.program)
            .args([
                "--headless",
                // The pages are folio's own, and in a container the sandbox cannot be made.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--proxy-server=socks5://127.0.0.1:9",
                // So that one page may measure the others.
                "--allow-file-access-from-files",
                "--enable-logging=stderr",
                &profile,
            ])
            .args(arguments)
            .env("HOME", self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = read(child.stdout.take().unwrap());
        let said = read(child.stderr.take().unwrap());
        let began = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if began.elapsed() > PATIENCE {
                child.kill().unwrap();
                panic!("the browser did not come to an end");
            }
            thread::sleep(Duration::from_millis(20));
        }
        (output.join().unwrap(), said.join().unwrap())
    }
}

fn read(mut stream: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

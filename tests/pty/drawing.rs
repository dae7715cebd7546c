//! What is drawn: tables that fit, colours that can be refused, a pager where the terminal is too small, and nothing
//! from the journal that drives the terminal.

use std::fs;

use rusqlite::Connection;
use unicode_width::UnicodeWidthStr;

use super::home::{FOLIO, Home};
use super::screen::{Screen, lines};

/// A home with entries whose texts are longer than a terminal is wide.
fn filled(entries: usize) -> Home {
    let home = Home::new();
    let line = |number| {
        format!(
            "{{\"tried\": \"attempt {number}: keep the sessions of every replica in the memory of its own process 再試行再試行再試行\", \
             \"because\": \"two replicas disagreed after the deploy, which nobody saw until the evening of the same day\", \
             \"principle\": \"state that is shared by replicas lives outside of all of them\", \"tags\": [\"sessions\", \"caching\"], \
             \"project\": \"a-shop-with-a-long-name\", \"spent_minutes\": 40}}"
        )
    };
    let written: Vec<String> = (0..entries).map(line).collect();
    fs::write(home.path("work/many.jsonl"), written.join("\n")).unwrap();
    home.done(&["import", "many.jsonl"]);
    home
}

/// Runs a command line in a terminal of this width, with a pager that marks its use.
fn shown_in(home: &Home, columns: u16, arguments: &str) -> String {
    let pager = home.script(
        "pager.sh",
        &format!("echo used >> '{}'; cat", home.path("paged").display()),
    );
    let mut command = home.command("sh");
    command
        .env("PAGER", pager)
        .args(["-c", &format!("exec \"$0\" {arguments}"), FOLIO]);
    let (code, shown) = Screen::of_width(&command, columns).ends();
    assert_eq!(code, 0, "{shown}");
    shown
}

#[test]
fn what_is_shown_fits_the_terminal() {
    let home = filled(4);
    for columns in [120, 80, 60, 40] {
        for arguments in [
            "list",
            "search replicas",
            "report",
            "show last",
            "tags",
            "principles",
            "history last",
            "undo --list",
            "",
        ] {
            let shown = shown_in(&home, columns, arguments);
            for line in lines(&shown) {
                let width = line.width();
                assert!(
                    width <= usize::from(columns),
                    "{width} of {columns} columns, `{arguments}`: {line}"
                );
            }
        }
    }
}

#[test]
fn a_pager_is_used_only_where_the_terminal_is_too_small() {
    let home = filled(30);
    shown_in(&home, 80, "list --limit 2");
    assert!(!home.path("paged").exists());
    let shown = shown_in(&home, 80, "list --limit 0");
    assert!(home.path("paged").exists());
    assert!(
        shown.contains("attempt 0") && shown.contains("attempt 29"),
        "{shown}"
    );
}

#[test]
fn nothing_is_paged_that_is_data_or_goes_elsewhere() {
    let home = filled(30);
    for arguments in [
        "list --limit 0 --json",
        "list --limit 0 | cat",
        "list --limit 0 < /dev/null",
        "export entries",
    ] {
        shown_in(&home, 80, arguments);
        assert!(!home.path("paged").exists(), "{arguments}");
    }
}

#[test]
fn a_pager_that_cannot_be_started_is_done_without() {
    let home = filled(30);
    let mut command = home.folio(&["list", "--limit", "0"]);
    command.env("PAGER", "no-such-pager");
    let (code, shown) = Screen::of(&command).ends();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("attempt 0"), "{shown}");
}

#[test]
fn colours_are_for_terminals_and_can_be_refused() {
    let home = filled(2);
    assert!(shown_in(&home, 80, "list").contains("\u{1b}["));
    assert!(!shown_in(&home, 80, "list --color never").contains("\u{1b}["));
    assert!(!shown_in(&home, 80, "list | cat").contains("\u{1b}["));
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let mut command = home.command("sh");
        command.args([
            "-c",
            &format!("export {name}={value}; exec \"$0\" list"),
            FOLIO,
        ]);
        let (_, shown) = Screen::of(&command).ends();
        assert!(!shown.contains("\u{1b}["), "{name}: {shown:?}");
    }
}

#[test]
fn an_entry_cannot_drive_the_terminal() {
    let home = Home::new();
    let hostile = "clear \u{1b}[2J\u{1b}]0;title\u{7} and \u{9b}31m back\u{8}\u{202e}";
    home.done(&["log", hostile, "-b", hostile, "-p", hostile, "-s", hostile]);
    for arguments in [
        "list",
        "show last",
        "report",
        "search clear",
        "history last",
        "principles",
        "signals",
        "",
    ] {
        let shown = shown_in(&home, 80, arguments);
        for forbidden in [
            "\u{1b}[2J",
            "\u{1b}]",
            "\u{7}",
            "\u{9b}",
            "\u{8}",
            "\u{202e}",
        ] {
            assert!(
                !shown.contains(forbidden),
                "{forbidden:?} in `{arguments}`: {shown:?}"
            );
        }
    }
}

#[test]
fn a_doctor_that_takes_long_says_what_it_does_until_it_has_done_it() {
    let home = filled(3);
    let holder = Connection::open(home.journal()).unwrap();
    let alone = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;";
    holder.execute_batch(alone).unwrap();
    let mut screen = Screen::of(&home.folio(&["doctor"]));
    screen.shows("checking: journal, ").shows("s");
    drop(holder);
    let (code, shown) = screen.ends();
    assert_eq!(code, 0, "{shown}");
    let (_, after) = shown.rsplit_once("checking: ").unwrap();
    let (line, after) = after.split_once("\r\x1b[2K").unwrap();
    assert!(line.starts_with("full-text index, "), "{shown:?}");
    assert!(after.contains("3 records of 1 machine"), "{shown:?}");
}

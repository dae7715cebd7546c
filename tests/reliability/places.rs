//! Places where a journal cannot be written, and files beside it that are not its own: every command says so and
//! changes nothing.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rusqlite::Connection;

use super::extent::leave_out;
use super::home::{FOLIO, Home, Run};
use super::shim::{self, At, Fault};
use super::state::{State, assert_sound};

/// The program as somebody for whom permissions hold: for root they do only without its capabilities.
fn run_as_anybody(home: &Home, arguments: &[&str]) -> Option<Run> {
    if !rustix::process::geteuid().is_root() {
        return Some(home.run(arguments));
    }
    let mut probe = home.command("setpriv");
    if !probe
        .args(["--bounding-set=-all", "true"])
        .output()
        .is_ok_and(|output| output.status.success())
    {
        leave_out(
            "what may not be written",
            "root is not bound by permissions and there is no setpriv",
        );
        return None;
    }
    let mut command = home.command("setpriv");
    command.args(["--bounding-set=-all", FOLIO]).args(arguments);
    Some(Run::of(&mut command))
}

/// Sets who may do what, until it is dropped.
struct Mode<'a>(&'a Path, u32);

impl<'a> Mode<'a> {
    fn set(path: &'a Path, mode: u32, afterwards: u32) -> Self {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        Self(path, afterwards)
    }
}

impl Drop for Mode<'_> {
    fn drop(&mut self) {
        fs::set_permissions(self.0, Permissions::from_mode(self.1)).unwrap();
    }
}

/// Everything that changes a journal, in one in which `last` and a step to undo are there.
const CHANGES: [&[&str]; 5] = [
    &["log", "more", "-b", "to say"],
    &["edit", "last", "-b", "otherwise"],
    &["rm", "last", "--yes"],
    &["undo"],
    &["import", "more.jsonl"],
];

/// A journal with two entries, and a file to import.
fn lived_in() -> Home {
    let home = Home::new();
    home.log("a cache");
    home.log("a queue");
    let more = "{\"tried\": \"more\", \"because\": \"it came along\"}\n";
    fs::write(home.path("work/more.jsonl"), more).unwrap();
    home
}

fn assert_refused(run: &Run) {
    assert_eq!(run.code, Some(3), "{run:?}");
    assert_eq!(run.output, "", "{run:?}");
    let is_told = run.error.starts_with("error: ") && run.error.contains("\nhint: ");
    assert!(is_told, "{run:?}");
}

#[test]
fn a_read_only_journal_is_read_and_refuses_every_change() {
    for (below, mode, afterwards) in [
        (".local/share/folio", 0o500, 0o700),
        (".local/share/folio/journal.db", 0o400, 0o600),
    ] {
        let home = lived_in();
        let before = State::of(&home);
        let path = home.path(below);
        let bound = Mode::set(&path, mode, afterwards);
        for change in CHANGES {
            let Some(run) = run_as_anybody(&home, change) else {
                return;
            };
            assert_refused(&run);
        }
        let listed = run_as_anybody(&home, &["list"]).unwrap().done();
        assert!(listed.contains("a cache"), "{below}: {listed}");
        drop(bound);
        assert_eq!(State::of(&home), before, "{below}");
        assert_sound(&home, below);
    }
}

#[test]
fn what_a_killed_command_saved_is_shown_in_a_read_only_folder_too() {
    if !shim::is_there("a read-only folder") {
        return;
    }
    let home = lived_in();
    let mut killed = home.folio(&["log", "the last", "-b", "of all"]);
    let killed = (1..).find_map(|number| {
        let tally = shim::strike(
            &mut killed,
            &home.path(""),
            Fault::Killed,
            At::Write(number),
        );
        let run = Run::of(&mut killed);
        assert!(tally.is_struck(), "it never stood beside the journal");
        run.output.contains("logged").then_some(run)
    });
    assert_eq!(killed.unwrap().code, None);
    fs::remove_file(home.journal().with_file_name("journal.db-shm")).unwrap();
    let folder = home.path(".local/share/folio");
    let bound = Mode::set(&folder, 0o500, 0o700);
    let Some(listed) = run_as_anybody(&home, &["list"]) else {
        return;
    };
    assert!(listed.done().contains("the last"));
    drop(bound);
    assert!(home.tried().contains(&"the last".to_owned()));
}

#[test]
fn a_setting_in_a_read_only_folder_is_refused_and_stays() {
    let home = Home::new();
    home.done(&["config", "set", "author", "Ada"]);
    let folder = home.path(".config/folio");
    let bound = Mode::set(&folder, 0o500, 0o700);
    let Some(run) = run_as_anybody(&home, &["config", "set", "author", "Grace"]) else {
        return;
    };
    drop(bound);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.error.contains("\nhint: "), "{run:?}");
    assert_eq!(home.done(&["config", "get", "author"]).trim(), "Ada");
}

/// Logs in an editor that first does something to the journal's folder.
fn log_while(home: &Home, happens: &str) -> Run {
    let editor = home.script(
        "editor.sh",
        &format!("{happens}\nsed -i 's/^# Tried$/# Tried\\n\\nin vain/; s/^## Because$/## Because\\n\\nit was gone/' \"$1\""),
    );
    let mut command = home.folio(&["log", "--edit"]);
    Run::of(command.env("EDITOR", editor))
}

#[test]
fn what_is_written_into_a_journal_that_was_taken_away_is_refused_and_kept() {
    for happens in [
        "rm -r \"$HOME/.local/share/folio\"",
        "mv \"$HOME/.local/share/folio\" \"$HOME/elsewhere\"",
        "cp \"$HOME/.local/share/folio/journal.db\" \"$HOME/other\"; mv \"$HOME/other\" \"$HOME/.local/share/folio/journal.db\"",
    ] {
        let home = lived_in();
        let run = log_while(&home, happens);
        assert_refused(&run);
        let kept: Vec<String> = home
            .drafts()
            .iter()
            .map(|draft| fs::read_to_string(draft).unwrap())
            .collect();
        assert_eq!(kept.len(), 1, "{run:?}");
        assert!(kept[0].contains("in vain"), "{kept:?}");
        home.log("after it");
        assert_sound(&home, happens);
    }
}

#[test]
fn a_journal_that_somebody_holds_is_waited_for_and_then_refused_with_the_text_kept() {
    let home = lived_in();
    let holder = Connection::open(home.journal()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let run = home.run(&["log", "more", "-b", "to say"]);
    assert_refused(&run);
    assert!(run.error.contains("busy"), "{run:?}");
    assert_eq!(home.drafts().len(), 1, "{run:?}");
    assert_eq!(home.tried().len(), 2);
    holder.execute_batch("ROLLBACK").unwrap();
    home.done(&["import", home.drafts()[0].to_str().unwrap()]);
    assert_eq!(home.tried().len(), 3);
    assert_sound(&home, "after the wait");
}

#[test]
fn a_folder_that_another_program_has_locked_delays_and_does_not_prevent() {
    let home = lived_in();
    let folder = File::open(home.path(".local/share/folio")).unwrap();
    folder.lock().unwrap();
    home.log("more");
    assert_eq!(home.tried().len(), 3);
}

#[test]
fn files_beside_the_journal_that_are_not_its_own_do_no_harm() {
    for beside in ["journal.db-journal", "journal.db-wal", "journal.db-shm"] {
        for content in ["", "something else", &"something else ".repeat(10_000)] {
            let home = lived_in();
            let before = State::of(&home);
            fs::write(home.journal().with_file_name(beside), content).unwrap();
            assert_eq!(State::of(&home), before, "{beside}");
            home.log("after it");
            assert_eq!(home.tried().len(), 3, "{beside}");
            assert_sound(&home, beside);
        }
    }
}

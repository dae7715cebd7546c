//! What is remembered of failed commands and shown lessons, for how long, and what becomes of a file that cannot be
//! used.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::fixture::{NOON, entry, stamp};
use crate::model::time::Stamp;
use crate::store::{EarlierFailure, FailedCommand, Memory, MemoryError, Patience};

/// A folder with a memory in it.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("memory.db")
    }

    fn open(&self) -> Memory {
        Memory::open(&self.path(), Patience::Brief).unwrap()
    }

    /// Whether these bytes stand in the file or in any beside it.
    fn holds(&self, text: &str) -> bool {
        let files = fs::read_dir(self.0.path()).unwrap();
        files
            .map(|file| fs::read(file.unwrap().path()).unwrap())
            .any(|bytes| {
                bytes
                    .windows(text.len())
                    .any(|part| part == text.as_bytes())
            })
    }

    /// Runs SQL on the file behind the memory's back.
    fn tamper(&self, sql: &str) {
        let connection = Connection::open(self.path()).unwrap();
        connection.execute_batch(sql).unwrap();
    }
}

fn failed(command: &str, seconds: i64) -> FailedCommand {
    FailedCommand {
        command: command.to_owned(),
        exit_code: 101,
        directory: "/home/ada/shop".to_owned(),
        project: Some("shop".to_owned()),
        commit: Some("4f2a91c".to_owned()),
        branch: Some("main".to_owned()),
        at: stamp(seconds),
        duration: 12_345,
        output: Some("error: expected `;`".to_owned()),
    }
}

fn last(memory: &mut Memory) -> Option<FailedCommand> {
    memory.last_failed(stamp(NOON)).unwrap()
}

fn earlier(at: Stamp) -> EarlierFailure {
    EarlierFailure {
        at,
        was_said: false,
    }
}

#[test]
fn the_last_failed_command_comes_back_whole_in_another_process() {
    let place = Place::new();
    assert_eq!(last(&mut place.open()), None);
    place.open().remember(&failed("make", NOON - 2)).unwrap();
    place.open().remember(&failed("make test", NOON)).unwrap();
    assert_eq!(last(&mut place.open()), Some(failed("make test", NOON)));
    let bare = FailedCommand {
        project: None,
        commit: None,
        branch: None,
        output: None,
        ..failed("ls", NOON)
    };
    place.open().remember(&bare).unwrap();
    assert_eq!(last(&mut place.open()), Some(bare));
}

#[test]
fn a_thousand_commands_are_remembered_and_twenty_outputs() {
    let place = Place::new();
    let mut memory = place.open();
    place.tamper(&format!(
        "WITH RECURSIVE series (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM series WHERE value < 979) \
         INSERT INTO failed SELECT value + 1, 'make', 2, '/', 'shop', NULL, NULL, ({NOON} + value) * 1000, 120, 1, 0, 0 \
         FROM series"
    ));
    for number in 980..1_040 {
        let mut command = failed("make", NOON + number);
        command.output = (number % 2 == 0).then(|| format!("trouble {number}."));
        memory.remember(&command).unwrap();
    }
    let all = memory
        .failures_like(&failed("make", NOON), stamp(0))
        .unwrap();
    assert_eq!(all.len(), 1_000);
    assert_eq!(all[0], earlier(stamp(NOON + 40)));
    let outputs: Vec<i64> = (980..1_040)
        .filter(|number| place.holds(&format!("trouble {number}.")))
        .collect();
    assert_eq!(outputs, (1_000..1_040).step_by(2).collect::<Vec<_>>());
}

#[test]
fn what_is_older_than_thirty_days_is_not_remembered() {
    const DAY: i64 = 24 * 60 * 60;
    let place = Place::new();
    let mut memory = place.open();
    memory
        .remember(&failed("make old-target", NOON - 30 * DAY - 1))
        .unwrap();
    assert_eq!(last(&mut memory), None);
    memory
        .remember(&failed("make recent", NOON - 30 * DAY))
        .unwrap();
    assert_eq!(last(&mut memory).unwrap().command, "make recent");
    memory.remember(&failed("make", NOON)).unwrap();
    assert!(!place.holds("old-target"));
    assert!(place.holds("make recent"));
}

#[test]
fn very_long_commands_keep_their_beginning_and_long_outputs_their_end() {
    let place = Place::new();
    let mut memory = place.open();
    let long = FailedCommand {
        command: format!("echo {}", "é".repeat(10_000)),
        output: Some(format!("{}the end", "é".repeat(100_000))),
        ..failed("", NOON)
    };
    memory.remember(&long).unwrap();
    let found = last(&mut memory).unwrap();
    assert!(found.command.len() <= 4_096 && long.command.starts_with(&found.command));
    let output = found.output.unwrap();
    assert!(output.len() <= 65_536 && output.ends_with("ééthe end"));
    let earlier = memory.failures_like(&long, stamp(NOON)).unwrap();
    assert_eq!(earlier.len(), 1, "the same command is still the same");
}

#[test]
fn failures_of_one_command_are_those_in_its_project_or_without_one_in_its_directory() {
    let place = Place::new();
    let mut memory = place.open();
    let elsewhere = FailedCommand {
        directory: "/home/ada/shop/web".to_owned(),
        ..failed("make", NOON + 1)
    };
    let other_project = FailedCommand {
        project: Some("till".to_owned()),
        ..failed("make", NOON + 2)
    };
    let no_project = FailedCommand {
        project: None,
        ..failed("make", NOON + 3)
    };
    let no_project_elsewhere = FailedCommand {
        project: None,
        ..elsewhere.clone()
    };
    for command in [
        &failed("make", NOON - 1),
        &failed("make", NOON),
        &elsewhere,
        &other_project,
        &no_project,
        &no_project_elsewhere,
        &failed("make test", NOON),
    ] {
        memory.remember(command).unwrap();
    }
    let mut like = |command| memory.failures_like(command, stamp(NOON)).unwrap();
    assert_eq!(
        like(&elsewhere),
        [earlier(stamp(NOON)), earlier(stamp(NOON + 1))]
    );
    assert_eq!(like(&no_project), [earlier(stamp(NOON + 3))]);
}

#[test]
fn what_was_said_of_a_command_is_noted_with_its_latest_failure() {
    let place = Place::new();
    let mut memory = place.open();
    for seconds in [NOON, NOON + 1] {
        memory.remember(&failed("make", seconds)).unwrap();
        memory.remember(&failed("make test", seconds)).unwrap();
    }
    memory.note_said(&failed("make", NOON + 1)).unwrap();
    let mut said = |command| {
        let earlier = memory.failures_like(&failed(command, NOON), stamp(NOON));
        let said = earlier.unwrap().into_iter().map(|earlier| earlier.was_said);
        said.collect::<Vec<bool>>()
    };
    assert_eq!(said("make"), [false, true]);
    assert_eq!(said("make test"), [false, false]);
}

#[test]
fn forgotten_commands_are_gone_from_the_disk() {
    let place = Place::new();
    let mut memory = place.open();
    for number in 0..30 {
        let command = FailedCommand {
            output: Some("trouble ".repeat(1_000)),
            ..failed(&format!("deploy --token hunter{number}"), NOON)
        };
        memory.remember(&command).unwrap();
    }
    memory.note_shown(&[entry(7, "x").id], stamp(NOON)).unwrap();
    let size = fs::metadata(place.path()).unwrap().len();
    assert_eq!(memory.forget_commands().unwrap(), 30);
    assert!(!place.holds("hunter") && !place.holds("trouble"));
    assert!(fs::metadata(place.path()).unwrap().len() < size);
    assert_eq!(memory.forget_commands().unwrap(), 0);
    assert_eq!(last(&mut memory), None);
    assert!(
        memory.last_shown(entry(7, "x").id).unwrap().is_some(),
        "shown lessons are no commands"
    );
}

#[test]
fn of_each_lesson_the_last_showing_is_known() {
    let place = Place::new();
    let mut memory = place.open();
    let [first, second, third] = [1, 2, 3].map(|number| entry(number, "x").id);
    let mut show = |entries: &[_], seconds| {
        memory.note_shown(entries, stamp(seconds)).unwrap();
    };
    show(&[first, second], NOON);
    show(&[first], NOON + 60);
    assert_eq!(memory.last_shown(first).unwrap(), Some(stamp(NOON + 60)));
    assert_eq!(memory.last_shown(second).unwrap(), Some(stamp(NOON)));
    assert_eq!(memory.last_shown(third).unwrap(), None);
}

#[test]
fn many_processes_remember_at_once() {
    let place = Place::new();
    thread::scope(|scope| {
        for thread in 0..8 {
            let path = place.path();
            scope.spawn(move || {
                for number in 0..5 {
                    let mut memory = Memory::open(&path, Patience::Brief).unwrap();
                    let command = failed("make", NOON + thread * 5 + number);
                    memory.remember(&command).unwrap();
                }
            });
        }
    });
    let mut memory = place.open();
    let all = memory.failures_like(&failed("make", NOON), stamp(NOON));
    assert_eq!(all.unwrap().len(), 40);
}

#[test]
fn a_damaged_file_is_begun_anew() {
    let place = Place::new();
    fs::write(place.path(), "no database at all".repeat(100)).unwrap();
    place.open().remember(&failed("make", NOON)).unwrap();
    assert!(last(&mut place.open()).is_some());

    let mut bytes = fs::read(place.path()).unwrap();
    bytes[4_096..].fill(0x5a);
    fs::write(place.path(), bytes).unwrap();
    let mut memory = place.open();
    memory.remember(&failed("make test", NOON)).unwrap();
    assert_eq!(last(&mut memory).unwrap().command, "make test");
}

#[test]
fn a_file_of_an_older_form_is_begun_anew() {
    let place = Place::new();
    place.open().remember(&failed("make", NOON)).unwrap();
    place.tamper("PRAGMA user_version = 0; DROP TABLE output");
    let mut memory = place.open();
    assert_eq!(last(&mut memory), None);
    memory.remember(&failed("make", NOON)).unwrap();
}

#[test]
fn a_file_of_a_newer_folio_or_of_another_program_is_left_alone() {
    let place = Place::new();
    place.open().remember(&failed("make", NOON)).unwrap();
    place.tamper("PRAGMA user_version = 99");
    let newer = fs::read(place.path()).unwrap();
    let opened = Memory::open(&place.path(), Patience::Brief);
    assert!(matches!(opened, Err(MemoryError::Newer { .. })));
    assert_eq!(fs::read(place.path()).unwrap(), newer);

    let place = Place::new();
    place.tamper("CREATE TABLE theirs (x)");
    let theirs = fs::read(place.path()).unwrap();
    let opened = Memory::open(&place.path(), Patience::Brief);
    assert!(matches!(opened, Err(MemoryError::Foreign { .. })));
    assert_eq!(fs::read(place.path()).unwrap(), theirs);
}

#[test]
fn a_file_that_another_process_keeps_is_an_error_soon() {
    let place = Place::new();
    let mut memory = place.open();
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = memory.remember(&failed("make", NOON));
    assert!(matches!(refused, Err(MemoryError::Busy)));
}

#[test]
fn what_a_person_asks_for_waits_until_the_other_process_lets_go() {
    let place = Place::new();
    place.open().remember(&failed("make", NOON)).unwrap();
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let soon = Memory::open(&place.path(), Patience::Brief);
    assert!(matches!(soon, Err(MemoryError::Busy)));
    let holding = thread::spawn(move || {
        thread::sleep(Duration::from_millis(500));
        drop(other);
    });
    let mut memory = Memory::open(&place.path(), Patience::Long).unwrap();
    assert_eq!(memory.forget_commands().unwrap(), 1);
    holding.join().unwrap();
}

#[test]
fn a_folder_that_is_missing_is_an_error_with_a_hint() {
    let place = Place::new();
    let opened = Memory::open(&place.path().join("missing/memory.db"), Patience::Brief);
    let error = opened.err().unwrap();
    assert!(error.to_string().ends_with("cannot be opened"), "{error}");
    assert!(error.hint().contains("folder"));
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    drop(place.open());
    let mode = fs::metadata(place.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

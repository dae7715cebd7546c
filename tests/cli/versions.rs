//! Journals of other versions of folio: older ones are brought to the present format, newer ones are only read.

use std::fs;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::driver::Home;

/// The formats of derived tables of which there is a journal in `tests/data/journals`.
const FORMATS: &[u32] = &[2, 5, 6, 7, 8];

/// What all of them hold, as `export entries` writes it.
const ENTRIES: &str = include_str!("../data/journals/entries.jsonl");

/// A home with a journal of this format.
fn home_with(format: u32) -> Home {
    let home = Home::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/journals");
    let journal = fs::read(format!("{folder}/derived-{format}.db")).unwrap();
    fs::create_dir_all(home.journal().parent().unwrap()).unwrap();
    fs::write(home.journal(), journal).unwrap();
    home
}

/// The log, as it stands in the file.
fn log(home: &Home) -> Vec<Vec<Value>> {
    let connection = Connection::open(home.journal()).unwrap();
    let mut statement = connection.prepare("SELECT * FROM record").unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        (0..columns).map(|column| row.get(column)).collect()
    });
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_journal_of_every_earlier_format_is_read_whole_and_is_sound_then() {
    for format in FORMATS {
        let mut home = home_with(*format);
        let before = log(&home);
        assert_eq!(home.exported(), ENTRIES, "format {format}");
        assert_eq!(log(&home), before, "format {format}");
        let diagnosis = home.json("doctor", "doctor --json");
        let checks = diagnosis["checks"].as_array().unwrap().iter();
        // The files were written with the mode of the repository.
        let others =
            checks.filter(|check| check["state"] != "ok" && check["check"] != "permissions");
        assert_eq!(others.count(), 0, "format {format}\n{diagnosis:#}");
    }
}

#[test]
fn doctor_leaves_an_earlier_format_as_it_is_and_says_so() {
    let mut home = home_with(5);
    let before = fs::read(home.journal()).unwrap();
    let diagnosis = home.output("doctor");
    assert!(
        diagnosis.contains("its derived tables are those of another version of folio"),
        "{diagnosis}"
    );
    assert_eq!(fs::read(home.journal()).unwrap(), before);
}

#[test]
fn a_log_that_cannot_be_brought_to_the_present_format_leaves_the_journal_as_it_was() {
    let mut home = home_with(5);
    let connection = Connection::open(home.journal()).unwrap();
    let spoil = "DROP TRIGGER record_is_never_updated; UPDATE record SET body = '{}' WHERE position = 9; PRAGMA journal_mode = DELETE";
    connection.execute_batch(spoil).unwrap();
    drop(connection);
    let before = fs::read(home.journal()).unwrap();
    for line in ["list", "log x -b y"] {
        let error = home.refused(3, line);
        assert!(error.contains("the journal is damaged"), "{error}");
        assert!(error.contains("folio doctor"), "{error}");
        assert_eq!(fs::read(home.journal()).unwrap(), before);
    }
}

#[test]
fn a_journal_of_a_newer_folio_is_only_read_and_doctor_says_so() {
    let mut home = home_with(8);
    let connection = Connection::open(home.journal()).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 2; PRAGMA journal_mode = DELETE")
        .unwrap();
    drop(connection);
    let before = fs::read(home.journal()).unwrap();
    let listed = home.run("list").succeeded();
    assert!(
        listed.error.contains("written by a newer folio (format 2)"),
        "{listed}"
    );
    assert!(
        listed.output.contains("keep the queue in memory"),
        "{listed}"
    );
    assert!(
        home.refused(3, "log x -b y")
            .contains("install the newer folio")
    );
    assert!(
        home.refused(3, "doctor --rebuild")
            .contains("install the newer folio")
    );
    let diagnosis = home.output("doctor");
    assert!(diagnosis.contains("warning  version: log 2"), "{diagnosis}");
    assert_eq!(fs::read(home.journal()).unwrap(), before);
}

#[test]
fn a_record_that_was_changed_is_noticed_after_an_earlier_format_was_brought_to_the_present_one() {
    let mut home = home_with(8);
    let tampering = Connection::open(home.journal()).unwrap();
    tampering
        .execute_batch(
            "DROP TRIGGER record_is_never_updated; \
             UPDATE record SET body = replace(body, '\"tried\":{\"after\":\"', '\"tried\":{\"after\":\"X') WHERE position = 1; \
             UPDATE projection_state SET value = 7 WHERE name = 'version'",
        )
        .unwrap();
    drop(tampering);
    home.output("list");
    let copies = home.output("backup --list");
    assert!(copies.contains("before-rebuild-damaged.db"), "{copies}");
    let diagnosis = home.run("doctor");
    assert_eq!(diagnosis.code, 3, "{diagnosis}");
    let changed = "what 1 command wrote is no longer what stands there";
    assert!(diagnosis.output.contains(changed), "{diagnosis}");
    home.output("doctor --rebuild");
    assert!(!home.output("doctor").contains(changed));
}

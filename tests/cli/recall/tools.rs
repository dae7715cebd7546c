//! A journal of lessons about the tools of every day, and what these tools print: whole logs that must bring the right
//! lesson first, and logs of success and of other failures at which folio must be silent. The lessons and logs stand in
//! `tests/data/recall`; a log is named by a tag that only its lesson has.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::driver::Home;

const LESSONS: &str = include_str!("../../data/recall/lessons.jsonl");

/// The logs of a folder.
fn logs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/recall")
        .join(folder);
    let mut logs: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    logs.sort();
    assert!(!logs.is_empty());
    logs
}

fn lessons(home: &mut Home, log: &Path) -> Vec<Value> {
    let run = home
        .command("recall --json")
        .input(fs::read(log).unwrap())
        .run()
        .succeeded();
    let object: Value = serde_json::from_str(&run.output).unwrap();
    object["lessons"].as_array().unwrap().clone()
}

fn home() -> Home {
    let mut home = Home::new();
    home.command("import -").input(LESSONS).run().succeeded();
    home
}

#[test]
fn what_tools_print_when_they_fail_brings_its_lesson_back_first() {
    let mut home = home();
    let mut missed = Vec::new();
    for log in logs("answered") {
        let found = lessons(&mut home, &log);
        let name = log.file_name().unwrap().to_str().unwrap();
        let tag = name.split('.').next().unwrap();
        let tags = found.first().map(|first| first["entry"]["tags"].clone());
        let is_right = tags
            .as_ref()
            .and_then(Value::as_array)
            .is_some_and(|tags| tags.iter().any(|known| known == tag));
        if !is_right {
            missed.push((name.to_owned(), tags));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn success_and_failures_of_other_kinds_bring_nothing_back() {
    let mut home = home();
    let mut spoken = Vec::new();
    for log in logs("silent") {
        let found = lessons(&mut home, &log);
        if let Some(first) = found.first() {
            let reason = (
                &first["entry"]["tags"],
                &first["confidence"],
                &first["words"],
            );
            spoken.push(format!("{}: {reason:?}", log.display()));
        }
    }
    assert!(spoken.is_empty(), "{spoken:#?}");
}

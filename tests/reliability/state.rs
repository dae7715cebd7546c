//! What a journal holds, all of it, and whether it is sound.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::home::{Home, Run};

/// When a journal is looked at: what it says of durations does not depend on that.
const LATER: &str = "2027-01-01T00:00:00Z";

/// The checks of `folio doctor` that are about the journal, and not about the machine around it.
const OF_JOURNAL: [&str; 8] = [
    "journal",
    "version",
    "write_ahead",
    "file",
    "log",
    "written",
    "tables",
    "full_text",
];

/// Everything that a journal says: entries, explorations and the steps that were taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    entries: BTreeMap<String, Value>,
    explorations: Value,
    steps: Value,
}

impl State {
    /// That of the journal in a home.
    pub fn of(home: &Home) -> Self {
        let shown = |arguments: &[&str]| {
            let mut command = home.folio(arguments);
            Run::of(command.env("FOLIO_NOW", LATER)).done()
        };
        let entries = shown(&["export", "entries"]);
        let entries = entries.lines().map(|line| {
            let entry: Value = serde_json::from_str(line).unwrap();
            (entry["id"].as_str().unwrap().to_owned(), entry)
        });
        let json = |arguments: &[&str]| serde_json::from_str(&shown(arguments)).unwrap();
        Self {
            entries: entries.collect(),
            explorations: json(&["explore", "--all", "--json"]),
            steps: json(&["undo", "--list", "--limit", "0", "--json"]),
        }
    }

    /// The ids of all entries, the one that was made first at the beginning.
    pub fn ids(&self) -> Vec<&str> {
        self.entries.keys().map(String::as_str).collect()
    }

    /// The entry of an id.
    pub fn entry(&self, id: &str) -> Option<&Value> {
        self.entries.get(id)
    }

    /// The ids of entries that have a principle.
    pub fn lessons(&self) -> Vec<&str> {
        let lessons = self
            .entries
            .iter()
            .filter(|(_, entry)| entry["stage"] != "draft");
        lessons.map(|(id, _)| id.as_str()).collect()
    }

    /// The names of explorations that are open, each with the ids of its entries.
    pub fn open_explorations(&self) -> Vec<(&str, Vec<&str>)> {
        let explorations = self.explorations["explorations"].as_array().unwrap();
        let open = explorations
            .iter()
            .filter(|exploration| exploration["state"] == "open");
        open.map(|exploration| {
            let entries = exploration["entries"].as_array().unwrap();
            let ids = entries.iter().map(|entry| entry["id"].as_str().unwrap());
            (exploration["name"].as_str().unwrap(), ids.collect())
        })
        .collect()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
}

/// Fails where `folio doctor` finds anything about the journal.
pub fn assert_sound(home: &Home, when: &str) {
    let run = home.run(&["doctor", "--json"]);
    assert_eq!(run.code, Some(0), "{when}: {run:?}");
    let diagnosis: Value = serde_json::from_str(&run.output).unwrap();
    for check in diagnosis["doctor"]["checks"].as_array().unwrap() {
        let is_of_journal = OF_JOURNAL.contains(&check["check"].as_str().unwrap());
        assert!(!is_of_journal || check["state"] == "ok", "{when}: {check}");
    }
}

/// Copies a home folder, in which nothing runs.
pub fn copy(home: &Home) -> Home {
    let copy = Home::new();
    copy_into(home, &copy);
    copy
}

/// Copies all that is in a home folder, in which nothing runs, into another one.
pub fn copy_into(home: &Home, other: &Home) {
    copy_folder(&home.path(""), &other.path(""));
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.file_type().unwrap().is_dir() {
            copy_folder(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}

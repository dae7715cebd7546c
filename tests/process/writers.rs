//! Processes that write at once, and processes that are killed while they write.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use folio::model::Selection;
use folio::store::{Access, Journal};

use super::home::Home;

/// The sequence numbers of the records of every machine. Only entries that were logged and never changed are looked at.
fn sequences(home: &Home) -> BTreeMap<String, BTreeSet<u64>> {
    let journal = Journal::open(&home.journal(), Access::Read).unwrap();
    let mut sequences: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    for entry in journal.entries(&Selection::default()).unwrap() {
        for recorded in journal.history(entry.id.0).unwrap() {
            let head = recorded.record.head;
            let is_new = sequences
                .entry(head.machine.to_string())
                .or_default()
                .insert(head.sequence);
            assert!(is_new, "a number stands for one record");
        }
    }
    sequences
}

fn assert_without_holes(home: &Home) {
    let sequences = sequences(home);
    assert_eq!(sequences.len(), 1, "one machine has one identity");
    for numbers in sequences.values() {
        assert!(
            numbers.iter().copied().eq(1..=numbers.len() as u64),
            "{numbers:?}"
        );
    }
}

#[test]
fn eight_processes_that_begin_at_once_with_no_journal_lose_nothing() {
    let home = Home::new();
    thread::scope(|scope| {
        for process in 0..8 {
            let home = &home;
            scope.spawn(move || {
                for attempt in 0..10 {
                    home.log(&format!("attempt {attempt} of process {process}"));
                }
            });
        }
    });
    let tried: BTreeSet<String> = home.tried().into_iter().collect();
    assert_eq!(tried.len(), 80);
    assert_without_holes(&home);
}

#[test]
fn what_was_printed_before_a_process_was_killed_is_there() {
    let home = Home::new();
    let start = Instant::now();
    home.log("undisturbed");
    let usual = start.elapsed();
    let mut printed = Vec::new();
    for attempt in 0..24_u32 {
        let delay = usual * attempt / 16;
        let mut child = home
            .folio(&[
                "log",
                &format!("attempt {attempt}"),
                "-b",
                "killed",
                "--json",
            ])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        thread::sleep(delay.max(Duration::from_micros(200)));
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap().stdout;
        if let Ok(saved) = serde_json::from_slice::<serde_json::Value>(&output) {
            printed.push(saved["entry"]["tried"].as_str().unwrap().to_owned());
        }
    }
    home.log("after all of it");
    let tried = home.tried();
    for attempt in &printed {
        assert!(tried.contains(attempt), "{attempt} was printed and is lost");
    }
    assert!(
        tried.contains(&"undisturbed".to_owned()) && tried.contains(&"after all of it".to_owned())
    );
    assert_without_holes(&home);
}

#[test]
fn a_process_that_is_killed_while_it_makes_the_journal_does_not_spoil_it() {
    let usual = {
        let start = Instant::now();
        Home::new().log("undisturbed");
        start.elapsed()
    };
    for step in 0..16_u32 {
        let home = Home::new();
        let mut child = home
            .folio(&["log", "killed", "-b", "killed"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(usual * step / 14);
        child.kill().unwrap();
        child.wait().unwrap();
        home.log("after it");
        assert_eq!(home.tried()[0], "after it");
        assert_without_holes(&home);
    }
}

//! `folio try`: approaches that are begun, planned, begun again.

use insta::assert_snapshot;

use crate::driver::Home;

fn exploring() -> Home {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home
}

/// Title and progress of each approach.
fn approaches(home: &mut Home, line: &str) -> Vec<(String, String)> {
    let exploration = home.json("exploration", line);
    let approaches = exploration["approaches"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    approaches
        .map(|one| (text(&one["title"]), text(&one["progress"])))
        .collect()
}

#[test]
fn an_approach_is_running_from_then_on() {
    let mut home = exploring();
    assert_snapshot!(home.run("try in-memory LRU --spent 30m --assist pair"), @"trying in-memory LRU on cache  (1 running)");
    let begun = home.json("exploration", "status --json")["approaches"][0].take();
    assert_eq!(begun["progress"], "running");
    assert_eq!(
        (&begun["spent_minutes"], &begun["assist"]),
        (&30.into(), &"pair".into())
    );
}

#[test]
fn a_planned_approach_begins_when_it_is_tried() {
    let mut home = exploring();
    assert_snapshot!(home.run("try redis --planned"), @"planned redis on cache  (1 planned)");
    home.output("try 'in-memory LRU'");
    assert_snapshot!(home.run("try Redis."), @"trying redis on cache  (2 running)");
    assert_eq!(
        approaches(&mut home, "status --json"),
        [
            ("in-memory LRU".to_owned(), "running".to_owned()),
            ("redis".to_owned(), "running".to_owned())
        ]
    );
}

#[test]
fn what_runs_or_is_planned_already_is_not_noted_twice() {
    let mut home = exploring();
    home.output("try redis");
    home.output("try sqlite --planned");
    assert_snapshot!(home.run("try '  REDIS '"), @"running already: redis on cache  (1 running, 1 planned)");
    assert_snapshot!(home.run("try redis --planned"), @"running already: redis on cache  (1 running, 1 planned)");
    assert_snapshot!(home.run("try sqlite --planned"), @"planned already: sqlite on cache  (1 running, 1 planned)");
    assert_eq!(
        approaches(&mut home, "try redis --spent 1h --json").len(),
        2
    );
    let redis = home.json("exploration", "status --json")["approaches"][0].take();
    assert_eq!(redis["spent_minutes"], 60);
    assert_eq!(
        home.json("steps", "undo --list --json")
            .as_array()
            .unwrap()
            .len(),
        4
    );
}

#[test]
fn what_has_ended_is_tried_again_as_another_approach() {
    let mut home = exploring();
    home.output("try redis");
    home.output("log -b 'it was full'");
    home.set_now("2026-10-05T10:30:00+02:00");
    assert_eq!(
        approaches(&mut home, "try redis --json"),
        [
            ("redis".to_owned(), "failed".to_owned()),
            ("redis".to_owned(), "running".to_owned())
        ]
    );
}

#[test]
fn without_an_open_exploration_nothing_is_tried() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(1, "try redis"), @r#"
    error: no exploration is open here
    hint: open one with `folio explore "QUESTION"`, or name one; `folio explore --all` lists them
    "#);
    home.output("explore 'which cache?' --as cache");
    home.output("drop --why 'no time'");
    assert_snapshot!(home.refused(1, "try redis --on cache"), @"
    error: `cache` was dropped already
    hint: `folio explore --reopen cache` opens it again
    ");
    assert_snapshot!(home.refused(4, "try redis --on cahce"), @"
    error: no exploration is called `cahce`
    hint: did you mean `cache`?
    ");
    home.refused(2, "try");
    home.refused(2, "try ' '");
}

#[test]
fn an_approach_is_noted_on_the_exploration_that_is_named() {
    let mut home = exploring();
    home.output("explore 'which index?' --as index");
    home.output("try redis --on cache");
    assert_eq!(approaches(&mut home, "status cache --json").len(), 1);
    assert_eq!(approaches(&mut home, "status --json").len(), 0);
}

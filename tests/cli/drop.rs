//! `folio drop`: a question is given up.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn a_question_is_dropped_with_the_reason() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    assert_snapshot!(home.refused(2, "drop"), @r#"
    error: why it is dropped is missing (`--why`)
    hint: add `--why "the reason, in a sentence"`
    "#);
    assert_snapshot!(home.run("drop --why 'the provider caches now'"), @"dropped cache");
    assert_snapshot!(home.refused(1, "drop cache --why again"), @"
    error: `cache` was dropped already
    hint: `folio explore --reopen cache` opens it again
    ");
    assert_snapshot!(home.refused(1, "drop --why again"), @r#"
    error: no exploration is open here
    hint: open one with `folio explore "QUESTION"`, or name one; `folio explore --all` lists them
    "#);
    assert_snapshot!(home.refused(4, "drop other --why again"), @"
    error: no exploration is called `other`
    hint: run `folio explore --all` to see their names
    ");
}

#[test]
fn the_exploration_that_is_current_from_then_on_is_named() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.output("explore 'which queue?' --as queue");
    assert_snapshot!(home.run("drop queue --why 'no time'"), @"
    dropped queue
    -- standard error --
    current: cache: which cache?
    ");
    home.output("log lru -b 'it forgets' --on cache");
    home.output("explore 'which index?' --as index");
    home.output("explore --switch cache");
    assert_snapshot!(home.run("converge last --why 'least bad'"), @"
    converged cache on teus  lru
    -- standard error --
    note: teus is noted as failed
    current: index: which index?
    ");
}

#[test]
fn the_reason_is_asked_for_on_a_terminal() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    let asked = home
        .command("drop")
        .terminal(80, 24)
        .answer("Why is it dropped?", "no time")
        .run()
        .succeeded();
    assert!(asked.output.contains("dropped"), "{asked}");
    assert_eq!(
        home.json("exploration", "status cache --json")["why"],
        "no time"
    );
}

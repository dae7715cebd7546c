//! `folio undo`: what a command changed is taken back as one step, and brought back.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn every_changing_command_is_undone_as_one_step_and_done_again() {
    let entries =
        "{\"tried\": \"a\", \"because\": \"b\"}\n{\"tried\": \"c\", \"because\": \"d\"}\n";
    for line in [
        "log x -b y -p z -t new --spent 5m",
        "distill d8ry -p 'a clock is an input' -s drift -n 'freeze it'",
        "edit m2ab --tried other --add-tag more --remove-tag caching --spent '' --project '' --remove-signal 'logged out at random'",
        "rm k7fq m2ab x9kd --yes",
        "tags --rename search find",
        "tags --merge caching flaky search --into sessions",
        "principles --merge k7fq x9kd v4gh --into 'one rule for all'",
        "import -",
        "edit m2ab --rules-out 'sessions in memory' --exploration ''",
    ] {
        let mut home = Home::with_portfolio();
        let before = home.exported();
        home.command(line).input(entries).run().succeeded();
        let after = home.exported();
        assert_ne!(after, before, "{line}");
        home.output("undo");
        assert_eq!(home.exported(), before, "{line}");
        home.output("undo --redo");
        assert_eq!(home.exported(), after, "{line}");
        home.output("undo");
        home.output("undo");
        assert_eq!(home.exported(), "", "{line}");
        home.refused(1, "undo");
    }
}

#[test]
fn every_command_on_an_exploration_is_undone_as_one_step_and_done_again() {
    let mut home = Home::new();
    let all = |home: &mut Home| home.output("explore --all --json");
    let mut states = vec![all(&mut home)];
    for line in [
        "explore 'which cache?' --as cache",
        "try lru --planned",
        "try lru",
        "try redis",
        "log lru -b 'it forgets'",
        "log -b 'it was full'",
        "converge last --why 'nothing else'",
        "explore --reopen cache",
        "drop --why 'no time'",
        "explore 'which index?' --as index",
    ] {
        home.output(line);
        states.push(all(&mut home));
    }
    for state in states.iter().rev().skip(1) {
        home.output("undo");
        assert_eq!(all(&mut home), *state);
    }
    for state in states.iter().skip(1) {
        home.output("undo --redo");
        assert_eq!(all(&mut home), *state);
    }
}

#[test]
fn undo_goes_back_step_by_step_and_redo_forward() {
    let mut home = Home::new();
    let mut states = vec![home.exported()];
    for line in [
        "log a -b b",
        "edit last -b c",
        "edit last --add-tag t",
        "rm last --yes",
        "log d -b e",
    ] {
        home.output(line);
        states.push(home.exported());
    }
    for state in states.iter().rev().skip(1) {
        home.output("undo");
        assert_eq!(home.exported(), *state);
    }
    for state in states.iter().skip(1) {
        home.output("undo --redo");
        assert_eq!(home.exported(), *state);
    }
    home.refused(1, "undo --redo");
}

#[test]
fn it_says_what_was_taken_back() {
    let mut home = Home::with_portfolio();
    home.output("rm k7fq x9kd --yes");
    assert_snapshot!(home.run("undo"), @"
    undone: rm of 2026-10-05 09:30 (2 entries)
    - cache prices in the web process
    - drain connections before the restart
    ");
    assert_snapshot!(home.run("undo --redo"), @"
    done again: rm of 2026-10-05 09:30 (2 entries)
    - cache prices in the web process
    - drain connections before the restart
    ");
    assert_snapshot!(home.output("undo --json"), @r#"{"folio":1,"step":{"id":"w3mbxf875sh3","command":"rm","author":"ada","at":"2026-10-05T09:30:00+02:00","entries":2,"explorations":0,"undone":false,"examples":["cache prices in the web process","drain connections before the restart"]}}"#);
}

#[test]
fn a_new_change_ends_what_can_be_done_again() {
    let mut home = Home::new();
    home.output("log a -b b");
    home.output("undo");
    home.output("log c -b d");
    assert_snapshot!(home.refused(1, "undo --redo"), @"
    error: there is no undo to take back
    hint: an undo can be taken back until something else is changed
    ");
}

#[test]
fn the_list_shows_the_steps_and_which_are_undone() {
    let mut home = Home::with_portfolio();
    home.set_now("2026-10-06T10:00:00+02:00");
    home.output("tags --merge caching --into sessions");
    home.output("log a -b b");
    home.output("undo");
    assert_snapshot!(home.run("undo --list"), @"
    when              command       entries  undone  what
    ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    2026-10-06 10:00  log                 1  yes     a
    2026-10-06 10:00  tags --merge        2          cache prices in the web process; keep sessions in process memory
    2026-10-05 09:30  import              7          cache prices in the web process; build the index at night; keep sessions in process memory; and 4 more
    ");
    assert_eq!(
        home.json("steps", "undo --list --limit 1 --json")
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        home.output("undo --list --limit 0 --format plain")
            .lines()
            .count(),
        3
    );
}

#[test]
fn in_an_empty_journal_there_is_nothing_to_undo() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(1, "undo"), @"
    error: there is nothing to undo
    hint: run `folio undo --list` to see the steps
    ");
    home.refused(1, "undo --redo");
    assert_eq!(home.run("undo --list").code, 0);
    home.refused(2, "undo --list --redo");
    home.refused(2, "undo --limit 3");
}

#[test]
fn what_changed_nothing_is_no_step() {
    let mut home = Home::with_portfolio();
    home.output("edit k7fq --outcome failed");
    home.output("distill k7fq -p 'state shared by replicas lives outside them'");
    home.output("undo");
    assert_eq!(home.exported(), "");
}

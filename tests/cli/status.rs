//! `folio status`: the question, the approaches, the clock.

use insta::assert_snapshot;

use crate::driver::{Home, without_colors};

/// The line of the clock.
fn clock(home: &mut Home) -> String {
    let status = home.output("status");
    let line = status.lines().find(|line| line.starts_with("clock"));
    line.unwrap().to_owned()
}

#[test]
fn it_shows_the_question_the_clock_and_each_approach() {
    let mut home = Home::new();
    home.output("explore 'which caching layer?' --as cache");
    home.output("explore 'which index?' --as index");
    home.output("explore --switch cache");
    assert_snapshot!(home.run("status"), @"
    cache  open
    question    which caching layer?
    opened      2026-10-05 09:30
    clock       keep trying: 0 min of 15 min
    approaches  none yet
    also open   index
    ");
    home.output("try 'in-memory LRU' --spent 40m");
    home.output("log -b 'two replicas disagree after an update'");
    home.output("log 'sticky sessions' -b 'a deploy logs people out' -o partial");
    home.output("try 'a shared cache'");
    home.output("try 'a read replica' --planned");
    home.set_now("2026-10-05T09:37:00+02:00");
    assert_snapshot!(home.run("status"), @"
    cache  open
    question    which caching layer?
    opened      2026-10-05 09:30
    clock       keep trying: 6 min of 15 min
    approaches  1 running, 1 failed, 1 partial, 1 planned
    also open   index

    id    progress   spent  approach         because
    ──────────────────────────────────────────────────────────────────────────────
    gpht  failed    40 min  in-memory LRU    two replicas disagree after an update
          running           a shared cache
    d3uk  partial           sticky sessions  a deploy logs people out
          planned           a read replica
    ");
    let narrow = home.command("status").terminal(60, 40).run();
    assert_snapshot!(without_colors(&narrow.output), @"
    cache  open
    question    which caching layer?
    opened      2026-10-05 09:30
    clock       keep trying: 6 min of 15 min
    approaches  1 running, 1 failed, 1 partial, 1 planned
    also open   index

    id    progress   spent  approach         because
    ────────────────────────────────────────────────────────────
    gpht  failed    40 min  in-memory LRU    two replicas
                                             disagree after an
                                             update
          running           a shared cache
    d3uk  partial           sticky sessions  a deploy logs
                                             people out
          planned           a read replica
    ");
    assert_snapshot!(home.output("status --format markdown"), @"
    ## `cache`  open

    - **question:** which caching layer?
    - **opened:** 2026-10-05 09:30
    - **clock:** keep trying: 6 min of 15 min
    - **approaches:** 1 running, 1 failed, 1 partial, 1 planned
    - **also open:** index

    | id | progress | spent | approach | because |
    | --- | --- | ---: | --- | --- |
    | `gpht` | failed | 40 min | in-memory LRU | two replicas disagree after an update |
    |  | running |  | a shared cache |  |
    | `d3uk` | partial |  | sticky sessions | a deploy logs people out |
    |  | planned |  | a read replica |  |
    ");
    let status = home.json("exploration", "status --json");
    assert_eq!(status["clock"]["state"], "keep_trying");
    assert_eq!(status["also_open"][0], "index");
}

#[test]
fn the_clock_turns_when_the_time_is_up() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.set_now("2026-10-05T09:44:59+02:00");
    assert_eq!(
        clock(&mut home),
        "clock       keep trying: 14 min of 15 min"
    );
    home.set_now("2026-10-05T09:45:00+02:00");
    assert_eq!(
        clock(&mut home),
        "clock       time to ask: 15 min of 15 min  (`folio brief cache`)"
    );
    home.configure("[exploration]\nclock = \"2h\"\n");
    assert_eq!(clock(&mut home), "clock       keep trying: 15 min of 2 h");
    home.output("explore 'which index?' --until 5m");
    home.set_now("2026-10-05T09:52:00+02:00");
    assert_eq!(
        clock(&mut home),
        "clock       time to ask: 7 min of 5 min  (`folio brief index`)"
    );
}

#[test]
fn a_clock_that_ran_backwards_and_another_zone_do_not_confuse_it() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.set_now("2026-10-05T08:00:00+02:00");
    assert_eq!(clock(&mut home), "clock       keep trying: 0 min of 15 min");
    home.output("explore 'which index?' --as index");
    assert!(home.output("status").starts_with("index"));
    home.output("explore --switch cache");
    assert!(home.output("status").starts_with("cache"));
    home.output("drop index --why 'no time'");
    home.set_now("2026-10-05T00:40:30-07:00");
    assert_eq!(
        clock(&mut home),
        "clock       keep trying: 10 min of 15 min"
    );
    home.output("drop --why 'no time'");
    assert_snapshot!(home.run("status cache"), @"
    cache  dropped
    question    which cache?
    opened      2026-10-05 00:30
    clock       stopped after 10 min
    closed      dropped 2026-10-05 00:40
    why         no time
    approaches  none yet
    ");
}

#[test]
fn of_two_that_are_open_in_one_place_the_later_is_current() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.set_now("2026-10-05T09:40:00+02:00");
    home.output("explore 'which index?' --as index");
    assert_eq!(home.json("exploration", "status --json")["name"], "index");
}

#[test]
fn a_prompt_gets_one_short_line_or_nothing() {
    let mut home = Home::new();
    assert_eq!(home.output("status --short"), "");
    home.output("explore 'which cache?' --as cache");
    assert_eq!(home.output("status --short"), "cache 0m\n");
    for line in [
        "log a -b b",
        "log c -b d -o partial",
        "log e -b f -o worked",
        "try g",
        "try h --planned",
    ] {
        home.output(line);
    }
    home.set_now("2026-10-05T09:42:00+02:00");
    assert_eq!(home.output("status --short"), "cache 1✗ 1~ 1✓ 1… 12m\n");
    home.set_now("2026-10-05T10:35:00+02:00");
    assert_eq!(home.output("status --short"), "cache 1✗ 1~ 1✓ 1… 1h05m!\n");
    let elsewhere = home
        .command("status --short")
        .environment("FOLIO_PROJECT", "blog")
        .run();
    assert_eq!(
        (elsewhere.code, elsewhere.output.as_str()),
        (0, "cache 1✗ 1~ 1✓ 1… 1h05m!\n")
    );
    home.output("drop --why 'no time'");
    assert_eq!(home.output("status --short"), "");
    home.refused(2, "status cache --short");
}

#[test]
fn an_exploration_that_is_not_there_is_said_to_be_so() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(1, "status"), @r#"
    error: no exploration is open here
    hint: open one with `folio explore "QUESTION"`, or name one; `folio explore --all` lists them
    "#);
    home.output("explore 'which cache?' --as cache");
    assert_snapshot!(home.refused(4, "status cahce"), @"
    error: no exploration is called `cahce`
    hint: did you mean `cache`?
    ");
}

//! `folio` alone.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn it_shows_what_waits_and_what_came_last() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run(""), @"
    3 drafts wait for a principle  (`folio distill`)
    id    date        tried
    ────────────────────────────────────────────
    p3we  2026-09-21  build the index at night
    m2q5  2026-10-03  match names with LIKE
    d8ry  2026-10-05  retry the flaky login test

    3 lessons are due  (`folio practice`)
    3 lessons wait for a review  (`folio review`)

    Last entries
    id    date        outcome  tags               tried
    ──────────────────────────────────────────────────────────────────────────────────
    d8ry  2026-10-05  failed   flaky, sessions    retry the flaky login test
    v4gh  2026-10-04  failed                      skip the migration test
    m2q5  2026-10-03  failed   search             match names with LIKE
    x9kd  2026-10-01  partial  deploy             drain connections before the restart
    m2ab  2026-10-01  failed   caching, sessions  keep sessions in process memory
    ");
}

#[test]
fn an_empty_journal_is_answered_with_how_to_begin() {
    let mut home = Home::new();
    assert_snapshot!(home.run(""), @r#"
    The journal is empty. Right after an attempt has failed, say what you tried and why it failed:
      folio log "keep sessions in process memory" --because "two replicas disagreed" --tag sessions
    `folio --help` shows the rest.
    "#);
    assert!(!home.journal().exists());
}

#[test]
fn json_holds_the_last_entries_and_the_drafts() {
    let mut home = Home::with_portfolio();
    let overview = home.json("overview", "--json");
    assert_eq!(overview["last"][0]["short"], "d8ry");
    assert_eq!(overview["drafts"][0]["short"], "p3we");
    assert_eq!(overview["last"].as_array().unwrap().len(), 5);
}

#[test]
fn the_current_exploration_stands_first_with_its_clock() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    assert_snapshot!(home.run(""), @"
    Exploring cache
    question    which cache?
    clock       keep trying: 0 min of 15 min
    approaches  none yet
    ");
    home.output("log lru -b 'it forgets' -p 'know what forgets'");
    home.set_now("2026-10-05T09:50:00+02:00");
    assert_snapshot!(home.run(""), @"
    Exploring cache
    question    which cache?
    clock       time to ask: 20 min of 15 min  (`folio brief cache`)
    approaches  1 failed

    1 lesson waits for a review  (`folio review`)

    Last entries
    id    date        outcome  tags  tried
    ──────────────────────────────────────
    krh8  2026-10-05  failed         lru
    ");
    assert_eq!(
        home.json("overview", "--json")["exploration"]["name"],
        "cache"
    );
    home.output("drop --why 'no time'");
    assert_eq!(
        home.json("overview", "--json")["exploration"],
        serde_json::Value::Null
    );
}

#[test]
fn all_that_waits_fits_a_small_terminal() {
    let mut home = Home::with_portfolio();
    home.output("explore 'which cache?' --as cache");
    home.output("try 'in-memory LRU'");
    let shown = home.run("").output;
    for part in [
        "Exploring",
        "drafts wait",
        "are due",
        "wait for a review",
        "Last",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(shown.lines().count() < 24, "{shown}");
}

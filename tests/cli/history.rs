//! `folio history`: who changed what of an entry, and when.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn every_change_is_shown_with_old_and_new() {
    let mut home = Home::with_portfolio();
    home.set_now("2026-10-06T10:00:00+02:00");
    home.output("edit v4gh -b 'a column was missing' --add-tag migrations --principle ''");
    home.set_now("2026-10-07T11:00:00+02:00");
    home.command("tags --rename migrations schema")
        .environment("USER", "grace")
        .run()
        .succeeded();
    home.output("undo");
    assert_snapshot!(home.run("history v4gh"), @"
    2026-10-05 09:30  created by ada  (import)
    id             + 01a10adc-b980-7000-8d89-cf5c8f5db272
    tried          + skip the migration test
    because        + the column was missing in production
    principle      + test the path that runs once
    outcome        + failed
    assist         + delegate
    spent_minutes  + 15
    author         + ada
    happened_at    + 2026-10-04T16:00:00+02:00
    created_at     + 2026-10-05T09:00:00+02:00

    2026-10-06 10:00  changed by ada  (edit)
    because    - the column was missing in production  + a column was missing
    principle  - test the path that runs once
    tags       + migrations

    2026-10-07 11:00  changed by grace  (tags --rename)
    tags  - migrations  + schema

    2026-10-07 11:00  changed by ada  (undo)
    tags  - schema  + migrations
    ");
}

#[test]
fn a_removed_entry_still_has_its_history() {
    let mut home = Home::new();
    let entry = home.json("entry", "log x -b y --json");
    home.output("rm last --yes");
    let short = entry["short"].as_str().unwrap();
    assert_snapshot!(home.run(&format!("history {short}")), @"
    2026-10-05 09:30  created by ada  (log)
    id           + 01a10af8-30c0-7001-8ef5-fe2d1072d2ad
    tried        + x
    because      + y
    outcome      + failed
    author       + ada
    happened_at  + 2026-10-05T09:30:00+02:00
    created_at   + 2026-10-05T09:30:00+02:00

    2026-10-05 09:30  removed by ada  (rm)
    ");
    let id = entry["id"].as_str().unwrap();
    assert_eq!(
        home.output(&format!("history {id}")),
        home.output(&format!("history {short}"))
    );
}

#[test]
fn json_and_markdown_hold_the_same_changes() {
    let mut home = Home::new();
    home.output("log x -b y");
    home.output("edit last -b z --add-tag t");
    assert_snapshot!(home.output("history last --json"), @r#"{"folio":1,"history":{"id":"01a10af8-30c0-7001-8ef5-fe2d1072d2ad","short":"xxhy","changes":[{"at":"2026-10-05T09:30:00+02:00","author":"ada","command":"log","event":"created","fields":[{"field":"id","old":null,"new":"01a10af8-30c0-7001-8ef5-fe2d1072d2ad"},{"field":"tried","old":null,"new":"x"},{"field":"because","old":null,"new":"y"},{"field":"outcome","old":null,"new":"failed"},{"field":"author","old":null,"new":"ada"},{"field":"happened_at","old":null,"new":"2026-10-05T09:30:00+02:00"},{"field":"created_at","old":null,"new":"2026-10-05T09:30:00+02:00"}]},{"at":"2026-10-05T09:30:00+02:00","author":"ada","command":"edit","event":"changed","fields":[{"field":"because","old":"y","new":"z"},{"field":"tags","old":[],"new":["t"]}]}]}}"#);
    assert_snapshot!(home.output("history last --format markdown"), @"
    2026-10-05 09:30  **created** by ada  (log)

    - **id:** + `01a10af8-30c0-7001-8ef5-fe2d1072d2ad`
    - **tried:** + x
    - **because:** + y
    - **outcome:** + failed
    - **author:** + ada
    - **happened_at:** + 2026-10-05T09:30:00+02:00
    - **created_at:** + 2026-10-05T09:30:00+02:00

    2026-10-05 09:30  **changed** by ada  (edit)

    - **because:** - y  + z
    - **tags:** + t
    ");
}

#[test]
fn an_unknown_entry_has_no_history() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(4, "history zzzz"), @"
    error: no entry matches `zzzz`
    hint: run `folio list` to see the ids
    ");
    home.refused(5, "history m2");
    home.refused(2, "history");
    home.refused(2, "history last --format csv");
    Home::new().refused(4, "history last");
}

#[test]
fn what_was_decided_of_an_exploration_stays_to_be_read() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.output("try lru");
    home.output("log -b 'it forgets'");
    home.output("converge last --why 'nothing else holds'");
    home.output("explore --reopen cache");
    assert_snapshot!(home.run("history cache"), @"
    2026-10-05 09:30  created by ada  (explore)
    current_since  + 2026-10-05T09:30:00+02:00
    directory      + ~/work
    name           + cache
    opened_at      + 2026-10-05T09:30:00+02:00
    question       + which cache?
    state          + open
    author         + ada

    2026-10-05 09:30  changed by ada  (try)
    approaches  + title lru; noted_at 2026-10-05T09:30:00+02:00; begun_at 2026-10-05T09:30:00+02:00

    2026-10-05 09:30  changed by ada  (log)
    approaches  - title lru; noted_at 2026-10-05T09:30:00+02:00; begun_at 2026-10-05T09:30:00+02:00  + title lru; noted_at 2026-10-05T09:30:00+02:00; begun_at 2026-10-05T09:30:00+02:00; entry 01a10af8-30c0-7001-895d-e681817b8d71

    2026-10-05 09:30  changed by ada  (converge)
    chosen     + 01a10af8-30c0-7001-895d-e681817b8d71
    closed_at  + 2026-10-05T09:30:00+02:00
    state      - open  + converged
    why        + nothing else holds

    2026-10-05 09:30  changed by ada  (explore --reopen)
    chosen     - 01a10af8-30c0-7001-895d-e681817b8d71
    closed_at  - 2026-10-05T09:30:00+02:00
    state      - converged  + open
    why        - nothing else holds
    ");
    assert_eq!(
        home.json("history", "history cache --json")["short"],
        "cache"
    );
}

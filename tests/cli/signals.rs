//! `folio signals`: the phrases to look for.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn signals_are_shown_with_what_to_do() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("signals"), @"
    entries  last seen        spent  signal                              next
    ─────────────────────────────────────────────────────────────────────────────────────────────
          2  2026-10-01  2 h 10 min  works on one replica, flaky on two  count the replicas first
          1  2026-10-01      40 min  logged out at random                count the replicas first
          1  2026-10-01         2 h  only large files fail
    ");
    assert_snapshot!(home.output("signals --limit 1 --json"), @r#"{"folio":1,"signals":[{"signal":"works on one replica, flaky on two","entries":2,"spent_minutes":130,"last_seen":"2026-10-01T11:00:00+02:00","next":"count the replicas first","disputed":0}]}"#);
}

#[test]
fn signals_are_sorted_limited_and_filtered() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("signals --project shop --sort name --format plain").replace('\t', "|"), @"
    1|2026-10-01|40 min|logged out at random|count the replicas first
    1|2026-10-01|2 h|only large files fail|
    2|2026-10-01|2 h 10 min|works on one replica, flaky on two|count the replicas first
    ");
    assert_snapshot!(home.run("signals --outcome failed --sort spent --limit 1 --format plain"), @"
    2	2026-10-01	2 h 10 min	works on one replica, flaky on two	count the replicas first
    -- standard error --
    1 more; `--limit 0` shows all
    ");
    assert_snapshot!(home.output("signals --tag deploy --format markdown"), @"
    | entries | last seen | spent | signal | next |
    | ---: | --- | ---: | --- | --- |
    | 1 | 2026-10-01 | 2 h | only large files fail |  |
    ");
    home.refused(2, "signals --sort created");
}

#[test]
fn an_empty_journal_has_no_signals() {
    let mut home = Home::new();
    assert_snapshot!(home.run("signals"), @"
    -- standard error --
    no signals
    ");
    assert_eq!(home.output("signals --format jsonl"), "");
}

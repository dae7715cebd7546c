//! `folio tags`: which tags there are, renaming and merging them.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn tags_are_counted_with_their_cost_most_frequent_first() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("tags"), @"
    tag           entries  last seen        spent
    ─────────────────────────────────────────────
    caching             2  2026-10-01  2 h 10 min
    sessions            2  2026-10-05      40 min
    deploy              1  2026-10-01         2 h
    flaky               1  2026-10-05
    search              1  2026-10-03
    search/index        1  2026-09-21      30 min
    ");
}

#[test]
fn tags_are_sorted_limited_and_filtered() {
    let mut home = Home::with_portfolio();
    for (flags, expected) in [
        (
            "--sort name",
            "caching deploy flaky search search/index sessions",
        ),
        ("--sort spent --limit 2", "caching deploy"),
        ("--sort date --limit 2", "flaky sessions"),
        ("--sort count --limit 1 --reverse", "search/index"),
        ("--month 2026-09 --sort name", "caching search/index"),
        ("--project blog --sort name", "search search/index"),
        ("--outcome partial", "deploy"),
        ("--text nowhere", ""),
    ] {
        let output = home.output(&format!("tags {flags} --format jsonl"));
        let tags = output.lines().map(|line| {
            let usage: serde_json::Value = serde_json::from_str(line).unwrap();
            usage["tag"].as_str().unwrap().to_owned()
        });
        assert_eq!(tags.collect::<Vec<_>>().join(" "), expected, "{flags}");
    }
    assert_eq!(
        home.run("tags --limit 5").error,
        "1 more; `--limit 0` shows all\n"
    );
}

#[test]
fn json_holds_count_cost_and_last_seen() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("tags --limit 1 --json"), @r#"{"folio":1,"tags":[{"tag":"caching","entries":2,"spent_minutes":130,"last_seen":"2026-10-01T11:00:00+02:00"}]}"#);
}

#[test]
fn renaming_a_tag_renames_those_below_it() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("tags --rename search find"), @"changed 2 entries: search → find");
    assert_eq!(home.ids("list --tag find"), ["m2q5", "p3we"]);
    assert_eq!(home.ids("list --tag find/index"), ["p3we"]);
    assert_eq!(home.ids("list --tag search"), [""; 0]);
}

#[test]
fn a_name_in_use_is_not_taken_by_a_rename() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(1, "tags --rename sessions caching"), @"
    error: the tag `caching` is in use already
    hint: run `folio tags --merge sessions --into caching` to make the two one
    ");
}

#[test]
fn a_rename_may_take_a_name_that_only_stands_above_others() {
    let mut home = Home::new();
    home.output("log x -b y -t db/lock -t db/pool");
    assert_snapshot!(home.run("tags --rename db/lock db"), @"changed 1 entry: db/lock → db");
    assert_eq!(
        home.json("entries", "list --json")[0]["tags"],
        serde_json::json!(["db/pool", "db"])
    );
    home.output("log z -b y -t lock/pool");
    assert_snapshot!(home.refused(1, "tags --rename lock db"), @"
    error: the tag `db/pool` is in use already
    hint: run `folio tags --merge lock --into db` to make the two one
    ");
}

#[test]
fn merging_puts_one_tag_in_the_place_of_several() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("tags --merge caching flaky --into sessions"), @"changed 3 entries: caching, flaky → sessions");
    assert_eq!(home.ids("list --tag sessions"), ["d8ry", "m2ab", "k7fq"]);
    assert_eq!(
        home.json("entries", "show m2ab --json")[0]["tags"],
        serde_json::json!(["sessions"])
    );
    assert_snapshot!(home.output("tags --merge deploy --into sessions --json"), @r#"{"folio":1,"retagged":{"from":["deploy"],"to":"sessions","entries":1}}"#);
}

#[test]
fn a_tag_that_no_entry_has_cannot_be_changed() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(4, "tags --rename cacheing cache"), @"
    error: no entry has the tag `cacheing`
    hint: did you mean `caching`?
    ");
    home.refused(4, "tags --merge caching nothing-like-it --into x");
    home.refused(2, "tags --rename caching");
    home.refused(2, "tags --merge caching");
    home.refused(2, "tags --into caching");
    home.refused(2, "tags --rename caching 'two words'");
    home.refused(2, "tags --sort created");
    home.refused(2, "tags --format csv");
}

#[test]
fn an_empty_journal_has_no_tags() {
    let mut home = Home::new();
    assert_snapshot!(home.run("tags"), @"
    -- standard error --
    no tags
    ");
    assert_eq!(home.output("tags --json"), "{\"folio\":1,\"tags\":[]}\n");
}

//! `folio principles`: which were drawn, how often each was met, and making several writings one.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn principles_are_grouped_whatever_their_case_space_and_final_punctuation() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("principles"), @"
    entries  last seen        spent  principle
    ─────────────────────────────────────────────────────────────────────────────────
          2  2026-10-01  2 h 10 min  State shared by replicas lives outside them.
          1  2026-10-01         2 h  a timeout is a promise about the longest request
          1  2026-10-04      15 min  test the path that runs once
    ");
    assert_snapshot!(home.output("principles --limit 1 --json"), @r#"{"folio":1,"principles":[{"principle":"State shared by replicas lives outside them.","entries":2,"spent_minutes":130,"last_seen":"2026-10-01T11:00:00+02:00","disputed":0}]}"#);
}

#[test]
fn principles_are_sorted_limited_and_filtered() {
    let mut home = Home::with_portfolio();
    for (flags, expected) in [
        ("--sort date --limit 1", "test the path that runs once"),
        (
            "--sort spent --reverse --limit 1",
            "test the path that runs once",
        ),
        (
            "--sort name --limit 1",
            "a timeout is a promise about the longest request",
        ),
        (
            "--tag deploy",
            "a timeout is a promise about the longest request",
        ),
        (
            "--month 2026-09",
            "state shared by replicas lives outside them",
        ),
        ("--stage draft", ""),
    ] {
        let output = home.output(&format!("principles {flags} --format jsonl"));
        let principle = output.lines().next().map_or(String::new(), |line| {
            let usage: serde_json::Value = serde_json::from_str(line).unwrap();
            usage["principle"].as_str().unwrap().to_owned()
        });
        assert_eq!(principle, expected, "{flags}");
    }
    assert_eq!(
        home.run("principles -l 1").error,
        "2 more; `--limit 0` shows all\n"
    );
}

#[test]
fn merging_takes_principles_and_ids() {
    let mut home = Home::with_portfolio();
    let run = home.run("principles --merge 'Test the path that runs once!' x9kd --into 'what runs seldom is tested first'");
    assert_snapshot!(run, @"changed 2 entries; they carry what runs seldom is tested first");
    let entries = home.ids("search '\"runs seldom\"' --sort date");
    assert_eq!(entries, ["v4gh", "x9kd"]);
    assert_snapshot!(home.output("principles --merge k7fq --into 'state lives outside' --json"), @r#"{"folio":1,"merged":{"into":"state lives outside","entries":2,"replaced":{}}}"#);
}

#[test]
fn a_principle_that_is_not_there_cannot_be_merged() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(4, "principles --merge 'never written' --into x"), @"
    error: no entry carries the principle `never written`
    hint: run `folio principles` to see them; write one of them, or the id of an entry that has it
    ");
    home.refused(4, "principles --merge d8ry --into x");
    home.refused(4, "principles --merge '' --into x");
    home.refused(2, "principles --merge k7fq");
    home.refused(2, "principles --merge k7fq --into ' '");
    home.refused(2, "principles --sort relevance");
}

#[test]
fn a_beginning_of_several_ids_is_not_merged_and_not_said_to_be_a_principle_that_is_missing() {
    let mut home = Home::with_portfolio();
    let refused = home.refused(5, "principles --merge m2 --into x");
    assert!(
        refused.starts_with("error: `m2` is the beginning of several ids: "),
        "{refused}"
    );
}

#[test]
fn an_empty_journal_has_no_principles() {
    assert_snapshot!(Home::new().run("principles"), @"
    -- standard error --
    no principles
    ");
}

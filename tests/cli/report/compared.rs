//! Periods beside each other: of equal length, or said not to be.

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

/// A home with an attempt on each of these days, at noon.
fn home_with(days: &[&str]) -> Home {
    let mut home = Home::new();
    home.set_now("2027-12-31T12:00:00+01:00");
    for day in days {
        home.output(&format!(
            "log 'try {day}' -b 'it failed' --at '{day} 12:00'"
        ));
    }
    home
}

const COMPARED: &str =
    "[reports.compared]\nsections = ['comparison']\n[reports.told]\nsections = ['in-words']\n";

#[test]
fn a_period_that_has_not_ended_is_compared_with_as_many_days_of_the_one_before() {
    let mut home = home_with(&["2026-09-01", "2026-09-04", "2026-09-05", "2026-10-02"]);
    home.configure(COMPARED);
    home.set_now("2026-10-05T09:30:00+02:00");
    assert_snapshot!(home.output("report compared"), @"
    October 2026, so far

    Compared with the period before
                   October 2026  2026-09-01 to 2026-09-05  change
    ─────────────────────────────────────────────────────────────
    attempts                  1                         3      −2
    failed                    1                         3      −2
    lessons drawn             0                         0      ±0
    The first has not ended yet: 5 days of each, today included.
    ");
    assert_snapshot!(home.output("report told"), @"
    October 2026, so far
    1 attempt: 1 failed, 0 held in part, 0 worked. 0 lessons drawn from it, 1 draft left. The period before, as far as this one has come (2026-09-01 to 2026-09-05), had 3 attempts, of which 3 failed.
    ");
    let report = home.json("report", "report compared --json");
    assert_eq!(report["days"], 31);
    assert_eq!(report["days_so_far"], 5);
    let before = &report["before"];
    assert_eq!(before["days"], 5);
    assert_eq!(before["cut"], true);
    assert_eq!(before["figures"]["attempts"], 3);
    assert_eq!(before["period"]["end"], "2026-09-06T00:00:00+02:00");
    home.set_now("2026-10-02T12:00:00+02:00");
    let said = |home: &mut Home, period: &str| {
        let report = home.output(&format!("report compared {period}"));
        report.lines().last().unwrap().to_owned()
    };
    let two_days = "The first has not ended yet: 2 days of each, today included.";
    assert_eq!(said(&mut home, ""), two_days);
    assert_eq!(said(&mut home, "--quarter"), two_days);
    let one_day = "--since today --until today";
    assert_eq!(said(&mut home, one_day), "The first has not ended yet.");
}

#[test]
fn periods_that_differ_in_length_say_so_in_every_format() {
    let mut home = home_with(&["2027-02-10", "2027-03-10"]);
    home.configure(COMPARED);
    home.set_now("2027-05-01T09:00:00+02:00");
    for format in ["table", "plain", "markdown", "html"] {
        let report = home.output(&format!(
            "report compared --month 2027-03 --format {format}"
        ));
        let said = "The periods differ in length: 31 and 28 days.";
        assert!(report.contains(said), "{report}");
    }
    for format in ["markdown", "html"] {
        let summary = home.output(&format!("export summary --month 2027-03 --format {format}"));
        let said = "The period before (February 2027, 28 days against 31) had 1 attempt";
        assert!(summary.contains(said), "{summary}");
    }
    let report = home.json("report", "report compared --month 2027-03 --json");
    let days = [&report["days"], &report["before"]["days"]];
    assert_eq!(json!(days), json!([31, 28]));
    assert_eq!(report["before"]["cut"], false);
    assert_eq!(report.get("days_so_far"), None);
    for equal in [
        "--month 2026-08",
        "--week 2027-W10",
        "--since 2027-03-01 --until 2027-03-10",
    ] {
        let report = home.output(&format!("report compared {equal}"));
        assert!(!report.contains("differ"), "{report}");
    }
}

#[test]
fn a_period_that_has_come_further_than_the_one_before_was_long_says_so() {
    let mut home = home_with(&["2027-02-10", "2027-03-10"]);
    home.configure(COMPARED);
    home.set_now("2027-03-31T09:00:00+02:00");
    assert_snapshot!(home.output("report compared"), @"
    March 2027, so far

    Compared with the period before
                   March 2027  February 2027  change
    ────────────────────────────────────────────────
    attempts                1              1      ±0
    failed                  1              1      ±0
    lessons drawn           0              0      ±0
    The first has not ended yet. The periods differ in length: 31 and 28 days.
    ");
    assert_snapshot!(home.output("report told"), @"
    March 2027, so far
    1 attempt: 1 failed, 0 held in part, 0 worked. 0 lessons drawn from it, 1 draft left. The period before (February 2027, 28 days against 31) had 1 attempt, of which 1 failed.
    ");
}

//! Time zones, and the two variables with which a test holds clock and ids.

use std::path::Path;

use serde_json::{Value, json};

use super::home::{Home, Run};

/// Central European time by its rule, which needs no zone files.
const RULE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

fn log_at(home: &Home, zone: &str, at: &str) -> String {
    let mut command = home.folio(&["log", at, "-b", "it was late", "--at", at, "--json"]);
    let printed = Run::of(command.env("TZ", zone)).done();
    let saved: Value = serde_json::from_str(&printed).unwrap();
    saved["entry"]["happened_at"].as_str().unwrap().to_owned()
}

fn listed(home: &Home, zone: &str, arguments: &[&str]) -> Vec<String> {
    let arguments = [&["list", "--reverse", "--json"][..], arguments].concat();
    let printed = Run::of(home.folio(&arguments).env("TZ", zone)).done();
    let listed: Value = serde_json::from_str(&printed).unwrap();
    let entries = listed["entries"].as_array().unwrap();
    entries
        .iter()
        .map(|entry| entry["tried"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn days_and_months_begin_at_midnight_of_the_zone() {
    let has_zone_files = Path::new("/usr/share/zoneinfo/Europe/Berlin").exists();
    for zone in has_zone_files
        .then_some("Europe/Berlin")
        .into_iter()
        .chain([RULE])
    {
        let home = Home::new();
        assert_eq!(
            log_at(&home, zone, "2025-09-30 23:59"),
            "2025-09-30T23:59:00+02:00",
            "{zone}"
        );
        assert_eq!(
            log_at(&home, zone, "2025-10-01 00:30"),
            "2025-10-01T00:30:00+02:00"
        );
        assert_eq!(
            log_at(&home, zone, "2025-10-31 23:30"),
            "2025-10-31T23:30:00+01:00"
        );
        assert_eq!(
            log_at(&home, zone, "2025-11-01 00:30"),
            "2025-11-01T00:30:00+01:00"
        );
        assert_eq!(
            listed(&home, zone, &["--month", "2025-10"]),
            ["2025-10-01 00:30", "2025-10-31 23:30"]
        );
        assert_eq!(
            listed(&home, zone, &["--since", "2025-11-01"]),
            ["2025-11-01 00:30"]
        );
        assert_eq!(
            listed(&home, zone, &["--until", "2025-09-30"]),
            ["2025-09-30 23:59"]
        );
        assert_eq!(
            listed(&home, "UTC", &["--month", "2025-10"]),
            ["2025-10-31 23:30", "2025-11-01 00:30"],
            "the same moments are in other months elsewhere"
        );
    }
}

#[test]
fn an_hour_that_is_left_out_is_counted_on_and_one_that_comes_twice_is_the_first() {
    let home = Home::new();
    assert_eq!(
        log_at(&home, RULE, "2025-03-30 02:30"),
        "2025-03-30T03:30:00+02:00"
    );
    assert_eq!(
        log_at(&home, RULE, "2025-10-26 02:30"),
        "2025-10-26T02:30:00+02:00"
    );
    assert_eq!(
        listed(
            &home,
            RULE,
            &["--since", "2025-03-30", "--until", "2025-03-30"]
        ),
        ["2025-03-30 02:30"]
    );
}

#[test]
fn a_stopped_clock_dates_what_is_logged_and_fixes_the_zone() {
    let home = Home::new();
    let now = "2026-10-31T23:30:00-05:00";
    let log = |arguments: &[&str]| -> Value {
        let mut command =
            home.folio(&[&["log", "a cache", "-b", "cold", "--json"][..], arguments].concat());
        let printed = Run::of(command.env("FOLIO_NOW", now).env("TZ", RULE)).done();
        serde_json::from_str::<Value>(&printed).unwrap()["entry"].clone()
    };
    let logged = log(&[]);
    assert_eq!(
        (&logged["happened_at"], &logged["created_at"]),
        (&json!(now), &json!(now))
    );
    assert_eq!(
        log(&["--at", "yesterday 12:00"])["happened_at"],
        "2026-10-30T12:00:00-05:00"
    );
}

#[test]
fn a_seed_repeats_identifiers() {
    let id = |seed: &str| {
        let home = Home::new();
        let mut command = home.folio(&["log", "a cache", "-b", "cold", "--json"]);
        command
            .env("FOLIO_SEED", seed)
            .env("FOLIO_NOW", "2026-10-05T09:30:00+02:00");
        serde_json::from_str::<Value>(&Run::of(&mut command).done()).unwrap()["entry"]["id"].clone()
    };
    assert_eq!(id("7"), id("7"));
    assert_ne!(id("7"), id("8"));
}

#[test]
fn a_malformed_clock_or_seed_is_refused_with_a_hint() {
    let home = Home::new();
    for (name, value) in [("FOLIO_NOW", "noon"), ("FOLIO_SEED", "-1")] {
        let run = Run::of(home.folio(&["list"]).env(name, value));
        assert_eq!(run.code, Some(2));
        assert!(
            run.error
                .starts_with(&format!("error: {name} is `{value}`")),
            "{run:?}"
        );
        assert!(run.error.contains("\nhint: unset it"), "{run:?}");
    }
}

//! `--tz`: whose days and hours a report means.

use std::fs;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::driver::Home;

/// Every time in a value, wherever it stands.
fn times(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => {
            let is_time = chrono::DateTime::parse_from_rfc3339(text).is_ok();
            Some(text.as_str())
                .filter(|_| is_time)
                .into_iter()
                .collect()
        }
        Value::Array(all) => all.iter().flat_map(times).collect(),
        Value::Object(fields) => fields.values().flat_map(times).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn days_are_those_of_the_zone_that_is_named() {
    let mut home = Home::with_portfolio();
    for (zone, attempts) in [
        // 2026-10-01T23:30+02:00 is the second of October in India, and 2026-10-03T00:15+02:00 still is in New York.
        ("", 0),
        ("--tz Europe/Berlin", 0),
        ("--tz Asia/Kolkata", 1),
        ("--tz +05:30", 1),
        ("--tz America/New_York", 1),
        ("--tz -04:00", 1),
        ("--tz=-4", 1),
        ("--tz UTC", 1),
    ] {
        let line = format!("report --since 2026-10-02 --until 2026-10-02 --json {zone}");
        let report = home.json("report", &line);
        assert_eq!(report["figures"]["attempts"], attempts, "{zone}");
    }
    let months = [("UTC", 5), ("Europe/Berlin", 5), ("-12:00", 4)];
    for (zone, attempts) in months {
        let report = home.json(
            "report",
            &format!("report --month 2026-10 --json --tz {zone}"),
        );
        assert_eq!(report["figures"]["attempts"], attempts, "{zone}");
        assert_eq!(report["zone"], zone);
    }
}

#[test]
fn this_month_is_that_of_the_zone() {
    let mut home = Home::with_portfolio();
    home.set_now("2026-10-31T23:30:00+01:00");
    assert!(home.output("report").starts_with("October 2026, so far"));
    let report = home.output("report --tz Asia/Kolkata");
    assert!(report.starts_with("November 2026, so far\nTime zone: Asia/Kolkata.\n"));
}

#[test]
fn every_format_says_which_zone_was_named_and_none_where_none_was() {
    let mut home = Home::with_portfolio();
    for format in ["table", "plain", "markdown", "html"] {
        let line = format!("report --format {format}");
        let said = home.output(&format!("{line} --tz Asia/Kolkata"));
        assert!(said.contains("Time zone: Asia/Kolkata."), "{format}");
        assert!(!home.output(&line).contains("Time zone"), "{format}");
    }
    for page in ["summary", "portfolio"] {
        for format in ["markdown", "html"] {
            let line = format!("export {page} --format {format} --tz utc");
            assert!(home.output(&line).contains("Time zone: UTC."), "{line}");
        }
    }
    let summary = home.json("summary", "export summary --json --tz +5");
    assert_eq!(summary["zone"], "+05:00");
    assert_eq!(
        home.json("report", "report --json").get("zone"),
        None::<&Value>
    );
}

#[test]
fn every_time_that_is_told_is_of_the_zone() {
    let mut home = Home::with_portfolio();
    home.output("explore cache-layer 'Where do prices live?'");
    home.configure("[reports.all]\nperiod = 'all'\nsections = ['entries', 'lessons', 'failures', 'stuck', 'explorations', 'drafts']\n");
    let report = home.json("report", "report all --json --tz Asia/Kolkata");
    let times = times(&report);
    assert!(times.len() > 20, "{times:?}");
    for time in times {
        assert!(time.ends_with("+05:30"), "{time}");
    }
    let portfolio = home.json("portfolio", "export portfolio --json --tz Asia/Kolkata");
    assert_eq!(portfolio["zone"], "Asia/Kolkata");
    for time in self::times(&portfolio) {
        assert!(time.ends_with("+05:30"), "{time}");
    }
    assert_snapshot!(home.output("report all --tz Asia/Kolkata --tag search"), @"
    all time
    Only: tag search.
    Time zone: Asia/Kolkata.

    Attempts
    id    date        outcome  tags          tried
    ─────────────────────────────────────────────────────────────────
    m2q5  2026-10-03  failed   search        match names with LIKE
    p3we  2026-09-21  worked   search/index  build the index at night

    What we tried that did not work
    - match names with LIKE: it scanned every row (2026-10-03, m2q5)

    What is stuck
    - Without a principle yet: 2 attempts
      - build the index at night: nothing is written at night (2026-09-21, 30 min, p3we)
      - match names with LIKE: it scanned every row (2026-10-03, m2q5)

    Drafts left
    id    date        tried
    ──────────────────────────────────────────
    p3we  2026-09-21  build the index at night
    m2q5  2026-10-03  match names with LIKE
    ");
}

#[test]
fn a_definition_names_a_zone_and_a_flag_beats_it() {
    let mut home = Home::with_portfolio();
    home.configure("[reports.team]\ntz = 'Asia/Kolkata'\n[reports.far]\ntz = 'Mars/Olympus'\n");
    let zone = |home: &mut Home, line: &str| home.json("report", line)["zone"].take();
    assert_eq!(zone(&mut home, "report team --json"), "Asia/Kolkata");
    assert_eq!(zone(&mut home, "report team --json --tz UTC"), "UTC");
    assert_snapshot!(home.refused(2, "report far"), @"
    error: `reports.far.tz` in ~/.config/folio/config.toml, line 4, cannot be used: no time zone is called `Mars/Olympus`
    hint: write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`
    ");
    assert_eq!(zone(&mut home, "report far --json --tz UTC"), json!("UTC"));
}

#[test]
fn a_zone_that_is_not_known_is_refused_with_those_that_are_like_it() {
    let mut home = Home::with_portfolio();
    let mut refusals = String::new();
    for zone in [
        "berlin",
        "'new york'",
        "Europe/Berln",
        "Kolkatta",
        "CEST",
        "UTC+2",
        "GMT-3:30",
        "+25:00",
        "''",
        "--month",
        "Europe",
    ] {
        refusals.push_str(&home.refused(2, &format!("report --tz {zone}")));
    }
    assert_snapshot!(refusals, @"
    error: `--tz` cannot be used: no time zone is called `berlin`
    hint: did you mean `Europe/Berlin`?
    error: `--tz` cannot be used: no time zone is called `new york`
    hint: did you mean `America/New_York`?
    error: `--tz` cannot be used: no time zone is called `Europe/Berln`
    hint: did you mean `Europe/Berlin`?
    error: `--tz` cannot be used: no time zone is called `Kolkatta`
    hint: did you mean `Asia/Kolkata`?
    error: `--tz` cannot be used: no time zone is called `CEST`
    hint: write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`
    error: `--tz` cannot be used: no time zone is called `UTC+2`
    hint: did you mean `+02:00`?
    error: `--tz` cannot be used: no time zone is called `GMT-3:30`
    hint: did you mean `-03:30`?
    error: `--tz` cannot be used: no time zone is called `+25:00`
    hint: write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`
    error: `--tz` cannot be used: no time zone is called ``
    hint: write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`
    error: `--tz` cannot be used: no time zone is called `--month`
    hint: write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`
    error: `--tz` cannot be used: no time zone is called `Europe`
    hint: write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`
    ");
}

#[test]
fn files_beside_the_zones_that_are_none_are_refused_with_the_zone_that_may_be_meant() {
    let mut home = Home::with_portfolio();
    let berlin = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/zoneinfo/Europe/Berlin"
    );
    let names = [
        "localtime",
        "posixrules",
        "Factory",
        "posix/Europe/Berlin",
        "right/Europe/Berlin",
    ];
    for name in names.iter().chain(&["Europe/Berlin"]) {
        home.write(&format!("zones/{name}"), fs::read(berlin).unwrap());
    }
    home.write("zones/leapseconds", "# a list");
    let inside = home.path("zones").to_str().unwrap().to_owned();
    let mut refusals = String::new();
    for name in names.iter().chain(&["leapseconds"]) {
        let command = home.command(&format!("report --tz {name}"));
        refusals.push_str(&command.environment("TZDIR", &inside).run().refused(2));
    }
    assert_snapshot!(refusals, @"
    error: `--tz` cannot be used: no time zone is called `localtime`
    hint: name no zone for that of this machine
    error: `--tz` cannot be used: no time zone is called `posixrules`
    hint: write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`
    error: `--tz` cannot be used: no time zone is called `Factory`
    hint: write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`
    error: `--tz` cannot be used: no time zone is called `posix/Europe/Berlin`
    hint: did you mean `Europe/Berlin`?
    error: `--tz` cannot be used: no time zone is called `right/Europe/Berlin`
    hint: did you mean `Europe/Berlin`?
    error: `--tz` cannot be used: no time zone is called `leapseconds`
    hint: write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`
    ");
}

#[test]
fn no_name_leads_out_of_the_folder_of_zones() {
    let mut home = Home::with_portfolio();
    let zones = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/zoneinfo");
    home.write(
        "secret",
        fs::read(format!("{zones}/Europe/Berlin")).unwrap(),
    );
    home.write(
        "zones/Berlin",
        fs::read(format!("{zones}/Europe/Berlin")).unwrap(),
    );
    home.write("zones/Broken", "TZif2 of no use");
    let inside = home.path("zones").to_str().unwrap().to_owned();
    let outside = home.path("secret").to_str().unwrap().to_owned();
    let mut named = |zone: &str| {
        let command = home.command(&format!("report --tz {zone}"));
        command.environment("TZDIR", &inside).run()
    };
    named("Berlin").succeeded();
    for zone in [
        "../secret",
        &outside,
        "./Berlin",
        "/Berlin",
        "Berlin/",
        "zones//Berlin",
        ".",
        "..",
    ] {
        let error = named(zone).refused(2);
        assert!(error.contains("no time zone is called"), "{error}");
    }
    let broken = named("Broken").refused(1);
    assert!(broken.contains("cannot be read"), "{broken}");
}

#[test]
fn without_a_list_of_zones_an_offset_still_serves() {
    let mut home = Home::with_portfolio();
    let mut named = |zone: &str| {
        let command = home.command(&format!("report --tz {zone}"));
        command.environment("TZDIR", "/no/such/folder").run()
    };
    assert_snapshot!(named("Europe/Berlin").refused(2), @"
    error: `--tz` cannot be used: no time zone is called `Europe/Berlin`
    hint: this system has no list of time zones: install `tzdata`, let TZDIR name its folder, or write an offset such as `+02:00`
    ");
    named("+02:00").succeeded();
    named("UTC").succeeded();
}

/// A zone, a period in it, its first moment, the moment after its last, its days. An open side is empty.
const PERIODS: [(&str, &str, &str, &str, u64); 13] = [
    // A day of 25 hours, and one of 23.
    (
        "Europe/Berlin",
        "--since 2026-10-25 --until 2026-10-25",
        "2026-10-25T00:00:00+02:00",
        "2026-10-26T00:00:00+01:00",
        1,
    ),
    (
        "America/New_York",
        "--since 2026-03-08 --until 2026-03-08",
        "2026-03-08T00:00:00-05:00",
        "2026-03-09T00:00:00-04:00",
        1,
    ),
    // Days whose midnight does not exist.
    (
        "America/Sao_Paulo",
        "--since 2018-11-04 --until 2018-11-04",
        "2018-11-04T01:00:00-02:00",
        "2018-11-05T00:00:00-02:00",
        1,
    ),
    (
        "Africa/Cairo",
        "--since 2024-04-01 --until 2024-04-26",
        "2024-04-01T00:00:00+02:00",
        "2024-04-27T00:00:00+03:00",
        26,
    ),
    (
        "Africa/Cairo",
        "--since 2024-04-26",
        "2024-04-26T01:00:00+03:00",
        "",
        0,
    ),
    (
        "Asia/Beirut",
        "--week 2026-W13",
        "2026-03-23T00:00:00+02:00",
        "2026-03-30T00:00:00+03:00",
        7,
    ),
    (
        "Asia/Beirut",
        "--since 2026-03-29 --until 2026-03-29",
        "2026-03-29T01:00:00+03:00",
        "2026-03-30T00:00:00+03:00",
        1,
    ),
    // A day that was left out.
    (
        "Pacific/Apia",
        "--since 2011-12-29 --until 2011-12-31",
        "2011-12-29T00:00:00-10:00",
        "2012-01-01T00:00:00+14:00",
        3,
    ),
    // Weeks over the end of a year, leap days, quarters, years.
    (
        "Asia/Kolkata",
        "--week 2026-W53",
        "2026-12-28T00:00:00+05:30",
        "2027-01-04T00:00:00+05:30",
        7,
    ),
    (
        "+05:30",
        "--week 2027-01-03",
        "2026-12-28T00:00:00+05:30",
        "2027-01-04T00:00:00+05:30",
        7,
    ),
    (
        "UTC",
        "--month 2024-02",
        "2024-02-01T00:00:00Z",
        "2024-03-01T00:00:00Z",
        29,
    ),
    (
        "Europe/Lisbon",
        "--quarter 2026-Q4",
        "2026-10-01T00:00:00+01:00",
        "2027-01-01T00:00:00Z",
        92,
    ),
    (
        "-03:00",
        "--year 2024",
        "2024-01-01T00:00:00-03:00",
        "2025-01-01T00:00:00-03:00",
        366,
    ),
];

#[test]
fn a_period_begins_and_ends_with_the_days_of_its_zone() {
    let mut home = Home::new();
    home.set_now("2027-06-01T12:00:00Z");
    for (zone, period, start, end, days) in PERIODS {
        let report = home.json("report", &format!("report {period} --tz {zone} --json"));
        let text = |key: &str| {
            report["period"][key]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(
            (text("start"), text("end")),
            (start.to_owned(), end.to_owned()),
            "{zone} {period}"
        );
        assert_eq!(
            report["days"].as_u64().unwrap_or(0),
            days,
            "{zone} {period}"
        );
    }
    home.configure("week_start = 'sunday'\n");
    let report = home.json("report", "report --week 2027-01-01 --tz Asia/Beirut --json");
    assert_eq!(report["period"]["start"], "2026-12-27T00:00:00+02:00");
}

#[test]
fn the_days_on_both_sides_of_a_change_share_its_attempts_without_a_rest() {
    let mut home = Home::new();
    home.set_now("2027-06-01T12:00:00Z");
    // Every half hour from two hours before the change to two hours after it.
    for (zone, change, days) in [
        (
            "America/Sao_Paulo",
            "2018-11-04T03:00:00Z",
            ["2018-11-03", "2018-11-04"],
        ),
        (
            "Africa/Cairo",
            "2024-04-25T22:00:00Z",
            ["2024-04-25", "2024-04-26"],
        ),
        (
            "Africa/Cairo",
            "2024-10-31T21:00:00Z",
            ["2024-10-31", "2024-11-01"],
        ),
        (
            "Asia/Beirut",
            "2026-03-28T22:00:00Z",
            ["2026-03-28", "2026-03-29"],
        ),
    ] {
        let change = chrono::DateTime::parse_from_rfc3339(change).unwrap();
        let times = (-4..4).map(|half_hours| change + chrono::TimeDelta::minutes(30 * half_hours));
        let entries = times.map(|at| {
            json!({"tried": format!("{zone} {at}"), "because": "it failed", "tags": [zone], "happened_at": at.to_rfc3339()})
        });
        let lines: Vec<String> = entries.map(|entry| entry.to_string()).collect();
        home.command("import -")
            .input(lines.join("\n"))
            .run()
            .succeeded();
        let attempts = days.map(|day| {
            let line =
                format!("report --since {day} --until {day} --tz {zone} --tag {zone} --json");
            let report = home.json("report", &line);
            let of_day = &report["course"]["days"];
            assert_eq!(of_day[0]["date"], day, "{zone}");
            assert_eq!(
                of_day[0]["attempts"], report["figures"]["attempts"],
                "{zone}"
            );
            report["figures"]["attempts"].as_u64().unwrap()
        });
        // In autumn the hour before midnight comes twice.
        let expected = if days[0] == "2024-10-31" {
            [6, 2]
        } else {
            [4, 4]
        };
        assert_eq!(attempts, expected, "{zone} {days:?}");
    }
}

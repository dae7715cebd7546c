//! `folio report`: what a period was like.

mod anonymous;
mod audience;
mod bounds;
mod calibration;
mod compared;
mod definitions;
mod figures;
mod files;
mod growth;
mod html;
mod zones;

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

/// The names of every section that a report may have.
fn every_section() -> Vec<&'static str> {
    let mut definitions = folio::config::definitions();
    let sections = definitions.find(|definition| definition.key == "reports.<name>.sections");
    sections.unwrap().kind.names()
}

#[test]
fn this_month_is_reported_unless_another_period_is_named() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("report"), @"
    October 2026, so far

    attempts       5: 4 failed, 1 partial
    time spent     2 h 55 min (2 without a time)
    lessons drawn  3, 2 still to draw
    reviewed       1, 2 lessons wait for a review

    By tag
    tag       attempts  failed  partial  worked  lessons   spent
    ────────────────────────────────────────────────────────────
    sessions         2       2        0       0        1  40 min
    deploy           1       0        1       0        1     2 h
    caching          1       1        0       0        1  40 min
    none             1       1        0       0        1  15 min
    flaky            1       1        0       0        0
    search           1       1        0       0        0

    By project
    project  attempts  failed  partial  worked  lessons       spent
    ───────────────────────────────────────────────────────────────
    shop            3       2        1       0        2  2 h 40 min
    none            1       1        0       0        1      15 min
    blog            1       1        0       0        0

    Principles met again
    times  in all  first met    spent  principle
    ───────────────────────────────────────────────────────────────────────────────
        1       2  2026-09-03  40 min  State shared by replicas lives outside them.

    Signals to watch
    times  signal                              next time
    ───────────────────────────────────────────────────────────────────
        1  only large files fail
        1  logged out at random                count the replicas first
        1  works on one replica, flaky on two  count the replicas first

    Drafts left
    id    date        tried
    ────────────────────────────────────────────
    m2q5  2026-10-03  match names with LIKE
    d8ry  2026-10-05  retry the flaky login test

    Compared with the period before
                   October 2026  2026-09-01 to 2026-09-05       change
    ──────────────────────────────────────────────────────────────────
    attempts                  5                         1           +4
    failed                    4                         1           +3
    lessons drawn             3                         1           +2
    time spent       2 h 55 min                1 h 30 min  +1 h 25 min
    The first has not ended yet: 5 days of each, today included.
    ");
    assert_eq!(home.output("report"), home.output("report --month 2026-10"));
}

#[test]
fn a_period_is_a_month_a_week_a_quarter_a_year_or_from_a_day_to_another() {
    let mut home = Home::with_portfolio();
    for (flags, attempts) in [
        ("--month", 5),
        ("--month 2026-09", 2),
        ("--month 'last month'", 2),
        ("--week", 1),
        ("--week 2026-W40", 4),
        ("--quarter", 5),
        ("--quarter 2026-Q3", 2),
        ("--year", 7),
        ("--year 2025", 0),
        ("--since 2026-09-21 --until 2026-10-01", 3),
        ("--since 2026-10-03", 3),
        ("--until 2026-09-30", 2),
    ] {
        let report = home.json("report", &format!("report {flags} --json"));
        assert_eq!(report["figures"]["attempts"], attempts, "{flags}");
    }
}

#[test]
fn filters_choose_what_is_counted() {
    let mut home = Home::with_portfolio();
    for (filter, attempts) in [
        ("--project shop", 3),
        ("--tag sessions", 2),
        ("--not-tag sessions", 3),
        ("--outcome partial", 1),
        ("--stage draft", 2),
        ("--assist pair", 1),
        ("--exploration session-store", 1),
        ("--author grace", 1),
        ("--text deploy", 2),
    ] {
        let report = home.json("report", &format!("report {filter} --json"));
        assert_eq!(report["figures"]["attempts"], attempts, "{filter}");
    }
}

#[test]
fn json_holds_figures_groups_and_the_period_before() {
    let mut home = Home::with_portfolio();
    let report = home.json("report", "report --project shop --json");
    let fields: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_snapshot!(format!("{fields:?}"), @r#"["period", "days", "only", "running", "days_so_far", "figures", "tags", "dearest_tags", "projects", "principles_met_again", "signals", "drafts", "growth", "calibration", "course", "explorations", "before", "in_all"]"#);
    for (part, expected) in [
        (
            "period",
            json!({"start": "2026-10-01T00:00:00+02:00", "end": "2026-11-01T00:00:00+02:00", "label": "October 2026", "kind": "month"}),
        ),
        ("days", json!(31)),
        ("running", json!(true)),
        ("only", json!(["project shop"])),
        (
            "figures",
            json!({"attempts": 3, "failed": 2, "partial": 1, "worked": 0, "lessons": 2, "reviewed": 1, "awaiting_review": 1, "spent_minutes": 160, "without_cost": 1}),
        ),
        (
            "projects",
            json!([{"name": "shop", "attempts": 3, "failed": 2, "partial": 1, "worked": 0, "lessons": 2, "reviewed": 1, "awaiting_review": 1, "spent_minutes": 160, "without_cost": 1}]),
        ),
        (
            "principles_met_again",
            json!([{"principle": "State shared by replicas lives outside them.", "times": 1, "spent_minutes": 40, "times_in_all": 2, "disputed": 0, "first_met": "2026-09-03T10:00:00+02:00"}]),
        ),
        (
            "drafts",
            json!([{"short": "d8ry", "tried": "retry the flaky login test", "happened_at": "2026-10-05T08:00:00+02:00"}]),
        ),
    ] {
        assert_eq!(report[part], expected, "{part}");
    }
    assert_eq!(report["tags"][0]["name"], "sessions");
    assert_eq!(
        report["signals"][0],
        json!({"signal": "only large files fail", "times": 1, "spent_minutes": 120, "next": null, "disputed": 0})
    );
    assert_eq!(
        report["before"]["period"]["label"],
        "2026-09-01 to 2026-09-05"
    );
    assert_eq!(report["before"]["figures"]["attempts"], 1);
}

#[test]
fn markdown_and_plain_tell_the_same() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("report --month 2026-09 --format markdown"), @"
    # September 2026

    - **attempts:** 2: 1 failed, 1 worked
    - **time spent:** 2 h
    - **lessons drawn:** 1, 1 still to draw
    - **reviewed:** 0, 1 lesson waits for a review

    ## By tag

    | tag | attempts | failed | partial | worked | lessons | spent |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | caching | 1 | 1 | 0 | 0 | 1 | 1 h 30 min |
    | search/index | 1 | 0 | 0 | 1 | 0 | 30 min |

    ## By project

    | project | attempts | failed | partial | worked | lessons | spent |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | shop | 1 | 1 | 0 | 0 | 1 | 1 h 30 min |
    | blog | 1 | 0 | 0 | 1 | 0 | 30 min |

    ## Principles met again

    | times | in all | first met | spent | principle |
    | ---: | ---: | --- | ---: | --- |
    | 1 | 2 | 2026-09-03 | 1 h 30 min | state shared by replicas lives outside them |

    ## Signals to watch

    | times | signal | next time |
    | ---: | --- | --- |
    | 1 | works on one replica, flaky on two | count the replicas first |

    ## Drafts left

    | id | date | tried |
    | --- | --- | --- |
    | `p3we` | 2026-09-21 | build the index at night |

    ## Compared with the period before

    |  | September 2026 | August 2026 | change |
    | --- | ---: | ---: | ---: |
    | attempts | 2 | 0 | +2 |
    | failed | 1 | 0 | +1 |
    | lessons drawn | 1 | 0 | +1 |
    | time spent | 2 h | 0 min | +2 h |

    The periods differ in length: 30 and 31 days.
    ");
    assert_snapshot!(home.output("report --month 2026-09 --format plain").replace('\t', "|"), @"
    September 2026

    attempts|2: 1 failed, 1 worked
    time spent|2 h
    lessons drawn|1, 1 still to draw
    reviewed|0, 1 lesson waits for a review

    By tag
    caching|1|1|0|0|1|1 h 30 min
    search/index|1|0|0|1|0|30 min

    By project
    shop|1|1|0|0|1|1 h 30 min
    blog|1|0|0|1|0|30 min

    Principles met again
    1|2|2026-09-03|1 h 30 min|state shared by replicas lives outside them

    Signals to watch
    1|works on one replica, flaky on two|count the replicas first

    Drafts left
    p3we|2026-09-21|build the index at night

    Compared with the period before
    attempts|2|0|+2
    failed|1|0|+1
    lessons drawn|1|0|+1
    time spent|2 h|0 min|+2 h
    The periods differ in length: 30 and 31 days.
    ");
}

#[test]
fn the_configuration_chooses_the_sections() {
    let mut home = Home::with_portfolio();
    home.configure("report.sections = ['drafts', 'overview']\n");
    assert_snapshot!(home.output("report"), @"
    October 2026, so far

    Drafts left
    id    date        tried
    ────────────────────────────────────────────
    m2q5  2026-10-03  match names with LIKE
    d8ry  2026-10-05  retry the flaky login test

    attempts       5: 4 failed, 1 partial
    time spent     2 h 55 min (2 without a time)
    lessons drawn  3, 2 still to draw
    reviewed       1, 2 lessons wait for a review
    ");
}

#[test]
fn a_period_without_attempts_is_told_in_a_line() {
    let mut home = Home::new();
    assert_snapshot!(home.run("report"), @"
    October 2026, so far
    No attempts in this period.
    ");
    assert_eq!(
        home.json("report", "report --json")["figures"]["attempts"],
        0
    );
}

#[test]
fn a_report_fits_the_width_of_the_terminal() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("report --color never")
        .terminal(50, 500)
        .run()
        .succeeded();
    let widest = run
        .output
        .lines()
        .map(unicode_width::UnicodeWidthStr::width)
        .max();
    assert!(widest <= Some(50), "{run}");
}

#[test]
fn periods_that_contradict_each_other_or_do_not_exist_are_refused() {
    let mut home = Home::with_portfolio();
    for line in [
        "report --month 2026-10 --week",
        "report --quarter 2026-Q5",
        "report --year x",
        "report --since 2026-10-05 --until 2026-10-04",
        "report --month october --since today",
        "report --format csv",
        "report 2026-10",
    ] {
        home.refused(2, line);
    }
}

#[test]
fn a_period_that_is_not_understood_gets_a_hint_of_its_own_unit() {
    let mut home = Home::with_portfolio();
    let mut refusals = String::new();
    for period in [
        "--month 2026-13",
        "--week 2026-W60",
        "--quarter 2026-Q5",
        "--quarter last",
        "--year this",
        "--quarter lst",
        "--month 'last week'",
    ] {
        refusals.push_str(&home.refused(2, &format!("report {period}")));
    }
    assert_snapshot!(refusals, @"
    error: `--month` cannot be used: `2026-13` does not exist: months run from 01 to 12
    hint: write a month, such as `2026-10`, `october` or `last month`
    error: `--week` cannot be used: `2026-W60` does not exist: 2026 has weeks 1 to 53
    hint: write a week or a day in it, such as `2026-W41`, `last week` or `monday`
    error: `--quarter` cannot be used: `2026-Q5` does not exist: quarters run from Q1 to Q4
    hint: write a quarter, such as `2026-Q4` or `last quarter`
    error: `--quarter` cannot be used: `last` is not understood as a date
    hint: did you mean `last quarter`?
    error: `--year` cannot be used: `this` is not understood as a date
    hint: did you mean `this year`?
    error: `--quarter` cannot be used: `lst` is not understood as a date
    hint: write a quarter, such as `2026-Q4` or `last quarter`
    error: `--month` cannot be used: `last week` is a week, not a month
    hint: write a month, such as `2026-10`, `october` or `last month`
    ");
}

#[test]
fn questions_of_the_period_are_told_with_what_was_chosen_and_why() {
    let mut home = Home::new();
    for line in [
        "explore 'which cache?' --as cache",
        "try lru",
        "log -b 'it forgets'",
        "log redis -b 'both replicas agree' -o worked",
        "try sqlite --planned",
        "converge last --why 'nothing else holds'",
        "explore 'which index?' --as index",
        "log trigrams -b 'small enough' -o worked",
        "converge last --why 'the first that worked'",
        "explore 'which queue?' --as queue",
        "drop --why 'nobody needs one'",
        "explore 'which language?' --as language --project blog",
    ] {
        home.output(line);
    }
    home.set_now("2026-10-05T10:30:00+02:00");
    home.output("log more -b later --on index");
    home.configure("[report]\nsections = [\"explorations\"]\n");
    assert_snapshot!(home.run("report"), @"
    October 2026, so far

    Explorations
    - language: which language?
      ended  not yet
    - index: which index?
      tried  trigrams (worked); more (failed, later)
      ended  converged after 1 of 2 approaches: trigrams (sk9i), because the first that worked
    - queue: which queue?
      ended  dropped without an approach, because nobody needs one
    - cache: which cache?
      tried  lru (failed); redis (worked); sqlite (planned)
      ended  converged after 2 of 3 approaches: redis (teus), because nothing else holds
    ");
    assert_snapshot!(home.output("export summary --month 2026-10"), @"
    # What we tried: October 2026, so far

    4 attempts: 2 failed, 0 held in part, 2 worked. 0 lessons drawn from them, 4 drafts left.

    ## Tried and failed, by tag

    - without a tag: 2 attempts
      - more: later (2026-10-05, `5cec`)
      - lru: it forgets (2026-10-05, `krh8`)

    ## Questions explored

    - `language`: which language?
      - **ended:** not yet
    - `index`: which index?
      - **tried:** trigrams (worked); more (failed, later)
      - **ended:** converged after 1 of 2 approaches: trigrams (`sk9i`), because the first that worked
    - `queue`: which queue?
      - **ended:** dropped without an approach, because nobody needs one
    - `cache`: which cache?
      - **tried:** lru (failed); redis (worked); sqlite (planned)
      - **ended:** converged after 2 of 3 approaches: redis (`teus`), because nothing else holds

    ## Unresolved drafts

    - lru (2026-10-05, `krh8`)
    - redis (2026-10-05, `teus`)
    - trigrams (2026-10-05, `sk9i`)
    - more (2026-10-05, `5cec`)
    ");
    let report = home.json("report", "report --json --project blog");
    assert_eq!(report["explorations"][0]["name"], "language");
    assert_eq!(report["explorations"].as_array().unwrap().len(), 1);
    for (filter, count) in [
        ("--exploration index", 1),
        ("--author ada", 4),
        ("--tag caching", 0),
        ("--month 2026-09", 0),
    ] {
        let report = home.json("report", &format!("report --json {filter}"));
        assert_eq!(
            report["explorations"].as_array().unwrap().len(),
            count,
            "{filter}"
        );
    }
}

#[test]
fn a_period_without_attempts_still_tells_its_questions() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.configure("[report]\nsections = [\"explorations\"]\n");
    assert_snapshot!(home.run("report"), @"
    October 2026, so far
    No attempts in this period.

    Explorations
    - cache: which cache?
      ended  not yet
    ");
}

#[test]
fn time_that_nobody_noted_is_not_told_as_none() {
    let mut home = Home::new();
    home.output("log a -b b --at 2026-09-02");
    home.output("log c -b d --at 2026-10-02");
    let report = home.output("report");
    assert!(report.contains("time spent     not noted\n"), "{report}");
    assert!(!report.contains("0 min"), "{report}");
    home.output("log e -b f --at 2026-10-03 --spent 20m");
    let report = home.output("report");
    assert_snapshot!(report.lines().filter(|line| line.starts_with("time spent")).collect::<Vec<_>>().join("\n"), @"
    time spent     20 min (1 without a time)
    time spent           20 min                 not noted
    ");
}

#[test]
fn the_time_of_several_attempts_is_told_as_that_of_them_together() {
    let mut home = Home::new();
    for (day, spent) in [(1, "1h"), (2, "2h")] {
        home.output(&format!(
            "log a -b b -p 'count the replicas' --at 2026-10-0{day} --spent {spent}"
        ));
    }
    home.output("log c -b d -p 'ask what is held' --at 2026-10-03 --spent 30m");
    let summary = home.output("export summary");
    assert_snapshot!(summary.lines().filter(|line| line.contains("The principle is")).collect::<Vec<_>>().join("\n"), @"
    - I tried **a**. It failed because **b**. The principle is **count the replicas**. (met 2 times, 3 h together, `wn83`)
    - I tried **c**. It failed because **d**. The principle is **ask what is held**. (30 min, `krh8`)
    ");
}

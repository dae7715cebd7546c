//! `folio report --growth`: how trying turns into lessons.

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

/// Logs an attempt at a moment of October 2026.
fn log(home: &mut Home, day: &str, flags: &str) {
    home.set_now(&format!("2026-10-{day}:00+02:00"));
    home.output(&format!("log 'a cache' -b 'it was stale' {flags}"));
}

/// Seven attempts on five days, in five weeks: two failed within an hour, one lesson came two days late.
fn october() -> Home {
    let mut home = Home::new();
    log(&mut home, "01T09:00", "-p 'count the replicas' --spent 30m");
    log(&mut home, "05T09:00", "--spent 2h");
    log(
        &mut home,
        "05T15:00",
        "-p 'Count the replicas.' --spent 40m",
    );
    log(
        &mut home,
        "12T09:00",
        "-p 'ask what is held' -o worked --spent 1h",
    );
    log(
        &mut home,
        "12T10:00",
        "-p 'retries need a budget' --spent 61m",
    );
    log(&mut home, "20T09:00", "-p 'test the rare path' -o partial");
    log(&mut home, "26T09:00", "-p 'ask what is held' --spent 3h");
    home.set_now("2026-10-28T09:00:00+02:00");
    home
}

#[test]
fn each_measure_is_told_with_what_it_is_made_of() {
    let mut home = october();
    // The draft of the 5th becomes a lesson on the 28th.
    let draft = home.json("entries", "list --stage draft --json")[0]["short"].clone();
    home.output(&format!(
        "distill {} -p 'a cache is a promise'",
        draft.as_str().unwrap()
    ));
    assert_snapshot!(home.run("report --growth"), @"
    October 2026, so far

    measure          value                                                     from
    ───────────────────────────────────────────────────────────────────────────────────────────
    learning cycles  median 1 a day, middle half 1 to 2                        5 active days
    lesson density   1 principle a week; 5 of 5 new; 2 attempts met one again  5 active weeks
    breadth          too few                                                   0 explorations
    time to lesson   median 0 min, middle half 0 min to 0 min                  5 new lessons
    repeats          29 % met a lesson already written                         7 lessons
    cheap failures   14 % of the time: 1 h 10 min in 2 failures                6 timed attempts
    came back        too few                                                   0 judgments
    ");
    let growth = &home.json("report", "report --growth --json")["growth"];
    for (measure, expected) in [
        (
            "cycles",
            json!({"observations": 5, "cycles": 7, "per_day": {"first": 1.0, "median": 1.0, "third": 2.0}}),
        ),
        (
            "lesson_density",
            json!({"observations": 5, "principles": 5, "new_principles": 5, "met_again": 2, "per_week": 1.0}),
        ),
        (
            "breadth",
            json!({"observations": 0, "broad": 0, "share": null, "after_one": []}),
        ),
        (
            // Four were written with their attempt, one 23 days after it.
            "time_to_lesson",
            json!({"observations": 5, "imported": 0, "minutes": {"first": 0.0, "median": 0.0, "third": 0.0}}),
        ),
        (
            "repeats",
            json!({"observations": 7, "repeated": 2, "met_before_writing": 0, "share": 2.0 / 7.0}),
        ),
        (
            // 70 of 30 + 120 + 40 + 60 + 61 + 180 minutes.
            "cheap_failures",
            json!({"observations": 6, "failures": 2, "spent_minutes": 70, "share": 70.0 / 491.0}),
        ),
    ] {
        assert_eq!(growth[measure], expected, "{measure}");
    }
}

#[test]
fn below_five_observations_it_says_too_few() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("report --growth --month 2026-09"), @"
    September 2026

    measure          value    from
    ──────────────────────────────────────────
    learning cycles  too few  2 active days
    lesson density   too few  2 active weeks
    breadth          too few  0 explorations
    time to lesson   too few  1 new lesson
    repeats          too few  1 lesson
    cheap failures   too few  2 timed attempts
    came back        too few  0 judgments
    ");
}

#[test]
fn the_report_shows_the_measures_that_can_be_told_and_the_configuration_may_leave_them_out() {
    let mut home = october();
    home.configure("report.sections = ['growth']\n");
    assert_snapshot!(home.run("report"), @"
    October 2026, so far

    Growth
    measure          value                                                        from
    ──────────────────────────────────────────────────────────────────────────────────────────────
    learning cycles  median 1 a day, middle half 1 to 2                           5 active days
    lesson density   0.8 principles a week; 4 of 4 new; 2 attempts met one again  5 active weeks
    repeats          33 % met a lesson already written                            6 lessons
    cheap failures   14 % of the time: 1 h 10 min in 2 failures                   6 timed attempts
    ");
    home.configure("report.sections = ['drafts']\n");
    assert!(!home.output("report").contains("Growth"));
}

#[test]
fn an_imported_lesson_counts_from_the_time_at_which_its_entry_was_written_and_is_said_to() {
    let mut home = Home::new();
    // The entry of each was written so many hours after the attempt.
    let entries: Vec<String> = (0..5)
        .map(|hours| {
            let principle = format!("lesson {hours}");
            let entry = json!({
                "tried": "a cache", "because": "it was stale", "principle": principle,
                "happened_at": "2026-10-01T10:00:00Z", "created_at": format!("2026-10-01T1{hours}:00:00Z"),
            });
            entry.to_string()
        })
        .collect();
    home.command("import -")
        .input(entries.join("\n"))
        .run()
        .succeeded();
    assert_snapshot!(home.run("report --growth"), @"
    October 2026, so far

    measure          value                               from
    ─────────────────────────────────────────────────────────────────────
    learning cycles  too few                             1 active day
    lesson density   too few                             1 active week
    breadth          too few                             0 explorations
    time to lesson   median 2 h, middle half 1 h to 3 h  5 new lessons
    repeats          0 % met a lesson already written    5 lessons
    cheap failures   too few                             0 timed attempts
    came back        too few                             0 judgments
    5 of the new lessons were imported: the time at which the entry was written counts.
    ");
    let growth = &home.json("report", "report --json")["growth"];
    assert_eq!(
        growth["time_to_lesson"],
        json!({"observations": 5, "imported": 5, "minutes": {"first": 60.0, "median": 120.0, "third": 180.0}})
    );
}

#[test]
fn it_is_said_why_lessons_that_were_imported_at_once_were_met_again_and_not_repeated() {
    let mut home = Home::new();
    let entries: Vec<String> = (1..=6)
        .flat_map(|day| {
            [
                (day, "the same".to_owned()),
                (day + 10, format!("lesson {day}")),
            ]
        })
        .map(|(day, principle)| {
            let entry = json!({
                "tried": "a cache", "because": "it was stale", "principle": principle,
                "happened_at": format!("2026-09-{day:02}T10:00:00Z"),
            });
            entry.to_string()
        })
        .collect();
    home.command("import -")
        .input(entries.join("\n"))
        .run()
        .succeeded();
    let told = home.output("report --growth --month 2026-09");
    assert!(
        told.contains("5 attempts met a lesson again before it was written down or imported"),
        "{told}"
    );
    let repeats = &home.json("report", "report --month 2026-09 --json")["growth"]["repeats"];
    assert_eq!(
        *repeats,
        json!({"observations": 12, "repeated": 0, "met_before_writing": 5, "share": 0.0})
    );
}

#[test]
fn the_two_views_are_not_shown_at_once_and_an_empty_period_is_told_in_a_line() {
    let mut home = Home::new();
    home.refused(2, "report --growth --calibration");
    assert_snapshot!(home.run("report --growth"), @"
    October 2026, so far
    No attempts in this period.
    ");
}

#[test]
fn what_was_said_of_lessons_that_came_back_counts_in_the_period_in_which_it_was_said() {
    let mut home = Home::with_portfolio();
    home.set_now("2026-10-20T09:00:00+02:00");
    home.output("recall --helped m2ab --helped x9kd --not-relevant v4gh");
    home.set_now("2026-11-02T09:00:00+01:00");
    home.output("recall --helped m2ab");
    let came_back = |home: &mut Home, line: &str| {
        let report = format!("report --growth --json {line}");
        home.json("report", &report)["growth"]["came_back"].clone()
    };
    assert_eq!(
        came_back(&mut home, "--month 2026-10"),
        json!({"observations": 3, "helped": 2, "lessons": 2, "share": null})
    );
    assert_eq!(
        came_back(&mut home, "--month 2026-10 --author grace"),
        json!({"observations": 1, "helped": 1, "lessons": 1, "share": null})
    );
    home.set_now("2026-11-03T09:00:00+01:00");
    home.output("recall --helped m2ab --not-relevant v4gh");
    assert_eq!(
        came_back(&mut home, "--since 2026-01-01 --until 2026-12-31"),
        json!({"observations": 6, "helped": 4, "lessons": 2, "share": 4.0 / 6.0})
    );
}

#[test]
fn breadth_counts_the_approaches_that_had_ended_when_a_question_was_settled() {
    let mut home = Home::new();
    for (name, approaches) in [("broad", 2), ("narrow", 1)] {
        home.output(&format!("explore 'which {name} cache?' --as {name}"));
        for number in 0..approaches {
            home.output(&format!("log 'cache {number}' -b 'it was stale'"));
        }
        home.output("try 'one that never ends'");
        home.output(&format!("converge last --on {name} --why 'it will do'"));
    }
    // What is noted on it after the decision does not make it broader.
    home.set_now("2026-10-06T09:00:00+02:00");
    home.output("log 'cache 2' -b 'it was stale' --on narrow");
    assert_eq!(
        home.json("report", "report --growth --json")["growth"]["breadth"],
        json!({"observations": 2, "broad": 1, "share": null, "after_one": ["narrow"]})
    );
}

#[test]
fn that_there_is_no_principle_is_said_in_words() {
    let mut home = Home::new();
    for day in 1..=5 {
        home.output(&format!("log a -b b --at 2026-0{day}-05"));
    }
    let growth = home.output("report --growth --year");
    let told = |line: &&str| line.starts_with("lesson density");
    assert!(
        growth
            .lines()
            .find(told)
            .unwrap()
            .contains(" no principle "),
        "{growth}"
    );
    assert!(!home.output("export portfolio").contains("is new in"));
}

//! Reports of many entries: what they hold is bounded, and they say what is left out and how that is had.

use serde_json::{Value, json};

use crate::driver::Home;

/// A home with so many attempts of October, each with a tag, a project, a signal and, but for every second, a principle
/// of its own that was met in September too.
fn home(attempts: usize) -> Home {
    let mut home = Home::new();
    let entry = |number: usize, month: u32| {
        let principle = (number % 2 == 1 || month == 9).then(|| format!("principle {number:03}"));
        let entry = json!({
            "tried": format!("attempt {number:03}"), "because": "it did not hold", "principle": principle,
            "signals": [format!("signal {number:03}")], "tags": [format!("tag{number:03}")],
            "project": format!("project{number:03}"), "spent_minutes": number + 1,
            "happened_at": format!("2026-{month:02}-02T10:00:{:02}+02:00", number % 60),
        });
        format!("{entry}\n")
    };
    let entries = (0..attempts).flat_map(|number| [entry(number, 9), entry(number, 10)]);
    home.command("import -")
        .input(entries.collect::<String>())
        .run()
        .succeeded();
    home
}

fn length(list: &Value) -> usize {
    list.as_array().unwrap().len()
}

#[test]
fn a_list_holds_a_hundred_and_says_how_many_there_are() {
    let mut home = home(230);
    let report = home.json("report", "report --month 2026-10 --json");
    for list in [
        "tags",
        "projects",
        "signals",
        "drafts",
        "principles_met_again",
    ] {
        assert_eq!(length(&report[list]), 100, "{list}");
    }
    assert_eq!(
        report["in_all"],
        json!({"tags": 230, "projects": 230, "principles_met_again": 115, "attempts_met_again": 115, "attempts_timed_under_tags": 230, "signals": 230,
            "drafts": 115, "explorations": 0})
    );
    assert_eq!(report["growth"]["lesson_density"]["principles"], 115);
}

#[test]
fn what_is_listed_are_the_first_of_all() {
    let mut home = home(230);
    let report = home.json("report", "report --month 2026-10 --json");
    assert_eq!(report["tags"][99]["name"], "tag130");
    assert_eq!(report["dearest_tags"][7]["name"], "tag222");
    assert_eq!(report["signals"][99]["signal"], "signal 130");
    let met = &report["principles_met_again"];
    assert_eq!(met[0]["principle"], "principle 229");
    assert_eq!(met[99]["principle"], "principle 031");
    assert_eq!(met[99]["first_met"], "2026-09-02T10:00:31+02:00");
}

#[test]
fn a_rare_tag_that_cost_most_is_drawn_though_a_hundred_others_are_more_frequent() {
    let mut home = Home::new();
    let entry = |tag: String, minutes: usize| {
        let entry = json!({"tried": "x", "because": "y", "tags": [tag], "spent_minutes": minutes,
            "happened_at": "2026-10-02T10:00:00+02:00"});
        format!("{entry}\n")
    };
    let frequent =
        (0..120).flat_map(|number| [1, 2].map(|minutes| (format!("t{number}"), minutes)));
    let entries = frequent.chain([("rare".to_owned(), 900)]);
    let lines: String = entries.map(|(tag, minutes)| entry(tag, minutes)).collect();
    home.command("import -").input(lines).run().succeeded();
    let drawn = home.output("report --figures --month 2026-10");
    assert!(
        drawn.contains("Dearest for each attempt: rare, 15 h in 1 attempt."),
        "{drawn}"
    );
}

#[test]
fn what_is_left_out_can_be_had_with_the_command_that_is_named() {
    let mut home = home(12);
    let report = home.output("report --month 2026-10");
    let summary = home.output("export summary --month 2026-10");
    for (text, line) in [
        (
            &report,
            "and 2 more, which folio tags --month 2026-10 shows",
        ),
        (
            &report,
            "and 2 more, which folio signals --month 2026-10 shows",
        ),
        (
            &summary,
            "And 5 more signals, which `folio signals --month 2026-10` shows.",
        ),
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(
        report.contains("and 2 more\n"),
        "no command lists projects\n{report}"
    );
    let others = home.output("report --month 2026-10 --for lead --outcome failed summary");
    assert!(
        others.contains(
            "which folio signals --month 2026-10 --not-tag private --outcome failed shows"
        ),
        "{others}"
    );
    let unnamed = home.output("report --month 2026-10 --anonymous");
    assert!(!unnamed.contains("shows"), "{unnamed}");
    let elsewhere = home.output("report --week 2026-W40 --tz Asia/Kolkata");
    assert!(
        elsewhere.contains("folio tags --since 2026-09-28T00:00:00+05:30 --until 2026-10-04T23:59:59.999+05:30 shows"),
        "{elsewhere}"
    );
    assert_eq!(
        length(&home.json("tags", "tags --since 2026-09-28T00:00:00+05:30 --until 2026-10-04T23:59:59.999+05:30 --limit 0 --json")),
        12
    );
    let signals = home.json("signals", "signals --month 2026-10 --limit 0 --json");
    assert_eq!(length(&signals), 12);
}

#[test]
fn open_questions_that_do_not_go_on_are_cut_and_counted() {
    let mut home = Home::new();
    for number in 0..9 {
        home.set_now(&format!("2026-10-05T09:3{number}:00+02:00"));
        home.output(&format!("explore 'what is {number}?' --as q{number}"));
        home.output(&format!(
            "brief q{number} --question 'is it {number}?' --no-input"
        ));
    }
    let told = home.output("report --for lead --format markdown");
    for shown in ["`q6`: what is 6?", "an answer to **is it 6?**"] {
        assert!(told.contains(shown), "{shown}\n{told}");
    }
    let more = "and 2 more, which `folio explore --all` shows";
    assert_eq!(told.matches(more).count(), 2, "{told}");
    assert!(!told.contains("is it 7?"), "{told}");
}

#[test]
fn a_page_of_the_longest_texts_is_no_heavier_than_two_megabytes() {
    let mut home = Home::new();
    let long = |letter: &str| letter.repeat(60_000);
    for number in 0..12 {
        let entry = json!({
            "tried": long("<"), "because": long("b"), "principle": format!("{number}{}", long("c")),
            "signals": [format!("{number} {}", long("d"))], "next": long("&"), "tags": ["t"],
            "happened_at": "2026-10-02T10:00:00+02:00",
        });
        let draft =
            json!({"tried": long("e"), "because": "f", "happened_at": "2026-10-02T10:00:00+02:00"});
        home.command("import -")
            .input(format!("{entry}\n{draft}\n"))
            .run()
            .succeeded();
    }
    for line in ["export summary --format html", "report --format html"] {
        let page = home.output(line);
        assert!(page.len() < 2_000_000, "{line}: {}", page.len());
    }
}

#[test]
fn signals_are_counted_and_ranked_right_however_many_there_are() {
    let mut home = Home::new();
    let entry = |number: usize| {
        let own = (0..100).map(|signal| format!("signal {:05}", number * 100 + signal));
        let signals: Vec<String> = own.chain(["seen again".to_owned()]).collect();
        let entry = json!({"tried": "x", "because": "y", "signals": signals, "next": format!("step {number}"),
            "spent_minutes": number + 1, "happened_at": format!("2026-10-02T10:{:02}:{:02}+02:00", number / 60, number % 60)});
        format!("{entry}\n")
    };
    let lines: String = (0..100).map(entry).collect();
    home.command("import -").input(lines).run().succeeded();
    let report = home.json("report", "report --month 2026-10 --json");
    assert_eq!(report["in_all"]["signals"], 10_001);
    let signals = &report["signals"];
    assert_eq!(
        signals[0],
        json!({"signal": "seen again", "times": 100, "spent_minutes": 5050, "next": "step 99", "disputed": 0})
    );
    for (place, signal) in [(1, "signal 09900"), (99, "signal 09998")] {
        assert_eq!(signals[place]["signal"], signal);
        assert_eq!(signals[place]["next"], "step 99");
    }
}

#[test]
fn the_last_day_of_all_can_be_named_and_what_lies_beyond_it_is_refused_with_the_years_that_can_be()
{
    let mut home = Home::with_portfolio();
    home.set_now("9999-12-31T23:59:59+02:00");
    home.output("log 'far away' -b 'nobody knows'");
    for (flags, attempts) in [
        ("--since 9999-12-31", 1),
        ("--until 9999-12-31", 8),
        ("--until 9999-12-30", 7),
        ("--year 9999", 1),
        ("--quarter 9999-Q4", 1),
        ("--month 9999-12", 1),
        ("--year 0001", 0),
        ("--since 0001-01-01 --tz +14:00", 8),
        ("--until 9999-12-31 --tz -11:00", 8),
    ] {
        let report = home.json("report", &format!("report {flags} --json"));
        assert_eq!(report["figures"]["attempts"], attempts, "{flags}");
        home.output(&format!("export summary {flags}"));
    }
    let shown = home.output("report --until 9999-12-31");
    assert!(shown.starts_with("until 9999-12-31"), "{shown}");
    for flags in ["--year 10000", "--year 0000", "--since 0000-12-31"] {
        let refused = home.refused(2, &format!("report {flags}"));
        assert!(refused.contains("0001 to 9999"), "{refused}");
    }
}

//! `folio report --calibration`: how much help attempts had, and where that was not what was meant.

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

/// Six attempts below the tag `sql` in the project `shop`, four of them delegated, and five others.
fn practised() -> Home {
    let mut home = Home::new();
    for (assist, flags) in [
        (
            "delegate",
            "-t sql/joins --spent 30m -p 'read the plan first'",
        ),
        ("delegate", "-t sql --spent 10m"),
        ("delegate", "-t sql/joins --spent 20m -o worked"),
        ("delegate", "-t sql"),
        ("none", "-t sql --spent 2h -p 'an index serves one order'"),
        ("ask", "-t sql,joins -o partial"),
        ("none", "-t docs"),
        ("none", "-t docs -o worked --spent 5m"),
        ("pair", "-t docs"),
        ("none", "-t docs"),
        ("none", "-t docs"),
    ] {
        let project = if flags.contains("sql") {
            "shop"
        } else {
            "site"
        };
        let tags = flags.replace(',', " -t ");
        home.output(&format!(
            "log 'a query' -b 'it was slow' --assist {assist} --project {project} {tags}"
        ));
    }
    home.output("log 'a guess' -b 'it was wrong' -t sql");
    home
}

#[test]
fn without_named_areas_it_tells_the_levels_and_how_to_name_areas() {
    let mut home = practised();
    assert_snapshot!(home.run("report --calibration"), @"
    October 2026, so far

    help      attempts  failed  partial  worked  lessons    share      spent
    ────────────────────────────────────────────────────────────────────────
    none             5       4        0       1        1     20 %  2 h 5 min
    ask              1       0        1       0        0  too few
    pair             1       1        0       0        0  too few
    delegate         4       3        0       1        1  too few        1 h
    not said         1       1        0       0        0  too few
    Name areas to look at with `folio config set calibration.by_hand algorithms,sql`.
    ");
}

#[test]
fn an_area_is_a_tag_with_those_below_it_or_a_project() {
    let mut home = practised();
    home.output("config set calibration.by_hand sql,shop,rust");
    home.output("config set calibration.with_help docs,sql");
    assert_snapshot!(home.run("report --calibration"), @"
    October 2026, so far

    help      attempts  failed  partial  worked  lessons    share      spent
    ────────────────────────────────────────────────────────────────────────
    none             5       4        0       1        1     20 %  2 h 5 min
    ask              1       0        1       0        0  too few
    pair             1       1        0       0        0  too few
    delegate         4       3        0       1        1  too few        1 h
    not said         1       1        0       0        0  too few

    sql, meant by hand
    4 of 6 attempts were delegated.
    help      attempts  failed  partial  worked  lessons    share  spent
    ────────────────────────────────────────────────────────────────────
    none             1       1        0       0        1  too few    2 h
    ask              1       0        1       0        0  too few
    delegate         4       3        0       1        1  too few    1 h
    not said         1       1        0       0        0  too few

    shop, meant by hand
    4 of 6 attempts were delegated.
    help      attempts  failed  partial  worked  lessons    share  spent
    ────────────────────────────────────────────────────────────────────
    none             1       1        0       0        1  too few    2 h
    ask              1       0        1       0        0  too few
    delegate         4       3        0       1        1  too few    1 h

    rust, meant by hand
    too few attempts say how much help they had (0).

    docs, meant with help
    4 of 5 attempts were done by hand.
    help  attempts  failed  partial  worked  lessons    share  spent
    ────────────────────────────────────────────────────────────────
    none         4       3        0       1        0  too few  5 min
    pair         1       1        0       0        0  too few
    ");
    let calibration = &home.json("report", "report --json")["calibration"];
    assert_eq!(calibration["observations"], 11);
    let areas: Vec<_> = calibration["areas"]
        .as_array()
        .unwrap()
        .iter()
        .map(|area| {
            json!([
                area["name"],
                area["intention"],
                area["observations"],
                area["otherwise"],
                area["share"]
            ])
        })
        .collect();
    assert_eq!(
        json!(areas),
        json!([
            ["sql", "by_hand", 6, 4, 4.0 / 6.0],
            ["shop", "by_hand", 6, 4, 4.0 / 6.0],
            ["rust", "by_hand", 0, 0, null],
            ["docs", "with_help", 5, 4, 0.8],
        ])
    );
    let delegated = &calibration["areas"][0]["levels"][2];
    assert_eq!(delegated["assist"], "delegate");
    assert_eq!(delegated["attempts"], 4);
    assert_eq!(delegated["spent_minutes"], 60);
    assert_eq!(delegated["lessons"], 1);
    assert_eq!(delegated["lesson_share"], json!(null));
}

#[test]
fn the_report_and_the_summary_have_a_section_of_it() {
    let mut home = practised();
    home.configure("report.sections = ['calibration']\ncalibration.by_hand = ['sql', 'rust']\n");
    assert_snapshot!(home.run("report"), @"
    October 2026, so far

    How much help
    help      attempts  failed  partial  worked  lessons    share      spent
    ────────────────────────────────────────────────────────────────────────
    none             5       4        0       1        1     20 %  2 h 5 min
    ask              1       0        1       0        0  too few
    pair             1       1        0       0        0  too few
    delegate         4       3        0       1        1  too few        1 h
    not said         1       1        0       0        0  too few
    - sql, meant by hand: 4 of 6 attempts were delegated.
    ");
    let page = home.output("export summary");
    let (_, section) = page.split_once("## How much help").unwrap();
    assert_snapshot!(section.split("\n## ").next().unwrap(), @"


    - by hand: 5 attempts, 2 h 5 min, 1 lesson
    - asked for help: 1 attempt, 0 lessons
    - generated, then understood: 1 attempt, 0 lessons
    - generated, used as is: 4 attempts, 1 h, 1 lesson
    - not said: 1 attempt, 0 lessons
    - sql, meant by hand: 4 of 6 attempts were delegated.
    ");
}

#[test]
fn an_area_of_which_nothing_was_noted_is_told_only_where_all_areas_are_asked_for() {
    let mut home = Home::new();
    home.configure("calibration.by_hand = ['rust', 'sql']\n");
    home.output("log a -b b -t rust");
    for shown in ["report", "export summary"] {
        let shown = home.output(shown);
        assert!(!shown.contains("How much help"), "{shown}");
    }
    home.output("log a -b b -t sql --assist none");
    for shown in ["report", "export summary"] {
        let shown = home.output(shown);
        assert!(shown.contains("- sql, meant by hand: too few"), "{shown}");
        assert!(!shown.contains("rust, meant"), "{shown}");
    }
    let whole = home.output("report --calibration");
    assert!(whole.contains("rust, meant by hand"), "{whole}");
}

#[test]
fn an_attempt_in_two_areas_is_counted_once() {
    let mut home = practised();
    home.configure("calibration.by_hand = ['sql', 'shop']\ncalibration.with_help = ['docs']\n");
    let report = home.json("report", "report --json");
    let otherwise = report["calibration"]["areas"].as_array().unwrap().iter();
    let sum: u64 = otherwise
        .map(|area| area["otherwise"].as_u64().unwrap())
        .sum();
    assert_eq!((sum, &report["calibration"]["otherwise"]), (12, &json!(8)));
    let shown = home.output("report --figures");
    assert!(
        shown.contains("8 attempts went otherwise than meant in the areas that were named."),
        "{shown}"
    );
}

#[test]
fn the_legend_of_a_figure_has_as_many_lines_as_it_needs() {
    let mut home = practised();
    let command = home.command("report --figures --color never");
    let shown = command.terminal(80, 400).run().output;
    assert!(
        shown.contains("▒ generated, then understood\n░ generated, used as is\n"),
        "{shown}"
    );
}

#[test]
fn the_report_is_silent_about_help_where_too_few_say_it_and_no_area_is_named() {
    let mut home = Home::with_portfolio();
    assert!(!home.output("report").contains("How much help"));
    assert!(!home.output("export summary").contains("How much help"));
    assert!(home.output("report --year").contains("How much help"));
}

#[test]
fn what_is_generated_is_told_apart_from_what_is_delegated() {
    let mut home = Home::new();
    home.configure("calibration.by_hand = ['sql']\ncalibration.with_help = ['docs']\n");
    let mut log = |assist: &str, tag: &str| {
        home.output(&format!("log a -b b -t {tag} --assist {assist}"));
        home.output("report --calibration --format plain")
    };
    for _ in 0..4 {
        assert!(log("none", "sql").contains("too few attempts"));
    }
    assert!(log("ask", "sql").contains("5 attempts, all as meant."));
    assert!(log("pair", "sql").contains("1 of 6 attempts was generated, then understood."));
    assert!(
        log("delegate", "sql").contains("2 of 7 attempts were generated, 1 of them used as is.")
    );
    for _ in 0..5 {
        log("delegate", "docs");
    }
    assert!(log("none", "docs").contains("1 of 6 attempts was done by hand."));
}

#[test]
fn areas_are_a_list_of_names() {
    let mut home = Home::new();
    home.output("config set calibration.by_hand 'sql, big project'");
    assert_eq!(
        home.output("config get calibration.by_hand"),
        "sql,big project\n"
    );
    home.output("config set calibration.by_hand ''");
    assert_snapshot!(home.refused(2, "config set calibration.by_hand 'sql,,rust'"), @r#"
    error: `calibration.by_hand` is a list with the text ``, but it must be a list of tags, which stand for what is below them too, and projects
    hint: write for example `calibration.by_hand = ["algorithms", "sql"]`
    "#);
}

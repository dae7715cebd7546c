//! `report --figures`: drawn in the terminal, as tables in Markdown, as SVG in HTML; and none of too few observations.

use insta::assert_snapshot;

use crate::driver::Home;

/// Seven attempts of one week, with costs and a principle met again.
fn week() -> Home {
    let mut home = Home::new();
    for (day, tag, spent, outcome, principle) in [
        (
            "2026-09-28",
            "deploy",
            "4h",
            "failed",
            "'count the replicas'",
        ),
        ("2026-09-28", "sql", "20m", "failed", "'read the plan'"),
        ("2026-09-29", "sql", "15m", "worked", "'count the replicas'"),
        ("2026-09-29", "sql", "10m", "failed", "'read the plan'"),
        ("2026-09-29", "'<b>'", "5m", "partial", "'read the plan'"),
        ("2026-10-01", "sql", "30m", "failed", "'read the plan'"),
    ] {
        home.run(&format!(
            "log 'a cache' --because 'it was stale' --tag {tag} --spent {spent} --outcome {outcome} --principle {principle} --at {day}"
        ))
        .succeeded();
    }
    home
}

#[test]
fn every_figure_with_enough_observations_is_drawn_and_the_others_are_named() {
    let mut home = week();
    assert_snapshot!(home.output("report --figures --since 2026-09-28 --until 2026-10-04"), @"
    2026-09-28 to 2026-10-04

    Figures
    Attempts by day  6 attempts
               Mon    Tue    Wed    Thu    Fri    Sat    Sun
    28 Sep     2▓▓    3██     ·     1▒▒     ·      ·      ·
    Attempts on 3 days, most on 29 Sep: 3.

    Outcome by week  6 attempts
    █ failed   ▓ partial   ▒ worked
    week of 28 Sep  ████████████████▓▓▓▓▒▒▒▒ 4 + 1 + 1
    4 of 6 attempts failed, 1 held in part, 1 worked.

    Tags by month  6 attempts, each under every tag it has
               Sep    Oct
    sql        3██    1▒▒
    <b>        1▒▒     ·
    deploy     1▒▒     ·
    Most often sql: 4 attempts.

    Cost against count, by tag  6 attempts that say their cost
    deploy  ███ 1x             ████████████████████████ 4 h
    sql     ████████████ 4x    ████████ 1 h 15 min
    <b>     ███ 1x             █ 5 min
    Dearest for each attempt: deploy, 4 h in 1 attempt.

    Principles by recurrence  6 attempts
    read the plan       ████████████████████████ 4, 4 in all
    count the replicas  ████████████ 2, 2 in all
    2 principles were met more than once, in the period or outside it.

    Too few to draw: time to lesson (2 of at least 5).
    ");
}

#[test]
fn where_the_locale_is_not_unicode_figures_are_drawn_in_ascii() {
    let mut home = week();
    for (name, value) in [
        ("LC_ALL", "C"),
        ("LANG", "en_US.ISO-8859-1"),
        ("TERM", "dumb"),
    ] {
        let shown = home
            .command("report --figures --since 2026-09-28 --until 2026-10-04")
            .environment(name, value)
            .run();
        assert!(shown.output.is_ascii(), "{name}: {shown}");
        assert!(shown.output.contains("deploy  ### 1x"), "{name}: {shown}");
    }
    let shown = home
        .command("report --figures --since 2026-09-28 --until 2026-10-04")
        .environment("LANG", "C")
        .environment("LC_ALL", "de_DE.UTF-8")
        .run();
    assert!(!shown.output.is_ascii(), "{shown}");
}

#[test]
fn in_markdown_a_figure_is_a_table() {
    let mut home = week();
    let shown =
        home.output("report --figures --since 2026-09-28 --until 2026-10-04 --format markdown");
    let (_, cost) = shown.split_once("**Cost against count, by tag**").unwrap();
    let (cost, _) = cost.split_once("\n\n**").unwrap();
    assert_snapshot!(cost, @r"
     (6 attempts that say their cost)

    | tag | attempts | spent |
    | --- | ---: | ---: |
    | deploy | 1 | 4 h |
    | sql | 4 | 1 h 15 min |
    | \<b> | 1 | 5 min |

    Dearest for each attempt: deploy, 4 h in 1 attempt.
    ");
}

#[test]
fn in_html_a_figure_has_a_name_a_description_and_its_numbers() {
    let mut home = week();
    let page = home.output("report --since 2026-09-28 --until 2026-10-04 --format html");
    let drawn = page.matches("<svg role=\"img\"").count();
    assert_eq!(drawn, 5, "{page}");
    assert_eq!(page.matches("<desc>").count(), drawn);
    assert_eq!(
        page.matches("<summary>The numbers</summary>").count(),
        drawn
    );
    assert!(
        page.contains("<desc>4 of 6 attempts failed, 1 held in part, 1 worked."),
        "{page}"
    );
    assert!(!page.contains("<b>"), "{page}");
}

#[test]
fn of_four_attempts_nothing_is_drawn() {
    let mut home = week();
    let shown = home.output("report --figures --since 2026-09-28 --until 2026-09-28");
    assert!(
        shown.contains("Too few to draw: attempts by day (2 of at least 5)"),
        "{shown}"
    );
    assert!(!shown.contains('█'), "{shown}");
}

#[test]
fn a_period_too_long_for_a_figure_is_named() {
    let mut home = week();
    let report = home.output("report --figures --since 2024-01-01 --until 2026-12-31");
    assert!(
        report.contains("Too long a period to draw: attempts by day"),
        "{report}"
    );
    assert!(!report.contains("Attempts by day"), "{report}");
}

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
    Most often sql: 4 attempts. The first and the last month are cut off by the period.

    Cost against count, by tag  6 attempts that have a tag and say their cost
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
    assert!(!shown.contains("|  |"), "a column without a name: {shown}");
    let (_, cost) = shown.split_once("**Cost against count, by tag**").unwrap();
    let (cost, _) = cost.split_once("\n\n**").unwrap();
    assert_snapshot!(cost, @r"
     (6 attempts that have a tag and say their cost)

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

/// Attempts by month from March 1999 on, one in some of them, and a tag.
fn years(last_year: u32) -> Home {
    let mut home = Home::new();
    let mut entries = String::new();
    for year in 1999..=last_year {
        for month in [3, 4, 10] {
            for attempt in 0..(year + month) % 5 {
                let line = format!(
                    r#"{{"tried": "a", "because": "b", "tags": ["sql"], "happened_at": "{year}-{month:02}-0{}T10:00:00+01:00"}}"#,
                    attempt + 1
                );
                entries.push_str(&line);
                entries.push('\n');
            }
        }
    }
    home.command("import -").input(entries).run().succeeded();
    home
}

/// A report of all that was until the end of a year.
fn course(last_year: u32) -> String {
    format!(
        "[reports.course]\nuntil = '{last_year}-12-31'\nsections = ['attempts-by-day', 'outcome-by-week', 'tags-by-month']\n"
    )
}

#[test]
fn a_long_period_is_drawn_in_longer_steps_without_a_gap() {
    let mut home = years(2003);
    home.configure(&course(2003));
    assert_snapshot!(home.output("report course"), @"
    until 2003-12-31

    Figures
    Attempts by month  30 attempts
    ▄▆·····█····▆█··········█······▂·····▂·····▄····▂▄·····▆··
    Mar 1999 to Dec 2003; · none, █ up to 4
    4 at most, in 3 of them.

    Outcome by year  30 attempts
    █ failed   ▓ partial   ▒ worked
    1999  ████████████████████████ 9 + 0 + 0
    2000  ███████████████████ 7 + 0 + 0
    2001  ██████████████ 5 + 0 + 0
    2002  ████████ 3 + 0 + 0
    2003  ████████████████ 6 + 0 + 0
    30 of 30 attempts failed, 0 held in part, 0 worked.

    Tags by quarter  30 attempts, each under every tag it has
         Q1 99 Q3 00 Q1 02
    sql  ▒▓·█▓█··█··░·░·▒░▒·▓
    Q1 99 to Q4 03; · none, █ up to 4
    Most often sql: 30 attempts.
    ");
    let ascii = home
        .command("report course")
        .environment("LC_ALL", "C")
        .run();
    assert!(ascii.output.is_ascii(), "{ascii}");
    let page = home.output("report course --format html");
    assert_eq!(page.matches("<svg role=\"img\"").count(), 3, "{page}");
    assert!(page.contains("<title>Attempts by month</title>"), "{page}");
}

#[test]
fn no_period_is_too_long_to_be_drawn() {
    for (last_year, steps) in [
        (
            1999,
            ["Attempts by day", "Outcome by month", "Tags by month"],
        ),
        (
            2009,
            ["Attempts by quarter", "Outcome by year", "Tags by year"],
        ),
        (
            2026,
            ["Attempts by year", "Outcome by 5 years", "Tags by 2 years"],
        ),
    ] {
        let mut home = years(last_year);
        home.configure(&course(last_year));
        let shown = home
            .command("report course --color never")
            .terminal(80, 400)
            .run()
            .output;
        for step in steps {
            assert!(shown.contains(step), "{step}: {shown}");
        }
        assert!(
            shown.lines().all(|line| line.chars().count() <= 80),
            "{shown}"
        );
    }
}

#[test]
fn a_figure_that_is_asked_for_by_name_says_why_it_is_not_drawn() {
    let mut home = week();
    home.configure(
        "[reports.some]\nperiod = '2026-10'\nsections = ['attempts-by-day', 'breadth', 'tags-by-month']\n",
    );
    assert_snapshot!(home.output("report some"), @"
    October 2026, so far

    Figures
    Attempts by day: 1 attempt, too few to draw.
    Breadth before converging: 0 explorations, too few to draw.
    Tags by month: only of two months or more.
    ");
    assert_snapshot!(home.output("report some --for lead --since 2026-09-01"), @"
    since 2026-09-01, so far

    Figures
    Attempts by day: not told to others.
    Breadth before converging: 0 explorations, too few to draw.
    Tags by month  6 attempts, each under every tag it has
               Sep    Oct
    sql        3██    1▒▒
    <b>        1▒▒     ·
    deploy     1▒▒     ·
    Most often sql: 4 attempts. The last month is not over.
    ");
}

#[test]
fn a_week_that_the_period_cuts_off_or_that_is_not_over_is_marked() {
    let mut home = week();
    for (weeks, period, said) in [
        ("monday", "--since 2026-09-28 --until 2026-10-04", ""),
        (
            "monday",
            "--since 2026-09-28 --until 2026-10-03",
            " The week is cut off by the period.",
        ),
        (
            "monday",
            "--since 2026-09-01 --until 2026-10-03",
            " The first and the last week are cut off by the period.",
        ),
        (
            "sunday",
            "--since 2026-09-28 --until 2026-10-03",
            " The week is cut off by the period.",
        ),
        (
            "wednesday",
            "--since 2026-09-28 --until 2026-10-06",
            " The first week is cut off by the period. The last week is not over.",
        ),
        (
            "wednesday",
            "--since 2026-09-28 --until 2026-10-05",
            " The first and the last week are cut off by the period. The last week is not over.",
        ),
        (
            "monday",
            "--since 2026-09-28 --until 2026-10-11",
            " The last week is not over.",
        ),
        (
            "wednesday",
            "--since 2026-09-23 --until 2026-10-03",
            " The last week is cut off by the period.",
        ),
        (
            "wednesday",
            "--since 2026-09-28 --until 2026-10-03",
            " The first and the last week are cut off by the period.",
        ),
    ] {
        home.configure(&format!("week_start = '{weeks}'\n"));
        let shown = home.output(&format!("report --figures {period}"));
        let reading = shown.lines().find(|line| line.contains("held in part"));
        let told = format!("4 of 6 attempts failed, 1 held in part, 1 worked.{said}");
        assert_eq!(reading, Some(told.as_str()), "{weeks} {period}");
    }
}

/// Attempts, each with its day and its tag.
fn attempts<'a>(days: impl IntoIterator<Item = (&'a str, &'a str)>) -> Home {
    let mut home = Home::new();
    for (day, tag) in days {
        home.run(&format!("log a --because b --at {day} --tag {tag}"))
            .succeeded();
    }
    home
}

#[test]
fn days_that_have_not_come_are_left_out_of_a_calendar_and_those_before_the_period_too() {
    let days = ["01", "01", "02", "04", "05"].map(|day| format!("2026-10-{day}"));
    let mut home = attempts(days.iter().map(|day| (day.as_str(), "a")));
    home.configure("[reports.days]\nsections = ['attempts-by-day']\n");
    assert_snapshot!(home.output("report days"), @"
    October 2026, so far

    Figures
    Attempts by day  5 attempts
              Mon    Tue    Wed    Thu    Fri    Sat    Sun
    1 Oct                          2██    1▒▒     ·     1▒▒
    5 Oct     1▒▒
    Attempts on 4 days so far, most on 1 Oct: 2.
    ");
    home.configure("week_start = 'sunday'\n[reports.days]\nsections = ['attempts-by-day']\n");
    assert_snapshot!(home.output("report days --since 2026-08-05 --until 2026-10-31"), @"
    2026-08-05 to 2026-10-31, so far

    Figures
    Attempts by day  5 attempts
         5 Aug
    Sun   ········▒
    Mon   ········▒
    Tue   ········
    Wed  ·········
    Thu  ········█
    Fri  ········▒
    Sat  ·········
    5 Aug to 5 Oct; · none, █ up to 2
    Attempts on 4 days so far, most on 1 Oct: 2.
    ");
    let page = home.output("report days --since 2026-08-05 --format html");
    assert!(page.contains(">5 Aug to 5 Oct</text>"), "{page}");
    assert!(!page.contains(">2 Aug</text>"), "{page}");
}

#[test]
fn weeks_and_months_without_attempts_are_drawn_as_none_up_to_the_end_of_the_period() {
    let days = [
        "2026-03-02",
        "2026-03-03",
        "2026-03-04",
        "2026-03-05",
        "2026-05-06",
    ];
    let mut home = attempts(days.map(|day| (day, "a")));
    home.configure("[reports.course]\nsections = ['outcome-by-week', 'tags-by-month']\n");
    assert_snapshot!(home.output("report course --since 2026-02-01 --until 2026-06-30"), @"
    2026-02-01 to 2026-06-30

    Figures
    Outcome by month  5 attempts
    █ failed   ▓ partial   ▒ worked
    Feb 2026  · none
    Mar 2026  ████████████████████████ 4 + 0 + 0
    Apr 2026  · none
    May 2026  ██████ 1 + 0 + 0
    Jun 2026  · none
    5 of 5 attempts failed, 0 held in part, 0 worked.

    Tags by month  5 attempts, each under every tag it has
          Feb    Mar    Apr    May    Jun
    a      ·     4██     ·     1░░     ·
    Most often a: 5 attempts.
    ");
    let page = home.output("report course --since 2026-02-01 --until 2026-06-30 --format html");
    assert_eq!(page.matches(">none</text>").count(), 3, "{page}");
}

#[test]
fn a_figure_that_is_named_is_not_drawn_again_among_all_others() {
    let mut home = week();
    home.configure(
        "[reports.all]\nperiod = '2026-09'\nsections = ['outcome-by-week', 'breadth', 'figures']\n",
    );
    let shown = home.output("report all --until 2026-10-04 --since 2026-09-28");
    let titles: Vec<&str> = [
        "Figures\n",
        "Outcome by",
        "Attempts by day",
        "Breadth before",
        "Cost against",
    ]
    .into_iter()
    .filter(|title| shown.matches(title).count() == 1)
    .collect();
    assert_eq!(titles.len(), 5, "{shown}");
    assert!(
        shown.find("Outcome by") < shown.find("Attempts by day"),
        "{shown}"
    );
}

#[test]
fn tags_that_begin_alike_can_be_told_apart_in_every_figure() {
    let long = "activerecord/lib/connection_adapters";
    let tags = ["mysql/quoting", "postgresql/quoting"].map(|end| format!("{long}/{end}"));
    let days = ["2026-09-28", "2026-09-29", "2026-10-01"];
    let mut home = attempts(
        days.iter()
            .flat_map(|day| tags.iter().map(move |tag| (*day, tag.as_str()))),
    );
    home.configure("[reports.tags]\nsections = ['tags-by-month']\n");
    assert_snapshot!(home.output("report tags --since 2026-09-28"), @"
    since 2026-09-28, so far

    Figures
    Tags by month  6 attempts, each under every tag it has
                                           Sep    Oct
    activereco…_adapters/mysql/quoting     2██    1▒▒
    activereco…ters/postgresql/quoting     2██    1▒▒
    Most often activerecord/lib/connection_adapters/mysql/quoting: 3 attempts; another tag as often. The first month is cut off by the period. The last month is not over.
    ");
    let page = home.output("report tags --since 2026-09-28 --format html");
    for name in ["…mysql/quoting", "…resql/quoting"] {
        assert!(page.contains(&format!(">{name}</text>")), "{name}: {page}");
    }
}

#[test]
fn cost_against_count_has_a_scale_with_its_units_in_a_page() {
    let mut home = week();
    let page = home.output("report --since 2026-09-28 --until 2026-10-04 --format html");
    let (_, plot) = page
        .split_once("<title>Cost against count, by tag</title>")
        .unwrap();
    let (plot, _) = plot.split_once("</svg>").unwrap();
    for said in [
        "time spent",
        "attempts",
        ">0<",
        ">1 h<",
        ">4 h<",
        ">1<",
        ">4<",
    ] {
        assert!(plot.contains(said), "{said}: {plot}");
    }
    assert_eq!(plot.matches("<circle").count(), 3, "{plot}");
}

#[test]
fn each_row_of_shares_has_its_numbers_in_a_page_however_short_it_is() {
    let mut home = week();
    let page = home.output("report --since 2026-09-21 --until 2026-10-04 --format html");
    let (_, drawn) = page.split_once("<title>Outcome by week</title>").unwrap();
    let (drawn, _) = drawn.split_once("</svg>").unwrap();
    assert!(drawn.contains(">4 + 1 + 1</text>"), "{drawn}");
    assert!(drawn.contains(">none</text>"), "{drawn}");
}

/// The figure of a report that is drawn of cost and count.
fn cost_by_tag(home: &mut Home) -> String {
    let shown = home.output("report --figures");
    let (_, drawn) = shown.split_once("Cost against count, by tag").unwrap();
    drawn.split("\n\n").next().unwrap().to_owned()
}

/// Takes in attempts of today: so many with a tag, each with its cost in minutes.
fn timed(home: &mut Home, tag: &str, many: usize, minutes: Option<u32>) {
    let mut entries = String::new();
    for number in 0..many {
        let entry = serde_json::json!({
            "tried": format!("attempt {number}"), "because": "b", "tags": [tag],
            "spent_minutes": minutes, "happened_at": "2026-10-05T08:00:00+02:00",
        });
        entries.extend([entry.to_string().as_str(), "\n"]);
    }
    home.command("import -").input(entries).run().succeeded();
}

#[test]
fn attempts_without_a_cost_are_not_counted_where_cost_stands_against_count() {
    let mut home = Home::new();
    timed(&mut home, "algorithms", 2, Some(300));
    timed(&mut home, "algorithms", 3, None);
    timed(&mut home, "infra/k8s", 4, Some(195));
    timed(&mut home, "infra/k8s", 30, None);
    home.output("log 'no tag' -b b --spent 1h");
    assert_snapshot!(cost_by_tag(&mut home), @"
      6 attempts that have a tag and say their cost
    infra/k8s   ████████████ 4x    ████████████████████████ 13 h
    algorithms  ██████ 2x          ███████████████████ 10 h
    Dearest for each attempt: algorithms, 10 h in 2 attempts.
    ");
}

#[test]
fn a_tag_that_is_rare_but_dear_is_drawn_and_is_the_dearest() {
    let mut home = Home::new();
    for number in 1..=9 {
        timed(&mut home, &format!("often/{number}"), 30, Some(60));
    }
    timed(&mut home, "rare", 1, Some(25 * 60));
    timed(&mut home, "cheap", 1, Some(5));
    let drawn = cost_by_tag(&mut home);
    assert!(drawn.contains("\nrare "), "{drawn}");
    assert!(
        drawn.contains("Dearest for each attempt: rare, 25 h in 1 attempt."),
        "{drawn}"
    );
    assert_eq!(drawn.matches(" 30x ").count(), 7, "{drawn}");
    timed(&mut home, "rarer", 1, Some(25 * 60));
    let drawn = cost_by_tag(&mut home);
    assert!(
        drawn.contains("25 h in 1 attempt; another tag is as dear."),
        "{drawn}"
    );
}

#[test]
fn an_attempt_with_several_tags_is_one_of_those_that_a_figure_is_made_of() {
    let mut home = Home::new();
    for day in [
        "2026-09-28",
        "2026-09-29",
        "2026-10-01",
        "2026-10-02",
        "2026-10-03",
    ] {
        home.output(&format!("log a -b b -t sql -t caching --at {day}"));
    }
    home.output("log a -b b");
    let shown = home.output("report --figures --since 2026-09-01");
    assert!(
        shown.contains("Tags by month  5 attempts, each under every tag it has"),
        "{shown}"
    );
    assert!(
        shown.contains("Most often caching: 5 attempts; another tag as often."),
        "{shown}"
    );
}

#[test]
fn where_several_days_have_most_it_says_how_many() {
    let days = ["01", "01", "02", "02", "05"].map(|day| format!("2026-10-{day}"));
    let mut home = attempts(days.iter().map(|day| (day.as_str(), "a")));
    let shown = home.output("report --figures");
    assert!(
        shown.contains("Attempts on 3 days so far, 2 at most, on 2 of them."),
        "{shown}"
    );
}

#[test]
fn a_year_of_days_has_dates_above_its_weeks() {
    let mut home = years(1999);
    home.configure("[reports.days]\nsections = ['attempts-by-day']\n");
    let shown = home.output("report days --since 1999-01-01 --until 1999-12-31");
    assert_snapshot!(shown, @"
    1999-01-01 to 1999-12-31

    Figures
    Attempts by day  9 attempts
         1 Jan  15 Feb 5 Apr  24 May 12 Jul 30 Aug 18 Oct
    Mon   ········█······························█············
    Tue   ········█···········································
    Wed   ····················································
    Thu   ············█·······································
    Fri  ·············█·························█·············
    Sat  ·············█·························█············
    Sun  ·······································█············
    1 Jan to 31 Dec; · none, █ up to 1
    Attempts on 9 days, 1 at most, on 9 of them.
    ");
}

#[test]
fn principles_met_again_that_have_no_bar_are_counted() {
    let mut home = Home::new();
    for number in 0..18 {
        let principle = number % 9;
        home.output(&format!(
            "log a -b 'attempt {number}' -p 'principle {principle}'"
        ));
    }
    let shown = home.output("report --figures");
    assert!(
        shown.contains("9 principles were met more than once, in the period or outside it. 1 more is not drawn."),
        "{shown}"
    );
}

#[test]
fn areas_that_are_not_drawn_are_named_where_attempts_went_otherwise_than_meant() {
    let mut home = Home::new();
    for (tag, many) in [("sql", 5), ("go", 2), ("css", 1)] {
        let assist = if tag == "css" { "none" } else { "pair" };
        for attempt in 0..many {
            home.output(&format!(
                "log {tag} -b 'attempt {attempt}' -t {tag} --assist {assist}"
            ));
        }
    }
    home.output("config set calibration.by_hand sql,go,css");
    let shown = home.output("report --figures");
    assert!(
        shown.contains("7 attempts went otherwise than meant in the areas that were named. Not drawn: go (2 of 2)."),
        "{shown}"
    );
}

#[test]
fn lessons_that_were_written_with_their_attempts_were_written_at_once() {
    let mut home = Home::new();
    for number in 0..5 {
        home.output(&format!(
            "log a -b 'attempt {number}' -p 'principle {number}'"
        ));
    }
    let shown = home.output("report --figures");
    assert!(
        shown.contains("half within            · at once"),
        "{shown}"
    );
    assert!(
        shown.contains("Three quarters of the new lessons were written at once."),
        "{shown}"
    );
}

#[test]
fn a_wide_terminal_has_room_for_longer_labels_and_bars() {
    let mut home = Home::new();
    let long = "state that is shared by several replicas lives outside of them";
    for number in 0..5 {
        home.output(&format!("log a -b 'attempt {number}' -p '{long}'"));
    }
    let mut shown = |columns| {
        home.command("report --figures")
            .terminal(columns, 24)
            .run()
            .output
    };
    assert!(!shown(80).contains(&format!("\n{long}")));
    let bar = format!("\n{long}  {} 5, 5 in all", "█".repeat(44));
    assert!(shown(140).contains(&bar), "{}", shown(140));
    assert_eq!(shown(300), shown(140));
}

//! Reports by name: one's own, those that are built in, and what flags change about them.

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

const OWN: &str = "\
[reports.sessions]
title = 'Sessions and caches'
period = 'all'
tags = ['sessions,caching']
sections = ['overview', 'tags', 'entries', 'principles']
tag_columns = ['attempts', 'spent']
columns = ['date', 'outcome', 'tried']
";

#[test]
fn a_report_of_ones_own_shows_its_sections_in_their_order() {
    let mut home = Home::with_portfolio();
    home.configure(OWN);
    assert_snapshot!(home.run("report sessions"), @"
    Sessions and caches, all time
    Only: tag sessions or caching.

    attempts       3: 3 failed
    time spent     2 h 10 min (1 without a time)
    lessons drawn  2, 1 still to draw
    reviewed       1, 1 lesson waits for a review

    By tag
    tag       attempts       spent
    ──────────────────────────────
    caching          2  2 h 10 min
    sessions         2      40 min
    flaky            1

    Attempts
    date        outcome  tried
    ────────────────────────────────────────────────────
    2026-10-05  failed   retry the flaky login test
    2026-10-01  failed   keep sessions in process memory
    2026-09-03  failed   cache prices in the web process

    Principles met again
    times  in all  first met        spent  principle
    ───────────────────────────────────────────────────────────────────────────────────
        2       2  2026-09-03  2 h 10 min  State shared by replicas lives outside them.
    ");
}

#[test]
fn flags_beat_the_definition() {
    let mut home = Home::with_portfolio();
    home.configure(OWN);
    for (flags, attempts, only) in [
        ("", 3, json!(["tag sessions or caching"])),
        ("--month 2026-10", 2, json!(["tag sessions or caching"])),
        ("--tag deploy", 1, json!(["tag deploy"])),
        (
            "--outcome partial",
            0,
            json!(["tag sessions or caching", "outcome partial"]),
        ),
    ] {
        let report = home.json("report", &format!("report sessions {flags} --json"));
        assert_eq!(report["figures"]["attempts"], attempts, "{flags}");
        assert_eq!(report["only"], only, "{flags}");
        assert_eq!(report["entries"].as_array().unwrap().len(), attempts);
    }
    home.configure("[reports.page]\nformat = 'markdown'\nsections = ['overview']\n");
    assert!(home.output("report page").starts_with("# October 2026"));
    assert!(
        home.output("report page --format html")
            .starts_with("<!DOCTYPE")
    );
}

#[test]
fn the_reports_that_are_built_in_are_what_the_commands_show() {
    let mut home = Home::with_portfolio();
    for format in ["table", "plain", "json", "markdown", "html"] {
        for (name, command) in [
            ("month", "report"),
            ("growth", "report --growth"),
            ("calibration", "report --calibration"),
            ("figures", "report --figures"),
        ] {
            let named = home.output(&format!("report {name} --format {format}"));
            let shown = home.output(&format!("{command} --format {format}"));
            assert_eq!(named, shown, "{name} {format}");
        }
    }
    for format in ["markdown", "html"] {
        let summary = format!("summary --month 2026-09 --format {format}");
        assert_eq!(
            home.output(&format!("report {summary}")),
            home.output(&format!("export {summary}"))
        );
    }
}

#[test]
fn what_is_shown_of_a_report_can_be_put_into_the_configuration() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("report --show summary"), @r#"
    [reports.summary]
    title = "What we tried"
    period = "month"
    sections = ["in-words", "lessons", "failed-by-tag", "questions", "met-again", "watch", "help", "unresolved", "figures-in-html"]
    "#);
    let mut own = String::new();
    for name in ["month", "summary", "growth", "calibration"] {
        own.push_str(&home.output(&format!("report --show {name}")));
    }
    let before: Vec<String> = ["report", "report --growth", "export summary"]
        .map(|line| home.output(line))
        .into();
    home.configure(&own);
    let after: Vec<String> = ["report", "report --growth", "export summary"]
        .map(|line| home.output(line))
        .into();
    assert_eq!(before, after);
    home.configure(OWN);
    assert_snapshot!(home.output("report --show sessions"), @r#"
    [reports.sessions]
    title = "Sessions and caches"
    period = "all"
    tags = ["sessions,caching"]
    sections = ["overview", "tags", "entries", "principles"]
    columns = ["date", "outcome", "tried"]
    tag_columns = ["attempts", "spent"]
    "#);
    home.configure("report.sections = ['overview']\n");
    assert!(
        home.output("report --show month")
            .contains("sections = [\"overview\", \"figures-in-html\"]")
    );
}

#[test]
fn the_list_names_every_report_with_its_title_and_period() {
    let mut home = Home::new();
    home.configure(&format!("{OWN}[reports.month]\nperiod = 'last month'\n"));
    assert_snapshot!(home.output("report --list"), @"
    name         title                       period        from                         sections
    ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    month                                    last month    yours, for the built-in one  overview, tags, projects, explorations, principles, signals, drafts, growth, calibration, comparison, figures-in-html
    sessions     Sessions and caches         all           yours                        overview, tags, entries, principles
    summary      What we tried               month         built in                     in-words, lessons, failed-by-tag, questions, met-again, watch, help, unresolved, figures-in-html
    lead         Lessons and open questions  month         built in                     lessons, questions, stuck, would-help
    sprint       Sprint                      last 2 weeks  built in                     failures, known-now
    portfolio    Portfolio                   all           built in                     learnt, decisions, quarters
    growth                                   month         built in                     growth-in-full
    calibration                              month         built in                     calibration-in-full
    figures                                  month         built in                     figures
    ");
    let reports = home.json("reports", "report --list --json");
    assert_eq!(
        reports[1],
        json!({"name": "sessions", "title": "Sessions and caches", "period": "all",
            "sections": ["overview", "tags", "entries", "principles"], "from": "yours"})
    );
    assert_eq!(reports[0]["from"], "yours, for the built-in one");
}

#[test]
fn a_report_of_ones_own_may_replace_one_that_is_built_in() {
    let mut home = Home::with_portfolio();
    home.configure(
        "[reports.month]\nsections = ['drafts']\n[reports.summary]\ntitle = 'Ours'\nsections = ['in-words']\n",
    );
    assert!(!home.output("report").contains("By tag"));
    let summary = home.output("export summary");
    assert!(
        summary.starts_with("# Ours: October 2026, so far\n"),
        "{summary}"
    );
    assert!(!summary.contains("##"), "{summary}");
}

#[test]
fn a_report_that_nobody_knows_is_refused_with_the_nearest() {
    let mut home = Home::with_portfolio();
    home.configure(OWN);
    assert_snapshot!(home.refused(4, "report mnth"), @"
    error: no report is called `mnth`
    hint: did you mean `month`?
    ");
    assert_snapshot!(home.refused(4, "report --show session"), @"
    error: no report is called `session`
    hint: did you mean `sessions`?
    ");
    assert_snapshot!(home.refused(2, "report 2026-10"), @"
    error: no report is called `2026-10`
    hint: a period has a flag: `--month 2026-10`, or `--week`, `--quarter`, `--since`
    ");
    home.refused(4, "report zzzzzzzz");
    for line in [
        "report month --growth",
        "report --list --show month",
        "report --growth --figures",
    ] {
        home.refused(2, line);
    }
}

#[test]
fn a_definition_that_cannot_be_meant_is_refused() {
    let mut home = Home::with_portfolio();
    home.configure("[reports.week]\nperiod = 'week'\nsections = ['overvew']\n");
    assert_snapshot!(home.refused(2, "report week"), @"
    error: `reports.week.sections` in ~/.config/folio/config.toml, line 3, is the text `overvew`, but it must be a list, without repetition, of the 39 names that `folio help report` lists
    hint: did you mean `overview`?
    ");
    home.configure("[reports.week]\nperiod = 'week'\nsince = 'monday'\n");
    assert_snapshot!(home.refused(2, "report week"), @"
    error: the report `week` in ~/.config/folio/config.toml, line 2, has both a period and its first or last day
    hint: run `folio config unset reports.week.period`
    ");
    home.configure("[reports.week]\nsince = '2026-10-04'\nuntil = '2026-10-01'\n");
    assert_snapshot!(home.refused(2, "report week"), @"
    error: the report `week` in ~/.config/folio/config.toml, line 3, ends with `2026-10-01`, before it begins with `2026-10-04`
    hint: give the earlier day to `reports.week.since`, or name a period with a flag such as `--month`
    ");
    home.configure("");
    home.write(".folio.toml", "[reports.month]\ntitle = 'gotcha'\n");
    let run = home.run("report");
    assert_eq!(run.code, 0);
    assert!(run.error.contains("`reports.month.title` in"), "{run}");
    assert!(!run.output.contains("gotcha"));
}

#[test]
fn a_view_and_a_name_are_two_reports() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(2, "report --growth month"), @"
    error: `--growth` shows a report of its own, and `month` names another
    hint: write `folio report --growth` or `folio report month`
    ");
    assert_snapshot!(home.refused(2, "report --month 2026-13"), @"
    error: `--month` cannot be used: `2026-13` does not exist: months run from 01 to 12
    hint: write a month, such as `2026-10`, `october` or `last month`
    ");
    assert_snapshot!(home.refused(2, "report --year 0000"), @"
    error: `--year` cannot be used: `0000` is outside the years 0001 to 9999
    hint: use a year between 0001 and 9999
    ");
}

#[test]
fn a_report_of_which_only_a_key_is_misspelt_is_shown_with_the_usual_sections() {
    let mut home = Home::with_portfolio();
    home.configure("[reports.mine]\ntitel = 'x'\n");
    let run = home.run("report mine");
    assert!(
        run.error.contains("did you mean `reports.mine.title`?"),
        "{run}"
    );
    assert!(run.output.contains("lessons drawn"), "{run}");
    assert!(
        home.output("report --list --format html")
            .contains("<title>Reports</title>")
    );
    home.output("config unset reports.mine");
    home.refused(4, "report mine");
}

#[test]
fn figures_are_drawn_by_name_under_one_heading() {
    let mut home = Home::with_portfolio();
    home.configure(
        "[reports.drawn]\nperiod = 'all'\nsections = ['attempts-by-day', 'cost-by-tag', 'overview', 'figures-in-html']\n",
    );
    let page = home.output("report drawn --format markdown");
    assert_eq!(page.matches("## Figures").count(), 1, "{page}");
    assert!(page.contains("Attempts by day"), "{page}");
    assert!(page.contains("Cost against count"), "{page}");
    assert!(!page.contains("Outcome by"), "{page}");
    assert!(
        page.find("Attempts by day") < page.find("time spent"),
        "{page}"
    );
    assert_eq!(
        home.output("report drawn --format html")
            .matches("Figures</h2>")
            .count(),
        2
    );
}

#[test]
fn nothing_of_a_definition_is_markup_in_a_page() {
    let mut home = Home::with_portfolio();
    home.configure(
        "[reports.evil]\ntitle = '<script>alert(1)</script>'\nperiod = 'all'\nproject = '</style><b>'\nsections = ['entries']\n",
    );
    let page = home.output("report evil --format html");
    assert!(!page.contains("<script") && !page.contains("<b>"), "{page}");
    let page = home.output("report evil --format markdown");
    assert!(page.contains("\\<script>"), "{page}");
}

#[test]
fn names_of_reports_are_offered() {
    let mut home = Home::new();
    home.configure(OWN);
    let mut offered = |line: &str| {
        let run = home
            .command(&format!("-- folio {line}"))
            .environment("COMPLETE", "fish")
            .tabs()
            .run();
        run.succeeded().output
    };
    assert_eq!(offered("report s"), "sessions\nsummary\nsprint\n");
    assert_eq!(offered("report --show mo"), "month\n");
    assert_eq!(offered("config set reports.sessions.for l"), "lead\n");
    assert_eq!(
        offered("config get reports.sessions.ti"),
        "reports.sessions.title\n"
    );
}

#[test]
fn what_is_said_of_reports_goes_where_it_is_wanted() {
    let mut home = Home::new();
    for (command, file) in [
        ("report --show month", "month.toml"),
        ("report --list", "reports.txt"),
        ("report --list --json", "reports.json"),
    ] {
        let shown = home.output(command);
        home.run(&format!("{command} -O {file}")).succeeded();
        assert_eq!(home.read(file), shown, "{command}");
    }
    for command in [
        "report --show month --json",
        "report --show month --format html",
        "report --list --open",
    ] {
        assert_eq!(home.run(command).code, 2, "{command}");
    }
}

#[test]
fn a_report_that_cannot_be_used_stops_no_command_but_the_one_that_asks_for_it() {
    let mut home = Home::with_portfolio();
    home.configure("[reports.bad]\nsections = ['x']\n[reports.month]\nfor = 'leed'\n");
    for line in [
        "log 'a' -b 'b'",
        "list",
        "report summary",
        "report --for lead",
        "export portfolio",
    ] {
        assert_eq!(home.run(line).succeeded().error, "", "{line}");
    }
    assert_snapshot!(home.refused(2, "report bad"), @r#"
    error: `reports.bad.sections` in ~/.config/folio/config.toml, line 2, is the text `x`, but it must be a list, without repetition, of the 39 names that `folio help report` lists
    hint: write for example `reports.bad.sections = ["overview", "lessons", "entries"]`
    "#);
    assert_snapshot!(home.refused(2, "report"), @"
    error: `reports.month.for` in ~/.config/folio/config.toml, line 4, is the text `leed`, but it must be one of `self`, `lead`, `sprint`
    hint: did you mean `lead`?
    ");
    assert_snapshot!(home.refused(2, "report --show bad"), @r#"
    error: `reports.bad.sections` in ~/.config/folio/config.toml, line 2, is the text `x`, but it must be a list, without repetition, of the 39 names that `folio help report` lists
    hint: write for example `reports.bad.sections = ["overview", "lessons", "entries"]`
    "#);
    assert_snapshot!(home.run("report --list").output.lines().filter(|line| line.contains("cannot")).collect::<Vec<_>>().join("\n"), @"
    bad                                                    yours, cannot be used
    month                                                  yours, cannot be used
    cannot be used: `reports.bad.sections` in ~/.config/folio/config.toml, line 2, is the text `x`, but it must be a list, without repetition, of the 39 names that `folio help report` lists
    cannot be used: `reports.month.for` in ~/.config/folio/config.toml, line 4, is the text `leed`, but it must be one of `self`, `lead`, `sprint`
    ");
    let listed = home.json("reports", "report --list --json");
    assert_eq!(listed[0]["name"], "bad");
    assert!(listed[0]["problem"].as_str().unwrap().contains("line 2"));
    assert_snapshot!(home.run("config get dates").error, @"
    warning: `reports.bad.sections` in ~/.config/folio/config.toml, line 2, is the text `x`, but it must be a list, without repetition, of the 39 names that `folio help report` lists
    warning: `reports.month.for` in ~/.config/folio/config.toml, line 4, is the text `leed`, but it must be one of `self`, `lead`, `sprint`
    ");
    assert!(home.output("doctor").contains("reports.bad.sections"));
    home.output("config set reports.month.for lead");
    home.output("report");
    home.output("config unset reports.bad");
    assert_eq!(home.run("config get dates").error, "");
}

#[test]
fn what_is_private_stays_so_until_somebody_writes_that_the_report_is_for_oneself() {
    let mut home = Home::new();
    home.output("log 'my salary talk' -b 'no numbers' -p 'bring numbers' --private");
    for name in ["lead", "sprint", "portfolio"] {
        for (table, shows) in [
            ("title = 'Ours'", false),
            ("sections = ['entries', 'lessons']", false),
            ("sections = ['entries']\nfor = 'self'", true),
        ] {
            home.configure(&format!("[reports.{name}]\n{table}\n"));
            for format in ["table", "markdown", "html", "json"] {
                let shown = home.output(&format!("report {name} --format {format}"));
                assert_eq!(shown.contains("salary"), shows, "{name} {table} {format}");
            }
        }
    }
}

#[test]
fn a_value_of_a_report_is_checked_when_it_is_set_as_when_it_is_read() {
    let mut home = Home::with_portfolio();
    for (key, value) in [
        ("tz", "Europe/Nowhere"),
        ("text", "***"),
        ("period", "fortnightly"),
        ("period", "99999"),
        ("since", "99999-01-01"),
        ("for", "leed"),
        ("sections", "x"),
    ] {
        home.refused(2, &format!("config set reports.own.{key} {value}"));
    }
    assert_snapshot!(home.refused(2, "config set reports.own.tz Berlin"), @"
    error: `reports.own.tz` cannot be used: no time zone is called `Berlin`
    hint: did you mean `Europe/Berlin`?
    ");
    home.output("config set reports.own.period month");
    assert_snapshot!(home.refused(2, "config set reports.own.since monday"), @"
    error: the report `own` has both a period and its first or last day
    hint: run `folio config unset reports.own.period`
    ");
    home.output("config set reports.own.template own.md.jinja");
    assert_snapshot!(home.refused(2, "config set reports.own.format html"), @"
    error: the report `own` has both a template and a format
    hint: run `folio config unset reports.own.template`
    ");
    home.configure("dates = 3\n[reports.own]\ntz = 'Nowhere'\n");
    home.output("config set reports.own.tz UTC");
}

#[test]
fn days_that_are_the_wrong_way_round_are_named_as_they_were_written() {
    let mut home = Home::with_portfolio();
    home.configure("[reports.own]\nsince = 'yesterday'\nuntil = '2026-10-01'\n");
    assert_snapshot!(home.refused(2, "report own"), @"
    error: the report `own` in ~/.config/folio/config.toml, line 3, ends with `2026-10-01`, before it begins with `yesterday`
    hint: give the earlier day to `reports.own.since`, or name a period with a flag such as `--month`
    ");
}

#[test]
fn a_report_that_cannot_be_made_is_named_with_its_line_by_the_list_the_doctor_and_the_configuration()
 {
    let mut home = Home::with_portfolio();
    home.write("week.txt", "fine");
    for (wrong, line, of) in [
        ("period = 'week'\nsince = 'monday'", 2, "report `own`"),
        ("tz = 'Mars/Phobos'", 2, "`reports.own.tz`"),
        (
            "title = 'x'\ntemplate = 'gone.md'",
            3,
            "`reports.own.template`",
        ),
        ("template = 'week.pdf'", 2, "`reports.own.template`"),
        (
            "format = 'html'\ntemplate = '../../work/week.txt'",
            2,
            "report `own`",
        ),
        (
            "since = '2026-10-04'\nuntil = '2026-10-01'",
            3,
            "report `own`",
        ),
    ] {
        home.configure(&format!("[reports.own]\n{wrong}\n"));
        let place = format!("{of} in ~/.config/folio/config.toml, line {line},");
        let refused = home.run("report own");
        assert!(
            refused.code != 0 && refused.error.contains(&place),
            "{refused}"
        );
        for listed in ["report --list", "doctor"] {
            let listed = home.run(listed);
            assert!(listed.output.contains(&place), "{wrong}: {listed}");
        }
        let warned = home.run("config get dates").error;
        assert!(warned.contains(&place), "{wrong}: {warned}");
        let listed = home.json("reports", "report --list --json");
        assert_eq!(listed[0]["from"], "yours, cannot be used", "{wrong}");
        assert_eq!(home.run("report").succeeded().error, "", "{wrong}");
    }
    home.configure(
        "[reports.own]\ntemplate = '../../work/week.txt'\ntz = 'UTC'\nuntil = 'yesterday'\n",
    );
    assert!(!home.output("report --list").contains("cannot be used"));
    assert_eq!(home.run("config get dates").error, "");
    assert!(!home.output("doctor").contains("reports.own"));
    assert_eq!(home.output("report own"), "fine");
}

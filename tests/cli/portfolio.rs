//! `folio export portfolio`: the whole body of work as one document for others.

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

/// The portfolio with a question that was settled, and something private.
fn work() -> Home {
    let mut home = Home::with_portfolio();
    for line in [
        "explore 'which store do sessions need?' --as store",
        "log 'a table in postgres' -b 'too slow at noon' --spent 20m",
        "log 'one redis' -b 'both replicas agree' -p 'state shared by replicas lives outside them' -o worked --spent 1h",
        "brief --question 'is one redis enough?' --no-input",
        "answered --by Margaret --note 'yes, until it is not' --no-input",
        "converge last --why 'it is there already'",
        "log 'my salary talk' -b 'no numbers ready' -p 'state shared by replicas lives outside them' --private --spent 9h --on none",
    ] {
        home.output(line);
    }
    home
}

#[test]
fn it_tells_principles_with_their_attempts_decisions_and_growth() {
    let mut home = work();
    assert_snapshot!(home.run("export portfolio"), @"
    # Portfolio, all time

    1 private entry is left out.

    ## Principles learnt

    - **state shared by replicas lives outside them** (met 3 times since 2026-09-03, 3 h 10 min together)
      - cache prices in the web process: prices stayed stale after a change (2026-09-03, 1 h 30 min)
      - one redis: both replicas agree (2026-10-05, 1 h, worked)
      - keep sessions in process memory: two replicas disagreed after the deploy (2026-10-01, 40 min)
      - what I do now: count the replicas first
    - **a timeout is a promise about the longest request** (first met on 2026-10-01, 2 h)
      - drain connections before the restart: long uploads outlived the grace period (2026-10-01, 2 h, held in part)
    - **test the path that runs once** (first met on 2026-10-04, 15 min)
      - skip the migration test: the column was missing in production (2026-10-04, 15 min)

    ## Questions and decisions

    - `store`: which store do sessions need?
      - **tried:** a table in postgres (failed); one redis (worked)
      - **answered:** **a colleague**: yes, until it is not
      - **ended:** converged after 2 approaches: one redis (`teus`), because it is there already

    ## Growth over the quarters

    | quarter | attempts | failed | lessons | new principles | met again | spent |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | 2026-Q3 | 2 | 1 | 1 | 1 | 0 | 2 h |
    | 2026-Q4 | 7 | 5 | 4 | 2 | 2 | 4 h 15 min |

    A principle is new in the quarter of the first attempt of the whole journal that carries it; every later one met it again.
    ");
    assert_eq!(
        home.output("report portfolio --format markdown")
            .replace("  so far", ""),
        home.output("export portfolio")
    );
}

#[test]
fn as_json_it_is_a_portfolio_and_nothing_else() {
    let mut home = work();
    let whole = home.json("portfolio", "export portfolio --format json");
    let fields: Vec<&String> = whole.as_object().unwrap().keys().collect();
    assert_snapshot!(format!("{fields:?}"), @r#"["period", "only", "figures", "principles", "principles_in_all", "quarters", "explorations", "private_left_out"]"#);
    assert_eq!(whole["private_left_out"], 1);
    assert_eq!(whole["principles_in_all"], 3);
    assert_eq!(
        whole["principles"][0]["principle"],
        "state shared by replicas lives outside them"
    );
    assert_eq!(whole["principles"][0]["times"], 3);
    assert_eq!(whole["principles"][0]["spent_minutes"], 190);
    assert_eq!(whole["quarters"][0]["quarter"], "2026-Q3");
    assert_eq!(whole["explorations"][0]["answers"][0]["by"], "a colleague");
    let shown = whole.to_string();
    for name in ["Margaret", "salary", "drafts"] {
        assert!(!shown.contains(name), "{name}: {shown}");
    }
}

#[test]
fn nobody_else_is_named_and_nothing_private_is_told() {
    let mut home = work();
    for format in ["markdown", "html", "json"] {
        let shown = home.output(&format!("export portfolio --format {format}"));
        for name in ["Margaret", "salary"] {
            assert!(!shown.contains(name), "{format}: {name}: {shown}");
        }
    }
    home.configure(
        "[reports.portfolio]\nsections = ['learnt', 'entries']\nfor = 'self'\nperiod = 'all'\n",
    );
    let shown = home.output("export portfolio");
    assert!(!shown.contains("salary"), "{shown}");
    assert!(shown.contains("1 private entry is left out."), "{shown}");
}

#[test]
fn it_is_the_same_to_the_byte_on_every_day() {
    let mut home = work();
    for format in ["markdown", "html", "json"] {
        let line = format!("export portfolio --format {format}");
        home.set_now("2026-11-02T09:00:00+02:00");
        let first = home.output(&line);
        home.set_now("2031-01-31T23:59:59+02:00");
        assert_eq!(home.output(&line), first, "{format}");
        home.output(&format!("{line} -O portfolio.out"));
        assert_eq!(home.read("portfolio.out"), first, "{format}");
    }
}

#[test]
fn secrets_that_are_known_today_are_taken_out() {
    let mut home = Home::new();
    home.output("log 'call customer-1234' -b 'customer-1234 was asleep' -p 'ask customer-1234 first' -n 'wait for customer-1234'");
    home.output("explore 'does customer-1234 pay?' --as pays");
    home.configure("redaction.patterns = ['customer-[0-9]+']\n");
    for format in ["markdown", "html", "json"] {
        let shown = home.output(&format!("export portfolio --format {format}"));
        assert!(!shown.contains("customer-1234"), "{format}: {shown}");
        assert!(shown.contains("redacted: pattern"), "{format}: {shown}");
    }
}

#[test]
fn names_and_places_are_taken_out_on_request() {
    let mut home = Home::new();
    home.output(
        "log 'ask ada in /srv/shop/app' -b 'see grace@example.org' -p 'ask @grace' --project shop",
    );
    let shown = home.output("export portfolio --anonymous --project shop");
    assert_snapshot!(shown, @r"
    # Portfolio, all time

    Only: one project.

    Anonymous: authors, projects, paths, commits and branches are taken out, and people as far as they are known.

    ## Principles learnt

    - **ask \[person]** (first met on 2026-10-05)
      - ask \[person] in \[path]: see \[address] (2026-10-05)

    ## Growth over the quarters

    | quarter | attempts | failed | lessons | new principles | met again | spent |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | 2026-Q4 | 1 | 1 | 1 | 1 | 0 |  |

    A principle is new in the quarter of the first attempt of the whole journal that carries it; every later one met it again.
    ");
    let json = home.json("portfolio", "export portfolio --anonymous --json");
    assert_eq!(json["names"], "taken_out");
}

#[test]
fn long_lists_say_how_the_rest_is_had() {
    let mut home = Home::new();
    let entry = |tried: &str, principle: &str, year: u32, minutes: u32| {
        let happened_at = format!("{year}-02-01T10:00:00+00:00");
        json!({"tried": tried, "because": "no", "principle": principle, "happened_at": happened_at, "spent_minutes": minutes})
    };
    let rules = (0..33).map(|number| {
        let (tried, rule) = (format!("attempt {number}"), format!("rule {number}"));
        entry(&tried, &rule, 1960 + number, number + 1)
    });
    let again = (0..6).map(|number| entry(&format!("again {number}"), "RULE 32", 2001 + number, 1));
    let lines: Vec<String> = rules.chain(again).map(|entry| entry.to_string()).collect();
    home.command("import -")
        .input(lines.join("\n"))
        .run()
        .succeeded();
    let shown = home.output("export portfolio");
    assert!(
        shown.contains("And 3 more principles, which `folio principles --not-tag private` shows."),
        "{shown}"
    );
    assert!(shown.contains("met 7 times since"), "{shown}");
    assert!(shown.contains("and 4 more"), "{shown}");
    // All 39 quarters are told, and the latest twelve drawn.
    assert_eq!(shown.matches("-Q1 |").count(), 39 + 12, "{shown}");
}

#[test]
fn markup_in_any_field_is_text() {
    let mut home = Home::new();
    for line in [
        "log '<script>alert(1)</script>' -b '</style>\" onload=\"x' -p '[x](javascript:y)]]>' -n '<img src=x>' --spent 1h",
        "explore '<b>which?</b>' --as which",
        "log '<i>this</i>' -b '<u>' -o worked",
        "converge last --why '</p><script>'",
    ] {
        home.output(line);
    }
    for line in [
        "export portfolio",
        "report --for lead",
        "report --for sprint",
        "report summary --anonymous",
    ] {
        let page = home.output(&format!("{line} --format html"));
        for markup in [
            "<script",
            "<img",
            "<b>",
            "<i>",
            "<u>",
            "href=\"javascript",
            " onload=\"",
        ] {
            assert!(!page.contains(markup), "{line}: {markup}: {page}");
        }
        assert_eq!(page.matches("</style>").count(), 1, "{line}: {page}");
        let page = home.output(&format!("{line} --format markdown"));
        for markup in ["*[x](", " [x](", "\n<"] {
            assert!(!page.contains(markup), "{line}: {markup}: {page}");
        }
    }
}

#[test]
fn an_empty_journal_is_an_empty_portfolio() {
    let mut home = Home::new();
    assert_snapshot!(home.run("export portfolio"), @"
    # Portfolio, all time

    No attempts were noted in this period.
    ");
}

/// A principle of September that is met again in October, one of October that was written for both months, and one
/// that only somebody private met before.
fn two_months() -> Home {
    let mut home = Home::new();
    for line in [
        "log 'a' -b 'b' -p 'count the replicas' --at 2026-07-10 --spent 1h -t web",
        "log 'c' -b 'd' -p 'Count the replicas.' --at 2026-09-10 --spent 2h -t web",
        "log 'e' -b 'f' -p 'count the replicas' --at 2026-10-02 --spent 30m -t data",
        "log 'g' -b 'h' -p 'retries need a budget' --at 2026-10-03 -t data",
        "log 'i' -b 'j' -p 'ask what is held' --at 2026-08-03 --private",
        "log 'k' -b 'l' -p 'ask what is held' --at 2026-10-04 -t web",
    ] {
        home.output(line);
    }
    home
}

#[test]
fn a_principle_is_new_where_the_whole_journal_met_it_first_whatever_the_period() {
    let mut home = two_months();
    for (flags, new, again) in [
        ("", 3, 2),
        ("--year", 3, 2),
        ("--quarter 2026-Q3", 1, 1),
        ("--month 2026-09", 0, 1),
        ("--month 2026-10", 2, 1),
        ("--since 2026-09-01 --until 2026-10-02", 0, 2),
        ("--tag web", 2, 1),
        ("--tag data", 1, 1),
    ] {
        let whole = home.json(
            "portfolio",
            &format!("export portfolio {flags} --format json"),
        );
        let sum = |field: &str| -> u64 {
            let quarters = whole["quarters"].as_array().unwrap();
            quarters
                .iter()
                .map(|quarter| quarter[field].as_u64().unwrap())
                .sum()
        };
        assert_eq!(
            (sum("new_principles"), sum("met_again")),
            (new, again),
            "{flags}"
        );
        assert_eq!(sum("lessons"), new + again, "{flags}");
        let named = ["year", "quarter", "month", "since"]
            .iter()
            .any(|period| flags.contains(period));
        let all = if named { "" } else { "--since 2000-01-01" };
        let growth = home.json(
            "report",
            &format!("report --growth {flags} {all} --for lead --json"),
        );
        let density = &growth["growth"]["lesson_density"];
        assert_eq!(density["new_principles"], new, "{flags}");
        assert_eq!(density["met_again"], again, "{flags}");
        assert_eq!(
            growth["growth"]["time_to_lesson"]["observations"], new,
            "{flags}"
        );
    }
}

#[test]
fn since_when_a_principle_has_been_met_does_not_depend_on_the_period() {
    let mut home = two_months();
    assert_snapshot!(home.output("export portfolio --month 2026-10").lines().filter(|line| line.contains("**")).collect::<Vec<_>>().join("\n"), @"
    - **count the replicas** (met 1 time, 30 min; 3 in all, first on 2026-07-10)
    - **ask what is held** (first met on 2026-10-04)
    - **retries need a budget** (first met on 2026-10-03)
    ");
    assert_snapshot!(home.output("export portfolio").lines().filter(|line| line.contains("**")).collect::<Vec<_>>().join("\n"), @"
    - **count the replicas** (met 3 times since 2026-07-10, 3 h 30 min together)
    - **ask what is held** (first met on 2026-10-04)
    - **retries need a budget** (first met on 2026-10-03)
    ");
    let whole = home.json(
        "portfolio",
        "export portfolio --month 2026-09 --format json",
    );
    let learnt = &whole["principles"][0];
    assert_eq!(
        (&learnt["times"], &learnt["times_in_all"]),
        (&json!(1), &json!(3))
    );
    assert!(
        learnt["first_met"]
            .as_str()
            .unwrap()
            .starts_with("2026-07-10")
    );
}

#[test]
fn a_quarter_without_attempts_stands_between_two_that_have_some() {
    let mut home = Home::new();
    home.output("log a -b x --at 2025-11-03");
    home.output("log b -b x --at 2026-08-03");
    let portfolio = home.json("portfolio", "export portfolio --format json");
    let quarters = portfolio["quarters"].as_array().unwrap();
    let told: Vec<String> = quarters
        .iter()
        .map(|quarter| format!("{} {}", quarter["quarter"], quarter["attempts"]))
        .collect();
    assert_snapshot!(told.join(", "), @r#""2025-Q4" 1, "2026-Q1" 0, "2026-Q2" 0, "2026-Q3" 1"#);
    let shown = home.output("export portfolio");
    assert!(
        shown.contains("No attempt of these carries a principle."),
        "{shown}"
    );
    home.output("log c -b x --at 1903-01-01");
    let portfolio = home.json("portfolio", "export portfolio --format json");
    assert_eq!(
        portfolio["quarters"].as_array().unwrap().len(),
        3,
        "too many to tell all"
    );
}

#[test]
fn a_quarter_that_the_period_cuts_off_or_that_is_not_over_is_called_so() {
    let mut home = Home::new();
    for day in ["2026-08-26", "2026-10-02"] {
        home.run(&format!("log a -b b -p principle-{day} --at {day}"));
    }
    let told = |home: &mut Home, period: &str| {
        let portfolio = home.output(&format!("export portfolio {period}"));
        let lines = portfolio.lines();
        let lines = lines.filter(|line| line.starts_with("The ") && line.contains("quarter"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let [both, year, all] = ["--since 2026-08-25 --until 2026-10-03", "--year 2026", ""]
        .map(|period| told(&mut home, period));
    assert_snapshot!(both, @"The first and the last quarter are cut off by the period.");
    assert_snapshot!(year, @"The last quarter is not over.");
    assert_eq!(all, "");
}

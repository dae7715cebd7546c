//! `folio list`: which entries the filters choose, in which order and format.

use insta::assert_snapshot;
use unicode_width::UnicodeWidthStr;

use crate::driver::Home;

#[test]
fn what_is_private_is_left_out_however_its_tag_is_written() {
    let mut home = Home::new();
    home.output("log -b why 'told to all' --tag privateer");
    for tag in ["private", "Private", "PRIVATE/pay"] {
        home.output(&format!("log -b why 'kept to myself' --tag {tag}"));
    }
    for tag in ["private", "Private"] {
        assert_eq!(home.ids(&format!("list --not-tag {tag}")).len(), 1);
    }
    assert_eq!(home.ids("list --not-tag PRIVATE/pay").len(), 3);
}

#[test]
fn the_latest_attempts_come_first() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("list"), @"
    id    date        outcome  tags               tried
    ──────────────────────────────────────────────────────────────────────────────────
    d8ry  2026-10-05  failed   flaky, sessions    retry the flaky login test
    v4gh  2026-10-04  failed                      skip the migration test
    m2q5  2026-10-03  failed   search             match names with LIKE
    x9kd  2026-10-01  partial  deploy             drain connections before the restart
    m2ab  2026-10-01  failed   caching, sessions  keep sessions in process memory
    p3we  2026-09-21  worked   search/index       build the index at night
    k7fq  2026-09-03  failed   caching            cache prices in the web process
    ");
}

#[test]
fn ls_is_short_for_list() {
    let mut home = Home::with_portfolio();
    assert_eq!(home.output("ls"), home.output("list"));
}

#[test]
fn a_list_that_is_written_part_by_part_is_one_table() {
    let mut home = Home::new();
    let entry = |number: usize| {
        let tag = "x".repeat(number % 29 + 1);
        format!("{{\"tried\":\"attempt {number}\",\"because\":\"b\",\"tags\":[\"{tag}\"]}}")
    };
    let entries: Vec<String> = (0..1_203).map(entry).collect();
    home.write("many.jsonl", entries.join("\n"));
    home.run("import many.jsonl").succeeded();
    let shown = home.output("list --limit 0");
    let tried = |line: &str| line.find("attempt ");
    let rows: Vec<&str> = shown.lines().filter(|line| tried(line).is_some()).collect();
    assert_eq!(rows.len(), 1_203);
    assert!(rows.iter().all(|row| tried(row) == tried(rows[0])));
    assert_eq!(shown.lines().count(), 1_205, "one head");
    let markdown = home.output("list --limit 0 --format markdown");
    assert_eq!(markdown.lines().count(), 1_205, "one head");
}

#[test]
fn each_filter_chooses_the_entries_that_meet_it() {
    let mut home = Home::with_portfolio();
    for (filter, expected) in [
        ("--tag caching", "m2ab k7fq"),
        ("-t sessions -t caching", "m2ab"),
        ("-t deploy,flaky", "d8ry x9kd"),
        ("-t caching,deploy -t sessions", "m2ab"),
        ("--tag search", "m2q5 p3we"),
        ("--tag search/index", "p3we"),
        ("--not-tag sessions", "v4gh m2q5 x9kd p3we k7fq"),
        ("--not-tag search", "d8ry v4gh x9kd m2ab k7fq"),
        ("--tag caching --not-tag sessions", "k7fq"),
        ("--project shop", "d8ry x9kd m2ab k7fq"),
        ("--outcome failed", "d8ry v4gh m2q5 m2ab k7fq"),
        ("--outcome partial", "x9kd"),
        ("--outcome worked", "p3we"),
        ("--stage draft", "d8ry m2q5 p3we"),
        ("--stage lesson", "v4gh x9kd k7fq"),
        ("--stage reviewed", "m2ab"),
        ("--assist none", "x9kd p3we"),
        ("--assist ask", "m2q5"),
        ("--assist pair", "m2ab k7fq"),
        ("--assist delegate", "v4gh"),
        ("--exploration session-store", "m2ab"),
        ("--author grace", "x9kd"),
        ("--text replica", "m2ab k7fq"),
        ("--text deploy --author ada", "m2ab"),
        ("--project shop --outcome failed --stage draft", "d8ry"),
    ] {
        assert_eq!(
            home.ids(&format!("list {filter}")).join(" "),
            expected,
            "{filter}"
        );
    }
}

#[test]
fn a_day_is_a_day_of_the_local_calendar_and_until_includes_it() {
    let mut home = Home::with_portfolio();
    for (filter, expected) in [
        ("--since 2026-10-03", "d8ry v4gh m2q5"),
        ("--until 2026-10-01", "x9kd m2ab p3we k7fq"),
        ("--since 2026-10-01 --until 2026-10-01", "x9kd m2ab"),
        ("--since 2026-10-02 --until 2026-10-02", ""),
        ("--since '2026-10-01 12:00'", "d8ry v4gh m2q5 x9kd"),
        ("--month 2026-09", "p3we k7fq"),
        ("--month october", "d8ry v4gh m2q5 x9kd m2ab"),
        ("--month 'last month'", "p3we k7fq"),
        ("--month", "d8ry v4gh m2q5 x9kd m2ab"),
        ("--week", "d8ry"),
        ("--week 2026-W40", "v4gh m2q5 x9kd m2ab"),
        ("--quarter 2026-Q3", "p3we k7fq"),
        ("--year 2025", ""),
        ("--year", "d8ry v4gh m2q5 x9kd m2ab p3we k7fq"),
        ("--since today", "d8ry"),
        ("--since yesterday --until yesterday", "v4gh"),
        ("--since monday", "d8ry"),
        ("--since sunday", "d8ry v4gh"),
        ("--since '2 weeks ago'", "d8ry v4gh m2q5 x9kd m2ab p3we"),
        ("--until 'last month'", "p3we k7fq"),
        ("--until 2026-09", "p3we k7fq"),
    ] {
        assert_eq!(
            home.ids(&format!("list {filter}")).join(" "),
            expected,
            "{filter}"
        );
    }
}

#[test]
fn the_week_begins_on_the_configured_day() {
    let mut home = Home::with_portfolio();
    home.configure("week_start = 'sunday'\n");
    assert_eq!(home.ids("list --week"), ["d8ry", "v4gh"]);
}

#[test]
fn entries_are_sorted_by_date_by_creation_or_by_cost_and_turned_around() {
    let mut home = Home::with_portfolio();
    for (order, expected) in [
        ("--sort date", "d8ry v4gh m2q5 x9kd m2ab p3we k7fq"),
        ("--reverse", "k7fq p3we m2ab x9kd m2q5 v4gh d8ry"),
        ("--sort created", "v4gh d8ry m2q5 x9kd m2ab p3we k7fq"),
        (
            "--sort created --reverse",
            "k7fq p3we m2ab x9kd m2q5 d8ry v4gh",
        ),
        ("--sort spent --limit 5", "x9kd k7fq m2ab p3we v4gh"),
        ("--tag caching --sort spent --reverse", "m2ab k7fq"),
    ] {
        assert_eq!(
            home.ids(&format!("list {order}")).join(" "),
            expected,
            "{order}"
        );
    }
    assert_snapshot!(home.refused(2, "list --sort name"), @"
    error: entries cannot be sorted so
    hint: write `--sort date`, `created` or `spent`
    ");
}

#[test]
fn twenty_entries_are_shown_unless_a_limit_says_otherwise() {
    let mut home = Home::new();
    let entries =
        (1..=23).map(|n| format!("{{\"tried\": \"attempt {n}\", \"because\": \"reason {n}\"}}\n"));
    let imported = home
        .command("import -")
        .input(entries.collect::<String>())
        .run();
    imported.succeeded();
    let run = home.run("list --format plain").succeeded();
    assert_eq!(run.output.lines().count(), 20);
    assert_snapshot!(run.error, @"3 more; `--limit 0` shows all");
    let run = home.run("list --format plain -l 22").succeeded();
    assert_eq!(
        (run.output.lines().count(), run.error.as_str()),
        (22, "1 more; `--limit 0` shows all\n")
    );
    let run = home.run("list --format plain --limit 0").succeeded();
    assert_eq!((run.output.lines().count(), run.error.as_str()), (23, ""));
}

#[test]
fn a_table_fits_the_width_of_the_terminal() {
    let mut home = Home::with_portfolio();
    let because = "word ".repeat(50);
    home.output(&format!(
        "log '{because}' -b '{because}' -t one -t two -t three -t four"
    ));
    for columns in [30, 60, 100] {
        let run = home
            .command("list --color never")
            .terminal(columns, 500)
            .run()
            .succeeded();
        let widest = run
            .output
            .lines()
            .map(UnicodeWidthStr::width)
            .max()
            .unwrap();
        assert!(widest <= usize::from(columns), "{columns} columns\n{run}");
    }
}

#[test]
fn piped_tables_do_not_wrap() {
    let mut home = Home::new();
    let tried = "word ".repeat(100);
    home.output(&format!("log '{tried}' -b y"));
    assert!(home.output("list").contains(tried.trim()));
}

#[test]
fn plain_rows_are_cells_between_tabs_without_a_header() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("list --format plain -t caching").replace('\t', "|"), @"
    m2ab|2026-10-01|failed|caching, sessions|keep sessions in process memory
    k7fq|2026-09-03|failed|caching|cache prices in the web process
    ");
}

#[test]
fn markdown_is_a_table() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("list --format markdown -t caching"), @"
    | id | date | outcome | tags | tried |
    | --- | --- | --- | --- | --- |
    | `m2ab` | 2026-10-01 | failed | caching, sessions | keep sessions in process memory |
    | `k7fq` | 2026-09-03 | failed | caching | cache prices in the web process |
    ");
}

#[test]
fn csv_has_a_header_and_a_record_for_each_entry() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("list --format csv -t search").replace("\r\n", "\n"), @"
    id,short,tried,because,principle,signals,next,rules_out,outcome,stage,tags,project,exploration,assist,spent_minutes,author,happened_at,created_at,evidence.command,evidence.exit_code,evidence.directory,evidence.commit,evidence.branch,evidence.output,reviews,feedback,elsewhere,practice
    01a0feaf-5aa0-7000-8982-c3b39dd90746,m2q5,match names with LIKE,it scanned every row,,,,,failed,draft,search,blog,,ask,,ada,2026-10-03T00:15:00+02:00,2026-10-03T00:15:00+02:00,,,,,,,,,,
    01a0c2c3-b180-7000-8a87-8c69be1c6c1c,p3we,build the index at night,nothing is written at night,,,,,worked,draft,search/index,blog,,none,30,ada,2026-09-21T09:00:00+02:00,2026-09-21T09:00:00+02:00,,,,,,,,,,
    ");
}

#[test]
fn json_is_one_object_with_the_entries_of_the_contract() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("list --stage reviewed --json"), @r#"{"folio":1,"entries":[{"id":"01a0f6b1-2680-7000-8981-098b8d408420","short":"m2ab","tried":"keep sessions in process memory","because":"two replicas disagreed after the deploy","principle":"State shared by replicas lives outside them.","signals":["works on one replica, flaky on two","logged out at random"],"next":"count the replicas first","rules_out":null,"outcome":"failed","stage":"reviewed","tags":["caching","sessions"],"project":"shop","exploration":"session-store","assist":"pair","spent_minutes":40,"author":"ada","happened_at":"2026-10-01T11:00:00+02:00","created_at":"2026-10-01T11:00:00+02:00","evidence":{"command":"cargo test login","exit_code":101,"directory":"/src/shop","commit":"4f2a91c07d3be5586a1f0c9d2e7b84a3615fd0ce","branch":"sessions","output":"assertion failed: logged_in\nleft: 1, right: 2\n"},"reviews":[{"verdict":"confirmed","by":"grace","at":"2026-10-02T09:00:00+02:00","principle":"shared state needs one owner","elsewhere":["rate limits","feature flags"],"note":"well seen"}],"feedback":[],"elsewhere":[],"practice":[]}]}"#);
    assert_eq!(
        home.output("list --json"),
        home.output("list --format json")
    );
}

#[test]
fn json_lines_are_one_entry_a_line_with_all_fields_in_order() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("list --author grace --format jsonl"), @r#"{"id":"01a0f95f-cbc0-7000-8e9e-4bc3761773ee","short":"x9kd","tried":"drain connections before the restart","because":"long uploads outlived the grace period","principle":"a timeout is a promise about the longest request","signals":["only large files fail"],"next":null,"rules_out":null,"outcome":"partial","stage":"lesson","tags":["deploy"],"project":"shop","exploration":null,"assist":"none","spent_minutes":120,"author":"grace","happened_at":"2026-10-01T23:30:00+02:00","created_at":"2026-10-01T23:30:00+02:00","evidence":null,"reviews":[],"feedback":[],"elsewhere":[],"practice":[]}"#);
}

#[test]
fn an_empty_journal_lists_nothing_and_is_not_made() {
    let mut home = Home::new();
    assert_snapshot!(home.run("list"), @"
    -- standard error --
    no entries
    ");
    assert_eq!(home.output("list --json"), "{\"folio\":1,\"entries\":[]}\n");
    assert_eq!(home.output("list --format jsonl"), "");
    assert!(!home.journal().exists());
}

#[test]
fn a_tag_that_no_entry_has_is_answered_with_the_nearest() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("list --tag cacheing"), @"
    -- standard error --
    no entries
    hint: did you mean the tag `caching` (2 entries)?
    ");
}

#[test]
fn the_configuration_chooses_columns_and_number() {
    let mut home = Home::with_portfolio();
    home.configure("[list]\ncolumns = ['id', 'stage', 'project', 'spent']\nlimit = 2\n");
    assert_snapshot!(home.run("list"), @"
    id    stage   project   spent
    ─────────────────────────────
    d8ry  draft   shop
    v4gh  lesson           15 min
    -- standard error --
    5 more; `--limit 0` shows all
    ");
}

#[test]
fn dates_are_shown_as_configured() {
    let mut home = Home::with_portfolio();
    for (style, expected) in [
        ("iso", "2026-10-04"),
        ("long", "4 Oct 2026"),
        ("relative", "yesterday"),
    ] {
        home.configure(&format!("dates = '{style}'\nlist.columns = ['date']\n"));
        let dates = home.output("list --stage lesson --limit 1 --format plain");
        assert_eq!(dates, format!("{expected}\n"));
    }
}

#[test]
fn what_is_not_understood_is_an_error_and_never_a_guess() {
    let mut home = Home::with_portfolio();
    for line in [
        "list --since yesterdya",
        "list --until 2026-02-30",
        "list --since 25:00",
        "list --since 03/04/2026",
        "list --month 2026-13",
        "list --week 2026-W54",
        "list --quarter 2026-Q5",
        "list --year twenty",
        "list --since 2026-10-05 --until 2026-10-01",
        "list --month 2026-10 --since 2026-10-01",
        "list --tag 'two words'",
        "list --tag ''",
        "list --outcome broken",
        "list --stage finished",
        "list --assist some",
        "list --limit few",
        "list --limit -1",
        "list --sort size",
        "list --text '!?'",
        "list --format xml",
        "list k7fq",
    ] {
        home.refused(2, line);
    }
    assert_snapshot!(home.refused(2, "list --since yesterdya"), @"
    error: `--since` cannot be used: `yesterdya` is not understood as a date
    hint: did you mean `yesterday`?
    ");
    assert_snapshot!(home.refused(2, "list --format xml"), @"
    error: invalid value `xml` for `--format <FORMAT>`
    hint: write one of: table, plain, json, jsonl, csv, markdown
    ");
    assert_snapshot!(home.refused(2, "list --limit few"), @"
    error: invalid value `few` for `--limit <N>`: it is not a whole number
    hint: write a number such as 50; 0 is all
    ");
}

#[test]
fn what_stands_in_the_journal_cannot_drive_the_terminal() {
    let mut home = Home::new();
    let entry = r#"{"tried": "\u001b[31mred\u0007 \u202eabc\u009b2J", "because": "a\r\nb\tc\u0000", "project": "\u001b]0;x"}"#;
    home.command("log --from-json -")
        .input(entry)
        .run()
        .succeeded();
    home.configure("list.columns = ['tried', 'because', 'project']\n");
    assert_snapshot!(home.output("list"), @"
    tried                            because  project
    ─────────────────────────────────────────────────
    ␛[31mred␇ <U+202E>abc<U+009B>2J  a …      ␛]0;x
    ");
    for line in [
        "list --format plain",
        "list --format markdown",
        "list --format json",
        "list --format jsonl",
        "show last",
        "show last --format markdown",
        "search abc",
        "history last",
        "report",
        "export summary",
        "undo --list",
        "rm last --yes --json",
    ] {
        home.run(line).succeeded();
    }
}

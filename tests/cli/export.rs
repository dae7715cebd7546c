//! `folio export`: the monthly summary, and entries whole; and that what is exported comes back by `import`.

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

#[test]
fn the_summary_of_a_month_is_a_page_of_markdown() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("export summary --month 2026-10"), @"
    # What we tried: October 2026, so far

    5 attempts: 4 failed, 1 held in part, 0 worked. They took 2 h 55 min, not counting 2 without a time. 3 lessons drawn from them, 2 drafts left. 2 lessons wait for a review. The period before, as far as this one has come (2026-09-01 to 2026-09-05), had 1 attempt, of which 1 failed, and took 1 h 30 min.

    ## The lessons that mattered

    - I tried **drain connections before the restart**. It held in part, because **long uploads outlived the grace period**. The principle is **a timeout is a promise about the longest request**. Watch for **only large files fail**. (2 h, `x9kd`)
    - I tried **keep sessions in process memory**. It failed because **two replicas disagreed after the deploy**. The principle is **State shared by replicas lives outside them**; deeper: **shared state needs one owner**. Next time I see **works on one replica, flaky on two; logged out at random**, I will **count the replicas first**. (40 min, `m2ab`)
    - I tried **skip the migration test**. It failed because **the column was missing in production**. The principle is **test the path that runs once**. (15 min, `v4gh`)

    ## Tried and failed, by tag

    - sessions: 2 attempts
      - keep sessions in process memory: two replicas disagreed after the deploy (2026-10-01, 40 min, `m2ab`)
      - retry the flaky login test: the clock of the runner drifted (2026-10-05, `d8ry`)
    - caching: 1 attempt
      - keep sessions in process memory: two replicas disagreed after the deploy (2026-10-01, 40 min, `m2ab`)
    - deploy: 1 attempt
      - drain connections before the restart: long uploads outlived the grace period (held in part) (2026-10-01, 2 h, `x9kd`)
    - flaky: 1 attempt
      - retry the flaky login test: the clock of the runner drifted (2026-10-05, `d8ry`)
    - search: 1 attempt
      - match names with LIKE: it scanned every row (2026-10-03, `m2q5`)
    - without a tag: 1 attempt
      - skip the migration test: the column was missing in production (2026-10-04, 15 min, `v4gh`)

    ## Principles met again

    - **State shared by replicas lives outside them.** (1 time, 40 min; 2 in all, first on 2026-09-03)

    ## Signals to watch

    - **only large files fail**
    - **logged out at random**: count the replicas first
    - **works on one replica, flaky on two**: count the replicas first

    ## Unresolved drafts

    - match names with LIKE (2026-10-03, `m2q5`)
    - retry the flaky login test (2026-10-05, `d8ry`)
    ");
}

#[test]
fn the_summary_is_the_same_to_the_byte_on_every_day() {
    let mut home = Home::with_portfolio();
    for style in ["iso", "relative", "long"] {
        home.configure(&format!("dates = '{style}'\n"));
        home.set_now("2026-11-02T09:00:00+02:00");
        let first = home.output("export summary --month 2026-10");
        assert_eq!(
            home.output("export summary --month 2026-10"),
            first,
            "{style}"
        );
        home.set_now("2031-01-31T23:59:59+02:00");
        assert_eq!(
            home.output("export summary --month 2026-10"),
            first,
            "{style}"
        );
    }
}

#[test]
fn a_running_month_has_the_same_summary_all_day() {
    let mut home = Home::with_portfolio();
    let first = home.output("export summary");
    home.set_now("2026-10-05T23:59:59+02:00");
    assert_eq!(home.output("export summary"), first);
}

#[test]
fn a_long_month_is_still_one_page() {
    let mut home = Home::new();
    let entries = (0..60).map(|n| {
        let entry = json!({
            "tried": format!("attempt {n}"), "because": format!("reason {n}"), "tags": [format!("tag{}", n % 12)],
            "principle": if n % 3 == 0 { json!(null) } else { json!(format!("principle {n}")) },
            "signals": [format!("signal {n}")], "spent_minutes": n + 1, "happened_at": "2026-10-02T10:00:00+02:00",
        });
        format!("{entry}\n")
    });
    home.command("import -")
        .input(entries.collect::<String>())
        .run()
        .succeeded();
    let page = home.output("export summary");
    assert!(page.lines().count() < 110, "{page}");
    for rest in [
        "And 33 more lessons, which `folio principles --month 2026-10` shows.",
        "And 4 more tags, which `folio tags --month 2026-10 --outcome failed` and the same with `--outcome partial` show.",
        "And 53 more signals, which `folio signals --month 2026-10` shows.",
        "And 13 more drafts, which `folio list --month 2026-10 --stage draft` shows.",
    ] {
        assert!(page.contains(rest), "{rest}\n{page}");
    }
}

#[test]
fn periods_and_filters_choose_what_is_summed_up() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.output("export summary --quarter 2026-Q3 --tag caching"), @"
    # What we tried: Q3 2026

    Only: tag caching.

    1 attempt: 1 failed, 0 held in part, 0 worked. It took 1 h 30 min. A lesson was drawn from it. 1 lesson waits for a review.

    ## The lessons that mattered

    - I tried **cache prices in the web process**. It failed because **prices stayed stale after a change**. The principle is **state shared by replicas lives outside them**. Next time I see **works on one replica, flaky on two**, I will **count the replicas first**. (1 h 30 min, `k7fq`)

    ## Tried and failed, by tag

    - caching: 1 attempt
      - cache prices in the web process: prices stayed stale after a change (2026-09-03, 1 h 30 min, `k7fq`)

    ## Principles met again

    - **state shared by replicas lives outside them** (1 time, 1 h 30 min; 2 in all, first on 2026-09-03)

    ## Signals to watch

    - **works on one replica, flaky on two**: count the replicas first
    ");
    assert_snapshot!(home.output("export summary --month 2020-01"), @"
    # What we tried: January 2020

    No attempts were noted in this period.
    ");
}

#[test]
fn the_summary_as_json_holds_the_report_and_the_attempts_behind_it() {
    let mut home = Home::with_portfolio();
    let summary = home.json("summary", "export summary --month 2026-10 --format json");
    let fields: Vec<&String> = summary.as_object().unwrap().keys().collect();
    assert_snapshot!(format!("{fields:?}"), @r#"["period", "days", "only", "running", "days_so_far", "figures", "tags", "dearest_tags", "projects", "principles_met_again", "signals", "drafts", "growth", "calibration", "course", "explorations", "before", "in_all", "lessons", "principles", "failed_by_tag", "more_tags"]"#);
    assert_eq!(summary["figures"]["attempts"], 5);
    assert_eq!(summary["lessons"][0]["entry"]["short"], "x9kd");
}

#[test]
fn markup_in_the_journal_is_text_in_the_summary() {
    let mut home = Home::new();
    let entry = json!({"tried": "# no heading\n- no item", "because": "<script>alert(1)</script> *no* [link](x) `code`"});
    home.command("log --from-json -")
        .input(entry.to_string())
        .run()
        .succeeded();
    assert_snapshot!(home.output("export summary"), @r"
    # What we tried: October 2026, so far

    1 attempt: 1 failed, 0 held in part, 0 worked. 0 lessons drawn from it, 1 draft left.

    ## Tried and failed, by tag

    - without a tag: 1 attempt
      - \# no heading - no item: \<script>alert(1)\</script> \*no\* \[link](x) \`code\` (2026-10-05, `xxhy`)

    ## Unresolved drafts

    - \# no heading - no item (2026-10-05, `xxhy`)
    ");
}

#[test]
fn entries_are_all_exported_and_the_filters_choose() {
    let mut home = Home::with_portfolio();
    assert_eq!(home.exported().lines().count(), 7);
    assert_eq!(home.ids("export entries --tag caching"), ["k7fq", "m2ab"]);
    assert_eq!(
        home.ids("export entries --sort spent --limit 2"),
        ["x9kd", "k7fq"]
    );
    assert_eq!(home.ids("export entries -l 1"), ["k7fq"]);
    assert_eq!(
        home.json("entries", "export entries --json")
            .as_array()
            .unwrap()
            .len(),
        7
    );
    let more: Vec<String> = (0..30)
        .map(|n| format!("{{\"tried\": \"{n}\", \"because\": \"y\"}}\n"))
        .collect();
    home.command("import -")
        .input(more.concat())
        .run()
        .succeeded();
    assert_eq!(home.exported().lines().count(), 37);
}

#[test]
fn an_exported_entry_is_the_one_that_show_prints() {
    let mut home = Home::with_portfolio();
    assert_eq!(
        home.output("export entries --author grace"),
        home.output("show x9kd --format jsonl")
    );
    assert_eq!(
        home.output("export entries --author grace --format markdown"),
        home.output("show x9kd --format markdown")
    );
}

#[test]
fn a_file_is_written_whole_and_nothing_is_printed() {
    let mut home = Home::with_portfolio();
    let printed = home.exported();
    assert_snapshot!(home.run("export entries -O journal.jsonl"), @"");
    assert_eq!(home.read("journal.jsonl"), printed);
    home.write("october.md", "old");
    home.output("export summary --month 2026-10 --output october.md");
    assert_eq!(
        home.read("october.md"),
        home.output("export summary --month 2026-10")
    );
    assert_eq!(
        std::fs::read_dir(home.path("")).unwrap().count(),
        2,
        "no part of a file stays behind"
    );
}

#[test]
fn a_file_called_by_a_dash_is_standard_output() {
    let mut home = Home::with_portfolio();
    let output = home.output("export entries --format csv");
    assert_eq!(home.output("export entries --format csv -O -"), output);
    assert!(!home.path("-").exists());
}

#[test]
fn a_file_that_cannot_be_written_is_a_failure() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(1, "export summary -O nowhere/october.md"), @"
    error: cannot write `~/work/nowhere/october.md`: No such file or directory (os error 2)
    hint: create the folder `~/work/nowhere` first
    ");
    home.write("folder/file", "");
    assert_snapshot!(home.refused(1, "export entries -O folder"), @"
    error: cannot write `~/work/folder`: it is a folder
    hint: name a file in it, such as `~/work/folder/folio.md`
    ");
    home.refused(2, "export entries --format xml");
    home.refused(2, "export entries --format table");
    home.refused(2, "export summary --format csv");
    home.refused(2, "export summary --month 2026-13");
}

#[test]
fn an_empty_journal_exports_nothing() {
    let mut home = Home::new();
    assert_eq!(home.exported(), "");
    assert_eq!(
        home.output("export entries --json"),
        "{\"folio\":1,\"entries\":[]}\n"
    );
    assert_eq!(
        home.output("export entries --format csv").lines().count(),
        1
    );
    assert_eq!(home.output("export entries --format markdown"), "");
    assert_snapshot!(home.output("export summary"), @"
    # What we tried: October 2026, so far

    No attempts were noted in this period.
    ");
}

/// A journal with the portfolio, real records and texts that are hard to write down.
fn full_journal() -> Home {
    let mut home = Home::with_portfolio();
    let reverts = include_str!("../data/reverts.jsonl");
    home.command("import - --map failed_at=happened_at --map repo=project --map failed_commit=evidence.commit")
        .input(reverts)
        .run()
        .succeeded();
    let texts = [
        "\"quotes\", 'more', commas; and\ttabs",
        "+++\nkey = 1\n+++\n\n# Tried\n\nnot a heading",
        "```\n# fenced\n```\n\n    indented\n\n- item\n1. one",
        "line\r\nline\r\n\r\nend",
        "\u{1b}[31m \u{7} \u{202e} \u{0}",
        "日本語 ไทย café cafe\u{301} 🦀\u{200d}🔥 \u{feff}x",
        "\\ back\\slash \\n \\\"",
        "=1+1",
        "---\n***\n===",
    ];
    for (second, text) in texts.into_iter().enumerate() {
        let entry = json!({
            "tried": text, "because": text, "principle": text, "signals": [text.replace('\n', " "), "second"], "next": text,
            "project": text.replace(['\n', '\r'], " "), "evidence": {"command": text, "output": format!("{text}\n\n")},
            "spent_minutes": 61, "happened_at": format!("2026-10-04T10:11:{second:02}-03:30"),
        });
        home.command("log --from-json -")
            .input(entry.to_string())
            .run()
            .succeeded();
    }
    home
}

/// Exports in a format, imports that into an empty journal, and gives both journals entry by entry.
fn there_and_back(format: &str) -> Vec<(serde_json::Value, serde_json::Value)> {
    let mut home = full_journal();
    home.output(&format!("export entries --format {format} -O exported"));
    home.set_now("2027-01-01T00:00:00+00:00");
    let import = match format {
        "jsonl" => "import exported --format json --journal other.db".to_owned(),
        other => format!("import exported --format {other} --journal other.db"),
    };
    assert_eq!(home.output(&import), "added 46 entries\n");
    assert_eq!(home.output(&import), "added 0 entries, 46 there already\n");
    let (before, after) = (
        home.exported(),
        home.output("export entries --journal other.db"),
    );
    assert_eq!(after.lines().count(), before.lines().count());
    let entry = |line| serde_json::from_str(line).unwrap();
    before
        .lines()
        .map(entry)
        .zip(after.lines().map(entry))
        .collect()
}

#[test]
fn every_format_brings_entries_back_as_they_were() {
    for format in ["jsonl", "json", "markdown", "csv"] {
        for (before, after) in there_and_back(format) {
            assert_eq!(after, before, "{format}");
        }
    }
}

#[test]
fn a_list_in_csv_keeps_members_that_look_like_several() {
    let mut home = Home::new();
    home.command("import -")
        .input(r#"{"tried": "x", "because": "y", "signals": ["a;b", "c\nd", "[e]"]}"#)
        .run();
    home.output("export entries --format csv -O exported.csv");
    home.output("import exported.csv --journal other.db");
    let entries = home.json("entries", "list --json --journal other.db");
    assert_eq!(entries[0]["signals"], json!(["a;b", "c\nd", "[e]"]));
}

#[test]
fn no_text_takes_the_place_of_a_journal() {
    let mut home = Home::with_portfolio();
    let before = home.exported();
    let journal = home.journal();
    for command in ["export entries", "export summary", "report --format html"] {
        let error = home.refused(1, &format!("{command} -O {}", journal.display()));
        assert!(
            error.contains("it is a database or part of one, as journals are"),
            "{error}"
        );
    }
    assert_eq!(home.exported(), before);
}

#[test]
fn a_sentence_of_ones_own_keeps_its_mark_and_gets_no_second() {
    let mut home = Home::new();
    home.output("log 'does a cache help?' -b 'not at all!' -p 'Measure first.' --next 'ask why?'");
    home.output("log 'Use a queue.' -b 'it was full'");
    let summary = home.output("export summary");
    let whole = "I tried **does a cache help?** It failed because **not at all!** The principle is \
                 **Measure first**. Next time I will **ask why?**\n";
    let told = summary.replace('\n', " ").contains(whole.trim_end());
    assert!(
        told && !summary.contains("?.") && !summary.contains("!."),
        "{summary}"
    );
    assert!(summary.contains("Use a queue: it was full"), "{summary}");
}

//! `folio log`: noting an attempt with flags, from JSON, with evidence, and with what the surroundings say.

mod asked;
mod explored;
mod written;

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::{Home, Run};

#[test]
fn one_line_notes_a_whole_attempt() {
    let mut home = Home::new();
    let run = home.run(
        "log 'keep sessions in process memory' --because 'two replicas disagreed after the deploy' \
         --principle 'state shared by replicas lives outside them' \
         --signal 'works on one replica, flaky on two' --next 'count the replicas first' \
         --tag sessions --tag caching --spent 40m --assist pair",
    );
    assert_snapshot!(run, @"logged xxhy");
    assert_snapshot!(home.exported(), @r#"{"id":"01a10af8-30c0-7001-8ef5-fe2d1072d2ad","short":"xxhy","tried":"keep sessions in process memory","because":"two replicas disagreed after the deploy","principle":"state shared by replicas lives outside them","signals":["works on one replica, flaky on two"],"next":"count the replicas first","rules_out":null,"outcome":"failed","stage":"lesson","tags":["sessions","caching"],"project":null,"exploration":null,"assist":"pair","spent_minutes":40,"author":"ada","happened_at":"2026-10-05T09:30:00+02:00","created_at":"2026-10-05T09:30:00+02:00","evidence":null,"reviews":[],"feedback":[],"elsewhere":[],"practice":[]}"#);
}

#[test]
fn short_flags_and_words_without_quotes_are_taken() {
    let mut home = Home::new();
    let line = "log retry on timeout -b overload -p 'retries need a budget' -s storms -s queues -n stop -t a/b -o partial --json";
    let entry = home.json("entry", line);
    assert_eq!(entry["tried"], "retry on timeout");
    assert_eq!(entry["because"], "overload");
    assert_eq!(entry["principle"], "retries need a budget");
    assert_eq!(entry["signals"], json!(["storms", "queues"]));
    assert_eq!(entry["next"], "stop");
    assert_eq!(entry["tags"], json!(["a/b"]));
    assert_eq!(entry["outcome"], "partial");
}

#[test]
fn json_has_the_fields_of_the_contract_in_their_order() {
    let mut home = Home::new();
    assert_snapshot!(home.output("log x --because y --json"), @r#"{"folio":1,"entry":{"id":"01a10af8-30c0-7001-8ef5-fe2d1072d2ad","short":"xxhy","tried":"x","because":"y","principle":null,"signals":[],"next":null,"rules_out":null,"outcome":"failed","stage":"draft","tags":[],"project":null,"exploration":null,"assist":null,"spent_minutes":null,"author":"ada","happened_at":"2026-10-05T09:30:00+02:00","created_at":"2026-10-05T09:30:00+02:00","evidence":null,"reviews":[],"feedback":[],"elsewhere":[],"practice":[]}}"#);
}

#[test]
fn an_entry_without_a_principle_is_a_draft() {
    let mut home = Home::new();
    assert_snapshot!(home.run("log x -b y"), @"logged xxhy  (a draft: `folio distill xxhy` adds the principle)");
}

#[test]
fn a_level_below_a_known_tag_is_no_misspelling() {
    let mut home = Home::with_portfolio();
    assert_eq!(home.run("log x -b y -t caching/2").error, "");
    home.output("log x -b y -t http/2");
    assert_eq!(home.run("log x -b y -t http").error, "");
}

#[test]
fn a_principle_that_was_met_before_is_counted_with_its_cost() {
    let mut home = Home::with_portfolio();
    let line = "log 'one more' -b again -p 'STATE shared by  replicas lives outside them!'";
    assert_snapshot!(home.run(line), @"
    logged wn83
    This principle was met 2 times before, and has cost 2 h 10 min so far.
    ");
    assert_snapshot!(home.run("log 'yet one' -b more -p 'a principle of its own'"), @"logged krh8");
}

#[test]
fn a_tag_that_nearly_is_a_known_one_is_saved_with_a_hint() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("log x -b y -t cacheing"), @"
    logged wn83  (a draft: `folio distill wn83` adds the principle)
    -- standard error --
    hint: the tag cacheing is new; did you mean caching (2 entries)?
      folio edit wn83 --remove-tag cacheing --add-tag caching
    ");
    assert_eq!(home.ids("list --tag cacheing").len(), 1);
    assert_eq!(home.run("log x -b y -t kubernetes").error, "");
}

#[test]
fn the_moment_is_now_unless_it_is_said() {
    let mut home = Home::new();
    for (when, expected) in [
        ("", "2026-10-05T09:30:00+02:00"),
        ("--at yesterday", "2026-10-04T09:30:00+02:00"),
        ("--at 'yesterday 14:00'", "2026-10-04T14:00:00+02:00"),
        ("--at 2026-10-03", "2026-10-03T09:30:00+02:00"),
        ("--at '2026-10-03 14:05'", "2026-10-03T14:05:00+02:00"),
        (
            "--at 2026-10-03T14:05:06-03:00",
            "2026-10-03T14:05:06-03:00",
        ),
        ("--at '2 hours ago'", "2026-10-05T07:30:00+02:00"),
    ] {
        let entry = home.json("entry", &format!("log x -b y --json {when}"));
        assert_eq!(entry["happened_at"], expected, "{when}");
        assert_eq!(entry["created_at"], "2026-10-05T09:30:00+02:00", "{when}");
    }
}

#[test]
fn durations_are_whole_minutes() {
    let mut home = Home::new();
    for (spent, minutes) in [
        ("40m", 40),
        ("1h30m", 90),
        ("2h", 120),
        ("'1h 20m'", 80),
        ("1d", 1440),
    ] {
        let entry = home.json("entry", &format!("log x -b y --spent {spent} --json"));
        assert_eq!(entry["spent_minutes"], minutes, "{spent}");
    }
}

#[test]
fn text_is_kept_as_it_was_given() {
    let mut home = Home::new();
    let text = "cafe\u{301} ≠ café,\n  two lines\t\"quoted\" 'n\u{202e}o'";
    let entry = json!({"tried": text, "because": "ﬁ"});
    home.command("log --from-json -")
        .input(entry.to_string())
        .run()
        .succeeded();
    let saved = &home.json("entries", "show last --json")[0];
    assert_eq!(saved["tried"], text);
    assert_eq!(saved["because"], "ﬁ");
}

#[test]
fn facts_that_are_missing_are_a_usage_error_without_a_terminal() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(2, "log"), @r#"
    error: what was tried, and why it failed (`--because`), are missing
    hint: write `folio log "what you tried" --because "why it failed"`
    "#);
    assert_snapshot!(home.refused(2, "log 'something'"), @r#"
    error: why it failed is missing (`--because`)
    hint: write `folio log "what you tried" --because "why it failed"`
    "#);
    assert_snapshot!(home.refused(2, "log --because 'some reason'"), @r#"
    error: what was tried is missing
    hint: write `folio log "what you tried" --because "why it failed"`
    "#);
    let run = home.command("log x --no-input").terminal(80, 24).run();
    assert!(run.refused(2).contains("--because"));
    assert_snapshot!(home.refused(2, "log --interactive"), @"
    error: `--interactive` needs a terminal
    hint: give the facts with flags instead
    ");
    assert_eq!(home.exported(), "");
}

#[test]
fn empty_facts_and_impossible_values_are_refused_and_nothing_is_saved() {
    let mut home = Home::new();
    for line in [
        "log ''",
        "log ' \t ' -b y",
        "log x -b ''",
        "log x -b ' \n '",
        "log x -b y -p ' '",
        "log x -b y -s ''",
        "log x -b y -n ''",
        "log x -b y --project ' '",
        "log x -b y -t ''",
        "log x -b y -t 'two words'",
        "log x -b y -t 'bell\u{7}'",
        "log x -b y -t 'hidden\u{200b}'",
        "log x -b y -t a,b",
        "log x -b y -t a//b",
        "log x -b y --at tomorrow",
        "log x -b y --at 2026-02-30",
        "log x -b y --at yesterdya",
        "log x -b y --at 25:00",
        "log x -b y --at ''",
        "log x -b y --spent 40",
        "log x -b y --spent 1h30",
        "log x -b y --spent soon",
        "log x -b y --spent -5m",
        "log x -b y --outcome broken",
        "log x -b y --assist much",
        "log x -b y --edit --interactive",
        "log x -b y -b z",
    ] {
        home.refused(2, line);
    }
    assert_snapshot!(home.refused(2, "log x -b ' '"), @"
    error: invalid value ` ` for `--because <TEXT>`: it is empty
    hint: say it in a few words
    ");
    assert_snapshot!(home.refused(2, "log x -b y -t 'two words'"), @"
    error: invalid value `two words` for `--tag <TAG>`: the tag `two words` has white space in it
    hint: join the words: `two-words`
    ");
    assert_snapshot!(home.refused(2, "log x -b y -t 'bell\u{7}'"), @r"
    error: invalid value `bell` for `--tag <TAG>`: the tag `bell\u{7}` has a control character in it
    hint: use letters, digits and punctuation only
    ");
    assert_snapshot!(home.refused(2, "log x -b y --spent 40"), @"
    error: invalid value `40` for `--spent <DURATION>`: `40` has a number without a unit
    hint: write `40m`
    ");
    assert_snapshot!(home.refused(2, "log x -b y --at tomorrow"), @"
    error: `--at tomorrow` lies ahead, at 2026-10-06 09:30
    hint: write when the attempt happened, such as `yesterday 14:00` or `2026-10-03 14:00`
    ");
    assert_snapshot!(home.refused(2, "log x -b y --at 2026-02-30"), @"
    error: `--at` cannot be used: `2026-02-30` does not exist: February 2026 has 28 days
    hint: write one that exists, such as `2026-10-03 14:05`, `2026-10` or `2026-W41`
    ");
    assert_snapshot!(home.refused(2, "log x -b y --assist pear"), @"
    error: invalid value `pear` for `--assist <LEVEL>`: `pear` is not a level of assistance
    hint: write one of: none, ask, pair, delegate
    ");
    assert_eq!(home.exported(), "");
}

#[test]
fn a_text_of_ten_megabytes_is_refused() {
    let mut home = Home::new();
    let entry = json!({"tried": "x", "because": "long ".repeat(2 * 1024 * 1024)});
    let run = home
        .command("log --from-json -")
        .input(entry.to_string())
        .run();
    assert_snapshot!(run.refused(2), @"
    error: `because`: it has 10485759 bytes, the most that one field takes is 1048576
    hint: keep the lesson in the entry, and attach long output with `--evidence FILE`
    ");
    assert_eq!(home.exported(), "");
}

#[test]
fn a_json_object_is_taken_and_flags_add_to_it() {
    let mut home = Home::new();
    home.write(
        "entry.json",
        r#"{"tried": "x", "because": "y", "tags": ["a"], "spent_minutes": 5, "unknown": 1}"#,
    );
    let entry = home.json("entry", "log --from-json entry.json -t b -o worked --json");
    assert_eq!(entry["tags"], json!(["a", "b"]));
    assert_eq!(entry["spent_minutes"], 5);
    assert_eq!(entry["outcome"], "worked");
}

#[test]
fn a_byte_order_mark_before_json_is_not_part_of_it() {
    let mut home = Home::new();
    let object = "\u{feff}{\"tried\": \"x\", \"because\": \"y\"}";
    let run = home.command("log --from-json -").input(object).run();
    run.succeeded();
}

#[test]
fn json_that_is_no_entry_is_refused() {
    let mut home = Home::new();
    for input in [
        &b"{\"tried\": "[..],
        b"[]",
        b"",
        b"{\"tried\": \"x\", \"because\": \"\xff\"}",
        b"{\"tried\": 5, \"because\": \"y\"}",
        b"{\"tried\": \"x\"}",
        b"{\"tried\": \"x\", \"because\": \"y\", \"happened_at\": \"never\"}",
        b"{\"tried\": \"x\", \"because\": \"y\", \"tags\": [\"two words\"]}",
        b"{\"tried\": \"x\", \"because\": \"y\", \"id\": \"k7fq\"}",
    ] {
        home.command("log --from-json -")
            .input(input)
            .run()
            .refused(2);
    }
    let run = home
        .command("log --from-json -")
        .input("{\"tried\": ")
        .run();
    assert_snapshot!(run.refused(2), @"
    error: standard input is not a JSON object: EOF while parsing a value at line 1 column 10
    hint: see docs/data-format.md for the form of an entry
    ");
    let run = home
        .command("log --from-json -")
        .input("{\"tried\": \"x\", \"because\": \"y\", \"spent_minutes\": -4}")
        .run();
    assert_snapshot!(run.refused(2), @"
    error: `spent_minutes`: expected a whole number of minutes, found -4
    hint: see docs/data-format.md for the form of an entry
    ");
    assert_snapshot!(home.refused(1, "log --from-json nowhere.json"), @"
    error: nowhere.json cannot be read: No such file or directory (os error 2)
    hint: check the path, or write `-` for standard input
    ");
    assert_eq!(home.exported(), "");
}

#[test]
fn an_id_that_is_in_the_journal_is_not_taken_twice() {
    let mut home = Home::new();
    let entry = home.output("log x -b y --json");
    let entry = entry
        .replace("{\"folio\":1,\"entry\":", "")
        .replace("}\n", "");
    let run = home.command("log --from-json -").input(entry).run();
    assert!(run.refused(2).contains("is in the journal already"));
}

#[test]
fn evidence_is_taken_from_a_file_or_standard_input_and_its_end_is_kept() {
    let mut home = Home::new();
    let entry =
        |run: Run| -> serde_json::Value { serde_json::from_str(&run.succeeded().output).unwrap() };
    let run = home
        .command("log x -b y --evidence - --json")
        .input("undefined symbol\n")
        .run();
    assert_eq!(
        entry(run)["entry"]["evidence"]["output"],
        "undefined symbol\n"
    );
    let lines: Vec<String> = (0..20_000).map(|n| format!("line {n}\n")).collect();
    home.write("build.log", lines.concat());
    let entry = home.json("entry", "log x -b y --evidence build.log --json");
    let output = entry["evidence"]["output"].as_str().unwrap();
    assert!(output.starts_with("line ") && output.ends_with("line 19999\n"));
    assert!(output.len() <= 64 * 1024 && output.len() > 60 * 1024);
    home.write(
        "bundle.json",
        format!("short\n{}\n", "word ".repeat(20_000)),
    );
    let entry = home.json("entry", "log x -b y --evidence bundle.json --json");
    let output = entry["evidence"]["output"].as_str().unwrap();
    assert!(
        output.ends_with("word word \n") && output.len() > 60 * 1024,
        "one long line"
    );
    assert_snapshot!(home.refused(1, "log x -b y --evidence nowhere.log"), @"
    error: nowhere.log cannot be read: No such file or directory (os error 2)
    hint: check the path, or write `-` for standard input
    ");
    let run = home.command("log x -b y --evidence -").input(" \n").run();
    assert_snapshot!(run.refused(2), @"
    error: there is no evidence in standard input
    hint: leave `--evidence` out, or redirect with `2>&1` first
    ");
}

#[test]
fn project_branch_and_commit_come_from_the_repository_around() {
    let mut home = Home::new();
    let commit = "4f2a91c07d3be5586a1f0c9d2e7b84a3615fd0ce";
    home.write("shop/.git/HEAD", "ref: refs/heads/topic/cache\n");
    home.write("shop/.git/refs/heads/topic/cache", format!("{commit}\n"));
    home.write("shop/src/lib.rs", "");
    let mut logged = |flags: &str| -> serde_json::Value {
        let run = home
            .command(&format!("log x -b y --json {flags}"))
            .directory("shop/src")
            .run();
        serde_json::from_str::<serde_json::Value>(&run.succeeded().output).unwrap()["entry"].take()
    };
    let entry = logged("");
    assert_eq!(entry["project"], "shop");
    assert_eq!(entry["evidence"]["branch"], "topic/cache");
    assert_eq!(entry["evidence"]["commit"], commit);
    assert_eq!(logged("--project other")["project"], "other");
    let earlier = logged("--at yesterday");
    assert_eq!(
        (&earlier["project"], &earlier["evidence"]),
        (&json!("shop"), &json!(null))
    );
}

#[test]
fn git_itself_is_asked_where_its_files_cannot_be_read() {
    let mut home = Home::new();
    let commit = "4f2a91c07d3be5586a1f0c9d2e7b84a3615fd0ce";
    home.write("shop/.git/HEAD", "ref: refs/heads/.invalid\n");
    home.write("shop/.git/reftable/tables.list", "");
    let run = home
        .command("log x -b y --json")
        .directory("shop")
        .git(move |arguments| {
            if arguments.starts_with("rev-parse") {
                commit.into()
            } else {
                "main\n".into()
            }
        })
        .run()
        .succeeded();
    assert!(
        run.output
            .contains(&format!(r#""commit":"{commit}","branch":"main""#)),
        "{run}"
    );
}

#[test]
fn the_configuration_gives_author_tags_and_assist() {
    let mut home = Home::new();
    home.configure("author = 'Ada Lovelace'\ntags = ['mine']\nassist = 'ask'\n");
    home.write(
        ".folio.toml",
        "project = 'engine'\ntags = ['ours']\nauthor = 'somebody else'\n",
    );
    let run = home.run("log x -b y -t own --json").succeeded();
    let entry: serde_json::Value = serde_json::from_str(&run.output).unwrap();
    let entry = &entry["entry"];
    assert_eq!(entry["author"], "Ada Lovelace");
    assert_eq!(entry["project"], "engine");
    assert_eq!(entry["assist"], "ask");
    assert_eq!(entry["tags"], json!(["own", "mine", "ours"]));
    assert_snapshot!(run.error, @"warning: `author` in ~/work/.folio.toml, line 3, is ignored: a project's file may set only `project` and `tags`");
    let entry = home.json("entry", "log x -b y --assist none --project loom --json");
    assert_eq!(
        (&entry["assist"], &entry["project"]),
        (&json!("none"), &json!("loom"))
    );
}

//! `folio import`: files of entries, whole or not at all.

use std::fs;

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

const REVERTS: &str = include_str!("../data/reverts.jsonl");
const MAPPED: &str =
    "--map failed_at=happened_at --map repo=project --map failed_commit=evidence.commit";

#[test]
fn records_with_other_field_names_are_mapped() {
    let mut home = Home::new();
    home.write("reverts.jsonl", REVERTS);
    assert_snapshot!(home.run(&format!("import reverts.jsonl {MAPPED}")), @"
    added 30 entries
    -- standard error --
    fields not read: attempted_at, attempted_commit  (`--map theirs=ours` takes them in)
    ");
    let first: serde_json::Value = serde_json::from_str(REVERTS.lines().next().unwrap()).unwrap();
    let entry = home.json("entries", "list --reverse --limit 1 --json")[0].take();
    assert_eq!(entry["tried"], first["tried"]);
    assert_eq!(entry["because"], first["because"]);
    assert_eq!(entry["tags"], first["tags"]);
    assert_eq!(entry["author"], first["author"]);
    assert_eq!(entry["happened_at"], first["failed_at"]);
    assert_eq!(entry["project"], first["repo"]);
    assert_eq!(entry["evidence"]["commit"], first["failed_commit"]);
    let of_rails = REVERTS.matches("\"repo\": \"rails/rails\"").count();
    assert_ne!(of_rails, 0);
    assert_eq!(
        home.ids("list --project rails/rails --limit 0").len(),
        of_rails
    );
}

#[test]
fn importing_the_same_file_twice_adds_nothing() {
    let mut home = Home::new();
    home.write("reverts.jsonl", REVERTS);
    home.output(&format!("import reverts.jsonl {MAPPED}"));
    let before = home.exported();
    home.set_now("2027-01-01T00:00:00+01:00");
    assert_snapshot!(home.run(&format!("import reverts.jsonl {MAPPED}")), @"
    added 0 entries, 30 there already
    -- standard error --
    fields not read: attempted_at, attempted_commit  (`--map theirs=ours` takes them in)
    ");
    assert_eq!(home.exported(), before);
}

#[test]
fn a_day_without_a_time_is_the_same_whenever_the_file_is_imported() {
    let mut home = Home::new();
    let line = "{\"tried\": \"x\", \"because\": \"y\", \"happened_at\": \"2026-10-01\"}\n";
    home.write("days.jsonl", line);
    home.write("days.csv", "tried,because,happened_at\nz,y,2026-10-01\n");
    home.output("import days.jsonl");
    home.output("import days.csv");
    home.set_now("2026-12-01T17:03:00+02:00");
    assert_eq!(
        home.output("import days.jsonl"),
        "added 0 entries, 1 there already\n"
    );
    assert_eq!(
        home.output("import days.csv"),
        "added 0 entries, 1 there already\n"
    );
    assert!(
        home.exported()
            .contains("\"happened_at\":\"2026-10-01T00:00:00+02:00\"")
    );
}

#[test]
fn what_an_undo_took_is_imported_again_and_what_was_removed_is_not() {
    let mut home = Home::new();
    let lines = "{\"tried\": \"one\", \"because\": \"y\", \"happened_at\": \"2026-10-01T10:00:00Z\"}\n\
                 {\"tried\": \"two\", \"because\": \"y\", \"happened_at\": \"2026-10-02T10:00:00Z\"}\n";
    home.write("two.jsonl", lines);
    home.output("import two.jsonl");
    let imported = home.exported();
    home.output("undo");
    home.output("log x -b y");
    home.output("rm last --yes");
    assert_eq!(home.output("import two.jsonl"), "added 2 entries\n");
    assert_eq!(home.exported(), imported);
    home.output("undo");
    assert_eq!(home.exported(), "");
    home.output("undo --redo");
    assert_eq!(home.exported(), imported);
    // A removal that was taken back and done again is a removal.
    home.output("rm last --yes");
    home.output("undo");
    home.output("undo --redo");
    assert_snapshot!(home.run("import two.jsonl"), @"
    added 0 entries, 1 there already, 1 removed earlier and left so
    -- standard error --
    `folio undo` takes a removal back; `folio undo --list` shows the steps before it
    ");
}

#[test]
fn a_line_that_stands_twice_in_a_file_is_one_entry() {
    let mut home = Home::new();
    let line =
        "{\"tried\": \"x\", \"because\": \"y\", \"happened_at\": \"2026-10-01T10:00:00Z\"}\n";
    let run = home
        .command("import -")
        .input(line.repeat(3))
        .run()
        .succeeded();
    assert_eq!(run.output, "added 1 entry, 2 there already\n");
}

#[test]
fn an_entry_that_was_removed_stays_removed() {
    let mut home = Home::with_portfolio();
    let exported = home.exported();
    home.output("rm k7fq --yes");
    let run = home.command("import -").input(exported).run().succeeded();
    assert_snapshot!(run.output, @"added 0 entries, 6 there already, 1 removed earlier and left so");
    home.refused(4, "show k7fq");
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let mut home = Home::new();
    home.write("reverts.jsonl", REVERTS);
    assert_snapshot!(home.run(&format!("import reverts.jsonl {MAPPED} --dry-run")), @"
    would add 30 entries
    -- standard error --
    fields not read: attempted_at, attempted_commit  (`--map theirs=ours` takes them in)
    ");
    assert!(!home.journal().exists());
    let mut home = Home::with_portfolio();
    let before = home.exported();
    let run = home
        .command("import - --dry-run")
        .input("{\"tried\": \"x\", \"because\": \"y\"}")
        .run();
    assert_eq!(run.succeeded().output, "would add 1 entry\n");
    assert_eq!(home.exported(), before);
}

#[test]
fn json_says_what_came_of_it() {
    let mut home = Home::new();
    let lines = "{\"tried\": \"x\", \"because\": \"y\", \"stars\": 5}\nnonsense\n";
    let run = home
        .command("import - --skip-bad --json")
        .input(lines)
        .run()
        .succeeded();
    assert_snapshot!(run, @r#"{"folio":1,"imported":{"read":2,"added":1,"present":0,"removed":0,"unmet_mappings":[],"bad":[{"line":2,"reason":"it is not JSON: no value begins so, at column 2","hint":"write one JSON object a line, keys and text in double quotes"}],"bad_count":1,"unread_fields":["stars"],"more_unread_fields":false,"replaced":{},"dry_run":false}}"#);
}

/// Lines 2 and 4 to 8 hold no entry.
const SPOILT: &[u8] = b"{\"tried\": \"first\", \"because\": \"y\"}\n\
    {\"tried\": \"x\", \"because\":\n\
    {\"tried\": \"second\", \"because\": \"y\"}\n\
    {\"tried\": \"\xff\", \"because\": \"y\"}\n\
    {\"tried\": \"x\"}\n\
    {\"tried\": \"x\", \"because\": \"y\", \"tags\": [\"two words\"]}\n\
    {\"tried\": \"x\", \"because\": \"y\", \"happened_at\": \"2026-02-30\"}\n\
    {\"tried\": \"x\", \"because\": \"y\", \"spent\": \"soon\"}\n";

#[test]
fn one_bad_line_and_nothing_is_imported() {
    let mut home = Home::with_portfolio();
    let before = home.exported();
    let run = home.command("import - --format json").input(SPOILT).run();
    assert_snapshot!(run.refused(1), @"
    line  reason
    ───────────────────────────────────────────────────────────────────────────
       2  it is not JSON: EOF while parsing a value, at column 25
       4  the line is not UTF-8: byte 12 does not belong there
       5  `because`: it is missing
       6  `tags`: the tag `two words` has white space in it
       7  `happened_at`: `2026-02-30` does not exist: February 2026 has 28 days
       8  `spent`: `soon` is not a duration
    error: 6 lines of the file cannot be imported; nothing was
    hint: mend those lines, or add `--skip-bad` to import the others
    ");
    assert_eq!(home.exported(), before);
}

#[test]
fn with_json_the_bad_lines_are_the_causes_of_the_failure() {
    let mut home = Home::new();
    let run = home
        .command("import - --json")
        .input("nonsense\n{\"tried\": \"x\"}\n")
        .run();
    assert_eq!(run.code, 2);
    let run = home
        .command("import - --json --format json")
        .input("nonsense\n{\"tried\": \"x\"}\n")
        .run();
    assert_snapshot!(run, @r#"
    -- standard error --
    {"folio":1,"error":{"kind":"failed","exit_code":1,"message":"2 lines of the file cannot be imported; nothing was","causes":["line 1: it is not JSON: no value begins so, at column 2","line 2: `because`: it is missing"],"hints":["mend those lines, or add `--skip-bad` to import the others"]}}
    -- exit code 1 --
    "#);
}

#[test]
fn bad_lines_can_be_left_out_and_are_named() {
    let mut home = Home::new();
    let run = home
        .command("import - --skip-bad")
        .input(SPOILT)
        .run()
        .succeeded();
    assert_snapshot!(run, @"
    added 2 entries, 6 lines left out
    -- standard error --
    line  reason
    ───────────────────────────────────────────────────────────────────────────
       2  it is not JSON: EOF while parsing a value, at column 25
       4  the line is not UTF-8: byte 12 does not belong there
       5  `because`: it is missing
       6  `tags`: the tag `two words` has white space in it
       7  `happened_at`: `2026-02-30` does not exist: February 2026 has 28 days
       8  `spent`: `soon` is not a duration
    ");
    assert_eq!(home.exported().lines().count(), 2);
}

#[test]
fn of_a_list_what_stands_before_a_mistake_can_be_imported_and_nothing_behind_it() {
    let mut home = Home::new();
    home.write(
        "list.json",
        "[\n{\"tried\": \"a\", \"because\": \"b\"},\n{\"tried\" \"c\"},\n{\"tried\": \"d\", \"because\": \"e\"}\n]\n",
    );
    assert_snapshot!(home.run("import list.json"), @"
    -- standard error --
    line  reason
    ───────────────────────────────────────────────────────────────────────────
       3  it is not JSON: expected `:`, at column 10; nothing behind it is read
    error: 1 line of the file cannot be imported; nothing was
    hint: mend those lines, or add `--skip-bad` to import the others
    -- exit code 1 --
    ");
    assert_eq!(home.exported(), "");
    assert_snapshot!(home.run("import list.json --skip-bad"), @"
    added 1 entry, 1 line left out
    -- standard error --
    line  reason
    ───────────────────────────────────────────────────────────────────────────
       3  it is not JSON: expected `:`, at column 10; nothing behind it is read
    ");
    assert_eq!(home.exported().lines().count(), 1);
}

#[test]
fn a_field_of_ten_megabytes_is_a_bad_line() {
    let mut home = Home::new();
    let long = json!({"tried": "x", "because": "long ".repeat(2 * 1024 * 1024)});
    let lines = format!("{{\"tried\": \"short\", \"because\": \"y\"}}\n{long}\n");
    let run = home.command("import -").input(lines.clone()).run();
    assert_snapshot!(run.refused(1), @"
    line  reason
    ────────────────────────────────────────────────────────────────────────────────
       2  `because`: it has 10485759 bytes, the most that one field takes is 1048576
    error: 1 line of the file cannot be imported; nothing was
    hint: mend those lines, or add `--skip-bad` to import the others
    ");
    let run = home
        .command("import - --skip-bad")
        .input(lines)
        .run()
        .succeeded();
    assert!(
        run.output.starts_with("added 1 entry, 1 line left out\n"),
        "{run}"
    );
}

#[test]
fn an_entry_that_ends_in_the_future_or_before_all_time_is_imported_as_it_says() {
    let mut home = Home::new();
    let lines =
        "{\"tried\": \"a\", \"because\": \"b\", \"happened_at\": \"2005-07-05T01:02:03-11:30\"}\n";
    home.command("import -").input(lines).run().succeeded();
    assert_eq!(
        home.json("entries", "list --json")[0]["happened_at"],
        "2005-07-05T01:02:03-11:30"
    );
}

#[test]
fn a_file_in_utf_16_is_told_from_one_with_mistakes() {
    let mut home = Home::new();
    let text = "\u{feff}[\n{\"tried\": \"a\", \"because\": \"b\"}\n]\n";
    let encoded = |bytes_of: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes_of).collect();
    let files: [(&str, Vec<u8>); 2] = [
        ("little.json", encoded(u16::to_le_bytes)),
        ("big.csv", encoded(u16::to_be_bytes)),
    ];
    for (name, bytes) in files {
        fs::write(home.path(name), bytes).unwrap();
        for options in ["", " --skip-bad", " --dry-run"] {
            let error = home.refused(2, &format!("import {name}{options}"));
            let says = format!("{name} is text in UTF-16, and folio reads UTF-8");
            assert!(error.contains(&says), "{error}");
            assert!(error.contains("iconv -f utf-16 -t utf-8"), "{error}");
        }
    }
    assert_eq!(home.exported(), "");
}

#[test]
fn csv_is_told_by_its_name_or_its_first_line() {
    let mut home = Home::new();
    home.write(
        "attempts.csv",
        "tried,because,tags,spent\n\"a, b\",\"line one\nline two\",one two,1h\nc,d,,\n",
    );
    assert_snapshot!(home.run("import attempts.csv"), @"added 2 entries");
    let entries = home.json("entries", "list --json --tag one");
    assert_eq!(entries[0]["because"], "line one\nline two");
    assert_eq!(entries[0]["tags"], json!(["one", "two"]));
    assert_eq!(entries[0]["spent_minutes"], 60);
    let run = home
        .command("import -")
        .input("tried;because\ne;f\n")
        .run()
        .succeeded();
    assert_eq!(run.output, "added 1 entry\n");
    home.write("short.csv", "tried,because\nonly one\n");
    assert_snapshot!(home.refused(1, "import short.csv"), @"
    line  reason
    ──────────────────────────────────────────────
       2  this record has 1 values under 2 columns
    error: 1 line of the file cannot be imported; nothing was
    hint: mend those lines, or add `--skip-bad` to import the others
    ");
}

#[test]
fn documents_are_imported() {
    let mut home = Home::new();
    let document =
        "+++\ntags = [\"caching\"]\n+++\n\n# Tried\n\na cache\n\n## Because\n\nit was *stale*\n";
    home.write(
        "notes.md",
        format!("{document}\n{}", document.replace("a cache", "another")),
    );
    assert_snapshot!(home.run("import notes.md"), @"added 2 entries");
    assert_eq!(home.ids("list --tag caching").len(), 2);
    home.write("broken.md", document.replace("[\"caching\"]", "caching"));
    assert_snapshot!(home.refused(1, "import broken.md"), @"
    line  reason
    ─────────────────────────────────────────────────────────────────────────────────────────
       2  the front matter is not TOML: string values must be quoted, expected literal string
    error: 1 line of the file cannot be imported; nothing was
    hint: mend those lines, or add `--skip-bad` to import the others
    ");
}

#[test]
fn a_draft_that_was_kept_is_imported() {
    use folio::host::scripted::Reply;
    let mut home = Home::new();
    let run = home
        .command("log -b 'the reason' -t caching")
        .terminal(80, 24)
        .reply("What did you try?", Reply::Interrupt)
        .run();
    assert_eq!(run.code, 130);
    let run = home
        .command("log 'the try' -t caching")
        .terminal(80, 24)
        .reply("Why did it fail?", Reply::Interrupt)
        .run();
    assert_eq!(run.code, 130);
    let kept = home.kept();
    let kept = kept.iter().find(|text| text.contains("the try")).unwrap();
    home.write(
        "kept.md",
        kept.replace("## Because\n", "## Because\n\nthe reason\n"),
    );
    assert_eq!(home.output("import kept.md"), "added 1 entry\n");
}

#[test]
fn a_required_field_that_no_line_has_is_named_once() {
    let mut home = Home::new();
    home.write("c.csv", "title,reason\na,b\nc,d\n");
    assert_snapshot!(home.refused(1, "import c.csv"), @"
    error: no line of the file has `tried`; nothing was imported
    hint: `--map THEIRS=tried` says which field it is; not read were: reason, title
    ");
    assert_snapshot!(home.refused(1, "import c.csv --map title=tried --skip-bad"), @"
    error: no line of the file has `because`; nothing was imported
    hint: `--map THEIRS=because` says which field it is; not read were: reason
    ");
    home.output("import c.csv --map title=tried --map reason=because");
}

#[test]
fn of_many_bad_lines_the_first_are_shown() {
    let mut home = Home::new();
    home.write("noise.json", "\u{1}\u{2}\u{3}\n".repeat(1000));
    let error = home.refused(1, "import noise.json");
    assert!(error.contains("and 980 more lines\n"), "{error}");
    assert_eq!(error.lines().count(), 2 + 20 + 1 + 2, "{error}");
}

#[test]
fn json_names_the_first_bad_lines_and_counts_all() {
    let mut home = Home::new();
    let good = "{\"tried\": \"x\", \"because\": \"y\"}\n";
    home.write("some.json", good.to_owned() + &"nothing\n".repeat(1000));
    let run = home.run("import some.json --json");
    let error: serde_json::Value = serde_json::from_str(&run.error).unwrap();
    let causes = error["error"]["causes"].as_array().unwrap();
    assert_eq!(causes.len(), 20 + 1);
    assert_eq!(causes[20], "and 980 more lines");
    let imported = home.json("imported", "import some.json --json --skip-bad");
    assert_eq!(imported["bad"].as_array().unwrap().len(), 20);
    assert_eq!(imported["bad_count"], 1000);
    assert_eq!(imported["added"], 1);
}

#[test]
fn mappings_that_cannot_be_meant_are_refused() {
    let mut home = Home::new();
    home.write("reverts.jsonl", REVERTS);
    for (mapping, reason) in [
        ("--map repo", "does not say which field is meant"),
        ("--map repo=projcet", "did you mean `project`?"),
        ("--map a=project --map b=project", "both `a` and `b`"),
        ("--map a=project --map a=author", "mapped twice"),
    ] {
        let error = home.refused(2, &format!("import reverts.jsonl {mapping}"));
        assert!(error.contains(reason), "{error}");
    }
    let run = home.run("import reverts.jsonl --map author= --map attempted_at= --map attempted_commit= --map repo=");
    assert_snapshot!(run, @"
    added 30 entries
    -- standard error --
    fields not read: failed_at, failed_commit  (`--map theirs=ours` takes them in)
    ");
    assert_eq!(home.ids("list --author ada --limit 0").len(), 30);
}

#[test]
fn files_that_cannot_be_read_or_told_are_refused() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(1, "import nowhere.jsonl"), @"
    error: nowhere.jsonl cannot be read: No such file or directory (os error 2)
    hint: check the path, or write `-` for standard input
    ");
    home.write("folder/file", "");
    assert_snapshot!(home.refused(2, "import folder"), @"
    error: folder is a folder
    hint: name a file
    ");
    home.write("prose.txt", "once upon a time\n");
    assert_snapshot!(home.refused(2, "import prose.txt"), @"
    error: it cannot be told what prose.txt holds
    hint: say so with `--format json`, `csv` or `markdown`
    ");
    let run = home.command("import -").terminal(80, 24).run();
    assert!(run.refused(2).contains("terminal"));
    home.refused(2, "import");
    home.refused(2, "import reverts.jsonl --format xml");
}

#[test]
fn an_empty_file_adds_nothing() {
    let mut home = Home::new();
    home.write("empty.jsonl", "");
    assert_eq!(home.output("import empty.jsonl"), "added 0 entries\n");
}

#[test]
fn a_line_with_more_tags_than_anybody_writes_is_refused_at_once() {
    let mut home = Home::new();
    let tags: Vec<String> = (0..200_000)
        .map(|number| format!("\"t{number}\""))
        .collect();
    let tags = tags.join(",");
    for field in ["tags", "signals"] {
        let line = format!("{{\"tried\": \"x\", \"because\": \"y\", \"{field}\": [{tags}]}}\n");
        let run = home.command("import -").input(line).run();
        let error = run.refused(1);
        let reason =
            format!("`{field}`: it has 200000 members, the most that an entry takes is 1000");
        assert!(error.contains(&reason), "{error}");
    }
}

#[test]
fn of_fields_that_nothing_reads_the_first_are_named() {
    let mut home = Home::new();
    let line = |number: u32| {
        format!("{{\"tried\":\"a {number}\",\"because\":\"b\",\"field-{number:02}\":1}}\n")
    };
    let lines: String = (0..30).map(line).collect();
    let run = home.command("import -").input(lines).run();
    assert!(
        run.error.contains("field-18, field-19, and others"),
        "{run}"
    );
    assert!(!run.error.contains("field-20"), "{run}");
}

#[test]
fn a_lesson_with_as_much_practice_as_is_taken_can_be_practised_once_more_and_none_with_more_is_taken()
 {
    let mut home = Home::new();
    let practised = |number: u32| {
        let (hour, minute, second) = (number / 3600, number / 60 % 60, number % 60);
        let at = format!("2026-10-01T{hour:02}:{minute:02}:{second:02}Z");
        json!({"rating": "good", "by": "ada", "at": at})
    };
    let line = |times: u32| {
        let practice: Vec<_> = (0..times).map(practised).collect();
        let entry = json!({"tried": "x", "because": "y", "principle": "z", "practice": practice});
        format!("{entry}\n")
    };
    let run = home.command("import -").input(line(10_001)).run();
    let reason = "`practice`: it has 10001 members, the most that an entry takes is 10000";
    assert!(run.refused(1).contains(reason));
    home.command("import -")
        .input(line(10_000))
        .run()
        .succeeded();
    home.output("practice last --got-it");
    let entry = home.json("entries", "show last --json")[0].take();
    assert_eq!(entry["practice"].as_array().unwrap().len(), 10_001);
}

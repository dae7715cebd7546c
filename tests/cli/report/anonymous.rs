//! `--anonymous`: what is taken out of a report, a summary and exported entries.

use insta::assert_snapshot;
use serde_json::json;

use super::every_section;
use crate::driver::Home;

/// One entry with a name or a place in every field, and another one whose author is named in the first.
const TELLING: &str = r#"{"id": "0198c0de-0000-7000-8000-0000000000b1", "tried": "deploy /srv/shopfront/app as grace@example.org", "because": "Grace Hopper's branch hopper-wip lacked 1a2b3c4d", "principle": "ask @margaret before shopfront is deployed", "signals": ["margaret is away", "cd ~/shopfront fails"], "next": "read https://wiki.example.org/shopfront", "rules_out": "src/shopfront/main.rs", "outcome": "failed", "tags": ["shopfront", "deploy"], "project": "shopfront", "exploration": "shopfront-deploy", "spent_minutes": 30, "author": "Grace Hopper", "happened_at": "2026-10-01T10:00:00+02:00", "created_at": "2026-10-01T10:00:00+02:00", "evidence": {"command": "/srv/shopfront/run --as grace", "exit_code": 1, "directory": "/home/grace/shopfront", "commit": "1a2b3c4d5e", "branch": "hopper-wip", "output": "no such file: /home/grace/x"}, "reviews": [{"verdict": "confirmed", "by": "Margaret Hamilton", "at": "2026-10-02T10:00:00+02:00", "principle": "Margaret is not a process", "elsewhere": ["wherever Hamilton works"], "note": "see 0123abcd"}], "feedback": [{"verdict": "helped", "by": "dorothy", "at": "2026-10-03T10:00:00+02:00"}]}
{"id": "0198c0de-0000-7000-8000-0000000000b2", "tried": "let dorothy decide", "because": "she was on holiday", "signals": [], "outcome": "failed", "tags": [], "project": "shopfront", "author": "dorothy", "happened_at": "2026-10-01T11:00:00+02:00", "created_at": "2026-10-01T11:00:00+02:00"}
"#;

/// What must stand nowhere, in lower case.
const NAMES: [&str; 15] = [
    "grace",
    "hopper",
    "margaret",
    "hamilton",
    "dorothy",
    "ada",
    "shopfront",
    "example.org",
    "1a2b3c4d",
    "0123abcd",
    "/srv",
    "/home",
    "~/",
    "main.rs",
    "alan",
];

fn telling() -> Home {
    let mut home = Home::new();
    home.command("import -").input(TELLING).run().succeeded();
    for line in [
        "explore 'where does shopfront run?' --as shopfront-deploy",
        "try 'ask dorothy'",
        "brief --question 'may Grace deploy?' --no-input",
        "answered --by Alan --note 'ask margaret first' --no-input",
    ] {
        home.output(line);
    }
    home
}

fn assert_nameless(shown: &str, line: &str) {
    let found = NAMES.iter().find(|name| {
        // Words in which a name happens to stand are no names.
        let text = shown
            .to_lowercase()
            .replace("canada", "")
            .replace("metadata", "");
        text.contains(*name)
    });
    assert_eq!(found, None, "{line}: {shown}");
}

#[test]
fn no_name_and_no_place_is_left_in_any_format() {
    let mut home = telling();
    let sections = every_section();
    home.configure(&format!(
        "calibration.by_hand = ['shopfront']\n[reports.everything]\nsections = {sections:?}\ncolumns = ['tried', 'because', 'principle', 'project', 'author', 'exploration', 'tags']\n"
    ));
    for command in [
        "report",
        "report everything",
        "report everything --project shopfront --author dorothy",
        "report --for lead",
        "export summary",
        "export summary --for sprint --project shopfront",
    ] {
        for format in ["markdown", "html", "json"] {
            let line = format!("{command} --anonymous --format {format}");
            let shown = home.output(&line);
            // The style of a page names no one.
            let shown = shown.split("</style>").last().unwrap();
            assert_nameless(shown, &line);
            let says = if format == "json" {
                "\"names\":\"taken_out\""
            } else {
                "Anonymous: authors"
            };
            assert!(shown.contains(says), "{line}: {shown}");
        }
    }
    assert!(home.output("report --json").contains("shopfront"));
}

#[test]
fn entries_are_exported_without_names() {
    let mut home = telling();
    for format in ["jsonl", "json", "csv", "markdown"] {
        let line = format!("export entries --anonymous --format {format}");
        assert_nameless(&home.output(&line), &line);
    }
    let entries = home.json("entries", "export entries --anonymous --format json");
    assert_eq!(entries[0]["author"], "anonymous");
    assert_eq!(entries[0]["project"], json!(null));
    assert_eq!(entries[0]["reviews"][0]["by"], "anonymous");
    assert_eq!(
        entries[0]["evidence"],
        json!({"command": "[path] --as [person]", "exit_code": 1, "directory": null, "commit": null, "branch": null,
            "output": "no such file: [path]"})
    );
    let exported = home.output("export entries --anonymous");
    let mut other = Home::new();
    other.command("import -").input(exported).run().succeeded();
}

#[test]
fn what_is_left_can_still_be_read() {
    let mut home = telling();
    assert_snapshot!(home.output("export summary --anonymous --project shopfront"), @r"
    # What we tried: October 2026, so far

    Only: one project.

    Anonymous: authors, projects, paths, commits and branches are taken out, and people as far as they are known.

    2 attempts: 2 failed, 0 held in part, 0 worked. They took 30 min, not counting 1 without a time. 1 lesson drawn from them, 1 draft left.

    ## The lessons that mattered

    - I tried **deploy \[path] as \[address]**. It failed because **\[person]'s branch \[person]-wip lacked \[commit]**. The principle is **ask \[person] before \[project] is deployed**; deeper: **\[person] is not a process**. Next time I see **\[person] is away; cd \[path] fails**, I will **read \[address]**. (30 min, `22222222227j`)

    ## Tried and failed, by tag

    - deploy: 1 attempt
      - deploy \[path] as \[address]: \[person]'s branch \[person]-wip lacked \[commit] (2026-10-01, 30 min, `22222222227j`)
    - \[project]: 1 attempt
      - deploy \[path] as \[address]: \[person]'s branch \[person]-wip lacked \[commit] (2026-10-01, 30 min, `22222222227j`)
    - without a tag: 1 attempt
      - let \[person] decide: she was on holiday (2026-10-01, `22222222227k`)

    ## Signals to watch

    - **cd \[path] fails**: read \[address]
    - **\[person] is away**: read \[address]

    ## Unresolved drafts

    - let \[person] decide (2026-10-01, `22222222227k`)
    ");
}

#[test]
fn short_names_and_parts_of_names_are_taken_out_too() {
    let mut home = Home::new();
    let entry = |tried: &str, because: &str, (project, author, by): (&str, &str, &str)| {
        let review = json!({"verdict": "confirmed", "by": by, "at": "2026-10-02T10:00:00+02:00"});
        let entry = json!({"tried": tried, "because": because, "principle": "p", "project": project, "author": author,
            "happened_at": "2026-10-01T10:00:00+02:00", "reviews": [review]});
        format!("{entry}\n")
    };
    let lines = [
        entry(
            "put the shop into webrtc::Call; ask Ed or Bob",
            "MO and Mo saw r286944, mo-server did not",
            ("My Shop", "Ed Bob", "Mo Farrell"),
        ),
        entry(
            "edit WebRTC with ed, the editor",
            "mo farrell was out; Mo said van der",
            ("webrtc/webrtc", "dorothy", "Mo van der Berg"),
        ),
    ];
    home.command("import -")
        .input(lines.concat())
        .run()
        .succeeded();
    let told = home.json("entries", "export entries --anonymous --format json");
    let texts = |key: &str| {
        let entries = told.as_array().unwrap().iter();
        let texts = entries.map(|entry| entry[key].as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(texts("tried"), @"
    put the [project] into [project]::Call; ask [person] or [person]
    edit [project] with ed, the editor
    ");
    assert_snapshot!(texts("because"), @"
    [person] and [person] saw [commit], mo-server did not
    [person] was out; [person] said van der
    ");
}

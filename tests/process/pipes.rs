//! Standard streams that close early, are full, or are piped in.

use std::fs::OpenOptions;
use std::io::{Write, pipe};
use std::process::Stdio;

use super::home::{FOLIO, Home, Run};

#[test]
fn a_reader_that_has_seen_enough_ends_the_program_quietly() {
    let home = Home::new();
    home.log("a cache");
    home.log("a queue");
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["export", "entries"],
        &["--help"],
        &["report"],
        &["log", "a pool", "-b", "it ran dry"],
    ] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let run = Run::of(home.folio(arguments).stdout(writer));
        assert_eq!(
            (run.code, run.error.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
    assert_eq!(
        home.tried().len(),
        3,
        "what was logged is saved though nobody reads the answer"
    );
}

#[test]
fn the_first_line_of_many_is_all_that_head_takes() {
    let home = Home::new();
    let line = |number| {
        let because = "x".repeat(200);
        format!("{{\"tried\": \"attempt {number}\", \"because\": \"{because}\"}}")
    };
    let lines: Vec<String> = (0..600).map(line).collect();
    std::fs::write(home.path("work/many.jsonl"), lines.join("\n")).unwrap();
    home.done(&["import", "many.jsonl"]);
    let mut shell = home.command("sh");
    shell.args([
        "-c",
        "{ \"$0\" list --limit 0; echo $? >&2; } | head -1",
        FOLIO,
    ]);
    let run = Run::of(&mut shell);
    assert_eq!(run.error, "0\n");
    assert_eq!(run.output.lines().count(), 1);
}

#[test]
fn output_that_cannot_be_written_is_a_failure_that_says_so() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        return;
    };
    let home = Home::new();
    home.log("a cache");
    let run = Run::of(home.folio(&["list"]).stdout(full));
    assert_eq!(run.code, Some(1));
    assert!(
        run.error
            .starts_with("error: the output could not be written: "),
        "{run:?}"
    );
}

#[test]
fn remarks_go_to_standard_error_and_do_not_disturb_the_data() {
    let home = Home::new();
    let run = home.run(&["list", "--json"]);
    assert_eq!(run.output, "{\"folio\":1,\"entries\":[]}\n");
    let run = home.run(&["list"]);
    assert_eq!(
        (run.output.as_str(), run.error.as_str()),
        ("", "no entries\n")
    );
}

#[test]
fn what_is_piped_in_is_kept_as_evidence() {
    let home = Home::new();
    let mut child = home
        .folio(&[
            "log",
            "bump the linker",
            "-b",
            "undefined symbols",
            "--evidence",
            "-",
            "--json",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"ld: undefined symbol: main\n\xff\n")
        .unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    let saved: serde_json::Value = serde_json::from_str(&run.done()).unwrap();
    assert_eq!(
        saved["entry"]["evidence"]["output"],
        "ld: undefined symbol: main\n\u{fffd}\n"
    );
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let home = Home::new();
    let run = Run::of(home.folio(&["log", "a cache"]).stdin(Stdio::null()));
    assert_eq!(run.code, Some(2));
    assert!(run.error.contains("--because"), "{run:?}");
}

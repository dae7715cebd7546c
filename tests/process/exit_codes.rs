//! The exit code says what kind of failure it was, and with `--json` so does standard error.

use std::fs;

use super::home::{Home, Run};

#[test]
fn every_kind_of_failure_has_its_exit_code_and_a_hint() {
    let home = Home::new();
    fs::write(
        home.path("work/notes.db"),
        "prose, and more of it than a header has room for",
    )
    .unwrap();
    for number in [1, 2] {
        let entry = format!(
            "{{\"id\": \"0198c0de-0000-7000-8000-00000000000{number}\", \"tried\": \"t\", \"because\": \"b\"}}"
        );
        fs::write(home.path("work/entry.json"), entry).unwrap();
        home.done(&["log", "--from-json", "entry.json"]);
    }
    for (code, arguments) in [
        (1, &["undo", "--redo"][..]),
        (2, &["list", "--since", "someday"]),
        (2, &["lst"]),
        (2, &["list", "--tag", "two words"]),
        (3, &["list", "--journal", "notes.db"]),
        (3, &["log", "t", "-b", "b", "--journal", "notes.db"]),
        (4, &["show", "zzzz"]),
        (4, &["list", "--journal-name", "nowhere"]),
        (5, &["show", "2222"]),
    ] {
        let run = home.run(arguments);
        assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
        assert!(
            run.error.starts_with("error: ") && run.error.contains("\nhint: "),
            "{run:?}"
        );
        assert_eq!(run.output, "", "{run:?}");
    }
}

#[test]
fn a_failure_is_one_json_object_where_json_was_asked_for() {
    let home = Home::new();
    let run = home.run(&["show", "zzzz", "--json"]);
    let failure: serde_json::Value = serde_json::from_str(&run.error).unwrap();
    assert_eq!(failure["error"]["kind"], "not_found");
    assert_eq!(failure["error"]["exit_code"], 4);
    assert_eq!(run.code, Some(4));
}

#[test]
fn a_working_directory_that_is_gone_is_said_and_does_not_panic() {
    let home = Home::new();
    let mut shell = home.command("sh");
    shell.args([
        "-c",
        "mkdir gone; cd gone; rmdir ../gone; unset PWD; exec \"$0\" list",
        super::home::FOLIO,
    ]);
    let run = Run::of(&mut shell);
    assert_eq!(run.code, Some(2));
    assert!(
        run.error
            .starts_with("error: the working directory cannot be found"),
        "{run:?}"
    );
}

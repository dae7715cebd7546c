//! Real editors: scripts that write, fail, do nothing, write nonsense or are killed. Text typed is never lost.

use std::fs;
use std::process::Stdio;

use super::home::{FOLIO, Home, Run};

/// A document with what must be there, and a word that must not be lost.
const DOCUMENT: &str = "+++\noutcome = \"partial\"\ntags = [\"sessions\"]\n+++\n\n# Tried\n\nkeep sessions in memory\n\n# Because\n\ntwo replicas disagreed\n";

/// A script that writes this document over the file it is given.
fn writes(document: &str) -> String {
    format!("cat > \"$1\" <<'END'\n{document}END\n")
}

fn run_with_editor(home: &Home, script: &str, arguments: &[&str]) -> Run {
    let editor = home.script("editor.sh", script);
    Run::of(
        home.folio(arguments)
            .env("EDITOR", editor)
            .stdin(Stdio::null()),
    )
}

/// The only draft that is left, and that the failure names.
fn kept(home: &Home, run: &Run) -> String {
    let drafts = home.drafts();
    assert_eq!(drafts.len(), 1, "{run:?}");
    assert!(run.error.contains(drafts[0].to_str().unwrap()), "{run:?}");
    fs::read_to_string(&drafts[0]).unwrap()
}

#[test]
fn what_the_editor_writes_is_logged_and_leaves_no_draft() {
    let home = Home::new();
    let run = run_with_editor(&home, &writes(DOCUMENT), &["log", "--edit", "--json"]);
    let saved: serde_json::Value = serde_json::from_str(&run.done()).unwrap();
    let entry = &saved["entry"];
    assert_eq!(entry["tried"], "keep sessions in memory");
    assert_eq!(entry["outcome"], "partial");
    assert_eq!(entry["tags"], serde_json::json!(["sessions"]));
    assert_eq!(home.drafts().len(), 0);
}

#[test]
fn flags_are_in_the_document_before_it_is_edited() {
    let home = Home::new();
    let script = "grep -q 'a cache' \"$1\" && grep -q 'caching' \"$1\" && sed -i 's/a cache/a better cache/' \"$1\"";
    let run = run_with_editor(
        &home,
        script,
        &[
            "log",
            "a cache",
            "-b",
            "it was cold",
            "-t",
            "caching",
            "--edit",
        ],
    );
    run.done();
    assert_eq!(home.tried(), ["a better cache"]);
}

#[test]
fn an_editor_that_fails_after_writing_leaves_the_text_in_a_file_that_imports() {
    let home = Home::new();
    let script = format!("{}exit 3\n", writes(DOCUMENT));
    let run = run_with_editor(&home, &script, &["log", "--edit"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(kept(&home, &run), DOCUMENT);
    home.done(&["import", home.drafts()[0].to_str().unwrap()]);
    assert_eq!(home.tried(), ["keep sessions in memory"]);
}

#[test]
fn an_editor_that_is_killed_leaves_the_text_in_a_file() {
    let home = Home::new();
    let script = format!("{}kill -9 $$\n", writes(DOCUMENT));
    let run = run_with_editor(&home, &script, &["log", "--edit"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(kept(&home, &run), DOCUMENT);
    assert!(home.tried().is_empty());
}

#[test]
fn a_document_that_cannot_be_read_is_kept_and_its_line_named() {
    let home = Home::new();
    let broken = DOCUMENT.replace("tags = [", "tags = ");
    let run = run_with_editor(&home, &writes(&broken), &["log", "--edit"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.error.starts_with("error: line 3: the front matter"),
        "{run:?}"
    );
    assert_eq!(kept(&home, &run), broken);
}

#[test]
fn a_document_without_what_must_be_there_is_kept() {
    let home = Home::new();
    let without = DOCUMENT.replace("two replicas disagreed", "");
    let run = run_with_editor(&home, &writes(&without), &["log", "--edit"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(kept(&home, &run), without);
}

#[test]
fn a_document_that_comes_back_as_it_was_logs_nothing_and_leaves_nothing() {
    let home = Home::new();
    for (script, code) in [("true", 1), ("exit 1", 1), ("kill -9 $$", 1)] {
        let run = run_with_editor(&home, script, &["log", "--edit"]);
        assert_eq!(run.code, Some(code), "{script}: {run:?}");
        assert_eq!(home.drafts().len(), 0, "{script}");
    }
    assert!(home.tried().is_empty());
}

#[test]
fn an_editor_that_is_not_there_is_named_with_what_to_try() {
    let home = Home::new();
    let mut command = home.folio(&["log", "--edit"]);
    let run = Run::of(
        command
            .env("EDITOR", "no-such-editor --wait")
            .stdin(Stdio::null()),
    );
    assert_eq!(run.code, Some(1));
    assert!(
        run.error.contains("no-such-editor") && run.error.contains("hint: "),
        "{run:?}"
    );
    assert_eq!(home.drafts().len(), 0);
}

#[test]
fn visual_is_asked_before_editor() {
    let home = Home::new();
    let visual = home.script("visual.sh", &writes(DOCUMENT));
    let editor = home.script("editor.sh", "exit 9");
    let mut command = home.folio(&["log", "--edit"]);
    Run::of(
        command
            .env("VISUAL", visual)
            .env("EDITOR", editor)
            .stdin(Stdio::null()),
    )
    .done();
    assert_eq!(home.tried().len(), 1);
}

#[test]
fn an_entry_is_edited_and_left_alone_when_the_document_cannot_be_read() {
    let home = Home::new();
    home.log("a cache");
    run_with_editor(
        &home,
        "sed -i 's/a cache/a better cache/' \"$1\"",
        &["edit", "last"],
    )
    .done();
    assert_eq!(home.tried(), ["a better cache"]);
    let run = run_with_editor(
        &home,
        "sed -i 's/better/worse/; s/^outcome.*/outcome = /' \"$1\"",
        &["edit", "last"],
    );
    assert_eq!(run.code, Some(2));
    assert!(kept(&home, &run).contains("a worse cache"));
    assert_eq!(home.tried(), ["a better cache"]);
}

/// The entry named, as JSON.
fn shown(home: &Home, id: &str) -> serde_json::Value {
    home.json(&["show", id, "--json"])["entries"][0].clone()
}

/// A journal with one lesson and its id, and a script that changes the lesson with the program, as another window
/// does while the editor is open, and writes it over then.
fn changed_meanwhile(meanwhile: &str, then: &str) -> (Home, String, String) {
    let home = Home::new();
    let lesson =
        "log 'a cache' -b 'it was cold' -p 'warm it first' -t caching -s 'slow at first' --json";
    let logged = home.script("log.sh", &format!("'{FOLIO}' {lesson}"));
    let logged = Run::of(home.command("sh").args(["-c", &logged])).done();
    let logged: serde_json::Value = serde_json::from_str(&logged).unwrap();
    let id = logged["entry"]["short"].as_str().unwrap().to_owned();
    let script = format!("folio() {{ '{FOLIO}' \"$@\" >&2; }}\nset -e\n{meanwhile}\n{then}\n");
    (home, id, script)
}

#[test]
fn what_others_change_while_an_entry_is_in_the_editor_stays_and_each_step_is_undone_alone() {
    let (home, id, script) = changed_meanwhile(
        "folio review last --verdict confirmed --note 'seen again' --by grace\n\
         folio practice last --got-it --elsewhere queues\n\
         folio edit last --add-tag latency --remove-tag caching --spent 40m --because 'nobody warmed it' \
         --add-signal 'slow after a deploy'",
        "sed -i 's/it was cold/it was empty/; s/^tags = .*/tags = [\"caching\", \"cold\"]/; \
         s/^- slow at first/- slow at the start/' \"$1\"",
    );
    let run = run_with_editor(&home, &script, &["edit", &id]);
    assert_eq!(
        run.done(),
        format!("changed {id}  (because, signals, tags)\n")
    );
    let entry = shown(&home, &id);
    assert_eq!(entry["reviews"][0]["note"], "seen again");
    assert_eq!(entry["practice"][0]["rating"], "good");
    assert_eq!(entry["elsewhere"], serde_json::json!(["queues"]));
    assert_eq!(entry["spent_minutes"], 40);
    assert_eq!(entry["because"], "it was empty");
    assert_eq!(entry["tags"], serde_json::json!(["latency", "cold"]));
    assert_eq!(
        entry["signals"],
        serde_json::json!(["slow after a deploy", "slow at the start"])
    );
    home.done(&["undo"]);
    let entry = shown(&home, &id);
    assert_eq!(entry["because"], "nobody warmed it");
    assert_eq!(entry["tags"], serde_json::json!(["latency"]));
}

#[test]
fn an_entry_that_is_removed_while_it_is_in_the_editor_stays_removed_and_the_text_is_kept() {
    let (home, id, script) =
        changed_meanwhile("folio rm last --yes", "sed -i 's/cold/empty/' \"$1\"");
    let run = run_with_editor(&home, &script, &["edit", &id]);
    assert_eq!(run.code, Some(4), "{run:?}");
    let removed = "error: the entry was removed meanwhile: nothing was saved\n";
    assert!(run.error.contains(removed), "{run:?}");
    assert!(kept(&home, &run).contains("it was empty"));
    assert!(home.tried().is_empty());
}

//! `folio edit`: single fields by flags, or the whole entry in the editor.

use folio::host::EditorError;
use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

#[test]
fn each_flag_changes_its_field_and_nothing_else() {
    for (flags, field, expected) in [
        ("--tried 'a new try'", "tried", json!("a new try")),
        ("--because 'a new reason'", "because", json!("a new reason")),
        ("-b 'a new reason'", "because", json!("a new reason")),
        ("-p 'a new rule'", "principle", json!("a new rule")),
        ("--principle ''", "principle", json!(null)),
        ("--next ask", "next", json!("ask")),
        ("-n ''", "next", json!(null)),
        (
            "--add-signal new -s newer",
            "signals",
            json!(["works on one replica, flaky on two", "new", "newer"]),
        ),
        (
            "--remove-signal 'works on one replica, flaky on two'",
            "signals",
            json!([]),
        ),
        ("--add-tag a -t b", "tags", json!(["caching", "a", "b"])),
        ("--add-tag a --remove-tag caching", "tags", json!(["a"])),
        ("-o partial", "outcome", json!("partial")),
        ("--spent 1h30m --spent 2h", "", json!(null)),
        ("--spent 2h", "spent_minutes", json!(120)),
        ("--spent ''", "spent_minutes", json!(null)),
        ("--assist none", "assist", json!("none")),
        ("--assist ''", "assist", json!(null)),
        (
            "--at 2026-09-04",
            "happened_at",
            json!("2026-09-04T09:30:00+02:00"),
        ),
        ("--project blog", "project", json!("blog")),
        ("--project ''", "project", json!(null)),
    ] {
        let mut home = Home::with_portfolio();
        if field.is_empty() {
            home.refused(2, &format!("edit k7fq {flags}"));
            continue;
        }
        let mut before = home.json("entries", "show k7fq --json")[0].take();
        let after = home.json("entry", &format!("edit k7fq {flags} --json"));
        assert_eq!(after[field], expected, "{flags}");
        before[field] = expected;
        before["stage"] = after["stage"].clone();
        assert_eq!(after, before, "{flags}");
    }
}

#[test]
fn it_says_what_changed() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("edit k7fq -b 'nobody told the other processes' --add-tag cachign --spent 2h"), @"
    changed k7fq  (because, spent_minutes, tags)
    -- standard error --
    hint: the tag cachign is new; did you mean caching (2 entries)?
      folio edit k7fq --remove-tag cachign --add-tag caching
    ");
    assert_snapshot!(home.run("edit k7fq --outcome failed"), @"nothing changed in k7fq");
    assert_snapshot!(home.run("edit d8ry -p 'state shared by replicas lives outside them'"), @"
    changed d8ry  (principle)
    This principle was met 2 times before, and has cost 2 h 40 min so far.
    ");
}

#[test]
fn the_editor_gets_the_entry_and_what_it_does_not_show_stays() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("edit m2ab")
        .editor(|text| {
            assert_snapshot!(text, @r#"
            +++
            id = "01a0f6b1-2680-7000-8981-098b8d408420"
            happened_at = "2026-10-01T11:00:00+02:00"
            outcome = "failed"   # failed, partial or worked
            tags = ["caching", "sessions"]
            project = "shop"
            exploration = "session-store"
            assist = "pair"   # none, ask, pair or delegate
            spent = "40m"
            author = "ada"

            [evidence]
            command = "cargo test login"
            exit_code = 101
            directory = "/src/shop"
            commit = "4f2a91c07d3be5586a1f0c9d2e7b84a3615fd0ce"
            branch = "sessions"
            +++

            # Tried

            keep sessions in process memory

            ## Because

            two replicas disagreed after the deploy

            ## Principle

            State shared by replicas lives outside them.

            ## Signals

            - works on one replica, flaky on two
            - logged out at random

            ## Next

            count the replicas first
            "#);
            *text = text
                .replace("two replicas", "three replicas")
                .replace("\"caching\", ", "");
            Ok(())
        })
        .run();
    assert_snapshot!(run, @"changed m2ab  (because, tags)");
    let entry = home.json("entries", "show m2ab --json")[0].take();
    assert_eq!(
        entry["because"],
        "three replicas disagreed after the deploy"
    );
    assert_eq!(entry["tags"], json!(["sessions"]));
    assert_eq!(entry["created_at"], "2026-10-01T11:00:00+02:00");
    assert_eq!(
        entry["evidence"]["output"],
        "assertion failed: logged_in\nleft: 1, right: 2\n"
    );
    assert_eq!(entry["reviews"][0]["by"], "grace");
    assert_eq!(home.kept(), [""; 0]);
}

#[test]
fn an_editor_that_changes_nothing_changes_nothing() {
    let mut home = Home::with_portfolio();
    let before = home.exported();
    assert_snapshot!(home.command("edit k7fq").editor(|_| Ok(())).run(), @"
    -- standard error --
    nothing changed
    ");
    assert_eq!(home.exported(), before);
    assert!(
        home.output("undo --list").lines().count() == 3,
        "a step for nothing"
    );
}

#[test]
fn another_order_of_tags_in_the_editor_is_said_not_to_be_kept() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("edit m2ab")
        .editor(|text| {
            *text = text.replace(
                "\"caching\", \"sessions\"",
                "\"sessions\", \"new\", \"caching\"",
            );
            Ok(())
        })
        .run();
    assert_snapshot!(run, @"
    changed m2ab  (tags)
    -- standard error --
    another order is not kept: tags, signals and places stand in the order in which they were added
    ");
    let entry = home.json("entries", "show m2ab --json")[0].take();
    assert_eq!(entry["tags"], json!(["caching", "sessions", "new"]));
}

#[test]
fn what_cannot_be_read_back_is_kept_and_the_entry_stays() {
    for damage in [
        |text: &mut String| *text = text.replacen("+++", "", 1),
        |text: &mut String| text.push_str(&text.clone()),
        |text: &mut String| *text = text.replace("pair", "much"),
        |text: &mut String| *text = text.replace("prices stayed stale after a change", "  "),
    ] {
        let mut home = Home::with_portfolio();
        let before = home.exported();
        let run = home
            .command("edit k7fq")
            .editor(move |text| {
                damage(text);
                Ok(())
            })
            .run();
        assert!(run.refused(2).contains("what you wrote is kept in "));
        assert_eq!(home.kept().len(), 1);
        assert_eq!(home.exported(), before);
    }
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let mut home = Home::with_portfolio();
    let before = home.exported();
    let run = home
        .command("edit k7fq")
        .editor(|text| {
            text.push_str("more");
            Err(EditorError::Failed {
                program: "vi".to_owned(),
                code: 1,
            })
        })
        .run();
    assert!(run.refused(1).contains("ended with exit code 1"));
    assert_eq!(home.exported(), before);
    assert!(home.kept()[0].ends_with("more"));
}

#[test]
fn what_is_impossible_is_refused() {
    let mut home = Home::with_portfolio();
    let before = home.exported();
    for line in [
        "edit",
        "edit k7fq --tried ''",
        "edit k7fq --because ' '",
        "edit k7fq --add-tag 'two words'",
        "edit k7fq --spent 40",
        "edit k7fq --at tomorrow",
        "edit k7fq --at 2026-02-30",
        "edit k7fq --outcome ''",
        "edit k7fq m2ab",
    ] {
        home.refused(2, line);
    }
    home.refused(4, "edit zzzz -b x");
    home.refused(4, "edit zzzz");
    home.refused(5, "edit m2 -b x");
    assert_eq!(home.exported(), before);
}

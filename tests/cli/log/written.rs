//! `folio log --edit`: the entry as a document in the editor.

use folio::host::scripted::Reply;
use folio::host::{EditorError, YesOrNo};
use insta::assert_snapshot;

use crate::driver::{Home, Run, without_colors};

/// How an editor fails that cannot be found.
fn not_started() -> EditorError {
    EditorError::NotStarted {
        program: "ed".to_owned(),
        cause: std::io::ErrorKind::NotFound.into(),
    }
}

#[test]
fn the_editor_gets_a_document_with_what_is_known_and_saves_what_comes_back() {
    let mut home = Home::new();
    let run = home
        .command("log 'a first try' -t caching --spent 40m -e")
        .editor(|text| {
            assert_snapshot!(text, @r#"
            +++
            outcome = "failed"   # failed, partial or worked
            tags = ["caching"]
            # project = "shop"
            # assist = "none"   # none, ask, pair or delegate
            spent = "40m"
            # happened_at = "yesterday 14:00"   # now, unless it is given
            +++

            # Tried

            a first try

            ## Because


            ## Principle


            ## Signals

            - 

            ## Next
            "#);
            *text = text
                .replace("## Because\n", "## Because\n\nit was *stale*\n")
                .replace("- \n", "- a smell\n- another\n");
            Ok(())
        })
        .run();
    assert_snapshot!(run, @"logged xxhy  (a draft: `folio distill xxhy` adds the principle)");
    assert_snapshot!(home.output("show last"), @"
    xxhy  failed  draft
    when    2026-10-05 09:30
    tags    caching
    spent   40 min
    author  ada
    id      01a10af8-30c0-7001-8ef5-fe2d1072d2ad

    I tried
    a first try

    It failed because
    it was *stale*

    Next time I see
    - a smell
    - another
    ");
    assert_eq!(home.kept(), [""; 0]);
}

#[test]
fn a_document_that_comes_back_unchanged_is_not_logged() {
    let mut home = Home::new();
    let run = home.command("log x -e").editor(|_| Ok(())).run();
    assert_snapshot!(run.refused(1), @"
    error: nothing was logged: the document came back as it was
    hint: write at least what you tried and why it failed, and save the file
    ");
    assert_eq!(home.kept(), [""; 0]);
    assert_eq!(home.exported(), "");
}

#[test]
fn what_the_flags_said_is_logged_though_the_document_comes_back_unchanged() {
    let mut home = Home::new();
    home.command("log x -b y -e")
        .editor(|_| Ok(()))
        .run()
        .succeeded();
    assert_eq!(home.exported().lines().count(), 1);
    assert_eq!(home.kept(), [""; 0]);
}

/// Runs `log -e` without a terminal, with an editor that leaves this behind.
fn edited(home: &mut Home, left: &str) -> Run {
    let left = left.to_owned();
    home.command("log -e")
        .editor(move |text| {
            text.clone_from(&left);
            Ok(())
        })
        .run()
}

#[test]
fn a_document_that_cannot_be_read_is_kept() {
    let mut home = Home::new();
    let broken = "+++\noutcome = failed\n+++\n\n# Tried\n\nlong work\n";
    let error = edited(&mut home, broken).refused(2);
    let (error, hint) = error.split_once("hint: what you wrote").unwrap();
    assert_snapshot!(error, @r#"
    error: line 2: the front matter is not TOML: invalid boolean, expected `false`
    hint: write `key = "value"`, with text in double quotes, or take the line out
    "#);
    assert!(
        hint.ends_with(".md; mend it there, and `folio import` takes it\n"),
        "{hint}"
    );
    assert_eq!(home.kept(), [broken]);
}

#[test]
fn a_document_that_holds_no_single_entry_is_kept() {
    let one = "+++\noutcome = \"failed\"\n+++\n\n# Tried\n\nx\n\n## Because\n\ny\n";
    for (document, reason) in [
        (
            format!("{one}\n{one}"),
            "there is more than one entry in the document",
        ),
        ("\n".to_owned(), "the document is empty"),
        (
            one.replace("\n## Because\n\ny\n", ""),
            "there is nothing under the heading `Because`",
        ),
        (
            one.replace("x\n", ""),
            "there is nothing under the heading `Tried`",
        ),
        (one.replace("failed", "broken"), "`outcome`: "),
        (one.replace("## Because", "## Becuase"), "Becuase"),
    ] {
        let mut home = Home::new();
        let error = edited(&mut home, &document).refused(2);
        assert!(error.contains(reason), "{error}");
        assert_eq!(home.kept(), [document]);
        assert_eq!(home.exported(), "");
    }
}

#[test]
fn on_a_terminal_a_document_that_cannot_be_read_can_be_mended() {
    let mut home = Home::new();
    let mut opened = 0;
    let run = home
        .command("log 'a first try' -b 'no luck' -e")
        .terminal(80, 24)
        .reply("Open the editor again?", Reply::Confirm(YesOrNo::Yes))
        .editor(move |text| {
            opened += 1;
            *text = match opened {
                1 => text.replace("\"failed\"", "failed"),
                _ => text.replace("= failed", "= \"partial\""),
            };
            Ok(())
        })
        .run();
    run.succeeded();
    assert_eq!(home.json("entries", "list --json")[0]["outcome"], "partial");
    let run = home
        .command("log 'a second try' -b 'no luck' -e")
        .terminal(80, 24)
        .reply("Open the editor again?", Reply::Confirm(YesOrNo::No))
        .editor(|text| {
            *text = text.replace("\"failed\"", "failed");
            Ok(())
        })
        .run();
    assert_eq!(run.code, 2);
    assert!(home.kept()[0].contains("a second try"));
}

#[test]
fn breaking_off_instead_of_mending_a_document_says_where_it_is() {
    let mut home = Home::new();
    let run = home
        .command("log -e")
        .terminal(80, 24)
        .reply("Open the editor again?", Reply::Interrupt)
        .editor(|text| {
            *text = "half a document".to_owned();
            Ok(())
        })
        .run();
    assert_eq!(run.code, 130);
    let error = without_colors(&run.error);
    assert!(error.contains("hint: what you wrote is kept in"), "{run}");
    assert_eq!(home.kept(), ["half a document"]);
}

#[test]
fn an_editor_that_fails_keeps_what_was_saved_in_it() {
    let mut home = Home::new();
    let run = home.command("log -e").editor(|_| Err(not_started())).run();
    assert_snapshot!(run.refused(1), @"
    error: the editor `ed` could not be started: entity not found
    hint: set VISUAL or EDITOR to a program that is installed
    hint: `folio config set editor COMMAND`, $VISUAL or $EDITOR name another editor
    ");
    assert_eq!(home.kept(), [""; 0]);
    let run = home
        .command("log -e")
        .editor(|text| {
            text.push_str("half a thought");
            Err(EditorError::Killed {
                program: "ed".to_owned(),
            })
        })
        .run();
    assert!(
        run.refused(1)
            .starts_with("error: the editor `ed` was killed\n")
    );
    assert!(home.kept()[0].contains("half a thought"));
}

#[test]
fn what_is_piped_in_is_kept_where_the_journal_cannot_be_used() {
    let mut home = Home::new();
    home.write("notes.db", "this is no journal");
    let run = home
        .command("log 'build it' -b 'it broke' --evidence - --journal notes.db")
        .input("error: no space left")
        .run();
    assert!(run.refused(3).contains("what you wrote is kept in"));
    assert!(home.kept().concat().contains("error: no space left"));
}

#[test]
fn what_no_file_can_keep_is_shown_as_it_was_written() {
    let mut home = Home::new();
    home.write("notes.db", "this is no journal");
    home.write("state", "a file where a folder should be");
    let state = home.path("state");
    let run = home
        .command("log 'build it' -b 'it broke\n\ntwice' --journal notes.db")
        .environment("XDG_STATE_HOME", state.to_str().unwrap())
        .run();
    let error = run.refused(1);
    let hint = "hint: what you wrote could not be kept in a file; here it is:\n+++\n";
    assert!(error.contains(hint), "{error}");
    assert!(
        error.contains("\n## Because\n\nit broke\n\ntwice\n"),
        "{error}"
    );
}

#[test]
fn an_editor_that_leaves_nothing_is_not_said_to_have_left_something() {
    let mut home = Home::new();
    let run = home.command("log -e").editor(|text| {
        text.clear();
        Ok(())
    });
    assert_snapshot!(run.run().refused(2), @"
    error: the document is empty
    hint: leave the `+++` lines and the headings where they are
    ");
    assert!(home.kept().is_empty());
}

#[test]
fn no_editor_is_opened_where_there_is_neither_a_terminal_nor_a_chosen_one() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(2, "log -e"), @"
    error: there is no terminal to open an editor in
    hint: give the fields with flags instead
    ");
}

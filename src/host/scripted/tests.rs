//! Tests of the host held by a test: what goes in is what a run sees, and what a run leaves behind comes out.
#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use super::*;
use crate::host::{Answer, LocalZone, Need, PromptError, TextPrompt, YesOrNo};

fn on_a_terminal() -> ScriptedHost {
    ScriptedHost::new().terminal(Terminal::interactive(80, 24))
}

#[test]
fn what_a_run_writes_and_pages_is_handed_back() {
    let run = ScriptedHost::new().run(|host| {
        host.standard_output.write_all(b"data").unwrap();
        host.standard_error.write_all(b"a word").unwrap();
        host.pager.page("less", "a long text").unwrap();
        3
    });
    assert_eq!(
        (run.output_text().as_str(), run.error_text().as_str()),
        ("data", "a word")
    );
    assert_eq!(run.paged, ["a long text"]);
    assert_eq!(run.returned, 3);
}

#[test]
fn what_a_test_sets_is_what_a_run_sees() {
    let scripted = ScriptedHost::new()
        .arguments(["list", "--json"])
        .environment(Environment::from_iter([("PAGER", "more")]))
        .directory("/work")
        .standard_input("piped");
    scripted.run(|host| {
        assert_eq!(host.arguments, ["folio", "list", "--json"]);
        assert_eq!(host.environment.text("PAGER").as_deref(), Some("more"));
        assert_eq!(host.directory, Path::new("/work"));
        assert_eq!(
            io::read_to_string(&mut host.standard_input).unwrap(),
            "piped"
        );
    });
}

#[test]
fn the_clock_stands_still_and_seeds_repeat() {
    let bytes = |seed| {
        ScriptedHost::new()
            .seed(seed)
            .run(|host| host.entropy.bytes().unwrap())
    };
    assert_eq!(bytes(1).returned, bytes(1).returned);
    assert_ne!(bytes(1).returned, bytes(2).returned);
    ScriptedHost::new().run(|host| {
        assert_eq!(host.clock.now().to_rfc3339(), "2026-10-05T09:30:00+02:00");
        assert_eq!(
            host.clock.zone(),
            LocalZone::Fixed(*host.clock.now().offset())
        );
    });
    let now = DateTime::parse_from_rfc3339("2027-01-01T00:00:00-05:00").unwrap();
    ScriptedHost::new()
        .now(now)
        .run(|host| assert_eq!(host.clock.now(), now));
}

#[test]
fn replies_go_to_the_questions_they_are_for() {
    let items = ["failed", "worked"].map(str::to_owned);
    let run = on_a_terminal()
        .reply("Tried", Reply::text(" a cache "))
        .reply("Outcome", Reply::text("worked"))
        .reply("Principle", Reply::text("a new one"))
        .reply("Tags", Reply::many(["caching", "caching"]))
        .reply("Save?", Reply::Confirm(YesOrNo::No))
        .run(|host| {
            let prompts = &mut host.prompts;
            let tried = prompts.text(&TextPrompt::required("Tried")).unwrap();
            assert_eq!(tried, Answer::Given("a cache".to_owned()));
            let outcome = prompts.select("Outcome", &items, Need::Required).unwrap();
            assert_eq!(outcome, Answer::Given(1));
            let principle = prompts
                .choose_or_type("Principle", &[], Need::Optional)
                .unwrap();
            assert_eq!(principle.given().as_deref(), Some("a new one"));
            assert_eq!(
                prompts.choose_many_or_type("Tags", &[]).unwrap(),
                ["caching"]
            );
            assert_eq!(prompts.confirm("Save?", YesOrNo::Yes).unwrap(), YesOrNo::No);
        });
    assert!(run.unasked.is_empty());
}

#[test]
fn the_return_key_alone_takes_what_is_there_or_leaves_the_question_open() {
    on_a_terminal()
        .reply("Tried", Reply::Return)
        .reply("Next", Reply::Return)
        .reply("Save?", Reply::Return)
        .run(|host| {
            let with_text = TextPrompt {
                initial: Some("as before"),
                ..TextPrompt::required("Tried")
            };
            let tried = host.prompts.text(&with_text).unwrap();
            assert_eq!(tried, Answer::Given("as before".to_owned()));
            let next = host.prompts.text(&TextPrompt::optional("Next")).unwrap();
            assert_eq!(next, Answer::Skipped);
            assert_eq!(
                host.prompts.confirm("Save?", YesOrNo::Yes).unwrap(),
                YesOrNo::Yes
            );
        });
}

#[test]
fn a_question_that_is_not_the_next_of_the_script_is_an_error_and_leaves_the_reply() {
    let run = on_a_terminal()
        .reply("Tried", Reply::text("a cache"))
        .run(|host| {
            host.prompts
                .text(&TextPrompt::required("Because"))
                .unwrap_err()
                .to_string()
        });
    assert!(
        run.returned
            .contains("asked for `Because` where `Tried` was expected")
    );
    assert_eq!(run.unasked, ["Tried"]);
}

#[test]
fn a_question_after_the_last_reply_is_an_error() {
    let run = on_a_terminal().run(|host| host.prompts.confirm("Save?", YesOrNo::No).unwrap_err());
    assert!(
        run.returned
            .to_string()
            .contains("asked for `Save?` after the last reply")
    );
}

#[test]
fn a_reply_that_a_question_cannot_take_is_an_error() {
    let items = ["failed".to_owned()];
    on_a_terminal()
        .reply("Outcome", Reply::text("splendid"))
        .reply("Tried", Reply::Return)
        .reply("Save?", Reply::text("yes"))
        .run(|host| {
            host.prompts
                .select("Outcome", &items, Need::Required)
                .unwrap_err();
            host.prompts
                .text(&TextPrompt::required("Tried"))
                .unwrap_err();
            host.prompts.confirm("Save?", YesOrNo::No).unwrap_err();
        });
}

#[test]
fn a_question_can_be_interrupted_and_the_terminal_can_go_away() {
    on_a_terminal()
        .reply("Tried", Reply::Interrupt)
        .reply("Tried", Reply::EndOfInput)
        .run(|host| {
            let mut ask = || host.prompts.text(&TextPrompt::required("Tried"));
            assert!(matches!(ask(), Err(PromptError::Interrupted)));
            assert!(matches!(ask(), Err(PromptError::EndOfInput)));
        });
}

#[test]
fn without_a_terminal_no_reply_is_given() {
    let run = ScriptedHost::new()
        .reply("Tried", Reply::text("a cache"))
        .run(|host| host.prompts.text(&TextPrompt::required("Tried")));
    assert!(matches!(run.returned, Err(PromptError::NotATerminal)));
    assert_eq!(run.unasked, ["Tried"]);
}

#[test]
fn the_editor_changes_the_text_of_the_file_even_when_it_fails() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), "draft").unwrap();
    let path = file.path().to_owned();
    let run = ScriptedHost::new()
        .editor(|text| {
            text.push_str(", edited");
            Err(EditorError::Killed {
                program: "vi".to_owned(),
            })
        })
        .run(move |host| host.editor.edit("vi", &path));
    assert!(matches!(run.returned, Err(EditorError::Killed { .. })));
    assert_eq!(fs::read_to_string(file.path()).unwrap(), "draft, edited");
}

#[test]
fn programs_are_answered_by_the_test_and_are_missing_without_one() {
    let branch = |host: &mut Host| {
        host.processes
            .run("git", &["branch".as_ref()], Path::new("/"))
    };
    let missing = ScriptedHost::new().run(branch).returned;
    assert_eq!(missing.unwrap_err().kind(), io::ErrorKind::NotFound);
    let answered = ScriptedHost::new()
        .processes(|program, arguments, _| {
            assert_eq!(
                (program, arguments),
                ("git", ["branch".as_ref()].as_slice())
            );
            Ok(ProcessOutput {
                exit_code: Some(0),
                ..ProcessOutput::default()
            })
        })
        .run(branch);
    assert!(answered.returned.unwrap().succeeded());
}

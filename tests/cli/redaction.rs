//! Secrets are replaced before anything is saved, whichever way it comes. The tokens are made up when a test runs.

use std::fs;

use folio::host::scripted::Reply;
use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

/// A made-up token in the format of GitHub.
fn token() -> String {
    format!("ghp_{}", "aB3".repeat(12))
}

/// What stands in the journal, as it would be exported.
fn journal(home: &mut Home) -> String {
    let exported = home.exported();
    assert!(!exported.contains(&token()), "{exported}");
    exported
}

#[test]
fn evidence_is_saved_without_its_secrets_and_a_note_says_so_once() {
    let mut home = Home::new();
    let log = format!(
        "cloning with {}\npassword=hunter2 password=hunter3\nfatal: no such repository\n",
        token()
    );
    let run = home
        .command("log clone -b gone --evidence -")
        .input(log)
        .run();
    assert_snapshot!(run, @"
    logged xxhy  (a draft: `folio distill xxhy` adds the principle)
    -- standard error --
    note: 3 secrets were replaced: github token, password (2) in output
    ");
    assert_eq!(
        home.json("entries", "show last --json")[0]["evidence"]["output"],
        "cloning with [redacted: github token]\npassword=[redacted: password] password=[redacted: password]\nfatal: \
         no such repository\n"
    );
}

#[test]
fn what_a_person_types_loses_tokens_and_keeps_sentences_about_passwords() {
    let mut home = Home::new();
    let run = home.run(&format!(
        "log 'push with {}' -b 'password: must have 8 characters, not hunter2' -p '{} leaks' -s '{}'",
        token(),
        token(),
        token()
    ));
    assert_snapshot!(run, @"
    logged xxhy
    -- standard error --
    note: 3 secrets were replaced: github token in principle, github token in signals, github token in tried
    ");
    let exported = journal(&mut home);
    assert!(exported.contains("password: must have 8 characters, not hunter2"));
    let run = home.run(&format!("edit last --next 'revoke {}'", token()));
    assert_snapshot!(run, @"
    changed xxhy  (next)
    -- standard error --
    note: 1 secret was replaced: github token in next
    ");
    journal(&mut home);
}

#[test]
fn an_entry_from_json_and_one_from_the_editor_are_saved_without_secrets() {
    let mut home = Home::new();
    let object = format!(
        r#"{{"tried": "a", "because": "b {0}", "evidence": {{"command": "curl -u ann:hunter2 https://h", "output": "{0}"}}}}"#,
        token()
    );
    let run = home.command("log --from-json -").input(object).run();
    assert_snapshot!(run, @"
    logged xxhy  (a draft: `folio distill xxhy` adds the principle)
    -- standard error --
    note: 3 secrets were replaced: github token in because, password in command, github token in output
    ");
    let exported = journal(&mut home);
    assert!(
        exported.contains("curl -u ann:[redacted: password] https://h"),
        "{exported}"
    );
    home.command("edit last")
        .editor(|text| {
            *text = text.replace("## Next\n", &format!("## Next\n\nnever {}\n", token()));
            Ok(())
        })
        .run()
        .succeeded();
    assert!(journal(&mut home).contains("never [redacted: github token]"));
}

#[test]
fn imported_entries_are_saved_without_secrets_and_come_back_the_same() {
    let mut home = Home::new();
    let line = format!(
        r#"{{"tried": "a", "because": "b", "evidence": {{"command": "PGPASSWORD=hunter2 psql", "output": "{}"}}, "reviews": [{{"verdict": "confirmed", "by": "ann", "at": "2026-10-01T10:00:00+02:00", "note": "{}"}}]}}"#,
        token(),
        token()
    );
    home.write("one.jsonl", line);
    assert_snapshot!(home.run("import one.jsonl --dry-run"), @"
    would add 1 entry
    -- standard error --
    note: 3 secrets would be replaced: password in command, github token in output, github token in reviews
    ");
    assert_snapshot!(home.run("import one.jsonl"), @"
    added 1 entry
    -- standard error --
    note: 3 secrets were replaced: password in command, github token in output, github token in reviews
    ");
    let exported = journal(&mut home);
    let mut other = Home::new();
    other.write("again.jsonl", &exported);
    assert_snapshot!(other.run("import again.jsonl"), @"added 1 entry");
    assert_eq!(other.exported(), exported);
}

#[test]
fn principles_that_are_merged_and_distilled_lose_their_tokens() {
    let mut home = Home::with_portfolio();
    let run = home.run(&format!(
        "principles --merge k7fq --into 'never print {}'",
        token()
    ));
    assert_snapshot!(run, @"
    changed 2 entries; they carry never print [redacted: github token]
    -- standard error --
    note: 1 secret was replaced: github token in principle
    ");
    let draft = home.ids("list --stage draft").remove(0);
    let run = home.run(&format!("distill {draft} -p 'hide {}'", token()));
    assert_snapshot!(run, @"
    changed d8ry  (principle)
    -- standard error --
    note: 1 secret was replaced: github token in principle
    ");
    journal(&mut home);
}

#[test]
fn a_pattern_of_the_configuration_is_replaced_too() {
    let mut home = Home::new();
    home.run("config set redaction.patterns 'customer ([0-9]{2,8})'")
        .succeeded();
    assert_snapshot!(home.output("config get redaction.patterns"), @r#"["customer ([0-9]{2,8})"]"#);
    let run = home.run("log 'billed customer 1742 twice' -b 'customer 1742 clicked twice'");
    assert_snapshot!(run, @"
    logged qjaa  (a draft: `folio distill qjaa` adds the principle)
    -- standard error --
    note: 2 secrets were replaced: pattern in because, pattern in tried
    ");
    assert!(journal(&mut home).contains("billed customer [redacted: pattern] twice"));
}

#[test]
fn a_pattern_that_cannot_be_used_is_refused_where_it_is_set_and_where_it_is_read() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(2, "config set redaction.patterns 'customer ([0-9]'"), @r#"
    error: `redaction.patterns` is a list with the text `customer ([0-9]` (unclosed group, at character 10), but it must be a list of regular expressions that match at least one character each
    hint: write for example `redaction.patterns = ["customer-[0-9]{4,8}"]`
    "#);
    home.configure("[redaction]\npatterns = [\"x*\"]\n");
    assert_snapshot!(home.refused(2, "list"), @r#"
    error: `redaction.patterns` in ~/.config/folio/config.toml, line 2, is a list with the text `x*` (it matches the empty text), but it must be a list of regular expressions that match at least one character each
    hint: write for example `redaction.patterns = ["customer-[0-9]{4,8}"]`
    "#);
}

#[test]
fn without_output_the_rest_of_the_evidence_is_kept() {
    let mut home = Home::new();
    let object =
        r#"{"tried": "a", "because": "b", "evidence": {"command": "make", "output": "long"}}"#;
    home.command("log --from-json - --no-output")
        .input(object)
        .run()
        .succeeded();
    let evidence = &home.json("entries", "show last --json")[0]["evidence"];
    assert_eq!(evidence["command"], "make");
    assert_eq!(evidence["output"], serde_json::Value::Null);
    assert_snapshot!(home.refused(2, "log a -b b --evidence x --no-output"), @"
    error: the argument `--evidence <FILE|->` cannot be used with `--no-output`
    hint: usage: folio log --because <TEXT> --evidence <FILE|-> <TRIED>...
    ");
}

#[test]
fn the_places_that_practice_adds_lose_tokens_too() {
    let mut home = Home::new();
    home.output("log push -b 'it leaked' -p 'read a log before it is shared'");
    let run = home.run(&format!(
        "practice last --got-it --elsewhere 'the build log has {}'",
        token()
    ));
    assert_snapshot!(run, @"
    noted xxhy: got it  (due again 2026-10-07)
    -- standard error --
    note: 1 secret was replaced: github token in elsewhere
    ");
    journal(&mut home);
}

#[test]
fn reviews_lose_tokens_too_and_a_pack_with_one_is_still_taken_once() {
    let mut home = Home::new();
    home.output("log push -b 'it leaked' -p 'read a log before it is shared'");
    let run = home.run(&format!(
        "review last --verdict confirmed --note 'the log has {}'",
        token()
    ));
    assert_snapshot!(run, @"
    reviewed xxhy: confirmed by ada (self)
    -- standard error --
    note: 1 secret was replaced: github token in reviews
    ");
    home.output("log pull -b 'it leaked' -p 'share no log'");
    let pack = home.output("review --pack -");
    let answered = pack
        .replace("By:", "By: Grace")
        .replace("Verdict:", "Verdict: confirmed")
        .replace("Note:", &format!("Note: as in {}", token()));
    let read = |home: &mut Home| {
        let command = home.command("review --read -");
        command.input(answered.clone()).run()
    };
    assert_snapshot!(read(&mut home), @"
    reviewed krh8: confirmed by Grace
    1 review taken
    -- standard error --
    note: 1 secret was replaced: github token in reviews
    ");
    assert_snapshot!(read(&mut home), @"0 reviews taken, 1 taken before");
    journal(&mut home);
}

#[test]
fn questions_approaches_and_the_reasons_of_decisions_lose_tokens_too() {
    let mut home = Home::new();
    let token = token();
    let mut said = String::new();
    for line in [
        format!("explore 'who may use {token}?' --as access"),
        format!("try 'ask with {token}'"),
        format!("log 'ask with {token}' -b 'nobody knew' --rules-out '{token} in a mail'"),
        format!("converge last --why '{token} is gone'"),
        "explore --reopen access".to_owned(),
        format!("drop --why '{token} is back'"),
    ] {
        let run = home.run(&line);
        assert!(!run.output.contains(&token), "{}", run.output);
        said.push_str(&run.error);
    }
    assert_snapshot!(said, @"
    note: 1 secret was replaced: github token in question
    note: 1 secret was replaced: github token in title
    note: 2 secrets were replaced: github token in rules_out, github token in tried
    note: 1 secret was replaced: github token in why
    note: krh8 is noted as failed
    note: 1 secret was replaced: github token in why
    ");
    let exploration = home.output("status access --json") + &home.output("history access --json");
    assert!(!exploration.contains(&token), "{exploration}");
    journal(&mut home);
}

#[test]
fn a_brief_and_an_answer_are_noted_and_handed_over_without_secrets() {
    let mut home = Home::new();
    home.output("explore 'which token leaks?' --as leak");
    let flags = [
        "goal",
        "expected",
        "observed",
        "hypothesis",
        "question",
        "meanwhile",
    ];
    let flags = flags.map(|flag| format!(" --{flag} 'the {flag} of {}'", token()));
    let run = home.run(&format!("brief{}", flags.concat()));
    assert!(!run.output.contains(&token()), "{run}");
    assert!(
        run.error.starts_with(
            "note: 6 secrets were replaced: github token in expected, github token in goal, "
        ),
        "{run}"
    );
    let run = home.run(&format!(
        "answered --by mo --principle 'hide {0}' --note 'revoke {0}'",
        token()
    ));
    assert_eq!(
        run.error,
        "note: 2 secrets were replaced: github token in note, github token in principle\n"
    );
    let noted = home.output("status leak --json");
    assert!(!noted.contains(&token()), "{noted}");
    let brief = home.output("brief --format plain");
    for told in ["goal", "expected", "observed", "question", "meanwhile"] {
        assert!(
            brief.contains(&format!("the {told} of [redacted: github token]")),
            "{brief}"
        );
    }
    assert!(
        brief.contains("mo: hide [redacted: github token]"),
        "{brief}"
    );
}

#[test]
fn a_brief_that_is_broken_off_is_kept_without_secrets() {
    let mut home = Home::new();
    home.output("explore 'which token leaks?' --as leak");
    home.command("brief")
        .terminal(80, 24)
        .answer("What did you expect?", &format!("no {}", token()))
        .reply("What happened instead?", Reply::Interrupt)
        .run();
    let kept = home.kept();
    assert!(
        kept[0].contains("no \\[redacted: github token]"),
        "{}",
        kept[0]
    );
}

#[test]
fn a_folder_that_is_named_like_a_token_is_no_name_of_a_project() {
    let mut home = Home::new();
    home.write(&format!("{}/.git/HEAD", token()), "ref: refs/heads/main\n");
    let run = home
        .command("run deploy")
        .directory(&token())
        .ended(2, "oops");
    run.run();
    let memory = fs::read(home.memory()).unwrap();
    assert!(!String::from_utf8_lossy(&memory).contains(&token()));
    for line in [
        "log a -b b --last",
        "explore 'where does it leak?'",
        "log c -b d",
    ] {
        home.command(line).directory(&token()).run().succeeded();
    }
    let entries = home.json("entries", "list --json");
    for entry in entries.as_array().unwrap() {
        assert_eq!(entry["project"], "[redacted: github token]", "{entry}");
    }
    journal(&mut home);
}

#[test]
fn a_project_that_is_typed_loses_its_token() {
    let mut home = Home::new();
    let run = home.run(&format!("log a -b b --project {}", token()));
    assert_snapshot!(run, @"
    logged xxhy  (a draft: `folio distill xxhy` adds the principle)
    -- standard error --
    note: 1 secret was replaced: github token in project
    ");
    journal(&mut home);
}

#[test]
fn reviews_that_differed_in_a_token_alone_are_one_and_the_journal_is_sound() {
    let mut home = Home::new();
    let other = format!("ghp_{}", "bA4".repeat(12));
    let review = |token: &str| json!({"verdict": "confirmed", "by": "grace", "at": "2026-10-05T09:00:00Z", "note": format!("see {token}")});
    let reviews = [review(&token()), review(&other)];
    let entry = json!({"tried": "x", "because": "y", "principle": "z", "reviews": reviews});
    home.command("import -")
        .input(format!("{entry}\n"))
        .run()
        .succeeded();
    let entry = home.json("entries", "show last --json")[0].take();
    assert_eq!(entry["reviews"].as_array().unwrap().len(), 1, "{entry}");
    let checks = home.json("doctor", "doctor --json")["checks"].take();
    let tables = |check: &&serde_json::Value| check["check"] == "tables";
    let tables = checks.as_array().unwrap().iter().find(tables).unwrap();
    assert_eq!(tables["state"], "ok", "{tables}");
}

//! `folio run`: what is remembered of a command that fails, and which lessons come back. How commands are run for real
//! is tested with the program itself.

use std::fs;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::driver::Home;

/// What the compiler of a shop said.
const OUTPUT: &str = "checkout works on one replica, flaky on two\n";

/// The evidence of an entry that is logged with `--last`.
fn evidence(home: &mut Home) -> Value {
    home.json("entry", "log 'try' -b 'it broke' --last --json")["evidence"].take()
}

#[test]
fn a_command_that_fails_brings_lessons_back_below_its_output() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.command("run -- make check").ended(2, OUTPUT).run(), @"
    -- standard error --
    folio: lessons apply

    m2ab  very likely (1.00)
    I tried keep sessions in process memory. It failed because two replicas disagreed after the deploy. The principle is State shared by replicas lives outside them; deeper: shared state needs one owner. Next time I see works on one replica, flaky on two; logged out at random, I will count the replicas first.
    signal  works on one replica, flaky on two
    seen    checkout works on one replica, flaky on two
    words   replica, two, one, works, flaky

    k7fq  very likely (0.93)
    I tried cache prices in the web process. It failed because prices stayed stale after a change. The principle is state shared by replicas lives outside them. Next time I see works on one replica, flaky on two, I will count the replicas first.
    signal  works on one replica, flaky on two
    seen    checkout works on one replica, flaky on two
    words   replica, works, one, two, flaky
    -- exit code 2 --
    ");
}

#[test]
fn lessons_begin_on_a_line_of_their_own() {
    let mut home = Home::with_portfolio();
    let run = home.command("run make").ended(2, OUTPUT.trim()).run();
    assert!(run.error.starts_with("\nfolio: lessons apply\n"), "{run}");
}

#[test]
fn a_command_that_fails_in_a_new_way_is_left_without_a_word() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("run make")
        .ended(2, "undefined symbol: ssl_new\n")
        .run();
    assert_eq!(
        (run.code, run.output.as_str(), run.error.as_str()),
        (2, "", "")
    );
}

#[test]
fn a_command_that_ends_well_or_is_broken_off_is_not_remembered() {
    let mut home = Home::with_portfolio();
    for code in [0, 130, 141] {
        let run = home.command("run make").ended(code, OUTPUT).run();
        assert_eq!((run.code, run.error.as_str()), (code, ""));
    }
    home.refused(4, "log x -b y --last");
}

#[test]
fn what_is_remembered_becomes_the_evidence_of_the_last_failure() {
    let mut home = Home::new();
    let commit = "4f2a91c04f2a91c04f2a91c04f2a91c04f2a91c0";
    home.write("shop/.git/HEAD", "ref: refs/heads/main\n");
    home.write("shop/.git/refs/heads/main", commit);
    home.command("run -- cargo test 'a b'")
        .directory("shop")
        .ended(101, "\u{1b}[31merror\u{1b}[0m: no\r\n10 %\r20 %\r\n")
        .run();
    let entry = home.json("entry", "log 'try' -b 'it broke' --last --json");
    assert_eq!(entry["project"], "shop");
    assert_eq!(
        entry["evidence"],
        json!({
            "command": "cargo test 'a b'", "exit_code": 101, "directory": "~/work/shop", "commit": commit,
            "branch": "main", "output": "error: no\n20 %\n",
        })
    );
}

#[test]
fn the_latest_failure_is_the_last_one() {
    let mut home = Home::new();
    home.command("run make").ended(2, "one").run();
    home.command("run make test").ended(3, "two").run();
    home.command("run make").ended(0, "three").run();
    let evidence = evidence(&mut home);
    assert_eq!(evidence["command"], "make test");
    assert_eq!(evidence["output"], "two");
}

#[test]
fn secrets_are_not_remembered() {
    let mut home = Home::new();
    home.command("run deploy --password=hunter2hunter2")
        .ended(2, "PGPASSWORD=hunter2hunter2 psql\n")
        .run();
    let evidence = evidence(&mut home).to_string();
    assert!(!evidence.contains("hunter2"), "{evidence}");
    assert!(evidence.contains("[redacted: "), "{evidence}");
}

#[test]
fn no_output_is_kept_where_none_is_wanted() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("run --no-output make --no-output")
        .ended(2, OUTPUT)
        .run();
    assert!(run.error.starts_with("folio: lessons apply"), "{run}");
    let evidence = evidence(&mut home);
    assert_eq!(evidence["output"], Value::Null);
    assert_eq!(evidence["command"], "make --no-output");
}

#[test]
fn nothing_is_remembered_where_that_is_turned_off() {
    let mut home = Home::with_portfolio();
    home.configure("[memory]\ncommands = false\n");
    let run = home.command("run make").ended(2, OUTPUT).run();
    assert!(run.error.starts_with("folio: lessons apply"), "{run}");
    let error = home.refused(4, "log x -b y --last");
    assert!(error.contains("folio config set memory.commands true"));
}

#[test]
fn a_journal_or_a_memory_that_cannot_be_used_changes_nothing() {
    let mut home = Home::with_portfolio();
    fs::write(home.journal(), "no journal").unwrap();
    fs::create_dir_all(home.memory()).unwrap();
    let run = home.command("run make").ended(2, OUTPUT).run();
    assert_eq!(
        (run.code, run.output.as_str(), run.error.as_str()),
        (2, "", "")
    );
    let run = home
        .command("run make")
        .without("HOME")
        .ended(2, OUTPUT)
        .run();
    assert_eq!((run.code, run.error.as_str()), (2, ""));
}

#[test]
fn a_system_that_starts_no_process_is_a_failure_of_folio() {
    let mut home = Home::new();
    let error = home.command("run make").nothing_runs().run().refused(1);
    assert_snapshot!(error, @"
    error: nothing was run: too many open files
    hint: run the command without folio
    ");
}

#[test]
fn a_command_is_needed_and_its_flags_are_its_own() {
    let mut home = Home::new();
    home.refused(2, "run");
    home.refused(2, "run --");
    home.command("run ls --help --json -x").ended(2, "").run();
    assert_eq!(evidence(&mut home)["command"], "ls --help --json -x");
}

#[test]
fn the_last_failed_command_and_other_evidence_exclude_each_other() {
    let mut home = Home::new();
    home.refused(2, "log x -b y --last --evidence build.log");
}

#[test]
fn a_last_failed_command_that_is_not_there_is_said_with_what_to_do() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(4, "log x -b y --last"), @"
    error: no failed command is remembered
    hint: run it with `folio run -- COMMAND` first, or attach what was seen with `--evidence FILE`
    ");
}

#[test]
fn only_the_end_of_a_long_output_is_remembered_from_a_line_on() {
    let mut home = Home::new();
    let output = "0123456789\n".repeat(10_000);
    let kept = &output[output.len() - 64 * 1024..];
    home.command("run make").ended(2, kept).run();
    let output = evidence(&mut home)["output"].take();
    let output = output.as_str().unwrap();
    assert!(output.starts_with("0123456789\n") && output.len() > 65_000);
}

#[test]
fn a_command_that_keeps_failing_is_called_a_struggle_once_and_counts_with_the_shells() {
    let mut home = Home::new();
    let fails = |home: &mut Home, time: &str| {
        home.set_now(&format!("2026-10-05T{time}:00+02:00"));
        let run = home.command("run make check").ended(2, "no rule\n").run();
        assert_eq!((run.code, run.output.as_str()), (2, ""));
        run.error
    };
    assert_eq!(fails(&mut home, "10:00"), "");
    home.set_now("2026-10-05T10:08:00+02:00");
    let hook = home.command("hook --exit-code 2 --milliseconds 4200");
    assert_eq!(hook.input("make check").run().output, "");
    assert_eq!(
        fails(&mut home, "10:15"),
        "folio: 15 minutes, 3 failures of `make check`. Time to ask: `folio log --last`\n"
    );
    assert_eq!(fails(&mut home, "10:20"), "");
}

#[test]
fn while_something_is_explored_a_struggle_names_the_brief() {
    let mut home = Home::new();
    home.output("explore 'why does it not build?' --as build");
    home.command("run make").ended(2, "no rule\n").run();
    home.set_now("2026-10-05T10:00:00+02:00");
    let run = home.command("run make").ended(2, "no rule\n").run();
    assert!(run.error.ends_with("Time to ask: `folio brief`\n"), "{run}");
}

#[test]
fn a_struggle_begins_when_the_first_failure_ended() {
    let mut home = Home::new();
    home.set_now("2026-10-05T10:00:00+02:00");
    let run = home.command("run make check").ended(2, "no rule\n").run();
    assert_eq!(run.code, 2);
    // Twelve seconds passed until it failed.
    let mut fails = |time: &str| {
        home.set_now(&format!("2026-10-05T10:{time}+02:00"));
        let hook = home.command("hook --exit-code 2 --milliseconds 10 --color never");
        hook.input("make check").run().output
    };
    assert_eq!(fails("15:05"), "");
    assert!(fails("15:20").contains("15 minutes, 3 failures"));
}

#[test]
fn a_success_ends_the_struggle_with_that_command_alone() {
    let mut home = Home::new();
    let ends = |home: &mut Home, time: &str, command: &str, code: u8| {
        home.set_now(&format!("2026-10-05T{time}:00+02:00"));
        let run = home
            .command(&format!("run {command}"))
            .ended(code, "said\n")
            .run();
        assert_eq!(run.code, code);
        run.error
    };
    for command in ["make check", "make test"] {
        assert_eq!(ends(&mut home, "10:00", command, 2), "");
    }
    assert_eq!(ends(&mut home, "10:10", "make check", 0), "");
    assert_eq!(ends(&mut home, "10:16", "make check", 2), "");
    assert!(ends(&mut home, "10:16", "make test", 2).contains("16 minutes, 2 failures"));
    assert!(ends(&mut home, "10:31", "make check", 2).contains("15 minutes, 2 failures"));
}

#[test]
fn a_success_leaves_nothing_behind_where_nothing_is_remembered() {
    let mut home = Home::new();
    assert_eq!(home.command("run true").ended(0, "").run().code, 0);
    assert!(!home.memory().exists());
}

//! `folio recall`: which lessons come back, why, and when folio is silent.

mod tools;

use std::fs;

use folio::model::EntryId;
use folio::model::time::Stamp;
use folio::store::{Memory, Patience};
use insta::assert_snapshot;

use crate::driver::{Home, NOW};

#[test]
fn a_sentence_brings_its_lesson_back_with_the_reason() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("recall 'it works on one replica and is flaky on two replicas'"), @"
    m2ab  very likely (1.00)
    I tried keep sessions in process memory. It failed because two replicas disagreed after the deploy. The principle is State shared by replicas lives outside them; deeper: shared state needs one owner. Next time I see works on one replica, flaky on two; logged out at random, I will count the replicas first.
    signal  works on one replica, flaky on two
    seen    it works on one replica and is flaky on two replicas
    words   replica, two, one, flaky, works

    k7fq  likely (0.85)
    I tried cache prices in the web process. It failed because prices stayed stale after a change. The principle is state shared by replicas lives outside them. Next time I see works on one replica, flaky on two, I will count the replicas first.
    signal  works on one replica, flaky on two
    seen    it works on one replica and is flaky on two replicas
    words   replica, one, two, flaky, works

    `folio recall --helped m2ab` says that it helped, `--not-relevant m2ab` that it did not apply
    ");
}

#[test]
fn a_signal_that_fires_speaks_whatever_stands_around_it() {
    let mut home = Home::with_portfolio();
    let sentence = "it works on one replica and is flaky on two replicas";
    for text in [
        format!("make check\n{sentence}\n"),
        format!("{sentence}\nfetching the logs\nall of them are fine\n"),
        "make check\nit works on one replica\nand is flaky on two of them\n".to_owned(),
        format!("hello,\n\nthe weather is fine in Bergen\n{sentence}\nsee you on Tuesday\n"),
    ] {
        let run = home.command("recall --json").input(text.clone()).run();
        let object: serde_json::Value = serde_json::from_str(&run.output).unwrap();
        let first = &object["lessons"][0];
        assert_eq!(first["entry"]["short"], "m2ab", "{text}");
        assert_eq!(first["signals"][0], "works on one replica, flaky on two");
    }
}

#[test]
fn nothing_to_say_is_silence() {
    let mut home = Home::with_portfolio();
    let run = home
        .run("recall 'the colour of the button is wrong'")
        .succeeded();
    assert_eq!((run.output.as_str(), run.error.as_str()), ("", ""));
    let run = home.run("recall 'the colour of the button is wrong' --exit-code");
    assert_eq!(
        (run.code, run.output.as_str(), run.error.as_str()),
        (1, "", "")
    );
    assert_eq!(
        home.output("recall 'the colour of the button is wrong' --json"),
        "{\"folio\":1,\"lessons\":[]}\n"
    );
}

#[test]
fn what_is_piped_in_is_read() {
    let mut home = Home::with_portfolio();
    let log = "Compiling shop v0.1.0\nerror: two replicas disagreed after the deploy\n";
    for line in ["recall --json", "recall - --json"] {
        let run = home.command(line).input(log).run().succeeded();
        assert!(run.output.contains("\"short\":\"m2ab\""), "{run}");
    }
}

#[test]
fn on_a_terminal_a_text_must_be_given() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.command("recall").terminal(80, 24).run().refused(2), @r#"
    error: there is no text to find lessons for
    hint: write it, as in `folio recall "flaky on two replicas"`, or pipe a log in:
    `make 2>&1 | folio recall`
    "#);
}

/// The short ids of the lessons that come back for what is piped in.
fn recalled(home: &mut Home, log: impl Into<Vec<u8>>) -> Vec<String> {
    let run = home.command("recall --json").input(log).run().succeeded();
    let object: serde_json::Value = serde_json::from_str(&run.output).unwrap();
    let lessons = object["lessons"].as_array().unwrap().iter();
    lessons
        .map(|lesson| lesson["entry"]["short"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_signal_fires_wherever_it_stands_in_a_long_log() {
    let mut home = Home::with_portfolio();
    home.output("log 'raise the timeout' -b 'it hid a leak' -s '/pool timed out after [0-9]+ s/'");
    let progress = |count| "   Compiling part v0.1.0 (/home/ada/part)\n".repeat(count);
    let log = format!(
        "{}pool timed out after 30 s\n{}",
        progress(200),
        progress(200)
    );
    assert_eq!(recalled(&mut home, log).len(), 1);
}

#[test]
fn a_failure_in_the_middle_of_a_huge_log_is_found() {
    let mut home = Home::with_portfolio();
    let progress = |count| "   Compiling part v0.1.0 (/home/ada/part)\n".repeat(count);
    let log = format!(
        "{}error: two replicas disagreed after the deploy\n{}",
        progress(4_000),
        progress(4_000)
    );
    assert_eq!(recalled(&mut home, log), ["m2ab"]);
}

#[test]
fn colours_progress_bars_and_broken_characters_do_not_matter() {
    let mut home = Home::with_portfolio();
    let log = b"10 %\r50 %\rdone\r\n\x1b[31merror\x1b[0m: two \xffreplicas disagreed after the \x1b[1mdeploy\x1b[0m\r\n";
    assert_eq!(recalled(&mut home, log.as_slice()), ["m2ab"]);
}

#[test]
fn what_is_no_text_is_refused_and_nothing_is_silence() {
    let mut home = Home::with_portfolio();
    let binary: Vec<u8> = (0..4_096_u32).map(|n| (n * n % 251) as u8).collect();
    let refused = home.command("recall").input(binary).run().refused(2);
    assert_snapshot!(refused, @"
    error: standard input is no text
    hint: hand over what a program printed
    ");
    for empty in ["", "\n\n", " \u{1b}[0m"] {
        assert_eq!(recalled(&mut home, empty), [""; 0], "{empty:?}");
    }
}

#[test]
fn filters_restrict_what_comes_back() {
    let mut home = Home::with_portfolio();
    let text = "'it works on one replica and is flaky on two'";
    let ids = |home: &mut Home, flags: &str| -> Vec<String> {
        let lessons = home.json("lessons", &format!("recall {text} --json {flags}"));
        let lessons = lessons.as_array().unwrap().clone();
        let short =
            |lesson: &serde_json::Value| lesson["entry"]["short"].as_str().unwrap().to_owned();
        lessons.iter().map(short).collect()
    };
    assert_eq!(ids(&mut home, "").len(), 2);
    assert_eq!(ids(&mut home, "--limit 1").len(), 1);
    assert_eq!(ids(&mut home, "--month 2026-09"), ["k7fq"]);
    assert_eq!(ids(&mut home, "--tag sessions"), ["m2ab"]);
    assert_eq!(ids(&mut home, "--text stale"), ["k7fq"]);
    assert_eq!(ids(&mut home, "--outcome worked"), [""; 0]);
    assert!(ids(&mut home, "--threshold 0 --limit 0").len() >= 2);
    home.refused(2, &format!("recall {text} --threshold 2"));
}

#[test]
fn feedback_is_kept_shown_and_undone() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("recall --helped m2ab --not-relevant k7fq x9kd"), @"
    noted that m2ab helped
    noted that k7fq did not apply
    noted that x9kd did not apply
    ");
    let feedback = home.json("entries", "show m2ab --json")[0]["feedback"].clone();
    assert_eq!(feedback[0]["verdict"], "helped");
    assert_eq!(feedback[0]["by"], "ada");
    let shown = home.output("show k7fq");
    assert!(shown.contains("came back  did not apply 1 time"), "{shown}");
    assert!(home.output("history m2ab").contains("(recall)"));
    let exported = home.exported();
    let mut other = Home::new();
    other
        .command("import -")
        .input(exported.clone())
        .run()
        .succeeded();
    assert_eq!(other.exported(), exported);
    home.output("undo");
    assert!(!home.output("show k7fq").contains("came back"));
    home.refused(4, "recall --helped zzzz");
}

#[test]
fn a_pattern_that_cannot_be_used_is_refused_with_its_place_and_nothing_is_lost() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(2, "log a -b b -s '/timeout (after/'"), @r"
    error: invalid value `/timeout (after/` for `--signal <PHRASE>`: the pattern is wrong at character 10: unclosed group (`(`)
    hint: write the phrase without slashes, or put `\` before a sign that is meant literally
    ");
    assert_snapshot!(home.refused(2, "edit m2ab -s '/(a{1000}){1000}/'"), @"
    error: invalid value `/(a{1000}){1000}/` for `--add-signal <PHRASE>`: the pattern grows beyond 262144 bytes when it is compiled
    hint: use fewer or smaller repetitions
    ");
    home.refused(2, "distill m2ab -s '/.*/'");
    let entry = r#"{"tried":"a","because":"b","signals":["fine","/[z-a]/"]}"#;
    assert_snapshot!(home.command("log --from-json -").input(entry).run().refused(2), @r"
    error: `signals`: `/[z-a]/` cannot be used: the pattern is wrong at character 3: invalid character class range, the start must be <= the end (`z`)
    hint: write the phrase without slashes, or put `\` before a sign that is meant literally
    ");
    assert_snapshot!(home.command("import -").input(entry).run().refused(1), @"
    line  reason
    ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       1  `signals`: `/[z-a]/` cannot be used: the pattern is wrong at character 3: invalid character class range, the start must be <= the end (`z`)
    error: 1 line of the file cannot be imported; nothing was
    hint: mend those lines, or add `--skip-bad` to import the others
    ");
    let refused = home
        .command("edit m2ab")
        .editor(|text| {
            *text = text.replace("logged out at random", "/logged (out/");
            Ok(())
        })
        .run()
        .refused(2);
    assert!(refused.contains("what you wrote is kept in"), "{refused}");
    assert!(home.kept()[0].contains("/logged (out/"));
}

/// When a lesson was shown last.
fn last_shown(home: &mut Home, id: &str) -> Option<Stamp> {
    let id = home.json("entries", &format!("show {id} --json"))[0]["id"].clone();
    let id = serde_json::from_value(id).unwrap();
    let mut memory = Memory::open(&home.memory(), Patience::Brief).unwrap();
    memory.last_shown(EntryId(id)).unwrap()
}

#[test]
fn the_output_of_the_last_failed_command_is_looked_up() {
    let mut home = Home::with_portfolio();
    let log = "Compiling shop v0.1.0\nerror: two replicas disagreed after the deploy\n";
    home.command("run make").ended(2, log).run();
    let lessons = home.json("lessons", "recall --last --json");
    assert_eq!(lessons[0]["entry"]["short"], "m2ab");
    assert_eq!(
        lessons[0]["line"],
        "error: two replicas disagreed after the deploy"
    );
}

#[test]
fn a_last_failed_command_without_output_is_looked_up_by_its_line() {
    let mut home = Home::with_portfolio();
    home.output("log 'keep the old schema' -b 'columns were missing' -s 'sqlx migrate run'");
    home.command("hook --exit-code 1 --milliseconds 4200 --color never")
        .input("sqlx migrate run --dry\n")
        .run()
        .succeeded();
    let lessons = home.json("lessons", "recall --last --json");
    assert_eq!(lessons[0]["signals"][0], "sqlx migrate run");
}

#[test]
fn that_no_failed_command_is_remembered_is_said_with_what_to_do() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(4, "recall --last"), @"
    error: no failed command is remembered
    hint: run it with `folio run -- COMMAND` first, or pipe in what it printed: `make 2>&1 | folio recall`
    ");
    home.refused(2, "recall --last 'two replicas'");
    home.refused(2, "recall --last --helped m2ab");
}

#[test]
fn that_lessons_came_back_is_remembered() {
    let mut home = Home::with_portfolio();
    home.output("recall 'the colour of the button is wrong'");
    assert_eq!(last_shown(&mut home, "m2ab"), None);
    home.output("recall 'two replicas disagreed after the deploy'");
    let now = Stamp::parse_rfc3339(NOW).unwrap();
    assert_eq!(last_shown(&mut home, "m2ab"), Some(now));
    assert_eq!(last_shown(&mut home, "x9kd"), None);
}

#[test]
fn a_memory_that_cannot_be_used_takes_nothing_from_the_answer() {
    let mut home = Home::with_portfolio();
    fs::create_dir_all(home.memory()).unwrap();
    let run = home
        .run("recall 'two replicas disagreed after the deploy'")
        .succeeded();
    assert!(run.output.starts_with("m2ab"), "{run}");
    assert_eq!(run.error, "");
}

#[test]
fn the_words_that_were_met_are_named_and_marked_in_colour() {
    let mut home = Home::with_portfolio();
    let text = "'two replicas disagreed after the deploy'";
    let plain = home.output(&format!("recall {text} --limit 1"));
    assert!(
        plain.contains("words  replicas, disagreed, two, deploy"),
        "{plain}"
    );
    let colored = home.output(&format!("recall {text} --limit 1 --color always"));
    assert!(
        colored.contains(
            "\u{1b}[1;4mtwo replicas disagreed\u{1b}[0m after the \u{1b}[1;4mdeploy\u{1b}[0m"
        ),
        "{colored:?}"
    );
}

//! `folio brief`: the message to a senior, and what is noted of it.

use std::cell::RefCell;
use std::rc::Rc;

use folio::host::scripted::Reply;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::driver::Home;

/// Two approaches that failed, the second with an output, and one that is running.
fn explored() -> Home {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.output("try 'in-memory LRU' --spent 40m");
    home.output("log -b 'two replicas | disagree' --rules-out 'anything inside one process'");
    home.write(
        "load.log",
        "\u{1b}[31merror\u{1b}[0m: out of memory\nkilled\u{7} by 9\n",
    );
    home.output("try 'a bigger heap'");
    home.output("log -b 'it only fails later' --spent 1h --evidence load.log");
    home.output("try 'sticky sessions'");
    home.set_now("2026-10-05T10:00:00+02:00");
    home
}

fn briefs(home: &mut Home) -> Vec<Value> {
    let exploration = home.json("exploration", "status cache --json");
    exploration["briefs"].as_array().unwrap().clone()
}

const TOLD: &str = "--expected 'both agree' --observed 'one keeps the old price' \
                    --hypothesis 'the load is uneven.' --confidence 60% --question 'which one would you operate?'";

#[test]
fn it_says_what_is_asked_what_was_seen_what_was_tried_and_what_is_guessed() {
    let mut home = explored();
    assert_snapshot!(home.run(&format!("brief {TOLD}")), @r"
    # which cache?

    ## Question

    which one would you operate?

    ## Expected

    both agree

    ## Observed

    one keeps the old price

    ## Error

    From the attempt **a bigger heap** (`98ie`):

    ```
    error: out of memory
    killed by 9
    ```

    ## Attempts

    | tried | progress | because | rules out | spent |
    | --- | --- | --- | --- | ---: |
    | in-memory LRU | failed | two replicas \| disagree | anything inside one process | 40 min |
    | a bigger heap | failed | it only fails later |  | 1 h |
    | sticky sessions | running |  |  |  |

    ## Best guess

    I think: the load is uneven. Does that hold up? I am 60 % sure.

    ## Meanwhile

    I am trying sticky sessions.

    ## Time spent

    1 h 40 min on the attempts; opened 2026-10-05 09:30, 30 min on the clock.
    ");
    assert_snapshot!(home.output("brief --format plain"), @"
    which cache?

    Question
    which one would you operate?

    Expected
    both agree

    Observed
    one keeps the old price

    Error
    From the attempt a bigger heap (98ie):
    error: out of memory
    killed by 9

    Attempts
    - in-memory LRU (failed, 40 min): two replicas | disagree
      rules out: anything inside one process
    - a bigger heap (failed, 1 h): it only fails later
    - sticky sessions (running)

    Best guess
    I think: the load is uneven. Does that hold up? I am 60 % sure.

    Meanwhile
    I am trying sticky sessions.

    Time spent
    1 h 40 min on the attempts; opened 2026-10-05 09:30, 30 min on the clock.
    ");
}

#[test]
fn what_nobody_told_is_left_out_and_listed_for_the_writer() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    assert_snapshot!(home.run("brief"), @"
    # which cache?

    ## Time spent

    opened 2026-10-05 09:30, 0 min on the clock.
    -- standard error --
    missing: an attempt that has ended, expected, observed, hypothesis, question, meanwhile
    `folio brief cache --expected … --observed … --hypothesis … --question … --meanwhile …` adds what you know
    ");
    home.output("log a -b b");
    assert_snapshot!(home.run("brief --expected x --observed x --hypothesis x --question x"), @"
    # which cache?

    ## Question

    x

    ## New since the brief of 2026-10-05 09:30

    - tried: a (failed)
    - added: the expectation
    - added: the observation
    - added: the best guess
    - added: the question

    ## Expected

    x

    ## Observed

    x

    ## Attempts

    | tried | progress | because | rules out | spent |
    | --- | --- | --- | --- | ---: |
    | a | failed | b |  |  |

    ## Best guess

    I think: x. Does that hold up?

    ## Time spent

    opened 2026-10-05 09:30, 0 min on the clock.
    -- standard error --
    missing: the output of an attempt, meanwhile
    `folio brief cache --meanwhile …` adds what you know
    ");
}

#[test]
fn a_brief_turns_the_clock_and_is_one_step() {
    let mut home = explored();
    assert!(home.output("status").contains("time to ask"));
    home.output("brief");
    let status = home.output("status");
    assert!(status.contains("asked, not answered yet"), "{status}");
    assert!(status.contains("asked       2026-10-05 10:00"), "{status}");
    home.output("undo");
    assert_eq!(briefs(&mut home), [json!(null); 0]);
    assert!(home.output("status").contains("time to ask"));
}

#[test]
fn the_same_brief_is_noted_once_and_one_that_is_completed_takes_its_place() {
    let mut home = explored();
    home.output("brief --expected 'both agree'");
    home.set_now("2026-10-05T10:05:00+02:00");
    let again = home.run("brief").succeeded();
    assert!(!again.output.contains("New since"), "{again}");
    assert!(
        again
            .error
            .starts_with("note: it says what the brief of 2026-10-05 10:00 said\n"),
        "{again}"
    );
    assert_eq!(briefs(&mut home).len(), 1);
    let completed = home.output("brief --hypothesis 'the load is uneven'");
    assert!(!completed.contains("New since"), "{completed}");
    let noted = briefs(&mut home);
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0]["expected"], "both agree");
    assert_eq!(noted[0]["hypothesis"], "the load is uneven");
    assert_eq!(noted[0]["at"], "2026-10-05T10:05:00+02:00");
}

#[test]
fn a_newer_brief_has_the_texts_of_the_one_before_and_says_what_is_new() {
    let mut home = explored();
    home.output(&format!("brief {TOLD}"));
    home.set_now("2026-10-05T10:30:00+02:00");
    home.output("log -b 'a deploy logs people out' -o partial");
    let newer = home.output("brief --hypothesis 'the network splits' --question ''");
    let (_, news) = newer.split_once("## New since").unwrap();
    let (news, rest) = news.split_once("\n## ").unwrap();
    assert_snapshot!(news, @"
     the brief of 2026-10-05 10:00

    - tried: sticky sessions (partial)
    - changed: the best guess, which was: the load is uneven.
    - withdrawn: the question, which was: which one would you operate?
    ");
    assert!(rest.contains("one keeps the old price"), "{rest}");
    assert!(
        rest.contains("I think: the network splits. Does that hold up?\n"),
        "{rest}"
    );
    assert!(
        !rest.contains("60 %"),
        "a new guess is as sure as it is said to be: {rest}"
    );
    assert_eq!(home.output("brief"), newer);
    assert_eq!(briefs(&mut home).len(), 2);
}

#[test]
fn after_an_answer_the_same_brief_asks_anew() {
    let mut home = explored();
    home.output("brief --question 'which one?'");
    home.set_now("2026-10-05T10:20:00+02:00");
    home.output("answered --by mo --note 'ask the platform team'");
    home.set_now("2026-10-05T10:40:00+02:00");
    let second = home.output("brief");
    assert!(
        second.contains("## Answered so far\n\n- **mo**: ask the platform team\n"),
        "{second}"
    );
    assert_eq!(briefs(&mut home).len(), 2);
    assert!(home.output("status").contains("asked, not answered yet"));
}

#[test]
fn what_is_missing_is_asked_for_and_may_be_left_empty() {
    let mut home = explored();
    let asked = home
        .command("brief --expected 'both agree'")
        .terminal(80, 24)
        .reply("What happened instead?", Reply::Return)
        .answer("What is your best guess?", "the load is uneven")
        .answer("How sure are you, in percent?", "quite")
        .answer("How sure are you, in percent?", "60")
        .answer("What is the one thing you ask?", "which one?")
        .run()
        .succeeded();
    assert_eq!(asked.error, "", "nothing is listed that was asked");
    let noted = briefs(&mut home);
    assert_eq!(noted[0]["observed"], Value::Null);
    assert_eq!(noted[0]["confidence"], 60);
    home.output("log -b 'a deploy logs people out'");
    home.command("brief")
        .terminal(80, 24)
        .reply("What did you expect?", Reply::Return)
        .reply("What happened instead?", Reply::Return)
        .answer("What is your best guess?", "the network splits")
        .reply("How sure are you, in percent?", Reply::Return)
        .answer("What is the one thing you ask?", "")
        .answer("What do you try meanwhile?", "reading the manual")
        .run()
        .succeeded();
    let noted = briefs(&mut home);
    assert_eq!(noted[1]["expected"], "both agree");
    assert_eq!(noted[1]["hypothesis"], "the network splits");
    assert_eq!(noted[1]["confidence"], Value::Null);
    assert_eq!(noted[1]["question"], Value::Null);
    assert_eq!(noted[1]["meanwhile"], "reading the manual");
}

#[test]
fn breaking_off_keeps_what_was_typed_and_notes_nothing() {
    let mut home = explored();
    let broken_off = home
        .command("brief")
        .terminal(80, 24)
        .answer("What did you expect?", "both agree in the end")
        .reply("What happened instead?", Reply::Interrupt)
        .run();
    assert_eq!(broken_off.code, 130);
    assert!(
        broken_off.error.contains("what you wrote is kept in"),
        "{broken_off}"
    );
    let kept = home.kept();
    assert_eq!(kept.len(), 1);
    assert!(
        kept[0].contains("## Expected\n\nboth agree in the end\n"),
        "{}",
        kept[0]
    );
    assert_eq!(briefs(&mut home).len(), 0);
}

#[test]
fn it_is_written_to_a_file_or_copied_instead() {
    let mut home = explored();
    let written = home.output("brief -O brief.md");
    assert_eq!(written, "");
    assert_eq!(home.read("brief.md"), home.output("brief"));
    let clipboard = Rc::new(RefCell::new(String::new()));
    let kept = Rc::clone(&clipboard);
    let copied = home
        .command("brief --copy")
        .environment("DISPLAY", ":0")
        .feeding(move |program, text| {
            (program == "xclip").then(|| {
                kept.replace(text.to_owned());
                0
            })
        })
        .run()
        .succeeded();
    assert_eq!(copied.output, "");
    assert!(
        copied.error.starts_with("copied the brief (xclip)\n"),
        "{copied}"
    );
    assert_eq!(clipboard.take(), home.read("brief.md"));
    let nowhere = home.run("brief --copy").succeeded();
    assert_eq!(nowhere.output, home.read("brief.md"));
    assert!(
        nowhere.error.starts_with("no clipboard was found"),
        "{nowhere}"
    );
    let refused = home.refused(1, "brief -O missing/brief.md");
    assert!(refused.contains("the brief is noted"), "{refused}");
}

#[test]
fn as_json_it_holds_what_is_known_and_what_is_missing() {
    let mut home = explored();
    let brief = home.json("brief", "brief --json --confidence 70 --hypothesis x");
    assert_eq!(brief["exploration"], "cache");
    assert_eq!(brief["confidence"], 70);
    assert_eq!(brief["spent_minutes"], 100);
    assert_eq!(
        brief["error"]["output"],
        "error: out of memory\nkilled by 9"
    );
    assert_eq!(
        brief["attempts"][0]["rules_out"],
        "anything inside one process"
    );
    assert_eq!(
        brief["missing"],
        json!(["expected", "observed", "question"])
    );
    assert_eq!(brief["news"], Value::Null);
    assert_eq!(brief["clock"]["state"], "asked");
}

#[test]
fn how_to_reproduce_it_is_taken_from_the_evidence() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    let entry = json!({"tried": "a `pool`", "because": "it starved", "exploration": "cache",
        "evidence": {"command": "make load", "exit_code": 2, "commit": "9f2c41d0", "branch": "main", "output": "starved"}});
    home.write("entry.json", entry.to_string());
    home.output("log --from-json entry.json");
    let brief = home.output("brief");
    let (_, reproduce) = brief.split_once("## How to reproduce\n").unwrap();
    assert_snapshot!(reproduce.split_once("\n## ").unwrap().0, @"

    - **command:** `make load`
    - **exit code:** 2
    - **commit:** `9f2c41d0`
    - **branch:** `main`
    - **environment:** linux x86_64
    ");
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let mut home = explored();
    assert_snapshot!(home.refused(2, "brief --confidence 120"), @"
    error: invalid value `120` for `--confidence <PERCENT>`: `120` is not a percentage
    hint: write a whole number from 0 to 100
    ");
    assert_snapshot!(home.refused(4, "brief cahce"), @"
    error: no exploration is called `cahce`
    hint: did you mean `cache`?
    ");
    let mut home = Home::new();
    assert_snapshot!(home.refused(1, "brief"), @r#"
    error: no exploration is open here
    hint: open one with `folio explore "QUESTION"`, or name one; `folio explore --all` lists them
    "#);
}

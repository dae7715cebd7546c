//! `folio distill`: drafts become lessons.

use folio::host::scripted::Reply;
use insta::assert_snapshot;

use crate::driver::Home;

const PRINCIPLE: &str = "What is the principle?";
const SIGNAL: &str = "Which signal gives it away?";
const ANOTHER: &str = "Another signal?";
const NEXT: &str = "What will you do when you see it?";

#[test]
fn flags_write_the_principle_without_a_terminal() {
    let mut home = Home::with_portfolio();
    let run = home.run("distill d8ry -p 'a clock is an input' -s 'fails at midnight' --signal drift -n 'freeze the clock'");
    assert_snapshot!(run, @"changed d8ry  (next, principle, signals)");
    assert_snapshot!(home.output("search '\"a clock is an input\"'"), @"
    d8ry  2026-10-05  failed  flaky, sessions
    tried      retry the flaky login test
    principle  a clock is an input
    ");
    assert_eq!(home.ids("list --stage draft"), ["m2q5", "p3we"]);
}

#[test]
fn json_prints_the_entry() {
    let mut home = Home::with_portfolio();
    let entry = home.json(
        "entry",
        "distill d8ry --principle 'a clock is an input' --json",
    );
    assert_eq!(
        (entry["short"].as_str(), entry["stage"].as_str()),
        (Some("d8ry"), Some("lesson"))
    );
}

#[test]
fn a_principle_that_was_met_before_is_counted() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("distill d8ry -p 'state shared by replicas lives outside them'"), @"
    changed d8ry  (principle)
    This principle was met 2 times before, and has cost 2 h 10 min so far.
    ");
}

#[test]
fn drafts_are_walked_through_oldest_first_and_each_answer_is_saved_at_once() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("distill --color never")
        .terminal(80, 24)
        .answer(PRINCIPLE, "do the slow work when nobody waits")
        .answer(SIGNAL, "a nightly window")
        .reply(ANOTHER, Reply::Return)
        .reply(NEXT, Reply::Return)
        .reply(PRINCIPLE, Reply::Return)
        .answer(PRINCIPLE, "a clock is an input")
        .reply(SIGNAL, Reply::Interrupt)
        .run()
        .succeeded();
    assert_snapshot!(run, @"
    -- standard error --
    p3we  2026-09-21  1 of 3
    I tried build the index at night. It worked because nothing is written at night.
    what is left empty is skipped, Ctrl-C stops; what you have answered is kept

    m2q5  2026-10-03  2 of 3
    I tried match names with LIKE. It failed because it scanned every row.
    what is left empty is skipped, Ctrl-C stops; what you have answered is kept

    d8ry  2026-10-05  3 of 3
    I tried retry the flaky login test. It failed because the clock of the runner
    drifted.
    what is left empty is skipped, Ctrl-C stops; what you have answered is kept
    2 entries distilled, 1 left as it is
    ");
    assert_eq!(home.ids("list --stage draft"), ["m2q5"]);
    assert_eq!(home.ids("list --stage lesson --since today"), ["d8ry"]);
}

#[test]
fn stopping_at_the_first_question_changes_nothing() {
    let mut home = Home::with_portfolio();
    let before = home.exported();
    let run = home
        .command("distill")
        .terminal(80, 24)
        .reply(PRINCIPLE, Reply::Interrupt)
        .run();
    run.succeeded();
    assert_eq!(home.exported(), before);
}

#[test]
fn filters_choose_the_drafts() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("distill --tag flaky")
        .terminal(80, 24)
        .answer(PRINCIPLE, "a clock is an input")
        .reply(SIGNAL, Reply::Return)
        .reply(NEXT, Reply::Return)
        .run();
    run.succeeded();
    assert_eq!(home.ids("list --stage draft"), ["m2q5", "p3we"]);
}

#[test]
fn one_entry_is_walked_through_when_only_its_id_is_given() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("distill m2q5")
        .terminal(80, 24)
        .answer(PRINCIPLE, "look at the plan before the query")
        .reply(SIGNAL, Reply::Return)
        .answer(NEXT, "explain it")
        .run();
    run.succeeded();
    assert_eq!(
        home.json("entries", "show m2q5 --json")[0]["next"],
        "explain it"
    );
}

#[test]
fn without_a_terminal_or_an_id_the_flags_are_named() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(2, "distill"), @"
    error: 3 drafts wait for a principle, and there is nobody to ask
    hint: write `folio distill ID --principle TEXT`; `folio list --stage draft` shows the ids
    ");
    home.command("distill --no-input")
        .terminal(80, 24)
        .run()
        .refused(2);
    home.refused(2, "distill --principle x");
    home.refused(2, "distill d8ry --principle ' '");
    home.refused(4, "distill zzzz --principle x");
    home.refused(5, "distill m2 --principle x");
}

#[test]
fn with_nothing_to_distill_it_says_so() {
    assert_snapshot!(Home::new().run("distill"), @"
    -- standard error --
    no drafts wait for a principle
    ");
}

#[test]
fn an_answer_that_cannot_be_saved_is_kept() {
    let mut home = Home::with_portfolio();
    home.configure("redaction.patterns = [\"~\"]\n");
    // What stands in the place of each sign makes the text longer than any may be.
    let principle = "~".repeat(60_000);
    let run = home
        .command("distill d8ry")
        .terminal(80, 24)
        .answer(PRINCIPLE, &principle)
        .reply(SIGNAL, Reply::Return)
        .reply(NEXT, Reply::Return)
        .run();
    assert!(run.error.contains("what you wrote is kept in"), "{run}");
    assert_eq!(home.kept(), [format!("{principle}\n")]);
}

//! `folio answered`: what a senior said, and where it is shown.

use folio::host::scripted::Reply;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::driver::Home;

fn asked() -> Home {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.set_now("2026-10-05T10:00:00+02:00");
    home.output("log 'in-memory LRU' -b 'two replicas disagree'");
    home.output("brief --question 'which one would you operate?'");
    home.set_now("2026-10-05T10:30:00+02:00");
    home
}

fn answers(home: &mut Home) -> Value {
    home.json("exploration", "status cache --json")["answers"].take()
}

#[test]
fn an_answer_is_noted_shown_and_starts_the_clock_again() {
    let mut home = asked();
    assert_snapshot!(home.run("answered --by mo --principle 'what is shared must be operated' --note 'ask the platform team'"), @"
    noted what mo answered on cache; the clock starts again
    `folio distill wn83` takes the principle, in your own words, into the attempt it explains.
    ");
    assert_eq!(
        answers(&mut home),
        json!([{"at": "2026-10-05T10:30:00+02:00", "by": "mo", "principle": "what is shared must be operated", "note": "ask the platform team"}])
    );
    assert_snapshot!(home.output("status"), @"
    cache  open
    question    which cache?
    opened      2026-10-05 09:30
    clock       keep trying: 0 min of 15 min
    approaches  1 failed
    asked       2026-10-05 10:00
    answer      mo: what is shared must be operated; ask the platform team

    id    progress  spent  approach       because
    ───────────────────────────────────────────────────────────
    wn83  failed           in-memory LRU  two replicas disagree
    ");
    let compared = home.output("compare");
    assert!(
        compared.contains("answered by mo: what is shared"),
        "{compared}"
    );
    let reported = home.output("report");
    assert!(
        reported.contains("answered  mo: what is shared"),
        "{reported}"
    );
    home.output("undo");
    assert_eq!(answers(&mut home), json!([]));
}

#[test]
fn a_principle_goes_into_the_next_attempt_where_every_one_has_its_own() {
    let mut home = asked();
    home.output("distill last -p 'measure first'");
    assert_snapshot!(home.run("answered --by mo -p 'measure, then choose'"), @"
    noted what mo answered on cache; the clock starts again
    `folio log --on cache --principle …` takes the principle into your next attempt.
    ");
    home.output("drop --why 'no time'");
    assert_snapshot!(home.run("answered cache --by ada --note 'a pity'"), @"noted what ada answered on cache");
}

#[test]
fn who_and_what_are_asked_for() {
    let mut home = asked();
    home.command("answered")
        .terminal(80, 24)
        .answer("Who answered?", "mo")
        .reply("What is the principle behind it?", Reply::Return)
        .answer("What was said?", "ask the platform team")
        .run()
        .succeeded();
    home.command("answered --by ada")
        .terminal(80, 24)
        .answer("What is the principle behind it?", "measure first")
        .reply("Anything else?", Reply::Return)
        .run()
        .succeeded();
    let answers = answers(&mut home);
    assert_eq!(answers[0]["note"], "ask the platform team");
    assert_eq!(answers[1]["principle"], "measure first");
}

#[test]
fn breaking_off_keeps_what_was_typed() {
    let mut home = asked();
    let broken_off = home
        .command("answered --by mo")
        .terminal(80, 24)
        .answer("What is the principle behind it?", "measure first")
        .reply("Anything else?", Reply::Interrupt)
        .run();
    assert_eq!(broken_off.code, 130);
    assert_eq!(home.kept(), ["mo\n\nmeasure first\n"]);
    assert_eq!(answers(&mut home), json!([]));
}

#[test]
fn without_a_terminal_what_is_missing_is_named() {
    let mut home = asked();
    assert_snapshot!(home.refused(2, "answered"), @r#"
    error: who answered (`--by`) and what was said (`--principle` or `--note`) are missing
    hint: write `folio answered --by NAME --principle "what holds in general"`
    "#);
    assert_snapshot!(home.refused(2, "answered --by mo"), @r#"
    error: what was said (`--principle` or `--note`) is missing
    hint: write `folio answered --by NAME --principle "what holds in general"`
    "#);
    assert_snapshot!(home.refused(2, "answered --note yes"), @r#"
    error: who answered (`--by`) is missing
    hint: write `folio answered --by NAME --principle "what holds in general"`
    "#);
    assert_eq!(home.kept().len(), 0, "flags are not lost");
}

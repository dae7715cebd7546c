//! `folio log` on a terminal: what is asked for, and what becomes of it when the person breaks off.

use folio::host::scripted::Reply;
use insta::assert_snapshot;

use crate::driver::{Home, without_colors};

const TRIED: &str = "What did you try?";
const WHY: &str = "Why did it fail?";
const HOW_LONG: &str = "How long did it take, such as 1h30m?";

#[test]
fn on_a_terminal_what_is_missing_is_asked_and_nothing_else() {
    let mut home = Home::new();
    let run = home
        .command("log")
        .terminal(80, 24)
        .answer(TRIED, "a cache")
        .answer(WHY, "it was stale")
        .run();
    run.succeeded();
    home.command("log 'a second cache'")
        .terminal(80, 24)
        .answer(WHY, "stale too")
        .run()
        .succeeded();
    home.command("log -b 'stale again'")
        .terminal(80, 24)
        .answer(TRIED, "a third")
        .run()
        .succeeded();
    home.command("log 'a fourth' -b 'nothing is asked'")
        .terminal(80, 24)
        .run()
        .succeeded();
    home.command("log 'a fifth' -o worked")
        .terminal(80, 24)
        .answer("Why did it work?", "it was warm")
        .run()
        .succeeded();
    assert_snapshot!(home.output("list --format plain --reverse --sort created").replace('\t', "|"), @"
    xxhy|2026-10-05|failed||a cache
    wn83|2026-10-05|failed||a second cache
    krh8|2026-10-05|failed||a third
    teus|2026-10-05|failed||a fourth
    98ie|2026-10-05|worked||a fifth
    ");
}

#[test]
fn the_wizard_asks_for_everything() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("log -i --json")
        .terminal(80, 24)
        .answer(TRIED, "shard by customer")
        .answer("How did it end?", "partial")
        .answer(
            "Why did it hold only in part?",
            "one customer is half of it",
        )
        .answer("What is the principle?", "measure the skew first")
        .answer("Which signal gives it away?", "one hot shard")
        .answer("Another signal?", "a long tail")
        .reply("Another signal?", Reply::Return)
        .answer("What will you do when you see it?", "count per key")
        .reply("Which tags?", Reply::many(["sharding", "caching"]))
        .answer(HOW_LONG, "2h")
        .answer("How much did an assistant help?", "ask")
        .run()
        .succeeded();
    assert_snapshot!(run.output, @r#"{"folio":1,"entry":{"id":"01a10af8-30c0-7001-be50-c18238fbc0fd","short":"wn83","tried":"shard by customer","because":"one customer is half of it","principle":"measure the skew first","signals":["one hot shard","a long tail"],"next":"count per key","rules_out":null,"outcome":"partial","stage":"lesson","tags":["sharding","caching"],"project":null,"exploration":null,"assist":"ask","spent_minutes":120,"author":"ada","happened_at":"2026-10-05T09:30:00+02:00","created_at":"2026-10-05T09:30:00+02:00","evidence":null,"reviews":[],"feedback":[],"elsewhere":[],"practice":[]}}"#);
}

#[test]
fn the_wizard_skips_what_is_said_already_and_asks_again_for_what_cannot_be_meant() {
    let mut home = Home::new();
    let run = home
        .command("log 'x' -b y -o failed -p z -s s -n n --assist none -i --json")
        .terminal(80, 24)
        .reply("Which tags?", Reply::many(["two words"]))
        .reply(
            "the tag `two words` has white space in it; join the words: `two-words`. Press Enter to choose again",
            Reply::Return,
        )
        .reply("Which tags?", Reply::many(["two-words"]))
        .answer(HOW_LONG, "40")
        .answer(HOW_LONG, "40m")
        .run()
        .succeeded();
    assert!(run.output.contains(r#""tags":["two-words"]"#), "{run}");
    assert!(run.output.contains(r#""spent_minutes":40"#), "{run}");
}

#[test]
fn a_question_that_is_broken_off_keeps_what_was_typed() {
    let mut home = Home::new();
    let run = home
        .command("log")
        .terminal(80, 24)
        .answer(TRIED, "a long story")
        .reply(WHY, Reply::Interrupt)
        .run();
    assert_eq!(run.code, 130);
    let error = without_colors(&run.error);
    assert!(error.contains("hint: what you wrote is kept in"), "{run}");
    assert!(home.kept()[0].contains("a long story"), "{:?}", home.kept());
    assert_eq!(home.exported(), "");
    let run = home
        .command("log -i")
        .terminal(80, 24)
        .answer(TRIED, "x")
        .answer("How did it end?", "failed")
        .answer(WHY, "y")
        .answer("What is the principle?", "a principle typed with care")
        .reply("Which signal gives it away?", Reply::EndOfInput)
        .run();
    assert_eq!(run.code, 2);
    assert!(
        home.kept()
            .iter()
            .any(|text| text.contains("a principle typed with care"))
    );
}

#[test]
fn breaking_off_the_first_question_leaves_nothing() {
    let mut home = Home::new();
    let run = home
        .command("log")
        .terminal(80, 24)
        .reply(TRIED, Reply::Interrupt)
        .run();
    assert_eq!(run.code, 130);
    assert_eq!(home.kept(), [""; 0]);
}

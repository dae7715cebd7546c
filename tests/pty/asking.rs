//! Questions: which are asked, what the answers become, and what breaking off leaves.

use std::fs;

use serde_json::json;

use super::home::Home;
use super::screen::{DOWN, ENTER, ESCAPE, HIDE_CURSOR, SHOW_CURSOR, Screen};

fn screen(home: &Home, arguments: &[&str]) -> Screen {
    Screen::of(&home.folio(arguments))
}

/// Whether the only draft is named, though its path may be wrapped.
fn names_the_draft(home: &Home, shown: &str) -> bool {
    let told: String = shown.split_whitespace().collect();
    told.contains(home.drafts()[0].file_name().unwrap().to_str().unwrap())
}

fn last(home: &Home) -> serde_json::Value {
    home.json(&["show", "last", "--json"])["entries"][0].clone()
}

/// A question too many would wait for an answer, and the program would not end.
#[test]
fn what_is_missing_is_asked_for_and_nothing_else() {
    let home = Home::new();
    let mut asked = screen(&home, &["log"]);
    asked.answers("What did you try: ", "a cache in each process");
    asked.answers("Why did it fail: ", "two of them disagreed");
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(last(&home)["because"], "two of them disagreed");

    let mut asked = screen(&home, &["log", "a queue", "--outcome", "worked"]);
    asked.answers("Why did it work: ", "it has a bound");
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(!shown.contains("What did you try"), "{shown}");

    let (code, shown) = screen(&home, &["log", "a pool", "-b", "it ran dry"]).ends();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(
        home.tried(),
        ["a pool", "a queue", "a cache in each process"]
    );
}

#[test]
fn an_empty_answer_to_what_must_be_answered_is_asked_again() {
    let home = Home::new();
    let mut asked = screen(&home, &["log", "a cache"]);
    asked.answers("Why did it fail: ", "  ");
    asked.answers("Why did it fail: ", "it was cold");
    assert_eq!(asked.ends().0, 0);
    assert_eq!(last(&home)["because"], "it was cold");
}

#[test]
fn nothing_is_asked_where_the_person_said_so() {
    let home = Home::new();
    let (code, shown) = screen(&home, &["log", "a cache", "--no-input"]).ends();
    assert_eq!(code, 2, "{shown}");
    assert!(shown.contains("--because"), "{shown}");
}

#[test]
fn the_wizard_asks_for_everything_and_offers_what_is_known() {
    let home = Home::new();
    for (tag, principle) in [
        ("sessions", "state shared by replicas lives outside them"),
        ("caching", "retries need a budget"),
        ("linker", "read the first error first"),
    ] {
        home.done(&["log", "earlier", "-b", "b", "-t", tag, "-p", principle]);
    }
    let mut wizard = screen(&home, &["log", "--interactive"]);
    wizard.answers("What did you try: ", "retry on every timeout");
    wizard
        .shows("How did it end")
        .shows("partial")
        .types(DOWN)
        .types(ENTER);
    wizard.answers("Why did it hold only in part: ", "the queue filled up");
    wizard.answers("What is the principle", "");
    wizard.shows("read the first").types("budget").types(ENTER);
    wizard.answers("Which signal", "queue length grows");
    wizard.answers("Another signal", "");
    wizard.answers("What will you do", "count the retries");
    wizard.answers("Which tags", "");
    wizard.shows("sessions").types("cach").types(ENTER);
    wizard.shows("Another one").shows("linker").types("retries");
    wizard.types(ESCAPE);
    wizard
        .shows("Another one")
        .shows("leave it open")
        .types(ENTER);
    wizard.answers("How long", "soon");
    wizard.answers("How long", "40m");
    wizard
        .shows("How much did an assistant help")
        .shows("(leave it open)")
        .types(DOWN)
        .types(DOWN)
        .types(ENTER);
    let (code, shown) = wizard.ends();
    assert_eq!(code, 0, "{shown}");
    let entry = last(&home);
    assert_eq!(entry["tried"], "retry on every timeout");
    assert_eq!(entry["outcome"], "partial");
    assert_eq!(entry["principle"], "retries need a budget");
    assert_eq!(entry["signals"], json!(["queue length grows"]));
    assert_eq!(entry["next"], "count the retries");
    assert_eq!(entry["tags"], json!(["caching", "retries"]));
    assert_eq!(entry["spent_minutes"], 40);
    assert_eq!(entry["assist"], "ask");
    assert!(
        shown.contains("met"),
        "the earlier meeting with the principle is said: {shown}"
    );
}

#[test]
fn breaking_off_gives_the_terminal_back_and_keeps_what_was_typed() {
    let home = Home::new();
    let mut asked = screen(&home, &["log"]);
    asked.answers("What did you try: ", "a cache in each process");
    asked
        .shows("Why did it fail: ")
        .types("half a sent")
        .shows("half a sent")
        .interrupts();
    let (code, shown) = asked.ends();
    assert_eq!(code, 130, "{shown}");
    assert!(
        shown.contains(SHOW_CURSOR) || !shown.contains(HIDE_CURSOR),
        "{shown:?}"
    );
    let drafts = home.drafts();
    assert_eq!(drafts.len(), 1, "{shown}");
    assert!(
        fs::read_to_string(&drafts[0])
            .unwrap()
            .contains("a cache in each process")
    );
    assert!(names_the_draft(&home, &shown), "{shown}");
    assert!(home.tried().is_empty());
}

#[test]
fn breaking_off_before_anything_was_typed_leaves_nothing() {
    let home = Home::new();
    let mut asked = screen(&home, &["log"]);
    asked.shows("What did you try: ").interrupts();
    let (code, shown) = asked.ends();
    assert_eq!(code, 130, "{shown}");
    assert_eq!(home.drafts().len(), 0);
}

#[test]
fn breaking_off_in_a_menu_brings_the_cursor_back() {
    let home = Home::new();
    let mut wizard = screen(&home, &["log", "a cache", "--interactive"]);
    wizard.shows("How did it end").shows("worked").interrupts();
    let (code, shown) = wizard.ends();
    assert_eq!(code, 130, "{shown}");
    let hidden = shown.rfind(HIDE_CURSOR).unwrap();
    assert!(shown.rfind(SHOW_CURSOR).unwrap() > hidden, "{shown:?}");
    assert_eq!(home.drafts().len(), 1, "{shown}");
}

#[test]
fn signals_that_were_given_before_breaking_off_are_kept_too() {
    let home = Home::new();
    let mut wizard = screen(
        &home,
        &["log", "a cache", "-b", "b", "-o", "failed", "-p", "p", "-i"],
    );
    wizard.answers("Which signal", "flaky on two");
    wizard.shows("Another signal").interrupts();
    let (code, shown) = wizard.ends();
    assert_eq!(code, 130, "{shown}");
    assert!(
        fs::read_to_string(&home.drafts()[0])
            .unwrap()
            .contains("flaky on two")
    );
}

#[test]
fn distill_walks_through_the_drafts_and_keeps_every_answer() {
    let home = Home::new();
    for tried in ["first draft", "second draft", "third draft", "fourth draft"] {
        home.log(tried);
    }
    let mut walk = screen(&home, &["distill"]);
    walk.shows("1 of 4").shows("first draft");
    walk.answers("What is the principle", "first things first");
    walk.answers("Which signal", "");
    walk.answers("What will you do", "begin at the top");
    walk.shows("2 of 4").shows("second draft");
    walk.shows("What is the principle").types(ENTER);
    walk.shows("3 of 4").shows("third draft");
    walk.answers("What is the principle", "third time lucky");
    walk.answers("Which signal", "luck");
    walk.shows("Another signal").interrupts();
    let (code, shown) = walk.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(
        shown.contains("2 entries distilled, 2 left as they are"),
        "{shown}"
    );
    let lessons = home.json(&["list", "--stage", "lesson", "--reverse", "--json"]);
    let facts = |index: usize| {
        let entry = &lessons["entries"][index];
        json!([
            entry["tried"],
            entry["principle"],
            entry["signals"],
            entry["next"]
        ])
    };
    assert_eq!(
        facts(0),
        json!(["first draft", "first things first", [], "begin at the top"])
    );
    assert_eq!(
        facts(1),
        json!(["third draft", "third time lucky", ["luck"], null])
    );
    assert_eq!(lessons["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn removing_asks_first_and_no_is_what_return_alone_means() {
    let home = Home::new();
    home.log("a cache");
    for keys in ["n", ENTER] {
        let mut asked = screen(&home, &["rm", "last"]);
        asked
            .shows("a cache")
            .shows("Remove this entry?")
            .types(keys);
        let (code, shown) = asked.ends();
        assert_eq!(code, 1, "{shown}");
        assert!(shown.contains("nothing was removed"), "{shown}");
        assert!(shown.contains("answer `y` to remove"), "{shown}");
        assert_eq!(home.tried(), ["a cache"]);
    }
    let mut asked = screen(&home, &["rm", "last"]);
    asked.shows("Remove this entry?").interrupts();
    assert_eq!(asked.ends().0, 130);
    let mut asked = screen(&home, &["rm", "last"]);
    asked.shows("Remove this entry?").types("y");
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(home.tried().is_empty());
}

#[test]
fn a_document_that_cannot_be_read_may_be_edited_again() {
    let home = Home::new();
    let spoil_then_mend = "if grep -q broken \"$1\"; then sed -i 's/^outcome = broken/outcome = \"worked\"/' \"$1\"; \
                           else sed -i 's/^outcome = .*/outcome = broken/; s/a cache/a better cache/' \"$1\"; fi";
    let editor = home.script("editor.sh", spoil_then_mend);
    let mut command = home.folio(&["log", "a cache", "-b", "it was cold", "--edit"]);
    command.env("EDITOR", editor);
    let mut asked = Screen::of(&command);
    asked.shows("Open the editor again?").types(ENTER);
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(home.tried(), ["a better cache"]);
    assert_eq!(home.drafts().len(), 0);
}

#[test]
fn refusing_to_edit_again_or_breaking_off_keeps_the_document() {
    type Answer = fn(&mut Screen) -> &mut Screen;
    let answers: [(Answer, i32); 2] = [(|screen| screen.types("n"), 2), (Screen::interrupts, 130)];
    for (answer, exit) in answers {
        let home = Home::new();
        let editor = home.script(
            "editor.sh",
            "sed -i 's/^outcome = .*/outcome = broken/' \"$1\"",
        );
        let mut command = home.folio(&["log", "a cache", "-b", "it was cold", "--edit"]);
        command.env("EDITOR", editor);
        let mut asked = Screen::of(&command);
        answer(asked.shows("Open the editor again?"));
        let (code, shown) = asked.ends();
        assert_eq!(code, exit, "{shown}");
        assert_eq!(home.drafts().len(), 1);
        assert!(names_the_draft(&home, &shown), "{shown}");
    }
}

#[test]
fn review_walks_through_the_lessons_and_keeps_every_answer() {
    let home = Home::new();
    for tried in ["first", "second", "third"] {
        home.done(&["log", tried, "-b", "b", "-p", tried]);
    }
    let mut walk = screen(&home, &["review", "--by", "Grace"]);
    walk.shows("1 of 3").shows("The principle is");
    walk.shows("What is your verdict").shows("disputed");
    walk.types(DOWN).types(ENTER);
    walk.answers("What is the deeper principle", "");
    walk.answers("What is the deeper principle", "one owner");
    walk.answers("Where else", "rate limits");
    walk.answers("Anywhere else", "");
    walk.answers("Anything else to note", "");
    walk.shows("2 of 3")
        .shows("What is your verdict")
        .shows("skip");
    walk.types(DOWN).types(DOWN).types(DOWN).types(ENTER);
    walk.shows("3 of 3")
        .shows("What is your verdict")
        .types(ENTER);
    walk.shows("What is the deeper principle").interrupts();
    let (code, shown) = walk.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(
        shown.contains("2 lessons reviewed, 1 left as it is"),
        "{shown}"
    );
    let waiting = home.json(&["review", "--waiting", "--json"]);
    assert_eq!(waiting["entries"][0]["tried"], "second");
    assert_eq!(waiting["entries"].as_array().unwrap().len(), 1);
    let reviewed = home.json(&["list", "--text", "first", "--json"]);
    let review = &reviewed["entries"][0]["reviews"][0];
    assert_eq!(review["verdict"], "refined");
    assert_eq!(review["principle"], "one owner");
    assert_eq!(review["elsewhere"], json!(["rate limits"]));
}

#[test]
fn a_review_that_cannot_be_saved_is_kept_in_a_file_that_can_be_read() {
    let home = Home::new();
    home.done(&["log", "first", "-b", "b", "-p", "p"]);
    let mut walk = screen(&home, &["review", "--by", "Grace"]);
    walk.shows("What is your verdict").types(ENTER);
    walk.shows("What is the deeper principle");
    home.done(&["rm", "last", "--yes"]);
    walk.types("one owner").types(ENTER);
    walk.answers("Where else", "");
    walk.answers("Anything else to note", "a long story");
    let (code, shown) = walk.ends();
    assert_eq!(code, 4, "{shown}");
    assert!(names_the_draft(&home, &shown), "{shown}");
    home.done(&["undo"]);
    let drafts = home.drafts();
    home.done(&["review", "--read", drafts[0].to_str().unwrap()]);
    let review = last(&home)["reviews"][0].clone();
    assert_eq!(review["principle"], "one owner");
    assert_eq!(review["note"], "a long story");
}

#[test]
fn a_question_is_explored_with_the_reasons_asked_for() {
    let home = Home::new();
    home.done(&["explore", "which cache?", "--as", "cache"]);
    home.done(&["try", "in-memory LRU"]);
    let mut asked = screen(&home, &["log"]);
    asked.answers("Why did it fail: ", "two of them disagreed");
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("It ends the approach"), "{shown}");
    assert!(!shown.contains("What did you try"), "{shown}");
    let mut asked = screen(&home, &["converge", "last"]);
    asked.answers("Why is it chosen: ", "");
    asked.answers("Why is it chosen: ", "nothing else is left");
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    let exploration = home.json(&["status", "cache", "--json"]);
    assert_eq!(exploration["exploration"]["why"], "nothing else is left");
    home.done(&["explore", "--reopen", "cache"]);
    let mut asked = screen(&home, &["drop"]);
    asked.shows("Why is it dropped: ").interrupts();
    assert_eq!(asked.ends().0, 130);
    let exploration = home.json(&["status", "--json"]);
    assert_eq!(exploration["exploration"]["state"], "open");
}

#[test]
fn a_brief_asks_for_what_is_missing_and_begins_with_what_was_told_before() {
    let home = Home::new();
    home.done(&["explore", "which cache?", "--as", "cache"]);
    home.done(&["log", "in-memory LRU", "-b", "two of them disagreed"]);
    let mut asked = screen(&home, &["brief", "--expected", "both agree"]);
    asked.answers("What happened instead (optional): ", "");
    asked.answers("What is your best guess (optional): ", "the load is uneven");
    asked.answers("How sure are you, in percent (optional): ", "101");
    asked.answers("How sure are you, in percent (optional): ", "60");
    asked.answers("What is the one thing you ask (optional): ", "which one?");
    asked.answers("What do you try meanwhile (optional): ", "");
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("I am 60 % sure."), "{shown}");
    home.done(&["log", "a bigger heap", "-b", "it fails later"]);
    let mut asked = screen(&home, &["brief"]);
    asked
        .shows("What did you expect (optional): both agree")
        .types(ENTER);
    asked
        .shows("What happened instead (optional): ")
        .types(ENTER);
    asked
        .shows("What is your best guess (optional): the load is uneven")
        .types(" at night")
        .types(ENTER);
    asked.shows("How sure").interrupts();
    let (code, shown) = asked.ends();
    assert_eq!(code, 130, "{shown}");
    let kept = fs::read_to_string(&home.drafts()[0]).unwrap();
    assert!(kept.contains("the load is uneven at night"), "{kept}");
    let exploration = home.json(&["status", "--json"]);
    let briefs = exploration["exploration"]["briefs"].as_array().unwrap();
    assert_eq!(briefs.len(), 1);
    let mut asked = screen(&home, &["answered"]);
    asked.answers("Who answered: ", "mo");
    asked.answers("What is the principle behind it (optional): ", "");
    asked.answers("What was said: ", "ask the platform team");
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    let exploration = home.json(&["status", "--json"]);
    let answer = &exploration["exploration"]["answers"][0];
    assert_eq!(answer["note"], "ask the platform team");
}

#[test]
fn of_several_running_approaches_the_one_that_ended_is_chosen_or_another_typed() {
    let home = Home::new();
    home.done(&["explore", "which cache?", "--as", "cache"]);
    home.done(&["try", "in-memory LRU"]);
    home.done(&["try", "sticky sessions"]);
    let mut asked = screen(&home, &["log"]);
    asked.answers("What did you try: ", "");
    asked.shows("sticky sessions").types("stick").types(ENTER);
    asked.answers("Why did it fail: ", "a deploy logs people out");
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(last(&home)["tried"], "sticky sessions");
    home.done(&["try", "a bigger heap"]);
    let mut asked = screen(&home, &["log"]);
    asked.answers("What did you try: ", "a map");
    asked.answers("Why did it fail: ", "it grew");
    let (code, shown) = asked.ends();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(last(&home)["tried"], "a map");
}

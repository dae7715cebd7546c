//! Attempts that are noted while something is explored: where they go, and which approach they end.

use folio::host::scripted::Reply;
use insta::assert_snapshot;
use serde_json::Value;

use crate::driver::Home;

fn exploring() -> Home {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home
}

fn last(home: &mut Home) -> Value {
    home.json("entries", "show last --json")[0].take()
}

/// Title and progress of each approach, as `title progress`.
fn approaches(home: &mut Home) -> Vec<String> {
    let exploration = home.json("exploration", "status cache --json");
    let approaches = exploration["approaches"].as_array().unwrap().iter();
    approaches
        .map(|one| format!("{} {}", one["title"], one["progress"]).replace('"', ""))
        .collect()
}

#[test]
fn an_attempt_goes_to_the_current_exploration_and_says_so() {
    let mut home = exploring();
    assert_snapshot!(home.run("log redis -b 'it was full'"), @"logged wn83 on cache  (a draft: `folio distill wn83` adds the principle)");
    assert_eq!(last(&mut home)["exploration"], "cache");
    assert_snapshot!(home.run("log redis -b 'it was full' --on none"), @"logged teus  (a draft: `folio distill teus` adds the principle)");
    assert_eq!(last(&mut home)["exploration"], Value::Null);
    assert_snapshot!(home.refused(4, "log redis -b full --on cash"), @"
    error: no exploration is called `cash`
    hint: run `folio explore --all` to see their names
    ");
}

#[test]
fn an_attempt_of_another_project_or_of_before_stays_apart() {
    let mut home = exploring();
    home.output("log a -b b --at '2026-10-05 09:00'");
    assert_eq!(last(&mut home)["exploration"], Value::Null);
    home.output("explore 'which index?' --as index --project shop");
    home.output("log a -b b --project shop");
    assert_eq!(last(&mut home)["exploration"], "index");
    home.output("log a -b b --at '2026-10-05 09:00' --on cache");
    assert_eq!(last(&mut home)["exploration"], "cache");
}

#[test]
fn it_ends_the_approach_of_the_same_title_else_the_only_running_one() {
    let mut home = exploring();
    home.output("try 'in-memory LRU'");
    home.output("try redis");
    assert_snapshot!(home.run("log 'In-memory  LRU.' -b 'it forgets'"), @"
    logged teus on cache  (a draft: `folio distill teus` adds the principle)
    It ends the approach in-memory LRU.
    ");
    assert_snapshot!(home.run("log 'a bigger redis' -b 'it was full' -o partial"), @"
    logged 98ie on cache  (a draft: `folio distill 98ie` adds the principle)
    It ends the approach redis.
    ");
    assert_snapshot!(home.run("log 'in-memory LRU' -b 'tried once more'"), @"logged gpht on cache  (a draft: `folio distill gpht` adds the principle)");
    assert_eq!(
        approaches(&mut home),
        [
            "in-memory LRU failed",
            "redis partial",
            "in-memory LRU failed"
        ]
    );
}

#[test]
fn of_several_running_approaches_none_is_ended_by_an_attempt_of_another_title() {
    let mut home = exploring();
    home.output("try lru");
    home.output("try redis");
    home.output("log sqlite -b 'it locks'");
    assert_eq!(
        approaches(&mut home),
        ["lru running", "redis running", "sqlite failed"]
    );
    assert_snapshot!(home.refused(2, "log -b 'which of them?'"), @r#"
    error: what was tried is missing
    hint: write `folio log "what you tried" --because "why it failed"`
    hint: running on the exploration: lru; redis
    "#);
}

#[test]
fn what_was_noted_of_the_only_running_approach_is_taken_over() {
    let mut home = exploring();
    home.configure("assist = \"delegate\"\n");
    home.output("try 'in-memory LRU' --spent 30m --assist pair");
    home.output("log -b 'it forgets'");
    let entry = last(&mut home);
    assert_eq!(entry["tried"], "in-memory LRU");
    assert_eq!(
        (&entry["spent_minutes"], &entry["assist"]),
        (&30.into(), &"pair".into())
    );
    home.output("try redis --spent 30m");
    home.output("log -b 'full' --spent 2h");
    assert_eq!(last(&mut home)["spent_minutes"], 120);
}

#[test]
fn an_attempt_may_go_to_a_closed_exploration() {
    let mut home = exploring();
    home.output("drop --why 'no time'");
    assert_snapshot!(home.run("log redis -b full --on cache -p p"), @"
    logged krh8 on cache
    The exploration was dropped before; it stays so.
    ");
    assert_eq!(
        home.json("exploration", "status cache --json")["state"],
        "dropped"
    );
}

#[test]
fn the_entry_and_the_end_of_the_approach_are_one_step() {
    let mut home = exploring();
    home.output("try redis");
    home.output("log -b 'it was full'");
    assert_snapshot!(home.run("undo --list"), @"
    when              command  entries  undone  what
    ───────────────────────────────────────────────────────────────
    2026-10-05 09:30  log            1          redis; which cache?
    2026-10-05 09:30  try                       which cache?
    2026-10-05 09:30  explore                   which cache?
    ");
    assert_snapshot!(home.run("undo"), @"
    undone: log of 2026-10-05 09:30 (1 entry, 1 exploration)
    - redis
    - which cache?
    ");
    assert_eq!(approaches(&mut home), ["redis running"]);
    home.output("undo --redo");
    assert_eq!(approaches(&mut home), ["redis failed"]);
    home.output("rm last --yes");
    assert_eq!(approaches(&mut home), ["redis running"]);
    home.output("log -b 'it was full again'");
    assert_eq!(approaches(&mut home), ["redis failed"]);
}

#[test]
fn an_entry_that_goes_to_another_exploration_leaves_its_approach_running() {
    let mut home = exploring();
    home.output("try redis");
    home.output("log -b 'it was full'");
    home.output("edit last --exploration ''");
    assert_eq!(approaches(&mut home), ["redis running"]);
    home.output("edit last --exploration cache");
    assert_eq!(approaches(&mut home), ["redis failed"]);
    assert_snapshot!(home.refused(4, "edit last --exploration cahce"), @"
    error: no exploration is called `cahce`
    hint: did you mean `cache`?
    ");
}

#[test]
fn an_object_may_name_its_exploration_and_else_goes_to_the_current_one() {
    let mut home = exploring();
    home.output("try redis");
    let object = r#"{"tried": "redis", "because": "full"}"#;
    home.command("log --from-json -")
        .input(object)
        .run()
        .succeeded();
    assert_eq!(approaches(&mut home), ["redis failed"]);
    home.output("explore 'which index?' --as index");
    let object = r#"{"tried": "a", "because": "b", "exploration": "cache"}"#;
    home.command("log --from-json -")
        .input(object)
        .run()
        .succeeded();
    assert_eq!(last(&mut home)["exploration"], "cache");
    let object = r#"{"tried": "a", "because": "b", "exploration": "far away"}"#;
    assert_snapshot!(home.command("log --from-json -").input(object).run(), @"
    logged sk9i on far away  (a draft: `folio distill sk9i` adds the principle)
    No exploration is called far away yet.
    ");
    assert_eq!(last(&mut home)["exploration"], "far away");
}

#[test]
fn the_wizard_asks_what_is_ruled_out_where_something_is_explored() {
    let mut home = exploring();
    home.output("try redis --spent 30m --assist pair");
    home.command("log -i -t caching")
        .terminal(80, 24)
        .answer("How did it end?", "failed")
        .answer("Why did it fail?", "it was full")
        .reply("What is the principle?", Reply::Return)
        .reply("Which signal gives it away?", Reply::Return)
        .reply("What will you do when you see it?", Reply::Return)
        .answer("What does it rule out?", "storing sessions whole")
        .reply("Which tags?", Reply::many(["redis"]))
        .run()
        .succeeded();
    assert_eq!(last(&mut home)["rules_out"], "storing sessions whole");
    assert_eq!(approaches(&mut home), ["redis failed"]);
}

#[test]
fn the_document_shows_the_exploration_and_decides() {
    let mut home = exploring();
    home.output("try redis");
    let written = |take_off: bool| {
        move |text: &mut String| {
            assert!(
                text.contains("exploration = \"cache\"") && text.contains("redis"),
                "{text}"
            );
            *text = text.replace("## Because\n", "## Because\n\nfull\n");
            if take_off {
                *text = text.replace("exploration = \"cache\"\n", "");
            }
            Ok(())
        }
    };
    home.command("log --edit")
        .terminal(80, 24)
        .editor(written(true))
        .run()
        .succeeded();
    assert_eq!(approaches(&mut home), ["redis running"]);
    home.command("log --edit")
        .terminal(80, 24)
        .editor(written(false))
        .run()
        .succeeded();
    assert_eq!(approaches(&mut home), ["redis failed"]);
}

#[test]
fn a_name_that_looks_like_an_id_stays_a_name() {
    let mut home = Home::with_portfolio();
    home.output("explore 'which cache?' --as m2ab");
    home.output("log redis -b full -p p");
    assert_eq!(last(&mut home)["exploration"], "m2ab");
    assert!(home.output("status m2ab").contains("which cache?"));
    assert!(
        home.output("show m2ab")
            .contains("keep sessions in process memory")
    );
    home.refused(1, "converge m2ab --why w");
}

#[test]
fn a_running_approach_that_was_chosen_at_the_prompt_ends_with_what_was_noted_of_it() {
    let mut home = exploring();
    home.output("try lru --spent 40m --assist pair");
    home.output("try redis");
    home.command("log")
        .terminal(80, 24)
        .answer("What did you try?", "lru")
        .answer("Why did it fail?", "two replicas disagree")
        .run()
        .succeeded();
    assert_eq!(approaches(&mut home), ["redis running", "lru failed"]);
    let entry = last(&mut home);
    assert_eq!(
        (&entry["spent_minutes"], &entry["assist"]),
        (&Value::from(40), &Value::from("pair"))
    );
}

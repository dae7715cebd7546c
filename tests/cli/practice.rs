//! `folio practice`: lessons come back before they are forgotten.

use folio::host::scripted::Reply;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::driver::{Home, Run};

const LOOK: &str = "What would you look for?";
const RATING: &str = "Did it come to mind?";
const PLACE: &str = "Where does the principle apply today?";

/// Notes a lesson.
fn lesson(home: &mut Home, tried: &str, more: &str) -> String {
    let line = format!("log '{tried}' -b 'it failed' -p 'the rule of {tried}' {more} --json");
    let entry = home.json("entry", &line);
    entry["short"].as_str().unwrap().to_owned()
}

/// What is tried in the lessons that are due, in order.
fn due(home: &mut Home, line: &str) -> Vec<String> {
    let due = home.json("practice", &format!("practice --json {line}"));
    let tried = due.as_array().unwrap().iter();
    tried
        .map(|lesson| lesson["entry"]["tried"].as_str().unwrap().to_owned())
        .collect()
}

fn counted(home: &mut Home) -> String {
    home.output("practice --due").trim_end().to_owned()
}

/// The day on which a lesson is due again after it was practised.
fn again_on(home: &mut Home, line: &str) -> String {
    let noted = home.json("practised", &format!("practice {line} --json"));
    noted["due"].as_str().unwrap().to_owned()
}

fn entry(home: &mut Home, id: &str) -> Value {
    home.json("entries", &format!("show {id} --json"))[0].take()
}

fn session(home: &mut Home, line: &str, replies: &[(&str, Reply)]) -> Run {
    let mut command = home.command(line).terminal(80, 24);
    for (label, reply) in replies {
        command = command.reply(label, reply.clone());
    }
    command.run().succeeded()
}

#[test]
fn a_lesson_is_shown_as_a_question_then_revealed_and_what_is_said_of_it_is_kept() {
    let mut home = Home::with_portfolio();
    let replies = [
        (LOOK, Reply::text("two replicas, one flaky")),
        (RATING, Reply::text("got it")),
        (LOOK, Reply::Return),
        (RATING, Reply::text("again")),
        (LOOK, Reply::Interrupt),
    ];
    let run = session(&mut home, "practice --color never", &replies);
    assert_snapshot!(run, @"
    -- standard error --
    x9kd  2026-10-01  1 of 3
    I tried drain connections before the restart. It held in part.
    Signals:
    - only large files fail
    what you type here is not kept; Ctrl-C stops, and what you said before is kept
    because    long uploads outlived the grace period
    principle  a timeout is a promise about the longest request
    noted x9kd: got it  (due again 2026-10-07)

    m2ab  2026-10-01  2 of 3
    I tried keep sessions in process memory. It failed.
    Signals:
    - works on one replica, flaky on two
    - logged out at random
    because    two replicas disagreed after the deploy
    principle  State shared by replicas lives outside them
    deeper     shared state needs one owner
    next       count the replicas first
    elsewhere  rate limits; feature flags
    noted m2ab: again  (due again 2026-10-06)

    k7fq  2026-09-03  3 of 3
    I tried cache prices in the web process. It failed.
    Signals:
    - works on one replica, flaky on two
    2 lessons practised, 1 still due
    ");
    assert_eq!(
        entry(&mut home, "x9kd")["practice"],
        json!([{"rating": "good", "by": "ada", "at": "2026-10-05T09:30:00+02:00"}])
    );
    assert_eq!(entry(&mut home, "m2ab")["practice"][0]["rating"], "again");
    assert!(!home.exported().contains("one flaky"));
}

#[test]
fn what_is_due_is_listed_without_its_principles() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("practice --list"), @"
    id    due         practised  tags               tried
    ────────────────────────────────────────────────────────────────────────────────────
    x9kd  2026-10-02          0  deploy             drain connections before the restart
    m2ab  2026-10-02          0  caching, sessions  keep sessions in process memory
    k7fq  2026-09-04          0  caching            cache prices in the web process
    ");
    assert_snapshot!(home.run("practice --list --limit 1"), @"
    id    due         practised  tags    tried
    ─────────────────────────────────────────────────────────────────────────
    x9kd  2026-10-02          0  deploy  drain connections before the restart
    -- standard error --
    2 more; `--limit 0` shows all
    ");
    assert_snapshot!(Home::new().run("practice --list"), @"
    -- standard error --
    no lessons are due
    ");
}

#[test]
fn json_holds_the_whole_lessons_with_their_days() {
    let mut home = Home::with_portfolio();
    let due = home.json("practice", "practice --list --json --limit 1");
    assert_eq!(due[0]["entry"]["short"], "x9kd");
    assert_eq!(
        (
            &due[0]["due"],
            &due[0]["practised"],
            &due[0]["asks_elsewhere"]
        ),
        (&json!("2026-10-02"), &json!(0), &json!(false))
    );
    assert_eq!(home.json("due", "practice --due --json"), 3);
    let noted = home.json("practised", "practice x9kd --got-it --json");
    assert_eq!(noted["entry"]["practice"][0]["rating"], "good");
    assert_eq!(
        (&noted["rating"], &noted["due"]),
        (&json!("good"), &json!("2026-10-07"))
    );
}

#[test]
fn drafts_never_come_and_a_lesson_not_on_the_day_on_which_its_principle_was_written() {
    let mut home = Home::new();
    home.output("log draft -b y");
    let written = lesson(&mut home, "written today", "");
    assert_eq!(counted(&mut home), "0");
    home.set_now("2026-10-06T00:10:00+02:00");
    assert_eq!(due(&mut home, ""), ["written today"]);
    home.output("distill last -p 'a rule' --json");
    home.output(&format!("practice {written} --again"));
    let draft = home.ids("list --text draft").remove(0);
    home.output(&format!("distill {draft} -p 'written on Tuesday'"));
    assert_eq!(due(&mut home, ""), [""; 0]);
    home.set_now("2026-10-07T00:10:00+02:00");
    assert_eq!(due(&mut home, ""), ["written today", "draft"]);
}

#[test]
fn a_draft_cannot_be_practised() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(1, "practice d8ry --got-it"), @"
    error: `d8ry` is a draft: it has no principle yet
    hint: write it first: `folio distill d8ry`
    ");
    home.refused(1, "practice d8ry");
}

#[test]
fn what_comes_to_mind_comes_back_later_each_time_and_what_does_not_the_next_day() {
    let mut home = Home::new();
    let id = lesson(&mut home, "a", "");
    home.set_now("2026-10-06T20:00:00+02:00");
    assert_eq!(again_on(&mut home, &format!("{id} --got-it")), "2026-10-08");
    assert_eq!(counted(&mut home), "0");
    home.set_now("2026-10-08T08:00:00+02:00");
    assert_eq!(counted(&mut home), "1");
    assert_eq!(again_on(&mut home, &format!("{id} --got-it")), "2026-10-19");
    home.set_now("2026-10-19T08:00:00+02:00");
    assert_eq!(again_on(&mut home, &format!("{id} --again")), "2026-10-21");
    assert_snapshot!(home.run(&format!("practice {id} --got-it")), @"noted xxhy: got it  (due again 2026-10-21)");
}

#[test]
fn what_has_waited_longest_for_its_stability_comes_first() {
    let mut home = Home::new();
    let steady = lesson(&mut home, "steady", "");
    let shaky = lesson(&mut home, "shaky", "");
    for (day, id, rating) in [
        ("06", &steady, "--got-it"),
        ("08", &steady, "--got-it"),
        ("17", &shaky, "--again"),
    ] {
        home.set_now(&format!("2026-10-{day}T08:00:00+02:00"));
        home.output(&format!("practice {id} {rating}"));
    }
    home.set_now("2026-10-20T08:00:00+02:00");
    assert_eq!(due(&mut home, ""), ["shaky", "steady"]);
}

#[test]
fn a_day_brings_three_new_lessons_at_most_the_latest_first() {
    let mut home = Home::new();
    for number in 1..=7 {
        lesson(
            &mut home,
            &format!("lesson {number}"),
            &format!("--at '2026-09-0{number} 12:00'"),
        );
    }
    home.set_now("2026-10-06T09:00:00+02:00");
    assert_eq!(
        due(&mut home, "--limit 0"),
        ["lesson 7", "lesson 6", "lesson 5"]
    );
    let first = home.ids("list --text '\"lesson 7\"'").remove(0);
    home.output(&format!("practice {first} --got-it"));
    assert_eq!(due(&mut home, ""), ["lesson 6", "lesson 5"]);
    assert_eq!(counted(&mut home), "2");
    home.set_now("2026-10-07T09:00:00+02:00");
    assert_eq!(due(&mut home, ""), ["lesson 6", "lesson 5", "lesson 4"]);
}

#[test]
fn five_lessons_come_at_a_time_and_the_rest_is_counted() {
    let mut home = Home::new();
    for number in 1..=7 {
        let id = lesson(&mut home, &format!("lesson {number}"), "");
        home.output(&format!("practice {id} --again"));
    }
    home.set_now("2026-10-06T09:00:00+02:00");
    assert_eq!(counted(&mut home), "7");
    assert_eq!(due(&mut home, "").len(), 5);
    assert_eq!(due(&mut home, "--limit 0").len(), 7);
    assert_eq!(due(&mut home, "--limit 2").len(), 2);
    let run = session(
        &mut home,
        "practice --limit 1 --color never",
        &[(LOOK, Reply::Return), (RATING, Reply::text("got it"))],
    );
    assert!(
        run.error.ends_with("1 lesson practised, 6 still due\n"),
        "{run}"
    );
}

#[test]
fn lessons_of_this_project_and_its_tags_come_before_others() {
    let mut home = Home::new();
    lesson(&mut home, "tagged", "--tag queues --at '2026-09-01'");
    lesson(&mut home, "here", "--project shop --at '2026-09-02'");
    lesson(&mut home, "elsewhere", "--project blog --at '2026-09-03'");
    home.set_now("2026-10-06T09:00:00+02:00");
    assert_eq!(due(&mut home, ""), ["elsewhere", "here", "tagged"]);
    home.write(".folio.toml", "project = 'shop'\ntags = ['queues']\n");
    assert_eq!(due(&mut home, ""), ["here", "tagged", "elsewhere"]);
    assert_eq!(due(&mut home, "--limit 1"), ["here"]);
    assert_eq!(due(&mut home, "--project blog"), ["elsewhere"]);
}

#[test]
fn filters_choose_what_is_practised_and_counted() {
    let mut home = Home::with_portfolio();
    assert_eq!(home.output("practice --due --tag deploy"), "1\n");
    assert_eq!(
        due(&mut home, "--tag deploy"),
        ["drain connections before the restart"]
    );
    assert_eq!(due(&mut home, "--stage draft"), [""; 0]);
    assert_eq!(
        due(&mut home, "--stage reviewed"),
        ["keep sessions in process memory"]
    );
    home.output("practice m2ab --again");
    home.output("practice x9kd --again");
    home.set_now("2026-10-06T09:00:00+02:00");
    assert_eq!(home.output("practice --due --text sessions"), "1\n");
    assert_eq!(home.output("practice --due --stage reviewed"), "1\n");
    assert_eq!(home.output("practice --due --tag deploy,caching"), "3\n");
}

#[test]
fn each_third_time_a_place_is_asked_for_and_kept() {
    let mut home = Home::new();
    let id = lesson(&mut home, "sessions in memory", "");
    home.output(&format!("practice {id} --got-it"));
    home.set_now("2026-10-07T09:00:00+02:00");
    home.output(&format!("practice {id} --got-it"));
    home.set_now("2026-10-18T09:00:00+02:00");
    session(
        &mut home,
        "practice",
        &[
            (LOOK, Reply::Return),
            (RATING, Reply::text("got it")),
            (PLACE, Reply::text("rate limits kept by each replica")),
        ],
    );
    assert_eq!(
        entry(&mut home, &id)["elsewhere"],
        json!(["rate limits kept by each replica"])
    );
    assert_eq!(home.ids("search 'rate limits'"), [id.as_str()]);
    assert!(
        home.output(&format!("show {id}"))
            .contains("It applies elsewhere\n")
    );
    assert_snapshot!(home.output("search 'rate limits'"), @"
    xxhy  2026-10-05  failed
    tried      sessions in memory
    elsewhere  rate limits kept by each replica
    ");
    home.output("undo");
    let entry = entry(&mut home, &id);
    assert_eq!(entry["elsewhere"], json!([]));
    assert_eq!(entry["practice"].as_array().unwrap().len(), 2);
}

#[test]
fn breaking_off_at_the_question_for_a_place_keeps_what_was_said_of_the_lesson() {
    let mut home = Home::with_portfolio();
    home.output("practice x9kd --again");
    home.set_now("2026-10-06T09:00:00+02:00");
    home.output("practice x9kd --again");
    home.set_now("2026-10-07T09:00:00+02:00");
    session(
        &mut home,
        "practice --tag deploy",
        &[
            (LOOK, Reply::Return),
            (RATING, Reply::text("got it")),
            (PLACE, Reply::Interrupt),
        ],
    );
    let entry = entry(&mut home, "x9kd");
    assert_eq!(entry["practice"].as_array().unwrap().len(), 3);
    assert_eq!(entry["elsewhere"], json!([]));
}

#[test]
fn one_lesson_is_practised_though_it_is_not_due() {
    let mut home = Home::with_portfolio();
    let run = session(
        &mut home,
        "practice v4gh --elsewhere 'the restore of a backup' --color never",
        &[(LOOK, Reply::Return), (RATING, Reply::text("again"))],
    );
    assert_snapshot!(run, @"
    -- standard error --
    v4gh  2026-10-04  1 of 1
    I tried skip the migration test. It failed.
    what you type here is not kept; Ctrl-C stops, and what you said before is kept
    because    the column was missing in production
    principle  test the path that runs once
    noted v4gh: again  (due again 2026-10-06)
    ");
    assert_eq!(
        entry(&mut home, "v4gh")["elsewhere"],
        json!(["the restore of a backup"])
    );
}

#[test]
fn a_disputed_principle_is_marked() {
    let mut home = Home::new();
    let object = json!({
        "tried": "a lock around the import", "because": "checkout waited", "principle": "never lock",
        "reviews": [{"verdict": "disputed", "by": "grace", "at": "2026-10-01T09:00:00+02:00", "note": "locks are fine when short"}],
        "created_at": "2026-10-01T08:00:00+02:00", "happened_at": "2026-10-01T08:00:00+02:00",
    });
    home.command("import - --format json")
        .input(object.to_string())
        .run()
        .succeeded();
    let run = session(
        &mut home,
        "practice --color never",
        &[(LOOK, Reply::Return), (RATING, Reply::text("got it"))],
    );
    assert!(
        run.error
            .contains("disputed   by grace, 2026-10-01: locks are fine when short"),
        "{run}"
    );
}

#[test]
fn what_an_entry_holds_drives_no_terminal_and_floods_none() {
    let mut home = Home::new();
    let object = json!({
        "tried": "a\u{1b}[2Jb", "because": "why ".repeat(5_000), "principle": "p\u{202e}q",
        "signals": ["s\u{7}t", "on\ntwo lines"], "elsewhere": ["x\u{9b}1my"],
        "created_at": "2026-10-01T08:00:00+02:00", "happened_at": "2026-10-01T08:00:00+02:00",
    });
    home.command("import - --format json")
        .input(object.to_string())
        .run()
        .succeeded();
    let replies = [(LOOK, Reply::Return), (RATING, Reply::text("got it"))];
    let run = session(&mut home, "practice --color never", &replies);
    assert!(run.error.lines().count() < 24, "{run}");
    home.output("practice last --again");
    home.set_now("2026-10-20T09:00:00+02:00");
    home.output("practice --list");
    home.output("practice --list --format plain");
}

#[test]
fn without_a_terminal_the_flags_are_named() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(2, "practice"), @"
    error: 3 lessons are due, and there is nobody to ask
    hint: write `folio practice --list`, and `folio practice ID --got-it` or `--again`
    ");
    assert_snapshot!(home.refused(2, "practice x9kd"), @"
    error: `x9kd` can be practised, and there is nobody to ask
    hint: write `folio practice --list`, and `folio practice ID --got-it` or `--again`
    ");
    home.refused(2, "practice x9kd --got-it --again");
    home.refused(2, "practice --got-it");
    home.refused(2, "practice x9kd --got-it --elsewhere ' '");
    home.refused(4, "practice zzzz --got-it");
    home.command("practice --no-input")
        .terminal(80, 24)
        .run()
        .refused(2);
    assert_snapshot!(Home::new().run("practice"), @"
    -- standard error --
    no lessons are due
    ");
}

#[test]
fn a_clock_that_ran_ahead_or_back_holds_no_lesson_back() {
    let mut home = Home::new();
    let id = lesson(&mut home, "a", "");
    home.set_now("2031-01-01T09:00:00+01:00");
    let ahead = lesson(&mut home, "written ahead", "");
    home.output(&format!("practice {id} --got-it"));
    home.set_now("2026-10-08T09:00:00+02:00");
    assert_eq!(due(&mut home, ""), ["a", "written ahead"]);
    assert_eq!(again_on(&mut home, &format!("{id} --got-it")), "2026-10-10");
    assert_eq!(
        again_on(&mut home, &format!("{ahead} --got-it")),
        "2026-10-10"
    );
    assert_eq!(counted(&mut home), "0");
}

#[test]
fn practice_and_places_survive_export_and_import_in_every_form() {
    let mut home = Home::with_portfolio();
    home.output("practice x9kd --got-it --elsewhere 'a queue; with \"quotes\"' --elsewhere '[x]'");
    home.output("practice m2ab --again --elsewhere 'rate limits'");
    let before = home.exported();
    for format in ["jsonl", "json", "csv", "markdown"] {
        let file = home.output(&format!("export entries --format {format}"));
        let mut other = Home::new();
        let format = format.trim_end_matches('l');
        other
            .command(&format!("import - --format {format}"))
            .input(file)
            .run()
            .succeeded();
        assert_eq!(other.exported(), before, "{format}");
        assert_eq!(due(&mut other, ""), due(&mut home, ""), "{format}");
    }
}

#[test]
fn an_editor_shows_the_places_and_leaves_practice_alone() {
    let mut home = Home::with_portfolio();
    home.output("practice x9kd --got-it --elsewhere queues");
    let edit = |text: &mut String| {
        assert!(!text.contains("practice"), "{text}");
        *text = text.replace("elsewhere = [\"queues\"]", "elsewhere = [\"uploads\"]");
        Ok(())
    };
    home.command("edit x9kd")
        .terminal(80, 24)
        .editor(edit)
        .run()
        .succeeded();
    let entry = entry(&mut home, "x9kd");
    assert_eq!(entry["elsewhere"], json!(["uploads"]));
    assert_eq!(entry["practice"].as_array().unwrap().len(), 1);
}

#[test]
fn the_history_of_an_entry_tells_when_it_was_practised() {
    let mut home = Home::with_portfolio();
    home.output("practice x9kd --got-it --elsewhere queues");
    assert_snapshot!(home.output("history x9kd"), @"
    2026-10-05 09:30  created by ada  (import)
    id             + 01a0f95f-cbc0-7000-8e9e-4bc3761773ee
    tried          + drain connections before the restart
    because        + long uploads outlived the grace period
    principle      + a timeout is a promise about the longest request
    signals        + only large files fail
    outcome        + partial
    tags           + deploy
    project        + shop
    assist         + none
    spent_minutes  + 120
    author         + grace
    happened_at    + 2026-10-01T23:30:00+02:00
    created_at     + 2026-10-01T23:30:00+02:00

    2026-10-05 09:30  changed by ada  (practice)
    elsewhere  + queues
    practice   + rating good; by ada; at 2026-10-05T09:30:00+02:00
    ");
}

#[test]
fn what_was_practised_is_taken_back_as_one_step() {
    let mut home = Home::with_portfolio();
    let before = home.exported();
    home.output("practice x9kd --got-it --elsewhere queues");
    assert_eq!(counted(&mut home), "2");
    assert_snapshot!(home.run("undo"), @"
    undone: practice of 2026-10-05 09:30 (1 entry)
    - drain connections before the restart
    ");
    assert_eq!(home.exported(), before);
    assert_eq!(counted(&mut home), "3");
}

#[test]
fn the_overview_says_how_many_lessons_are_due() {
    let mut home = Home::with_portfolio();
    assert!(home.output("").contains("3 lessons are due  ("));
    assert_eq!(home.json("overview", "--json")["due"], 3);
    for id in ["x9kd", "m2ab"] {
        home.output(&format!("practice {id} --got-it"));
    }
    assert!(home.output("").contains("1 lesson is due  ("));
}

#[test]
fn a_lesson_that_helped_in_recall_comes_back_as_if_it_had_been_practised() {
    let mut home = Home::new();
    let practised = lesson(&mut home, "caches", "--at '2026-10-01'");
    let helped = lesson(&mut home, "queues", "--at '2026-10-01'");
    home.output(&format!("practice {practised} --got-it"));
    home.output(&format!("recall --helped {helped}"));
    home.set_now("2026-10-06T09:30:00+02:00");
    assert_eq!(counted(&mut home), "0");
    home.set_now("2026-10-07T09:30:00+02:00");
    assert_eq!(due(&mut home, ""), ["queues", "caches"]);
    assert_eq!(counted(&mut home), "2");
}

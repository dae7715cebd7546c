//! `folio explore`: opening a question, its name, where it belongs, going to another one and back.

use insta::assert_snapshot;
use serde_json::json;

use crate::driver::Home;

/// The names of all explorations, the one that was current last first.
fn names(home: &mut Home) -> Vec<String> {
    let all = home.json("explorations", "explore --all --json");
    let names = all.as_array().unwrap().iter();
    names
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_lessons_that_apply_are_shown_before_the_question_is_open() {
    let mut home = Home::with_portfolio();
    let line = "explore 'why is the login flaky on two replicas?' --as flaky-login --until 2h";
    assert_snapshot!(home.run(line), @"
    Before you begin, what was learnt that may apply:
    m2ab  very likely (1.00)
    I tried keep sessions in process memory. It failed because two replicas disagreed after the deploy. The principle is State shared by replicas lives outside them; deeper: shared state needs one owner. Next time I see works on one replica, flaky on two; logged out at random, I will count the replicas first.
    seen   why is the login flaky on two replicas?
    words  replicas, two, flaky, login

    d8ry  very likely (0.85)
    I tried retry the flaky login test. It failed because the clock of the runner drifted.
    seen   why is the login flaky on two replicas?
    words  login, flaky

    k7fq  likely (0.74)
    I tried cache prices in the web process. It failed because prices stayed stale after a change. The principle is state shared by replicas lives outside them. Next time I see works on one replica, flaky on two, I will count the replicas first.
    seen   why is the login flaky on two replicas?
    words  replicas, two, flaky

    `folio recall --helped m2ab` says that it helped, `--not-relevant m2ab` that it did not apply

    opened flaky-login: why is the login flaky on two replicas?  (time to ask after 2 h)
    ");
    let opened = home.json(
        "exploration",
        "explore 'works on one replica, flaky on two?' --json",
    );
    assert_eq!(opened["was_current"], "flaky-login");
    assert_eq!(opened["lessons"][0]["entry"]["short"], "m2ab");
}

#[test]
fn a_question_to_which_no_lesson_applies_is_only_opened() {
    let mut home = Home::new();
    assert_snapshot!(home.run("explore which caching layer for sessions?"), @"opened caching-layer-sessions: which caching layer for sessions?  (time to ask after 15 min)");
    assert_snapshot!(home.run("explore how to name things"), @"
    opened name-things: how to name things  (time to ask after 15 min)
    -- standard error --
    caching-layer-sessions stays open; `folio explore --switch caching-layer-sessions` goes back to it
    ");
}

#[test]
fn a_name_is_made_of_the_question_and_never_twice() {
    let mut home = Home::new();
    for _ in 0..3 {
        home.output("explore 'which caching layer for sessions?'");
    }
    home.output("explore 'none?'");
    assert_eq!(
        names(&mut home).into_iter().rev().collect::<Vec<_>>(),
        [
            "caching-layer-sessions",
            "caching-layer-sessions-2",
            "caching-layer-sessions-3",
            "none-2"
        ]
    );
}

#[test]
fn a_name_that_is_taken_or_no_name_is_refused() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    assert_snapshot!(home.refused(1, "explore 'another?' --as cache"), @"
    error: an exploration is called `cache` already: which cache?
    hint: go on with `folio explore --switch cache`, or give another name
    ");
    home.output("drop --why 'no time'");
    assert_snapshot!(home.refused(1, "explore 'another?' --as cache"), @"
    error: an exploration is called `cache` already: which cache?
    hint: go on with `folio explore --reopen cache`, or give another name
    ");
    assert_snapshot!(home.refused(2, "explore 'another?' --as 'two words'"), @"
    error: invalid value `two words` for `--as <NAME>`: `two words` cannot be the name of an exploration
    hint: write one word of letters, digits, `-`, `_` and `.`, such as `cache-layer`
    ");
    assert_snapshot!(home.refused(2, "explore 'another?' --as none"), @"
    error: invalid value `none` for `--as <NAME>`: `none` stands for no exploration
    hint: give it another name
    ");
    assert_snapshot!(home.refused(2, "explore cache"), @"
    error: `cache` is the name of an exploration, not a question
    hint: `folio status cache` shows it, `folio explore --switch cache` goes on with it
    ");
}

#[test]
fn without_a_question_the_current_one_is_shown() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(2, "explore"), @r#"
    error: no exploration is open here, and no question is given
    hint: write `folio explore "QUESTION"`; `folio explore --all` lists those that there are
    "#);
    home.output("explore 'which cache?' --as cache");
    assert_eq!(home.output("explore"), home.output("status"));
}

#[test]
fn another_open_one_is_made_current_and_a_closed_one_opened_again() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.set_now("2026-10-05T09:40:00+02:00");
    home.output("explore 'which index?' --as index");
    home.set_now("2026-10-05T09:50:00+02:00");
    assert_snapshot!(home.run("explore --switch cache"), @"current: cache: which cache?");
    assert_eq!(home.json("exploration", "status --json")["name"], "cache");
    home.output("drop --why 'no time'");
    assert_eq!(home.json("exploration", "status --json")["name"], "index");
    assert_snapshot!(home.refused(1, "explore --switch cache"), @"
    error: `cache` was dropped already
    hint: `folio explore --reopen cache` opens it again
    ");
    assert_snapshot!(home.refused(4, "explore --switch cash"), @"
    error: no exploration is called `cash`
    hint: run `folio explore --all` to see their names
    ");
    assert_snapshot!(home.run("explore --reopen cache"), @"open again: cache: which cache?");
    let reopened = home.json("exploration", "status --json");
    assert_eq!(reopened["name"], "cache");
    assert_eq!(
        (&reopened["state"], &reopened["closed_at"], &reopened["why"]),
        (&json!("open"), &json!(null), &json!(null))
    );
    home.refused(2, "explore --switch cache --reopen cache");
    home.refused(2, "explore --as cache");
}

#[test]
fn one_is_current_for_each_project() {
    let mut home = Home::new();
    let of = |home: &mut Home, project: &str, line: &str| {
        home.command(line)
            .environment("FOLIO_PROJECT", project)
            .run()
    };
    of(&mut home, "shop", "explore 'which cache?' --as cache").succeeded();
    of(&mut home, "blog", "explore 'which index?' --as index").succeeded();
    assert!(of(&mut home, "shop", "status").output.starts_with("cache"));
    assert!(of(&mut home, "blog", "status").output.starts_with("index"));
    assert_snapshot!(of(&mut home, "shop", "explore --switch index").refused(1), @"
    error: `index` belongs to the project `blog`
    hint: go there, or name it: `folio status index`, `folio try --on index`, `folio log --on index`
    ");
    assert_snapshot!(home.refused(1, "status"), @r#"
    error: no exploration is open here
    hint: open one with `folio explore "QUESTION"`, or name one; `folio explore --all` lists them
    "#);
    assert!(home.output("status cache").starts_with("cache"));
    home.output("explore 'elsewhere?' --project blog");
    assert!(
        of(&mut home, "blog", "status")
            .output
            .starts_with("elsewhere")
    );
}

#[test]
fn outside_a_project_one_is_current_for_the_directory_and_those_below() {
    let mut home = Home::new();
    let at = |home: &mut Home, directory: &str, line: &str| {
        home.command(line).directory(directory).run()
    };
    at(&mut home, "one", "explore 'which cache?' --as cache").succeeded();
    assert!(
        at(&mut home, "one/below", "status")
            .output
            .starts_with("cache")
    );
    at(&mut home, "other", "status").refused(1);
    assert_snapshot!(at(&mut home, "other", "explore --switch cache").refused(1), @"
    error: `cache` belongs to ~/work/one
    hint: go there, or name it: `folio status cache`, `folio try --on cache`, `folio log --on cache`
    ");
}

#[test]
fn all_are_listed_with_their_attempts_and_what_became_of_them() {
    let mut home = Home::new();
    assert_snapshot!(home.run("explore --all"), @"
    -- standard error --
    there are no explorations yet
    ");
    home.output("explore 'which cache?' --as cache");
    home.output("try 'in-memory LRU'");
    home.output("try redis --planned");
    home.output("log -b 'it forgets'");
    home.output("drop --why 'the provider caches now'");
    home.set_now("2026-10-06T09:30:00+02:00");
    home.output("explore 'which index?' --as index");
    assert_snapshot!(home.run("explore --all"), @"
    name   state    attempts  opened      closed      question      why
    ───────────────────────────────────────────────────────────────────────────────────────
    index  open            0  2026-10-06              which index?
    cache  dropped         1  2026-10-05  2026-10-05  which cache?  the provider caches now
    ");
    let all = home.json("explorations", "explore --all --json");
    assert_eq!(all[1]["entries"][0]["tried"], "in-memory LRU");
    assert_eq!(all[1]["why"], "the provider caches now");
}

/// The driver looks at everything that is printed for what could drive a terminal.
#[test]
fn neither_question_nor_approach_nor_reason_drives_the_terminal() {
    let mut home = Home::new();
    for line in [
        "explore 'red \u{1b}[31m?' --as red",
        "try 'a \u{1b}]0;title\u{7}'",
        "try 'b \u{202e}' --planned",
        "status",
        "compare",
        "log -b '\u{1b}[2J' --rules-out '\u{9b}1m'",
        "compare",
        "compare --format markdown",
        "converge last --why 'c \u{1b}[1m'",
        "status red",
        "explore --all",
        "report",
        "history red",
        "undo --list",
    ] {
        home.output(line);
    }
    let run = home.command("compare red").terminal(80, 60).run();
    assert!(run.succeeded().output.contains("red"));
}

#[test]
fn a_clock_without_any_time_is_refused_in_words_that_fit_a_clock() {
    let mut home = Home::new();
    let refused = home.refused(2, "explore 'which cache?' --until 0m");
    assert!(refused.contains("the duration is zero"), "{refused}");
}

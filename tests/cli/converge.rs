//! `folio converge`: on which entry, why, and what is worth saying of it.

use insta::assert_snapshot;

use crate::driver::Home;

fn explored() -> Home {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.output("log lru -b 'it forgets'");
    home.output("log redis -b 'both replicas agree' -o worked");
    home
}

#[test]
fn an_entry_is_chosen_with_the_reason() {
    let mut home = explored();
    assert_snapshot!(home.run("converge last --why 'it is fast enough'"), @"converged cache on krh8  redis");
    assert_snapshot!(home.run("status cache"), @"
    cache  converged
    question    which cache?
    opened      2026-10-05 09:30
    clock       stopped after 0 min
    closed      converged 2026-10-05 09:30
    chosen      krh8  redis
    why         it is fast enough
    approaches  1 failed, 1 worked

    id    progress  spent  approach  because
    ────────────────────────────────────────────────────
    wn83  failed           lru       it forgets
    krh8  worked           redis     both replicas agree
    ");
    home.refused(1, "status");
}

#[test]
fn the_reason_is_asked_for_on_a_terminal_and_named_elsewhere() {
    let mut home = explored();
    assert_snapshot!(home.refused(2, "converge last"), @r#"
    error: why it is chosen is missing (`--why`)
    hint: add `--why "the reason, in a sentence"`
    "#);
    let asked = home
        .command("converge last --json")
        .terminal(80, 24)
        .answer("Why is it chosen?", "it is fast enough")
        .run()
        .succeeded();
    assert!(
        asked.output.contains("\"why\":\"it is fast enough\""),
        "{asked}"
    );
}

#[test]
fn a_failed_attempt_or_one_of_several_that_run_may_be_chosen() {
    let mut home = explored();
    home.output("try sqlite");
    home.output("log 'a file' -b 'slow' --on cache");
    home.output("try sqlite");
    assert_snapshot!(home.run("converge last --why 'nothing else is left'"), @"
    converged cache on 98ie  a file
    -- standard error --
    note: 98ie is noted as failed
    note: left without an outcome: sqlite
    ");
}

#[test]
fn an_entry_of_another_exploration_is_not_chosen() {
    let mut home = explored();
    home.output("log apart -b x --on none");
    assert_snapshot!(home.refused(1, "converge last --why w"), @"
    error: teus belongs to no exploration, and `cache` is meant
    hint: `folio edit teus --exploration cache` puts it on `cache`
    ");
    home.output("explore 'which index?' --as index");
    home.output("log trigrams -b x");
    home.output("explore --switch cache");
    let refused = home.refused(1, "converge last --why w");
    assert_snapshot!(refused, @"
    error: d3uk belongs to the exploration `index`, not to `cache`
    hint: add `--on index` to converge that one; `folio edit d3uk --exploration cache` puts it on `cache`
    ");
    assert!(
        home.output("converge last --on index --why w")
            .starts_with("converged index")
    );
    assert_snapshot!(home.refused(4, "converge cache --why w"), @"
    error: `cache` is an exploration, and `converge` takes an entry of it
    hint: `folio compare cache` shows the ids of its entries
    ");
    home.refused(4, "converge nowhere --why w");
}

#[test]
fn where_none_is_current_the_entry_tells_which_one_is_meant() {
    let mut home = explored();
    let run = home
        .command("converge last --why w")
        .environment("FOLIO_PROJECT", "blog")
        .directory("other")
        .run();
    assert!(run.output.starts_with("converged cache"), "{run}");
    let again = home.refused(1, "converge last --why w");
    assert_snapshot!(again, @"
    error: `cache` was converged already
    hint: `folio explore --reopen cache` opens it again
    ");
}

#[test]
fn of_the_approaches_that_are_listed_it_is_said_how_many_had_ended_before_the_choice() {
    let mut home = explored();
    home.output("log 'a file' -b 'slow'");
    home.output("log 'a table' -b 'quick enough' -o worked");
    home.output("try sqlite");
    home.output("try --planned lmdb");
    home.output("converge last --why 'it is quick enough'");
    let told = |home: &mut Home, line: &str| {
        let output = home.output(line);
        let lines = output
            .lines()
            .filter(|line| line.contains("sqlite") || line.contains("converged"));
        lines.map(str::trim).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(told(&mut home, "report --for lead"), @"
    tried  sqlite (left); lru (failed); redis (worked); a file (failed); a table (worked); lmdb (planned)
    ended  converged after 4 of 6 approaches: a table (98ie), because it is quick enough
    ");
    assert_snapshot!(told(&mut home, "export portfolio"), @"
    - **tried:** sqlite (left); lru (failed); redis (worked); a file (failed); a table (worked); lmdb (planned)
    - **ended:** converged after 4 of 6 approaches: a table (`98ie`), because it is quick enough
    ");
    assert_snapshot!(home.output("compare cache").lines().take(5).collect::<Vec<_>>().join("\n"), @"
    cache  which cache?

              sqlite  lru         redis                a file  a table       lmdb
    ────────────────────────────────────────────────────────────────────────────────
    progress  left    failed      worked               failed  worked        planned
    ");
    assert_snapshot!(told(&mut home, "status cache"), @"
    cache  converged
    closed      converged 2026-10-05 09:30
    left             sqlite
    ");
    home.output("explore --reopen cache");
    assert!(told(&mut home, "report --for lead").contains("sqlite (running)"));
}

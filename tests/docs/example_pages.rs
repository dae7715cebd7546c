//! Pages for the browser that the documentation shows: they are what folio writes today.

use crate::page;
use crate::place::Place;

/// Takes in public commits that were taken back, and writes two years of them as one summary.
const COMMANDS: [&str; 2] = [
    "folio import reverts.jsonl --map failed_at=happened_at --map repo=project --map failed_commit=evidence.commit",
    "folio export summary --since 2016-01-01 --until 2017-12-31 --format html",
];

/// A year of a developer's life: what was tried, what was asked and decided, and what is nobody's business.
const WORK: [(&str, &str); 14] = [
    (
        "2026-01-14 10:00",
        "folio log 'keep sessions in process memory' -b 'two replicas disagreed after the deploy' -p 'state shared by replicas lives outside them' -s 'works on one replica, flaky on two' -n 'count the replicas first' -t sessions --spent 2h",
    ),
    (
        "2026-02-03 15:00",
        "folio log 'retry on every timeout' -b 'the retries kept the queue full' -p 'retries need a budget' -n 'ask what happens when everybody retries' -t queues --spent 90m",
    ),
    (
        "2026-04-09 09:30",
        "folio log 'cache prices in the web process' -b 'prices stayed stale after a change' -p 'state shared by replicas lives outside them' -t caching --spent 50m",
    ),
    (
        "2026-04-22 11:00",
        "folio log 'add an index for every slow query' -b 'writes became slower than the reads had been' -p 'an index is paid for by every write' -t sql --spent 3h",
    ),
    (
        "2026-04-28 17:00",
        "folio log 'rename the column in one step' -b 'the old version still read it' -p 'two versions run at once during every deploy' -t deploy -t sql --spent 70m",
    ),
    (
        "2026-05-06 16:00",
        "folio log 'ask for more money without numbers' -b 'there was nothing to point at' -p 'bring the numbers' --private --spent 4h",
    ),
    (
        "2026-07-01 09:00",
        "folio explore 'where do sessions live?' --as session-store",
    ),
    (
        "2026-07-01 09:10",
        "folio log 'a table in the database' -b 'too slow at noon' -o partial -t sessions --spent 40m",
    ),
    (
        "2026-07-01 10:30",
        "folio brief --question 'is one more service worth it?' --no-input",
    ),
    (
        "2026-07-01 11:30",
        "folio answered --by Margaret --note 'yes, where it saves a lock' --no-input",
    ),
    (
        "2026-07-01 14:00",
        "folio log 'one small key-value store' -b 'both replicas agree and nobody waits' -p 'state shared by replicas lives outside them' -o worked -t sessions --spent 1h",
    ),
    (
        "2026-07-01 14:05",
        "folio converge last --why 'it is the only one that holds at noon'",
    ),
    (
        "2026-10-02 10:00",
        "folio log 'deploy on Friday with a feature flag' -b 'the flag was read once, at the start' -p 'a flag that cannot be turned off is a deploy' -t deploy --spent 25m",
    ),
    (
        "2026-10-05 09:00",
        "folio log 'turn the flag off at night' -b 'the flag was read once, at the start' -p 'a flag that cannot be turned off is a deploy' -t deploy --spent 15m",
    ),
];

#[test]
fn the_examples_of_a_portfolio_are_what_folio_writes() {
    let mut place = Place::new();
    for (clock, command) in WORK {
        place.set_clock(clock);
        let outcome = place.run(command);
        assert_eq!(outcome.code, 0, "{}", outcome.output);
    }
    for (name, format) in [("portfolio.md", "markdown"), ("portfolio.html", "html")] {
        let written = place.run(&format!("folio export portfolio --format {format}"));
        page::check(&format!("docs/examples/{name}"), |_| written.output);
    }
    let page = place.run("folio export portfolio --template lessons.html.jinja");
    page::check("docs/examples/lessons.html", |_| page.output);
}

#[test]
fn the_template_that_is_shown_is_the_one_to_start_from() {
    let template = page::read("docs/examples/review.md.jinja");
    let shown = format!("```jinja\n{template}```\n");
    assert!(page::read("docs/reports.md").contains(&shown));
}

#[test]
fn the_example_of_a_summary_is_what_folio_writes() {
    let mut place = Place::new();
    let outcomes = COMMANDS.map(|command| place.run(command));
    for outcome in &outcomes {
        assert_eq!(outcome.code, 0, "{}", outcome.output);
    }
    let [_, summary] = outcomes;
    page::check("docs/examples/reverts.html", |_| summary.output);
}

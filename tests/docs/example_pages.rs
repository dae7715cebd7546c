//! Pages for the browser that the documentation shows: they are what folio writes today.

use crate::page;
use crate::place::Place;

/// Takes in public commits that were taken back, and writes two years of them as one summary.
const COMMANDS: [&str; 2] = [
    "folio import reverts.jsonl --map failed_at=happened_at --map repo=project --map failed_commit=evidence.commit",
    "folio export summary --since 2016-01-01 --until 2017-12-31 --format html",
];

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

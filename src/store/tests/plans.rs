//! Query plans: a page of results costs the same in a large journal.

use rusqlite::Params;

use super::fixture::{Desk, NOON, entry, stamp, tag};
use crate::model::{Assist, Entry, Filter, Order, Outcome, Stage, Standing, TagGroup};
use crate::store::Journal;
use crate::store::lessons::{judged_plan, meetings};
use crate::store::names::CREATED_LAST;
use crate::store::practice::{due_plan, new_plan};
use crate::store::rows::ENTRY_COLUMNS;
use crate::store::selection::Plan;

/// The steps that SQLite takes (<https://sqlite.org/eqp.html>).
fn steps(journal: &Journal, filter: &Filter, order: Order) -> Vec<String> {
    let plan = Plan::of(journal, filter).unwrap();
    steps_of(journal, &plan, &plan.select(ENTRY_COLUMNS, order, Some(20)))
}

fn steps_of(journal: &Journal, plan: &Plan, sql: &str) -> Vec<String> {
    explained(journal, sql, plan.parameters())
}

fn explained(journal: &Journal, sql: &str, parameters: impl Params) -> Vec<String> {
    let mut statement = journal
        .connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let steps = statement
        .query_map(parameters, |row| row.get("detail"))
        .unwrap();
    steps.map(Result::unwrap).collect()
}

fn journal() -> Journal {
    let mut desk = Desk::in_memory();
    desk.create(&[Entry {
        tags: vec![tag("a/b"), tag("c")],
        ..entry(1, "a cache")
    }]);
    desk.journal
}

#[expect(clippy::too_many_lines, reason = "a list, a line for each filter")]
fn filters() -> Vec<(&'static str, Filter)> {
    let tagged = |groups: &[&str]| Filter {
        tags: groups
            .iter()
            .map(|group| TagGroup(group.split(',').map(tag).collect()))
            .collect(),
        ..Filter::default()
    };
    let all = Filter::default();
    vec![
        (
            "outcome",
            Filter {
                outcome: Some(Outcome::Worked),
                ..all.clone()
            },
        ),
        (
            "stage",
            Filter {
                stage: Some(Stage::Draft),
                ..all.clone()
            },
        ),
        (
            "standing",
            Filter {
                standing: Some(Standing::Waiting),
                ..all.clone()
            },
        ),
        (
            "project",
            Filter {
                project: Some("shop".to_owned()),
                ..all.clone()
            },
        ),
        (
            "assist",
            Filter {
                assist: Some(Assist::Pair),
                ..all.clone()
            },
        ),
        (
            "exploration",
            Filter {
                exploration: Some("cache".to_owned()),
                ..all.clone()
            },
        ),
        (
            "author",
            Filter {
                author: Some("ada".to_owned()),
                ..all.clone()
            },
        ),
        ("tag", tagged(&["a/b"])),
        ("parent tag", tagged(&["a"])),
        ("two tags", tagged(&["a", "c"])),
        ("tag and alternatives", tagged(&["c", "a,b"])),
        (
            "period",
            Filter {
                since: Some(stamp(NOON)),
                until: Some(stamp(NOON + 60)),
                ..all.clone()
            },
        ),
        (
            "since",
            Filter {
                since: Some(stamp(NOON)),
                ..all.clone()
            },
        ),
        (
            "until",
            Filter {
                until: Some(stamp(NOON)),
                ..all.clone()
            },
        ),
        (
            "text",
            Filter {
                text: Some("cache".to_owned()),
                ..all.clone()
            },
        ),
        (
            "tag and period",
            Filter {
                since: Some(stamp(NOON)),
                ..tagged(&["a"])
            },
        ),
        (
            "outcome and period",
            Filter {
                outcome: Some(Outcome::Worked),
                since: Some(stamp(NOON)),
                ..all.clone()
            },
        ),
        (
            "text and outcome",
            Filter {
                text: Some("cache".to_owned()),
                outcome: Some(Outcome::Worked),
                ..all
            },
        ),
    ]
}

#[test]
fn no_filter_reads_all_entries_or_sorts_what_it_reads_in_the_order_of_time() {
    let journal = journal();
    for (name, filter) in filters() {
        for order in [Order::Newest, Order::Oldest] {
            let steps = steps(&journal, &filter, order);
            let scans =
                |step: &String| step == "SCAN e" || step.starts_with("SCAN e ") || step == "SCAN t";
            assert!(!steps.iter().any(scans), "{name}, {order:?}: {steps:#?}");
            assert!(
                !steps.iter().any(|step| step.contains("TEMP B-TREE")),
                "{name}, {order:?}: {steps:#?}"
            );
        }
    }
}

#[test]
fn a_page_of_all_entries_is_read_in_the_order_of_time_without_sorting() {
    for order in [Order::Newest, Order::Oldest] {
        assert_eq!(steps(&journal(), &Filter::default(), order), ["SCAN e"]);
    }
}

#[test]
fn failed_attempts_are_met_walking_back_in_time_without_sorting() {
    let failed = Filter {
        outcome: Some(Outcome::Failed),
        ..Filter::default()
    };
    assert_eq!(steps(&journal(), &failed, Order::Newest), ["SCAN e"]);
    let of_a_project = Filter {
        project: Some("shop".to_owned()),
        ..failed
    };
    assert_eq!(
        steps(&journal(), &of_a_project, Order::Newest),
        ["SEARCH e USING INDEX entry_project (project=?)"]
    );
}

#[test]
fn alternatives_that_are_rare_are_gathered_from_the_tags_and_not_from_all_entries() {
    let filter = Filter {
        tags: vec![TagGroup(vec![tag("a"), tag("c")])],
        ..Filter::default()
    };
    let steps = steps(&journal(), &filter, Order::Newest);
    assert!(
        steps
            .iter()
            .any(|step| step.starts_with("SEARCH e USING INTEGER PRIMARY KEY")),
        "{steps:#?}"
    );
    assert!(!steps.iter().any(|step| step == "SCAN e"), "{steps:#?}");
}

#[test]
fn the_attempts_with_a_principle_come_from_its_index_without_sorting() {
    assert_eq!(
        explained(&journal(), &meetings(&[]), ["a principle"]),
        ["SEARCH entry USING INDEX entry_principle (principle_key=?)"]
    );
}

#[test]
fn the_entry_logged_last_is_looked_for_from_the_end_of_the_log_without_sorting_it() {
    assert_eq!(
        explained(&journal(), CREATED_LAST, []),
        [
            "SCAN r",
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH earlier USING COVERING INDEX record_subject (subject=? AND rowid<?)"
        ]
    );
}

#[test]
fn lessons_to_practise_are_found_without_reading_all_entries_or_sorting_them() {
    let journal = journal();
    let today = stamp(NOON).date();
    let lesson = Filter {
        stage: Some(Stage::Lesson),
        ..Filter::default()
    };
    for (name, filter) in filters().into_iter().chain([("lesson", lesson)]) {
        let due = due_plan(&journal, &filter, today).unwrap();
        let due = steps_of(&journal, &due, &due.select_keys());
        let new = new_plan(&journal, &filter).unwrap();
        let sql = new.select(ENTRY_COLUMNS, Order::Newest, Some(50));
        let new = steps_of(&journal, &new, &sql);
        for steps in [due, new] {
            let costs = |step: &String| {
                step == "SCAN e"
                    || step.starts_with("SCAN e ")
                    || step == "SCAN t"
                    || step.contains("TEMP B-TREE")
            };
            assert!(!steps.iter().any(costs), "{name}: {steps:#?}");
        }
    }
}

#[test]
fn what_was_said_of_lessons_is_found_without_reading_all_entries() {
    let journal = journal();
    for (name, filter) in filters() {
        let plan = judged_plan(&journal, &filter).unwrap();
        let sql = plan.select(ENTRY_COLUMNS, Order::Oldest, None);
        let steps = steps_of(&journal, &plan, &sql);
        assert!(
            !steps
                .iter()
                .any(|step| step == "SCAN e" || step == "SCAN j"),
            "{name}: {steps:#?}"
        );
    }
}

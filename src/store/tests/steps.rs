//! Steps: made again from a log in which their records alternate.

use rusqlite::types::Value;

use super::fixture::{Desk, entry, text};
use crate::store::{Journal, rebuild};

#[test]
fn steps_whose_records_alternate_in_a_merged_log_are_made_again_whole() {
    let mut desk = Desk::in_memory();
    desk.create(&[entry(1, "a cache"), entry(2, "a queue")]);
    desk.create(&[entry(3, "a lock"), entry(4, "a retry")]);
    let mut merged = Journal::temporary().unwrap();
    let mut records = desk
        .journal
        .connection
        .prepare("SELECT id, machine, sequence, milliseconds, counter, step, subject, body FROM record ORDER BY (position - 1) % 2, position")
        .unwrap();
    let mut records = records.query([]).unwrap();
    while let Some(row) = records.next().unwrap() {
        let columns: Vec<Value> = (0..8).map(|column| row.get(column).unwrap()).collect();
        merged
            .connection
            .execute(
                "INSERT INTO record (id, machine, sequence, milliseconds, counter, step, subject, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rusqlite::params_from_iter(columns),
            )
            .unwrap();
    }
    rebuild::rebuild(&mut merged.connection).unwrap();
    let shape = |journal: &Journal| -> Vec<_> {
        let steps = journal.steps(10).unwrap();
        steps.iter().map(|step| (step.id, step.records)).collect()
    };
    assert_eq!(shape(&merged), shape(&desk.journal));
    let positions: Vec<_> = merged
        .steps(10)
        .unwrap()
        .iter()
        .map(|step| step.positions)
        .collect();
    assert_eq!(positions, [(2, 4), (1, 3)]);
}

#[test]
fn a_damaged_log_in_which_steps_take_back_one_another_is_read_to_its_end() {
    let mut desk = Desk::in_memory();
    desk.create(&[entry(1, "a cache")]);
    desk.create(&[entry(2, "a queue")]);
    let steps = desk.journal.steps(2).unwrap();
    let spoil = format!(
        "DROP TRIGGER record_is_never_updated; \
         UPDATE record SET body = json_set(body, '$.undoes', '{}') WHERE position = 1; \
         UPDATE record SET body = json_set(body, '$.undoes', '{}') WHERE position = 2",
        steps[0].id.0, steps[1].id.0
    );
    desk.journal.connection.execute_batch(&spoil).unwrap();
    rebuild::rebuild(&mut desk.journal.connection).unwrap();
    assert_eq!(desk.journal.steps(2).unwrap(), []);
}

#[test]
fn undoing_a_change_of_an_exploration_leaves_what_others_made_of_it_since_it_was_read() {
    let mut desk = Desk::in_memory();
    let read = desk.explore("cache");
    let with_why = |why: &str| read.with(|facts| facts.why = Some(text(why)));
    desk.change_exploration(&read, &with_why("somebody else's"));
    desk.change_exploration(&read, &with_why("mine"));
    let undone = desk.journal.next_undo().unwrap().unwrap();
    desk.take_back(&undone);
    assert_eq!(desk.explorations(), [with_why("somebody else's")]);
}

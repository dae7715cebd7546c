//! `folio doctor`: what is checked, what it says of damage, and how it ends.

use rusqlite::Connection;

use crate::driver::Home;

#[test]
fn a_sound_journal_is_said_to_be_one() {
    let mut home = Home::with_portfolio();
    insta::assert_snapshot!(home.run("doctor"), @"
    ok       journal: ~/.local/share/folio/journal.db
    ok       version: log 1, derived tables 7
    ok       write-ahead file: 0 pages beside the file
    ok       file: 32 pages
    ok       log: 7 records of 1 machine
    ok       records: as they were written
    ok       derived tables: 38 rows
    ok       full-text index: 183 words
    ok       permissions: yours alone
    ok       disk: enough room
    ok       left-over files: none
    ok       configuration: ~/.config/folio/config.toml is not there: everything is as usual
    ok       shell: SHELL does not name one
    ");
    assert_eq!(home.json("doctor", "doctor --json")["state"], "ok");
}

#[test]
fn a_journal_that_is_not_there_yet_is_no_fault() {
    let mut home = Home::new();
    insta::assert_snapshot!(home.run("doctor"), @"
    ok       journal: ~/.local/share/folio/journal.db is not there yet: the first `folio log` makes it
    ok       permissions: yours alone
    ok       disk: enough room
    ok       left-over files: none
    ok       configuration: ~/.config/folio/config.toml is not there: everything is as usual
    ok       shell: SHELL does not name one
    ");
    assert!(!home.journal().exists());
}

/// Changes a journal as no folio does.
fn tamper(home: &Home, sql: &str) {
    let connection = Connection::open(home.journal()).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn a_derived_table_that_was_changed_is_not_believed() {
    let mut home = Home::with_portfolio();
    tamper(
        &home,
        "UPDATE entry SET because = 'it was the moon' WHERE key = (SELECT max(key) FROM entry)",
    );
    insta::assert_snapshot!(home.run("doctor"), @"
    ok       journal: ~/.local/share/folio/journal.db
    ok       version: log 1, derived tables 7
    ok       write-ahead file: 0 pages beside the file
    ok       file: 32 pages
    ok       log: 7 records of 1 machine
    ok       records: as they were written
    wrong    derived tables: 38 rows
             1 row of `entry` not as the log says
             hint: run `folio doctor --rebuild`: it makes them again from the log
    ok       full-text index: 183 words
    ok       permissions: yours alone
    ok       disk: enough room
    ok       left-over files: none
    ok       configuration: ~/.config/folio/config.toml is not there: everything is as usual
    ok       shell: SHELL does not name one
    -- exit code 3 --
    ");
}

#[test]
fn a_record_that_was_changed_is_noticed_though_it_reads_well() {
    let mut home = Home::with_portfolio();
    tamper(
        &home,
        "DROP TRIGGER record_is_never_updated; UPDATE record SET body = replace(body, '+02:00', '+03:00') WHERE position = 3",
    );
    insta::assert_snapshot!(home.run("doctor"), @"
    ok       journal: ~/.local/share/folio/journal.db
    ok       version: log 1, derived tables 7
    ok       write-ahead file: 0 pages beside the file
    ok       file: 32 pages
    ok       log: 7 records of 1 machine
    wrong    records
             what 1 command wrote is no longer what stands there, or its checksum is damaged: look at k7fqa6i9zwys, p3wef8z3sv2w, m2abjg8n3332 and more
             hint: restore a backup; or take the log as it stands with `folio doctor --rebuild`, and mend entries with `folio edit`
    wrong    derived tables: 38 rows
             1 row of `entry` not as the log says
    ok       full-text index: 183 words
    ok       permissions: yours alone
    ok       disk: enough room
    ok       left-over files: none
    ok       configuration: ~/.config/folio/config.toml is not there: everything is as usual
    ok       shell: SHELL does not name one
    -- exit code 3 --
    ");
}

#[test]
fn a_full_text_index_that_lacks_a_word_is_found() {
    let mut home = Home::with_portfolio();
    tamper(
        &home,
        "DELETE FROM entry_text WHERE rowid = (SELECT max(key) FROM entry)",
    );
    insta::assert_snapshot!(home.run("doctor"), @"
    ok       journal: ~/.local/share/folio/journal.db
    ok       version: log 1, derived tables 7
    ok       write-ahead file: 0 pages beside the file
    ok       file: 32 pages
    ok       log: 7 records of 1 machine
    ok       records: as they were written
    wrong    derived tables: 38 rows
             1 row of `entry_text_docsize` not as the log says
             hint: run `folio doctor --rebuild`: it makes them again from the log
    wrong    full-text index
             the full-text index is not what the entries say, first at d8ryzt4y: searches miss entries or find wrong ones
             hint: run `folio doctor --rebuild`: it makes the index again from the log
    ok       permissions: yours alone
    ok       disk: enough room
    ok       left-over files: none
    ok       configuration: ~/.config/folio/config.toml is not there: everything is as usual
    ok       shell: SHELL does not name one
    -- exit code 3 --
    ");
}

#[test]
fn a_record_that_is_gone_is_missed() {
    let mut home = Home::with_portfolio();
    tamper(
        &home,
        "DROP TRIGGER record_is_never_deleted; DELETE FROM record WHERE position = 3",
    );
    insta::assert_snapshot!(home.run("doctor"), @"
    ok       journal: ~/.local/share/folio/journal.db
    ok       version: log 1, derived tables 7
    ok       write-ahead file: 0 pages beside the file
    ok       file: 32 pages
    warning  log: 6 records of 1 machine
             1 record is missing of machine 01a10af8-30c0-7000-b34c-270cd77ab132: 3
             hint: a backup, or the other journal of a merge, may have them
    ok       records: as they were written
    wrong    derived tables: 32 rows
             1 row of `entry` of which the log knows nothing
             2 rows of `entry_tag` of which the log knows nothing
             2 rows of `entry_signal` of which the log knows nothing
             2 rows of `tag_total` not as the log says
             1 row of `principle_total` not as the log says
             1 row of `step` not as the log says
             1 row of `entry_text_docsize` of which the log knows nothing
             hint: run `folio doctor --rebuild`: it makes them again from the log
    wrong    full-text index
             the full-text index is not what the entries say, first at k7fqa6i9: searches miss entries or find wrong ones
             hint: run `folio doctor --rebuild`: it makes the index again from the log
    ok       permissions: yours alone
    ok       disk: enough room
    ok       left-over files: none
    ok       configuration: ~/.config/folio/config.toml is not there: everything is as usual
    ok       shell: SHELL does not name one
    -- exit code 3 --
    ");
}

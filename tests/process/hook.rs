//! `folio hook` as a process: what it does in the background, and what a shell would notice.

use std::fs;

use super::home::{Home, Run};

/// Tells of a failed command.
fn fails(home: &Home, more: &[&str], command: &str) -> Run {
    let mut hook = home.folio(&["hook", "--exit-code", "1", "--milliseconds", "4200"]);
    fs::write(home.path("line"), command).unwrap();
    let line = fs::File::open(home.path("line")).unwrap();
    Run::of(hook.args(more).stdin(line))
}

#[test]
fn a_configuration_that_cannot_be_used_is_not_noticed() {
    let home = Home::new();
    fs::create_dir_all(home.path(".config/folio")).unwrap();
    fs::write(home.path(".config/folio/config.toml"), "tags = [").unwrap();
    let run = fails(&home, &[], "make");
    assert_eq!((run.code, &*run.output, &*run.error), (Some(0), "", ""));
}

#[test]
fn what_is_handed_over_is_remembered_by_another_process() {
    let home = Home::new();
    let long = "make ".repeat(50_000);
    let run = fails(&home, &["--in-background"], &long);
    assert_eq!((run.code, &*run.output, &*run.error), (Some(0), "", ""));
    assert!(long.starts_with(&home.remembered("make make").command));
}

//! `folio forget-commands`: the record of failed commands is emptied.

use std::fs;

use crate::driver::Home;

#[test]
fn failed_commands_are_forgotten_and_counted() {
    let mut home = Home::new();
    assert_eq!(home.output("forget-commands"), "forgot 0 failed commands\n");
    home.command("run deploy --staging").ended(2, "oops").run();
    assert_eq!(home.output("forget-commands"), "forgot 1 failed command\n");
    home.refused(4, "log x -b y --last");
    let memory = fs::read(home.memory()).unwrap();
    assert!(!memory.windows(9).any(|bytes| bytes == b"--staging"));
    assert_eq!(home.json("forgotten", "forget-commands --json"), 0);
}

#[test]
fn a_record_that_cannot_be_emptied_is_said() {
    let mut home = Home::new();
    fs::create_dir_all(home.memory()).unwrap();
    let error = home.refused(1, "forget-commands");
    assert!(error.contains("memory.db cannot be opened"), "{error}");
}

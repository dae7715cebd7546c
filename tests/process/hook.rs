//! `folio hook` as a process: what it does in the background, and what a shell would notice.

use std::io::Write;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use folio::model::time::Stamp;
use folio::store::Memory;

use super::home::{Home, Run};

/// Tells of a failed command.
fn fails(home: &Home, more: &[&str], command: &str) -> Run {
    let mut hook = home.folio(&["hook", "--exit-code", "1", "--milliseconds", "4200"]);
    hook.args(more).stdin(Stdio::piped());
    let mut child = hook
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(command.as_bytes())
        .unwrap();
    Run::from(child.wait_with_output().unwrap())
}

/// The command that failed last, as soon as it has been remembered.
fn last_command(home: &Home) -> String {
    let memory = home.path(".local/state/folio/memory.db");
    let now = Stamp::from_datetime(&chrono::Local::now().fixed_offset()).unwrap();
    let look = || Memory::open(&memory).ok()?.last_failed(now).ok()?;
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(failed) = look() {
            return failed.command;
        }
        assert!(Instant::now() < deadline, "nothing was remembered");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_is_handed_over_is_remembered_by_another_process() {
    let home = Home::new();
    let long = "make ".repeat(50_000);
    let run = fails(&home, &["--in-background"], &long);
    assert_eq!((run.code, &*run.output, &*run.error), (Some(0), "", ""));
    assert!(long.starts_with(&last_command(&home)));
}

//! Programs that tests need and not every machine has: shells, and what checks their scripts. A test without its program
//! is left out and says so; with `FOLIO_REQUIRE_SHELLS=1` it fails.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

/// Whether a program is there, and ends well with these arguments.
pub fn is_there(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    if command.output().is_ok_and(|output| output.status.success()) {
        return true;
    }
    let required = std::env::var_os("FOLIO_REQUIRE_SHELLS").is_some_and(|value| value == "1");
    assert!(!required, "{program} is required and cannot be used");
    let test = thread::current().name().unwrap_or_default().to_owned();
    let line = format!("left out, for there is no {program}: {test}\n");
    // Past what holds back the output of tests that pass.
    io::stderr().write_all(line.as_bytes()).unwrap();
    false
}

/// Whether there is a Bash that folio's script is for.
pub fn has_bash() -> bool {
    let is_new = "((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501))";
    is_there("bash", &["-c", is_new])
}

//! A journal of a few entries on which command lines are run in process, made once for each thread.

use folio::app;
use folio::host::Environment;
use folio::host::scripted::ScriptedHost;
use tempfile::TempDir;

const ENTRIES: &str = include_str!("../data/portfolio.jsonl");

thread_local! {
    static HOME: TempDir = made();
}

fn made() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run_in(&home, ENTRIES.as_bytes(), ["import", "-"]), 0);
    home
}

fn run_in<'a>(home: &TempDir, input: &[u8], arguments: impl IntoIterator<Item = &'a str>) -> u8 {
    let environment = [("HOME", home.path().as_os_str()), ("USER", "ada".as_ref())];
    ScriptedHost::new()
        .arguments(arguments)
        .environment(Environment::from_iter(environment))
        .directory(home.path())
        .standard_input(input)
        .run(app::run)
        .returned
}

/// Runs a command that only reads. It may refuse what it is given, and nothing that it prints drives a terminal.
///
/// # Panics
/// When it ends as if the journal could not be used, or in a way that is not documented.
pub fn run<'a>(arguments: impl IntoIterator<Item = &'a str>, input: &[u8]) {
    HOME.with(|home| {
        let code = run_in(home, input, arguments);
        assert!(matches!(code, 0 | 1 | 2 | 4), "exit code {code}");
    });
}

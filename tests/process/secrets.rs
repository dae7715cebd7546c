//! A secret that a command had among its arguments or printed is in none of the files that folio keeps.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use super::home::{Home, Run};

/// Every file below a folder with what it holds, the bytes that are free in a database included.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    files
}

fn assert_nowhere(home: &Home, secrets: &[&str]) {
    let files = files(&home.path(""));
    for wanted in ["memory.db", "journal.db"] {
        assert!(files.iter().any(|(path, _)| path.ends_with(wanted)));
    }
    for (path, bytes) in files {
        for secret in secrets {
            let holds = bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            assert!(!holds, "{path} holds {secret}");
        }
    }
}

#[test]
fn what_a_command_printed_and_was_given_is_kept_without_secrets() {
    let home = Home::new();
    let token = format!("ghp_{}", "aB3".repeat(12));
    let customer = "1742".to_owned() + "0815";
    home.done(&[
        "config",
        "set",
        "redaction.patterns",
        "customer ([0-9]{4,8})",
    ]);
    let script = format!("echo using {token}; echo customer {customer} >&2; exit 3");
    let run = home.run(&["run", "--", "sh", "-c", &script]);
    assert_eq!(run.code, Some(3));
    assert!(run.output.contains(&token), "{run:?}");

    let line = format!("PGPASSWORD={token} psql --customer {customer} # customer {customer}");
    let line = line.replace("--customer", "customer");
    let mut hook = home
        .folio(&["hook", "--exit-code", "1", "--milliseconds", "4200"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = hook.stdin.take().unwrap();
    input.write_all(line.as_bytes()).unwrap();
    drop(input);
    assert!(hook.wait().unwrap().success());
    assert_nowhere_after_logging(&home, &[&token, &customer]);
    let again = home.run(&["run", "--", "sh", "-c", &script]);
    assert_eq!(again.code, Some(3));
    assert_nowhere_after_logging(&home, &[&token, &customer]);
}

#[test]
fn the_directory_and_the_branch_of_a_command_are_kept_without_secrets() {
    let token = format!("ghp_{}", "aB3".repeat(12));
    for arguments in [
        &["run", "--", "sh", "-c", "exit 3"][..],
        &["hook", "--exit-code", "3", "--milliseconds", "4200"],
    ] {
        let home = Home::new();
        let folder = home.path("work").join(&token);
        fs::create_dir_all(folder.join(".git")).unwrap();
        fs::write(
            folder.join(".git/HEAD"),
            format!("ref: refs/heads/{token}\n"),
        )
        .unwrap();
        fs::write(folder.join("line"), "make").unwrap();
        let line = fs::File::open(folder.join("line")).unwrap();
        let mut command = home.folio(arguments);
        Run::of(
            command
                .current_dir(&folder)
                .env("FOLIO_PROJECT", "shop")
                .stdin(line),
        );
        let memory = fs::read(home.path(".local/state/folio/memory.db")).unwrap();
        let holds = |words: &[u8]| memory.windows(words.len()).any(|part| part == words);
        assert!(!holds(token.as_bytes()), "{arguments:?}");
        assert!(holds(b"work/[redacted: "), "{arguments:?}");
    }
}

/// Logs the command that failed last, and looks.
fn assert_nowhere_after_logging(home: &Home, secrets: &[&str]) {
    let logged = home.json(&["log", "x", "-b", "y", "--last", "--json"]);
    let evidence = logged["entry"]["evidence"].to_string();
    assert!(evidence.contains("[redacted: "), "{evidence}");
    assert!(evidence.contains("[redacted: pattern]"), "{evidence}");
    assert_nowhere(home, secrets);
}

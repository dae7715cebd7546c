//! Files and folders: who may read them, where they are, and how they are replaced.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use folio::store::{Access, Journal};

use super::home::{FOLIO, Home, Run, mode};

/// Logs an attempt, and keeps a draft, in a shell with this umask.
fn use_with_umask(home: &Home, umask: &str) {
    let fails = home.script("editor.sh", "echo more >> \"$1\"; exit 1");
    let mut shell = home.command("sh");
    shell.env("EDITOR", fails).args([
        "-c",
        &format!(
            "umask {umask}; \"$0\" log 'a cache' -b 'two of them'; \"$0\" log --edit; \"$0\" list"
        ),
        FOLIO,
    ]);
    Run::of(&mut shell).done();
}

#[test]
fn what_folio_keeps_is_open_to_its_owner_only_whatever_the_umask() {
    for umask in ["022", "000"] {
        let home = Home::new();
        use_with_umask(&home, umask);
        let beside = Journal::open(&home.journal(), Access::Write).unwrap();
        home.log("a queue");
        for below in ["journal.db", "journal.db-wal", "journal.db-shm"] {
            let file = home.journal().with_file_name(below);
            assert_eq!(mode(&file), 0o600, "{below} with umask {umask}");
        }
        drop(beside);
        for folder in [
            ".local/share/folio",
            ".local/state/folio",
            ".local/state/folio/drafts",
        ] {
            assert_eq!(
                mode(&home.path(folder)),
                0o700,
                "{folder} with umask {umask}"
            );
        }
        assert_eq!(mode(&home.path(".local/state/folio/machine")), 0o600);
        assert_eq!(home.drafts().len(), 1);
        assert_eq!(mode(&home.drafts()[0]), 0o600);
    }
}

#[test]
fn only_what_is_written_makes_files() {
    let home = Home::new();
    home.done(&["list"]);
    home.done(&["report"]);
    home.done(&["--help"]);
    assert!(!home.path(".local").exists());
    assert!(!home.path(".config").exists());
}

#[test]
fn a_journal_that_cannot_be_made_is_said_with_its_path() {
    let home = Home::new();
    fs::write(home.path("file"), "in the way").unwrap();
    for journal in [
        "../file/journal.db",
        "../file",
        "/proc/folio/journal.db",
        ".",
    ] {
        for arguments in [&["log", "t", "-b", "b"][..], &["list"]] {
            if arguments == ["list"] && journal.starts_with("/proc") {
                continue;
            }
            let run = home.run(&[arguments, &["--journal", journal]].concat());
            assert_eq!(run.code, Some(3), "{journal}: {run:?}");
            assert!(
                run.error.starts_with("error: ") && run.error.contains("hint: "),
                "{run:?}"
            );
        }
    }
    assert_eq!(fs::read_to_string(home.path("file")).unwrap(), "in the way");
}

#[test]
fn without_any_home_the_journal_can_still_be_named() {
    let home = Home::new();
    let mut lost = home.folio(&["list"]);
    let run = Run::of(lost.env_remove("HOME"));
    assert_eq!(run.code, Some(3));
    assert!(run.error.contains("hint: set HOME"), "{run:?}");
    home.done(&["log", "a cache", "-b", "b", "--journal", "here.db"]);
    let mut named = home.folio(&["list", "--journal", "here.db"]);
    Run::of(named.env_remove("HOME")).done();
}

#[test]
fn an_export_replaces_the_file_behind_a_link_and_leaves_nothing_else() {
    let home = Home::new();
    home.log("a cache");
    let target = home.path("work/real.jsonl");
    fs::write(&target, "former").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o644)).unwrap();
    symlink("real.jsonl", home.path("work/link.jsonl")).unwrap();
    home.done(&["export", "entries", "-O", "link.jsonl"]);
    assert!(home.path("work/link.jsonl").is_symlink());
    assert!(fs::read_to_string(&target).unwrap().contains("a cache"));
    assert_eq!(mode(&target), 0o644);
    assert_eq!(fs::read_dir(home.path("work")).unwrap().count(), 2);
    home.done(&["export", "entries", "-O", "new.jsonl"]);
    assert_eq!(mode(&home.path("work/new.jsonl")), 0o600);
}

#[test]
fn an_export_that_fails_leaves_the_file_as_it_was() {
    let home = Home::new();
    home.log("a cache");
    fs::write(home.path("work/out.jsonl"), "former").unwrap();
    let run = home.run(&["export", "entries", "--text", "!", "-O", "out.jsonl"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert_eq!(
        fs::read_to_string(home.path("work/out.jsonl")).unwrap(),
        "former"
    );
    assert_eq!(fs::read_dir(home.path("work")).unwrap().count(), 1);
    let run = home.run(&["export", "entries", "-O", "."]);
    assert!(run.error.contains("it is a folder"), "{run:?}");
}

#[test]
fn an_export_to_a_device_is_written_to_it() {
    let home = Home::new();
    home.log("a cache");
    let exported = home.done(&["export", "entries", "-O", "/dev/stdout"]);
    assert!(exported.contains("a cache"));
}

#[test]
fn what_was_exported_imports_into_an_empty_journal_as_it_was() {
    let home = Home::new();
    home.log("a cache");
    home.done(&[
        "log",
        "a queue",
        "-b",
        "it filled up",
        "-t",
        "a/b",
        "--spent",
        "40m",
        "-p",
        "queues need a bound",
    ]);
    home.done(&["export", "entries", "-O", "all.jsonl"]);
    let other = ["--journal", "other.db"];
    home.done(&[&["import", "all.jsonl"][..], &other].concat());
    home.done(&[&["import", "all.jsonl"][..], &other].concat());
    let again = home.done(&[&["export", "entries"][..], &other].concat());
    assert_eq!(
        again,
        fs::read_to_string(home.path("work/all.jsonl")).unwrap()
    );
}

//! The git repository around the working directory: project, branch and commit, made with the real git.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::home::{Home, Run};

fn git(home: &Home, folder: &Path, arguments: &[&str]) -> String {
    let mut git = home.command("git");
    git.current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args([
            "-c",
            "user.name=ada",
            "-c",
            "user.email=ada@localhost",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments);
    Run::of(&mut git).done().trim().to_owned()
}

/// Makes `work/shop`, a repository with one commit, and gives the commit.
fn repository(home: &Home) -> String {
    let shop = home.path("work/shop");
    fs::create_dir(&shop).unwrap();
    git(home, &shop, &["init", "-q"]);
    git(
        home,
        &shop,
        &["commit", "-q", "--allow-empty", "-m", "begin"],
    );
    git(home, &shop, &["rev-parse", "HEAD"])
}

/// Project, branch and commit of an attempt that is logged in a folder.
fn surroundings(home: &Home, folder: &str, more: &[&str]) -> Value {
    let arguments = [&["log", "a cache", "-b", "it was cold", "--json"][..], more].concat();
    let mut command = home.folio(&arguments);
    let printed = Run::of(command.current_dir(home.path(folder))).done();
    let saved: Value = serde_json::from_str(&printed).unwrap();
    let entry = &saved["entry"];
    json!([
        entry["project"],
        entry["evidence"]["branch"],
        entry["evidence"]["commit"]
    ])
}

#[test]
fn an_attempt_in_a_repository_knows_its_project_branch_and_commit() {
    let home = Home::new();
    let commit = repository(&home);
    fs::create_dir_all(home.path("work/shop/src/deep")).unwrap();
    for folder in ["work/shop", "work/shop/src/deep"] {
        assert_eq!(
            surroundings(&home, folder, &[]),
            json!(["shop", "main", commit])
        );
    }
    git(&home, &home.path("work/shop"), &["pack-refs", "--all"]);
    assert_eq!(
        surroundings(&home, "work/shop", &[]),
        json!(["shop", "main", commit])
    );
    assert_eq!(surroundings(&home, "work", &[]), json!([null, null, null]));
}

#[test]
fn a_branch_may_have_levels_and_a_repository_no_commit_yet() {
    let home = Home::new();
    let shop = home.path("work/shop");
    fs::create_dir(&shop).unwrap();
    git(&home, &shop, &["init", "-q"]);
    git(&home, &shop, &["checkout", "-q", "-b", "feature/cache"]);
    assert_eq!(
        surroundings(&home, "work/shop", &[]),
        json!(["shop", "feature/cache", null])
    );
}

#[test]
fn a_linked_worktree_has_the_project_of_the_main_one_and_its_own_branch() {
    let home = Home::new();
    let commit = repository(&home);
    git(
        &home,
        &home.path("work/shop"),
        &["worktree", "add", "-q", "../elsewhere", "-b", "feature"],
    );
    assert_eq!(
        surroundings(&home, "work/elsewhere", &[]),
        json!(["shop", "feature", commit])
    );
}

#[test]
fn a_commit_checked_out_on_its_own_has_no_branch() {
    let home = Home::new();
    let commit = repository(&home);
    git(
        &home,
        &home.path("work/shop"),
        &["checkout", "-q", "--detach"],
    );
    assert_eq!(
        surroundings(&home, "work/shop", &[]),
        json!(["shop", null, commit])
    );
}

#[test]
fn a_repository_whose_refs_are_kept_in_a_table_is_asked_by_git() {
    let home = Home::new();
    let shop = home.path("work/shop");
    fs::create_dir(&shop).unwrap();
    let mut init = home.command("git");
    let made = Run::of(init.current_dir(&shop).args([
        "init",
        "-q",
        "-b",
        "main",
        "--ref-format=reftable",
    ]));
    if made.code != Some(0) {
        return;
    }
    git(
        &home,
        &shop,
        &["commit", "-q", "--allow-empty", "-m", "begin"],
    );
    let commit = git(&home, &shop, &["rev-parse", "HEAD"]);
    assert_eq!(
        surroundings(&home, "work/shop", &[]),
        json!(["shop", "main", commit])
    );
}

#[test]
fn the_repository_of_today_says_nothing_of_an_attempt_of_another_day() {
    let home = Home::new();
    repository(&home);
    assert_eq!(
        surroundings(&home, "work/shop", &["--at", "yesterday"]),
        json!(["shop", null, null])
    );
    assert_eq!(
        surroundings(
            &home,
            "work/shop",
            &["--project", "till", "--at", "yesterday"]
        ),
        json!(["till", null, null])
    );
}

#[test]
fn a_repository_that_is_not_one_does_no_harm() {
    let home = Home::new();
    for (name, pointer) in [
        ("a", "gitdir: ../nowhere"),
        ("b", "gibberish"),
        ("c", "gitdir: /dev/null"),
    ] {
        let folder = home.path(&format!("work/{name}"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(".git"), pointer).unwrap();
        let found = surroundings(&home, &format!("work/{name}"), &[]);
        assert_eq!(
            (&found[1], &found[2]),
            (&Value::Null, &Value::Null),
            "{pointer}"
        );
    }
}

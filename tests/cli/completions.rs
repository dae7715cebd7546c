//! `folio completions`, and what a shell is offered when it asks.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn there_is_a_script_for_each_shell() {
    let mut home = Home::new();
    for (shell, mark) in [
        ("bash", "complete -o"),
        ("zsh", "#compdef folio"),
        ("fish", "complete --keep-order"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let script = home.output(&format!("completions {shell}"));
        assert!(
            script.contains(mark) && script.contains("COMPLETE"),
            "{shell}\n{script}"
        );
    }
    assert_snapshot!(home.refused(2, "completions tcsh"), @"
    error: invalid value `tcsh` for `<SHELL>`
    hint: a similar value exists: `zsh`
    hint: write one of: bash, zsh, fish, powershell
    ");
    home.refused(2, "completions");
}

/// What fish is offered for a command line; what stands after a tab, the description, is left out.
fn offered(home: &mut Home, line: &str) -> String {
    let run = home
        .command(&format!("-- folio {line}"))
        .environment("COMPLETE", "fish")
        .tabs()
        .run();
    let candidates = run.succeeded().output;
    let values = candidates
        .lines()
        .map(|line| line.split('\t').next().unwrap());
    values.collect::<Vec<_>>().join(" ")
}

#[test]
fn tags_ids_principles_projects_and_authors_are_offered_from_the_journal() {
    let mut home = Home::with_portfolio();
    for (line, expected) in [
        ("list --tag s", "search search/index sessions"),
        ("list --tag caching,d", "caching,deploy"),
        ("log x --tag fl", "flaky"),
        ("edit k7fq --remove-tag ca", "caching"),
        ("tags --rename de", "deploy"),
        ("show m2", "m2ab m2q5"),
        ("rm x", "x9kd"),
        ("history k", "k7fq"),
        ("log x --principle test", "test the path that runs once"),
        ("list --project b", "blog"),
        ("list --author g", "grace"),
        ("lis", "list"),
        ("list --stage", "--stage"),
    ] {
        assert_eq!(offered(&mut home, line), expected, "{line}");
    }
}

#[test]
fn explorations_are_offered_by_their_names() {
    let mut home = Home::new();
    home.output("explore 'which cache?' --as cache");
    home.output("explore 'which index?' --as index");
    for line in [
        "status c",
        "log x --on ca",
        "explore --switch c",
        "list --exploration c",
    ] {
        assert_eq!(offered(&mut home, line), "cache", "{line}");
    }
    assert_eq!(offered(&mut home, "explore x --as c"), "");
}

#[test]
fn the_journal_that_the_line_names_is_asked_however_it_is_written() {
    let mut home = Home::new();
    home.output("log x -b y -t usual");
    home.output("log x -b y -t special --journal x.db");
    let file = home.path("x.db");
    home.configure(&format!(
        "[journals]\nwork = {:?}\nhome = \"h.db\"\n",
        file.display()
    ));
    assert_eq!(offered(&mut home, "list --tag ''"), "usual");
    for line in [
        "list --journal x.db --tag ''",
        "list --journal=x.db --tag ''",
        "list --journal = x.db --tag ''",
        "list --journal-name=work --tag ''",
        "list -j work --tag ''",
        "list -jwork --tag ''",
        "-j work list --tag ''",
    ] {
        assert_eq!(offered(&mut home, line), "special", "{line}");
    }
}

#[test]
fn names_of_journals_and_commands_and_the_values_of_a_key_are_offered() {
    let mut home = Home::new();
    home.configure("[journals]\nwork = \"w.db\"\nhome = \"h.db\"\n");
    for (line, expected) in [
        ("list -j ''", "home work"),
        ("-j w", "work"),
        ("list --journal-name h", "home"),
        ("man dis", "distill"),
        ("man hoo", ""),
        ("config get jour", "journal journals.home journals.work"),
        ("config set week_start m", "monday"),
        ("config set memory.commands t", "true"),
        ("config set author t", ""),
    ] {
        assert_eq!(offered(&mut home, line), expected, "{line}");
    }
}

#[test]
fn nothing_is_said_where_nothing_can_be_offered() {
    let mut home = Home::new();
    assert_eq!(offered(&mut home, "show m"), "");
    home.write("other.db", "no journal ".repeat(100));
    assert_eq!(offered(&mut home, "--journal other.db show m"), "");
}

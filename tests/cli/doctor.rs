//! `folio doctor`: what is checked, what it says of damage, and how it ends.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use folio::host::YesOrNo;
use folio::host::scripted::Reply;
use regex::Regex;
use rusqlite::Connection;

use crate::driver::{Home, Run};

#[test]
fn a_sound_journal_is_said_to_be_one() {
    let mut home = Home::with_portfolio();
    insta::assert_snapshot!(home.run("doctor"), @"
    ok       journal: ~/.local/share/folio/journal.db
    ok       version: log 1, derived tables 8
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

#[test]
fn an_empty_file_is_told_from_a_journal_that_is_not_there_and_copies_of_one_are_told() {
    let mut home = Home::with_portfolio();
    let said = |home: &mut Home| {
        let run = home.run("doctor");
        assert_eq!(run.code, 0, "{run}");
        let other = run.output.find("ok       permissions").unwrap();
        run.output[..other].to_owned()
    };
    let beginnings: [&[u8]; 2] = [b"", b"S"];
    for beginning in beginnings {
        fs::write(home.journal(), beginning).unwrap();
        insta::allow_duplicates! {
            insta::assert_snapshot!(said(&mut home), @"ok       journal: ~/.local/share/folio/journal.db is empty: the first `folio log` begins a journal there");
        }
    }
    let mut home = Home::with_portfolio();
    home.output("backup");
    fs::write(home.journal(), "").unwrap();
    insta::assert_snapshot!(said(&mut home), @"
    warning  journal: ~/.local/share/folio/journal.db is empty: the first `folio log` begins a journal there
             of a journal that was there 1 copy is kept
             hint: `folio backup --list` shows them, `folio backup --restore FILE` puts one back
    ");
    fs::remove_file(home.journal()).unwrap();
    let output = said(&mut home);
    assert!(output.contains("is not there yet"), "{output}");
    assert!(output.contains("1 copy is kept"), "{output}");
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
    ok       version: log 1, derived tables 8
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
    ok       version: log 1, derived tables 8
    ok       write-ahead file: 0 pages beside the file
    ok       file: 32 pages
    ok       log: 7 records of 1 machine
    wrong    records
             what 1 command wrote is no longer what stands there, or its checksum is damaged: look at k7fqa6i9zwys, p3wef8z3sv2w, m2abjg8n3332 and more
             hint: put a copy back (`folio backup --list`); or take the log as it stands with `folio doctor --rebuild`, and mend entries with `folio edit`
    wrong    derived tables: 38 rows
             1 row of `entry` not as the log says
             hint: do first what is said of the records
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
    ok       version: log 1, derived tables 8
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
    ok       version: log 1, derived tables 8
    ok       write-ahead file: 0 pages beside the file
    ok       file: 32 pages
    warning  log: 6 records of 1 machine
             1 record is missing of machine 01a10af8-30c0-7000-b34c-270cd77ab132: 3
             hint: `folio backup --list` shows copies that may have them
    wrong    records
             what 1 command wrote is no longer what stands there, or its checksum is damaged: look at k7fqa6i9zwys, p3wef8z3sv2w, x9kdsfv3gwzg and more
             hint: put a copy back (`folio backup --list`); or take the log as it stands with `folio doctor --rebuild`, and mend entries with `folio edit`
    wrong    derived tables: 32 rows
             1 row of `entry` of which the log knows nothing
             2 rows of `entry_tag` of which the log knows nothing
             2 rows of `entry_signal` of which the log knows nothing
             2 rows of `tag_total` not as the log says
             1 row of `principle_total` not as the log says
             1 row of `step` not as the log says
             1 row of `entry_text_docsize` of which the log knows nothing
             hint: do first what is said of the records
    wrong    full-text index
             the full-text index is not what the entries say, first at k7fqa6i9: searches miss entries or find wrong ones
             hint: do first what is said of the records
    ok       permissions: yours alone
    ok       disk: enough room
    ok       left-over files: none
    ok       configuration: ~/.config/folio/config.toml is not there: everything is as usual
    ok       shell: SHELL does not name one
    -- exit code 3 --
    ");
}

#[test]
fn rebuilding_mends_what_is_derived_and_keeps_a_copy() {
    let mut home = Home::with_portfolio();
    let whole = home.exported();
    tamper(
        &home,
        "UPDATE entry SET because = 'it was the moon'; DELETE FROM entry_tag; DELETE FROM entry_text WHERE rowid > 0",
    );
    insta::assert_snapshot!(home.run("doctor --rebuild"), @"
    a copy was kept: ~/.local/share/folio/journal.db.backups/20261005T073000Z-before-rebuild.db
    made the derived tables and all indexes again; before,
    - derived tables: 7 rows of `entry` not as the log says
    - derived tables: 9 rows of `entry_tag` not as the log says
    - derived tables: 7 rows of `entry_text_docsize` not as the log says
    - full-text index: the full-text index is not what the entries say, first at m2abjg8n: searches miss entries or find wrong ones
    ");
    assert_eq!(home.exported(), whole);
    assert_eq!(home.json("doctor", "doctor --json")["state"], "ok");
    assert_eq!(
        home.json("rebuilt", "doctor --rebuild --json")["before"]["state"],
        "ok"
    );
}

#[test]
fn rebuilding_takes_the_log_as_it_stands() {
    let mut home = Home::with_portfolio();
    tamper(
        &home,
        "DROP TRIGGER record_is_never_updated; UPDATE record SET body = replace(body, 'stale', 'stele')",
    );
    assert_eq!(home.run("doctor").code, 3);
    assert!(home.output("list").contains("cache prices"));
    home.output("doctor --rebuild");
    assert!(home.exported().contains("prices stayed stele"));
    assert_eq!(home.run("doctor").code, 0);
}

#[test]
fn a_damaged_log_is_not_rebuilt_but_salvaged() {
    let mut home = Home::with_portfolio();
    let mut file = fs::read(home.journal()).unwrap();
    let (sound, broken) = (
        b"\"tried\":{\"after\":\"keep",
        b"\"tried\":}\"after\":\"keep",
    );
    for place in 0..file.len() - sound.len() {
        if file[place..].starts_with(sound) {
            file[place..place + broken.len()].copy_from_slice(broken);
        }
    }
    fs::write(home.journal(), &file).unwrap();
    insta::assert_snapshot!(home.run("doctor --rebuild"), @"
    -- standard error --
    error: the journal cannot be mended in place: 1 record cannot be understood
    hint: run `folio doctor --salvage FILE`: it writes what can be read to a new journal
    -- exit code 3 --
    ");
    insta::assert_snapshot!(home.run("doctor --salvage saved.db"), @"
    wrote 6 records to ~/work/saved.db
    - 1 record is missing: 3 of machine 01a10af8-30c0-7000-b34c-270cd77ab132
    - something is missing of m2abjg8n3332
    hint: `folio backup --restore ~/work/saved.db --force` puts it in the place of the journal, which is kept as it was
    -- exit code 1 --
    ");
    assert_eq!(fs::read(home.journal()).unwrap(), file);
    let error = home.refused(1, "doctor --salvage saved.db");
    assert!(error.contains("is there already"), "{error}");
    home.output("backup --restore saved.db --force --yes");
    assert_eq!(home.run("doctor").code, 0);
    assert_eq!(home.exported().lines().count(), 6);
}

#[test]
fn what_is_open_to_others_left_over_or_misspelt_is_said() {
    let mut home = Home::with_portfolio();
    home.configure("dates = \"iso\"\ncolour = \"never\"\n");
    home.command("log --edit")
        .terminal(80, 24)
        .editor(|text| {
            *text = text.replace("# Because", "# Because not");
            Ok(())
        })
        .reply("Open the editor again?", Reply::Confirm(YesOrNo::No))
        .run();
    let open = |path: &Path| fs::set_permissions(path, Permissions::from_mode(0o666)).unwrap();
    open(&home.journal());
    fs::write(home.journal().with_file_name(".folio-x1.part"), "").unwrap();
    fs::write(home.memory(), "no database at all, as it seems").unwrap();
    let run = home
        .command("doctor")
        .environment("SHELL", "/bin/zsh")
        .run();
    assert_eq!(run.code, 0);
    let kept = Regex::new("draft-[^.]*").unwrap();
    insta::assert_snapshot!(kept.replace(&run.output, "draft-…"), @"
    ok       journal: ~/.local/share/folio/journal.db
    ok       version: log 1, derived tables 8
    ok       write-ahead file: 0 pages beside the file
    ok       file: 32 pages
    ok       log: 7 records of 1 machine
    ok       records: as they were written
    ok       derived tables: 38 rows
    ok       full-text index: 183 words
    warning  permissions
             ~/.local/share/folio/journal.db is open to others
             ~/.local/state/folio/memory.db is open to others
             hint: run `chmod 600 ~/.local/share/folio/journal.db`
             hint: run `chmod 600 ~/.local/state/folio/memory.db`
    ok       disk: enough room
    warning  left-over files
             1 text is kept that could not be saved: ~/.local/state/folio/drafts/draft-….md
             1 file was not finished: ~/.local/share/folio/.folio-x1.part
             hint: `folio import FILE` takes a new entry from there; remove what you no longer need
             hint: remove them, when no other folio is at work
    warning  memory
             ~/.local/state/folio/memory.db is damaged: file is not a database
             hint: nothing is to be done: folio begins it anew when it needs it
    warning  configuration: ~/.config/folio/config.toml
             unknown key `colour` in ~/.config/folio/config.toml, line 2, did you mean `color`?
             hint: mend the file; `folio config path` says where it is
    ok       shell: ~/.zshrc does not run `folio init zsh`: failed commands are not remembered
    ");
}

#[test]
fn a_configuration_that_cannot_be_read_is_said_and_stops_nothing() {
    let mut home = Home::with_portfolio();
    home.configure("dates = \n");
    let run = home.run("doctor");
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run, @"
    ok       journal: ~/.local/share/folio/journal.db
    ok       version: log 1, derived tables 8
    ok       write-ahead file: 0 pages beside the file
    ok       file: 32 pages
    ok       log: 7 records of 1 machine
    ok       records: as they were written
    ok       derived tables: 38 rows
    ok       full-text index: 183 words
    ok       permissions: yours alone
    ok       disk: enough room
    ok       left-over files: none
    wrong    configuration: ~/.config/folio/config.toml
             ~/.config/folio/config.toml is not valid TOML (line 1, column 9): string values must be quoted, expected literal string
             hint: correct line 1 of the file, then try again
    ok       shell: SHELL does not name one
    -- standard error --
    warning: ~/.config/folio/config.toml is not valid TOML (line 1, column 9): string values must be quoted, expected literal string
    -- exit code 1 --
    ");
}

#[test]
fn a_shell_that_runs_the_script_needs_folio_in_its_path() {
    let mut home = Home::with_portfolio();
    let file = home.path("../.bashrc");
    fs::write(file, "eval \"$(folio init bash)\"\n").unwrap();
    let said = |run: Run| {
        let lines = run
            .output
            .lines()
            .skip_while(|line| !line.contains("shell:"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let bash = |home: &mut Home| home.command("doctor").environment("SHELL", "/bin/bash");
    insta::assert_snapshot!(said(bash(&mut home).run()), @"
    warning  shell: ~/.bashrc runs `folio init bash`
             no `folio` is found in PATH, so that script does nothing
             hint: set PATH in ~/.bashrc before it, or name the program with its path there
    ");
    home.write("bin/folio", "");
    let path = home.path("bin").display().to_string();
    insta::assert_snapshot!(said(bash(&mut home).environment("PATH", &path).run()), @"ok       shell: ~/.bashrc runs `folio init bash`");
}

#[test]
fn what_stands_in_the_place_of_a_journal_or_its_files_is_told_with_what_to_do() {
    let mut home = Home::with_portfolio();
    let told = |home: &mut Home, command: &str| {
        let run = home.run(command);
        assert_eq!(run.code, 3, "{run}");
        assert!(!run.output.contains("chmod"), "{run}");
        run.output
    };
    for suffix in ["-wal", "-shm", "-journal"] {
        let name = format!("journal.db{suffix}");
        let link = home.journal().with_file_name(&name);
        drop(fs::remove_file(&link));
        for target in ["elsewhere", "nowhere"] {
            let target = home.journal().with_file_name(target);
            if target.ends_with("elsewhere") {
                fs::write(&target, "").unwrap();
                fs::set_permissions(&target, Permissions::from_mode(0o644)).unwrap();
            }
            std::os::unix::fs::symlink(target, &link).unwrap();
            let output = told(&mut home, "doctor");
            let says = format!("{name} is a link, where SQLite keeps a file of its own");
            assert!(output.contains(&says), "{output}");
            assert!(output.contains("hint: remove it with `rm "), "{output}");
            fs::remove_file(&link).unwrap();
        }
    }
    fs::remove_file(home.journal()).unwrap();
    std::os::unix::fs::symlink("nowhere", home.journal()).unwrap();
    let output = told(&mut home, "doctor");
    assert!(output.contains("is a link that leads nowhere"), "{output}");
    assert!(output.contains("hint: remove it with `rm "), "{output}");
    let journal = home.journal().display().to_string();
    let listed = home.run(&format!("list --journal {journal}"));
    let says = "it is a link that leads nowhere";
    assert!(listed.code == 3 && listed.error.contains(says), "{listed}");
    let output = told(&mut home, "doctor --journal /dev/null");
    assert!(
        output.contains("/dev/null is not a regular file"),
        "{output}"
    );
    assert!(output.contains("hint: name another file"), "{output}");
    let salvage = home.run("doctor --journal /dev/null --salvage saved.db");
    let says = "it is not a regular file";
    assert!(
        salvage.code == 3 && salvage.error.contains(says),
        "{salvage}"
    );
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a named pipe is made by the program for it"
)]
fn what_is_no_file_beside_the_journal_stops_every_command_and_keeps_none_waiting() {
    let mut home = Home::with_portfolio();
    let whole = home.exported();
    for suffix in ["-wal", "-shm", "-journal"] {
        let name = format!("journal.db{suffix}");
        let place = home.journal().with_file_name(&name);
        let pipe = || {
            let made = Command::new("mkfifo").arg(&place).status();
            assert!(made.unwrap().success());
        };
        let folder = || fs::create_dir(&place).unwrap();
        let device = || std::os::unix::fs::symlink("/dev/null", &place).unwrap();
        let obstacles: [(&str, &dyn Fn()); 3] = [
            ("not a regular file", &pipe),
            ("a folder", &folder),
            ("a link", &device),
        ];
        for (what, make) in obstacles {
            drop(fs::remove_file(&place));
            make();
            let says = format!("{name} is {what}, where SQLite keeps a file of its own");
            let diagnosis = home.run("doctor");
            let is_told = diagnosis.code == 3 && diagnosis.output.contains(&says);
            assert!(is_told, "{diagnosis}");
            let commands = [
                "list",
                "log more -b 'it broke'",
                "rm last --yes",
                "backup copy.db",
                "doctor --rebuild",
            ];
            for command in commands {
                let error = home.refused(3, command);
                assert!(error.contains(&says), "{command}: {error}");
                assert!(error.contains("hint: remove it with `rm "), "{error}");
            }
            assert_ne!(home.run("doctor --salvage saved.db").code, 0);
            drop(fs::remove_file(home.path("saved.db")));
            drop(fs::remove_dir(&place).or_else(|_| fs::remove_file(&place)));
        }
    }
    assert_eq!(home.exported(), whole);
}

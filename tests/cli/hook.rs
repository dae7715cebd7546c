//! `folio hook`: what is remembered of a failed command, and the one line that may come of it.

use std::fs;

use folio::model::time::Stamp;
use folio::store::{FailedCommand, Memory, Patience};

use super::driver::{Home, Run};

/// Tells of a failed command without colours.
fn fails(home: &mut Home, command: &str) -> Run {
    home.command("hook --exit-code 101 --milliseconds 4200 --color never")
        .input(format!("{command}\n"))
        .run()
        .succeeded()
}

/// What it prints, when the clock stands at this time of the first day.
fn line_at(home: &mut Home, time: &str, command: &str) -> String {
    home.set_now(&format!("2026-10-05T{time}+02:00"));
    let run = fails(home, command);
    assert_eq!(run.error, "");
    run.output
}

fn memory(home: &Home) -> std::path::PathBuf {
    let data = home.journal();
    let home = data.ancestors().nth(4).unwrap();
    home.join(".local/state/folio/memory.db")
}

fn last(home: &Home) -> Option<FailedCommand> {
    let now = Stamp::parse_rfc3339("2026-10-05T23:00:00+02:00").unwrap();
    Memory::open(&memory(home), Patience::Brief)
        .unwrap()
        .last_failed(now)
        .unwrap()
}

fn with_lesson(extra: &str) -> Home {
    let mut home = Home::new();
    home.output(&format!(
        "log 'keep the old schema' -b 'columns were missing' -s 'sqlx migrate' {extra}"
    ));
    home
}

const PRINCIPLE: &str = "-p 'migrate before you deploy'";

#[test]
fn a_failed_command_is_remembered_with_where_it_ran() {
    let mut home = Home::new();
    home.write("shop/.git/HEAD", "ref: refs/heads/cart\n");
    let run = home
        .command("hook --exit-code 101 --milliseconds 4200")
        .directory("shop")
        .input("cargo test \\\n  -- 'it''s' ünïcödé\n")
        .run();
    assert_eq!((run.code, &*run.output, &*run.error), (0, "", ""));
    let failed = last(&home).unwrap();
    assert_eq!(failed.command, "cargo test \\\n  -- 'it''s' ünïcödé");
    assert_eq!((failed.exit_code, failed.duration), (101, 4200));
    assert_eq!(failed.project.as_deref(), Some("shop"));
    assert_eq!(failed.branch.as_deref(), Some("cart"));
    assert!(failed.directory.ends_with("work/shop"), "{failed:?}");
    assert_eq!(failed.output, None);
}

#[test]
fn a_command_line_of_any_kind_is_taken() {
    let mut home = Home::new();
    for line in [
        "--help",
        "-n",
        "'",
        "\u{1b}[2J",
        "a\0b",
        &"long ".repeat(40_000),
    ] {
        fails(&mut home, line);
        let command = last(&home).unwrap().command;
        assert!(line.starts_with(&command), "{line:?}");
        assert!(!command.is_empty());
    }
    let run = home
        .command("hook --exit-code 1 --milliseconds 9")
        .input(b"\xff\xfe make".to_vec());
    assert_eq!(run.run().output, "");
    assert_eq!(last(&home).unwrap().command, "\u{fffd}\u{fffd} make");
}

#[test]
fn secrets_of_a_command_line_are_not_remembered() {
    let mut home = Home::new();
    fails(&mut home, "curl -u ada:hunter22 https://api.example.com");
    let failed = last(&home).unwrap();
    assert!(
        failed.command.starts_with("curl -u ada:[redacted"),
        "{failed:?}"
    );
}

#[test]
fn what_answers_by_its_exit_code_and_folio_itself_are_passed_over() {
    let mut home = with_lesson("-s folio -s grep");
    for line in [
        "",
        " \n ",
        "grep x y",
        "cat log | grep x",
        "test -f a && [ -f b ]",
        "folio run -- sqlx migrate",
    ] {
        assert_eq!(fails(&mut home, line).output, "", "{line}");
    }
    assert!(!memory(&home).exists());
    home.configure("[hook]\nignore = [\"make check\"]\n");
    for line in ["make check", "grep x y"] {
        fails(&mut home, line);
        assert!(!memory(&home).exists(), "{line}");
    }
    fails(&mut home, "make");
    assert!(last(&home).is_some());
}

#[test]
fn a_lesson_whose_signal_fires_comes_back_once_an_hour() {
    let mut home = with_lesson(PRINCIPLE);
    let said = line_at(&mut home, "10:00:00", "sqlx migrate run");
    assert!(
        said.starts_with("folio ") && said.ends_with(": migrate before you deploy\n"),
        "{said}"
    );
    assert_eq!(line_at(&mut home, "10:59:59", "sqlx migrate info"), "");
    assert_eq!(line_at(&mut home, "11:00:00", "sqlx migrate run"), said);
    assert_eq!(line_at(&mut home, "12:30:00", "cargo build"), "");
}

#[test]
fn another_lesson_takes_the_place_of_one_that_came_already() {
    let mut home = with_lesson(PRINCIPLE);
    home.output("log 'roll forward' -b 'it was slow' -s 'migrate run' -p 'rehearse on a copy'");
    let said = ["10:00:00", "10:01:00", "10:02:00"]
        .map(|time| line_at(&mut home, time, "sqlx migrate run"));
    assert!(
        said[..2].concat().contains("rehearse on a copy"),
        "{said:?}"
    );
    assert!(
        said[..2].concat().contains("migrate before you deploy"),
        "{said:?}"
    );
    assert_eq!(said[2], "");
}

#[test]
fn the_same_command_in_the_same_project_brings_its_lesson_back() {
    let mut home = Home::new();
    let fails_in = |home: &mut Home, time: &str, project: &str, command: &str| {
        home.set_now(&format!("2026-10-05T{time}:00+02:00"));
        let run = home.command("hook --exit-code 1 --milliseconds 4200 --color never");
        let run = run.environment("FOLIO_PROJECT", project).input(command);
        run.run().succeeded().output
    };
    assert_eq!(fails_in(&mut home, "10:00", "shop", "make load"), "");
    let logged =
        home.command("log 'fill it by hand' -b 'rows were twice there' -p 'truncate first' --last");
    logged
        .environment("FOLIO_PROJECT", "shop")
        .run()
        .succeeded();
    let said = fails_in(&mut home, "10:05", "shop", "make load");
    assert!(said.ends_with(": truncate first\n"), "{said:?}");
    assert_eq!(fails_in(&mut home, "10:06", "shop", "make load"), "");
    assert_eq!(fails_in(&mut home, "12:00", "till", "make load"), "");
    assert_eq!(fails_in(&mut home, "12:00", "shop", "make load all"), "");
    assert_eq!(fails_in(&mut home, "12:00", "shop", "make load"), said);
}

#[test]
fn a_lesson_without_a_principle_says_what_was_tried() {
    let mut home = with_lesson("");
    assert!(
        fails(&mut home, "sqlx migrate run")
            .output
            .ends_with(": keep the old schema\n")
    );
}

#[test]
fn words_alone_bring_nothing_back() {
    let mut home = with_lesson(PRINCIPLE);
    assert_eq!(
        fails(&mut home, "keep the old schema columns missing deploy").output,
        ""
    );
}

#[test]
fn the_line_fits_the_terminal_and_cannot_drive_it() {
    let mut home =
        with_lesson("-p 'migrate \u{1b}[2J before you deploy, whatever anybody says about it'");
    let run = home
        .command("hook --exit-code 1 --milliseconds 1000 --color never")
        .terminal(40, 24)
        .input("sqlx migrate run")
        .run();
    assert!(run.output.contains("migrate ␛[2J before"), "{run}");
    assert_eq!(run.output.trim_end().chars().count(), 40, "{run}");
    assert!(run.output.ends_with("…\n"), "{run}");
}

#[test]
fn a_disputed_principle_is_marked_though_the_line_is_short() {
    let mut home = with_lesson("-p 'migrate before you deploy, whatever anybody says about it'");
    home.output("review last --by mo --verdict disputed");
    let run = home
        .command("hook --exit-code 1 --milliseconds 1000 --color never")
        .terminal(40, 24)
        .input("sqlx migrate run")
        .run();
    assert_eq!(run.output.trim_end().chars().count(), 40, "{run}");
    assert!(run.output.ends_with("… (disputed)\n"), "{run}");
}

#[test]
fn the_line_is_dim_unless_colour_is_refused() {
    let mut home = with_lesson(PRINCIPLE);
    let run = home.command("hook --exit-code 1 --milliseconds 1000");
    let run = run
        .environment("CLICOLOR_FORCE", "1")
        .input("sqlx migrate run")
        .run();
    assert!(
        run.output.starts_with("\u{1b}[2mfolio "),
        "{:?}",
        run.output
    );
    home.set_now("2026-10-05T12:00:00+02:00");
    let run = home.command("hook --exit-code 1 --milliseconds 1000");
    let run = run
        .environment("NO_COLOR", "1")
        .input("sqlx migrate run")
        .run();
    assert!(run.output.starts_with("folio "), "{:?}", run.output);
}

#[test]
fn commands_are_not_remembered_where_that_is_turned_off() {
    let mut home = with_lesson(PRINCIPLE);
    home.configure("[memory]\ncommands = false\n[struggle]\nafter = \"1m\"\n");
    assert!(line_at(&mut home, "10:00:00", "sqlx migrate run").contains("migrate before"));
    assert_eq!(line_at(&mut home, "10:05:00", "sqlx migrate run"), "");
    assert_eq!(last(&home), None);
}

#[test]
fn what_cannot_be_used_is_not_spoken_of() {
    let mut home = with_lesson(PRINCIPLE);
    fs::write(home.journal(), "no journal").unwrap();
    assert_eq!(line_at(&mut home, "10:00:00", "sqlx migrate run"), "");
    assert!(last(&home).is_some());
    fs::remove_file(memory(&home)).unwrap();
    fs::create_dir(memory(&home)).unwrap();
    assert_eq!(line_at(&mut home, "10:00:00", "sqlx migrate run"), "");
    let mut home = Home::new();
    assert_eq!(line_at(&mut home, "10:00:00", "sqlx migrate run"), "");
    assert!(!home.journal().exists());
}

#[test]
fn a_command_that_keeps_failing_for_15_minutes_is_called_a_struggle_once() {
    let mut home = Home::new();
    for time in ["10:00:00", "10:05:00", "10:09:00", "10:14:59"] {
        assert_eq!(line_at(&mut home, time, "cargo test"), "", "{time}");
    }
    assert_eq!(line_at(&mut home, "10:16:00", "cargo build"), "");
    assert_eq!(
        line_at(&mut home, "10:17:30", "cargo test"),
        "folio: 17 minutes, 5 failures of `cargo test`. Time to ask: `folio log --last`\n"
    );
    for time in ["10:18:00", "10:59:00", "11:40:00"] {
        assert_eq!(line_at(&mut home, time, "cargo test"), "", "{time}");
    }
}

#[test]
fn while_something_is_explored_a_struggle_names_the_brief() {
    let mut home = Home::new();
    home.output("explore 'why does it not build?' --as build");
    let mut said = |minute: &str| line_at(&mut home, &format!("10:{minute}:00"), "make");
    assert_eq!(said("00"), "");
    assert_eq!(
        said("15"),
        "folio: 15 minutes, 2 failures of `make`. Time to ask: `folio brief`\n"
    );
    home.output("drop --why 'not needed'");
    let mut said = |minute: &str| line_at(&mut home, &format!("12:{minute}:00"), "make");
    assert_eq!(said("00"), "");
    assert!(said("15").ends_with("Time to ask: `folio log --last`\n"));
}

#[test]
fn an_hours_pause_ends_a_struggle() {
    let mut home = Home::new();
    for time in ["10:00:00", "11:00:01", "11:10:00", "12:10:01"] {
        assert_eq!(line_at(&mut home, time, "cargo test"), "", "{time}");
    }
    let said = line_at(&mut home, "12:30:01", "cargo test");
    assert!(said.starts_with("folio: 20 minutes, 2 failures"), "{said}");
    for time in ["14:00:00", "14:10:00"] {
        assert_eq!(line_at(&mut home, time, "cargo test"), "", "{time}");
    }
    let again = line_at(&mut home, "14:15:00", "cargo test");
    assert!(
        again.starts_with("folio: 15 minutes, 3 failures"),
        "{again}"
    );
}

#[test]
fn struggles_of_other_projects_are_others() {
    let mut home = Home::new();
    for (time, project) in [
        ("10:00", "shop"),
        ("10:10", "till"),
        ("10:20", "till"),
        ("10:25", "till"),
    ] {
        home.set_now(&format!("2026-10-05T{time}:00+02:00"));
        let run = home.command("hook --exit-code 1 --milliseconds 1000 --color never");
        let said = run
            .environment("FOLIO_PROJECT", project)
            .input("make")
            .run()
            .output;
        assert_eq!(
            said.contains("15 minutes, 3 failures"),
            time == "10:25",
            "{time}: {said}"
        );
    }
}

#[test]
fn struggles_are_called_by_the_configuration_or_never() {
    let mut home = Home::new();
    home.configure("[struggle]\nafter = \"2m\"\n");
    assert_eq!(line_at(&mut home, "10:00:00", "make"), "");
    assert!(line_at(&mut home, "10:02:00", "make").contains("2 minutes"));
    let mut home = Home::new();
    home.configure("[struggle]\nafter = 0\n");
    for time in ["10:00:00", "10:30:00", "11:00:00"] {
        assert_eq!(line_at(&mut home, time, "make"), "", "{time}");
    }
}

#[test]
fn a_struggle_with_a_long_command_fits_the_terminal() {
    let mut home = Home::new();
    line_at(&mut home, "10:00:00", &"very long ".repeat(30));
    let said = line_at(&mut home, "10:30:00", &"very long ".repeat(30));
    assert_eq!(said.trim_end().chars().count(), 80, "{said}");
    assert!(
        said.ends_with("…`. Time to ask: `folio log --last`\n"),
        "{said}"
    );
}

//! `console` blocks: every command in them is run, and what it shows is compared with what the page shows.
//!
//! - `$ ` begins a command, `> ` goes on with it; the lines after it are what it shows.
//! - `...` stands for any lines. `[exit 2]` at the end is an exit code other than 0.
//! - `<!-- clock: 2026-10-05 09:30 -->` sets the clock for what follows. A minute passes with each command.
//! - `<!-- console` hides commands until `-->`: they are run before the ones that are shown.
//! - `<!-- a new home -->` leaves behind what was done so far: an empty journal, a clean project.

use crate::page;
use crate::place::Place;

const ELISION: &str = "...";

/// The page with the output that its commands have, wherever it shows another.
fn made_anew(page: &str) -> String {
    let mut place = Place::new();
    let mut made = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        push(&mut made, line);
        if line == "<!-- a new home -->" {
            place = Place::new();
        } else if let Some(clock) = line.strip_prefix("<!-- clock: ") {
            place.set_clock(clock.trim_end_matches(" -->"));
        }
        let end = match line {
            "```console" => "```",
            "<!-- console" => "-->",
            _ => continue,
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
        for example in examples(&block) {
            let shown = run(&example, &mut place);
            if end == "-->" {
                assert_eq!(
                    shown.last().filter(|line| line.starts_with("[exit")),
                    None,
                    "{shown:#?}"
                );
            }
            let shown = if end == "-->" || are_alike(&example.shown, &shown) {
                example.shown
            } else {
                shown
            };
            for line in example.written.iter().chain(&shown) {
                push(&mut made, line);
            }
        }
        push(&mut made, end);
    }
    made
}

fn push(page: &mut String, line: &str) {
    page.push_str(line);
    page.push('\n');
}

/// A command, and what the page says it shows.
struct Example {
    /// The lines of the command as they stand in the page.
    written: Vec<String>,
    command: String,
    shown: Vec<String>,
}

fn examples(block: &[&str]) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for line in block {
        let goes_on = examples.last().is_some_and(|last| last.shown.is_empty());
        if let Some(command) = line.strip_prefix("$ ") {
            examples.push(Example {
                written: vec![(*line).to_owned()],
                command: command.to_owned(),
                shown: Vec::new(),
            });
            continue;
        }
        let example = examples.last_mut().expect("a block begins with a command");
        match line.strip_prefix("> ") {
            Some(command) if goes_on => {
                example.written.push((*line).to_owned());
                example.command.push('\n');
                example.command.push_str(command);
            }
            _ => example.shown.push((*line).to_owned()),
        }
    }
    examples
}

fn run(example: &Example, place: &mut Place) -> Vec<String> {
    let outcome = place.run(&example.command);
    let mut shown: Vec<String> = outcome.output.lines().map(str::to_owned).collect();
    if outcome.code != 0 {
        shown.push(format!("[exit {}]", outcome.code));
    }
    shown
}

/// Whether `shown` is what `expected` says, in which `...` stands for any lines.
fn are_alike(expected: &[String], shown: &[String]) -> bool {
    match expected.split_first() {
        None => shown.is_empty(),
        Some((first, rest)) if first == ELISION => {
            (0..=shown.len()).any(|skipped| are_alike(rest, &shown[skipped..]))
        }
        Some((first, rest)) => shown.first() == Some(first) && are_alike(rest, &shown[1..]),
    }
}

#[test]
fn every_example_shows_what_its_command_shows() {
    let pages = page::names();
    std::thread::scope(|scope| {
        let checks: Vec<_> = pages
            .iter()
            .map(|name| scope.spawn(move || page::check(name, made_anew)))
            .collect();
        let failed = checks.into_iter().filter_map(|check| check.join().err());
        assert_eq!(failed.count(), 0, "see the pages above");
    });
}

/// The command with which the page says folio is built and tried, without the building.
#[test]
fn the_one_command_of_the_readme_logs_an_entry_and_shows_the_report_of_the_month() {
    let page = page::read("README.md");
    let (_, rest) = page.split_once("```sh\n").unwrap();
    let (command, _) = rest.split_once("```").unwrap();
    let build = "cargo build --release --locked &&";
    let tried = command
        .replace("\\\n", " ")
        .replace("./target/release/folio", "folio");
    let tried = tried
        .trim()
        .strip_prefix(build)
        .expect("it begins with building");
    let outcome = Place::new().run(tried);
    assert_eq!(outcome.code, 0, "{}", outcome.output);
    let attempts = outcome
        .output
        .lines()
        .find(|line| line.starts_with("attempts"));
    assert!(
        attempts.is_some_and(|line| line.contains('1')),
        "{}",
        outcome.output
    );
}

#[test]
fn three_dots_stand_for_any_lines_and_everything_else_for_itself() {
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    for (expected, shown, alike) in [
        ("a\nb", "a\nb", true),
        ("a", "a\nb", false),
        ("a\nb", "a", false),
        ("...\nb", "a\nb", true),
        ("a\n...", "a\nb\nc", true),
        ("a\n...\nc", "a\nc", true),
        ("a\n...\nc\n...\nd", "a\nb\nc\nc\nd", true),
        ("a\n...\nc", "a\nb", false),
    ] {
        assert_eq!(
            are_alike(&lines(expected), &lines(shown)),
            alike,
            "{expected}"
        );
    }
}

#[test]
fn an_output_that_is_not_as_shown_is_replaced_and_one_that_is_stays() {
    let page =
        "a\n```console\n$ echo 1; echo 2; \\\n> exit 3\n1\n9\n$ echo 4; echo 5\n...\n5\n```\nb\n";
    assert_eq!(made_anew(page), page.replace("1\n9\n", "1\n2\n[exit 3]\n"));
}

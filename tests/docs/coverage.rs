//! What must be documented: commands, flags, keys, variables, exit codes, fields. And what must not stand in any page.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::Command;
use folio::cli::Kind;
use folio::model::EntryDraft;
use folio::ops::report::{Calibration, Growth};

use crate::page;

/// Fails with all of `expected` that `page` does not say.
fn assert_says<'a>(page: &str, expected: impl IntoIterator<Item = &'a str>) {
    let missing: BTreeSet<&str> = expected
        .into_iter()
        .filter(|word| !page.contains(*word))
        .collect();
    assert!(missing.is_empty(), "not documented: {missing:?}");
}

fn visit(command: &Command, name: &str, each: &mut impl FnMut(&Command, &str)) {
    each(command, name);
    for inner in command.get_subcommands() {
        visit(inner, &format!("{name} {}", inner.get_name()), each);
    }
}

#[test]
fn every_command_and_every_long_flag_is_documented() {
    let mut words = BTreeSet::new();
    visit(&folio::cli::command(), "folio", &mut |command, name| {
        words.insert(format!("`{name}`"));
        let longs = command.get_arguments().filter_map(clap::Arg::get_long);
        words.extend(longs.map(|long| format!("`--{long}")));
    });
    assert_says(&page::everything(), words.iter().map(String::as_str));
}

#[test]
fn every_key_of_the_configuration_is_documented() {
    let keys = folio::config::definitions().map(|definition| format!("`{}`", definition.key));
    let keys: Vec<String> = keys.collect();
    assert_says(
        &page::read("docs/configuration.md"),
        keys.iter().map(String::as_str),
    );
}

#[test]
fn every_command_that_the_shell_hooks_pass_over_is_documented() {
    let commands = folio::text::command_line::ANSWERING.map(|command| format!("`{command}`"));
    assert_says(
        &page::read("docs/shell.md"),
        commands.iter().map(String::as_str),
    );
}

#[test]
fn every_field_of_an_entry_is_documented() {
    let fields = EntryDraft::FIELDS.iter().chain(EntryDraft::DERIVED);
    let fields: Vec<String> = fields.map(|field| format!("`{field}`")).collect();
    assert_says(
        &page::read("docs/data-format.md"),
        fields.iter().map(String::as_str),
    );
}

#[test]
fn every_metric_has_a_section_that_says_how_it_is_made_what_it_is_good_for_and_how_it_misleads() {
    let parts = |name: &str, value: serde_json::Value| {
        let fields: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        fields
            .into_iter()
            .filter(|field| field != "observations")
            .map(|field| format!("{name}.{field}"))
            .collect::<Vec<_>>()
    };
    let growth = parts("growth", serde_json::to_value(Growth::default()).unwrap());
    let calibration = serde_json::to_value(Calibration::default()).unwrap();
    let page = page::read("docs/metrics.md");
    for metric in growth.into_iter().chain(parts("calibration", calibration)) {
        let (_, section) = page
            .split_once(&format!("(`{metric}`)\n"))
            .unwrap_or_else(|| panic!("{metric} has no section"));
        let section = section.split("\n#").next().unwrap();
        for part in ["Formula", "Good for", "Misleads"] {
            assert!(
                section.contains(&format!("**{part}:**")),
                "{metric}: {part}"
            );
        }
    }
}

#[test]
fn the_exit_codes_that_are_documented_are_those_that_there_are() {
    let kinds = [
        Kind::Quiet,
        Kind::Failed,
        Kind::Usage,
        Kind::Journal,
        Kind::NotFound,
        Kind::Ambiguous,
        Kind::Interrupted,
    ];
    let there: BTreeSet<u8> = kinds.iter().map(|kind| kind.exit_code()).collect();
    let page = page::read("docs/commands.md");
    let (_, table) = page
        .split_once("| exit code |")
        .expect("a table of exit codes");
    let rows = table
        .lines()
        .skip(2)
        .map_while(|line| line.strip_prefix("| `"));
    let documented: BTreeSet<u8> = rows
        .map(|row| row.split_once('`').unwrap().0.parse().unwrap())
        .collect();
    assert_eq!(documented, there);
}

/// Capitals in quotes that are no variables, in files that read variables.
const NO_VARIABLES: &[&str] = &["CON", "FRX"];

#[test]
fn every_environment_variable_that_is_read_is_documented() {
    let mut variables = BTreeSet::new();
    each_source(&page::path("src"), &mut |text| {
        if text.to_lowercase().contains("environment") {
            let lines = text.lines().filter(|line| !line.contains("value_name"));
            variables.extend(lines.flat_map(quoted_capitals));
        }
    });
    variables.retain(|name| !NO_VARIABLES.contains(&name.as_str()));
    assert!(variables.contains("FOLIO_JOURNAL"), "{variables:?}");
    let names: Vec<String> = variables.iter().map(|name| format!("`{name}`")).collect();
    assert_says(&page::everything(), names.iter().map(String::as_str));
}

/// Hands each source file, without its tests, to `each`.
fn each_source(folder: &Path, each: &mut impl FnMut(&str)) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if matches!(name, "tests" | "scripted") {
            continue;
        }
        if path.is_dir() {
            each_source(&path, each);
        } else if let Ok(text) = fs::read_to_string(&path) {
            each(text.split("#[cfg(test)]").next().unwrap());
        }
    }
}

fn quoted_capitals(line: &str) -> Vec<String> {
    let quoted = line.split('"').skip(1).step_by(2);
    let is_variable = |text: &&str| {
        text.len() > 2
            && text
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
    };
    quoted.filter(is_variable).map(str::to_owned).collect()
}

#[test]
fn the_dates_that_are_documented_are_those_of_the_module_that_reads_them() {
    let module = fs::read_to_string(page::path("src/model/time/expression/mod.rs")).unwrap();
    let rows = module
        .lines()
        .filter_map(|line| line.strip_prefix("//! "))
        .filter(|line| line.starts_with('|'));
    assert_says(&page::read("docs/commands.md"), rows);
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    for name in page::names() {
        let text = page::read(&name);
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let (file, place) = target.split_once('#').unwrap_or((target, ""));
            if file.contains("://") {
                continue;
            }
            let file = if file.is_empty() {
                page::path(&name)
            } else {
                page::path(&name).with_file_name(file)
            };
            let text = fs::read_to_string(&file)
                .unwrap_or_else(|error| panic!("{name}: {target}: {error}"));
            let found = place.is_empty()
                || text
                    .lines()
                    .filter_map(anchor)
                    .any(|anchor| anchor == place);
            assert!(found, "{name}: nothing is called {target}");
        }
    }
}

/// What a heading is called in a link.
fn anchor(line: &str) -> Option<String> {
    let title = line
        .trim_start_matches('#')
        .strip_prefix(' ')
        .filter(|_| line.starts_with('#'))?;
    let kept = title.to_lowercase();
    let kept = kept
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    Some(
        kept.map(|letter| if letter == ' ' { '-' } else { letter })
            .collect(),
    )
}

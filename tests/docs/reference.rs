//! The reference of the commands as Markdown, made from the command line's own description. A group of options that
//! several commands share is written once, at the end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::{Arg, Command};

use crate::page;

/// The heading of what belongs to one command alone.
const OWN: &str = "Options";

/// The options of a command under one heading, as Markdown.
type Groups = Vec<(String, String)>;

fn reference() -> String {
    let mut root = folio::cli::command().term_width(100);
    root.build();
    let shared = shared(&root);
    let mut page = String::new();
    for command in root.get_subcommands().filter(|command| is_ours(command)) {
        write_command(&mut page, command, "folio", 3, &shared);
    }
    page.push_str("## What several commands share\n\n");
    for (heading, options) in &shared {
        let _ = writeln!(page, "### {heading}\n\n{options}");
    }
    page
}

fn write_command(
    page: &mut String,
    command: &Command,
    parent: &str,
    level: usize,
    shared: &BTreeMap<String, String>,
) {
    let name = format!("{parent} {}", command.get_name());
    let about = command.get_about().map(ToString::to_string);
    let _ = write!(
        page,
        "{} `{name}`\n\n{}.{}\n\n{}```text\n{}\n```\n\n",
        "#".repeat(level),
        about.expect("every command says what it does"),
        aliases(command),
        examples(command),
        usage(command, &name),
    );
    let arguments = command
        .get_positionals()
        .filter(|argument| !argument.is_hide_set());
    let arguments: String = arguments.map(item).collect();
    page.push_str(&arguments);
    let (common, own): (Groups, Groups) = groups(command)
        .into_iter()
        .partition(|(heading, options)| shared.get(heading) == Some(options));
    for (heading, options) in &own {
        if heading != OWN {
            let _ = write!(page, "\n{heading}:\n\n");
        }
        page.push_str(options);
    }
    if !(arguments.is_empty() && own.is_empty()) {
        page.push('\n');
    }
    let links: Vec<String> = common.iter().map(|(heading, _)| link(heading)).collect();
    let _ = writeln!(page, "Also: {}.\n", links.join(", "));
    for inner in command.get_subcommands() {
        write_command(page, inner, &name, level + 1, shared);
    }
}

fn aliases(command: &Command) -> String {
    let aliases: Vec<String> = command
        .get_visible_aliases()
        .map(|alias| format!("`{alias}`"))
        .collect();
    if aliases.is_empty() {
        String::new()
    } else {
        format!(" It may be written {}.", aliases.join(", "))
    }
}

/// The examples with which the help begins.
fn examples(command: &Command) -> String {
    let before = command
        .get_before_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    let lines = before.lines().skip(1).map(str::trim_start);
    let lines: Vec<&str> = lines.collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("```sh\n{}\n```\n\n", lines.join("\n"))
    }
}

fn usage(command: &Command, name: &str) -> String {
    let usage = command.clone().bin_name(name).render_usage().to_string();
    usage.trim_start_matches("Usage: ").to_owned()
}

/// The options by their headings, in the order of the help. `--help` is not worth a line.
fn groups(command: &Command) -> Groups {
    let mut groups: Groups = Vec::new();
    let options = command
        .get_arguments()
        .filter(|argument| !argument.is_positional() && argument.get_id() != "help");
    for option in options.filter(|option| !option.is_hide_set()) {
        let heading = option.get_help_heading().unwrap_or(OWN);
        match groups.iter_mut().find(|(known, _)| known == heading) {
            Some((_, items)) => items.push_str(&item(option)),
            None => groups.push((heading.to_owned(), item(option))),
        }
    }
    groups
}

/// The groups that more than one command has, word for word.
fn shared(root: &Command) -> BTreeMap<String, String> {
    let mut counted: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut waiting: Vec<&Command> = root.get_subcommands().collect();
    while let Some(command) = waiting.pop() {
        waiting.extend(command.get_subcommands());
        for group in groups(command)
            .into_iter()
            .filter(|(heading, _)| heading != OWN)
        {
            *counted.entry(group).or_default() += 1;
        }
    }
    let mut shared: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for ((heading, options), times) in counted.into_iter().filter(|(_, times)| *times > 1) {
        let most = shared.entry(heading).or_default();
        if times > most.0 {
            *most = (times, options);
        }
    }
    shared
        .into_iter()
        .map(|(heading, (_, options))| (heading, options))
        .collect()
}

fn link(heading: &str) -> String {
    let lower = heading.to_lowercase();
    format!("[{lower}](#{})", lower.replace(' ', "-"))
}

/// An argument or option as an item of a list.
fn item(argument: &Arg) -> String {
    let help = argument.get_help().map(ToString::to_string);
    let help = help
        .expect("every option says what it does")
        .replace('*', "\\*");
    let names: Vec<String> = [
        argument.get_short().map(|short| format!("`-{short}`")),
        argument
            .get_long()
            .map(|long| format!("`--{long}{}`", value(argument))),
        argument.is_positional().then(|| format!("`{argument}`")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut item = format!("- {}: {help}\n", names.join(", "));
    for possible in argument.get_possible_values() {
        if let Some(help) = possible.get_help().filter(|_| takes_value(argument)) {
            let _ = writeln!(item, "  - `{}`: {help}", possible.get_name());
        }
    }
    item
}

fn takes_value(argument: &Arg) -> bool {
    argument.get_action().takes_values()
}

fn value(argument: &Arg) -> String {
    if !takes_value(argument) {
        return String::new();
    }
    let names = argument.get_value_names().unwrap_or_default();
    let names: Vec<String> = names.iter().map(|name| format!("<{name}>")).collect();
    let range = argument.get_num_args().unwrap_or_default();
    match (range.min_values(), range.max_values()) {
        (0, _) => format!(" [{}]", names.join(" ")),
        (_, usize::MAX) => format!(" {}…", names.join(" ")),
        _ => format!(" {}", names.join(" ")),
    }
}

#[test]
fn the_reference_of_the_commands_is_that_of_the_command_line() {
    page::check("docs/commands.md", |page| {
        page::with_generated(page, &reference())
    });
}

#[test]
fn the_reference_of_the_configuration_is_that_of_the_table_of_keys() {
    page::check("docs/configuration.md", |page| {
        page::with_generated(page, &folio::config::reference())
    });
}

/// Whether a command is one of folio's own: clap adds `help`.
fn is_ours(command: &Command) -> bool {
    command.get_name() != "help"
}

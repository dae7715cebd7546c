//! The documentation of all keys as Markdown, made from the table of keys. It describes; what holds
//! is in `definitions` and `resolve`.

use std::fmt::Write as _;

use super::definitions::{Definition, ProjectFile, definitions};
use super::value::Value;

const INTRODUCTION: &str = "\
# Configuration

folio works without any configuration. What you want otherwise goes into `folio/config.toml` in the XDG config folder
(`~/.config` unless `XDG_CONFIG_HOME` says otherwise), which `folio config set KEY VALUE` edits without touching your
comments. `folio config list --origin` shows every key with its value and where the value came from.

From weakest to strongest, a value comes from:

1. the default,
2. your `config.toml`,
3. the project's `.folio.toml`, which may set only `project` and `tags`: a cloned repository is not trusted, so every
   other key there is ignored with a warning, and a mistake in it never stops a command,
4. an environment variable, where the key has one and the variable is not empty,
5. a flag.

A stronger layer replaces a weaker one. Only `tags` of a project's file are added to your own.
An unknown key is ignored with a warning; a value that a key does not accept is an error, in a report for that report alone.
";

/// The reference of all keys as Markdown: type, default, meaning, example.
pub fn reference() -> String {
    let mut page = INTRODUCTION.to_owned();
    for definition in definitions() {
        page.push_str(&section(definition));
    }
    page
}

fn section(definition: &Definition) -> String {
    let mut lines = vec![
        format!("- Type: {}", definition.kind.label()),
        format!("- Accepts: {}", definition.kind.accepted()),
        format!("- Default: {}", default(definition)),
    ];
    if let Some(name) = definition.environment {
        lines.push(format!("- Environment variable: `{name}`"));
    }
    if definition.project_file == ProjectFile::Trusted {
        lines.push("- A project's `.folio.toml` may set it.".to_owned());
    }
    let mut section = String::new();
    let _ = write!(
        section,
        "\n## `{}`\n\n{}\n\n{}\n\n```toml\n{}\n```\n",
        definition.key,
        definition.description,
        lines.join("\n"),
        definition.example_line(None)
    );
    section
}

fn default(definition: &Definition) -> String {
    match definition.default_value() {
        Value::Nothing => format!("none; {}", definition.absent),
        Value::List(items) | Value::Patterns(items) if items.is_empty() => {
            "an empty list".to_owned()
        }
        value => format!("`{value}`"),
    }
}

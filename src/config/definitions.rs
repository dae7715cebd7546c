//! What is known about a key, and how a key is looked up: everything that listing, validation,
//! suggestions and documentation know stands in its row of `table` and nowhere else. Default values
//! are those of `Configuration::default`, which each row asks for.

use super::configuration::Configuration;
use super::kind::Kind;
use super::read::{Given, Refusal};
use super::report_table::REPORT_DEFINITIONS;
use super::table::DEFINITIONS;
use super::value::Value;

/// Whether a project's file may set a key: a cloned repository is not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectFile {
    /// It may.
    Trusted,
    /// The key is ignored there, with a warning.
    Ignored,
}

/// A row of the table: one key, or one family of keys such as `journals.<name>`.
#[derive(Debug)]
pub struct Definition {
    /// The dotted key; `<name>` stands for a free name.
    pub key: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What it does, in one line.
    pub description: &'static str,
    /// What holds while it has no value; empty where there is a default value.
    pub absent: &'static str,
    /// A value as `config set` takes it.
    pub example: &'static str,
    /// The environment variable that sets it.
    pub environment: Option<&'static str>,
    /// Whether a project's file may set it.
    pub project_file: ProjectFile,
    /// Puts a value from a layer into the configuration.
    pub(super) assign: fn(&mut Configuration, Given<'_>) -> Result<(), Refusal>,
    /// The value and its origin, for a listing; the name is the free part of the key.
    pub(super) shown: fn(&Configuration, Option<&str>) -> (Value, String),
}

impl Definition {
    /// The default value, or [`Value::Nothing`].
    pub fn default_value(&self) -> Value {
        (self.shown)(&Configuration::default(), None).0
    }

    /// The key with a name in place of its placeholder, for an example.
    pub fn example_key(&self) -> String {
        self.key.replace(PLACEHOLDER, "work")
    }

    /// The example as a line of TOML, for the name where the key has one that is free.
    pub fn example_line(&self, name: Option<&str>) -> String {
        let written = self
            .kind
            .value_of_text(self.example)
            .ok()
            .and_then(|value| value.to_toml());
        format!(
            "{} = {}",
            name.map_or_else(|| self.example_key(), |name| self.key_of(Some(name))),
            written.map_or_else(String::new, |value| value.to_string())
        )
    }

    /// The fixed parts of a family's keys, dots included: what stands before the free name and after it; `None` for a
    /// single key.
    pub(super) fn family(&self) -> Option<(&'static str, &'static str)> {
        self.key.split_once(PLACEHOLDER)
    }

    /// The key, with a name in the place of its placeholder.
    pub(super) fn key_of(&self, name: Option<&str>) -> String {
        name.map_or_else(
            || self.key.to_owned(),
            |name| self.key.replace(PLACEHOLDER, name),
        )
    }
}

/// Every key, in the order in which they are listed and documented.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    DEFINITIONS.iter().chain(&REPORT_DEFINITIONS)
}

/// What is known about a key: `list.limit`, `journals.work`; nothing where it is none.
pub fn definition_of(key: &str) -> Option<&'static Definition> {
    match find(key) {
        Found::Known(definition, _) => Some(definition),
        Found::Misnamed | Found::Group | Found::Unknown => None,
    }
}

/// The environment variables that set a key, each with it: what a caller looks up.
pub fn environment_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    definitions().filter_map(|definition| definition.environment.map(|name| (name, definition.key)))
}

/// What a dotted key turns out to be.
pub(super) enum Found<'k> {
    /// A key of the table, with the free part where it is one of a family.
    Known(&'static Definition, Option<&'k str>),
    /// One of a family, with a name that is not allowed.
    Misnamed,
    /// The first part of other keys.
    Group,
    /// No key.
    Unknown,
}

/// Looks a dotted key up.
pub(super) fn find(key: &str) -> Found<'_> {
    for definition in definitions() {
        let Some((before, after)) = definition.family() else {
            if definition.key == key {
                return Found::Known(definition, None);
            }
            continue;
        };
        let name = key
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after));
        match name {
            Some(name) if is_name(name) => return Found::Known(definition, Some(name)),
            Some(_) => return Found::Misnamed,
            None => {}
        }
    }
    if is_group(key) {
        Found::Group
    } else {
        Found::Unknown
    }
}

/// Whether the text is the first part of dotted keys.
pub(super) fn is_group(text: &str) -> bool {
    !members(text).is_empty()
}

/// The keys in a group: `list`, or `reports.week`.
pub(super) fn members(group: &str) -> Vec<&'static str> {
    let first = match group.split_once('.') {
        None => group,
        Some((first, name)) if is_nested(first) && is_one_part(name) => first,
        Some(_) => return Vec::new(),
    };
    let is_member = |key: &&str| key.split_once('.').is_some_and(|(of, _)| of == first);
    definitions()
        .map(|definition| definition.key)
        .filter(is_member)
        .collect()
}

/// The name of the report that a dotted key says something of, or is: `week` of `reports.week.title`, whether or not it
/// is one that a report can have.
pub fn report_named(key: &str) -> Option<&str> {
    let rest = key.strip_prefix("reports.")?;
    let quoted = rest
        .strip_prefix('"')
        .and_then(|rest| rest.split_once('"'))
        .map(|(name, _)| name);
    quoted.or_else(|| rest.split('.').next())
}

/// Whether a text is one part of a dotted key, in quotes or without.
fn is_one_part(text: &str) -> bool {
    !text.contains('.') || (text.starts_with('"') && text.ends_with('"'))
}

/// Whether the names in a group are groups themselves: `reports`, where `reports.week` has keys of its own.
pub(super) fn is_nested(group: &str) -> bool {
    definitions().any(|definition| {
        definition.family().is_some_and(|(before, after)| {
            !after.is_empty() && before.strip_suffix('.') == Some(group)
        })
    })
}

/// The key that was probably meant: one whose last part was written alone, else the nearest in
/// spelling.
pub(super) fn suggest<'d>(
    key: &str,
    candidates: impl Iterator<Item = &'d Definition>,
) -> Option<String> {
    let keys: Vec<&str> = candidates.map(|definition| definition.key).collect();
    let last_part = |candidate: &&&str| {
        candidate
            .rsplit_once('.')
            .is_some_and(|(_, last)| last == key)
    };
    if let Some(whole) = keys.iter().find(last_part) {
        return Some((*whole).to_owned());
    }
    let bare = key.replace('"', "");
    if keys.contains(&bare.as_str()) {
        return Some(bare);
    }
    let name = bare
        .split('.')
        .nth(1)
        .filter(|name| is_name(name))
        .unwrap_or(PLACEHOLDER);
    let written: Vec<String> = keys
        .iter()
        .map(|candidate| candidate.replace(PLACEHOLDER, name))
        .collect();
    let written: Vec<&str> = written.iter().map(String::as_str).collect();
    nearest_name(&bare, &written)
}

/// The nearest of some names in spelling.
pub(super) fn nearest_name(word: &str, names: &[&str]) -> Option<String> {
    crate::text::nearest(word, names.iter().copied()).map(str::to_owned)
}

/// What stands in a family's key for the free name.
const PLACEHOLDER: &str = "<name>";

/// Names of journals and reports stay within what TOML takes unquoted.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

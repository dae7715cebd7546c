//! What the words of the line and the configuration tell before an offer is made. What is offered does not live here.

use std::path::PathBuf;

use crate::cli::Settings;
use crate::cli::arguments::GlobalArguments;
use crate::config::definition_of;
use crate::host::Host;

/// What the words so far and the configuration tell, as far as they can be read.
#[derive(Clone, Default)]
pub(super) struct Known {
    /// The journal that is meant.
    pub(super) journal: Option<PathBuf>,
    /// The names of the journals that are configured.
    pub(super) journal_names: Vec<String>,
    /// The names of the reports that are configured.
    pub(super) report_names: Vec<String>,
    /// The values that the key can have to which `config set` is about to give one.
    pub(super) values: Vec<&'static str>,
}

impl Known {
    /// Reads the words that the shell has handed over.
    pub(super) fn gather(host: &Host) -> Self {
        let words: Vec<&str> = host
            .arguments
            .iter()
            .map(|word| word.to_str().unwrap_or_default())
            .collect();
        let values = values_of_key(&words);
        let global = GlobalArguments {
            journal: value_of(&words, "--journal", None).map(PathBuf::from),
            journal_name: value_of(&words, "--journal-name", Some("-j")).map(str::to_owned),
            ..GlobalArguments::default()
        };
        match Settings::gather(host, global) {
            Ok((settings, _)) => Self {
                journal: settings.journal_path(host).ok(),
                journal_names: settings.configuration.journals.into_keys().collect(),
                report_names: settings.configuration.reports.into_keys().collect(),
                values,
            },
            Err(_) => Self {
                values,
                ..Self::default()
            },
        }
    }
}

/// The last value that the words give a flag: in a word of its own, behind `=`, or right behind the short form.
fn value_of<'a>(words: &[&'a str], long: &str, short: Option<&str>) -> Option<&'a str> {
    let mut from_last = words.iter().enumerate().rev();
    from_last.find_map(|(index, word)| {
        if *word == long || Some(*word) == short {
            // Bash takes `--journal=FILE` for three words.
            let mut after = words.iter().skip(index + 1).copied();
            return after.find(|word| *word != "=");
        }
        let behind_long = word
            .strip_prefix(long)
            .and_then(|rest| rest.strip_prefix('='));
        behind_long.or_else(|| {
            let rest = word.strip_prefix(short?)?;
            Some(rest.strip_prefix('=').unwrap_or(rest))
        })
    })
}

/// What the value can be in `config set KEY VALUE`, where the key has a choice of values.
fn values_of_key(words: &[&str]) -> Vec<&'static str> {
    let key = words.windows(3).find_map(|words| match words {
        ["config", "set", key] => Some(*key),
        _ => None,
    });
    let definition = key.and_then(definition_of);
    definition.map_or_else(Vec::new, |definition| definition.kind.choices())
}

//! The resolved, typed configuration, its defaults, and its rows for `config get` and `config
//! list`. Merging layers is in `resolve`.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::Weekday;
use serde::Serialize;

use super::choices::{Color, Column, Dates, Pager};
use super::definitions::{Definition, Found, definitions, find, is_name, members, suggest};
use super::error::{ConfigError, Place};
use super::origin::{Origin, Sourced};
use super::read::{self, Given, Refusal};
use super::report_table::REPORT_DEFINITIONS;
use super::reports::ReportDefinition;
use super::sections::Section;
use super::table::DEFINITIONS;
use super::value::Value;
use crate::model::time::Spent;
use crate::model::{Assist, Tag};

/// Everything that can be configured, each value with the layer it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Configuration {
    /// Who writes the entries; `None`: the caller works it out.
    pub author: Sourced<Option<String>>,
    /// The project of new entries; `None`: the caller takes the git repository.
    pub project: Sourced<Option<String>>,
    /// Tags added to each new entry.
    pub tags: DefaultTags,
    /// How much AI helps; `None`: new entries do not say.
    pub assist: Sourced<Option<Assist>>,
    /// The day on which a week begins.
    pub week_start: Sourced<Weekday>,
    /// How dates are shown.
    pub dates: Sourced<Dates>,
    /// When output is coloured.
    pub color: Sourced<Color>,
    /// What shows output that does not fit the terminal.
    pub pager: Sourced<Pager>,
    /// The editor's command; `None`: `$VISUAL`, then `$EDITOR`.
    pub editor: Sourced<Option<String>>,
    /// The columns of `list`, in order; never empty.
    pub list_columns: Sourced<Vec<Column>>,
    /// How many entries `list` and `search` show; 0 shows all.
    pub list_limit: Sourced<usize>,
    /// The sections of `report`, in order; never empty.
    pub report_sections: Sourced<Vec<Section>>,
    /// Tags and projects that are meant to be worked on by hand.
    pub calibration_by_hand: Sourced<Vec<String>>,
    /// Tags and projects in which help is meant.
    pub calibration_with_help: Sourced<Vec<String>>,
    /// How long to try before it is time to ask.
    pub exploration_clock: Sourced<Spent>,
    /// Whether failed commands are remembered on this machine.
    pub remembers_commands: Sourced<bool>,
    /// The shortest run of a command that the shell hooks look at.
    pub hook_minimum_duration: Sourced<Duration>,
    /// Commands whose failures the shell hooks pass over beside those that usually answer by them, each by its first
    /// word or words.
    pub hook_ignore: Sourced<Vec<String>>,
    /// How long the same command must have kept failing to be called a struggle; zero: never.
    pub struggle_after: Sourced<Duration>,
    /// Regular expressions for secrets beside those that are known.
    pub redaction_patterns: Sourced<Vec<String>>,
    /// How many copies are kept that are made before the journal is changed as a whole; 0: none is made.
    pub backup_keep: Sourced<usize>,
    /// The path of the journal, `~` not yet expanded; `None`: the XDG data folder.
    pub journal: Sourced<Option<String>>,
    /// Paths of journals by name, `~` not yet expanded.
    pub journals: BTreeMap<String, Sourced<String>>,
    /// A person's own reports by name, as they say of themselves; [`super::report_of`] adds what is built in.
    pub reports: BTreeMap<String, Sourced<ReportDefinition>>,
    /// Why those of a person's own reports that cannot be used are not among them, by name.
    pub broken_reports: BTreeMap<String, ConfigError>,
    /// Where a person's file says something of a report, by dotted key.
    pub report_places: BTreeMap<String, Place>,
}

impl Default for Configuration {
    fn default() -> Self {
        let columns = vec![
            Column::Id,
            Column::Date,
            Column::Outcome,
            Column::Tags,
            Column::Tried,
        ];
        Self {
            author: Sourced::absent(),
            project: Sourced::absent(),
            tags: DefaultTags {
                own: Sourced::default(Vec::new()),
                of_project: None,
            },
            assist: Sourced::absent(),
            week_start: Sourced::default(Weekday::Mon),
            dates: Sourced::default(Dates::Iso),
            color: Sourced::default(Color::Auto),
            pager: Sourced::default(Pager::Command("less".to_owned())),
            editor: Sourced::absent(),
            list_columns: Sourced::default(columns),
            list_limit: Sourced::default(20),
            report_sections: Sourced::default(Section::USUAL.to_vec()),
            calibration_by_hand: Sourced::default(Vec::new()),
            calibration_with_help: Sourced::default(Vec::new()),
            exploration_clock: Sourced::default(Spent::QUARTER_OF_AN_HOUR),
            remembers_commands: Sourced::default(true),
            hook_minimum_duration: Sourced::default(Duration::from_secs(1)),
            hook_ignore: Sourced::default(Vec::new()),
            struggle_after: Sourced::default(Duration::from_mins(15)),
            redaction_patterns: Sourced::default(Vec::new()),
            backup_keep: Sourced::default(5),
            journal: Sourced::absent(),
            journals: BTreeMap::new(),
            reports: BTreeMap::new(),
            broken_reports: BTreeMap::new(),
            report_places: BTreeMap::new(),
        }
    }
}

/// The tags added to each new entry: a project's file adds to the user's own, since a project knows
/// its subject but not its author's habits.
#[derive(Debug, Clone, PartialEq)]
pub struct DefaultTags {
    /// From the strongest layer other than a project's file.
    pub own: Sourced<Vec<Tag>>,
    /// From the project's file.
    pub of_project: Option<Sourced<Vec<Tag>>>,
}

impl DefaultTags {
    /// All of them, the user's first, none twice.
    pub fn all(&self) -> Vec<&Tag> {
        let mut all: Vec<&Tag> = Vec::new();
        for tag in self
            .own
            .value
            .iter()
            .chain(self.of_project.iter().flat_map(|tags| &tags.value))
        {
            if !all.iter().any(|known| known.as_str() == tag.as_str()) {
                all.push(tag);
            }
        }
        all
    }

    pub(super) fn assign(&mut self, given: Given<'_>) -> Result<(), Refusal> {
        let tags = Sourced {
            value: read::tags(&given.value)?,
            origin: given.origin,
        };
        match tags.origin {
            Origin::Project(_) => self.of_project = Some(tags),
            Origin::Environment(_) | Origin::Flag(_) => {
                *self = Self {
                    own: tags,
                    of_project: None,
                }
            }
            Origin::Default | Origin::User(_) => self.own = tags,
        }
        Ok(())
    }

    pub(super) fn shown(&self) -> (Value, String) {
        let names = self
            .all()
            .into_iter()
            .map(|tag| tag.as_str().to_owned())
            .collect();
        let origin = match &self.of_project {
            None => self.own.origin.to_string(),
            Some(tags) if self.own.value.is_empty() => tags.origin.to_string(),
            Some(tags) => format!("{} and {}", self.own.origin, tags.origin),
        };
        (Value::List(names), origin)
    }
}

/// One key with its value, as `config get` and `config list` show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The dotted key.
    pub key: String,
    /// The value in force.
    pub value: Value,
    /// The layer it came from; two layers where a project's tags were added.
    pub origin: String,
    /// What the key does.
    pub description: &'static str,
}

impl Configuration {
    /// The value of one key, whether or not it was set.
    ///
    /// # Errors
    /// When there is no such key, or it is a group of keys.
    pub fn get(&self, key: &str) -> Result<Row, ConfigError> {
        let (definition, name) = known(key)?;
        Ok(self.row(definition, name))
    }

    /// All keys in documented order; of named journals those that exist, of reports what was said of each.
    pub fn list(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for definition in &DEFINITIONS {
            match definition.family() {
                None => rows.push(self.row(definition, None)),
                Some(_) => rows.extend(
                    self.journals
                        .keys()
                        .map(|name| self.row(definition, Some(name))),
                ),
            }
        }
        for name in self.reports.keys() {
            let of_report = REPORT_DEFINITIONS.iter();
            let said = of_report.map(|definition| self.row(definition, Some(name)));
            rows.extend(said.filter(|row| row.value != Value::Nothing));
        }
        rows
    }

    fn row(&self, definition: &Definition, name: Option<&str>) -> Row {
        let (value, origin) = (definition.shown)(self, name);
        let key = definition.key_of(name);
        Row {
            key,
            value,
            origin,
            description: definition.description,
        }
    }

    pub(super) fn assign_journal(&mut self, given: Given<'_>) -> Result<(), Refusal> {
        let Some(name) = given.name else {
            return Err(Refusal::found("without a name".to_owned()));
        };
        let path = read::line(&given.value)?;
        self.journals.insert(
            name.to_owned(),
            Sourced {
                value: path,
                origin: given.origin,
            },
        );
        Ok(())
    }

    pub(super) fn journal_shown(&self, name: Option<&str>) -> (Value, String) {
        name.and_then(|name| self.journals.get(name)).map_or_else(
            || (Value::Nothing, Origin::Default.to_string()),
            |path| path.shown(|path| Value::text(path)),
        )
    }

    /// Makes the report of a table, `reports.<name>`, of which nothing has been said yet.
    pub(super) fn begin_report(&mut self, table: &str, origin: Origin) {
        let name = table.split_once('.').map(|(_, name)| name);
        if let Some(name) = name.filter(|name| is_name(name)) {
            let report = Sourced::default(ReportDefinition::default());
            let report = self.reports.entry(name.to_owned()).or_insert(report);
            report.origin = origin;
        }
    }

    /// Takes out a report that cannot be used, and keeps the first reason.
    pub(super) fn break_report(&mut self, name: &str, error: ConfigError) {
        self.reports.remove(name);
        self.broken_reports.entry(name.to_owned()).or_insert(error);
    }

    /// Says something of a report, which is made where this is the first thing said of it.
    pub(super) fn assign_report(
        &mut self,
        given: Given<'_>,
        assign: impl FnOnce(&mut ReportDefinition, &Value) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let Some(name) = given.name else {
            return Err(Refusal::found("without a name".to_owned()));
        };
        let report = self.reports.entry(name.to_owned());
        let report = report.or_insert_with(|| Sourced::default(ReportDefinition::default()));
        report.origin = given.origin;
        assign(&mut report.value, &given.value)
    }

    pub(super) fn report_shown(
        &self,
        name: Option<&str>,
        show: impl FnOnce(&ReportDefinition) -> Option<Value>,
    ) -> (Value, String) {
        let report = name.and_then(|name| self.reports.get(name));
        let value = report.and_then(|report| show(&report.value));
        match (report, value) {
            (Some(report), Some(value)) => (value, report.origin.to_string()),
            _ => (Value::Nothing, Origin::Default.to_string()),
        }
    }
}

/// Looks up the key of a request.
///
/// # Errors
/// When there is no such key, it is a group of keys, or the name in it is not allowed.
pub(super) fn known(key: &str) -> Result<(&'static Definition, Option<&str>), ConfigError> {
    match find(key) {
        Found::Known(definition, name) => Ok((definition, name)),
        Found::Misnamed => Err(ConfigError::Name {
            key: key.to_owned(),
            place: Place::Request,
        }),
        Found::Group => Err(ConfigError::Group {
            group: key.to_owned(),
            place: Place::Request,
            keys: members(key),
        }),
        Found::Unknown => Err(ConfigError::UnknownKey {
            key: key.to_owned(),
            nearest: suggest(key, definitions()),
        }),
    }
}

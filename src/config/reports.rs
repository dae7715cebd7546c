//! What a report is made of, and the reports that are built in: those are written in TOML as a person writes their own,
//! and read by the same code, when a report is asked for.

use std::collections::BTreeMap;
use std::path::Path;

use super::choices::Column;
use super::configuration::Configuration;
use super::error::ConfigError;
use super::report_table::REPORT_DEFINITIONS;
use super::resolve::{FileText, Sources};
use super::sections::{ReportFormat, Section, TagColumn};
use crate::model::time::{Calendar, DateError, Period, PeriodError, expression};
use crate::model::{Assist, Audience, Outcome, Stage, Tag, TagGroup};

/// The names of the reports that are built in, in the order in which they are listed.
pub const BUILT_IN: [&str; 8] = [
    "month",
    "summary",
    "lead",
    "sprint",
    "portfolio",
    "growth",
    "calibration",
    "figures",
];

/// What a report is made of. Whatever is absent is as for any report: this month, every entry, the usual sections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportDefinition {
    /// What stands before the period in the title.
    pub title: Option<String>,
    /// The stretch of time in words, see [`period`].
    pub period: Option<String>,
    /// The first day in words; in the place of a period.
    pub since: Option<String>,
    /// The last day in words; in the place of a period.
    pub until: Option<String>,
    /// The time zone whose days are meant.
    pub tz: Option<String>,
    /// Tags that an entry must have.
    pub tags: Option<Vec<TagGroup>>,
    /// Tags that it must not have.
    pub not_tags: Option<Vec<Tag>>,
    /// Where it happened.
    pub project: Option<String>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// How much assistance it had.
    pub assist: Option<Assist>,
    /// The exploration that it belongs to.
    pub exploration: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The words that it must have.
    pub text: Option<String>,
    /// What the report shows, in order; never empty.
    pub sections: Option<Vec<Section>>,
    /// The columns of the table of entries; never empty.
    pub columns: Option<Vec<Column>>,
    /// The columns of the tables of tags and projects; never empty.
    pub tag_columns: Option<Vec<TagColumn>>,
    /// How it is written.
    pub format: Option<ReportFormat>,
    /// The file of a person's own that it is written with; in the place of a format.
    pub template: Option<String>,
    /// Whom it is for.
    pub audience: Option<Audience>,
}

/// The stretch of time that a definition names: `month` and its like are the present one, `all` is all time, anything
/// else is read as a date.
///
/// # Errors
/// When it is not understood.
pub fn period(text: &str, calendar: &Calendar<'_>) -> Result<Period, DateError> {
    match text.trim().to_ascii_lowercase().as_str() {
        "all" => all_time(calendar).map_or_else(|_| expression::parse_range(text, calendar), Ok),
        unit @ ("month" | "week" | "quarter" | "year") => {
            expression::parse_range(&format!("this {unit}"), calendar)
        }
        _ => expression::parse_range(text, calendar),
    }
}

fn all_time(calendar: &Calendar<'_>) -> Result<Period, PeriodError> {
    Period::between(calendar, None, None)
}

/// The reports that are built in, by name.
///
/// # Errors
/// Never: their text is checked when folio is tested.
pub fn built_in() -> Result<BTreeMap<String, ReportDefinition>, ConfigError> {
    let file = FileText {
        path: Path::new("built_in.toml"),
        text: include_str!("built_in.toml"),
    };
    let (configuration, _) = Configuration::resolve(&Sources {
        user: Some(file),
        ..Sources::default()
    })?;
    let reports = configuration.reports.into_iter();
    Ok(reports.map(|(name, report)| (name, report.value)).collect())
}

/// The report of a name: what a person says of it, and what is built in of it as far as that person says nothing. So a
/// table that changes a title leaves a report for whom it was. None where there is neither.
///
/// # Errors
/// When what the person says cannot be used.
pub fn report_of(
    name: &str,
    configuration: &Configuration,
) -> Result<Option<ReportDefinition>, ConfigError> {
    if let Some(error) = configuration.broken_reports.get(name) {
        return Err(error.clone());
    }
    let own = configuration.reports.get(name).map(|own| own.value.clone());
    Ok(match (own, built_in()?.remove(name)) {
        (Some(own), Some(built_in)) => Some(own.over(built_in)),
        (own, built_in) => own.or(built_in),
    })
}

impl ReportDefinition {
    /// This definition, and another as far as this one says nothing. A first or last day stands in the place of a period.
    fn over(self, other: Self) -> Self {
        let has_bounds = self.since.is_some() || self.until.is_some();
        let period = other.period.filter(|_| !has_bounds);
        Self {
            title: self.title.or(other.title),
            period: self.period.or(period),
            since: self.since.or(other.since),
            until: self.until.or(other.until),
            tz: self.tz.or(other.tz),
            tags: self.tags.or(other.tags),
            not_tags: self.not_tags.or(other.not_tags),
            project: self.project.or(other.project),
            outcome: self.outcome.or(other.outcome),
            stage: self.stage.or(other.stage),
            assist: self.assist.or(other.assist),
            exploration: self.exploration.or(other.exploration),
            author: self.author.or(other.author),
            text: self.text.or(other.text),
            sections: self.sections.or(other.sections),
            columns: self.columns.or(other.columns),
            tag_columns: self.tag_columns.or(other.tag_columns),
            format: self.format.or(other.format),
            template: self.template.or(other.template),
            audience: self.audience.or(other.audience),
        }
    }
}

/// A definition as a person would write it: the table's header, then a line for each thing that it says.
pub fn definition_lines(name: &str, report: &ReportDefinition) -> String {
    let mut configuration = Configuration::default();
    let report = super::Sourced::default(report.clone());
    configuration.reports.insert(name.to_owned(), report);
    let mut lines = format!("[reports.{name}]\n");
    for definition in &REPORT_DEFINITIONS {
        let (value, _) = (definition.shown)(&configuration, Some(name));
        let leaf = definition.key.rsplit('.').next().unwrap_or_default();
        if let Some(value) = value.to_toml() {
            lines.extend([leaf, " = ", &value.to_string(), "\n"]);
        }
    }
    lines
}

//! Reports by name: what a definition and the command line say together. Flags beat the definition. Whether a definition
//! can be used is in `report_checks`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::audience::AudienceArguments;
use super::filters::FilterArguments;
use super::output::{Format, Formats, OutputArguments};
use super::report_names::unknown;
use super::same_choice::same_choice;
use super::zones::ZoneArguments;
use super::{Failure, Settings, templates};
use crate::config::{
    self, Column, Named as _, Origin, Place, ReportDefinition, ReportFormat, Section, TagColumn,
};
use crate::host::Host;
use crate::model::time::Period;
use crate::model::{Audience, Filter};
use crate::ops::report::{Account, Inquiry, Intentions, Names, Part, account};
use crate::ops::{OperationError, Session};
use crate::render::Document;
use crate::render::views::{self, Layout, Medium, Presentation, SameChoice, Told};

/// A report that was asked for.
pub struct Asked {
    pub(super) name: String,
    pub(super) definition: ReportDefinition,
    /// The configuration file that defines it; none of a built-in one.
    file: Option<PathBuf>,
    /// Where that file says what, by dotted key.
    pub(super) places: BTreeMap<String, Place>,
}

/// What is to be told and shown: the definition with what the command line says.
pub struct Plan {
    title: Option<String>,
    period: Period,
    filter: Filter,
    sections: Vec<Section>,
    columns: Vec<Column>,
    tag_columns: Vec<TagColumn>,
    audience: Audience,
    names: Names,
}

impl Asked {
    /// The report of a name: a person's own, else one that is built in.
    ///
    /// # Errors
    /// When there is none.
    pub fn of(name: &str, settings: &Settings) -> Result<Self, Failure> {
        let configuration = &settings.configuration;
        let definition =
            config::report_of(name, configuration)?.ok_or_else(|| unknown(name, settings))?;
        let own = configuration.reports.get(name);
        let mut asked = Self {
            name: name.to_owned(),
            definition,
            file: match own.map(|own| &own.origin) {
                Some(Origin::User(file)) => Some(file.clone()),
                _ => None,
            },
            places: configuration.report_places.clone(),
        };
        let usual = &configuration.report_sections;
        let says_sections = own.is_some_and(|own| own.value.sections.is_some());
        let is_month = name == MONTH && !says_sections && usual.origin != Origin::Default;
        if is_month || asked.definition.sections.is_none() {
            let figures = std::iter::once(Section::FiguresInHtml);
            let sections = usual.value.iter().copied().chain(figures);
            asked.definition.sections = Some(sections.collect());
        }
        Ok(asked)
    }

    /// What it is made of.
    pub fn definition(&self) -> &ReportDefinition {
        &self.definition
    }

    /// The definition as a person would write it.
    pub fn lines(&self) -> String {
        config::definition_lines(&self.name, &self.definition)
    }

    /// The format: that of the flag, else of the definition, else the usual one of the command.
    pub fn format<F: Formats>(&self, output: &OutputArguments<F>) -> Format {
        let defined = self.definition.format.map(|format| match format {
            ReportFormat::Table => Format::Table,
            ReportFormat::Plain => Format::Plain,
            ReportFormat::Json => Format::Json,
            ReportFormat::Markdown => Format::Markdown,
            ReportFormat::Html => Format::Html,
        });
        let defined = defined.filter(|format| F::ACCEPTED.contains(format));
        let named = output.named().or(defined);
        named.unwrap_or_else(|| output.format())
    }

    /// Whether the definition names a format.
    pub fn has_format(&self) -> bool {
        self.definition.format.is_some()
    }

    /// The file of the template that the definition names.
    ///
    /// # Errors
    /// When it names a format too, or there is no such template.
    pub fn template(&self, host: &Host) -> Result<Option<PathBuf>, Failure> {
        let (Some(file), Some(template)) = (&self.file, &self.definition.template) else {
            return Ok(None);
        };
        self.check_form("template")?;
        let path = templates::beside(file, template, host);
        templates::check(&path).map_err(|failure| self.unusable("template", failure))?;
        Ok(Some(path))
    }

    /// The settings in the time zone that is meant: that of the flag, else of the definition, else the machine's own.
    ///
    /// # Errors
    /// When there is no such zone, or its data cannot be read.
    pub fn settings(
        &self,
        zone: &ZoneArguments,
        settings: &Settings,
        host: &Host,
    ) -> Result<Settings, Failure> {
        match &self.definition.tz {
            Some(tz) if !zone.is_given() => Ok(settings.in_zone(self.zone(tz, host)?)),
            _ => zone.settings(settings, host),
        }
    }

    /// What is to be told and shown in a format.
    ///
    /// # Errors
    /// When a date is not understood, or the definition names two periods.
    pub fn plan(
        self,
        filters: &FilterArguments,
        audience: AudienceArguments,
        format: Format,
        settings: &Settings,
    ) -> Result<Plan, Failure> {
        let period = self.period(filters, settings)?;
        let definition = self.definition;
        let filter = filters.over(Filter {
            tags: definition.tags.unwrap_or_default(),
            not_tags: definition.not_tags.unwrap_or_default(),
            project: definition.project,
            outcome: definition.outcome,
            stage: definition.stage,
            assist: definition.assist,
            exploration: definition.exploration,
            author: definition.author,
            text: definition.text,
            ..Filter::default()
        });
        let columns = &settings.configuration.list_columns.value;
        let sections = definition.sections.unwrap_or_default();
        let names = audience.names();
        let audience = audience.named().or(definition.audience);
        Ok(Plan {
            title: definition.title,
            period,
            filter,
            sections: shown_in(sections, format),
            columns: definition.columns.unwrap_or_else(|| columns.clone()),
            tag_columns: definition
                .tag_columns
                .unwrap_or_else(|| TagColumn::ALL.to_vec()),
            audience: audience.unwrap_or(Audience::Myself),
            names,
        })
    }

    /// The period: that of the flags, else of the definition, else this month.
    fn period(&self, filters: &FilterArguments, settings: &Settings) -> Result<Period, Failure> {
        let calendar = settings.calendar();
        if let Some(period) = filters.period(&calendar)? {
            return Ok(period);
        }
        self.own_period(settings)
    }
}

impl Plan {
    /// The same for somebody else, where it was for whoever keeps the journal.
    #[must_use]
    pub fn for_others(mut self) -> Self {
        if self.audience == Audience::Myself {
            self.audience = Audience::Lead;
        }
        self
    }

    /// Tells what is to be told.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn account(
        &self,
        session: &Session<'_>,
        settings: &Settings,
    ) -> Result<Account, OperationError> {
        let configuration = &settings.configuration;
        let intentions = Intentions {
            by_hand: configuration.calibration_by_hand.value.clone(),
            with_help: configuration.calibration_with_help.value.clone(),
        };
        let parts: Vec<Part> = self
            .sections
            .iter()
            .filter_map(|section| part(*section))
            .collect();
        account(
            session,
            &Inquiry {
                period: &self.period,
                filter: &self.filter,
                intentions: &intentions,
                parts: &parts,
                audience: self.audience,
                names: self.names,
                clock: configuration.exploration_clock.value,
            },
        )
    }

    /// The report as JSON, and as templates find it.
    pub fn told<'a>(&'a self, account: &'a Account) -> Told<'a> {
        Told::new(account, &self.sections)
    }

    /// The report as a document.
    pub fn document(
        &self,
        account: &Account,
        medium: Medium,
        presentation: &Presentation<'_>,
    ) -> Document {
        let calendar = &presentation.calendar;
        let choice = match self.names {
            Names::Told => same_choice(&self.period, &self.filter, self.audience, calendar),
            Names::TakenOut => SameChoice::default(),
        };
        let layout = Layout {
            title: self.title.as_deref(),
            sections: &self.sections,
            columns: &self.columns,
            tag_columns: &self.tag_columns,
            choice: &choice,
            medium,
        };
        views::account(account, &layout, presentation)
    }
}

/// The report that is meant where none is named.
pub const MONTH: &str = "month";

/// What is shown in a format: drawings that are for the browser alone stand there alone, and none stands twice.
fn shown_in(sections: Vec<Section>, format: Format) -> Vec<Section> {
    let has_figures = sections.contains(&Section::Figures);
    let is_left_out = |section: &Section| match section {
        Section::FiguresInHtml => has_figures || format != Format::Html,
        _ => false,
    };
    let mut shown = sections;
    shown.retain(|section| !is_left_out(section));
    shown
}

/// What a section needs beside the report.
fn part(section: Section) -> Option<Part> {
    match section {
        Section::Lessons | Section::FailedByTag | Section::Known => Some(Part::Highlights),
        Section::Failures => Some(Part::Failures),
        Section::Stuck | Section::WouldHelp => Some(Part::Stuck),
        Section::Learnt | Section::Decisions | Section::Quarters => Some(Part::Portfolio),
        Section::Entries => Some(Part::Entries),
        _ => None,
    }
}

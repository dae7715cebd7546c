//! `folio report`: what a period was like.

use clap::Args;

use crate::cli::filters::FilterArguments;
use crate::cli::output::{self, Format, OfPages, OutputArguments};
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::model::time::{Period, expression};
use crate::ops;
use crate::ops::report::Intentions;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio report
  folio report --month 2026-10
  folio report --week
  folio report --growth --quarter
  folio report --calibration
  folio report --since 2026-10-01 --until 2026-10-15 --project shop";

/// What `folio report` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ReportArguments {
    /// How trying turns into lessons: cycles, lessons a week, time to lesson, repeats, cheap failures
    #[arg(long)]
    growth: bool,
    /// How much help attempts had, by level and in the areas you named
    #[arg(long, conflicts_with = "growth")]
    calibration: bool,
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    output: OutputArguments<OfPages>,
}

pub(super) fn run(
    arguments: &ReportArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = arguments.output.format();
    let period = period(&arguments.filters, settings)?;
    let filter = arguments.filters.filter(&settings.calendar())?;
    let session = settings.session(host, Access::Read)?;
    let report = ops::report::report(&session, &period, &filter, &intentions(settings))?;
    if format == Format::Json {
        return output::envelope("report", &report, host);
    }
    let document = if arguments.growth {
        views::growth_report(&report)
    } else if arguments.calibration {
        views::calibration_report(&report)
    } else {
        let sections = &settings.configuration.report_sections.value;
        views::report(&report, sections, &settings.presentation())
    };
    output::document(&document, format, settings, host)
}

/// The areas that the person named.
pub(super) fn intentions(settings: &Settings) -> Intentions {
    let configuration = &settings.configuration;
    Intentions {
        by_hand: configuration.calibration_by_hand.value.clone(),
        with_help: configuration.calibration_with_help.value.clone(),
    }
}

/// The period that is meant; this month where none is named.
pub(super) fn period(filters: &FilterArguments, settings: &Settings) -> Result<Period, Failure> {
    let calendar = settings.calendar();
    match filters.period(&calendar)? {
        Some(period) => Ok(period),
        None => Ok(expression::month("this month", &calendar)?),
    }
}

//! `folio report`: what a period was like.

use clap::Args;

use crate::cli::destination::Destination;
use crate::cli::filters::FilterArguments;
use crate::cli::output::{self, Format, OfReports, OutputArguments};
use crate::cli::{Failure, Kind, Settings, opening};
use crate::host::Host;
use crate::model::time::{Period, expression};
use crate::ops;
use crate::ops::report::Intentions;
use crate::render::{Document, json, views};
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio report
  folio report --month 2026-10
  folio report --week
  folio report --growth --quarter
  folio report --calibration
  folio report --figures --quarter
  folio report --month 2026-10 --format html --open
  folio report --since 2026-10-01 --until 2026-10-15 --project shop";

/// What `folio report` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ReportArguments {
    #[command(flatten)]
    view: View,
    #[command(flatten)]
    filters: FilterArguments,
    /// Open the report in the browser, as HTML
    #[arg(long, help_heading = "Output")]
    open: bool,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    output: OutputArguments<OfReports>,
}

/// What is looked at in place of the whole report.
#[derive(Debug, Args)]
struct View {
    /// How trying turns into lessons: cycles, lessons a week, time to lesson, repeats, cheap failures
    #[arg(long)]
    growth: bool,
    /// How much help attempts had, by level and in the areas you named
    #[arg(long, conflicts_with = "growth")]
    calibration: bool,
    /// The figures: attempts by day, outcome by week, cost against count and more. A report as HTML has them anyway
    #[arg(long, conflicts_with_all = ["growth", "calibration"])]
    figures: bool,
}

pub(super) fn run(
    arguments: &ReportArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let format = format(arguments)?;
    let period = period(&arguments.filters, settings)?;
    let filter = arguments.filters.filter(&settings.calendar())?;
    let session = settings.session(host, Access::Read)?;
    let report = ops::report::report(&session, &period, &filter, &intentions(settings))?;
    if format == Format::Json {
        return arguments.destination.write(host, |file| {
            Ok(json::write_envelope(file, "report", &report)?)
        });
    }
    let document = if arguments.view.figures {
        views::figures_report(&report, &settings.presentation())
    } else if arguments.view.growth {
        views::growth_report(&report)
    } else if arguments.view.calibration {
        views::calibration_report(&report)
    } else {
        let sections = &settings.configuration.report_sections.value;
        let presentation = settings.presentation();
        let document = views::report(&report, sections, &presentation);
        match format {
            Format::Html => views::with_figures(document, &report, &presentation),
            _ => document,
        }
    };
    show(&document, format, arguments, settings, host)
}

/// The format that is meant. What is to be opened is HTML.
fn format(arguments: &ReportArguments) -> Result<Format, Failure> {
    if !arguments.open {
        return Ok(arguments.output.format());
    }
    match arguments.output.named() {
        None | Some(Format::Html) => Ok(Format::Html),
        Some(_) => Err(
            Failure::new(Kind::Usage, "only HTML is opened in the browser")
                .hint("leave out the other format, or `--open`"),
        ),
    }
}

/// Shows the document, writes it to a file, or opens it.
fn show(
    document: &Document,
    format: Format,
    arguments: &ReportArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let file = arguments
        .destination
        .file()
        .map(|file| host.directory.join(file));
    if file.is_none() && !arguments.open {
        return output::document(document, format, settings, host);
    }
    let text = output::written(document, format, settings.file_style());
    let page = match file {
        Some(file) => {
            arguments
                .destination
                .write(host, |file| Ok(file.write_all(text.as_bytes())?))?;
            file
        }
        None => opening::keep(&text, host)?,
    };
    if arguments.open {
        opening::open(&page, settings, host)
    } else {
        Ok(())
    }
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

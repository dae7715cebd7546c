//! `folio report`: what a period was like.

use clap::Args;

use crate::cli::audience::AudienceArguments;
use crate::cli::destination::Destination;
use crate::cli::filters::FilterArguments;
use crate::cli::output::{self, Format, OfReports, OutputArguments};
use crate::cli::report_names::known;
use crate::cli::reporting::{Asked, MONTH};
use crate::cli::templates::TemplateArguments;
use crate::cli::zones::ZoneArguments;
use crate::cli::{Failure, Kind, Settings, opening};
use crate::config::{Named as _, Section};
use crate::host::Host;
use crate::render::template::{Form, Template};
use crate::render::views::{self, Medium};
use crate::render::{Document, json};
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio report
  folio report --month 2026-10
  folio report --week
  folio report --growth --quarter
  folio report --calibration
  folio report --figures --quarter
  folio report --list
  folio report summary --quarter
  folio report --for lead
  folio report --week --tz Europe/Berlin
  folio report --month 2026-10 --format html --open
  folio report --week --template weekly.md.jinja -O week.md
  folio report --since 2026-10-01 --until 2026-10-15 --project shop";

/// The names that `sections` of `[reports.NAME]` takes, as the help lists them.
fn sections() -> String {
    let names: Vec<&str> = Section::ALL.iter().map(|section| section.name()).collect();
    format!(
        "Sections of a report of your own (`sections` of `[reports.NAME]`):\n{}",
        names.join(", ")
    )
}

/// What `folio report` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, after_help = sections())]
pub struct ReportArguments {
    /// Which report: one of your own, or a built-in one; `month` unless you say
    #[arg(value_name = "NAME")]
    report: Option<String>,
    #[command(flatten)]
    view: View,
    #[command(flatten)]
    definitions: Definitions,
    #[command(flatten)]
    audience: AudienceArguments,
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    zone: ZoneArguments,
    /// Open the report in the browser, as HTML
    #[arg(long, help_heading = "Output")]
    open: bool,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    template: TemplateArguments,
    #[command(flatten)]
    output: OutputArguments<OfReports>,
}

/// What is looked at in place of the whole report.
#[derive(Debug, Args)]
struct View {
    /// How trying turns into lessons: cycles, lessons a week, time to lesson, repeats, cheap failures
    #[arg(long, conflicts_with_all = ["list", "shown_report"])]
    growth: bool,
    /// How much help attempts had, by level and in the areas you named
    #[arg(long, conflicts_with_all = ["list", "shown_report", "growth"])]
    calibration: bool,
    /// The figures: attempts by day, outcome by week, cost against count and more. A report as HTML has them anyway
    #[arg(long, conflicts_with_all = ["list", "shown_report", "growth", "calibration"])]
    figures: bool,
}

/// What is said of reports in the place of showing one.
#[derive(Debug, Args)]
struct Definitions {
    /// List the reports that there are, your own first
    #[arg(long, conflicts_with_all = ["report", "template", "open"])]
    list: bool,
    /// Print what a report is made of, to start your own from
    #[arg(
        long = "show",
        value_name = "NAME",
        conflicts_with_all = ["report", "list", "template", "open", "format", "json"]
    )]
    shown_report: Option<String>,
}

pub(super) fn run(
    arguments: &ReportArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if arguments.definitions.list {
        return list(arguments, settings, host);
    }
    if let Some(name) = &arguments.definitions.shown_report {
        let lines = Asked::of(name, settings)?.lines();
        return hand_over(&lines, arguments, settings, host);
    }
    let asked = Asked::of(name(arguments)?, settings)?;
    let settings = &asked.settings(&arguments.zone, settings, host)?;
    let destination = &arguments.destination;
    let template = arguments
        .template
        .template(&asked, &arguments.output, destination, host)?;
    let format = format(arguments, &asked, template.as_ref())?;
    let is_usual = template.is_none() && !asked.has_format();
    let plan = asked.plan(&arguments.filters, arguments.audience, format, settings)?;
    let session = settings.session(host, Access::Read)?;
    let account = plan.account(&session, settings)?;
    if let Some(template) = template {
        return hand_over(
            &template.fill("report", &plan.told(&account))?,
            arguments,
            settings,
            host,
        );
    }
    if format == Format::Json {
        return destination.write(settings, host, |file| {
            Ok(json::write_envelope(file, "report", &plan.told(&account))?)
        });
    }
    let presentation = match destination.file() {
        Some(_) => settings.file_presentation(),
        None => settings.presentation_in(format),
    };
    let document = plan.document(&account, Medium::Seen, &presentation);
    show(&document, format, arguments, settings, host)?;
    if is_usual {
        written(arguments).note_ending(format, destination, settings, host)?;
    }
    Ok(())
}

/// How the report is written, as the flags and the name of the file say.
fn written(arguments: &ReportArguments) -> OutputArguments<OfReports> {
    arguments.output.named_by(&arguments.destination)
}

/// The report that is meant.
fn name(arguments: &ReportArguments) -> Result<&str, Failure> {
    let view = &arguments.view;
    let views = [
        (view.growth, "growth"),
        (view.calibration, "calibration"),
        (view.figures, "figures"),
    ];
    let view = views.into_iter().find(|(is_meant, _)| *is_meant);
    match (view, arguments.report.as_deref()) {
        (Some((_, view)), Some(report)) => Err(Failure::usage(
            format!("`--{view}` shows a report of its own, and `{report}` names another"),
            format!("write `folio report --{view}` or `folio report {report}`"),
        )),
        (Some((_, view)), None) => Ok(view),
        (None, report) => Ok(report.unwrap_or(arguments.audience.report(MONTH))),
    }
}

fn list(arguments: &ReportArguments, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let known = known(settings, host)?;
    match written(arguments).format() {
        Format::Json => arguments.destination.write(settings, host, |file| {
            Ok(json::write_envelope(file, "reports", &known)?)
        }),
        format => {
            let mut document = Document::new();
            if format == Format::Html {
                document = document.heading(1, "Reports");
            }
            document.blocks.extend(views::reports(&known).blocks);
            show(&document, format, arguments, settings, host)
        }
    }
}

/// The format that is meant: of a template, that of what it is filled with. What is to be opened is HTML.
fn format(
    arguments: &ReportArguments,
    asked: &Asked,
    template: Option<&Template>,
) -> Result<Format, Failure> {
    let output = written(arguments);
    match (template.map(Template::form), output.named()) {
        (None, _) if !arguments.open => Ok(asked.format(&output)),
        (None, None | Some(Format::Html)) => Ok(Format::Html),
        (Some(form), _) if !arguments.open || form == Form::Html => Ok(Format::Json),
        (Some(_), _) => Err(
            Failure::new(Kind::Usage, "only HTML is opened in the browser").hint(
                "add `--format html` for the report as folio writes it, or leave out `--open`",
            ),
        ),
        (None, Some(_)) => Err(
            Failure::new(Kind::Usage, "only HTML is opened in the browser")
                .hint("leave out the other format, give the file a name in `.html`, or leave out `--open`"),
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
    if arguments.destination.file().is_none() && !arguments.open {
        return output::document(document, format, settings, host);
    }
    let text = output::written(document, format, settings.file_style());
    hand_over(&text, arguments, settings, host)
}

/// Writes what is finished to standard output or to the file that is named, or opens it.
fn hand_over(
    text: &str,
    arguments: &ReportArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let destination = &arguments.destination;
    let file = destination.file().map(|file| host.directory.join(file));
    if file.is_some() || !arguments.open {
        destination.write(settings, host, |file| Ok(file.write_all(text.as_bytes())?))?;
    }
    if !arguments.open {
        return Ok(());
    }
    let page = match file {
        Some(file) => file,
        None => opening::keep(text, host)?,
    };
    opening::open(&page, settings, host)
}

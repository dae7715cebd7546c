//! `folio export`: a monthly summary, a body of work, or entries, to hand over.

use std::io::Write;

use clap::{Args, Subcommand};

use crate::cli::audience::{AnonymityArguments, AudienceArguments};
use crate::cli::destination::Destination;
use crate::cli::filters::{FilterArguments, PageArguments};
use crate::cli::output::{Format, OfExports, OfSummaries, OutputArguments, csv_reader};
use crate::cli::reporting::{Asked, Plan};
use crate::cli::templates::TemplateArguments;
use crate::cli::zones::ZoneArguments;
use crate::cli::{Failure, Settings, streaming};
use crate::host::Host;
use crate::model::{Order, Selection, document};
use crate::ops::report::{Account, EntryAnonymizer, Names, PortfolioPage};
use crate::ops::{self, OperationError, Session, Shown};
use crate::render::template::{Template, TemplateError};
use crate::render::views::{self, Medium};
use crate::render::{html, json, markdown};
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio export summary --month 2026-10
  folio export summary --month 2026-10 -O october.md
  folio export portfolio -O portfolio.html
  folio export entries --format jsonl -O journal.jsonl
  folio export entries --tag caching --format markdown";

const SUMMARY_EXAMPLES: &str = "\
Examples:
  folio export summary
  folio export summary --month 2026-10 -O october.md
  folio export summary --month 2026-10 -O october.html
  folio export summary --for lead
  folio export summary --template review.md.jinja
  folio export summary --quarter --project shop --format json";

const PORTFOLIO_EXAMPLES: &str = "\
Examples:
  folio export portfolio -O portfolio.md
  folio export portfolio -O portfolio.html
  folio export portfolio --year --author ada --anonymous";

const ENTRIES_EXAMPLES: &str = "\
Examples:
  folio export entries -O journal.jsonl
  folio export entries --tag caching --format markdown
  folio export entries --month 2026-10 --format csv";

/// What `folio export` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, arg_required_else_help = false)]
pub struct ExportArguments {
    #[command(subcommand)]
    what: What,
}

/// What is exported.
#[derive(Debug, Subcommand)]
enum What {
    /// The summary of a month, or of another period, on one page
    #[command(before_help = SUMMARY_EXAMPLES)]
    Summary(SummaryArguments),
    /// The whole body of work: principles learnt, questions and decisions, growth over the quarters
    #[command(before_help = PORTFOLIO_EXAMPLES)]
    Portfolio(PortfolioArguments),
    /// Every entry that the filters choose, whole
    #[command(before_help = ENTRIES_EXAMPLES)]
    Entries(EntriesArguments),
}

#[derive(Debug, Args)]
struct SummaryArguments {
    #[command(flatten)]
    audience: AudienceArguments,
    #[command(flatten)]
    page: PageOfReport,
}

#[derive(Debug, Args)]
struct PortfolioArguments {
    #[command(flatten)]
    anonymity: AnonymityArguments,
    #[command(flatten)]
    page: PageOfReport,
}

/// What a page that is handed over is told of, and how and where it is written.
#[derive(Debug, Args)]
struct PageOfReport {
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    zone: ZoneArguments,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    template: TemplateArguments,
    #[command(flatten)]
    output: OutputArguments<OfSummaries>,
}

#[derive(Debug, Args)]
struct EntriesArguments {
    #[command(flatten)]
    anonymity: AnonymityArguments,
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    page: PageArguments,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    output: OutputArguments<OfExports>,
}

/// A page that is handed over.
#[derive(Debug, Clone, Copy)]
enum Page {
    Summary(AudienceArguments),
    Portfolio(AnonymityArguments),
}

impl Page {
    /// The report that it is.
    fn report(self) -> &'static str {
        match self {
            Self::Summary(audience) => audience.report("summary"),
            Self::Portfolio(_) => "portfolio",
        }
    }

    fn audience(self) -> AudienceArguments {
        match self {
            Self::Summary(audience) => audience,
            Self::Portfolio(anonymity) => anonymity.into(),
        }
    }

    /// It as JSON.
    fn write_json(
        self,
        plan: &Plan,
        account: &Account,
        file: &mut dyn Write,
    ) -> Result<(), OperationError> {
        match self {
            Self::Summary(_) => json::write_envelope(file, "summary", &plan.told(account))?,
            Self::Portfolio(_) => {
                json::write_envelope(file, "portfolio", &PortfolioPage::from(account))?;
            }
        }
        Ok(())
    }

    /// A template filled with that.
    fn fill(
        self,
        template: &Template,
        plan: &Plan,
        account: &Account,
    ) -> Result<String, TemplateError> {
        match self {
            Self::Summary(_) => template.fill("summary", &plan.told(account)),
            Self::Portfolio(_) => template.fill("portfolio", &PortfolioPage::from(account)),
        }
    }
}

pub(super) fn run(
    arguments: &ExportArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    match &arguments.what {
        What::Summary(SummaryArguments { audience, page }) => {
            hand_over(Page::Summary(*audience), page, settings, host)
        }
        What::Portfolio(PortfolioArguments { anonymity, page }) => {
            hand_over(Page::Portfolio(*anonymity), page, settings, host)
        }
        What::Entries(arguments) => entries(arguments, settings, host),
    }
}

fn hand_over(
    page: Page,
    arguments: &PageOfReport,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let asked = Asked::of(page.report(), settings)?;
    let settings = &asked.settings(&arguments.zone, settings, host)?;
    let destination = &arguments.destination;
    let template = arguments
        .template
        .template(&asked, &arguments.output, destination, host)?;
    let output = arguments.output.named_by(destination);
    let format = match template {
        Some(_) => Format::Json,
        None => asked.format(&output),
    };
    let has_format = asked.has_format();
    let plan = asked.plan(&arguments.filters, page.audience(), format, settings)?;
    let plan = match page {
        Page::Summary(_) => plan,
        Page::Portfolio(_) => plan.for_others(),
    };
    let session = settings.session(host, Access::Read)?;
    let account = plan.account(&session, settings)?;
    if let Some(template) = template {
        let text = page.fill(&template, &plan, &account)?;
        return destination.write(settings, host, |file| Ok(file.write_all(text.as_bytes())?));
    }
    destination.write(settings, host, |file| match format {
        Format::Json => page.write_json(&plan, &account, file),
        _ => write_page(&plan, &account, format, settings, file),
    })?;
    if has_format {
        return Ok(());
    }
    output.note_ending(format, destination, settings, host)
}

/// Writes a page that is handed over.
fn write_page(
    plan: &Plan,
    account: &Account,
    format: Format,
    settings: &Settings,
    file: &mut dyn Write,
) -> Result<(), OperationError> {
    let presentation = settings.file_presentation();
    let document = plan.document(account, Medium::HandedOver, &presentation);
    let text = match format {
        Format::Html => html::write(&document),
        _ => markdown::write(&document),
    };
    Ok(file.write_all(text.as_bytes())?)
}

fn entries(
    arguments: &EntriesArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let output = arguments.output.named_by(&arguments.destination);
    let format = output.format();
    let selection = Selection {
        filter: arguments.filters.filter(&settings.calendar())?,
        order: order(&arguments.page)?,
        limit: arguments.page.limit(0),
    };
    let session = settings.session(host, Access::Read)?;
    let reader = match arguments.destination.file() {
        Some(_) => views::CsvReader::Program,
        None => csv_reader(host),
    };
    let anonymizer = match arguments.anonymity.names() {
        Names::Told => None,
        Names::TakenOut => Some(EntryAnonymizer::of(&session)?),
    };
    let chosen = Chosen {
        session: &session,
        selection: &selection,
        anonymizer: anonymizer.as_ref(),
    };
    let destination = &arguments.destination;
    destination.write(settings, host, |file| {
        write_entries(&chosen, (format, reader), file)
    })?;
    output.note_ending(format, destination, settings, host)
}

/// The entries that are exported.
struct Chosen<'a> {
    session: &'a Session<'a>,
    selection: &'a Selection,
    anonymizer: Option<&'a EntryAnonymizer>,
}

impl Chosen<'_> {
    /// Hands each of them to `each`, in order.
    fn each(
        &self,
        mut each: impl FnMut(Shown) -> Result<(), OperationError>,
    ) -> Result<(), OperationError> {
        ops::list::entries(self.session, self.selection, |shown| {
            each(match self.anonymizer {
                Some(anonymizer) => anonymizer.anonymous(shown),
                None => shown,
            })
        })
    }
}

/// Earliest first unless said otherwise, so that whoever imports the file numbers entries of one second alike.
fn order(page: &PageArguments) -> Result<Order, Failure> {
    match (page.sort, page.reverse) {
        (None, false) => Ok(Order::Oldest),
        (None, true) => Ok(Order::Newest),
        (Some(_), _) => page.entry_order(),
    }
}

/// Writes entries one at a time, so that memory does not grow with their number.
fn write_entries(
    chosen: &Chosen<'_>,
    (format, reader): (Format, views::CsvReader),
    file: &mut dyn Write,
) -> Result<(), OperationError> {
    if format != Format::Markdown {
        return streaming::data((format, reader), file, |each| chosen.each(each));
    }
    let mut first = true;
    chosen.each(|shown| {
        if !std::mem::take(&mut first) {
            file.write_all(b"\n")?;
        }
        Ok(file.write_all(document::print(&shown.entry).as_bytes())?)
    })
}

//! `folio config`: show and change the configuration.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::output::{self, Format, OfLists, OutputArguments};
use crate::cli::reporting::Asked;
use crate::cli::{Failure, Settings, report_names};
use crate::config::{self, Configuration, FileText, Row, Sources};
use crate::host::{Host, files};
use crate::render::views::{self, Origins};
use crate::render::{Document, Line, Role};

const EXAMPLES: &str = "\
Examples:
  folio config
  folio config list --origin
  folio config get week_start
  folio config set journals.work ~/work/journal.db
  folio config path";

/// What `folio config` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct ConfigArguments {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    list: ListArguments,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print the value of a key
    #[command(before_help = "Examples:\n  folio config get week_start")]
    Get {
        /// The key, such as `list.limit`
        key: String,
    },
    /// Set a key in the configuration file
    #[command(
        before_help = "Examples:\n  folio config set list.limit 50\n  folio config set tags shop,backend"
    )]
    Set {
        /// The key, such as `list.limit`
        key: String,
        /// The value; a list with commas
        #[arg(allow_negative_numbers = true)]
        value: String,
    },
    /// Take a key out of the configuration file
    #[command(before_help = "Examples:\n  folio config unset list.limit")]
    Unset {
        /// The key, such as `list.limit`
        key: String,
    },
    /// Print the path of the configuration file
    #[command(before_help = "Examples:\n  folio config path")]
    Path,
    /// Print every key with its value
    #[command(before_help = "Examples:\n  folio config list\n  folio config list --origin")]
    List(ListArguments),
}

#[derive(Debug, Clone, Copy, Args)]
struct ListArguments {
    /// Say where each value comes from
    #[arg(long)]
    origin: bool,
    #[command(flatten)]
    output: OutputArguments<OfLists>,
}

impl ConfigArguments {
    /// Whether this changes the configuration, or tells where it is.
    pub fn mends(&self) -> bool {
        matches!(
            self.action,
            Some(Action::Set { .. } | Action::Unset { .. } | Action::Path)
        )
    }
}

pub(super) fn run(
    arguments: &ConfigArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if !arguments.mends() {
        warn_of_broken_reports(settings, host)?;
    }
    match &arguments.action {
        None => list(arguments.list, settings, host),
        Some(Action::List(arguments)) => list(*arguments, settings, host),
        Some(Action::Get { key }) => {
            let row = settings.configuration.get(key)?;
            Ok(writeln!(
                host.standard_output,
                "{}",
                crate::text::visible_line(&row.value.to_string())
            )?)
        }
        Some(Action::Set { key, value }) => change(settings, |text| {
            let changed = config::set(text, key, value)?;
            check_report(key, &changed, settings, host)?;
            Ok(changed)
        }),
        Some(Action::Unset { key }) => change(settings, |text| Ok(config::unset(text, key)?)),
        Some(Action::Path) => {
            let path = file(settings)?;
            Ok(writeln!(host.standard_output, "{}", path.display())?)
        }
    }
}

fn list(arguments: ListArguments, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let format = arguments.output.format();
    let rows: Vec<Row> = settings.configuration.list();
    match format {
        Format::Json => output::envelope("configuration", &rows, host),
        Format::Jsonl => output::lines(&rows, host),
        _ => {
            let origins = if arguments.origin {
                Origins::Shown
            } else {
                Origins::Hidden
            };
            output::document(&views::config(&rows, origins), format, settings, host)
        }
    }
}

/// Says which of a person's own reports cannot be used: every other command passes over them in silence.
fn warn_of_broken_reports(settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let broken = report_names::broken(settings, host);
    let warnings = broken.values().fold(Document::new(), |document, failure| {
        let line = Line::new().with(Role::Warning, "warning: ");
        document.paragraph(line.plain(failure.sentence()))
    });
    output::remarks(&warnings, settings, host)
}

/// Checks what a key says of a report against the rest of that report and the world, as when the report is made.
fn check_report(key: &str, text: &str, settings: &Settings, host: &Host) -> Result<(), Failure> {
    let Some((name, (_, leaf))) = config::report_named(key).zip(key.rsplit_once('.')) else {
        return Ok(());
    };
    let path = file(settings)?;
    let resolved = Configuration::resolve(&Sources {
        user: Some(FileText { path: &path, text }),
        ..Sources::default()
    });
    // What else is wrong in the file was so before, and may be put right by this change.
    let Ok((configuration, _)) = resolved else {
        return Ok(());
    };
    if configuration.broken_reports.contains_key(name) {
        return Ok(());
    }
    let mut settings = settings.clone();
    settings.configuration = configuration;
    // The lines are those of a file that is not written yet.
    settings.configuration.report_places.clear();
    Asked::of(name, &settings)?.check(leaf, host)
}

fn change(
    settings: &Settings,
    edit: impl Fn(&str) -> Result<String, Failure>,
) -> Result<(), Failure> {
    let path = file(settings)?;
    let text = files::read_private(&path)?.unwrap_or_default();
    let changed = edit(&text)?;
    if let Some(folder) = path.parent() {
        files::create_private_folder(folder)?;
    }
    Ok(files::write_output_atomically(&path, |file| {
        file.write_all(changed.as_bytes())
    })?)
}

fn file(settings: &Settings) -> Result<PathBuf, Failure> {
    settings.configuration_file.clone()
}

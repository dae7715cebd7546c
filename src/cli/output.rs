//! Showing a result in the format that was asked for: data on standard output, everything else on standard error.

use std::io::Write;
use std::marker::PhantomData;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::destination::Destination;
use super::{Failure, Settings};
use crate::config::{Origin, Pager};
use crate::host::Host;
use crate::ops::Shown;
use crate::render::terminal::{self, TerminalStyle};
use crate::render::{Document, Line, Role, html, json, markdown, plain, tabular, views};
use crate::text;

/// How a result is written, out of the formats of `F`.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArguments<F: Formats> {
    #[arg(long, value_name = "FORMAT", value_parser = parser::<F>(), hide_possible_values = true, help = help::<F>(), conflicts_with = "json")]
    format: Option<Format>,
    /// Short for `--format json`
    #[arg(long)]
    json: bool,
    #[arg(skip)]
    formats: PhantomData<F>,
}

/// The formats that a kind of result can be written in, the usual one first.
pub trait Formats: Clone + Send + Sync + 'static {
    /// The formats.
    const ACCEPTED: &'static [Format];
}

macro_rules! formats {
    ($($(#[$meta:meta])* $name:ident: $($format:ident),+;)+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;

            impl Formats for $name {
                const ACCEPTED: &'static [Format] = &[$(Format::$format),+];
            }
        )+
    };
}

formats! {
    /// A page of entries.
    OfEntries: Table, Plain, Json, Jsonl, Csv, Markdown;
    /// A list of other things.
    OfLists: Table, Plain, Json, Jsonl, Markdown;
    /// One thing that is looked at.
    OfPages: Table, Plain, Json, Markdown;
    /// What a period was like.
    OfReports: Table, Plain, Json, Markdown, Html;
    /// What a command did.
    OfChanges: Table, Plain, Json;
    /// Entries to hand over.
    OfExports: Jsonl, Json, Csv, Markdown;
    /// A summary to hand over.
    OfSummaries: Markdown, Html, Json;
    /// A message to hand over.
    OfMessages: Markdown, Plain, Json;
}

fn parser<F: Formats>() -> impl TypedValueParser<Value = Format> {
    let names = F::ACCEPTED.iter().filter_map(Format::to_possible_value);
    PossibleValuesParser::new(names).try_map(|name| Format::from_str(&name, false))
}

fn help<F: Formats>() -> String {
    let names: Vec<String> = F::ACCEPTED.iter().map(|format| format.name()).collect();
    match names.split_first() {
        Some((usual, others)) => format!(
            "How the result is written: {usual} unless said otherwise; {}",
            others.join(", ")
        ),
        None => String::new(),
    }
}

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: tables that fit the terminal
    Table,
    /// Without decoration, cells separated by tabs
    Plain,
    /// One JSON object
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header line
    Csv,
    /// Markdown
    Markdown,
    /// One HTML file that needs nothing else
    Html,
}

impl<F: Formats> OutputArguments<F> {
    /// The format that was asked for, if one was.
    pub fn named(&self) -> Option<Format> {
        self.format.or(self.json.then_some(Format::Json))
    }

    /// The same arguments where, unless a format was asked for, the ending of the file's name asks for one that there is.
    #[must_use]
    pub fn named_by(self, destination: &Destination) -> Self {
        let ending = destination.ending().unwrap_or_default();
        let mut meant = Format::of_ending(&ending).iter().copied();
        let format = meant.find(|format| F::ACCEPTED.contains(format));
        Self {
            format: self.named().or(format),
            json: false,
            ..self
        }
    }

    /// Says in which format a file was written, where the ending of its name asks for one that there is not, and no flag
    /// for any.
    ///
    /// # Errors
    /// When standard error cannot be written.
    pub fn note_ending(
        &self,
        format: Format,
        destination: &Destination,
        settings: &Settings,
        host: &mut Host,
    ) -> Result<(), Failure> {
        let (Some(file), Some(ending), None) =
            (destination.file(), destination.ending(), self.named())
        else {
            return Ok(());
        };
        let accepted: Vec<String> = F::ACCEPTED.iter().map(|format| format.name()).collect();
        let note = format!(
            "note: {} is in the format `{}`; `.{ending}` stands for none of {}",
            file.display(),
            format.name(),
            accepted.join(", ")
        );
        remark(note, settings, host)
    }

    /// The format that was asked for, else the usual one.
    pub fn format(&self) -> Format {
        let usual = F::ACCEPTED.first().copied().unwrap_or(Format::Table);
        self.named().unwrap_or(usual)
    }
}

impl Format {
    /// The formats that the ending of a file's name stands for, the likeliest first.
    fn of_ending(ending: &str) -> &'static [Self] {
        match ending {
            "html" | "htm" => &[Self::Html],
            "md" | "markdown" => &[Self::Markdown],
            "json" => &[Self::Json],
            "jsonl" | "ndjson" => &[Self::Jsonl],
            "csv" => &[Self::Csv],
            "txt" => &[Self::Table, Self::Plain],
            _ => &[],
        }
    }

    fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }
}

/// Writes a document to standard output, through the pager where it does not fit the terminal.
///
/// # Errors
/// When standard output cannot be written.
pub fn document(
    document: &Document,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let text = written(document, format, settings.output_style(host));
    if format == Format::Table && page(&text, settings, host)? {
        return Ok(());
    }
    host.standard_output.write_all(text.as_bytes())?;
    Ok(())
}

/// A document in a format; `style` is that of the terminal.
pub fn written(document: &Document, format: Format, style: TerminalStyle) -> String {
    match format {
        Format::Plain => plain::write(document),
        Format::Markdown => markdown::write(document),
        Format::Html => html::write(document),
        _ => terminal::write(document, &style),
    }
}

/// Writes a result as one JSON object, `{"folio": 1, "<kind>": …}`.
///
/// # Errors
/// When standard output cannot be written.
pub fn envelope<V: Serialize + ?Sized>(
    kind: &str,
    value: &V,
    host: &mut Host,
) -> Result<(), Failure> {
    Ok(json::write_envelope(
        &mut host.standard_output,
        kind,
        value,
    )?)
}

/// Writes results as JSON lines.
///
/// # Errors
/// When standard output cannot be written.
pub fn lines<V: Serialize>(values: &[V], host: &mut Host) -> Result<(), Failure> {
    for value in values {
        json::write_line(&mut host.standard_output, value)?;
    }
    Ok(())
}

/// Writes a remark for people to standard error.
///
/// # Errors
/// When standard error cannot be written.
pub fn remark(
    remark: impl Into<Line>,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let document = Document::new().paragraph(remark);
    remarks(&document, settings, host)
}

/// Remarks how many more there are than are shown, where there are any.
///
/// # Errors
/// When standard error cannot be written.
pub fn remark_more(more: u64, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    if more == 0 {
        return Ok(());
    }
    let more = text::grouped(more);
    remark(
        format!("{more} more; `--limit 0` shows all"),
        settings,
        host,
    )
}

/// Writes a document of remarks to standard error.
///
/// # Errors
/// When standard error cannot be written.
pub fn remarks(document: &Document, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let text = terminal::write(document, &settings.error_style(host));
    host.standard_output.flush()?;
    host.standard_error.write_all(text.as_bytes())?;
    Ok(())
}

/// From so many records on it takes a while to make the derived tables of a journal anew.
const MANY_RECORDS: u64 = 10_000;

/// Says that the derived tables of a journal are made anew from so many records, where that takes a while.
///
/// # Errors
/// When standard error cannot be written.
pub fn note_rebuild(records: u64, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    if records <= MANY_RECORDS {
        return Ok(());
    }
    let note = "note: making the index anew for this version of folio, which takes a while";
    remark(Line::new().plain(note), settings, host)
}

/// Says that a journal is of a newer format than this build writes.
///
/// # Errors
/// When standard error cannot be written.
pub fn warn_of_newer(format: i64, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let warning =
        format!("the journal was written by a newer folio (format {format}); it is only read");
    let line = Line::new().with(Role::Warning, "warning: ").plain(warning);
    remark(line, settings, host)
}

/// Shows a text in the pager, if it is longer than the terminal and a pager is there.
fn page(text: &str, settings: &Settings, host: &mut Host) -> Result<bool, Failure> {
    let rows = host.terminal.rows.map_or(usize::MAX, usize::from);
    let fits = text.lines().count() < rows;
    if fits || !host.terminal.output_is_terminal || !host.terminal.input_is_terminal {
        return Ok(false);
    }
    let Some(command) = pager(settings, host) else {
        return Ok(false);
    };
    host.standard_output.flush()?;
    Ok(host.pager.page(&command, text).is_ok())
}

/// The pager: the configured one, else `$PAGER`, else `less`.
fn pager(settings: &Settings, host: &Host) -> Option<String> {
    if host.environment.text("TERM").as_deref() == Some("dumb") {
        return None;
    }
    let configured = &settings.configuration.pager;
    let environment = host
        .environment
        .text("PAGER")
        .filter(|_| configured.origin == Origin::Default);
    match (environment, &configured.value) {
        (Some(command), _) => Some(command).filter(|command| command != "cat"),
        (None, Pager::Command(command)) => Some(command.clone()),
        (None, Pager::Never) => None,
    }
}

/// Who reads what stands on standard output.
pub fn csv_reader(host: &Host) -> views::CsvReader {
    if host.terminal.output_is_terminal {
        views::CsvReader::Terminal
    } else {
        views::CsvReader::Program
    }
}

/// Writes entries as comma-separated values.
///
/// # Errors
/// When standard output cannot be written.
pub fn csv(entries: &[Shown], host: &mut Host) -> Result<(), Failure> {
    let reader = csv_reader(host);
    Ok(tabular::write_csv(
        &mut host.standard_output,
        views::CSV_COLUMNS,
        entries.iter().map(|shown| views::csv_cells(shown, reader)),
    )?)
}

//! Entries that are written while they are read, so that memory does not grow with their number. What is laid out for
//! the width of a terminal, or goes through a pager, is in `output`.

use std::io::Write;

use super::output::{self, Format};
use super::{Failure, Settings};
use crate::config::Column;
use crate::host::Host;
use crate::model::Selection;
use crate::ops::{OperationError, Portion, Session, Shown, list};
use crate::render::terminal::TerminalStyle;
use crate::render::views::{self, CsvReader};
use crate::render::{Document, Head, Table, json, tabular};

/// So many rows of a table are held at a time.
const ROWS: usize = 500;

/// Writes the chosen entries to standard output, and gives how many there are.
///
/// # Errors
/// When the journal cannot be read, or standard output not be written.
pub fn write(
    session: &Session<'_>,
    selection: &Selection,
    format: Format,
    settings: &Settings,
    host: &mut Host,
) -> Result<Portion, Failure> {
    let reader = output::csv_reader(host);
    let style = settings.output_style(host);
    let output = &mut *host.standard_output;
    let portion = match format {
        Format::Json | Format::Jsonl | Format::Csv => data((format, reader), output, |each| {
            list::each(session, selection, each)
        })?,
        _ => {
            let written = Written {
                format,
                style,
                output,
            };
            rows(session, selection, written, settings)?
        }
    };
    Ok(portion)
}

/// What is done with each entry.
pub type Each<'a> = &'a mut dyn FnMut(Shown) -> Result<(), OperationError>;

/// Writes the entries that `hand_out` hands out: as JSON, as CSV, else as JSON lines.
///
/// # Errors
/// When `hand_out` fails, or the output cannot be written.
pub fn data<T>(
    (format, reader): (Format, CsvReader),
    output: &mut dyn Write,
    hand_out: impl FnOnce(Each<'_>) -> Result<T, OperationError>,
) -> Result<T, OperationError> {
    match format {
        Format::Json => {
            let mut entries = json::ListWriter::begin(output, "entries")?;
            let handed_out = hand_out(&mut |shown| Ok(entries.push(&shown)?))?;
            entries.end()?;
            Ok(handed_out)
        }
        Format::Csv => {
            let no_rows = std::iter::empty::<[&str; 0]>();
            tabular::write_csv(&mut *output, views::CSV_COLUMNS, no_rows)?;
            hand_out(&mut |shown| {
                let cells = views::csv_cells(&shown, reader);
                Ok(tabular::write_record(&mut *output, cells)?)
            })
        }
        _ => hand_out(&mut |shown| Ok(json::write_line(&mut *output, &shown)?)),
    }
}

/// How rows are written, and where.
struct Written<'a> {
    format: Format,
    style: TerminalStyle,
    output: &'a mut dyn Write,
}

impl Written<'_> {
    /// Writes the rows that a table holds, and empties it.
    fn part(&mut self, table: &mut Table) -> Result<(), OperationError> {
        if table.rows.is_empty() {
            return Ok(());
        }
        let document = Document::new().table(table.clone());
        let text = output::written(&document, self.format, self.style);
        self.output.write_all(text.as_bytes())?;
        table.rows.clear();
        table.head = Head::Above;
        Ok(())
    }
}

/// Writes entries as the rows of a table, part by part. How wide its columns are must be known before the first is
/// written, so the entries are read twice.
fn rows(
    session: &Session<'_>,
    selection: &Selection,
    mut written: Written<'_>,
    settings: &Settings,
) -> Result<Portion, OperationError> {
    let columns: &[Column] = &settings.configuration.list_columns.value;
    let presentation = settings.presentation_in(written.format);
    let _together = session.journal.read_together()?;
    let mut table = views::list_head(columns);
    if written.format == Format::Table {
        list::entries(session, selection, |shown| {
            table.widen(&views::list_row(&shown, columns, &presentation));
            Ok(())
        })?;
    }
    let portion = list::each(session, selection, |shown| {
        table.push(views::list_row(&shown, columns, &presentation));
        if table.rows.len() < ROWS {
            return Ok(());
        }
        written.part(&mut table)
    })?;
    written.part(&mut table)?;
    Ok(portion)
}

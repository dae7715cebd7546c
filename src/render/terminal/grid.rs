//! Tables on a terminal: a head, a line below it, no bars; or records, where the terminal is too
//! narrow for columns.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle,
    Width,
};

use super::{
    canvas::{Canvas, READABLE_COLUMNS},
    paint::{Coloring, paint},
    writer::field_lines,
};
use crate::{
    render::{
        line::Line,
        table::{Align, Head, Shrink, Table},
    },
    text::display_width,
};

/// Stands between the cells of a laid-out line. A control character, so that no cell can hold it.
const BETWEEN_CELLS: char = '\u{1f}';

/// Fills the lines between laid-out rows. A control character, so that no cell can hold it.
const BETWEEN_ROWS: char = '\u{1e}';

/// Empty columns between two columns of a table.
const GAP: usize = 2;

/// The table as lines: nothing where it has no columns.
pub(super) fn lines(table: &Table, canvas: Canvas) -> Vec<String> {
    let mut lines: Vec<String> = table
        .title
        .iter()
        .flat_map(|title| canvas.prose(&title.emphasised()))
        .collect();
    match canvas.columns {
        _ if table.columns.is_empty() => {}
        Some(columns) if smallest_width(table) > columns => lines.extend(records(table, canvas)),
        _ => lines.extend(grid(table, canvas)),
    }
    lines
}

/// Columns that the table takes when all that may shrink has shrunk as far as it stays readable.
fn smallest_width(table: &Table) -> usize {
    let widths = table.columns.iter().enumerate().map(|(index, column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(index));
        let widest = cells
            .map(|cell| display_width(&cell.text()))
            .max()
            .unwrap_or(0);
        let natural = widest.max(display_width(&column.title));
        match column.shrink {
            Shrink::Keep => natural,
            Shrink::Shrink => natural.min(READABLE_COLUMNS),
        }
    });
    widths.sum::<usize>() + GAP * table.columns.len().saturating_sub(1)
}

/// One record below the other, each a list of fields; empty cells are left out.
fn records(table: &Table, canvas: Canvas) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &table.rows {
        let cells = table
            .columns
            .iter()
            .map(|column| column.title.clone())
            .zip(row.iter().cloned());
        let fields: Vec<(String, Line)> = cells.filter(|(_, cell)| !cell.is_empty()).collect();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(field_lines(&fields, canvas));
    }
    lines
}

fn grid(table: &Table, canvas: Canvas) -> Vec<String> {
    let laid_out: Vec<String> = layout(table, canvas.columns).lines().collect();
    let mut groups = laid_out.split(|line| line.starts_with(BETWEEN_ROWS));
    let head: Vec<Line> = table
        .columns
        .iter()
        .map(|column| Line::new().strong(column.title.as_str()))
        .collect();
    let mut lines = painted_row(groups.next().unwrap_or_default(), &head, canvas.coloring);
    let across = laid_out.iter().find(|line| line.starts_with(BETWEEN_ROWS));
    lines.extend(across.map(|line| line.chars().map(|_| canvas.dash()).collect()));
    if table.head == Head::Above {
        lines.clear();
    }
    for (group, row) in groups.zip(&table.rows) {
        lines.extend(painted_row(group, row, canvas.coloring));
    }
    lines
}

/// The plain text of the table with every column at its width.
fn layout(table: &Table, columns: Option<usize>) -> comfy_table::Table {
    let arrangement = if columns.is_some() {
        ContentArrangement::Dynamic
    } else {
        ContentArrangement::Disabled
    };
    let mut grid = comfy_table::Table::new();
    grid.load_style(style())
        .set_content_arrangement(arrangement)
        .set_width(
            columns
                .and_then(|columns| u16::try_from(columns).ok())
                .unwrap_or(u16::MAX),
        )
        .set_header(table.columns.iter().map(|column| column.title.as_str()))
        .add_rows(table.rows.iter().map(|row| row.iter().map(Line::text)));
    let last = table.columns.len().saturating_sub(1);
    for (index, (laid_out, column)) in grid.column_iter_mut().zip(&table.columns).enumerate() {
        let padding = u16::from(index != last);
        laid_out.set_padding((0, padding));
        if column.align == Align::Right {
            laid_out.set_cell_alignment(CellAlignment::Right);
        }
        if column.shrink == Shrink::Keep {
            laid_out.set_constraint(ColumnConstraint::ContentWidth);
        }
        if columns.is_none() && column.least > 0 {
            let content = u16::try_from(column.least).unwrap_or(u16::MAX);
            let whole = Width::Fixed(content.saturating_add(padding));
            laid_out.set_constraint(ColumnConstraint::LowerBoundary(whole));
        }
    }
    grid
}

fn style() -> TableStyle {
    let cells = ContentLineStyle::none().junction(BETWEEN_CELLS);
    let rows = LineStyle::none().fill(BETWEEN_ROWS).junction(BETWEEN_ROWS);
    TableStyle::new()
        .header_lines(cells)
        .content_lines(cells)
        .header_separator(rows)
        .row_separator(rows)
}

/// The laid-out lines of one row with each cell painted.
fn painted_row(laid_out: &[String], cells: &[Line], coloring: Coloring) -> Vec<String> {
    let mut lines = vec![String::new(); laid_out.len()];
    for (index, cell) in cells.iter().enumerate() {
        let fragments: Vec<String> = laid_out
            .iter()
            .map(|line| {
                line.split(BETWEEN_CELLS)
                    .nth(index)
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect();
        for (line, fragment) in lines.iter_mut().zip(paint(&fragments, cell, coloring)) {
            if index > 0 {
                line.push(' ');
            }
            line.push_str(&fragment);
        }
    }
    lines
}

//! `config list`.

use crate::config::Row;
use crate::render::{Column, Document, Line, Table};

/// Keys with their values, and where each came from when that is asked for.
pub fn config(rows: &[Row], origins: Origins) -> Document {
    let mut columns = vec![Column::keep("key"), Column::shrink("value")];
    if origins == Origins::Shown {
        columns.push(Column::shrink("origin"));
    }
    let mut table = Table::new(columns);
    for row in rows {
        let mut cells = vec![
            Line::from(row.key.as_str()),
            Line::from(row.value.to_string()),
        ];
        if origins == Origins::Shown {
            cells.push(Line::new().dim(&row.origin));
        }
        table.push(cells);
    }
    Document::new().table(table)
}

/// Whether the origin of each value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origins {
    /// It is.
    Shown,
    /// It is not.
    Hidden,
}

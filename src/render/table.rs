//! A table: columns that know how they behave when space is short, and rows of cells.

use super::line::Line;

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Text.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// What becomes of a column when the table is wider than the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shrink {
    /// Never narrowed: ids, dates, outcomes, numbers.
    #[default]
    Keep,
    /// Shares what width remains with the other columns of this kind: sentences.
    Shrink,
}

/// The head of a column and how its cells behave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What the cells hold.
    pub title: String,
    /// Where cells stand.
    pub align: Align,
    /// Whether the column may be narrowed.
    pub shrink: Shrink,
    /// The least width of the column where nothing is narrowed, in columns of a terminal.
    pub least: usize,
}

impl Column {
    /// A column of short text that keeps its width.
    pub fn keep(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Left,
            shrink: Shrink::Keep,
            least: 0,
        }
    }

    /// A column of sentences that may be narrowed.
    pub fn shrink(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Left,
            shrink: Shrink::Shrink,
            least: 0,
        }
    }

    /// A column of numbers: on the right, keeping its width.
    pub fn number(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Right,
            shrink: Shrink::Keep,
            least: 0,
        }
    }
}

/// Where the head of a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Head {
    /// Above its rows.
    #[default]
    Here,
    /// Above an earlier part: a long table is written in parts, so that it is never held whole.
    Above,
}

/// Rows of cells under columns.
///
/// A row with fewer cells than there are columns is shown with empty ones; cells beyond the last
/// column are not shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What stands above the table, if anything.
    pub title: Option<Line>,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// Where their titles stand.
    pub head: Head,
    /// The rows, from top to bottom.
    pub rows: Vec<Vec<Line>>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            title: None,
            columns: columns.into_iter().collect(),
            head: Head::Here,
            rows: Vec::new(),
        }
    }

    /// This table under a title.
    #[must_use]
    pub fn titled(mut self, title: impl Into<Line>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// This table with one more row.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = Line>) -> Self {
        self.push(cells);
        self
    }

    /// Adds a row at the end.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Line>) {
        self.rows.push(cells.into_iter().collect());
    }
}

//! The room a block has on the terminal: how wide it may be, and whether it is coloured.

use super::paint::{Coloring, paint};
use crate::{render::line::Line, text::wrap};

/// Which characters figures are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Characters {
    /// Blocks and shades of Unicode.
    #[default]
    Unicode,
    /// ASCII alone.
    Ascii,
}

/// How a document is shown on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalStyle {
    /// Columns of the terminal; `None` where the output is piped, and then nothing is wrapped.
    pub width: Option<u16>,
    /// Whether roles become colours.
    pub coloring: Coloring,
    /// What figures are drawn with.
    pub characters: Characters,
}

/// Columns beyond which a line of prose is tiring to read.
const PROSE_COLUMNS: usize = 100;

/// Columns below which an indented or labelled text is no longer worth aligning.
pub(super) const READABLE_COLUMNS: usize = 16;

/// What is left of the terminal for one block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Canvas {
    /// Columns; `None` is without end.
    pub(super) columns: Option<usize>,
    /// Whether roles become colours.
    pub(super) coloring: Coloring,
    /// What figures are drawn with.
    pub(super) characters: Characters,
}

impl Canvas {
    /// The whole terminal.
    pub(super) fn new(style: TerminalStyle) -> Self {
        Self {
            columns: style.width.map(usize::from),
            coloring: style.coloring,
            characters: style.characters,
        }
    }

    /// What a line across is made of.
    pub(super) fn dash(self) -> char {
        match self.characters {
            Characters::Unicode => '─',
            Characters::Ascii => '-',
        }
    }

    /// What is left beside an indentation.
    pub(super) fn indented(self, columns: usize) -> Self {
        Self {
            columns: self.columns.map(|all| all.saturating_sub(columns)),
            ..self
        }
    }

    /// Columns for prose and rules; `None` is without end.
    pub(super) fn prose_columns(self) -> Option<usize> {
        self.columns.map(|columns| columns.clamp(1, PROSE_COLUMNS))
    }

    /// `line` wrapped as prose and painted: at least one line.
    pub(super) fn prose(self, line: &Line) -> Vec<String> {
        paint(&self.wrapped(&line.text()), line, self.coloring)
    }

    /// One line of text wrapped as prose: at least one line.
    pub(super) fn wrapped(self, text: &str) -> Vec<String> {
        let lines = match self.prose_columns() {
            Some(columns) => wrap(text, columns),
            None => vec![text.to_owned()],
        };
        if lines.is_empty() {
            vec![String::new()]
        } else {
            lines
        }
    }
}

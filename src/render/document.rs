//! The document that every view builds and the terminal, plain and Markdown writers show.

use super::{figure::Figure, line::Line, table::Table};

/// One part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A title.
    Heading {
        /// From 1, the title of the whole, to 6.
        level: u8,
        /// What it says.
        text: Line,
    },
    /// One sentence or a few, with roles.
    Paragraph(Line),
    /// Prose of the journal, several lines long, paragraphs separated by empty lines.
    Text(String),
    /// Text whose every space matters: output, diffs, commands.
    Code {
        /// What highlights it, such as `sh`; empty for nothing.
        language: String,
        /// The lines.
        text: String,
    },
    /// Points without an order.
    List(Vec<Item>),
    /// Labels, each with its value.
    Fields(Vec<(String, Line)>),
    /// Rows and columns.
    Table(Table),
    /// A drawing of numbers.
    Figure(Figure),
    /// An empty line, never more than one, between what stands before and what follows.
    Space,
    /// A line across.
    Rule,
}

/// A point of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What stands next to the bullet.
    pub line: Line,
    /// What stands below it, indented.
    pub blocks: Vec<Block>,
}

impl Item {
    /// A point with blocks below its line.
    pub fn new(line: impl Into<Line>, blocks: impl IntoIterator<Item = Block>) -> Self {
        Self {
            line: line.into(),
            blocks: blocks.into_iter().collect(),
        }
    }
}

impl<Text: Into<Line>> From<Text> for Item {
    fn from(line: Text) -> Self {
        Self::new(line, [])
    }
}

/// Blocks in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Document {
    /// An empty document, which every writer writes as nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// This document followed by `block`.
    #[must_use]
    pub fn with(mut self, block: Block) -> Self {
        self.push(block);
        self
    }

    /// This document followed by a title; `level` is held between 1 and 6 where a format has
    /// levels.
    #[must_use]
    pub fn heading(self, level: u8, text: impl Into<Line>) -> Self {
        self.with(Block::Heading {
            level,
            text: text.into(),
        })
    }

    /// This document followed by a sentence.
    #[must_use]
    pub fn paragraph(self, line: impl Into<Line>) -> Self {
        self.with(Block::Paragraph(line.into()))
    }

    /// This document followed by prose of the journal.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.with(Block::Text(text.into()))
    }

    /// This document followed by literal text; `language` may be empty.
    #[must_use]
    pub fn code(self, language: impl Into<String>, text: impl Into<String>) -> Self {
        self.with(Block::Code {
            language: language.into(),
            text: text.into(),
        })
    }

    /// This document followed by points.
    #[must_use]
    pub fn list(self, items: impl IntoIterator<Item = impl Into<Item>>) -> Self {
        self.with(Block::List(items.into_iter().map(Into::into).collect()))
    }

    /// This document followed by labels and values.
    #[must_use]
    pub fn fields(
        self,
        fields: impl IntoIterator<Item = (impl Into<String>, impl Into<Line>)>,
    ) -> Self {
        let fields = fields
            .into_iter()
            .map(|(label, value)| (label.into(), value.into()));
        self.with(Block::Fields(fields.collect()))
    }

    /// This document followed by a table.
    #[must_use]
    pub fn table(self, table: Table) -> Self {
        self.with(Block::Table(table))
    }

    /// This document followed by a drawing.
    #[must_use]
    pub fn figure(self, figure: Figure) -> Self {
        self.with(Block::Figure(figure))
    }

    /// This document followed by an empty line.
    #[must_use]
    pub fn space(self) -> Self {
        self.with(Block::Space)
    }

    /// This document followed by a line across.
    #[must_use]
    pub fn rule(self) -> Self {
        self.with(Block::Rule)
    }
}

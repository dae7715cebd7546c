//! The one place where text of a document is made safe to show. Writers of documents start here, so
//! that no block can be forgotten: afterwards a line holds no line break and no control character,
//! and a table is rectangular.

use super::{
    document::{Block, Document, Item},
    figure::{Bar, Figure, Grid, Point, Shape, Shares, Trend},
    line::{Line, Span},
    table::{Column, Table},
};
use crate::text::{display_width, visible_block, visible_line};

impl Document {
    /// This document with control characters made visible, in labels and titles too.
    pub(super) fn visible(&self) -> Self {
        Self {
            blocks: self.blocks.iter().map(block).collect(),
        }
    }
}

impl Table {
    /// Makes the columns at least as wide as the cells of a row, which another part of the table may hold.
    pub fn widen(&mut self, cells: &[Line]) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.least = column.least.max(display_width(&line(cell).text()));
        }
    }
}

fn block(shown: &Block) -> Block {
    match shown {
        Block::Heading { level, text } => Block::Heading {
            level: *level,
            text: line(text),
        },
        Block::Paragraph(text) => Block::Paragraph(line(text)),
        Block::Text(text) => Block::Text(lines(text)),
        Block::Code { language, text } => Block::Code {
            language: words(language),
            text: lines(text),
        },
        Block::List(items) => Block::List(items.iter().map(item).collect()),
        Block::Fields(fields) => Block::Fields(
            fields
                .iter()
                .map(|(label, value)| (words(label), line(value)))
                .collect(),
        ),
        Block::Table(shown) => Block::Table(table(shown)),
        Block::Figure(shown) => Block::Figure(figure(shown)),
        Block::Space => Block::Space,
        Block::Rule => Block::Rule,
    }
}

fn item(shown: &Item) -> Item {
    Item::new(line(&shown.line), shown.blocks.iter().map(block))
}

fn table(shown: &Table) -> Table {
    let width = shown.columns.len();
    let cells = |row: &Vec<Line>| {
        let mut cells: Vec<Line> = row.iter().take(width).map(line).collect();
        cells.resize(width, Line::new());
        cells
    };
    let column = |column: &Column| Column {
        title: words(&column.title),
        ..column.clone()
    };
    Table {
        title: shown.title.as_ref().map(line),
        columns: shown.columns.iter().map(column).collect(),
        head: shown.head,
        rows: shown.rows.iter().map(cells).collect(),
    }
}

fn figure(shown: &Figure) -> Figure {
    let shape = match &shown.shape {
        Shape::Bars(heads, bars) => Shape::Bars(*heads, bars.iter().map(bar).collect()),
        Shape::Quartiles(bars) => Shape::Quartiles(bars.each_ref().map(bar)),
        Shape::Points(points) => Shape::Points(points.iter().map(point).collect()),
        Shape::Grid(grid) => Shape::Grid(Grid {
            unit: words(&grid.unit),
            columns: each(&grid.columns),
            rows: labelled(&grid.rows),
            span: words(&grid.span),
            counted: words(&grid.counted),
        }),
        Shape::Trend(trend) => Shape::Trend(Trend {
            unit: words(&trend.unit),
            steps: labelled(&trend.steps),
        }),
        Shape::Shares(shares) => Shape::Shares(Shares {
            unit: words(&shares.unit),
            parts: each(&shares.parts),
            rows: labelled(&shares.rows),
        }),
    };
    Figure {
        title: words(&shown.title),
        observations: words(&shown.observations),
        reading: words(&shown.reading),
        shape,
    }
}

fn bar(shown: &Bar) -> Bar {
    Bar {
        label: words(&shown.label),
        value: shown.value,
        shown: words(&shown.shown),
    }
}

fn point(shown: &Point) -> Point {
    Point {
        label: words(&shown.label),
        cost: words(&shown.cost),
        ..*shown
    }
}

fn each(shown: &[String]) -> Vec<String> {
    shown.iter().map(|text| words(text)).collect()
}

fn labelled<Cells: Clone>(rows: &[(String, Cells)]) -> Vec<(String, Cells)> {
    let row = |(label, cells): &(String, Cells)| (words(label), cells.clone());
    rows.iter().map(row).collect()
}

fn line(shown: &Line) -> Line {
    shown
        .spans
        .iter()
        .map(|span| Span {
            text: words(&span.text),
            role: span.role,
        })
        .collect()
}

/// Text for one line: breaks and tabs separate words, so they become spaces; every other control
/// character is shown.
fn words(text: &str) -> String {
    let spaced = text.replace("\r\n", " ").replace(['\n', '\t'], " ");
    visible_line(&spaced).into_owned()
}

/// Text of several lines, which end in a line feed only.
fn lines(text: &str) -> String {
    visible_block(&text.replace("\r\n", "\n")).into_owned()
}

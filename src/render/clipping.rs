//! A document in which no text is longer than a page bears. What was cut ends in an ellipsis.

use super::{Block, Document, Figure, Item, Line, Shape, Table};

impl Document {
    /// This document with every run of text cut to so many characters.
    #[must_use]
    pub fn clipped(mut self, characters: usize) -> Self {
        self.blocks
            .iter_mut()
            .for_each(|block| clip_block(block, characters));
        self
    }
}

fn clip_block(block: &mut Block, characters: usize) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => clip_line(text, characters),
        Block::Text(text) | Block::Code { text, .. } => clip(text, characters),
        Block::List(items) => items
            .iter_mut()
            .for_each(|item| clip_item(item, characters)),
        Block::Fields(fields) => fields.iter_mut().for_each(|(label, value)| {
            clip(label, characters);
            clip_line(value, characters);
        }),
        Block::Table(table) => clip_table(table, characters),
        Block::Figure(figure) => clip_figure(figure, characters),
        Block::Space | Block::Rule => {}
    }
}

fn clip_item(item: &mut Item, characters: usize) {
    clip_line(&mut item.line, characters);
    let below = item.blocks.iter_mut();
    below.for_each(|block| clip_block(block, characters));
}

fn clip_table(table: &mut Table, characters: usize) {
    let cells = table.rows.iter_mut().flatten();
    let lines = table.title.iter_mut().chain(cells);
    lines.for_each(|line| clip_line(line, characters));
}

fn clip_figure(figure: &mut Figure, characters: usize) {
    clip(&mut figure.reading, characters);
    let clip = |label: &mut String| clip(label, characters);
    match &mut figure.shape {
        Shape::Bars(bars) => bars.iter_mut().for_each(|bar| clip(&mut bar.label)),
        Shape::Quartiles(bars) => bars.iter_mut().for_each(|bar| clip(&mut bar.label)),
        Shape::Points(points) => points.iter_mut().for_each(|point| clip(&mut point.label)),
        Shape::Grid(grid) => grid.rows.iter_mut().for_each(|(label, _)| clip(label)),
        Shape::Shares(shares) => shares.rows.iter_mut().for_each(|(label, _)| clip(label)),
    }
}

fn clip_line(line: &mut Line, characters: usize) {
    for span in &mut line.spans {
        clip(&mut span.text, characters);
    }
}

fn clip(text: &mut String, characters: usize) {
    let end = text.char_indices().nth(characters);
    if let Some((end, _)) = end {
        text.truncate(end);
        text.push('…');
    }
}

//! Every text of a document, wherever it stands, to be changed in place.

use super::{Block, Document, Figure, Item, Line, Shape, Table};

/// What changes a text.
type Each<'e> = &'e mut dyn FnMut(&mut String);

impl Document {
    /// Hands every text to `each`: those of the journal, and those that folio adds.
    pub(super) fn each_text(&mut self, each: Each<'_>) {
        for shown in &mut self.blocks {
            block(shown, each);
        }
    }
}

fn block(shown: &mut Block, each: Each<'_>) {
    match shown {
        Block::Heading { text, .. } | Block::Paragraph(text) => line(text, each),
        Block::Text(text) | Block::Code { text, .. } => each(text),
        Block::List(items) => items.iter_mut().for_each(|shown| item(shown, each)),
        Block::Fields(fields) => fields.iter_mut().for_each(|(label, value)| {
            each(label);
            line(value, each);
        }),
        Block::Table(shown) => table(shown, each),
        Block::Figure(shown) => figure(shown, each),
        Block::Space | Block::Rule => {}
    }
}

fn item(shown: &mut Item, each: Each<'_>) {
    line(&mut shown.line, each);
    shown.blocks.iter_mut().for_each(|below| block(below, each));
}

fn table(shown: &mut Table, each: Each<'_>) {
    let titles = shown.columns.iter_mut().map(|column| &mut column.title);
    titles.for_each(&mut *each);
    let cells = shown.rows.iter_mut().flatten();
    let lines = shown.title.iter_mut().chain(cells);
    lines.for_each(|shown| line(shown, each));
}

fn figure(shown: &mut Figure, each: Each<'_>) {
    let Figure {
        title,
        observations,
        reading,
        shape,
    } = shown;
    [title, observations, reading]
        .into_iter()
        .for_each(&mut *each);
    match shape {
        Shape::Bars(_, bars) => bars.iter_mut().for_each(|bar| each(&mut bar.label)),
        Shape::Quartiles(bars) => bars.iter_mut().for_each(|bar| each(&mut bar.label)),
        Shape::Points(points) => points.iter_mut().for_each(|point| each(&mut point.label)),
        Shape::Trend(trend) => trend.steps.iter_mut().for_each(|(label, _)| each(label)),
        Shape::Grid(grid) => {
            each(&mut grid.unit);
            grid.columns.iter_mut().for_each(&mut *each);
            grid.rows.iter_mut().for_each(|(label, _)| each(label));
            each(&mut grid.span);
        }
        Shape::Shares(shares) => {
            each(&mut shares.unit);
            shares.parts.iter_mut().for_each(&mut *each);
            shares.rows.iter_mut().for_each(|(label, _)| each(label));
        }
    }
}

fn line(shown: &mut Line, each: Each<'_>) {
    shown.spans.iter_mut().for_each(|span| each(&mut span.text));
}

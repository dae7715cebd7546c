//! Blocks as elements. What is text of a document is escaped by the template, everywhere.

use maud::{Markup, html};

use super::figures;
use super::words::{command, words};
use crate::render::document::{Block, Item};
use crate::render::line::{Line, Role, Span};
use crate::render::table::{Align, Column, Shrink, Table};
use crate::text::display_width;

/// A column with text of more columns of a terminal than that is given room for sentences.
const SHORT: usize = 40;

/// A table of more columns of a terminal may be too wide for a phone.
const PHONE: usize = 38;

/// Widths in letters (rem) below which rows are stacked, and the class that says so, for tables of which each column needs
/// its room. One that has no room on a sheet is stacked there, and scrolls where a screen is wide.
const WIDTHS: [(usize, &str); 5] = [
    (28, "scroll stacked"),
    (36, "scroll stacked below-36"),
    (44, "scroll stacked below-44"),
    (50, "scroll stacked below-50"),
    (usize::MAX, "scroll stacked below-53"),
];

/// Longer words are broken anywhere, as `words` says.
const LONG: usize = 16;

/// Columns of a terminal between those of a table.
const BETWEEN: usize = 2;

/// The blocks of a section in order, figures that follow each other side by side. `named` is what a table without a title is called.
pub(super) fn blocks(blocks: &[Block], named: &Line) -> Markup {
    let mut rest = blocks;
    let mut written = Vec::new();
    while let Some((first, below)) = rest.split_first() {
        let Block::Figure(_) = first else {
            written.push(block(first, named));
            rest = below;
            continue;
        };
        let goes_on = |block: &Block| matches!(block, Block::Figure(_) | Block::Space);
        let end = rest.iter().position(|block| !goes_on(block));
        let (figures, next) = rest.split_at(end.unwrap_or(rest.len()));
        let figures = figures.iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        });
        written.push(figures::columns(&figures.collect::<Vec<_>>()));
        rest = next;
    }
    html! { @for each in written { (each) } }
}

fn block(block: &Block, named: &Line) -> Markup {
    match block {
        Block::Space => html! {},
        // Those above the third level open a section, which the page has written already.
        Block::Heading { text, .. } => html! { h3 { (line(text)) } },
        Block::Paragraph(text) => html! { p { (line(text)) } },
        Block::Text(text) => prose(text),
        Block::Code { text, .. } => html! { pre { code { (text) } } },
        Block::List(items) => html! { ul { @for each in items { (item(each, named)) } } },
        Block::Fields(fields) => html! {
            dl { @for (label, value) in fields { div { dt { (label) } dd { (line(value)) } } } }
        },
        Block::Table(shown) => table(shown, named),
        Block::Figure(shown) => figures::columns(&[shown]),
        Block::Rule => html! { hr; },
    }
}

fn item(item: &Item, named: &Line) -> Markup {
    html! { li { (line(&item.line)) (blocks(&item.blocks, named)) } }
}

/// Paragraphs, and the lines within them.
fn prose(text: &str) -> Markup {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.trim().lines() {
        match (line.trim(), paragraphs.last_mut()) {
            ("", _) | (_, None) => paragraphs.push(Vec::new()),
            (line, Some(paragraph)) => paragraph.push(line),
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    html! {
        @for lines in paragraphs {
            p dir="auto" {
                @for (index, line) in lines.iter().enumerate() {
                    @if index > 0 { br; }
                    (line)
                }
            }
        }
    }
}

/// The runs of a line, each in the element of its role.
pub(super) fn line(line: &Line) -> Markup {
    html! { @for each in &line.spans { (span(each)) } }
}

fn span(span: &Span) -> Markup {
    let text = words(&span.text);
    match span.role {
        Role::Plain => html! { (text) },
        Role::Strong => html! { strong { (text) } },
        Role::Dim => html! { span.dim { (text) } },
        Role::Identifier => html! { code.identifier { (text) } },
        Role::Tag => html! { span.tag { (text) } },
        Role::Match => html! { mark { (text) } },
        Role::Good => html! { span.good { (text) } },
        Role::Bad => html! { span.bad { (text) } },
        Role::Warning => html! { span.warning { (text) } },
        Role::Code => html! { code { (command(&span.text)) } },
    }
}

/// A table of the document. Where there is too little room for it, its rows become blocks of cells with the names of
/// their columns; for that each element keeps its role by name, which it would lose there.
fn table(table: &Table, named: &Line) -> Markup {
    let [least, natural] = widths(table);
    let least = letters(least);
    let class = WIDTHS.iter().find(|(letters, _)| least <= *letters);
    let form = match class {
        Some((_, class)) if natural > PHONE => Form::Stacked(class),
        _ => Form::Scrolled,
    };
    boxed(table, named, form)
}

/// The numbers behind a figure: a table that stays a grid however narrow the page is.
pub(super) fn numbers(table: &Table, named: &Line) -> Markup {
    boxed(table, named, Form::Scrolled)
}

/// What becomes of a table on a narrow page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Its rows are stacked where there is less room than these classes say.
    Stacked(&'static str),
    /// It scrolls in its box.
    Scrolled,
}

impl Form {
    /// A role to name.
    fn role(self, role: &'static str) -> Option<&'static str> {
        (self != Self::Scrolled).then_some(role)
    }

    fn classes(self) -> &'static str {
        match self {
            Self::Stacked(classes) => classes,
            Self::Scrolled => "scroll",
        }
    }
}

/// A table in a box of its own, which scrolls where the page is too narrow and can be reached by keys for that.
fn boxed(table: &Table, named: &Line, form: Form) -> Markup {
    let caption = table.title.as_ref();
    let name = caption.unwrap_or(named);
    let titled = table.columns.iter().any(|column| !column.title.is_empty());
    html! {
        div class=(form.classes()) tabindex="0" role="group" aria-label=(name.text()) {
            table role=[form.role("table")] {
                caption.unseen[caption.is_none()] { (line(name)) }
                @if titled {
                    thead role=[form.role("rowgroup")] {
                        tr role=[form.role("row")] {
                            @for column in &table.columns { (column_head(column, form)) }
                        }
                    }
                }
                (body(table, form))
            }
        }
    }
}

fn body(table: &Table, form: Form) -> Markup {
    let heads = row_head(&table.columns);
    let classes: Vec<&str> = (table.columns.iter().enumerate())
        .map(|(index, column)| class(column, table.rows.iter().filter_map(|row| row.get(index))))
        .collect();
    let label = |column: &Column| {
        let is_named = form != Form::Scrolled && !column.title.is_empty();
        is_named.then(|| column.title.clone())
    };
    html! {
        tbody role=[form.role("rowgroup")] {
            @for row in &table.rows {
                tr role=[form.role("row")] {
                    @for (index, (cell, (class, column))) in row.iter().zip(classes.iter().zip(&table.columns)).enumerate() {
                        @if heads == Some(index) {
                            th class=(class) scope="row" role=[form.role("rowheader")] { (line(cell)) }
                        } @else {
                            td class=(class) role=[form.role("cell")] data-label=[label(column)] { (line(cell)) }
                        }
                    }
                }
            }
        }
    }
}

fn column_head(column: &Column, form: Form) -> Markup {
    let number = column.align == Align::Right;
    html! {
        @if column.title.is_empty() { td role=[form.role("cell")] {} }
        @else { th.number[number] scope="col" role=[form.role("columnheader")] { (column.title) } }
    }
}

/// Columns of a terminal that the table takes where its sentences are broken, and where nothing is, with the space between
/// its columns.
fn widths(table: &Table) -> [usize; 2] {
    let width = |(index, column): (usize, &Column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(index));
        let texts: Vec<String> = cells.map(Line::text).collect();
        let words = texts.iter().flat_map(|text| text.split(' '));
        let widest = |width: Option<usize>| width.unwrap_or(0).max(display_width(&column.title));
        let natural = widest(texts.iter().map(|text| display_width(text)).max());
        let least = match column.shrink {
            Shrink::Keep => natural,
            Shrink::Shrink => widest(words.map(|word| display_width(word).min(LONG)).max()),
        };
        [least + BETWEEN, natural + BETWEEN]
    };
    let widths = table.columns.iter().enumerate().map(width);
    widths.fold([0, 0], |[least, natural], [more, most]| {
        [least + more, natural + most]
    })
}

/// Columns of a terminal as letters (rem) of a page in a wide font.
fn letters(columns: usize) -> usize {
    (columns * 9).div_ceil(16)
}

/// How the cells of a column stand.
fn class<'a>(column: &Column, mut cells: impl Iterator<Item = &'a Line>) -> &'static str {
    match (column.align, column.shrink) {
        (Align::Right, _) => "number",
        (Align::Left, Shrink::Keep) => "kept",
        (Align::Left, Shrink::Shrink) => {
            if cells.any(|cell| display_width(&cell.text()) > SHORT) {
                "sentence prose"
            } else {
                "sentence"
            }
        }
    }
}

/// Which column names the row: the first where it holds text, else the first that holds sentences.
fn row_head(columns: &[Column]) -> Option<usize> {
    match columns.first()?.align {
        Align::Left => Some(0),
        Align::Right => columns
            .iter()
            .position(|column| column.shrink == Shrink::Shrink),
    }
}

//! Blocks as Markdown. Blocks are separated by one empty line, so `Space` adds nothing here.

use std::iter;

use super::{
    escape::{self, Place},
    inline::{inline, longest_run},
};
use crate::render::{
    document::{Block, Document, Item},
    figure::Figure,
    line::Line,
    table::{Align, Column, Head, Table},
};

/// The document as Markdown: empty, or ending with one line feed.
///
/// Text of the journal is never markup, link or HTML. White space at the ends of a line is not
/// kept, except in code.
pub fn write(document: &Document) -> String {
    let lines = block_lines(&document.visible().blocks);
    lines.into_iter().map(|line| line + "\n").collect()
}

fn block_lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut bullet = '-';
    for block in blocks {
        let written = match block {
            Block::Heading { level, text } => heading_lines(*level, text),
            Block::Paragraph(line) => paragraph_lines(line),
            Block::Text(text) => text_lines(text),
            Block::Code { language, text } => code_lines(language, text),
            Block::List(items) => items
                .iter()
                .flat_map(|item| item_lines(bullet, item))
                .collect(),
            Block::Fields(fields) => fields
                .iter()
                .map(|field| field_line(bullet, field))
                .collect(),
            Block::Table(table) => table_lines(table),
            Block::Figure(figure) => figure_lines(figure),
            Block::Space => Vec::new(),
            Block::Rule => vec!["***".to_owned()],
        };
        if written.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(written);
        bullet = next_bullet(block, bullet);
    }
    lines
}

/// The bullet for a list that follows `block`: another one after a list, since the two would be
/// read as one.
fn next_bullet(block: &Block, bullet: char) -> char {
    match (block, bullet) {
        (Block::List(_) | Block::Fields(_), '-') => '*',
        _ => '-',
    }
}

fn heading_lines(level: u8, text: &Line) -> Vec<String> {
    let text = inline(text, Place::Flow);
    let marks = "#".repeat(usize::from(level.clamp(1, 6)));
    nonempty(&text)
        .map(|text| format!("{marks} {}", escape::heading_end(text)))
        .collect()
}

fn paragraph_lines(line: &Line) -> Vec<String> {
    let text = inline(line, Place::Flow);
    nonempty(&text)
        .map(|text| escape::line_start(text).into_owned())
        .collect()
}

fn nonempty(text: &str) -> impl Iterator<Item = &str> {
    iter::once(text).filter(|text| !text.is_empty())
}

/// The lines of prose, paragraphs separated by one empty line.
fn text_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim().lines() {
        let escaped = escape::inline(line.trim(), Place::Flow);
        let escaped = escape::line_start(&escaped).into_owned();
        let repeats_empty = escaped.is_empty() && lines.last().is_some_and(String::is_empty);
        if !repeats_empty {
            lines.push(escaped);
        }
    }
    lines
}

fn code_lines(language: &str, text: &str) -> Vec<String> {
    let fence = "`".repeat((longest_run(text, '`') + 1).max(3));
    let is_name = |each: &char| each.is_ascii_alphanumeric() || "+-._#".contains(*each);
    let opening: String = fence
        .chars()
        .chain(language.chars().filter(is_name))
        .collect();
    let lines = text.lines().map(str::to_owned);
    iter::once(opening)
        .chain(lines)
        .chain(iter::once(fence.clone()))
        .collect()
}

fn item_lines(bullet: char, item: &Item) -> Vec<String> {
    let mut lines = paragraph_lines(&item.line);
    let below = block_lines(&item.blocks);
    let stands_close = matches!(item.blocks.first(), Some(Block::List(_) | Block::Fields(_)));
    if !lines.is_empty() && !below.is_empty() && !stands_close {
        lines.push(String::new());
    }
    lines.extend(below);
    if lines.is_empty() {
        lines.push(String::new());
    }
    let indented = lines
        .iter()
        .enumerate()
        .map(|(index, line)| match (index, line.as_str()) {
            (0, "") => bullet.to_string(),
            (0, line) => format!("{bullet} {line}"),
            (_, "") => String::new(),
            (_, line) => format!("  {line}"),
        });
    indented.collect()
}

fn field_line(bullet: char, (label, value): &(String, Line)) -> String {
    let mut line = Line::new().strong(format!("{}:", label.trim())).plain(" ");
    line.spans.extend(value.spans.iter().cloned());
    format!("{bullet} {}", inline(&line, Place::Flow))
}

fn table_lines(table: &Table) -> Vec<String> {
    if table.columns.is_empty() {
        return Vec::new();
    }
    let mut lines: Vec<String> = table
        .title
        .iter()
        .flat_map(|title| paragraph_lines(&title.emphasised()))
        .collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let head = table
        .columns
        .iter()
        .map(|column| escape::inline(column.title.trim(), Place::Cell));
    let below = table
        .columns
        .iter()
        .map(|column| delimiter(column).to_owned());
    if table.head == Head::Here {
        lines.push(row_line(head));
        lines.push(row_line(below));
    }
    lines.extend(
        table
            .rows
            .iter()
            .map(|row| row_line(row.iter().map(|cell| inline(cell, Place::Cell)))),
    );
    lines
}

/// The title, the numbers and how to read them.
fn figure_lines(figure: &Figure) -> Vec<String> {
    let title = Line::new()
        .strong(figure.title.as_str())
        .dim(format!(" ({})", figure.observations));
    let mut lines = table_lines(&figure.table().titled(title));
    lines.push(String::new());
    lines.extend(paragraph_lines(&Line::from(figure.reading.as_str())));
    lines
}

fn delimiter(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "---",
        Align::Right => "---:",
    }
}

fn row_line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

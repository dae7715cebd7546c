//! `--format plain`: text for `cut`, `grep` and `awk`. No decoration, no wrapping, no header above
//! rows.
//!
//! A row of a table is its cells separated by tabs, a field is its label, a tab and its value; line
//! breaks and tabs within them have become spaces. Rules and titles of tables are decoration, and
//! left out.

use super::document::{Block, Document, Item};
use super::line::Line;

/// The document as plain lines: empty, or ending with one line feed.
pub fn write(document: &Document) -> String {
    let mut lines = block_lines(&document.visible().blocks);
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn block_lines(blocks: &[Block]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => lines.push(text.text()),
            Block::Text(text) | Block::Code { text, .. } => {
                lines.extend(text.lines().map(str::to_owned));
            }
            Block::List(items) => lines.extend(items.iter().flat_map(item_lines)),
            Block::Fields(fields) => {
                lines.extend(
                    fields
                        .iter()
                        .map(|(label, value)| format!("{label}\t{}", value.text())),
                );
            }
            Block::Figure(figure) => {
                lines.push(figure.title.clone());
                lines.extend(figure.table().rows.iter().map(|row| row_line(row)));
            }
            Block::Table(table) => lines.extend(table.rows.iter().map(|row| row_line(row))),
            Block::Space if lines.last().is_some_and(|line| !line.is_empty()) => {
                lines.push(String::new());
            }
            Block::Space | Block::Rule => {}
        }
    }
    lines
}

fn item_lines(item: &Item) -> Vec<String> {
    let below = block_lines(&item.blocks)
        .into_iter()
        .map(|line| format!("  {line}"));
    std::iter::once(format!("- {}", item.line.text()))
        .chain(below)
        .collect()
}

fn row_line(cells: &[Line]) -> String {
    cells.iter().map(Line::text).collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::render::{Block, Column, Document, Item, Line, Table};

    #[test]
    fn rows_are_cells_between_tabs_without_a_head() {
        let table = Table::new([
            Column::keep("ID"),
            Column::shrink("Tried"),
            Column::keep("Tag"),
        ])
        .titled("Entries")
        .row([
            Line::new().identifier("k7fq"),
            Line::from("two\r\nlines\tand a tab"),
        ])
        .row([Line::new(), Line::new(), Line::new()]);
        let shown = write(&Document::new().table(table));
        assert_eq!(shown, "k7fq\ttwo lines and a tab\t\n\t\t\n");
    }

    #[test]
    fn other_blocks_are_plain_lines() {
        let document = Document::new()
            .space()
            .heading(1, "Lesson")
            .rule()
            .fields([("tried", "this")])
            .space()
            .list([Item::new("point", [Block::Text("below\nit".to_owned())])])
            .code("sh", "ls\n")
            .space();
        assert_eq!(
            write(&document),
            "Lesson\ntried\tthis\n\n- point\n  below\n  it\nls\n"
        );
    }

    #[test]
    fn text_of_the_journal_cannot_drive_the_terminal() {
        let shown = write(&Document::new().paragraph("a\u{1b}[2J").text("b\u{9b}2J"));
        assert!(
            shown.chars().all(|each| each == '\n' || !each.is_control()),
            "{shown:?}"
        );
    }

    #[test]
    fn an_empty_document_is_written_as_nothing() {
        assert_eq!(write(&Document::new()), "");
    }
}

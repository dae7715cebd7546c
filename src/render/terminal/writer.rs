//! Blocks as lines on a terminal.

use super::{
    ascii,
    canvas::{Canvas, READABLE_COLUMNS, TerminalStyle},
    figures, grid,
    paint::paint,
};
use crate::{
    render::{
        document::{Block, Document, Item},
        line::{Line, Role},
    },
    text::display_width,
};

/// Columns of a rule where no width is known.
const RULE_COLUMNS: usize = 40;

const INDENTATION: &str = "  ";
const BULLET: &str = "- ";

/// The document as lines without trailing white space: empty, or ending with one line feed.
pub fn write(document: &Document, style: &TerminalStyle) -> String {
    let shown = ascii::in_characters(document.visible(), style.characters);
    let mut lines = block_lines(&shown.blocks, Canvas::new(*style));
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn block_lines(blocks: &[Block], canvas: Canvas) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } => lines.extend(canvas.prose(&text.emphasised())),
            Block::Paragraph(line) => lines.extend(canvas.prose(line)),
            Block::Text(text) => lines.extend(text.lines().flat_map(|line| canvas.wrapped(line))),
            Block::Code { text, .. } => lines.extend(code_lines(text, canvas)),
            Block::List(items) => {
                lines.extend(items.iter().flat_map(|item| item_lines(item, canvas)));
            }
            Block::Fields(fields) => lines.extend(field_lines(fields, canvas)),
            Block::Figure(figure) => lines.extend(figures::lines(figure, canvas)),
            Block::Table(table) => lines.extend(grid::lines(table, canvas)),
            Block::Space if lines.last().is_some_and(|line| !line.trim().is_empty()) => {
                lines.push(String::new());
            }
            Block::Space => {}
            Block::Rule => {
                let columns = canvas.prose_columns().unwrap_or(RULE_COLUMNS);
                lines.push(canvas.dash().to_string().repeat(columns));
            }
        }
    }
    lines
}

/// Literal text is never wrapped: a command must survive being copied.
fn code_lines(text: &str, canvas: Canvas) -> Vec<String> {
    let painted = text.lines().flat_map(|line| {
        paint(
            &[format!("{INDENTATION}{line}")],
            &Line::new().code(line),
            canvas.coloring,
        )
    });
    painted.collect()
}

fn item_lines(item: &Item, canvas: Canvas) -> Vec<String> {
    let inner = canvas.indented(BULLET.len());
    let mut lines = inner.prose(&item.line);
    lines.extend(block_lines(&item.blocks, inner));
    hang(BULLET, BULLET.len(), lines)
}

/// Labels and values side by side, or one below the other where the terminal is too narrow for
/// that.
pub(super) fn field_lines(fields: &[(String, Line)], canvas: Canvas) -> Vec<String> {
    let widest = fields
        .iter()
        .map(|(label, _)| display_width(label))
        .max()
        .unwrap_or(0);
    let beside = canvas.indented(widest + INDENTATION.len());
    let fits = beside
        .columns
        .is_none_or(|columns| columns >= READABLE_COLUMNS);
    let field = |(label, value): &(String, Line)| {
        let name = Line::new().with(Role::Dim, label.as_str());
        if fits {
            let padding = " ".repeat(widest.saturating_sub(display_width(label)));
            let name = paint(
                &[format!("{label}{padding}{INDENTATION}")],
                &name,
                canvas.coloring,
            );
            hang(
                &name.concat(),
                widest + INDENTATION.len(),
                beside.prose(value),
            )
        } else {
            let mut lines = canvas.prose(&name);
            let below = canvas.indented(INDENTATION.len()).prose(value);
            lines.extend(below.into_iter().map(|line| format!("{INDENTATION}{line}")));
            lines
        }
    };
    fields.iter().flat_map(field).collect()
}

/// `lines` with `prefix`, which takes `columns` columns, before the first, and the others indented
/// as far.
fn hang(prefix: &str, columns: usize, lines: Vec<String>) -> Vec<String> {
    let indentation = " ".repeat(columns);
    let hung = lines.into_iter().enumerate().map(|(index, line)| {
        let before = if index == 0 { prefix } else { &indentation };
        format!("{before}{line}")
    });
    hung.collect()
}

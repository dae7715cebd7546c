//! `undo` and the steps that it takes back.

use super::presentation::Presentation;
use crate::ops::undo::{Direction, StepShown};
use crate::render::{Column, Document, Line, Table};
use crate::text;

/// After an undo or a redo.
pub fn undone(step: &StepShown, direction: Direction, presentation: &Presentation<'_>) -> Document {
    let verb = match direction {
        Direction::Undo => "undone: ",
        Direction::Redo => "done again: ",
    };
    let entries = text::counted(step.entries, "entry", "entries");
    let line = Line::new().plain(verb).strong(&step.command);
    let line = line.plain(format!(" of {} ({entries})", presentation.moment(step.at)));
    Document::new().paragraph(line).list(examples(step))
}

/// A few of the entries, and how many more there are.
fn examples(step: &StepShown) -> Vec<String> {
    let mut examples = step.examples.clone();
    let more = step.entries.saturating_sub(examples.len() as u64);
    if more > 0 {
        examples.push(format!("and {} more", text::grouped(more)));
    }
    examples
}

/// The steps, newest first.
pub fn steps(steps: &[StepShown], presentation: &Presentation<'_>) -> Document {
    let columns = [
        Column::keep("when"),
        Column::keep("command"),
        Column::number("entries"),
        Column::keep("undone"),
        Column::shrink("what"),
    ];
    let mut table = Table::new(columns);
    for step in steps {
        table.push([
            presentation.moment(step.at).into(),
            step.command.as_str().into(),
            text::grouped(step.entries).into(),
            if step.undone { "yes" } else { "" }.into(),
            examples(step).join("; ").into(),
        ]);
    }
    Document::new().table(table)
}

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
    let line = Line::new().plain(verb).strong(&step.command);
    let line = line.plain(format!(
        " of {} ({})",
        presentation.moment(step.at),
        changed(step)
    ));
    Document::new().paragraph(line).list(examples(step))
}

/// A number, or nothing for none.
fn some(number: u64) -> String {
    match number {
        0 => String::new(),
        number => text::grouped(number),
    }
}

/// How much of what a step changed.
fn changed(step: &StepShown) -> String {
    let counts = [
        (step.entries, "entry", "entries"),
        (step.explorations, "exploration", "explorations"),
    ];
    let counted = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| text::counted(count, one, many));
    counted.collect::<Vec<_>>().join(", ")
}

/// A few of what it changed, and how many more there are.
fn examples(step: &StepShown) -> Vec<String> {
    let mut examples = step.examples.clone();
    let more = (step.entries + step.explorations).saturating_sub(examples.len() as u64);
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
            some(step.entries).into(),
            if step.undone { "yes" } else { "" }.into(),
            examples(step).join("; ").into(),
        ]);
    }
    Document::new().table(table)
}

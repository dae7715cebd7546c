//! What a shell shows above its prompt: one dim line that fits the terminal.

use super::names::DISPUTED;
use crate::ops::Shown;
use crate::ops::struggle::{Asking, Struggle};
use crate::render::{Document, Line};
use crate::text::{self, counted, display_width, truncate, visible_line};

/// So many columns a command is given at least.
const COMMAND_COLUMNS: usize = 12;

/// A lesson that came back: its principle, or what was tried where it has none yet.
pub fn hook_lesson(lesson: &Shown, columns: usize) -> Document {
    let entry = &lesson.entry;
    let taught = entry.principle.as_ref().unwrap_or(&entry.tried);
    let dispute = if entry.is_disputed() { DISPUTED } else { "" };
    let before = format!("folio {}: ", lesson.short);
    let left = columns.saturating_sub(display_width(&before) + display_width(dispute));
    let taught = visible_line(taught.as_str());
    one_line(
        &format!("{before}{}{dispute}", truncate(&taught, left)),
        columns,
    )
}

/// That a command keeps failing, and what to do about it. A long command is cut to what the terminal has left.
pub fn struggle(struggle: &Struggle, asking: Asking, columns: usize) -> Document {
    let minutes = counted(struggle.minutes, "minute", "minutes");
    let failures = counted(struggle.failures as u64, "failure", "failures");
    let before = format!("folio: {minutes}, {failures} of `");
    let after = match asking {
        Asking::Brief => "`. Time to ask: `folio brief`",
        Asking::Log => "`. Time to ask: `folio log --last`",
    };
    let left = columns.saturating_sub(display_width(&before) + display_width(after));
    let command = visible_line(&struggle.command);
    let command = truncate(&command, left.max(COMMAND_COLUMNS));
    one_line(&format!("{before}{command}{after}"), columns)
}

fn one_line(text: &str, columns: usize) -> Document {
    let shown = text::visible_line(text);
    Document::new().paragraph(Line::new().dim(truncate(&shown, columns)))
}

//! For people: text laid out for a width and coloured by role.
//!
//! Everything is first laid out as plain text (`text::wrap`, `comfy_table`) and then painted, so
//! that escape sequences never take part in measuring. `writer` turns blocks into lines, `grid`
//! tables, `figures` drawings, `paint` roles into colours, `canvas` holds the room there is.

mod ascii;
mod canvas;
mod figures;
mod grid;
mod paint;
#[cfg(test)]
mod tests;
mod writer;

pub use canvas::{Characters, TerminalStyle};
pub use paint::Coloring;
pub use writer::write;

//! What a person or a program sees: a small document of blocks, and one writer for each format.
//!
//! | module | what lives there |
//! | --- | --- |
//! | `views` | what is said of a result, and in which words |
//! | `document`, `line`, `table` | the document: blocks, runs of text that have a role, rows and columns |
//! | `clipping` | a document in which no text is too long for a page |
//! | `figure` | what is drawn, and the numbers behind it |
//! | `texts` | every text of a document, to be changed in place |
//! | `visible` | the one place where text of the journal is made safe to show |
//! | `terminal` | for people: wrapped to a width, coloured by role |
//! | `plain` | for `cut` and `awk`: no decoration, tab-separated rows |
//! | `markdown` | for documents that are handed over |
//! | `html` | for browsers and paper |
//! | `tabular`, `json` | for programs: data as it is, nothing made visible or wrapped |
//! | `template` | what a person's own template makes of the JSON |
//!
//! `terminal`, `plain`, `markdown` and `html` write a [`Document`]; `tabular` and `json` write values.

mod clipping;
mod document;
mod figure;
pub mod html;
pub mod json;
mod line;
pub mod markdown;
pub mod plain;
mod table;
pub mod tabular;
pub mod template;
pub mod terminal;
mod texts;
pub mod views;
mod visible;

pub use document::{Block, Document, Item};
pub use figure::{Bar, Figure, Grid, Heads, Point, Shape, Shares, Trend};
pub use line::{Line, Role, Span};
pub use table::{Align, Column, Head, Shrink, Table};

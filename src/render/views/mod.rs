//! From results to documents: a file for each command, and one for each part of a report (`account` puts them together).
//! A view decides what is said and in which words; how it looks is the writers' business.

mod account;
mod answered;
mod audience;
mod backup;
mod brief;
mod calibration;
mod changes;
mod comparison;
mod config;
mod csv;
mod doctor;
mod entry;
mod exploration;
mod explored;
mod figures;
mod growth;
mod history;
mod hook;
mod import;
mod list;
mod names;
mod overview;
mod page;
mod portfolio;
mod practice;
mod presentation;
mod recall;
mod report;
mod reports;
mod rest;
mod review;
mod sprint;
mod summary;
mod told;
mod undo;

pub use account::{Layout, Medium, account};
pub use answered::answered;
pub use backup::{backup, backups, lost, restored};
pub use brief::{Listing, brief, brief_notes};
pub use changes::{
    edited, logged, merged, near_misses, removed, replaced, retagged, would_be_replaced,
};
pub use comparison::comparison;
pub use config::{Origins, config};
pub use csv::{CSV_COLUMNS, CsvReader, csv_cells};
pub use doctor::{doctor, rebuilt, salvaged};
pub use entry::{sentence, show};
pub use exploration::{
    converged, converging_notes, dropped, explorations, named, opened, short, status, tried,
};
pub use history::history;
pub use hook::{hook_lesson, struggle};
pub use import::{bad_lines, import, import_remarks, more_bad_lines};
pub use list::{Highlighter, list, list_head, list_row, matches};
pub use names::{principles, signals, tags};
pub use overview::overview;
pub use practice::{practice, practice_answer, practice_noted, practice_question};
pub use presentation::Presentation;
pub use recall::{noted, recall, recall_after_failure};
pub use reports::{Known, reports};
pub use rest::SameChoice;
pub use review::{lesson_in_context, reviewed, taken};
pub use told::Told;
pub use undo::{steps, undone};

//! `backup`: what was copied, what there is, and what was put back.

use std::path::Path;

use super::presentation::Presentation;
use crate::ops::backup::{Backup, Copies, KeptCopy, Lost, Restoration};
use crate::render::{Column, Document, Line, Role, Table};
use crate::text::{counted, grouped, size};

/// A backup that was made.
pub fn backup(backup: &Backup) -> Document {
    let entries = backup.entries.map(entries);
    let what = entries.unwrap_or_else(|| "the journal".to_owned());
    let line = Line::new()
        .plain(format!("backed up {what}"))
        .dim(format!("  ({}, read again and whole)", size(backup.bytes)));
    Document::new()
        .paragraph(line)
        .code("", shown(&backup.path))
}

/// The copies in the folder of the journal.
pub fn backups(copies: &Copies, presentation: &Presentation<'_>) -> Document {
    let folder = shown(&copies.folder);
    if copies.copies.is_empty() {
        let none = format!("no backups in {folder} yet; `folio backup` makes one");
        return Document::new().paragraph(Line::new().dim(none));
    }
    let columns = [
        Column::keep("made"),
        Column::keep("for"),
        Column::number("entries"),
        Column::number("size"),
        Column::shrink("file"),
    ];
    let mut table = Table::new(columns);
    for copy in &copies.copies {
        table.push([
            presentation.moment(copy.at).into(),
            reason(copy).into(),
            match copy.entries {
                Some(entries) => grouped(entries).into(),
                None => Line::new().with(Role::Warning, "unreadable"),
            },
            size(copy.bytes).into(),
            copy.path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default()
                .into(),
        ]);
    }
    Document::new()
        .table(table)
        .paragraph(Line::new().dim(format!("in {folder}")))
}

/// A backup that was put back.
pub fn restored(restored: &Restoration) -> Document {
    let what = restored
        .entries
        .map_or_else(|| counted(restored.records, "record", "records"), entries);
    let document = Document::new().paragraph(format!("restored {what}"));
    match &restored.kept {
        Some(kept) => document
            .paragraph("the journal as it was is kept:")
            .code("", shown(kept)),
        None => document,
    }
}

/// What the journal has that a backup lacks, in words that follow `the journal has`.
pub fn lost(lost: &Lost) -> String {
    let changes = counted(lost.records, "change", "changes");
    match lost.entries {
        None => format!("{changes} that the backup lacks"),
        Some(0) => format!("{changes} that the backup lacks, and no new entry"),
        Some(missing) => {
            let new = counted(missing, "new entry", "new entries");
            format!("{changes} that the backup lacks, with {new}")
        }
    }
}

fn entries(number: u64) -> String {
    counted(number, "entry", "entries")
}

fn reason(copy: &KeptCopy) -> String {
    match copy.before {
        Some(occasion) => format!("before {occasion}"),
        None => "you".to_owned(),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

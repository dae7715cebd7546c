//! `import`: what came of it.

use crate::ops::import::Imported;
use crate::render::{Column, Document, Line, Role, Table};
use crate::text;

/// What was added, found already there and left out.
pub fn import(imported: &Imported) -> Document {
    let verb = if imported.dry_run {
        "would add"
    } else {
        "added"
    };
    let added = text::counted(imported.added, "entry", "entries");
    let mut line = Line::new().plain(format!("{verb} {added}"));
    if imported.present > 0 {
        line = line.plain(format!(
            ", {} there already",
            text::grouped(imported.present)
        ));
    }
    if imported.removed > 0 {
        let removed = text::grouped(imported.removed);
        line = line.plain(format!(", {removed} removed earlier and left so"));
    }
    if imported.bad_count > 0 {
        let bad = text::counted(imported.bad_count, "line", "lines");
        line = line.plain(format!(", {bad} left out"));
    }
    Document::new().paragraph(line)
}

/// What there is to say of it beside that: removed entries, fields that were not read, lines that were left out.
pub fn import_remarks(imported: &Imported) -> Document {
    let mut document = Document::new();
    if imported.removed > 0 {
        let hint =
            "`folio undo` takes a removal back; `folio undo --list` shows the steps before it";
        document = document.paragraph(Line::new().dim(hint));
    }
    if !imported.unmet_mappings.is_empty() {
        let fields: Vec<&str> = imported.unmet_mappings.iter().map(String::as_str).collect();
        let remark = format!("mapped fields that no line has: {}", fields.join(", "));
        document = document.paragraph(Line::new().with(Role::Warning, remark));
    }
    if let Some(fields) = imported.unread() {
        document = document.paragraph(Line::new().dim(format!(
            "fields not read: {fields}  (`--map theirs=ours` takes them in)"
        )));
    }
    if imported.bad_count > 0 {
        document.blocks.extend(bad_lines(imported).blocks);
    }
    document
}

/// The first of the lines that hold no entry, with the reasons, and how many more there are.
pub fn bad_lines(imported: &Imported) -> Document {
    let mut table = Table::new([Column::number("line"), Column::shrink("reason")]);
    for bad in &imported.bad {
        table.push([
            Line::from(text::grouped(bad.line)),
            Line::from(bad.reason.as_str()),
        ]);
    }
    let document = Document::new().table(table);
    match more_bad_lines(imported) {
        Some(more) => document.paragraph(Line::new().dim(more)),
        None => document,
    }
}

/// Says how many more lines hold no entry, where not all are named.
pub fn more_bad_lines(imported: &Imported) -> Option<String> {
    let more = imported.more_bad();
    (more > 0).then(|| format!("and {}", text::counted(more, "more line", "more lines")))
}

//! What a command that changed something says afterwards.

use crate::ops::Shown;
use crate::ops::edit::Edited;
use crate::ops::log::{Logged, Met, NearMiss};
use crate::ops::principles::Merged;
use crate::ops::tags::Retagged;
use crate::render::{Document, Line};
use crate::text;

/// After `log`.
pub fn logged(logged: &Logged) -> Document {
    let line = Line::new().plain("logged ").identifier(&logged.entry.short);
    let line = match logged.entry.entry.principle {
        Some(_) => line,
        None => line.dim(format!(
            "  (a draft: `folio distill {}` adds the principle)",
            logged.entry.short
        )),
    };
    notes(
        Document::new().paragraph(line),
        logged.met,
        &logged.near_misses,
        &logged.entry,
    )
}

/// After `edit` and `distill`.
pub fn edited(edited: &Edited) -> Document {
    let line = Line::new().plain(if edited.changed.is_empty() {
        "nothing changed in "
    } else {
        "changed "
    });
    let mut line = line.identifier(&edited.entry.short);
    if !edited.changed.is_empty() {
        line = line.dim(format!("  ({})", edited.changed.join(", ")));
    }
    notes(
        Document::new().paragraph(line),
        edited.met,
        &edited.near_misses,
        &edited.entry,
    )
}

fn notes(
    mut document: Document,
    met: Option<Met>,
    near_misses: &[NearMiss],
    entry: &Shown,
) -> Document {
    if let Some(met) = met {
        let times = text::counted(met.times, "time", "times");
        let cost = match met.spent_minutes {
            0 => String::new(),
            minutes => format!(", and has cost {} so far", text::minutes(minutes)),
        };
        document = document.paragraph(format!("This principle was met {times} before{cost}."));
    }
    for miss in near_misses {
        let known = text::counted(miss.entries, "entry", "entries");
        document = document.paragraph(
            Line::new()
                .plain("hint: the tag ")
                .tag(miss.given.as_str())
                .plain(" is new; did you mean ")
                .tag(&miss.known)
                .plain(format!(" ({known})? ")),
        );
        document = document.code(
            "console",
            format!(
                "folio edit {} --remove-tag {} --add-tag {}",
                entry.short, miss.given, miss.known
            ),
        );
    }
    document
}

/// After `rm`.
pub fn removed(entries: &[Shown]) -> Document {
    let removed = text::counted(entries.len() as u64, "entry", "entries");
    Document::new().paragraph(
        Line::new()
            .plain(format!("removed {removed}"))
            .dim("  (`folio undo` brings it back)"),
    )
}

/// After `tags --rename` and `tags --merge`.
pub fn retagged(retagged: &Retagged) -> Document {
    let entries = text::counted(retagged.entries, "entry", "entries");
    let line = Line::new()
        .plain("changed ")
        .plain(entries)
        .plain(": ")
        .tag(retagged.from.join(", "));
    Document::new().paragraph(line.plain(" → ").tag(&retagged.to))
}

/// After `principles --merge`.
pub fn merged(merged: &Merged) -> Document {
    let entries = text::counted(merged.entries, "entry", "entries");
    Document::new().paragraph(
        Line::new()
            .plain(format!("changed {entries}; they carry "))
            .strong(&merged.into),
    )
}

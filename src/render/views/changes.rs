//! What a command that changed something says afterwards.

use crate::model::ExplorationState;
use crate::ops::edit::Edited;
use crate::ops::log::{Logged, Met, NearMiss};
use crate::ops::principles::Merged;
use crate::ops::tags::Retagged;
use crate::ops::{Replaced, Shown};
use crate::redaction::Found;
use crate::render::{Document, Line, Role};
use crate::text;

/// After `log`: the identifier, and earlier meetings with the principle.
pub fn logged(logged: &Logged) -> Document {
    let line = Line::new().plain("logged ").identifier(&logged.entry.short);
    let line = match &logged.entry.entry.exploration {
        Some(name) => line.plain(" on ").identifier(name.as_str()),
        None => line,
    };
    let line = match logged.entry.entry.principle {
        Some(_) => line,
        None => line.dim(format!(
            "  (a draft: `folio distill {}` adds the principle)",
            logged.entry.short
        )),
    };
    let document = with_joined(Document::new().paragraph(line), logged);
    met(document, logged.met)
}

/// What the entry did to its exploration, as far as that is not plain.
fn with_joined(document: Document, logged: &Logged) -> Document {
    let Some(name) = &logged.entry.entry.exploration else {
        return document;
    };
    let Some(joined) = &logged.joined else {
        return document.paragraph(format!("No exploration is called {name} yet."));
    };
    let document = match &joined.ended {
        Some(title) => document.paragraph(
            Line::new()
                .plain("It ends the approach ")
                .strong(title)
                .plain("."),
        ),
        None => document,
    };
    match joined.state {
        ExplorationState::Open => document,
        closed => document.paragraph(format!("The exploration was {closed} before; it stays so.")),
    }
}

/// After `edit` and `distill`: the identifier, what changed, and earlier meetings with a new principle.
pub fn edited(edited: &Edited) -> Document {
    if edited.changed.is_empty() {
        return Document::new().paragraph(
            Line::new()
                .plain("nothing changed in ")
                .identifier(&edited.entry.short),
        );
    }
    let line = Line::new()
        .plain("changed ")
        .identifier(&edited.entry.short)
        .dim(format!("  ({})", edited.changed.join(", ")));
    met(Document::new().paragraph(line), edited.met)
}

fn met(document: Document, met: Option<Met>) -> Document {
    let Some(met) = met else { return document };
    let times = text::counted(met.times, "time", "times");
    let cost = match met.spent_minutes {
        0 => String::new(),
        minutes => format!(", and has cost {} so far", text::minutes(minutes)),
    };
    document.paragraph(format!("This principle was met {times} before{cost}."))
}

/// Hints at new tags that look like a slip of the finger, with the command that mends it.
pub fn near_misses(misses: &[NearMiss], entry: &Shown) -> Document {
    misses.iter().fold(Document::new(), |document, miss| {
        let known = text::counted(miss.entries, "entry", "entries");
        let line = Line::new()
            .with(Role::Good, "hint: ")
            .plain("the tag ")
            .tag(miss.given.as_str())
            .plain(" is new; did you mean ")
            .tag(&miss.known)
            .plain(format!(" ({known})?"));
        let mend = format!(
            "folio edit {} --remove-tag {} --add-tag {}",
            entry.short, miss.given, miss.known
        );
        document.paragraph(line).code("console", mend)
    })
}

/// Which secrets were replaced, and in which fields; nothing where there were none.
pub fn replaced(replaced: &Replaced) -> Document {
    secrets(replaced, "secret was", "secrets were")
}

/// The same, where nothing was kept.
pub fn would_be_replaced(replaced: &Replaced) -> Document {
    secrets(replaced, "secret would be", "secrets would be")
}

fn secrets(replaced: &Replaced, one: &str, several: &str) -> Document {
    let total = replaced.total();
    if total == 0 {
        return Document::new();
    }
    let places: Vec<String> = replaced
        .fields
        .iter()
        .map(|(field, found)| format!("{} in {field}", kinds(found)))
        .collect();
    let secrets = text::counted(total as u64, one, several);
    let note = format!("{secrets} replaced: {}", places.join(", "));
    Document::new().paragraph(Line::new().with(Role::Warning, "note: ").plain(note))
}

fn kinds(found: &Found) -> String {
    let kinds = found.kinds().map(|(kind, count)| match count {
        1 => kind.to_owned(),
        count => format!("{kind} ({})", text::grouped(count as u64)),
    });
    kinds.collect::<Vec<_>>().join(", ")
}

/// After `rm`.
pub fn removed(entries: &[Shown]) -> Document {
    let removed = text::counted(entries.len() as u64, "entry", "entries");
    let them = if entries.len() == 1 { "it" } else { "them" };
    Document::new().paragraph(
        Line::new()
            .plain(format!("removed {removed}"))
            .dim(format!("  (`folio undo` brings {them} back)")),
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
    let entries = text::counted(merged.entries, "entry; it carries", "entries; they carry");
    Document::new().paragraph(
        Line::new()
            .plain(format!("changed {entries} "))
            .strong(&merged.into),
    )
}

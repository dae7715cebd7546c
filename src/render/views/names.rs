//! `tags`, `principles` and `signals`.

use super::presentation::{self, Presentation};
use crate::ops::principles::PrincipleUse;
use crate::ops::signals::SignalUse;
use crate::ops::tags::TagUse;
use crate::render::{Column, Document, Line, Role, Table};
use crate::text;

/// Tags with their use.
pub fn tags(uses: &[TagUse], presentation: &Presentation<'_>) -> Document {
    let columns = [
        Column::shrink("tag"),
        Column::number("entries"),
        Column::keep("last seen"),
        Column::number("spent"),
    ];
    let mut table = Table::new(columns);
    for usage in uses {
        table.push([
            Line::new().tag(&usage.tag),
            text::grouped(usage.entries).into(),
            presentation.date(usage.last_seen).into(),
            presentation::spent(usage.spent_minutes).into(),
        ]);
    }
    Document::new().table(table)
}

/// Principles with their use.
pub fn principles(uses: &[PrincipleUse], presentation: &Presentation<'_>) -> Document {
    let columns = [
        Column::number("entries"),
        Column::keep("last seen"),
        Column::number("spent"),
        Column::shrink("principle"),
    ];
    let mut table = Table::new(columns);
    for usage in uses {
        table.push([
            text::grouped(usage.entries).into(),
            presentation.date(usage.last_seen).into(),
            presentation::spent(usage.spent_minutes).into(),
            disputable(&usage.principle, usage.disputed, usage.entries),
        ]);
    }
    Document::new().table(table)
}

/// Signals with their use.
pub fn signals(uses: &[SignalUse], presentation: &Presentation<'_>) -> Document {
    let columns = [
        Column::number("entries"),
        Column::keep("last seen"),
        Column::number("spent"),
        Column::shrink("signal"),
        Column::shrink("next"),
    ];
    let mut table = Table::new(columns);
    for usage in uses {
        table.push([
            text::grouped(usage.entries).into(),
            presentation.date(usage.last_seen).into(),
            presentation::spent(usage.spent_minutes).into(),
            disputable(&usage.signal, usage.disputed, usage.entries),
            usage.next.as_deref().unwrap_or_default().into(),
        ]);
    }
    Document::new().table(table)
}

/// A principle or a signal, marked where reviews dispute it.
pub(super) fn disputable(written: &str, disputed: u64, entries: u64) -> Line {
    Line::from(written).with(Role::Warning, dispute(disputed, entries))
}

/// The mark of what reviews dispute for all the entries that carry it, or for some; nothing where none does.
pub(super) fn dispute(disputed: u64, entries: u64) -> String {
    match disputed {
        0 => String::new(),
        _ if disputed >= entries => DISPUTED.to_owned(),
        _ => {
            let (disputed, entries) = (text::grouped(disputed), text::grouped(entries));
            format!(" (disputed in {disputed} of {entries})")
        }
    }
}

/// The mark of a principle that its latest review disputes, to stand behind it.
pub(super) const DISPUTED: &str = " (disputed)";

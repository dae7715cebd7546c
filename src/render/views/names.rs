//! `tags`, `principles` and `signals`.

use super::presentation::{self, Presentation};
use crate::ops::principles::PrincipleUse;
use crate::ops::signals::SignalUse;
use crate::ops::tags::TagUse;
use crate::render::{Column, Document, Line, Table};
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
            usage.principle.as_str().into(),
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
            usage.signal.as_str().into(),
            usage.next.as_deref().unwrap_or_default().into(),
        ]);
    }
    Document::new().table(table)
}

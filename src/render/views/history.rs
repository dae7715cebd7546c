//! `history`: the changes of one entry.

use serde_json::Value;

use super::presentation::Presentation;
use crate::ops::history::{ChangeShown, Event, FieldShown, History};
use crate::render::{Document, Line, Role};

/// Who changed what, and when: old and new.
pub fn history(history: &History, presentation: &Presentation<'_>) -> Document {
    let mut document = Document::new();
    for (index, change) in history.changes.iter().enumerate() {
        if index > 0 {
            document = document.space();
        }
        document = document
            .paragraph(head(change, presentation))
            .fields(change.fields.iter().map(field));
    }
    document
}

fn head(change: &ChangeShown, presentation: &Presentation<'_>) -> Line {
    let event = match change.event {
        Event::Created => "created",
        Event::Restored => "brought back",
        Event::Changed => "changed",
        Event::Removed => "removed",
        Event::Unknown => "changed by a newer folio, in a way that this one does not know",
    };
    Line::new()
        .dim(presentation.moment(change.at))
        .plain("  ")
        .strong(event)
        .plain(format!(" by {}", change.author))
        .dim(format!("  ({})", change.command))
}

fn field(field: &FieldShown) -> (String, Line) {
    let mut line = Line::new();
    let old = written(&field.old);
    let new = written(&field.new);
    if !old.is_empty() {
        line = line.with(Role::Bad, format!("- {old}"));
    }
    if !old.is_empty() && !new.is_empty() {
        line = line.plain("  ");
    }
    if !new.is_empty() {
        line = line.with(Role::Good, format!("+ {new}"));
    }
    (field.field.clone(), line)
}

/// A value as people write it: text bare, a list with semicolons, an object with the names of its parts, nothing for
/// nothing.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join("; "),
        Value::Object(parts) => {
            let parts = parts.iter().map(|(name, part)| (name, written(part)));
            let parts = parts.filter(|(_, part)| !part.is_empty());
            let parts = parts.map(|(name, part)| format!("{name} {part}"));
            parts.collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn evidence_is_shown_by_its_parts_without_those_that_are_absent() {
        let evidence = json!({"command": null, "exit_code": 101, "branch": "main"});
        assert_eq!(written(&evidence), "exit_code 101; branch main");
        assert_eq!(written(&json!(["a", "b"])), "a; b");
        assert_eq!(written(&Value::Null), "");
    }
}

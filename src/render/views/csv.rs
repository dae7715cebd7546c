//! Entries as comma-separated values.

use serde_json::Value;

use crate::ops::Shown;
use crate::text::visible_block;

/// The columns, in the names that `import` reads.
pub const CSV_COLUMNS: &[&str] = &[
    "id",
    "short",
    "tried",
    "because",
    "principle",
    "signals",
    "next",
    "rules_out",
    "outcome",
    "stage",
    "tags",
    "project",
    "exploration",
    "assist",
    "spent_minutes",
    "author",
    "happened_at",
    "created_at",
    "evidence.command",
    "evidence.exit_code",
    "evidence.directory",
    "evidence.commit",
    "evidence.branch",
    "evidence.output",
    "reviews",
    "feedback",
    "elsewhere",
    "practice",
];

/// An entry as the cells of [`CSV_COLUMNS`]: tags separated by spaces, signals and other places by line breaks.
/// Reviews, feedback, practice, and a list with a member that would be read as several, are JSON.
pub fn csv_cells(shown: &Shown, reader: CsvReader) -> Vec<String> {
    let object = shown.entry.to_exported(&shown.short);
    let cell = |column: &&str| match column.split_once('.') {
        Some((outer, inner)) => object.get(outer).and_then(|evidence| evidence.get(inner)),
        None => object.get(*column),
    };
    CSV_COLUMNS
        .iter()
        .map(|column| written(column, cell(column).unwrap_or(&Value::Null)))
        .map(|cell| match reader {
            CsvReader::Program => cell,
            CsvReader::Terminal => visible_block(&cell).into_owned(),
        })
        .collect()
}

/// Who reads the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvReader {
    /// A program, from a file or a pipe: it gets every character as it is.
    Program,
    /// A person at a terminal, which no entry may drive.
    Terminal,
}

fn written(column: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => String::new(),
        Value::Array(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            let is_plain = |text: &&str| !text.contains(['\n', ';']) && !text.starts_with('[');
            match texts.filter(|texts| texts.iter().all(is_plain)) {
                Some(texts) => texts.join(if column == "tags" { " " } else { "\n" }),
                None => value.to_string(),
            }
        }
        other => other.to_string(),
    }
}

//! `list` and `search`: entries as rows.

use std::ops::Range;

use super::names::DISPUTED;
use super::presentation::{self, Presentation};
use crate::config::Column as Field;
use crate::model::Text;
use crate::ops::{Found, Shown};
use crate::render::{Column, Document, Line, Role, Table};
use crate::text::{Analyzer, Query, truncate};

/// So many columns of a text stand in a row.
const ROW_COLUMNS: usize = 1_000;

/// Marks what a query hit.
pub struct Highlighter {
    query: Query,
    analyzer: Analyzer,
}

impl Highlighter {
    /// A highlighter for what the user searched for; none where it is no query.
    pub fn of(text: &str) -> Option<Self> {
        let mut analyzer = Analyzer::new();
        let query = Query::parse(text, &mut analyzer).ok()?;
        Some(Self { query, analyzer })
    }

    /// The text with its hits marked.
    pub(super) fn line(&mut self, text: &str) -> Line {
        let spans = self.query.spans(text, &mut self.analyzer);
        marked(text, &spans)
    }

    /// Whether anything in the text is hit.
    fn hits(&mut self, text: &str) -> bool {
        !self.query.spans(text, &mut self.analyzer).is_empty()
    }
}

/// A text with some parts of it, given in bytes, marked as found.
pub(super) fn marked(text: &str, spans: &[Range<usize>]) -> Line {
    let mut line = Line::new();
    let mut end = 0;
    for span in spans {
        line = line.plain(text.get(end..span.start).unwrap_or_default());
        line = line.with(Role::Match, text.get(span.clone()).unwrap_or_default());
        end = span.end;
    }
    line.plain(text.get(end..).unwrap_or_default())
}

/// Entries as a table with the given columns.
pub fn list(found: &Found, columns: &[Field], presentation: &Presentation<'_>) -> Document {
    Document::new().table(table(&found.entries, columns, presentation))
}

/// The table of no entries.
pub fn list_head(columns: &[Field]) -> Table {
    Table::new(columns.iter().map(|column| heading(*column)))
}

/// The table of entries.
pub(super) fn table(
    entries: &[Shown],
    columns: &[Field],
    presentation: &Presentation<'_>,
) -> Table {
    let mut table = list_head(columns);
    for shown in entries {
        table.push(list_row(shown, columns, presentation));
    }
    table
}

/// One entry as the cells of a table with the given columns.
pub fn list_row(shown: &Shown, columns: &[Field], presentation: &Presentation<'_>) -> Vec<Line> {
    let marked = marked_column(columns);
    columns
        .iter()
        .map(|column| {
            let mut cell = cell(shown, *column, presentation);
            if marked == Some(*column) && shown.entry.is_disputed() {
                cell = cell.with(Role::Warning, DISPUTED);
            }
            cell
        })
        .collect()
}

/// The column that says of a lesson that it is disputed: the one that comes nearest to the principle.
fn marked_column(columns: &[Field]) -> Option<Field> {
    let nearest = [Field::Principle, Field::Stage, Field::Tried, Field::Id];
    nearest.into_iter().find(|column| columns.contains(column))
}

fn heading(column: Field) -> Column {
    let title = crate::config::Named::name(column);
    match column {
        Field::Id | Field::Date | Field::Outcome | Field::Stage | Field::Assist => {
            Column::keep(title)
        }
        Field::Spent => Column::number(title),
        _ => Column::shrink(title),
    }
}

fn cell(shown: &Shown, column: Field, presentation: &Presentation<'_>) -> Line {
    let entry = &shown.entry;
    let text = |text: &Option<Text>| Line::from(text.as_ref().map_or("", Text::as_str));
    match column {
        Field::Id => Line::new().identifier(&shown.short),
        Field::Date => presentation.date(entry.happened_at).into(),
        Field::Outcome => presentation::outcome(entry.outcome),
        Field::Stage => presentation::stage(entry.stage()),
        Field::Tags => presentation::tags(&entry.tags),
        Field::Project => text(&entry.project),
        Field::Tried => first_line(entry.tried.as_str()).into(),
        Field::Because => first_line(entry.because.as_str()).into(),
        Field::Principle => entry
            .principle
            .as_ref()
            .map_or(String::new(), |text| first_line(text.as_str()))
            .into(),
        Field::Spent => {
            presentation::spent(entry.spent.map_or(0, |spent| u64::from(spent.minutes()))).into()
        }
        Field::Assist => entry.assist.map_or("", |assist| assist.as_str()).into(),
        Field::Author => entry.author.as_str().into(),
        Field::Exploration => text(&entry.exploration),
    }
}

/// A row holds the beginning of a text, one line at most; the whole is shown by `show`.
fn first_line(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = truncate(first.trim_end(), ROW_COLUMNS);
    if rest.is_empty() || first.ends_with('…') {
        first.into_owned()
    } else {
        format!("{first} …")
    }
}

/// Search results: each entry with the parts of it that were hit.
pub fn matches(
    found: &Found,
    highlighter: &mut Highlighter,
    presentation: &Presentation<'_>,
) -> Document {
    let mut document = Document::new();
    for (index, shown) in found.entries.iter().enumerate() {
        if index > 0 {
            document = document.space();
        }
        let entry = &shown.entry;
        let mut head = Line::new()
            .identifier(&shown.short)
            .plain("  ")
            .dim(presentation.date(entry.happened_at))
            .plain("  ");
        head.spans
            .extend(presentation::outcome(entry.outcome).spans);
        if !entry.tags.is_empty() {
            head = head.plain("  ");
            head.spans
                .extend(highlighter.line(&joined_tags(shown)).spans);
        }
        if entry.is_disputed() {
            head = head.with(Role::Warning, DISPUTED);
        }
        document = document
            .paragraph(head)
            .fields(hit_fields(shown, highlighter));
    }
    document
}

fn joined_tags(shown: &Shown) -> String {
    shown
        .entry
        .tags
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// What was tried, and every other part that was hit, cut to the neighbourhood of its first hit.
fn hit_fields(shown: &Shown, highlighter: &mut Highlighter) -> Vec<(String, Line)> {
    let entry = &shown.entry;
    let mut fields = vec![(
        "tried".to_owned(),
        highlighter.line(&first_line(entry.tried.as_str())),
    )];
    let mut parts: Vec<(&str, String)> = vec![
        ("tried", rest_of_lines(entry.tried.as_str())),
        ("because", entry.because.to_string()),
    ];
    parts.extend(
        entry
            .principle
            .iter()
            .map(|text| ("principle", text.to_string())),
    );
    parts.extend(
        entry
            .signals
            .iter()
            .map(|text| ("signal", text.to_string())),
    );
    parts.extend(entry.next.iter().map(|text| ("next", text.to_string())));
    parts.extend(
        entry
            .rules_out
            .iter()
            .map(|text| ("rules out", text.to_string())),
    );
    parts.extend(
        entry
            .project
            .iter()
            .map(|text| ("project", text.to_string())),
    );
    parts.extend(
        entry
            .exploration
            .iter()
            .map(|text| ("exploration", text.to_string())),
    );
    if let Some(evidence) = &entry.evidence {
        let evidence = [
            &evidence.command,
            &evidence.directory,
            &evidence.commit,
            &evidence.branch,
            &evidence.output,
        ];
        parts.extend(
            evidence
                .into_iter()
                .flatten()
                .map(|text| ("evidence", text.clone())),
        );
    }
    for place in &entry.elsewhere {
        parts.push(("elsewhere", place.to_string()));
    }
    for review in &entry.reviews {
        let texts = [&review.principle, &review.note]
            .into_iter()
            .flatten()
            .chain([&review.by])
            .chain(&review.elsewhere);
        parts.extend(texts.map(|text| ("review", text.to_string())));
    }
    for (label, text) in parts {
        if highlighter.hits(&text) {
            fields.push((label.to_owned(), excerpt(&text, highlighter)));
        }
    }
    fields
}

fn rest_of_lines(text: &str) -> String {
    text.split_once('\n')
        .map_or(String::new(), |(_, rest)| rest.to_owned())
}

/// How many characters are shown before the first hit, and from there on.
const BEFORE: usize = 60;
const AFTER: usize = 180;

fn excerpt(text: &str, highlighter: &mut Highlighter) -> Line {
    let hit = highlighter
        .query
        .spans(text, &mut highlighter.analyzer)
        .first()
        .map_or(0, |span| span.start);
    let (ahead, behind) = text.split_at_checked(hit).unwrap_or((text, ""));
    let start = ahead
        .char_indices()
        .rev()
        .nth(BEFORE)
        .map_or(0, |(index, _)| index);
    let start = if start == 0 {
        0
    } else {
        next_word(text, start, hit)
    };
    let end = behind
        .char_indices()
        .nth(AFTER)
        .map_or(text.len(), |(index, _)| hit + index);
    let shown = text.get(start..end).unwrap_or(text);
    let mut line = Line::new().plain(if start > 0 { "…" } else { "" });
    line.spans.extend(highlighter.line(shown).spans);
    line.plain(if end < text.len() { "…" } else { "" })
}

/// Where the first word behind `start` begins; `start` itself where there is none before `limit`.
fn next_word(text: &str, start: usize, limit: usize) -> usize {
    let between = text.get(start..limit).unwrap_or_default();
    between
        .find(char::is_whitespace)
        .map_or(start, |space| start + space + 1)
        .min(limit)
}

//! `import`: entries from a file, all of them or none, or those that are good.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;
use serde_json::{Map, Value};

mod mapping;
mod source;

pub use mapping::{Mapping, MappingError, unread};
pub use source::{Format, Numbered, SourceError, has_too_many_parts, objects, other_encoding};

use super::{OperationError, Replaced, Session, redacting, watching};
use crate::model::time::Calendar;
use crate::model::{Entry, EntryDraft, EntryId, Text};
use crate::redaction::Redactor;
use crate::store::{Fate, StoreError, Writer};

/// So many entries are written at a time. Memory holds no more than these, whatever the size of the file.
const BATCH: usize = 2_000;

/// So many lines that hold no entry are kept with their reasons: a file of another kind has nothing but such lines.
const KEPT: usize = 20;

/// The fields without which there is no entry.
const REQUIRED: [&str; 2] = ["tried", "because"];

/// What to do with what cannot be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// One bad line, and nothing is imported.
    AllOrNothing,
    /// Bad lines are left out and named.
    SkipBad,
}

/// Whether the import is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// Keep it.
    Keep,
    /// Do everything, then take it back: only say what would happen.
    DryRun,
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// How many entries were read.
    pub read: u64,
    /// How many of them are new in the journal.
    pub added: u64,
    /// How many were there already, and were left as they are.
    pub present: u64,
    /// How many had been removed from the journal, and stay removed. What an undo took is not among them: it is new again.
    pub removed: u64,
    /// Fields that are mapped and that no line has.
    pub unmet_mappings: BTreeSet<String>,
    /// The first lines that hold no entry, at most 20.
    pub bad: Vec<BadLine>,
    /// How many lines hold no entry.
    pub bad_count: u64,
    /// The first fields that nothing reads, at most 20, by name.
    pub unread_fields: BTreeSet<String>,
    /// Whether there are more of them.
    pub more_unread_fields: bool,
    /// Secrets that were replaced in the new entries.
    pub replaced: Replaced,
    /// Whether nothing was kept, because only a dry run was asked for.
    pub dry_run: bool,
}

/// Fields in a sentence; none where there are none.
fn named(fields: &BTreeSet<String>, are_more: bool) -> Option<String> {
    let mut names: Vec<&str> = fields.iter().map(String::as_str).collect();
    names.extend(are_more.then_some("and others"));
    (!names.is_empty()).then(|| names.join(", "))
}

impl Imported {
    /// The fields that nothing reads, in a sentence; none where there are none.
    pub fn unread(&self) -> Option<String> {
        named(&self.unread_fields, self.more_unread_fields)
    }

    /// How many lines hold no entry beside those that are kept.
    pub fn more_bad(&self) -> u64 {
        self.bad_count - self.bad.len() as u64
    }
}

/// A line that holds no entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadLine {
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
    /// What to do about it.
    pub hint: String,
}

/// Why an import was not kept.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The journal could not be written.
    #[error(transparent)]
    Operation(#[from] OperationError),
    /// No line has a field that every entry has.
    #[error("no line of the file has `{field}`; nothing was imported")]
    Lacking {
        /// The field.
        field: &'static str,
        /// The first fields that nothing reads, as [`Imported`] has them.
        unread_fields: BTreeSet<String>,
        /// Whether there are more of them.
        more_unread_fields: bool,
    },
    /// Some lines hold no entry.
    #[error("{} of the file cannot be imported; nothing was", crate::text::counted(.0.bad_count, "line", "lines"))]
    Bad(Box<Imported>),
}

impl ImportError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Operation(_) => None,
            Self::Lacking {
                field,
                unread_fields,
                more_unread_fields,
            } => {
                let map = format!("`--map THEIRS={field}` says which field it is");
                Some(match named(unread_fields, *more_unread_fields) {
                    None => map,
                    Some(names) => format!("{map}; not read were: {names}"),
                })
            }
            Self::Bad(_) => {
                Some("mend those lines, or add `--skip-bad` to import the others".to_owned())
            }
        }
    }
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Operation(error.into())
    }
}

/// How the transaction ends when it is not kept.
enum Ending {
    Failed(ImportError),
    TakenBack(Box<Imported>),
}

impl From<StoreError> for Ending {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Imports what `source` gives, as one step.
///
/// # Errors
/// When the journal cannot be written, when no line has a field that every entry has, or, with
/// [`Mode::AllOrNothing`], when a line holds no entry.
pub fn import(
    session: &mut Session<'_>,
    source: impl Iterator<Item = Result<Numbered, SourceError>>,
    mapping: &Mapping,
    mode: Mode,
    intent: Intent,
) -> Result<Imported, ImportError> {
    let calendar = session.calendar;
    let author = session.identity.author.clone();
    let redactor = session.redactor.clone();
    let ending = session.write("import", |writer| {
        let mut batch = Batch {
            writer,
            author,
            redactor,
            calendar,
            entries: Vec::new(),
            ids: HashSet::new(),
            without: REQUIRED.map(|field| (field, 0)),
            result: Imported {
                unmet_mappings: mapping.sources().map(str::to_owned).collect(),
                ..Imported::default()
            },
        };
        for item in source {
            batch.take(item, mapping)?;
        }
        batch.flush()?;
        if let Some(field) = batch.lacking() {
            return Err(Ending::Failed(ImportError::Lacking {
                field,
                unread_fields: batch.result.unread_fields,
                more_unread_fields: batch.result.more_unread_fields,
            }));
        }
        let mut result = batch.result;
        if mode == Mode::AllOrNothing && result.bad_count > 0 {
            return Err(Ending::Failed(ImportError::Bad(Box::new(result))));
        }
        if intent == Intent::DryRun {
            result.dry_run = true;
            return Err(Ending::TakenBack(Box::new(result)));
        }
        Ok(result)
    });
    match ending {
        Ok(result) => Ok(result),
        Err(Ending::TakenBack(result)) => Ok(*result),
        Err(Ending::Failed(error)) => Err(error),
    }
}

/// Entries that were read and not yet written.
struct Batch<'a, 'w> {
    writer: &'a mut Writer<'w>,
    author: Text,
    redactor: Redactor,
    calendar: Calendar<'a>,
    entries: Vec<Entry>,
    ids: HashSet<EntryId>,
    /// In how many lines each required field was missing.
    without: [(&'static str, u64); REQUIRED.len()],
    result: Imported,
}

impl Batch<'_, '_> {
    fn take(
        &mut self,
        item: Result<Numbered, SourceError>,
        mapping: &Mapping,
    ) -> Result<(), StoreError> {
        self.result.read += 1;
        let numbered = match item {
            Ok(numbered) => numbered,
            Err(error) => {
                self.note_bad(BadLine {
                    line: error.line,
                    reason: error.problem.to_string(),
                    hint: error.hint(),
                });
                return Ok(());
            }
        };
        self.result
            .unmet_mappings
            .retain(|field| !numbered.object.contains_key(field));
        let object = mapping.apply(numbered.object);
        self.note_fields(&object);
        let draft = EntryDraft::read(&object, &self.calendar);
        let entry = draft
            .and_then(|draft| {
                draft.check_lists()?;
                watching::check_signals(&draft.signals)?;
                draft.complete(&self.author, self.calendar.now())
            })
            .and_then(|entry| redacting::redact(&self.redactor, entry));
        match entry {
            Ok((entry, replaced)) => self.add(entry, &replaced),
            Err(error) => {
                self.note_bad(BadLine {
                    line: numbered.line,
                    reason: error.to_string(),
                    hint: error.hint,
                });
                Ok(())
            }
        }
    }

    fn note_bad(&mut self, bad: BadLine) {
        self.result.bad_count += 1;
        if self.result.bad.len() < KEPT {
            self.result.bad.push(bad);
        }
    }

    fn note_fields(&mut self, object: &Map<String, Value>) {
        let known = &mut self.result.unread_fields;
        for name in mapping::unread(object) {
            if known.len() < KEPT {
                known.insert(name);
            } else if !known.contains(&name) {
                self.result.more_unread_fields = true;
            }
        }
        for (field, lines) in &mut self.without {
            *lines += u64::from(object.get(*field).is_none_or(mapping::is_empty));
        }
    }

    /// The first required field that no line has, where every line is an object.
    fn lacking(&self) -> Option<&'static str> {
        let mut fields = self.without.iter();
        let found = fields.find(|(_, lines)| *lines > 0 && *lines == self.result.read);
        found.map(|(field, _)| *field)
    }

    fn add(&mut self, entry: Entry, replaced: &Replaced) -> Result<(), StoreError> {
        if !self.ids.insert(entry.id) {
            self.result.present += 1;
            return Ok(());
        }
        let fate = self.writer.fate(entry.id)?;
        match fate {
            Fate::Present => self.result.present += 1,
            Fate::Removed => self.result.removed += 1,
            Fate::Unknown | Fate::TakenBack => {
                self.result.added += 1;
                self.result.replaced.add(replaced);
            }
        }
        match fate {
            Fate::Unknown => self.entries.push(entry),
            Fate::TakenBack => self.writer.create_again(&entry)?,
            Fate::Present | Fate::Removed => {}
        }
        if self.entries.len() == BATCH {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        self.writer.create(&self.entries)?;
        self.entries.clear();
        self.ids.clear();
        Ok(())
    }
}

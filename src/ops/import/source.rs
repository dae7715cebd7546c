//! Files of entries in their formats → objects, one at a time, each with its line.
//!
//! What the fields of an object mean is not known here: `mapping` renames them, and
//! [`EntryDraft::read`](crate::model::EntryDraft::read) reads them. An object that cannot be read does not end the
//! iteration where the next can be found.
//!
//! | file | what lives there |
//! | --- | --- |
//! | `json` | whether objects stand one a line or on several, and which is read how |
//! | `values` | what JSON values stand for, those on several lines too |
//! | `scanner` | the bytes of one JSON value, and where it stands |
//! | `extent` | how far a JSON value reaches, and whether it has too many parts to be held |
//! | `table` | comma-separated values |
//! | `records` | which lines make up a record of a table |

mod extent;
mod json;
mod records;
mod scanner;
mod table;
#[cfg(test)]
mod tests;
mod values;

use std::io::BufRead;
use std::path::Path;

use serde_json::{Map, Value};

pub use self::extent::has_too_many_parts;
use crate::model::document::{DocumentError, DocumentProblem, Documents, LineProblem};

/// The form that a file of entries has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON objects one a line; or one object, a list of them, or a result of folio, on as many lines as they like.
    Json,
    /// Values separated by `,`, `;` or tabs, under a line of names.
    Csv,
    /// Entry documents, see [`document`](crate::model::document).
    Markdown,
}

impl Format {
    /// The format of a file, by the ending of its name, else by how it begins; `None` where neither tells.
    pub fn detect(name: Option<&Path>, beginning: &[u8]) -> Option<Self> {
        name.and_then(Self::of_name)
            .or_else(|| Self::of_content(beginning))
    }

    fn of_name(name: &Path) -> Option<Self> {
        let ending = name.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "json" | "jsonl" | "ndjson" => Some(Self::Json),
            "csv" | "tsv" => Some(Self::Csv),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    fn of_content(beginning: &[u8]) -> Option<Self> {
        let beginning = without_mark(beginning).trim_ascii_start();
        let mut lines = beginning.split(|byte| *byte == b'\n');
        let first = lines.next().unwrap_or_default();
        match first.first()? {
            b'{' | b'[' => Some(Self::Json),
            _ if first.trim_ascii_end() == b"+++" => Some(Self::Markdown),
            _ if first.iter().any(|byte| table::SEPARATORS.contains(byte)) => Some(Self::Csv),
            _ => None,
        }
    }
}

/// The encoding of a text that is not UTF-8, as `iconv` names it, where a byte order mark tells it
/// (<https://www.unicode.org/faq/utf_bom.html>).
pub fn other_encoding(beginning: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], _); 4] = [
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ];
    let found = marks.iter().find(|(mark, _)| beginning.starts_with(mark));
    found.map(|(_, encoding)| *encoding)
}

/// What follows a byte order mark.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// One object of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbered {
    /// The line on which it begins; the first line is 1.
    pub line: u64,
    /// Its fields, as the file names them.
    pub object: Map<String, Value>,
}

/// An object, or a whole rest of a file, that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct SourceError {
    /// The line at fault; the first line is 1.
    pub line: u64,
    /// What is wrong there.
    pub problem: SourceProblem,
}

impl SourceError {
    fn new(line: u64, problem: impl Into<SourceProblem>) -> Self {
        Self {
            line,
            problem: problem.into(),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        self.problem.hint()
    }
}

impl From<DocumentError> for SourceError {
    fn from(error: DocumentError) -> Self {
        Self::new(error.line, error.problem)
    }
}

/// What is wrong with a file of entries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceProblem {
    /// A line that cannot be read.
    #[error(transparent)]
    Line(#[from] LineProblem),
    /// A document that cannot be read.
    #[error(transparent)]
    Document(#[from] DocumentProblem),
    /// The text is not JSON.
    #[error("it is not JSON: {reason}, at column {column}")]
    NotJson {
        /// What the JSON parser says.
        reason: String,
        /// Where on the line, in bytes; the first is 1.
        column: usize,
    },
    /// The text is not JSON, and nothing tells where the next value begins.
    #[error("it is not JSON: {reason}, at column {column}; nothing behind it is read")]
    BrokenJson {
        /// What the JSON parser says.
        reason: String,
        /// Where on the line, in bytes; the first is 1.
        column: usize,
    },
    /// JSON of more than 16 MiB in which no value ends.
    #[error("what begins here does not end within 16 MiB; nothing behind it is read")]
    LargeValue,
    /// JSON of more lists, objects and values than can be held.
    #[error("what begins here has more lists and objects in it than an entry can have")]
    ManyParts,
    /// A JSON value that is no object.
    #[error("an entry is a JSON object, this is {found}")]
    NotAnObject {
        /// What it is, with its article.
        found: &'static str,
    },
    /// A record with more or fewer values than there are columns.
    #[error("this record has {found} values under {columns} columns")]
    OtherLength {
        /// The number of columns.
        columns: u64,
        /// The number of values.
        found: u64,
    },
    /// More columns than a table of entries has.
    #[error("this line names {columns} columns, the most is 10,000")]
    ManyColumns {
        /// Their number.
        columns: usize,
    },
    /// Two columns of one name.
    #[error("two columns are called `{name}`")]
    RepeatedColumn {
        /// The name.
        name: String,
    },
    /// A quoted value that never ends.
    #[error("a quoted value of the record that begins here is never closed")]
    OpenQuote,
    /// A record of more than 16 MiB.
    #[error("the record that begins here is larger than 16 MiB")]
    LargeRecord,
    /// A record whose bytes are not UTF-8.
    #[error("the record that begins here is not UTF-8")]
    RecordNotUtf8,
}

impl SourceProblem {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Line(problem) => return problem.hint().to_owned(),
            Self::Document(problem) => return problem.hint(),
            Self::NotJson { .. } => "write one JSON object a line, keys and text in double quotes",
            Self::BrokenJson { .. } => {
                "mend it, or write one JSON object a line: there a mistake hides no other line"
            }
            Self::ManyColumns { .. } => "check that this is a table of entries, with the names of its columns in the first line",
            Self::LargeValue | Self::ManyParts => {
                "check that this is a file of entries, and that each stands on a line of its own"
            }
            Self::NotAnObject { .. } => {
                "write an object such as {\"tried\": \"…\", \"because\": \"…\"}"
            }
            Self::OtherLength { .. } => "put values that hold the separator into double quotes",
            Self::RepeatedColumn { .. } => "rename one of them in the first line of the file",
            Self::OpenQuote | Self::LargeRecord => {
                "close the quotes, and write a quote inside quotes twice (`\"\"`)"
            }
            Self::RecordNotUtf8 => "convert the file, for example with `iconv -f latin1 -t utf-8`",
        }
        .to_owned()
    }
}

/// One object, or why there is none.
pub type Item = Result<Numbered, SourceError>;

/// The objects of a file, in their order. One object at a time is held, and at most 16 MiB of the file for it.
pub fn objects<'a>(
    reader: Box<dyn BufRead + 'a>,
    format: Format,
) -> Box<dyn Iterator<Item = Item> + 'a> {
    match format {
        Format::Json => Box::new(json::Objects::new(reader)),
        Format::Csv => Box::new(table::Objects::new(reader)),
        Format::Markdown => Box::new(Documents::new(reader).map(|parsed| {
            let parsed = parsed?;
            Ok(Numbered {
                line: parsed.line,
                object: parsed.object,
            })
        })),
    }
}

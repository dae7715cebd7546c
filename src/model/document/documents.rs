//! A file of documents, read one at a time. Only the lines `+++` are looked at here; what stands between them is
//! read in `keys` and `body`.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::body::{self, Found};
use super::structure::{heading, is_delimiter};
use super::{DocumentError, DocumentProblem, LARGEST, Lines, Section, keys};

/// So many lines at most are held of an entry.
const MOST_LINES: usize = 2_000_000;

/// What one document says.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The line on which the document begins, counted from the first of the file, which is 1.
    pub line: u64,
    /// Its fields, by the names that [`EntryDraft::read`](crate::model::EntryDraft::read) understands. Empty sections
    /// are absent.
    pub object: Map<String, Value>,
}

/// The documents of a file, in their order. After a document that cannot be read comes the next one that begins with
/// `+++`; at most one document, of at most 16 MiB, is held at a time.
///
/// The documents of a text are those of its bytes: `Documents::new(text.as_bytes())`.
#[derive(Debug)]
pub struct Documents<R> {
    lines: Lines<R>,
    /// The number of a line `+++` that has been read and begins the next document.
    opening: Option<u64>,
}

/// A line that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextLine {
    pub(super) number: u64,
    pub(super) text: String,
}

/// The lines up to the next `+++`.
struct Part {
    lines: Result<Vec<TextLine>, DocumentError>,
    /// The number of that `+++`; `None` at the end of the file.
    divider: Option<u64>,
}

impl<R: BufRead> Documents<R> {
    /// The documents of a file from its beginning.
    pub fn new(reader: R) -> Self {
        Self {
            lines: Lines::new(reader),
            opening: None,
        }
    }

    /// The line on which the next document begins, or `None` at the end of the file.
    ///
    /// # Errors
    /// When something stands before it, once; the document itself comes next.
    fn find_opening(&mut self) -> Result<Option<u64>, DocumentError> {
        if let Some(opening) = self.opening.take() {
            return Ok(Some(opening));
        }
        let mut first_error = None;
        while self.opening.is_none()
            && let Some(line) = self.lines.next()
        {
            let problem = match line.text {
                Ok(text) if is_delimiter(&text) => {
                    self.opening = Some(line.number);
                    continue;
                }
                Ok(text) if text.trim().is_empty() => continue,
                Ok(_) => DocumentProblem::NoOpening,
                Err(problem) => problem.into(),
            };
            first_error.get_or_insert(DocumentError::new(line.number, problem));
        }
        match first_error {
            Some(error) => Err(error),
            None => Ok(self.opening.take()),
        }
    }

    /// The document that begins on `line`. Its body is read even where its front matter is not, to find the next.
    fn read_document(&mut self, line: u64) -> Result<Parsed, DocumentError> {
        let fields = self.read_front_matter(line);
        let sections = match self.opening {
            None => self.read_body(),
            Some(_) => Ok(Vec::new()),
        };
        let object = with_sections(fields?, sections?)?;
        Ok(Parsed { line, object })
    }

    /// Where the closing `+++` was forgotten, the next one opens the next document: sections stand before it then.
    fn read_front_matter(&mut self, line: u64) -> Result<Map<String, Value>, DocumentError> {
        let part = self.read_part();
        let lines = part.lines?;
        let not_closed = DocumentError::new(line, DocumentProblem::NoClosing);
        if part.divider.is_none() {
            return Err(not_closed);
        }
        match keys::read(&lines) {
            Err(error)
                if matches!(error.problem, DocumentProblem::NotToml { .. })
                    && lines.iter().any(|line| is_section(&line.text)) =>
            {
                self.opening = part.divider;
                Err(not_closed)
            }
            read => read,
        }
    }

    fn read_body(&mut self) -> Result<Vec<Found>, DocumentError> {
        let part = self.read_part();
        self.opening = part.divider;
        body::read(&part.lines?)
    }

    fn read_part(&mut self) -> Part {
        let mut read = Vec::new();
        let mut size = 0;
        let mut first_error = None;
        let mut divider = None;
        for line in self.lines.by_ref() {
            let problem = match line.text {
                Ok(text) if is_delimiter(&text) => {
                    divider = Some(line.number);
                    break;
                }
                Ok(_) if first_error.is_some() => continue,
                Ok(_) if read.len() == MOST_LINES => DocumentProblem::ManyParts,
                Ok(text) if size + text.len() <= LARGEST => {
                    size += text.len() + 1;
                    read.push(TextLine {
                        number: line.number,
                        text,
                    });
                    continue;
                }
                Ok(_) => DocumentProblem::TooLarge,
                Err(problem) => problem.into(),
            };
            read = Vec::new();
            first_error.get_or_insert(DocumentError::new(line.number, problem));
        }
        Part {
            lines: first_error.map_or(Ok(read), Err),
            divider,
        }
    }
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Result<Parsed, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.find_opening() {
            Ok(Some(line)) => Some(self.read_document(line)),
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

fn is_section(line: &str) -> bool {
    heading(line)
        .is_some_and(|heading| heading.level <= 3 && Section::named(heading.title).is_some())
}

fn with_sections(
    mut object: Map<String, Value>,
    sections: Vec<Found>,
) -> Result<Map<String, Value>, DocumentError> {
    for found in sections {
        let section = found.section;
        if object.contains_key(section.field()) {
            let problem = DocumentProblem::AlreadyInFrontMatter { section };
            return Err(DocumentError::new(found.line, problem));
        }
        object.insert(section.field().to_owned(), found.value);
    }
    Ok(object)
}

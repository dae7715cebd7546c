//! What can be wrong with a document, on which line, and what to do about it.

use super::{LineProblem, Section};

/// A document that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct DocumentError {
    /// The line at fault, counted from the first of the file, which is 1.
    pub line: u64,
    /// What is wrong there.
    pub problem: DocumentProblem,
}

impl DocumentError {
    pub(super) fn new(line: u64, problem: impl Into<DocumentProblem>) -> Self {
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

/// What is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentProblem {
    /// Something stands before the first `+++`.
    #[error("an entry begins with a line `+++`, this is something else")]
    NoOpening,
    /// No second `+++` follows the first.
    #[error("the front matter that begins here has no closing `+++`")]
    NoClosing,
    /// The front matter is not TOML.
    #[error("the front matter is not TOML: {reason}")]
    NotToml {
        /// What the TOML parser says.
        reason: String,
    },
    /// A key of the front matter that nothing reads.
    #[error("`{key}` is not a key of an entry")]
    UnknownKey {
        /// The key, with the table it stands in.
        key: String,
        /// The keys that are read there.
        known: &'static [&'static str],
    },
    /// A heading that is no section.
    #[error("`{title}` is not a section of an entry")]
    UnknownSection {
        /// What the heading says.
        title: String,
    },
    /// A section that was there before.
    #[error("the section `{}` stands here a second time", .section.heading())]
    RepeatedSection {
        /// The section.
        section: Section,
    },
    /// A section of a text that the front matter gives too.
    #[error("the front matter has `{}` already", .section.field())]
    AlreadyInFrontMatter {
        /// The section.
        section: Section,
    },
    /// Text after the front matter that stands under no heading.
    #[error("this text stands before the first section")]
    TextBeforeSection,
    /// A line under `## Signals` that neither begins nor continues a signal.
    #[error("this line is not a signal")]
    NotASignal,
    /// The document has more than 16 MiB.
    #[error("the entry is larger than 16 MiB")]
    TooLarge,
    /// Front matter of more keys and values than can be held, or a part of more lines.
    #[error("the entry has more parts than can be read")]
    ManyParts,
    /// A line that cannot be read.
    #[error(transparent)]
    Line(#[from] LineProblem),
}

impl DocumentProblem {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::NoOpening => "begin each entry with a line `+++`".to_owned(),
            Self::NoClosing => "end the front matter with a line `+++` before `# Tried`".to_owned(),
            Self::NotToml { .. } => {
                "write `key = \"value\"`, with text in double quotes, or take the line out"
                    .to_owned()
            }
            Self::UnknownKey { known, .. } => format!("use one of: {}", known.join(", ")),
            Self::UnknownSection { title } => format!(
                "use one of: {}; a line of text that looks like a heading is written `\\# {title}`",
                Section::ALL.map(Section::heading).join(", ")
            ),
            Self::RepeatedSection { .. } => "put both texts under one heading".to_owned(),
            Self::AlreadyInFrontMatter { section } => format!(
                "keep either the key `{}` or the section `{}`",
                section.field(),
                section.heading()
            ),
            Self::TextBeforeSection => "put it under `# Tried` or another section".to_owned(),
            Self::NotASignal => {
                "begin each signal with `- `, and indent its further lines by two spaces".to_owned()
            }
            Self::ManyParts => {
                "check that this is an entry; one takes lists of 1,000 members at most".to_owned()
            }
            Self::TooLarge => "keep the lesson, and shorten the evidence".to_owned(),
            Self::Line(problem) => problem.hint().to_owned(),
        }
    }
}

//! What went wrong, in the form in which it is shown: what happened, why, and what to try.

use std::error::Error;
use std::io;

use serde::Serialize;

use crate::config::ConfigError;
use crate::host::files::FileError;
use crate::host::{EditorError, FolderError, PromptError};
use crate::model::EntryError;
use crate::model::time::{DateError, PeriodError, SpentError};
use crate::ops::OperationError;
use crate::ops::import::{ImportError, MappingError};
use crate::render::template::TemplateError;
use crate::store::{MemoryError, StoreError};

/// What kind of failure it is. It decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The command could not do what was asked: 1.
    Failed,
    /// What the command has to say could not be written: 1.
    Unwritten,
    /// The command line or the data given cannot be meant so: 2.
    Usage,
    /// The journal cannot be used: locked, damaged, newer, no journal at all: 3.
    Journal,
    /// What was named is not there: 4.
    NotFound,
    /// What was named is several things: 5.
    Ambiguous,
    /// A command that folio ran ended so: its own exit code, without a word.
    Ended(u8),
    /// The person broke it off: 130, as shells do.
    Interrupted,
    /// Whoever read the output has gone: 0, without a word.
    Quiet,
    /// There is nothing to say, or all was said, and the exit code tells so: 1, without a word.
    Nothing,
    /// The journal is damaged, and all about it was said: 3, without another word.
    Unsound,
}

impl Kind {
    /// The exit code of the process.
    pub fn exit_code(self) -> u8 {
        match self {
            Kind::Quiet => 0,
            Kind::Failed | Kind::Unwritten | Kind::Nothing => 1,
            Kind::Usage => 2,
            Kind::Journal | Kind::Unsound => 3,
            Kind::NotFound => 4,
            Kind::Ambiguous => 5,
            Kind::Interrupted => 130,
            Kind::Ended(code) => code,
        }
    }
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// Decides the exit code.
    pub kind: Kind,
    /// What happened.
    pub message: String,
    /// Why, the nearest cause first.
    pub causes: Vec<String>,
    /// What to try.
    pub hints: Vec<String>,
    /// What somebody wrote and no file could keep: it is shown as it is, to be copied.
    pub text: Option<String>,
}

impl Failure {
    /// A failure without a cause.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            causes: Vec::new(),
            hints: Vec::new(),
            text: None,
        }
    }

    /// The command line or the data given cannot be meant so.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message).hint(hint)
    }

    /// Adds what to try.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what somebody wrote, where no file can keep it.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.text = Some(text.to_owned());
        self.hint("what you wrote could not be kept in a file; here it is:")
    }

    fn maybe_hint(mut self, hint: Option<impl Into<String>>) -> Self {
        self.hints.extend(hint.map(Into::into));
        self
    }

    /// The failure of a command that has saved something: an output that is lost must not look as if the work were.
    #[must_use]
    pub fn after_saving(mut self) -> Self {
        if self.kind != Kind::Unwritten {
            return self;
        }
        self.message = format!("saved, but {}", self.message);
        let shows = "`folio undo --list` shows what was saved";
        self.hints.insert(0, shows.to_owned());
        self
    }

    /// What happened and why, in one line.
    pub fn sentence(&self) -> String {
        let parts: Vec<&str> = std::iter::once(&self.message)
            .chain(&self.causes)
            .map(String::as_str)
            .collect();
        parts.join(": ")
    }

    /// Says first what was being done.
    #[must_use]
    pub fn context(mut self, message: impl Into<String>) -> Self {
        let cause = std::mem::replace(&mut self.message, message.into());
        self.causes.insert(0, cause);
        self
    }

    /// An error with the errors beneath it.
    fn of(kind: Kind, error: &dyn Error) -> Self {
        let mut failure = Self::new(kind, error.to_string());
        let mut cause = error.source();
        while let Some(error) = cause {
            let text = error.to_string();
            if !failure.message.contains(&text) {
                failure.causes.push(text);
            }
            cause = error.source();
        }
        failure
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let kind = match &error {
            StoreError::NotFound(_) | StoreError::Empty => Kind::NotFound,
            StoreError::Ambiguous { .. } => Kind::Ambiguous,
            StoreError::Query(_) => Kind::Usage,
            StoreError::File(_)
            | StoreError::NotReplaced { .. }
            | StoreError::Entangled { .. }
            | StoreError::UnfitCopy { .. }
            | StoreError::Changed => Kind::Failed,
            _ => Kind::Journal,
        };
        Self::of(kind, &error).maybe_hint(error.hint())
    }
}

impl From<MemoryError> for Failure {
    fn from(error: MemoryError) -> Self {
        Self::of(Kind::Failed, &error).hint(error.hint())
    }
}

impl From<OperationError> for Failure {
    fn from(error: OperationError) -> Self {
        match error {
            OperationError::Store(error) => error.into(),
            OperationError::Memory(error) => error.into(),
            OperationError::Entry(error) => error.into(),
            OperationError::Nothing { message, hint } => {
                Self::new(Kind::Failed, message).hint(hint)
            }
            OperationError::Missing { message, hint } => {
                Self::new(Kind::NotFound, message).hint(hint)
            }
            OperationError::Unfit { message, hint } => Self::usage(message, hint),
            OperationError::Output(error) => error.into(),
            OperationError::Json(error) => Self::of(Kind::Failed, &error),
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Operation(error) => error.into(),
            ImportError::Lacking { .. } | ImportError::Bad(_) => {
                Self::of(Kind::Failed, &error).maybe_hint(error.hint())
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let kind = if error.kind() == io::ErrorKind::BrokenPipe {
            Kind::Quiet
        } else {
            Kind::Unwritten
        };
        let mut failure = Self::new(kind, "the output could not be written");
        failure.causes.push(error.to_string());
        let full = matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        );
        failure.hint(if full {
            "free some space on the disk"
        } else {
            "write it to another place, or check the disk"
        })
    }
}

impl From<PromptError> for Failure {
    fn from(error: PromptError) -> Self {
        let kind = match error {
            PromptError::Interrupted => Kind::Interrupted,
            PromptError::EndOfInput | PromptError::NotATerminal => Kind::Usage,
            PromptError::Io(_) => Kind::Failed,
        };
        Self::of(kind, &error).maybe_hint(error.hint())
    }
}

impl From<EditorError> for Failure {
    fn from(error: EditorError) -> Self {
        Self::of(Kind::Failed, &error).maybe_hint(error.hint())
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::of(Kind::Failed, &error).maybe_hint(error.hint())
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        Self::of(Kind::Journal, &error).hint(error.hint())
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::of(Kind::Usage, &error).maybe_hint(error.hint())
    }
}

impl From<EntryError> for Failure {
    fn from(error: EntryError) -> Self {
        Self::of(Kind::Usage, &error).hint(error.hint.clone())
    }
}

impl From<TemplateError> for Failure {
    fn from(error: TemplateError) -> Self {
        Self::of(Kind::Usage, &error).hint(error.hint())
    }
}

impl From<MappingError> for Failure {
    fn from(error: MappingError) -> Self {
        Self::of(Kind::Usage, &error).hint(error.hint())
    }
}

impl From<DateError> for Failure {
    fn from(error: DateError) -> Self {
        Self::of(Kind::Usage, &error).hint(error.hint())
    }
}

impl From<PeriodError> for Failure {
    fn from(error: PeriodError) -> Self {
        Self::of(Kind::Usage, &error).hint(error.hint())
    }
}

impl From<SpentError> for Failure {
    fn from(error: SpentError) -> Self {
        Self::of(Kind::Usage, &error).hint(error.hint())
    }
}

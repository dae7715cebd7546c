//! Why a request could not be met.

use crate::model::EntryError;
use crate::store::{MemoryError, StoreError};

/// Why a request could not be met.
#[derive(Debug, thiserror::Error)]
pub enum OperationError {
    /// The journal could not do its part.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// This machine's memory could not do its part.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// What was given is not an entry.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// There is nothing for the request to act on.
    #[error("{message}")]
    Nothing {
        /// What is missing.
        message: String,
        /// What to do instead.
        hint: String,
    },
    /// What the request names is not there.
    #[error("{message}")]
    Missing {
        /// What is not there.
        message: String,
        /// What to do instead.
        hint: String,
    },
    /// What was given cannot be meant so.
    #[error("{message}")]
    Unfit {
        /// What does not fit.
        message: String,
        /// What to give instead.
        hint: String,
    },
    /// Where the result was to be written, it could not be.
    #[error("the output could not be written")]
    Output(#[from] std::io::Error),
    /// The result is no JSON, which no value of ours is.
    #[error("the output could not be written")]
    Json(#[from] serde_json::Error),
}

impl OperationError {
    /// Nothing to act on.
    pub fn nothing(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Nothing {
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// What was given cannot be meant so.
    pub fn unfit(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Unfit {
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// What was named is not there.
    pub fn missing(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Missing {
            message: message.into(),
            hint: hint.into(),
        }
    }
}

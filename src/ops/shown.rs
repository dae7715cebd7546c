//! Entries as results show them.

use serde::{Serialize, Serializer};

use super::OperationError;
use crate::model::Entry;
use crate::store::{Count, Journal, StoreError};

/// An entry with the short identifier under which people know it. As JSON it is the entry object of the data format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The shortest beginning of the entry's handle that is its own.
    pub short: String,
    /// The entry.
    pub entry: Entry,
}

impl Shown {
    /// Gives an entry its short identifier.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn of(journal: &Journal, entry: Entry) -> Result<Self, StoreError> {
        Ok(Self {
            short: journal.shorts().of(entry.id)?,
            entry,
        })
    }

    /// Gives many entries theirs.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn all(journal: &Journal, entries: Vec<Entry>) -> Result<Vec<Self>, StoreError> {
        entries
            .into_iter()
            .map(|entry| Self::of(journal, entry))
            .collect()
    }

    /// Refuses a draft: what it teaches is for its author to say first.
    ///
    /// # Errors
    /// When the entry has no principle yet.
    pub fn check_lesson(&self) -> Result<(), OperationError> {
        if self.entry.principle.is_some() {
            return Ok(());
        }
        let short = &self.short;
        Err(OperationError::nothing(
            format!("`{short}` is a draft: it has no principle yet"),
            format!("write it first: `folio distill {short}`"),
        ))
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.entry.to_exported(&self.short).serialize(serializer)
    }
}

/// A page of entries, and how many there are beyond it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The entries of the page, in order.
    pub entries: Vec<Shown>,
    /// How many the filter chooses in all.
    pub total: Count,
}

/// How much of what the filter chooses is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// How many entries the page has.
    pub shown: u64,
    /// How many the filter chooses in all.
    pub total: Count,
}

impl Found {
    /// How much of it all this is.
    pub fn portion(&self) -> Portion {
        Portion {
            shown: self.entries.len() as u64,
            total: self.total,
        }
    }
}

impl Portion {
    /// How many entries lie beyond the page; none when it holds all of them.
    pub fn more(self) -> Option<Count> {
        match self.total {
            Count::MoreThan(bound) => Some(Count::MoreThan(bound)),
            Count::Exactly(total) => {
                let more = total.saturating_sub(self.shown);
                (more > 0).then_some(Count::Exactly(more))
            }
        }
    }
}

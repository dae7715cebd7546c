//! The five sections of a document: their names, their headings, the fields they hold.

/// A section of the entry document, one for each text of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What was attempted.
    Tried,
    /// Why it failed, or why it worked.
    Because,
    /// The general rule.
    Principle,
    /// Phrases to look for, as a list.
    Signals,
    /// What to do when they are seen.
    Next,
}

impl Section {
    /// Every section, in the order in which they are written.
    pub const ALL: [Self; 5] = [
        Self::Tried,
        Self::Because,
        Self::Principle,
        Self::Signals,
        Self::Next,
    ];

    /// The heading as it is written: `## Because`.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Tried => "# Tried",
            Self::Because => "## Because",
            Self::Principle => "## Principle",
            Self::Signals => "## Signals",
            Self::Next => "## Next",
        }
    }

    /// The field of an entry that it holds: `because`.
    pub fn field(self) -> &'static str {
        match self {
            Self::Tried => "tried",
            Self::Because => "because",
            Self::Principle => "principle",
            Self::Signals => "signals",
            Self::Next => "next",
        }
    }

    /// The section of this name, in either case.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|section| section.field().eq_ignore_ascii_case(name))
    }
}

//! How the rest of a list is had that a report cuts off.

use crate::render::Line;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Tags.
    Tags,
    /// Tags, of the attempts that failed.
    FailedTags,
    /// Projects, which no command lists.
    Projects,
    /// Principles.
    Principles,
    /// Signals.
    Signals,
    /// Attempts.
    Attempts,
    /// Attempts without a principle.
    Drafts,
    /// Explorations.
    Explorations,
}

impl Rest {
    /// The command that lists all of them; whether it takes the filters of the report.
    fn command(self) -> Option<(&'static str, bool)> {
        match self {
            Rest::Tags => Some(("folio tags", true)),
            Rest::FailedTags => Some(("folio tags --outcome failed", true)),
            Rest::Projects => None,
            Rest::Principles => Some(("folio principles", true)),
            Rest::Signals => Some(("folio signals", true)),
            Rest::Attempts => Some(("folio list", true)),
            Rest::Drafts => Some(("folio list --stage draft", true)),
            Rest::Explorations => Some(("folio explore --all", false)),
        }
    }

    /// How many more there are, and which command shows them.
    pub(super) fn line(self, more: &str) -> Line {
        let line = Line::new().plain(more);
        match self.command() {
            None => line,
            Some((command, false)) => line.plain(", which ").code(command).plain(" shows"),
            Some((command, true)) => {
                let line = line.plain(", which ").code(command);
                line.plain(" shows with the same filters")
            }
        }
    }
}

//! How the rest of a list is had that a report cuts off: which command shows it, with the flags that choose what the
//! report chose. How filters become flags is the command line's affair.

use crate::render::Line;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// Tags.
    Tags,
    /// Tags, of the attempts that failed or held in part.
    FailedTags,
    /// Projects, which no command lists.
    Projects,
    /// Principles.
    Principles,
    /// Signals.
    Signals,
    /// Attempts.
    Attempts,
    /// Attempts that failed or held in part.
    FailedAttempts,
    /// Attempts without a principle.
    Drafts,
    /// Explorations.
    Explorations,
}

/// The flags that choose what a report chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SameChoice {
    /// Those of the period, the filters and the audience, as they are typed; nothing where they must not be told.
    pub flags: Option<String>,
    /// Whether an outcome is among them.
    pub names_outcome: bool,
    /// Whether a stage is among them.
    pub names_stage: bool,
}

impl SameChoice {
    /// How the rest of a list is had.
    pub(super) fn rest(&self, listed: Listed) -> Rest<'_> {
        Rest {
            listed,
            choice: self,
        }
    }
}

/// How the rest of a list is had.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rest<'a> {
    listed: Listed,
    choice: &'a SameChoice,
}

impl Rest<'_> {
    /// How many more there are, and which command shows them.
    pub(super) fn line(self, more: &str) -> Line {
        let line = Line::new().plain(more);
        let Some(command) = self.command() else {
            return line;
        };
        let line = line.plain(", which ").code(command);
        match self.listed {
            // What did not work failed or held in part, and a list is of one of the two.
            Listed::FailedTags | Listed::FailedAttempts if !self.choice.names_outcome => {
                let line = line.plain(" and the same with ");
                line.code("--outcome partial").plain(" show")
            }
            _ => line.plain(" shows"),
        }
    }

    /// The command that lists all of them.
    fn command(self) -> Option<String> {
        let (command, own) = match self.listed {
            Listed::Projects => return None,
            Listed::Explorations => return Some("folio explore --all".to_owned()),
            Listed::Tags => ("folio tags", None),
            Listed::FailedTags => ("folio tags", self.failed()),
            Listed::Principles => ("folio principles", None),
            Listed::Signals => ("folio signals", None),
            Listed::Attempts => ("folio list", None),
            Listed::FailedAttempts => ("folio list", self.failed()),
            Listed::Drafts => ("folio list", self.drafts()),
        };
        let flags = self.choice.flags.as_deref()?;
        let parts = [command, flags, own.unwrap_or_default()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        Some(parts.collect::<Vec<_>>().join(" "))
    }

    fn failed(self) -> Option<&'static str> {
        (!self.choice.names_outcome).then_some("--outcome failed")
    }

    fn drafts(self) -> Option<&'static str> {
        (!self.choice.names_stage).then_some("--stage draft")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_told_with_the_whole_command_that_shows_it() {
        let october = SameChoice {
            flags: Some("--month 2026-10".to_owned()),
            ..SameChoice::default()
        };
        let drafts = SameChoice {
            flags: Some("--stage draft".to_owned()),
            names_stage: true,
            ..SameChoice::default()
        };
        let all = SameChoice {
            flags: Some(String::new()),
            ..SameChoice::default()
        };
        for (choice, listed, told) in [
            (
                &october,
                Listed::Attempts,
                "7 more, which folio list --month 2026-10 shows",
            ),
            (
                &october,
                Listed::Drafts,
                "7 more, which folio list --month 2026-10 --stage draft shows",
            ),
            (
                &october,
                Listed::FailedTags,
                "7 more, which folio tags --month 2026-10 --outcome failed and the same with --outcome partial show",
            ),
            (
                &drafts,
                Listed::Drafts,
                "7 more, which folio list --stage draft shows",
            ),
            (
                &all,
                Listed::Principles,
                "7 more, which folio principles shows",
            ),
            (&october, Listed::Projects, "7 more"),
            (&SameChoice::default(), Listed::Attempts, "7 more"),
        ] {
            assert_eq!(choice.rest(listed).line("7 more").text(), told);
        }
    }
}

//! `--for` and `--anonymous`: whom a report is for, and whether people and places are told. What that leaves out is
//! decided where a report is made.

use clap::Args;

use super::parsing;
use crate::model::Audience;
use crate::ops::report::Names;

/// Whom a report is for.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Audience")]
pub struct AudienceArguments {
    /// Whom it is for: self, lead or sprint. Only self sees private entries and what is told by day
    #[arg(long = "for", value_name = "AUDIENCE", value_parser = parsing::word::<Audience>)]
    audience: Option<Audience>,
    #[command(flatten)]
    anonymity: AnonymityArguments,
}

/// Whether people and places are told.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Audience")]
pub struct AnonymityArguments {
    /// Take out author, project, paths, commits, branches and people, as far as they are known
    #[arg(long)]
    anonymous: bool,
}

impl AnonymityArguments {
    /// Whether people and places are told.
    pub fn names(self) -> Names {
        if self.anonymous {
            Names::TakenOut
        } else {
            Names::Told
        }
    }
}

impl From<AnonymityArguments> for AudienceArguments {
    /// The audience that the report names itself.
    fn from(anonymity: AnonymityArguments) -> Self {
        Self {
            audience: None,
            anonymity,
        }
    }
}

impl AudienceArguments {
    /// Whom it is for, where that was said.
    pub fn named(self) -> Option<Audience> {
        self.audience
    }

    /// Whether people and places are told.
    pub fn names(self) -> Names {
        self.anonymity.names()
    }

    /// The report that is made for this audience where none is named, or the usual one.
    pub fn report(self, usual: &'static str) -> &'static str {
        match self.audience {
            Some(Audience::Lead) => "lead",
            Some(Audience::Sprint) => "sprint",
            Some(Audience::Myself) | None => usual,
        }
    }
}

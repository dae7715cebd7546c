//! An account as JSON, and as templates find it: whole for whoever keeps the journal; for others what the sections of
//! the report show, and nothing beside it.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::config::{Drawing, Section};
use crate::model::time::Stamp;
use crate::model::{Entry, Outcome, Text};
use crate::ops::Shown;
use crate::ops::report::{Account, InAll, Lesson, Stuck};

/// An account, told with these sections.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    account: &'a Account,
    sections: &'a [Section],
}

/// What an attempt was, as a report tells it.
#[derive(Serialize)]
struct Attempt<'a> {
    short: &'a str,
    tried: &'a Text,
    because: &'a Text,
    outcome: Outcome,
    spent_minutes: Option<u32>,
    happened_at: Stamp,
}

/// A principle by itself, with what follows from it.
#[derive(Serialize)]
struct Rule<'a> {
    short: &'a str,
    principle: Option<&'a Text>,
    next: Option<&'a Text>,
    disputed: bool,
}

/// The whole sentence.
#[derive(Serialize)]
struct Sentence<'a> {
    #[serde(flatten)]
    attempt: Attempt<'a>,
    principle: Option<&'a Text>,
    deeper_principle: Option<&'a Text>,
    signals: &'a [Text],
    next: Option<&'a Text>,
    disputed: bool,
}

/// A row of the table of entries.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    sentence: Sentence<'a>,
    tags: Vec<&'a str>,
    project: Option<&'a Text>,
    exploration: Option<&'a Text>,
}

/// A principle with its attempt and how often it was met.
#[derive(Serialize)]
struct Counted<E> {
    entry: E,
    times: u64,
    spent_minutes: u64,
}

/// So many attempts, and the most expensive of them.
#[derive(Serialize)]
struct Unworked<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<&'a Option<String>>,
    attempts: u64,
    examples: Vec<Attempt<'a>>,
}

impl<'a> Told<'a> {
    /// An account as the report tells it that has these sections.
    pub fn new(account: &'a Account, sections: &'a [Section]) -> Self {
        Self { account, sections }
    }

    fn shows(&self, any: &[Section]) -> bool {
        self.sections.iter().any(|section| any.contains(section))
    }

    /// Whether one of these drawings is shown, or all are.
    fn draws(&self, any: &[Drawing]) -> bool {
        let is_drawn = |section: &Section| match section {
            Section::Drawing(drawing) => any.contains(drawing),
            Section::Figures | Section::FiguresInHtml => true,
            _ => false,
        };
        self.sections.iter().any(is_drawn)
    }

    /// What stands above the sections, and the totals.
    fn opening<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let report = &self.account.report;
        map.serialize_entry("period", &report.period)?;
        if let Some(zone) = &report.zone {
            map.serialize_entry("zone", zone)?;
        }
        map.serialize_entry("days", &report.days)?;
        map.serialize_entry("only", &report.only)?;
        map.serialize_entry("running", &report.running)?;
        if let Some(days) = &report.days_so_far {
            map.serialize_entry("days_so_far", days)?;
        }
        map.serialize_entry("figures", &report.figures)?;
        map.serialize_entry("audience", &self.account.audience)?;
        map.serialize_entry("private_left_out", &self.account.private_left_out)?;
        if let Some(names) = &self.account.names {
            map.serialize_entry("names", names)?;
        }
        Ok(())
    }

    /// What the tables, lists and drawings are made of.
    fn lists<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let report = &self.account.report;
        let InAll {
            tags,
            projects,
            principles_met_again,
            attempts_met_again,
            attempts_timed_under_tags,
            signals,
            drafts,
            explorations,
        } = report.in_all;
        let mut in_all = BTreeMap::new();
        if self.shows(&[Section::Tags]) {
            map.serialize_entry("tags", &report.tags)?;
            in_all.insert("tags", tags);
        }
        if self.shows(&[Section::Projects]) {
            map.serialize_entry("projects", &report.projects)?;
            in_all.insert("projects", projects);
        }
        if self.shows(&[Section::Principles, Section::MetAgain])
            || self.draws(&[Drawing::Recurrence])
        {
            map.serialize_entry("principles_met_again", &report.principles_met_again)?;
            in_all.insert("principles_met_again", principles_met_again);
            in_all.insert("attempts_met_again", attempts_met_again);
        }
        if self.draws(&[Drawing::CostByTag]) {
            in_all.insert("attempts_timed_under_tags", attempts_timed_under_tags);
        }
        if self.shows(&[Section::Signals, Section::Watch]) {
            map.serialize_entry("signals", &report.signals)?;
            in_all.insert("signals", signals);
        }
        if self.shows(&[Section::Drafts, Section::Unresolved]) {
            map.serialize_entry("drafts", &report.drafts)?;
            in_all.insert("drafts", drafts);
        }
        if self.shows(&[
            Section::Explorations,
            Section::Questions,
            Section::Decisions,
        ]) {
            map.serialize_entry("explorations", &report.explorations)?;
            in_all.insert("explorations", explorations);
        }
        map.serialize_entry("in_all", &in_all)
    }

    /// What is measured, drawn and compared.
    fn measures<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let report = &self.account.report;
        let growth = [Drawing::TimeToLesson, Drawing::Breadth, Drawing::CameBack];
        if self.shows(&[Section::Growth, Section::GrowthInFull]) || self.draws(&growth) {
            map.serialize_entry("growth", &report.growth)?;
        }
        let calibration = [
            Section::Calibration,
            Section::CalibrationInFull,
            Section::Help,
        ];
        if self.shows(&calibration) || self.draws(&[Drawing::Help]) {
            map.serialize_entry("calibration", &report.calibration)?;
        }
        if self.draws(&[Drawing::Days, Drawing::Outcomes, Drawing::TagsByMonth]) {
            map.serialize_entry("course", &report.course)?;
        }
        if self.draws(&[Drawing::CostByTag]) {
            map.serialize_entry("dearest_tags", &report.dearest_tags)?;
        }
        if self.shows(&[Section::Comparison, Section::InWords]) {
            map.serialize_entry("before", &report.before)?;
        }
        Ok(())
    }

    /// The attempts that are told one by one.
    fn attempts<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let account = self.account;
        if let Some(entries) = &account.entries {
            map.serialize_entry("entries", &entries.iter().map(row).collect::<Vec<_>>())?;
        }
        if let Some(highlights) = &account.highlights {
            let lessons = highlights.lessons.iter();
            if self.shows(&[Section::Lessons]) {
                let lessons = lessons.map(|lesson| counted(lesson, sentence));
                map.serialize_entry("lessons", &lessons.collect::<Vec<_>>())?;
                map.serialize_entry("principles", &highlights.principles)?;
            } else if self.shows(&[Section::Known]) {
                let lessons = lessons.map(|lesson| counted(lesson, principle));
                map.serialize_entry("lessons", &lessons.collect::<Vec<_>>())?;
                map.serialize_entry("principles", &highlights.principles)?;
            }
            if self.shows(&[Section::FailedByTag]) {
                let failed = highlights.failed_by_tag.iter().map(|under| Unworked {
                    tag: Some(&under.tag),
                    attempts: under.attempts,
                    examples: under.examples.iter().map(attempt).collect(),
                });
                map.serialize_entry("failed_by_tag", &failed.collect::<Vec<_>>())?;
                map.serialize_entry("more_tags", &highlights.more_tags)?;
            }
        }
        if let Some(failures) = &account.failures {
            let failures = Unworked {
                tag: None,
                attempts: failures.attempts,
                examples: failures.examples.iter().map(attempt).collect(),
            };
            map.serialize_entry("failures", &failures)?;
        }
        if let Some(stuck) = &account.stuck {
            map.serialize_entry("stuck", &self.stuck(stuck))?;
        }
        if let Some(portfolio) = &account.portfolio {
            map.serialize_entry("portfolio", portfolio)?;
        }
        Ok(())
    }

    fn stuck<'s>(&self, stuck: &'s Stuck) -> impl Serialize + use<'s> {
        #[derive(Serialize)]
        struct Waiting<'a> {
            questions: &'a [crate::ops::report::OpenQuestion],
            more_questions: u64,
            #[serde(skip_serializing_if = "Option::is_none")]
            drafts: Option<Vec<Attempt<'a>>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            awaiting_review: Option<Vec<Counted<Rule<'a>>>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            more_awaiting_review: Option<usize>,
        }
        let would_help = self.shows(&[Section::WouldHelp]).then_some(stuck);
        let is_stuck = self.shows(&[Section::Stuck]).then_some(stuck);
        Waiting {
            questions: &stuck.questions,
            more_questions: stuck.more_questions,
            drafts: is_stuck.map(|stuck| stuck.drafts.iter().map(attempt).collect()),
            awaiting_review: would_help.map(|stuck| {
                let waiting = stuck.awaiting_review.iter();
                waiting.map(|lesson| counted(lesson, principle)).collect()
            }),
            more_awaiting_review: would_help.map(|stuck| stuck.more_awaiting_review),
        }
    }
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.account.audience.is_none() {
            return self.account.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        self.opening(&mut map)?;
        self.lists(&mut map)?;
        self.measures(&mut map)?;
        self.attempts(&mut map)?;
        map.end()
    }
}

fn counted<'a, E>(lesson: &'a Lesson, told: impl Fn(&'a Shown) -> E) -> Counted<E> {
    Counted {
        entry: told(&lesson.entry),
        times: lesson.times,
        spent_minutes: lesson.spent_minutes,
    }
}

fn attempt(shown: &Shown) -> Attempt<'_> {
    let entry = &shown.entry;
    Attempt {
        short: &shown.short,
        tried: &entry.tried,
        because: &entry.because,
        outcome: entry.outcome,
        spent_minutes: entry.spent.map(crate::model::time::Spent::minutes),
        happened_at: entry.happened_at,
    }
}

fn principle(shown: &Shown) -> Rule<'_> {
    let entry = &shown.entry;
    Rule {
        short: &shown.short,
        principle: entry.principle.as_ref(),
        next: entry.next.as_ref(),
        disputed: entry.is_disputed(),
    }
}

fn sentence(shown: &Shown) -> Sentence<'_> {
    let entry: &Entry = &shown.entry;
    Sentence {
        attempt: attempt(shown),
        principle: entry.principle.as_ref(),
        deeper_principle: entry.deeper_principle(),
        signals: &entry.signals,
        next: entry.next.as_ref(),
        disputed: entry.is_disputed(),
    }
}

fn row(shown: &Shown) -> Row<'_> {
    let entry = &shown.entry;
    Row {
        sentence: sentence(shown),
        tags: entry.tags.iter().map(crate::model::Tag::as_str).collect(),
        project: entry.project.as_ref(),
        exploration: entry.exploration.as_ref(),
    }
}

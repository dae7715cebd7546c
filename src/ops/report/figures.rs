//! The figures of a period. Times are in minutes; a list holds at most a hundred, and [`InAll`]
//! says how many there are.

use serde::Serialize;

use super::calibration::Calibration;
use super::course::Course;
use super::explorations::Explored;
use super::growth::Growth;
use crate::model::time::{Period, Stamp};
use crate::model::{Outcome, Standing};
use crate::store::Outline;

/// So many of each are listed at most.
pub const LISTED: usize = 100;

/// So many tags are told by what they cost.
pub(super) const DEAREST: usize = 8;

/// So many of those are told for what each of their attempts cost, however rare they are.
pub(super) const DEAREST_EACH: usize = 3;

/// How many there are of what is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct InAll {
    /// Tags, with the attempts without any as one.
    pub tags: u64,
    /// Projects, with the attempts without one as one.
    pub projects: u64,
    /// Principles met more than once.
    pub principles_met_again: u64,
    /// Attempts of the period that carry one of those.
    pub attempts_met_again: u64,
    /// Attempts that have a tag and say what they cost.
    pub attempts_timed_under_tags: u64,
    /// Signals.
    pub signals: u64,
    /// Drafts.
    pub drafts: u64,
    /// Explorations that were opened or closed.
    pub explorations: u64,
}

/// What a set of attempts adds up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// How many attempts.
    pub attempts: u64,
    /// How many of them failed.
    pub failed: u64,
    /// How many held in part.
    pub partial: u64,
    /// How many worked.
    pub worked: u64,
    /// How many have a principle.
    pub lessons: u64,
    /// How many of those a review confirms.
    pub reviewed: u64,
    /// How many lessons wait for a review of their present principle.
    pub awaiting_review: u64,
    /// What they cost together, in minutes, as far as that was said.
    pub spent_minutes: u64,
    /// How many do not say what they cost.
    pub without_cost: u64,
}

impl Figures {
    /// Counts one more attempt.
    pub(super) fn add(&mut self, outline: &Outline) {
        self.attempts += 1;
        match outline.outcome {
            Outcome::Failed => self.failed += 1,
            Outcome::Partial => self.partial += 1,
            Outcome::Worked => self.worked += 1,
        }
        self.lessons += u64::from(outline.principle.is_some());
        self.reviewed += u64::from(outline.stage == crate::model::Stage::Reviewed);
        self.awaiting_review += u64::from(outline.standing == Some(Standing::Waiting));
        self.spent_minutes += outline.spent_minutes();
        self.without_cost += u64::from(outline.spent.is_none());
    }

    /// How many say what they cost.
    pub fn timed(&self) -> u64 {
        self.attempts.saturating_sub(self.without_cost)
    }

    /// What each of those cost on the average, in whole minutes; nothing where none says it.
    pub fn minutes_each(&self) -> u64 {
        self.spent_minutes.checked_div(self.timed()).unwrap_or(0)
    }

    /// How many have no principle yet.
    pub fn drafts(&self) -> u64 {
        self.attempts.saturating_sub(self.lessons)
    }
}

/// The attempts under one tag, or in one project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The tag or project; nothing for attempts that have none.
    pub name: Option<String>,
    /// What they add up to.
    #[serde(flatten)]
    pub figures: Figures,
}

/// A principle of the period that was met more than once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrincipleMet {
    /// The principle, as it was written last within the period.
    pub principle: String,
    /// In how many attempts of the period.
    pub times: u64,
    /// What those cost together.
    pub spent_minutes: u64,
    /// In how many attempts of the whole journal.
    pub times_in_all: u64,
    /// In how many attempts of the period its latest review disputes it.
    pub disputed: u64,
    /// When it was first met.
    pub first_met: Stamp,
}

/// A signal of the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignalSeen {
    /// The phrase.
    pub signal: String,
    /// How many attempts name it.
    pub times: u64,
    /// What those cost together.
    pub spent_minutes: u64,
    /// What to do when it is seen.
    pub next: Option<String>,
    /// In how many attempts of the period the latest review disputes the principle.
    pub disputed: u64,
}

/// An attempt of the period that waits for its principle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// Its short identifier.
    pub short: String,
    /// What was tried.
    pub tried: String,
    /// When.
    pub happened_at: Stamp,
}

/// The period before, for comparison: as much of it as has gone by of the one that is reported, where that one has not
/// ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// What is compared.
    pub period: Period,
    /// How many days it has.
    pub days: Option<u32>,
    /// Whether that is only the first part of the period before.
    pub cut: bool,
    /// What its attempts add up to.
    pub figures: Figures,
}

impl Report {
    /// Leaves out what is told day by day, which is nobody else's business.
    pub(super) fn forget_days(&mut self) {
        self.course.days.clear();
        self.growth.cycles = None;
    }
}

/// What a period was like.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The period.
    pub period: Period,
    /// The time zone whose days and hours these are, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// How many days it has; nothing when it is open.
    pub days: Option<u32>,
    /// What else the attempts had in common, in words; empty when all attempts of the period count.
    pub only: Vec<String>,
    /// Whether it has not ended yet.
    pub running: bool,
    /// How many days have begun of it, where it has not ended yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_so_far: Option<u32>,
    /// What its attempts add up to.
    pub figures: Figures,
    /// By tag, most attempts first. An attempt with several tags counts under each.
    pub tags: Vec<Group>,
    /// The tags that cost most, in all or for each attempt that says it, at most eight, by what they cost in all.
    pub dearest_tags: Vec<Group>,
    /// By project, most attempts first.
    pub projects: Vec<Group>,
    /// Principles met more than once, in the period or before it, most often first.
    pub principles_met_again: Vec<PrincipleMet>,
    /// Signals to watch, most often named first.
    pub signals: Vec<SignalSeen>,
    /// Drafts of the period, earliest first.
    pub drafts: Vec<Draft>,
    /// How trying turned into lessons.
    pub growth: Growth,
    /// How much help attempts had.
    pub calibration: Calibration,
    /// How the period went, day by day.
    pub course: Course,
    /// The explorations that were opened or closed in the period, in the order in which they were opened.
    pub explorations: Vec<Explored>,
    /// What it is compared with, where something was before it.
    pub before: Option<Comparison>,
    /// How many there are of what is listed here.
    pub in_all: InAll,
}

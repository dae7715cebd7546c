//! How trying turns into lessons: each measure with the number of observations that it is made of. They are defined in
//! `docs/metrics.md`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::explorations::approaches_seen;
use super::figures::{Figures, LISTED};
use super::leading::Leading;
use super::observations::{Quartiles, ratio};
use super::principles::Meeting;
use crate::model::time::{Calendar, Period};
use crate::model::{Exploration, ExplorationId, ExplorationState, Filter, Outcome, Usefulness};
use crate::ops::{OperationError, Session};
use crate::store::{Count, Outline, WrittenBy};

/// A failure that cost at most so many minutes is a cheap one.
const CHEAP_MINUTES: u64 = 60;

/// The measures of a period. What has too few observations is counted, but no share or median is told.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Growth {
    /// Learning cycles, by day; left out where others than oneself are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cycles: Option<Cycles>,
    /// Distinct principles, by week.
    pub lesson_density: LessonDensity,
    /// How broadly was tried before a question was settled.
    pub breadth: Breadth,
    /// From the first attempt to the principle.
    pub time_to_lesson: TimeToLesson,
    /// Principles that were met again though their lesson existed.
    pub repeats: Repeats,
    /// What failed within an hour.
    pub cheap_failures: CheapFailures,
    /// Whether lessons were of use when recall had brought them back.
    pub came_back: CameBack,
}

/// Learning cycles: attempts with a reason and an outcome.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Cycles {
    /// Days with at least one cycle.
    pub observations: u64,
    /// Cycles.
    pub cycles: u64,
    /// Cycles on such a day.
    pub per_day: Option<Quartiles>,
}

/// Lessons by week.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LessonDensity {
    /// Weeks with at least one attempt.
    pub observations: u64,
    /// Distinct principles.
    pub principles: u64,
    /// Those that no attempt before the period carries: attempts that are the first of the whole journal to carry
    /// theirs.
    pub new_principles: u64,
    /// Attempts whose principle an earlier attempt carries.
    pub met_again: u64,
    /// Distinct principles in such a week.
    pub per_week: Option<f64>,
}

/// How broadly was tried before converging.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Breadth {
    /// Explorations that were converged in the period and have an attempt that the filters choose.
    pub observations: u64,
    /// Those with two approaches or more that had ended before.
    pub broad: u64,
    /// Their share.
    pub share: Option<f64>,
    /// The names of the others, at most a hundred: at most one approach had ended.
    pub after_one: Vec<String>,
}

/// From the first attempt to the principle.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TimeToLesson {
    /// New principles.
    pub observations: u64,
    /// Those that were imported: the time at which their entry was written stands for that of the principle.
    pub imported: u64,
    /// Minutes from the first attempt to the first writing of the principle.
    pub minutes: Option<Quartiles>,
}

/// Principles that were met again though their lesson existed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Repeats {
    /// Attempts with a principle.
    pub observations: u64,
    /// Those whose principle had been written before the attempt.
    pub repeated: u64,
    /// Those that met a principle again before it was written: it was written down, or imported, afterwards.
    pub met_before_writing: u64,
    /// Their share.
    pub share: Option<f64>,
}

/// Attempts that failed within an hour.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CheapFailures {
    /// Attempts that say what they cost.
    pub observations: u64,
    /// Those that failed and cost an hour at most.
    pub failures: u64,
    /// What these cost together, in minutes.
    pub spent_minutes: u64,
    /// Their share of the time spent.
    pub share: Option<f64>,
}

/// Whether lessons were of use when recall had brought them back.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CameBack {
    /// What was said in the period of lessons that the filters choose.
    pub observations: u64,
    /// How often it was said that one helped.
    pub helped: u64,
    /// Distinct lessons that helped.
    pub lessons: u64,
    /// The share of what was said that says so.
    pub share: Option<f64>,
}

/// What the pass over a period's entries notes for the measures.
#[derive(Default)]
pub(super) struct Observed {
    cycles: BTreeMap<NaiveDate, u64>,
    lessons: Lessons,
    cheap_failures: u64,
    cheap_minutes: u64,
}

impl Observed {
    pub(super) fn add(&mut self, outline: &Outline, calendar: &Calendar<'_>) {
        *self
            .cycles
            .entry(calendar.date_of(outline.happened_at))
            .or_default() += 1;
        let is_cheap = outline.spent.is_some() && outline.spent_minutes() <= CHEAP_MINUTES;
        if is_cheap && outline.outcome == Outcome::Failed {
            self.cheap_failures += 1;
            self.cheap_minutes += outline.spent_minutes();
        }
    }

    /// Takes in an attempt that carries a principle.
    pub(super) fn meet(&mut self, meeting: &Meeting) {
        self.lessons.add(meeting);
    }

    /// The measures. `figures` are those of the same entries, with how many principles they have.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub(super) fn growth(
        self,
        session: &Session<'_>,
        period: &Period,
        filter: &Filter,
        (figures, principles): (&Figures, u64),
    ) -> Result<Growth, OperationError> {
        let weeks = self.weeks(&session.calendar);
        let lessons = self.lessons;
        let timed = figures.attempts.saturating_sub(figures.without_cost);
        Ok(Growth {
            lesson_density: LessonDensity {
                observations: weeks,
                principles,
                new_principles: lessons.minutes.len() as u64,
                met_again: lessons.met_again,
                per_week: ratio(principles, weeks, weeks),
            },
            breadth: breadth(session, period, filter)?,
            came_back: came_back(session, period, filter)?,
            repeats: Repeats {
                observations: figures.lessons,
                repeated: lessons.repeated,
                met_before_writing: lessons.met_before_writing,
                share: ratio(lessons.repeated, figures.lessons, figures.lessons),
            },
            time_to_lesson: TimeToLesson {
                observations: lessons.minutes.len() as u64,
                imported: lessons.imported,
                minutes: Quartiles::of(lessons.minutes),
            },
            cheap_failures: CheapFailures {
                observations: timed,
                failures: self.cheap_failures,
                spent_minutes: self.cheap_minutes,
                share: ratio(self.cheap_minutes, figures.spent_minutes, timed),
            },
            cycles: Some(Cycles {
                observations: self.cycles.len() as u64,
                cycles: figures.attempts,
                per_day: Quartiles::of(self.cycles.into_values().collect()),
            }),
        })
    }

    /// The weeks with at least one attempt.
    fn weeks(&self, calendar: &Calendar<'_>) -> u64 {
        let weeks: BTreeSet<Option<NaiveDate>> = self
            .cycles
            .keys()
            .map(|day| day.week(calendar.week_start()).checked_first_day())
            .collect();
        weeks.len() as u64
    }
}

/// What the principles of a period come to, each seen against the whole journal.
#[derive(Default)]
struct Lessons {
    met_again: u64,
    repeated: u64,
    met_before_writing: u64,
    minutes: Vec<u64>,
    imported: u64,
}

impl Lessons {
    fn add(&mut self, meeting: &Meeting) {
        let is_again = meeting.new.is_none();
        self.met_again += u64::from(is_again);
        self.repeated += u64::from(meeting.is_repeated);
        self.met_before_writing += u64::from(is_again && !meeting.is_repeated);
        if let Some(origin) = &meeting.new {
            let first_met = origin.first_met.utc_milliseconds();
            let milliseconds = origin.written_milliseconds.saturating_sub(first_met);
            self.minutes
                .push(u64::try_from(milliseconds / 60_000).unwrap_or(0));
            self.imported += u64::from(origin.written_by == WrittenBy::Entry);
        }
    }
}

/// Of the explorations that were converged in a period, and have an attempt that the filter chooses, how many had two
/// approaches or more that ended before.
fn breadth(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<Breadth, OperationError> {
    let mut breadth = Breadth::default();
    let mut after_one = Leading::new(LISTED);
    let converged = Some(ExplorationState::Converged);
    session
        .journal
        .for_each_exploration(converged, |exploration| {
            let is_within = exploration
                .facts
                .closed_at
                .is_some_and(|at| period.contains(at));
            if !is_within || !concerns(session, filter, &exploration)? {
                return Ok(());
            }
            breadth.observations += 1;
            let approaches = approaches_seen(session, &exploration, filter.privacy)?;
            let ended = approaches
                .iter()
                .filter(|approach| approach.ended_before(exploration.facts.closed_at))
                .count();
            if ended >= 2 {
                breadth.broad += 1;
            } else {
                let name = exploration.facts.name.as_str().to_owned();
                after_one.add(closed_at(&exploration), name);
            }
            Ok::<(), OperationError>(())
        })?;
    breadth.after_one = after_one.into_values().collect();
    breadth.share = ratio(breadth.broad, breadth.observations, breadth.observations);
    Ok(breadth)
}

fn closed_at(exploration: &Exploration) -> Option<(i64, ExplorationId)> {
    let at = exploration.facts.closed_at?;
    Some((at.utc_milliseconds(), exploration.id))
}

/// Whether the filter, its period set aside, chooses any attempt of an exploration.
fn concerns(
    session: &Session<'_>,
    filter: &Filter,
    exploration: &Exploration,
) -> Result<bool, OperationError> {
    let name = exploration.facts.name.as_str();
    if filter
        .exploration
        .as_deref()
        .is_some_and(|asked| asked != name)
    {
        return Ok(false);
    }
    let attempts = Filter {
        exploration: Some(name.to_owned()),
        ..at_any_time(filter)
    };
    Ok(session.journal.count(&attempts)? != Count::Exactly(0))
}

/// What was said in a period of lessons, from any time, that the filter chooses.
fn came_back(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<CameBack, OperationError> {
    let mut came_back = CameBack::default();
    let judged = at_any_time(filter);
    session.journal.for_each_judged(&judged, |entry| {
        let said = entry
            .feedback
            .iter()
            .filter(|said| period.contains(said.at));
        let helped = said
            .clone()
            .filter(|said| said.verdict == Usefulness::Helped);
        let helped = helped.count() as u64;
        came_back.observations += said.count() as u64;
        came_back.helped += helped;
        came_back.lessons += u64::from(helped > 0);
        Ok::<(), OperationError>(())
    })?;
    let observations = came_back.observations;
    came_back.share = ratio(came_back.helped, observations, observations);
    Ok(came_back)
}

/// The filter without its period.
fn at_any_time(filter: &Filter) -> Filter {
    Filter {
        since: None,
        until: None,
        ..filter.clone()
    }
}

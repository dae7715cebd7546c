//! How a period went: attempts by day, outcomes by week, tags by month. What is kept grows with the days of the
//! period, not with its entries.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::{Serialize, Serializer};

use crate::model::time::Calendar;
use crate::model::{Filter, Outcome};
use crate::ops::Session;
use crate::store::{Outline, StoreError};

/// How many tags are followed through the months.
pub(super) const FOLLOWED: usize = 10;

/// How a period went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Course {
    /// The days with at least one attempt, earliest first.
    pub days: Vec<Day>,
    /// The weeks with at least one attempt, earliest first.
    pub weeks: Vec<Stretch>,
    /// The months with at least one attempt, earliest first.
    pub months: Vec<Stretch>,
    /// The tags with most attempts, each through the months.
    pub tags: Vec<TagByMonth>,
    /// Attempts that have one of those tags or several.
    pub attempts_under_tags: u64,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Day {
    /// In the person's zone.
    #[serde(serialize_with = "iso")]
    pub date: NaiveDate,
    /// How many attempts.
    pub attempts: u64,
}

/// A week or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// Its first day.
    #[serde(serialize_with = "iso")]
    pub begins: NaiveDate,
    /// How many attempts failed.
    pub failed: u64,
    /// How many held in part.
    pub partial: u64,
    /// How many worked.
    pub worked: u64,
}

/// A tag through the months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagByMonth {
    /// The tag.
    pub tag: String,
    /// Its attempts in each of the months.
    pub attempts: Vec<u64>,
}

impl Stretch {
    /// The one that begins on a day.
    fn of(all: &mut BTreeMap<NaiveDate, Self>, begins: NaiveDate) -> &mut Self {
        all.entry(begins).or_insert(Self {
            begins,
            failed: 0,
            partial: 0,
            worked: 0,
        })
    }

    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Failed => self.failed += 1,
            Outcome::Partial => self.partial += 1,
            Outcome::Worked => self.worked += 1,
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn iso<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// What the pass over a period's entries notes of its course.
#[derive(Default)]
pub(super) struct CourseTally {
    days: BTreeMap<NaiveDate, u64>,
    weeks: BTreeMap<NaiveDate, Stretch>,
    months: BTreeMap<NaiveDate, Stretch>,
}

impl CourseTally {
    pub(super) fn add(&mut self, outline: &Outline, calendar: &Calendar<'_>) {
        let date = calendar.date_of(outline.happened_at);
        *self.days.entry(date).or_default() += 1;
        let begins = date
            .week(calendar.week_start())
            .checked_first_day()
            .unwrap_or(date);
        Stretch::of(&mut self.weeks, begins).add(outline.outcome);
        Stretch::of(&mut self.months, first_of_month(date)).add(outline.outcome);
    }

    /// How the period went. `tags` are those with most attempts; they are followed in a pass of their own over the entries
    /// that `within` chooses.
    pub(super) fn finish(
        self,
        session: &Session<'_>,
        within: &Filter,
        tags: Vec<String>,
    ) -> Result<Course, StoreError> {
        let none = || vec![0; self.months.len()];
        let mut tags: Vec<TagByMonth> = tags
            .into_iter()
            .map(|tag| TagByMonth {
                tag,
                attempts: none(),
            })
            .collect();
        let places: BTreeMap<NaiveDate, usize> = self.months.keys().copied().zip(0..).collect();
        let mut attempts_under_tags = 0;
        session.journal.for_each_tagged(within, |tagged| {
            let month = first_of_month(session.calendar.date_of(tagged.happened_at));
            let Some(place) = places.get(&month) else {
                return Ok(());
            };
            let mut is_followed = false;
            for followed in &mut tags {
                let has_it = tagged.tags.iter().any(|tag| tag.as_str() == followed.tag);
                if let Some(attempts) = followed.attempts.get_mut(*place) {
                    *attempts += u64::from(has_it);
                    is_followed |= has_it;
                }
            }
            attempts_under_tags += u64::from(is_followed);
            Ok::<(), StoreError>(())
        })?;
        let day = |(date, attempts)| Day { date, attempts };
        Ok(Course {
            tags,
            attempts_under_tags,
            days: self.days.into_iter().map(day).collect(),
            weeks: self.weeks.into_values().collect(),
            months: self.months.into_values().collect(),
        })
    }
}

fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

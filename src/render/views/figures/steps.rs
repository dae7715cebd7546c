//! The steps in which a period is drawn: weeks where it is short, then months, quarters, years, and many years at once, so
//! that no period is too long to be drawn.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use super::calendar::{Extent, short_date};
use crate::model::time::{Calendar, Period};
use crate::ops::report::Report;

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Week,
    Month,
    Quarter,
    /// So many years, from one that this number divides.
    Years(i32),
}

/// From the finest to the coarsest.
const FROM_FINE_TO_COARSE: [Step; 13] = [
    Step::Week,
    Step::Month,
    Step::Quarter,
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1000),
];

impl Step {
    /// What one is called.
    pub(super) fn name(self) -> String {
        match self {
            Self::Week => "week".to_owned(),
            Self::Month => "month".to_owned(),
            Self::Quarter => "quarter".to_owned(),
            Self::Years(1) => "year".to_owned(),
            Self::Years(many) => format!("{many} years"),
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Years(2..) => "are",
            _ => "is",
        }
    }

    /// The first day of the one that holds a day.
    fn begin(self, date: NaiveDate, week_start: Weekday) -> Option<NaiveDate> {
        match self {
            Self::Week => date.week(week_start).checked_first_day(),
            Self::Month => date.with_day(1),
            Self::Quarter => NaiveDate::from_ymd_opt(date.year(), date.month0() / 3 * 3 + 1, 1),
            Self::Years(many) => NaiveDate::from_ymd_opt(date.year() / many * many, 1, 1),
        }
    }

    /// The first day of the next one.
    fn next(self, begins: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Week => begins.checked_add_days(Days::new(7)),
            Self::Month => begins.checked_add_months(Months::new(1)),
            Self::Quarter => begins.checked_add_months(Months::new(3)),
            Self::Years(many) => NaiveDate::from_ymd_opt(begins.year() + many, 1, 1),
        }
    }

    fn label(self, begins: NaiveDate) -> String {
        match self {
            Self::Week => format!("week of {}", short_date(begins)),
            Self::Month => begins.format("%b %Y").to_string(),
            Self::Quarter => format!("Q{} {}", begins.month0() / 3 + 1, begins.format("%Y")),
            Self::Years(1) => begins.format("%Y").to_string(),
            Self::Years(many) => {
                format!("{} to {:04}", begins.format("%Y"), begins.year() + many - 1)
            }
        }
    }
}

/// Steps that follow one another without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Steps {
    pub(super) step: Step,
    begins: Vec<NaiveDate>,
}

impl Steps {
    /// The finest steps, `finest` or coarser, of which at most `most` lead through these days. Where there were attempts
    /// is given by the first days of weeks and of months, earliest first. None where there were none.
    pub(super) fn through(
        (weeks, months): (&[NaiveDate], &[NaiveDate]),
        extent: Extent,
        finest: Step,
        most: usize,
    ) -> Option<Self> {
        let steps = FROM_FINE_TO_COARSE.into_iter();
        let mut steps = steps.skip_while(|step| *step != finest);
        steps.find_map(|step| {
            let days = if step == Step::Week { weeks } else { months };
            let first = extent.first.unwrap_or(*days.first()?);
            let last = extent.last.max(*days.last()?);
            Self::from(step, step.begin(first, extent.week_start)?, last, most)
        })
    }

    /// Those of one kind from the one that begins on a day to the one that holds another; none where they are more than
    /// `most`.
    fn from(step: Step, first: NaiveDate, last: NaiveDate, most: usize) -> Option<Self> {
        let mut begins = Vec::new();
        let mut next = Some(first);
        while let Some(begin) = next.filter(|begin| *begin <= last) {
            if begins.len() == most {
                return None;
            }
            begins.push(begin);
            next = step.next(begin);
        }
        Some(Self { step, begins })
    }

    /// The quarters from that of a day to that of another.
    pub(super) fn quarters(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        Self::from(Step::Quarter, first, last, usize::MAX)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.begins.len()
    }

    /// What they are called, in order.
    pub(super) fn labels(&self) -> impl Iterator<Item = String> {
        let step = self.step;
        self.begins.iter().map(move |begins| step.label(*begins))
    }

    /// The same in as few columns as can be told apart.
    pub(super) fn short_labels(&self) -> impl Iterator<Item = String> {
        let year = |begins: Option<&NaiveDate>| begins.map(chrono::Datelike::year);
        let one_year = year(self.begins.first()) == year(self.begins.last());
        self.begins.iter().map(move |begins| match self.step {
            Step::Month if one_year => begins.format("%b").to_string(),
            Step::Month => begins.format("%b %y").to_string(),
            Step::Quarter if one_year => format!("Q{}", begins.month0() / 3 + 1),
            Step::Quarter => format!("Q{} {}", begins.month0() / 3 + 1, begins.format("%y")),
            Step::Years(_) => begins.format("%Y").to_string(),
            Step::Week => short_date(*begins),
        })
    }

    /// The place of the one that holds a day.
    pub(super) fn place(&self, date: NaiveDate) -> Option<usize> {
        self.begins
            .partition_point(|begins| *begins <= date)
            .checked_sub(1)
    }

    /// The first and the last of them.
    pub(super) fn span(&self) -> String {
        let mut labels = self.short_labels();
        let first = labels.next().unwrap_or_default();
        labels
            .last()
            .map_or_else(|| first.clone(), |last| format!("{first} to {last}"))
    }

    /// What is to be known of the first and the last of them: where the period cuts them off, or they are not over, they
    /// look smaller than others for no other reason.
    pub(super) fn caution(&self, report: &Report, calendar: &Calendar<'_>) -> Option<String> {
        let cut = self.cut(&report.period, calendar);
        let sentences: Vec<String> = cut
            .into_iter()
            .chain(self.running(report, calendar))
            .collect();
        Some(sentences.join(" ")).filter(|caution| !caution.is_empty())
    }

    /// Which of them the period cuts off.
    pub(super) fn cut(&self, period: &Period, calendar: &Calendar<'_>) -> Option<String> {
        let (first, last) = (*self.begins.first()?, *self.begins.last()?);
        let is_first_cut = (period.first_day(calendar)).is_some_and(|day| day > first);
        let day_after = (period.last_day(calendar)).and_then(|day| day.succ_opt());
        let is_last_cut =
            (day_after.zip(self.step.next(last))).is_some_and(|(end, next)| end < next);
        let (name, verb) = (self.step.name(), self.step.verb());
        match (is_first_cut, is_last_cut) {
            (false, false) => None,
            _ if self.begins.len() == 1 => {
                Some(format!("The {name} {verb} cut off by the period."))
            }
            (true, true) => Some(format!(
                "The first and the last {name} are cut off by the period."
            )),
            (true, false) => Some(format!("The first {name} {verb} cut off by the period.")),
            (false, true) => Some(format!("The last {name} {verb} cut off by the period.")),
        }
    }

    /// Whether the last of them is not over.
    pub(super) fn running(&self, report: &Report, calendar: &Calendar<'_>) -> Option<String> {
        let (last, today) = (*self.begins.last()?, calendar.today());
        let next = self.step.next(last);
        let is_running = report.running && last <= today && next.is_none_or(|next| today < next);
        let (name, verb) = (self.step.name(), self.step.verb());
        let which = if self.begins.len() == 1 { "" } else { "last " };
        is_running.then(|| format!("The {which}{name} {verb} not over."))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The steps from a day to another on which there were attempts.
    fn steps([first, last]: [NaiveDate; 2], finest: Step, most: usize) -> Steps {
        let extent = Extent {
            first: Some(first),
            last,
            week_start: Weekday::Mon,
        };
        Steps::through((&[last], &[last]), extent, finest, most).unwrap()
    }

    #[test]
    fn the_longer_a_period_the_coarser_its_steps() {
        for (last, finest, step, count, label) in [
            ("2026-01-05", Step::Week, Step::Week, 1, "week of 5 Jan"),
            ("2026-06-15", Step::Week, Step::Week, 24, "week of 15 Jun"),
            ("2026-06-22", Step::Week, Step::Month, 6, "Jun 2026"),
            ("2026-01-05", Step::Month, Step::Month, 1, "Jan 2026"),
            ("2027-12-31", Step::Week, Step::Month, 24, "Dec 2027"),
            ("2028-01-01", Step::Week, Step::Quarter, 9, "Q1 2028"),
            ("2032-01-01", Step::Week, Step::Years(1), 7, "2032"),
            ("2050-01-01", Step::Week, Step::Years(2), 13, "2050 to 2051"),
            (
                "9999-12-31",
                Step::Week,
                Step::Years(500),
                16,
                "9500 to 9999",
            ),
        ] {
            let days = [date("2026-01-05"), date(last)];
            let steps = steps(days, finest, 24);
            assert_eq!((steps.step, steps.count()), (step, count), "{last}");
            assert_eq!(steps.labels().last().unwrap(), label);
        }
    }

    #[test]
    fn steps_without_attempts_are_there_from_the_first_day_of_the_period_to_its_last() {
        let may = date("2026-05-04");
        let labels = |first, last: &str| {
            let extent = Extent {
                first,
                last: date(last),
                week_start: Weekday::Mon,
            };
            let steps = Steps::through((&[], &[may]), extent, Step::Month, 24)?;
            Some(steps.span())
        };
        for (first, last, span) in [
            (Some(date("2026-01-01")), "2026-12-31", "Jan to Dec"),
            (Some(date("2025-11-30")), "2026-05-31", "Nov 25 to May 26"),
            // An attempt that is dated ahead.
            (Some(date("2026-03-01")), "2026-04-20", "Mar to May"),
            // A period that has always been going on begins with the first attempt.
            (None, "2026-07-01", "May to Jul"),
        ] {
            assert_eq!(labels(first, last).as_deref(), Some(span));
        }
        let extent = Extent {
            first: Some(may),
            last: may,
            week_start: Weekday::Mon,
        };
        assert_eq!(Steps::through((&[], &[]), extent, Step::Week, 24), None);
    }

    proptest! {
        #[test]
        fn every_period_is_drawn_in_few_steps_and_each_of_its_days_is_in_one(
            first in 1_i32..3_600_000, length in 0_i32..3_600_000, within in 0.0_f64..1.0, most in 12_usize..60,
        ) {
            let day = |number: i32| NaiveDate::from_num_days_from_ce_opt(number.min(3_652_059)).unwrap();
            #[expect(clippy::cast_possible_truncation, reason = "within the length")]
            let middle = day(first + (f64::from(length) * within) as i32);
            let days = [day(first), day(first + length)];
            let steps = steps(days, Step::Week, most);
            prop_assert!((1..=most).contains(&steps.count()));
            let place = steps.place(middle).unwrap();
            let begins = *steps.begins.get(place).unwrap();
            prop_assert!(begins <= middle);
            prop_assert!(steps.step.next(begins).is_none_or(|next| middle < next));
            prop_assert_eq!(steps.place(days[0]), Some(0));
            prop_assert_eq!(steps.place(days[1]), Some(steps.count() - 1));
        }
    }
}

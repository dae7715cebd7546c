//! The filters that many commands share, and what they mean.

use clap::{Args, ValueEnum};

use super::Failure;
use super::parsing::{self, Refused};
use crate::model::time::{self, Calendar, Period, PeriodError, expression};
use crate::model::{Assist, Filter, Order, Outcome, Privacy, Stage, Tag, TagGroup};

/// Which entries are meant.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters")]
pub struct FilterArguments {
    /// Has this tag, or one below it; `a,b` is either, repeated is all of them
    #[arg(short, long = "tag", value_name = "TAG", value_parser = tag_group)]
    pub tags: Vec<TagGroup>,
    /// Does not have this tag, nor one below it
    #[arg(long = "not-tag", value_name = "TAG", value_parser = parsing::tag)]
    pub not_tags: Vec<Tag>,
    /// Happened on this day or later: 2026-10-03, yesterday, monday, "2 weeks ago"
    #[arg(long, value_name = "WHEN")]
    pub since: Option<String>,
    /// Happened on this day or earlier
    #[arg(long, value_name = "WHEN")]
    pub until: Option<String>,
    /// Happened in this month: 2026-10, october, "last month"
    #[arg(long, value_name = "MONTH", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["since", "until", "week", "quarter", "year"])]
    pub month: Option<String>,
    /// Happened in this week: this one, or 2026-W41, or the week of a day
    #[arg(long, value_name = "WEEK", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["since", "until", "quarter", "year"])]
    pub week: Option<String>,
    /// Happened in this quarter: this one, or 2026-Q4
    #[arg(long, value_name = "QUARTER", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["since", "until", "year"])]
    pub quarter: Option<String>,
    /// Happened in this year: this one, or 2026
    #[arg(long, value_name = "YEAR", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["since", "until"])]
    pub year: Option<String>,
    /// Happened in this project
    #[arg(long, value_name = "NAME")]
    pub project: Option<String>,
    /// Ended so: failed, partial or worked
    #[arg(long, value_name = "OUTCOME", value_parser = parsing::word::<Outcome>)]
    pub outcome: Option<Outcome>,
    /// Has come so far: draft, lesson or reviewed
    #[arg(long, value_name = "STAGE", value_parser = parsing::word::<Stage>)]
    pub stage: Option<Stage>,
    /// Had this much assistance: none, ask, pair or delegate
    #[arg(long, value_name = "LEVEL", value_parser = parsing::word::<Assist>)]
    pub assist: Option<Assist>,
    /// Belongs to this exploration
    #[arg(long, value_name = "NAME")]
    pub exploration: Option<String>,
    /// Was written by this author
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Has these words, as `search` finds them
    #[arg(long, value_name = "QUERY")]
    pub text: Option<String>,
}

/// How many, and in which order.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Order and number")]
pub struct PageArguments {
    /// Show at most so many; 0 shows all
    #[arg(short, long, value_name = "N", value_parser = parsing::limit)]
    pub limit: Option<u64>,
    /// Turn the order around
    #[arg(long)]
    pub reverse: bool,
    /// What comes first: date, created, spent, count, name or relevance, as far as it applies
    #[arg(long, value_name = "BY", value_enum, hide_possible_values = true)]
    pub sort: Option<Sort>,
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// The latest attempt, or what was seen last
    Date,
    /// The entry written last
    Created,
    /// What cost most
    Spent,
    /// What is most frequent
    Count,
    /// The name that sorts first
    Name,
    /// The best match
    Relevance,
}

fn tag_group(given: &str) -> Result<TagGroup, Refused> {
    given
        .split(',')
        .map(parsing::tag)
        .collect::<Result<_, _>>()
        .map(TagGroup)
}

impl FilterArguments {
    /// The filter that is meant.
    ///
    /// # Errors
    /// When a date is not understood.
    pub fn filter(&self, calendar: &Calendar<'_>) -> Result<Filter, Failure> {
        let period = self.period(calendar)?;
        Ok(Filter {
            tags: self.tags.clone(),
            not_tags: self.not_tags.clone(),
            since: period.as_ref().and_then(Period::start),
            until: period.as_ref().and_then(Period::end),
            project: self.project.clone(),
            outcome: self.outcome,
            stage: self.stage,
            standing: None,
            assist: self.assist,
            exploration: self.exploration.clone(),
            author: self.author.clone(),
            text: self.text.clone(),
            privacy: Privacy::Everything,
        })
    }

    /// The filter that is meant where another one holds as far as these flags say nothing. Periods are left aside.
    pub fn over(&self, other: Filter) -> Filter {
        let tags = Some(&self.tags).filter(|tags| !tags.is_empty());
        let not_tags = Some(&self.not_tags).filter(|tags| !tags.is_empty());
        Filter {
            tags: tags.cloned().unwrap_or(other.tags),
            not_tags: not_tags.cloned().unwrap_or(other.not_tags),
            project: self.project.clone().or(other.project),
            outcome: self.outcome.or(other.outcome),
            stage: self.stage.or(other.stage),
            assist: self.assist.or(other.assist),
            exploration: self.exploration.clone().or(other.exploration),
            author: self.author.clone().or(other.author),
            text: self.text.clone().or(other.text),
            ..other
        }
    }

    /// The period that is meant, if one is.
    ///
    /// # Errors
    /// When a date is not understood, or the period would end before it starts.
    pub fn period(&self, calendar: &Calendar<'_>) -> Result<Option<Period>, Failure> {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        if let Some(month) = &self.month {
            let month = given(month).unwrap_or_else(|| "this month".to_owned());
            return Ok(Some(named("--month", expression::month(&month, calendar))?));
        }
        if let Some(week) = &self.week {
            return Ok(Some(named(
                "--week",
                expression::week(given(week).as_deref(), calendar),
            )?));
        }
        if let Some(quarter) = &self.quarter {
            return Ok(Some(named(
                "--quarter",
                expression::quarter(given(quarter).as_deref(), calendar),
            )?));
        }
        if let Some(year) = &self.year {
            return Ok(Some(named(
                "--year",
                expression::year(given(year).as_deref(), calendar),
            )?));
        }
        if self.since.is_none() && self.until.is_none() {
            return Ok(None);
        }
        let since = self
            .since
            .as_ref()
            .map(|text| named("--since", expression::since(text, calendar)))
            .transpose()?;
        let until = self
            .until
            .as_ref()
            .map(|text| named("--until", expression::until(text, calendar)))
            .transpose()?;
        let period = Period::between(calendar, since, until);
        period.map(Some).map_err(|error| match error {
            PeriodError::NotForward { .. } => Failure::usage(
                "`--until` ends before `--since` begins",
                "give the earlier day to `--since`",
            ),
            other => other.into(),
        })
    }
}

fn named<T>(flag: &str, result: Result<T, time::DateError>) -> Result<T, Failure> {
    result.map_err(|error| Failure::from(error).context(format!("`{flag}` cannot be used")))
}

impl PageArguments {
    /// The limit: the one given, else `preset`; 0 is none.
    pub fn limit(&self, preset: u64) -> Option<u64> {
        parsing::at_most(self.limit, preset)
    }

    /// The order of entries.
    ///
    /// # Errors
    /// When entries cannot be sorted so.
    pub fn entry_order(&self) -> Result<Order, Failure> {
        Ok(match (self.sort.unwrap_or(Sort::Date), self.reverse) {
            (Sort::Date, false) => Order::Newest,
            (Sort::Date, true) => Order::Oldest,
            (Sort::Created, false) => Order::LastCreated,
            (Sort::Created, true) => Order::FirstCreated,
            (Sort::Spent, false) => Order::MostSpent,
            (Sort::Spent, true) => Order::LeastSpent,
            (Sort::Count | Sort::Name | Sort::Relevance, _) => {
                return Err(Failure::usage(
                    "entries cannot be sorted so",
                    "write `--sort date`, `created` or `spent`",
                ));
            }
        })
    }
}

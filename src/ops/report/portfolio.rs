//! A body of work: the principles learnt, with the attempts that taught them, and the growth over the quarters.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike as _, Months, NaiveDate};
use serde::Serialize;

use super::account::{Account, Names};
use super::explorations::Explored;
use super::figures::Figures;
use super::gather::within;
use super::highlights::{Examples, rank};
use super::leading::{Fingerprint, Fingerprints, weightiest};
use super::principles::Principles;
use super::rewriting::Rewrite;
use crate::model::time::{Period, Stamp};
use crate::model::{EntryId, Filter, Outcome, PrincipleKey};
use crate::ops::{OperationError, Session};
use crate::redaction::Redactor;
use crate::store::Outline;

/// How many principles are told.
const PRINCIPLES: usize = 30;
/// How many attempts are told of each.
const ATTEMPTS: usize = 3;

/// A body of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Portfolio {
    /// The principles that cost most, then those that were met most often.
    pub principles: Vec<Learnt>,
    /// How many there are in all.
    pub principles_in_all: usize,
    /// The quarters with at least one attempt, earliest first.
    pub quarters: Vec<Quarter>,
}

/// A principle with the attempts that taught it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Learnt {
    /// As it was written last.
    pub principle: String,
    /// What to do next time, as it was said last.
    pub next: Option<String>,
    /// In how many attempts of the period it was met.
    pub times: u64,
    /// What those cost together, in minutes.
    pub spent_minutes: u64,
    /// In how many attempts of the whole journal it was met.
    pub times_in_all: u64,
    /// When the first of these happened.
    pub first_met: Stamp,
    /// The most expensive of the attempts.
    pub attempts: Vec<Attempt>,
}

/// An attempt, without who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// Its short identifier.
    pub short: String,
    /// What was tried.
    pub tried: String,
    /// Why it failed, or why it worked.
    pub because: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What it cost, in minutes.
    pub spent_minutes: Option<u32>,
    /// When.
    pub happened_at: Stamp,
}

/// A quarter of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Quarter {
    /// Its first day.
    #[serde(skip)]
    pub begins: NaiveDate,
    /// `2026-Q4`.
    pub quarter: String,
    /// What its attempts add up to.
    #[serde(flatten)]
    pub figures: Figures,
    /// Principles whose first attempt in the whole journal is one of these.
    pub new_principles: u64,
    /// Attempts whose principle an earlier one of the whole journal carries.
    pub met_again: u64,
}

/// The whole of it, as JSON has it: what is no part of a portfolio, such as drafts, is not in it.
#[derive(Debug, Clone, Serialize)]
pub struct PortfolioPage<'a> {
    period: &'a Period,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<&'a str>,
    only: &'a [String],
    figures: &'a Figures,
    #[serde(flatten)]
    portfolio: Option<&'a Portfolio>,
    explorations: &'a [Explored],
    #[serde(skip_serializing_if = "Option::is_none")]
    private_left_out: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Names>,
}

impl<'a> From<&'a Account> for PortfolioPage<'a> {
    fn from(account: &'a Account) -> Self {
        Self {
            period: &account.report.period,
            zone: account.report.zone.as_deref(),
            only: &account.report.only,
            figures: &account.report.figures,
            portfolio: account.portfolio.as_ref(),
            explorations: &account.report.explorations,
            private_left_out: account.private_left_out,
            names: account.names,
        }
    }
}

/// What is held of a principle.
struct Tally {
    /// The attempt that wrote it last.
    last: EntryId,
    /// The latest attempt that says what to do next time.
    next: Option<EntryId>,
    spent_minutes: u64,
    attempts: Examples,
}

impl Tally {
    fn new(outline: &Outline) -> Self {
        Self {
            last: outline.id,
            next: None,
            spent_minutes: 0,
            attempts: Examples::default(),
        }
    }

    fn add(&mut self, outline: &Outline) {
        self.last = outline.id;
        if outline.next.is_some() {
            self.next = Some(outline.id);
        }
        self.spent_minutes += outline.spent_minutes();
        self.attempts.add(rank(outline), ATTEMPTS);
    }
}

/// The body of work of a period.
///
/// # Errors
/// When the journal cannot be read.
pub(super) fn portfolio(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<Portfolio, OperationError> {
    let fingerprints = Fingerprints::default();
    let mut tallies: HashMap<Fingerprint, Tally> = HashMap::new();
    let mut quarters: BTreeMap<NaiveDate, Quarter> = BTreeMap::new();
    let mut principles = Principles::new(session, filter.privacy)?;
    session
        .journal
        .for_each_outline(&within(filter, period), |outline| {
            let begins = begin_of_quarter(session.calendar.date_of(outline.happened_at));
            let quarter = quarters.entry(begins).or_default();
            quarter.figures.add(&outline);
            if let (Some(principle), Some(meeting)) =
                (&outline.principle, principles.add(&outline)?)
            {
                quarter.new_principles += u64::from(meeting.new.is_some());
                quarter.met_again += u64::from(meeting.new.is_none());
                let key = PrincipleKey::of(principle.as_str());
                let tally = tallies.entry(fingerprints.of(key.as_str()));
                tally.or_insert_with(|| Tally::new(&outline)).add(&outline);
            }
            Ok::<(), OperationError>(())
        })?;
    fill_gaps(&mut quarters);
    Ok(Portfolio {
        principles_in_all: tallies.len(),
        principles: learnt(session, &tallies, &principles)?,
        quarters: quarters
            .into_iter()
            .map(|(begins, quarter)| Quarter {
                begins,
                quarter: format!("{}-Q{}", begins.format("%Y"), begins.quarter()),
                ..quarter
            })
            .collect(),
    })
}

/// The first day of the quarter that a day lies in.
fn begin_of_quarter(date: NaiveDate) -> NaiveDate {
    let month = date.month0() / 3 * 3 + 1;
    NaiveDate::from_ymd_opt(date.year(), month, 1).unwrap_or(date)
}

/// Quarters without attempts are filled in where all of them are at most so many.
const GAPS_FILLED: usize = 100;

/// A quarter without attempts between two others is one of those that are told.
fn fill_gaps(quarters: &mut BTreeMap<NaiveDate, Quarter>) {
    let (Some((&first, _)), Some((&last, _))) =
        (quarters.first_key_value(), quarters.last_key_value())
    else {
        return;
    };
    let next = |begins: &NaiveDate| begins.checked_add_months(Months::new(3));
    let all = std::iter::successors(Some(first), next).take_while(|begins| *begins <= last);
    let all: Vec<NaiveDate> = all.take(GAPS_FILLED + 1).collect();
    if all.len() <= GAPS_FILLED {
        for begins in all {
            quarters.entry(begins).or_default();
        }
    }
}

fn learnt(
    session: &Session<'_>,
    tallies: &HashMap<Fingerprint, Tally>,
    principles: &Principles<'_>,
) -> Result<Vec<Learnt>, OperationError> {
    let key = |tally: &Tally| -> Result<Option<PrincipleKey>, OperationError> {
        Ok(session.journal.entry(tally.last)?.principle_key())
    };
    let leading = weightiest(
        tallies,
        PRINCIPLES,
        |tally| Some((tally.spent_minutes, tally.attempts.count())),
        |_, tally| key(tally),
    )?;
    let mut learnt = Vec::with_capacity(leading.len());
    for (key, tally) in leading {
        let Some((origin, times_in_all)) = key.and_then(|key| principles.in_all(&key)) else {
            continue;
        };
        let principle = session.journal.entry(tally.last)?.principle;
        let next = match tally.next {
            Some(id) => session.journal.entry(id)?.next,
            None => None,
        };
        let attempts = tally.attempts.shown(session)?.into_iter();
        learnt.push(Learnt {
            principle: principle.map_or_else(String::new, String::from),
            next: next.map(String::from),
            times: tally.attempts.count(),
            spent_minutes: tally.spent_minutes,
            times_in_all,
            first_met: origin.first_met,
            attempts: attempts
                .map(|shown| Attempt {
                    tried: shown.entry.tried.into(),
                    because: shown.entry.because.into(),
                    outcome: shown.entry.outcome,
                    spent_minutes: shown.entry.spent.map(crate::model::time::Spent::minutes),
                    happened_at: shown.entry.happened_at,
                    short: shown.short,
                })
                .collect(),
        });
    }
    Ok(learnt)
}

/// Secrets are taken out once more when a body of work is handed over: the entry may be older than the pattern.
impl Rewrite for Redactor {
    fn text(&self, text: &str) -> String {
        self.redact(text).text
    }
}

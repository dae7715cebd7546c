//! The result of `report` and of the exports of a period: its report, and the parts that were asked for beside it.

use serde::Serialize;

use super::anonymous::anonymize;
use super::calibration::Intentions;
use super::figures::Report;
use super::gather::{report, within};
use super::highlights::{Failures, Highlights, failures, highlights};
use super::portfolio::{Portfolio, portfolio};
use super::rewriting::rewrite;
use super::stuck::{Stuck, stuck};
use super::zone::put_in_zone;
use crate::model::time::{Period, Spent};
use crate::model::{Answer, Audience, Filter, Order, Privacy, Selection, TagGroup, Text};
use crate::ops::{OperationError, Session, Shown};

/// So many attempts at most are told one by one.
const ENTRIES: u64 = 50;

/// What is to be told.
#[derive(Debug, Clone, Copy)]
pub struct Inquiry<'a> {
    /// Of which stretch of time.
    pub period: &'a Period,
    /// Of which entries. Its own period is replaced by the one above.
    pub filter: &'a Filter,
    /// The areas to look at.
    pub intentions: &'a Intentions,
    /// What is to be told beside the report.
    pub parts: &'a [Part],
    /// Whom it is for.
    pub audience: Audience,
    /// Whether people and places are told.
    pub names: Names,
    /// How long to try before asking, for explorations that do not say.
    pub clock: Spent,
}

/// Whether people and places are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Names {
    /// They are.
    #[default]
    Told,
    /// They are taken out as far as they are known.
    TakenOut,
}

/// What costs a look at the journal of its own, and is told only where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The lessons that mattered, and what failed.
    Highlights,
    /// The attempts themselves.
    Entries,
    /// The most expensive attempts that did not work.
    Failures,
    /// What does not go on, and what waits for others.
    Stuck,
    /// The body of work. Whatever is told beside it is without secrets, and without the names of those who answered.
    Portfolio,
}

/// What a period was like.
#[derive(Debug, Clone, Serialize)]
pub struct Account {
    /// The figures.
    #[serde(flatten)]
    pub report: Report,
    /// The attempts behind them.
    #[serde(flatten)]
    pub highlights: Option<Highlights>,
    /// The attempts, latest first, at most fifty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<Vec<Shown>>,
    /// What did not work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failures: Option<Failures>,
    /// What does not go on, and what waits for others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stuck: Option<Stuck>,
    /// The body of work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portfolio: Option<Portfolio>,
    /// Whom it is for, where that is somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// How many private entries the filters would choose beside the others, where they are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_left_out: Option<u64>,
    /// Whether people and places are told; nothing where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Names>,
}

impl Account {
    /// Hands every answer to a question to `each`.
    pub(super) fn each_answer(&mut self, each: impl FnMut(&mut Answer)) {
        let explorations = self.report.explorations.iter_mut();
        explorations
            .flat_map(|explored| &mut explored.answers)
            .for_each(each);
    }

    /// Hands every entry that is told whole to `each`.
    pub(super) fn each_entry(&mut self, mut each: impl FnMut(&mut Shown)) {
        if let Some(highlights) = &mut self.highlights {
            let lessons = highlights
                .lessons
                .iter_mut()
                .map(|lesson| &mut lesson.entry);
            lessons.for_each(&mut each);
            let under = highlights.failed_by_tag.iter_mut();
            under
                .flat_map(|under| &mut under.examples)
                .for_each(&mut each);
        }
        if let Some(failures) = &mut self.failures {
            failures.examples.iter_mut().for_each(&mut each);
        }
        if let Some(stuck) = &mut self.stuck {
            let waiting = stuck.awaiting_review.iter_mut();
            let waiting = waiting.map(|lesson| &mut lesson.entry);
            stuck.drafts.iter_mut().chain(waiting).for_each(&mut each);
        }
        self.entries.iter_mut().flatten().for_each(each);
    }
}

/// Tells what a period was like.
///
/// # Errors
/// When the journal cannot be read.
pub fn account(session: &Session<'_>, inquiry: &Inquiry<'_>) -> Result<Account, OperationError> {
    let Inquiry { period, .. } = *inquiry;
    let others = Some(inquiry.audience).filter(|audience| *audience != Audience::Myself);
    let filter = &Filter {
        privacy: match others {
            Some(_) => Privacy::WithoutPrivate,
            None => Privacy::Everything,
        },
        ..inquiry.filter.clone()
    };
    let mut report = report(session, period, filter, inquiry.intentions)?;
    if others.is_some() {
        report.forget_days();
    }
    let asked = |part: Part| inquiry.parts.contains(&part).then_some(());
    let mut account = Account {
        report,
        highlights: asked(Part::Highlights)
            .map(|()| highlights(session, period, filter))
            .transpose()?,
        entries: asked(Part::Entries)
            .map(|()| entries(session, period, filter))
            .transpose()?,
        failures: asked(Part::Failures)
            .map(|()| failures(session, period, filter))
            .transpose()?,
        stuck: asked(Part::Stuck)
            .map(|()| stuck(session, period, filter, inquiry.clock))
            .transpose()?,
        portfolio: asked(Part::Portfolio)
            .map(|()| portfolio(session, period, filter))
            .transpose()?,
        audience: others,
        private_left_out: others
            .map(|_| private_left_out(session, period, inquiry.filter))
            .transpose()?,
        names: Some(inquiry.names).filter(|names| *names == Names::TakenOut),
    };
    if account.portfolio.is_some() {
        rewrite(&mut account, &session.redactor);
        account.each_answer(|answer| answer.by = colleague(&answer.by));
    }
    if session.calendar.zone_name().is_some() {
        put_in_zone(&mut account, &session.calendar);
    }
    if inquiry.names == Names::TakenOut {
        anonymize(session, &mut account, inquiry.filter)?;
    }
    Ok(account)
}

/// Who answered, where that is nobody's business.
fn colleague(by: &Text) -> Text {
    Text::new("a colleague").unwrap_or_else(|_| by.clone())
}

/// How many private entries the filter chooses of the period.
fn private_left_out(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<u64, OperationError> {
    let private = session.journal.private_tags()?;
    let mut left_out = 0;
    if private.is_empty() {
        return Ok(left_out);
    }
    let mut only = within(filter, period);
    only.tags.push(TagGroup(private));
    session.journal.for_each_outline(&only, |_| {
        left_out += 1;
        Ok::<(), OperationError>(())
    })?;
    Ok(left_out)
}

fn entries(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<Vec<Shown>, OperationError> {
    let entries = session.journal.entries(&Selection {
        filter: within(filter, period),
        order: Order::Newest,
        limit: Some(ENTRIES),
    })?;
    Ok(Shown::all(&session.journal, entries)?)
}

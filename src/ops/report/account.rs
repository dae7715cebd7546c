//! The result of `report` and of the exports of a period: its report, and the parts that were asked for beside it.

use serde::Serialize;

use super::calibration::Intentions;
use super::figures::Report;
use super::gather::{report, within};
use super::highlights::{Highlights, highlights};
use crate::model::time::Period;
use crate::model::{Filter, Order, Selection};
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
}

/// What costs a look at the journal of its own, and is told only where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The lessons that mattered, and what failed.
    Highlights,
    /// The attempts themselves.
    Entries,
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
}

/// Tells what a period was like.
///
/// # Errors
/// When the journal cannot be read.
pub fn account(session: &Session<'_>, inquiry: &Inquiry<'_>) -> Result<Account, OperationError> {
    let Inquiry { period, filter, .. } = *inquiry;
    let asked = |part: Part| inquiry.parts.contains(&part).then_some(());
    Ok(Account {
        report: report(session, period, filter, inquiry.intentions)?,
        highlights: asked(Part::Highlights)
            .map(|()| highlights(session, period, filter))
            .transpose()?,
        entries: asked(Part::Entries)
            .map(|()| entries(session, period, filter))
            .transpose()?,
    })
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

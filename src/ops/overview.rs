//! `folio` alone: what waits, and what came last.

use serde::Serialize;

use super::exploration::{self, Place};
use super::{Found, OperationError, Session, Shown, list, practice, status};
use crate::model::time::Spent;
use crate::model::{Filter, Order, Selection, Stage, Standing};
use crate::store::Count;

/// How many of the last entries the overview shows.
const LAST: u64 = 5;

/// How many drafts the overview shows.
const DRAFTS: u64 = 3;

/// What waits, and what came last.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The last entries.
    pub last: Found,
    /// The drafts that wait for a principle, oldest first.
    pub drafts: Found,
    /// The exploration that is current in the place, if there is one.
    pub exploration: Option<exploration::Standing>,
    /// How many lessons are due to be practised.
    pub due: u64,
    /// How many lessons wait for a review.
    pub awaiting_review: Count,
}

/// Looks at the whole journal. `limit` is the configured time of the clock of explorations.
///
/// # Errors
/// When the journal cannot be read.
pub fn overview(
    session: &Session<'_>,
    place: &Place,
    limit: Spent,
) -> Result<Overview, OperationError> {
    let latest = Selection {
        limit: Some(LAST),
        ..Selection::default()
    };
    let filter = Filter {
        stage: Some(Stage::Draft),
        ..Filter::default()
    };
    let drafts = Selection {
        filter,
        order: Order::Oldest,
        limit: Some(DRAFTS),
    };
    Ok(Overview {
        last: list::list(session, &latest)?,
        drafts: list::list(session, &drafts)?,
        exploration: status::of_current(session, place, limit)?,
        due: practice::due_count(session, &Filter::default())?,
        awaiting_review: session.journal.count(&Filter {
            standing: Some(Standing::Waiting),
            ..Filter::default()
        })?,
    })
}

impl Serialize for Overview {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            last: &'a [Shown],
            drafts: &'a [Shown],
            exploration: Option<&'a exploration::Standing>,
            due: u64,
            awaiting_review: u64,
        }
        let (Count::Exactly(awaiting_review) | Count::MoreThan(awaiting_review)) =
            self.awaiting_review;
        Form {
            last: &self.last.entries,
            drafts: &self.drafts.entries,
            exploration: self.exploration.as_ref(),
            due: self.due,
            awaiting_review,
        }
        .serialize(serializer)
    }
}

//! `folio` alone: what waits, and what came last.

use serde::Serialize;

use super::exploration::{Place, Standing};
use super::{Found, OperationError, Session, Shown, list, practice, status};
use crate::model::time::Spent;
use crate::model::{Filter, Order, Selection, Stage};

/// How many entries of each kind the overview shows.
const SHOWN: u64 = 5;

/// What waits, and what came last.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The last entries.
    pub last: Found,
    /// The drafts that wait for a principle, oldest first.
    pub drafts: Found,
    /// The exploration that is current in the place, if there is one.
    pub exploration: Option<Standing>,
    /// How many lessons are due to be practised.
    pub due: u64,
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
        limit: Some(SHOWN),
        ..Selection::default()
    };
    let filter = Filter {
        stage: Some(Stage::Draft),
        ..Filter::default()
    };
    let drafts = Selection {
        filter,
        order: Order::Oldest,
        limit: Some(SHOWN),
    };
    Ok(Overview {
        last: list::list(session, &latest)?,
        drafts: list::list(session, &drafts)?,
        exploration: status::of_current(session, place, limit)?,
        due: practice::due_count(session, &Filter::default())?,
    })
}

impl Serialize for Overview {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            last: &'a [Shown],
            drafts: &'a [Shown],
            exploration: Option<&'a Standing>,
            due: u64,
        }
        Form {
            last: &self.last.entries,
            drafts: &self.drafts.entries,
            exploration: self.exploration.as_ref(),
            due: self.due,
        }
        .serialize(serializer)
    }
}

//! `signals`: the phrases to look for.

use std::collections::HashMap;

use serde::Serialize;

use super::{OperationError, Session};
use crate::model::time::Stamp;
use crate::model::{Filter, Standing};

/// How often a signal was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignalUse {
    /// The phrase.
    pub signal: String,
    /// How many entries name it.
    pub entries: u64,
    /// What they cost together, in minutes.
    pub spent_minutes: u64,
    /// When the latest of them happened.
    pub last_seen: Stamp,
    /// What to do when it is seen, as the latest entry that says so has it.
    pub next: Option<String>,
    /// In how many of them the latest review disputes the principle.
    pub disputed: u64,
}

/// Every signal of the chosen entries, ignoring letter case, in no particular order.
///
/// # Errors
/// When the journal cannot be read.
pub fn signals(session: &Session<'_>, filter: &Filter) -> Result<Vec<SignalUse>, OperationError> {
    let mut uses: HashMap<String, SignalUse> = HashMap::new();
    session.journal.for_each_outline(filter, |outline| {
        let spent = outline.spent_minutes();
        for signal in outline.signals {
            let usage = uses
                .entry(signal.as_str().to_lowercase())
                .or_insert_with(|| SignalUse {
                    signal: String::new(),
                    entries: 0,
                    spent_minutes: 0,
                    last_seen: outline.happened_at,
                    next: None,
                    disputed: 0,
                });
            usage.entries += 1;
            usage.spent_minutes += spent;
            usage.last_seen = outline.happened_at;
            usage.disputed += u64::from(outline.standing == Some(Standing::Disputed));
            usage.signal = String::from(signal);
            if let Some(next) = &outline.next {
                usage.next = Some(next.to_string());
            }
        }
        Ok::<(), OperationError>(())
    })?;
    Ok(uses.into_values().collect())
}

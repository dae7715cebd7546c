//! The records against the checksums that were noted when they were written: a byte that flips inside a text is seen by
//! nothing else.

use std::collections::BTreeSet;

use rusqlite::Connection;
use uuid::Uuid;

use super::{Checked, Examined, Problem};
use crate::model::{EntryId, StepId};
use crate::store::{StoreError, records, rows};
use crate::text::{counted, first_few};

/// So many entries are named.
const MOST_SHOWN: usize = 3;

/// Of one step so many subjects are looked up.
const MOST_OF_A_STEP: usize = 100;

/// What one command wrote, where it is no longer what stands there.
pub(in crate::store) struct Altered {
    id: StepId,
    positions: (i64, i64),
}

impl Altered {
    /// The entries and explorations of which it wrote, the first of them.
    pub(in crate::store) fn subjects(
        &self,
        connection: &Connection,
    ) -> Result<Vec<Uuid>, StoreError> {
        records::subjects_of_step(connection, self.id, self.positions, MOST_OF_A_STEP)
    }
}

/// A step as the derived tables have it.
struct Noted {
    id: StepId,
    positions: (i64, i64),
    records: u64,
    checksum: u32,
}

impl Examined {
    /// The log against the checksums in the derived tables, once [`Self::derive`] has made them again.
    pub fn written(&self) -> Checked {
        let altered = match self.altered(&self.connection) {
            Err(error) => {
                let says = format!("the checksums cannot be read: {error}");
                return Checked::default().with(Problem::warning(says));
            }
            Ok(altered) if altered.is_empty() => return Checked::fine("as they were written"),
            Ok(altered) => altered,
        };
        let subjects = altered
            .iter()
            .flat_map(|step| step.subjects(&self.connection).unwrap_or_default());
        let subjects: BTreeSet<Uuid> = subjects.take(MOST_OF_A_STEP).collect();
        let handles: Vec<String> = subjects
            .into_iter()
            .map(|id| EntryId(id).handle())
            .collect();
        let says = format!(
            "what {} wrote is no longer what stands there, or its checksum is damaged: look at {}",
            counted(altered.len() as u64, "command", "commands"),
            first_few(&handles, MOST_SHOWN)
        );
        Checked::default().with(Problem::wrong(says).hint(
            "put a copy back (`folio backup --list`); or take the log as it stands with `folio doctor --rebuild`, and mend entries with `folio edit`",
        ))
    }

    /// The steps that have another checksum here than where they were made again from the same records: in the tables
    /// of `made_again`.
    pub(in crate::store) fn altered(
        &self,
        made_again: &Connection,
    ) -> Result<Vec<Altered>, StoreError> {
        let columns = "SELECT id, first_position, last_position, records, checksum FROM";
        let mut theirs = self
            .connection
            .prepare(&format!("{columns} journal.step ORDER BY number"))?;
        let mut ours = made_again.prepare(&format!("{columns} step ORDER BY number"))?;
        let (mut theirs, mut ours) = (theirs.query([])?, ours.query([])?);
        let mut altered = Vec::new();
        let mut made = noted(&mut ours)?;
        while let Some(step) = noted(&mut theirs)? {
            while made
                .as_ref()
                .is_some_and(|made| made.positions.0 < step.positions.0)
            {
                made = noted(&mut ours)?;
            }
            let is_altered = made.as_ref().is_some_and(|made| {
                made.id == step.id && made.records == step.records && made.checksum != step.checksum
            });
            if is_altered {
                altered.push(Altered {
                    id: step.id,
                    positions: step.positions,
                });
            }
        }
        Ok(altered)
    }
}

fn noted(rows: &mut rusqlite::Rows<'_>) -> Result<Option<Noted>, StoreError> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Noted {
        id: StepId(rows::uuid(row, 0)?),
        positions: (row.get(1)?, row.get(2)?),
        records: row.get(3)?,
        checksum: row.get(4)?,
    }))
}

//! The records against the checksums that were noted when they were written: a byte that flips inside a text is seen by
//! nothing else.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;

use rusqlite::Connection;
use uuid::Uuid;

use super::{Checked, Examined, Problem};
use crate::model::{EntryId, StepId};
use crate::store::{StoreError, records, rows, schema};
use crate::text::{counted, first_few};

/// So many entries are named.
const MOST_SHOWN: usize = 3;

/// Of one step so many subjects are looked up.
const MOST_OF_A_STEP: usize = 100;

/// What one command wrote, where it is no longer what stands there, or no checksum of it is there.
pub(in crate::store) struct Altered {
    id: StepId,
    positions: (i64, i64),
    /// Whether it has fewer records than it had.
    pub(in crate::store) lacks_records: bool,
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

impl Examined {
    /// The log against the checksums in the derived tables.
    pub fn written(&self) -> Checked {
        let altered = match unlike_noted(&self.connection, "journal") {
            Err(error) => {
                let says = format!("the checksums cannot be read: {error}");
                return Checked::default()
                    .with(Problem::warning(says).hint("run `folio doctor --rebuild`"));
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
        let mut says = no_longer_there(&altered);
        if !handles.is_empty() {
            let _ = write!(says, ": look at {}", first_few(&handles, MOST_SHOWN));
        }
        Checked::default().with(Problem::wrong(says).hint(
            "put a copy back (`folio backup --list`); or take the log as it stands with `folio doctor --rebuild`, and mend entries with `folio edit`",
        ))
    }
}

/// What is wrong where records of a journal, which is the main database of the connection, do not have their checksums;
/// nothing where its tables are from before there were any.
pub(in crate::store) fn find_altered(
    connection: &Connection,
) -> Result<Option<String>, StoreError> {
    if !schema::has_checksums(connection)? {
        return Ok(None);
    }
    let altered = unlike_noted(connection, "main")?;
    Ok((!altered.is_empty()).then(|| no_longer_there(&altered)))
}

/// The steps of a journal, a database of the connection, whose records do not have their checksums, or have none.
fn unlike_noted(connection: &Connection, journal: &str) -> Result<Vec<Altered>, StoreError> {
    let mut found = altered((connection, journal), connection)?;
    let has_more = format!(
        "SELECT (SELECT count(*) FROM {journal}.record) > (SELECT ifnull(sum(records), 0) FROM {journal}.step)"
    );
    if connection.query_row(&has_more, [], |row| row.get(0))? {
        found.extend(not_noted(connection, journal)?);
    }
    Ok(found)
}

/// The steps of which there are records, and nothing is noted.
fn not_noted(connection: &Connection, journal: &str) -> Result<Vec<Altered>, StoreError> {
    let mut noted = HashSet::new();
    let mut statement = connection.prepare(&format!("SELECT id FROM {journal}.step"))?;
    let mut steps = statement.query([])?;
    while let Some(row) = steps.next()? {
        noted.insert(rows::uuid(row, 0)?);
    }
    let mut statement = connection.prepare(&format!(
        "SELECT step, min(position), max(position) FROM {journal}.record GROUP BY step"
    ))?;
    let mut steps = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = steps.next()? {
        let id = rows::uuid(row, 0)?;
        if !noted.contains(&id) {
            found.push(Altered {
                id: StepId(id),
                positions: (row.get(1)?, row.get(2)?),
                lacks_records: false,
            });
        }
    }
    Ok(found)
}

fn no_longer_there(altered: &[Altered]) -> String {
    format!(
        "what {} wrote is no longer what stands there, or its checksum is damaged",
        counted(altered.len() as u64, "command", "commands")
    )
}

/// The steps whose records, which stand in `records`, do not have the checksum that was noted in the tables of `noting`,
/// a database of the connection, when they were written.
pub(in crate::store) fn altered(
    (connection, noting): (&Connection, &str),
    records: &Connection,
) -> Result<Vec<Altered>, StoreError> {
    let sql = format!(
        "SELECT id, first_position, last_position, records, checksum FROM {noting}.step ORDER BY number"
    );
    let mut statement = connection.prepare(&sql)?;
    let mut steps = statement.query([])?;
    let mut altered = Vec::new();
    while let Some(row) = steps.next()? {
        let id = StepId(rows::uuid(row, 0)?);
        let positions = (row.get(1)?, row.get(2)?);
        let noted: (u64, u32) = (row.get(3)?, row.get(4)?);
        let (count, sum) = records::checksum_of_step(records, id, positions)?;
        if (count, sum.number()) != noted {
            altered.push(Altered {
                id,
                positions,
                lacks_records: count < noted.0,
            });
        }
    }
    Ok(altered)
}

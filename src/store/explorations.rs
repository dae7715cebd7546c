//! Explorations: how they stand, and how one is found.
//!
//! There are few of them beside the entries: one is found by its name in each state, or by looking at the open ones.

use rusqlite::{Connection, OptionalExtension, Row};

use super::{Journal, StoreError, rows};
use crate::model::{Exploration, ExplorationId, ExplorationState};

/// Brings the table to the present state of one exploration: absent, new or changed.
pub(super) fn put(
    connection: &Connection,
    id: ExplorationId,
    present: Option<&Exploration>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM exploration WHERE id = ?1")?
        .execute([id.0.as_bytes()])?;
    let Some(exploration) = present else {
        return Ok(());
    };
    let object = serde_json::to_string(&exploration.to_object()).map_err(rows::damaged)?;
    connection
        .prepare_cached(
            "INSERT INTO exploration (state, name, id, object) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((
            exploration.facts.state.as_str(),
            exploration.facts.name.as_str(),
            id.0.as_bytes(),
            object,
        ))?;
    Ok(())
}

/// One exploration as it stands.
pub(super) fn find(
    connection: &Connection,
    id: ExplorationId,
) -> Result<Option<Exploration>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, object FROM exploration WHERE id = ?1")?;
    let mut found = statement.query([id.0.as_bytes()])?;
    found.next()?.map(read).transpose()
}

impl Journal {
    /// The exploration that is called `name`, in any state.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn exploration(&self, name: &str) -> Result<Option<Exploration>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, object FROM exploration WHERE state = ?1 AND name = ?2")?;
        for state in ExplorationState::ALL {
            let mut found = statement.query((state.as_str(), name))?;
            if let Some(row) = found.next()? {
                return read(row).map(Some);
            }
        }
        Ok(None)
    }

    /// The explorations in a state, or all of them, the one that was current last first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn explorations(
        &self,
        state: Option<ExplorationState>,
    ) -> Result<Vec<Exploration>, StoreError> {
        let mut explorations = Vec::new();
        self.for_each_exploration(state, |exploration| {
            explorations.push(exploration);
            Ok::<(), StoreError>(())
        })?;
        explorations.sort_by(|one, other| {
            let since =
                |exploration: &Exploration| exploration.facts.current_since.utc_milliseconds();
            since(other).cmp(&since(one)).then(other.id.cmp(&one.id))
        });
        Ok(explorations)
    }

    /// Hands the explorations in a state, or all of them, to `each`, in no order, one at a time.
    ///
    /// # Errors
    /// When the journal cannot be read, or `each` fails.
    pub fn for_each_exploration<E: From<StoreError>>(
        &self,
        state: Option<ExplorationState>,
        mut each: impl FnMut(Exploration) -> Result<(), E>,
    ) -> Result<(), E> {
        // Two statements, so that the closed ones are passed over by the key and not one by one.
        let sql = match state {
            Some(_) => "SELECT id, object FROM exploration WHERE state = ?1",
            None => "SELECT id, object FROM exploration WHERE ?1 IS NULL",
        };
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(StoreError::from)?;
        let mut rows = statement
            .query([state.map(ExplorationState::as_str)])
            .map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            each(read(row)?)?;
        }
        Ok(())
    }

    /// Whether there is any open exploration: one look, for prompts.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn has_open_exploration(&self) -> Result<bool, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT 1 FROM exploration WHERE state = ?1 LIMIT 1")?;
        let found = statement.query_row([ExplorationState::Open.as_str()], |_| Ok(()));
        Ok(found.optional()?.is_some())
    }
}

fn read(row: &Row<'_>) -> Result<Exploration, StoreError> {
    let id = ExplorationId(rows::uuid(row, 0)?);
    let object = rows::json(row, 1)?.unwrap_or_default();
    Exploration::from_object(id, object).map_err(rows::damaged)
}

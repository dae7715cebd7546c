//! What stands in a journal: the log, which is the truth, and the tables derived from it.

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// Marks the file as a journal in its header (`PRAGMA application_id`): the letters `foli`.
pub(super) const APPLICATION_ID: i64 = 0x666f_6c69;

/// The format of the log (`PRAGMA user_version`). It is only ever added to.
pub(super) const LOG_VERSION: i64 = 1;

/// The format of the derived tables. A journal with another one gets them rebuilt from its log.
pub(super) const PROJECTION_VERSION: i64 = 8;

/// The log, without what guards it. A record is never updated or deleted; `body` is the record's JSON without what stands in columns.
const LOG: &str = "
CREATE TABLE record (
    position     INTEGER PRIMARY KEY,
    id           BLOB NOT NULL,
    machine      BLOB NOT NULL,
    sequence     INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    counter      INTEGER NOT NULL,
    step         BLOB NOT NULL,
    subject      BLOB NOT NULL,
    body         TEXT NOT NULL,
    UNIQUE (machine, sequence)
) STRICT;
CREATE INDEX record_subject ON record (subject);
";

const GUARD: &str = "
CREATE TRIGGER record_is_never_updated BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
";

/// The derived tables. `entry.key` orders entries by the second in which they happened (see `projection`), so that
/// every index, which ends in the key, gives its entries in the order of time.
const PROJECTION: &str = "
CREATE TABLE entry (
    key             INTEGER PRIMARY KEY,
    id              BLOB NOT NULL,
    handle          TEXT NOT NULL,
    tried           TEXT NOT NULL,
    because         TEXT NOT NULL,
    principle       TEXT,
    principle_key   TEXT,
    signals         TEXT NOT NULL,
    next            TEXT,
    rules_out       TEXT,
    outcome         TEXT NOT NULL,
    stage           TEXT NOT NULL,
    standing        TEXT,
    tags            TEXT NOT NULL,
    project         TEXT,
    exploration     TEXT,
    assist          TEXT,
    spent_minutes   INTEGER,
    author          TEXT NOT NULL,
    happened_at     INTEGER NOT NULL,
    happened_offset INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    created_offset  INTEGER NOT NULL,
    command         TEXT,
    evidence        TEXT,
    reviews         TEXT,
    feedback        TEXT,
    elsewhere       TEXT,
    practice        TEXT,
    -- Since when the entry has had a principle, in Unix milliseconds, as far as the log knows: nothing where an
    -- import brought the principle along.
    principle_at    INTEGER
) STRICT;

-- A tag and each of its parents; `own` is 0 for a parent that the entry does not name itself.
CREATE TABLE entry_tag (
    tag   TEXT NOT NULL,
    entry INTEGER NOT NULL,
    own   INTEGER NOT NULL,
    PRIMARY KEY (tag, entry)
) STRICT, WITHOUT ROWID;

-- A signal under the one word that every text in which it fires must have; under none, where there is no such word.
CREATE TABLE entry_signal (
    anchor TEXT NOT NULL,
    entry  INTEGER NOT NULL,
    signal TEXT NOT NULL,
    PRIMARY KEY (anchor, entry, signal)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag_total (
    tag           TEXT PRIMARY KEY,
    entries       INTEGER NOT NULL,
    own_entries   INTEGER NOT NULL,
    spent_minutes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE principle_total (
    principle_key TEXT PRIMARY KEY,
    entries       INTEGER NOT NULL,
    spent_minutes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The schedule of a lesson that was practised (see the room `practice`); days are counted from 0001-01-01 as 1.
CREATE TABLE practice (
    entry      INTEGER PRIMARY KEY,
    due        INTEGER NOT NULL,
    last       INTEGER NOT NULL,
    stability  REAL NOT NULL,
    introduced INTEGER NOT NULL
) STRICT;

-- `object` is the exploration as it stands in the log; the columns are for finding it.
CREATE TABLE exploration (
    state  TEXT NOT NULL,
    name   TEXT NOT NULL,
    id     BLOB NOT NULL,
    object TEXT NOT NULL,
    PRIMARY KEY (state, name, id)
) STRICT, WITHOUT ROWID;

-- What each command did; its records lie between the two positions.
CREATE TABLE step (
    number         INTEGER PRIMARY KEY,
    id             BLOB NOT NULL,
    undoes         BLOB,
    undone         INTEGER NOT NULL DEFAULT 0,
    command        TEXT NOT NULL,
    author         TEXT NOT NULL,
    at             INTEGER NOT NULL,
    at_offset      INTEGER NOT NULL,
    first_position INTEGER NOT NULL,
    last_position  INTEGER NOT NULL,
    records        INTEGER NOT NULL,
    -- The newest clock of the log when the step had been taken.
    milliseconds   INTEGER NOT NULL,
    counter        INTEGER NOT NULL,
    -- That of its records as they were written.
    checksum       INTEGER NOT NULL
) STRICT;

-- One row: the format of these tables.
CREATE TABLE projection_state (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE entry_text USING fts5 (
    tried, because, principle, signals, next, tags, rest,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
";

/// The indexes of the derived tables.
///
/// Each makes a log slower, so there is none that another way serves as well: an entry is found by its handle,
/// which is a part of its id; a page of failed attempts by walking back in time, for most attempts failed; a step from
/// the newest on.
const INDEXES: &str = "
CREATE INDEX entry_handle ON entry (handle);
CREATE INDEX entry_outcome ON entry (outcome) WHERE outcome <> 'failed';
CREATE INDEX entry_stage ON entry (stage);
CREATE INDEX entry_standing ON entry (standing) WHERE standing IS NOT NULL;
CREATE INDEX entry_author ON entry (author);
CREATE INDEX entry_judged ON entry (key) WHERE feedback IS NOT NULL;
CREATE INDEX entry_project ON entry (project) WHERE project IS NOT NULL;
CREATE INDEX entry_assist ON entry (assist) WHERE assist IS NOT NULL;
CREATE INDEX entry_exploration ON entry (exploration) WHERE exploration IS NOT NULL;
CREATE INDEX entry_principle ON entry (principle_key) WHERE principle_key IS NOT NULL;
CREATE INDEX entry_command ON entry (command, project) WHERE command IS NOT NULL;
";

const DROP_PROJECTION: &str = "
DROP TABLE IF EXISTS entry;
DROP TABLE IF EXISTS entry_tag;
DROP TABLE IF EXISTS practice;
DROP TABLE IF EXISTS exploration;
DROP TABLE IF EXISTS entry_signal;
DROP TABLE IF EXISTS tag_total;
DROP TABLE IF EXISTS principle_total;
DROP TABLE IF EXISTS step;
DROP TABLE IF EXISTS projection_state;
DROP TABLE IF EXISTS entry_text;
";

/// Writes the log's tables into an empty file.
pub(super) fn create_log(connection: &Connection) -> Result<(), StoreError> {
    create_unguarded_log(connection)?;
    guard_log(connection)
}

/// Makes the database refuse to change or delete records.
pub(super) fn guard_log(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.execute_batch(GUARD)?)
}

/// Writes the log's tables into an empty file, and lets records be changed and deleted until the log is guarded.
pub(super) fn create_unguarded_log(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(LOG)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", LOG_VERSION)?;
    Ok(())
}

/// Makes the derived tables anew, empty, with their indexes.
pub(super) fn create_projection(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(DROP_PROJECTION)?;
    create_derived(connection)?;
    Ok(connection.execute_batch(INDEXES)?)
}

/// Makes the derived tables, empty, where there are none. Nothing can be looked for in them but by its key.
pub(super) fn create_derived(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(PROJECTION)?;
    set_state(connection, "version", PROJECTION_VERSION)
}

/// Whether the derived tables have checksums of the records.
pub(super) fn has_checksums(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare("SELECT 1 FROM pragma_table_info('step', 'main') WHERE name = 'checksum'")?
        .exists([])
}

/// The format of the derived tables that stand in the file; none when there are none.
pub(super) fn projection_version(connection: &Connection) -> Result<Option<i64>, StoreError> {
    // Nearly always the table is there: whether it is, is asked only when it could not be read.
    match state(connection, "version") {
        Err(_) if !connection.table_exists(None, "projection_state")? => Ok(None),
        found => found,
    }
}

/// A value of the projection's state.
pub(super) fn state(connection: &Connection, name: &str) -> Result<Option<i64>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT value FROM projection_state WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// Sets a value of the projection's state.
pub(super) fn set_state(connection: &Connection, name: &str, value: i64) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO projection_state (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?;
    statement.execute((name, value))?;
    Ok(())
}

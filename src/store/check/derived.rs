//! The derived tables and the full-text index against the log: they are made again beside it and compared.

use rusqlite::{Connection, Row};

use super::{Checked, Examined, Problem};
use crate::store::rebuild::{self, Keys};
use crate::store::{StoreError, fulltext, schema};
use crate::text::counted;

/// The derived tables. The full-text index is compared apart.
const TABLES: &[&str] = &[
    "entry",
    "entry_tag",
    "entry_signal",
    "tag_total",
    "principle_total",
    "practice",
    "exploration",
    "step",
    "projection_state",
    // How long each text is: what the ranking of a search needs.
    "entry_text_docsize",
];

/// What is not compared row by row: checksums, which [`Examined::written`] compares, and where a row stands in the
/// full-text index's own order, which is that of its writing.
const NOT_COMPARED: &[&str] = &["checksum", "origin"];

const REBUILD: &str = "run `folio doctor --rebuild`: it makes them again from the log";

impl Examined {
    /// Makes the derived tables again from the log, in the temporary database.
    ///
    /// # Errors
    /// When the log cannot be read or understood, or there is no room for them.
    pub fn derive(&self) -> Result<(), StoreError> {
        schema::create_derived(&self.connection)?;
        rebuild::derive(&self.connection, Keys::OfJournal)
    }

    /// The derived tables against those that [`Self::derive`] has made, row for row.
    pub fn tables(&self) -> Checked {
        let mut checked = Checked::default();
        let mut rows = 0;
        for table in TABLES {
            match compare(&self.connection, table) {
                Ok(compared) => {
                    rows += compared.rows;
                    checked.problems.extend(compared.problem(table));
                }
                Err(error) => {
                    let says = format!("the derived table `{table}` cannot be read: {error}");
                    checked = checked.with(Problem::wrong(says).hint(REBUILD));
                }
            }
        }
        checked.found = counted(rows, "row", "rows");
        checked
    }

    /// The full-text index against the one that [`Self::derive`] has made, word for word.
    pub fn full_text(&self) -> Checked {
        let compared = compare_words(&self.connection).and_then(|words| {
            let (ours, its) = (
                fulltext::read_averages(&self.connection, "main")?,
                fulltext::read_averages(&self.connection, "journal")?,
            );
            Ok((words, ours == its))
        });
        let hint = "run `folio doctor --rebuild`: it makes the index again from the log";
        match compared {
            Ok((Words::Same(words), true)) => Checked::fine(counted(words, "word", "words")),
            Ok((Words::Same(words), false)) => Checked::fine(counted(words, "word", "words")).with(
                Problem::wrong("the counts of the full-text index are not those of the entries")
                    .hint(hint),
            ),
            Ok((Words::Different(key), _)) => {
                let whose = self
                    .short_of(key)
                    .map_or(String::new(), |id| format!(", first at {id}"));
                let says = format!(
                    "the full-text index is not what the entries say{whose}: searches miss entries or find wrong ones"
                );
                Checked::default().with(Problem::wrong(says).hint(hint))
            }
            Err(error) => Checked::default().with(
                Problem::wrong(format!("the full-text index cannot be read: {error}")).hint(hint),
            ),
        }
    }

    /// The first letters of the id of the entry that has a key.
    fn short_of(&self, key: i64) -> Option<String> {
        let sql = "SELECT substr(handle, 1, 8) FROM main.entry WHERE key = ?1";
        let found = self.connection.query_row(sql, [key], |row| row.get(0));
        found.ok()
    }
}

/// How a table differs from what the log gives.
struct Compared {
    rows: u64,
    lacking: u64,
    excess: u64,
}

impl Compared {
    fn problem(&self, table: &str) -> Option<Problem> {
        if self.lacking + self.excess == 0 {
            return None;
        }
        let lacking = counted(self.lacking, "row", "rows");
        let excess = counted(self.excess, "row", "rows");
        let says = match (self.lacking, self.excess) {
            (_, 0) => format!("{lacking} of `{table}` not as the log says"),
            (0, _) => format!("{excess} of `{table}` of which the log knows nothing"),
            _ => format!(
                "{lacking} of `{table}` not as the log says, and {excess} of which it knows nothing"
            ),
        };
        Some(Problem::wrong(says).hint(REBUILD))
    }
}

/// Compares a table of the journal with the same one in the temporary database. Rows are looked up by their key in the
/// order in which they are read, so that no more than a few are held.
fn compare(connection: &Connection, table: &str) -> Result<Compared, StoreError> {
    let mut statement = connection
        .prepare("SELECT name, pk > 0 FROM pragma_table_info(?1, 'main') ORDER BY cid")?;
    let columns = statement
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, bool)>>>()?;
    let list = |prefix: &str| {
        let compared = columns
            .iter()
            .filter(|(name, _)| !NOT_COMPARED.contains(&name.as_str()));
        let names = compared.map(|(name, _)| format!("{prefix}.{name}"));
        names.collect::<Vec<_>>().join(", ")
    };
    let keys = columns.iter().filter(|(_, is_key)| *is_key);
    let equal = keys.map(|(name, _)| format!("its.{name} = ours.{name}"));
    let same_key = equal.collect::<Vec<_>>().join(" AND ");
    let (its, ours) = (list("its"), list("ours"));
    let count = |sql: &str| -> Result<u64, StoreError> {
        Ok(connection.query_row(sql, [], |row| row.get(0))?)
    };
    Ok(Compared {
        rows: count(&format!("SELECT count(*) FROM main.{table}"))?,
        lacking: count(&format!(
            "SELECT count(*) FROM main.{table} ours LEFT JOIN journal.{table} its ON {same_key} WHERE ({its}) IS NOT ({ours})"
        ))?,
        excess: count(&format!(
            "SELECT count(*) FROM journal.{table} its WHERE NOT EXISTS (SELECT 1 FROM main.{table} ours WHERE {same_key})"
        ))?,
    })
}

/// How the words of two full-text indexes compare.
enum Words {
    /// They are the same; so many there are.
    Same(u64),
    /// They differ first at the entry with this key.
    Different(i64),
}

fn compare_words(connection: &Connection) -> Result<Words, StoreError> {
    for schema in ["main", "journal"] {
        connection.execute_batch(&format!(
            "CREATE VIRTUAL TABLE temp.words_of_{schema} USING fts5vocab ({schema}, entry_text, instance)"
        ))?;
    }
    let select = |schema| format!("SELECT term, doc, col, offset FROM temp.words_of_{schema}");
    let mut ours = connection.prepare(&select("main"))?;
    let mut its = connection.prepare(&select("journal"))?;
    let (mut ours, mut its) = (ours.query([])?, its.query([])?);
    let mut words = 0;
    loop {
        match (ours.next()?, its.next()?) {
            (None, None) => return Ok(Words::Same(words)),
            (Some(our), Some(its)) if is_same_place(our, its)? => words += 1,
            (Some(row), _) | (None, Some(row)) => return Ok(Words::Different(row.get(1)?)),
        }
    }
}

/// Whether two words, which may be many millions, are the same and stand in the same place: a word, the key of its entry,
/// the column, and its place in it.
fn is_same_place(our: &Row<'_>, its: &Row<'_>) -> Result<bool, StoreError> {
    for column in 0..4 {
        if our.get_ref(column)? != its.get_ref(column)? {
            return Ok(false);
        }
    }
    Ok(true)
}

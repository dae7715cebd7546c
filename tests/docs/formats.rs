//! The formats that `docs/data-format.md` shows are those that are read and written.

use chrono::{FixedOffset, Weekday};
use folio::model::document::{self, Documents};
use folio::model::time::{Calendar, FixedZone, Stamp};
use folio::model::{Entry, EntryDraft, Text};
use folio::store::{Access, Journal};
use serde_json::{Map, Value};

use crate::page;

/// The first block of that language in the page.
fn block(language: &str) -> String {
    let page = page::read("docs/data-format.md");
    let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
    let (block, _) = rest.split_once("```\n").unwrap();
    block.to_owned()
}

fn entry(object: &Map<String, Value>) -> Entry {
    let zone = FixedZone::new(FixedOffset::east_opt(0).unwrap());
    let now = Stamp::from_parts(0, 0).unwrap();
    let calendar = Calendar::new(now, &zone, Weekday::Mon);
    let draft = EntryDraft::read(object, &calendar).unwrap();
    draft.complete(&Text::new("nobody").unwrap(), now).unwrap()
}

#[test]
fn the_entry_that_is_shown_as_json_is_exported_as_it_was_read() {
    let shown: Map<String, Value> = serde_json::from_str(&block("json")).unwrap();
    let entry = entry(&shown);
    let short = shown["short"].as_str().unwrap();
    assert!(
        entry.id.handle().starts_with(short),
        "{}",
        entry.id.handle()
    );
    let exported = entry.to_exported(short);
    assert_eq!(Value::from(exported.clone()), Value::from(shown.clone()));
    assert!(exported.keys().eq(shown.keys()), "in another order");
}

#[test]
fn the_document_that_is_shown_is_printed_as_it_was_read() {
    let shown = block("markdown");
    let mut documents = Documents::new(shown.as_bytes());
    let parsed = documents.next().unwrap().unwrap();
    assert_eq!(document::print(&entry(&parsed.object)), shown);
    assert!(documents.next().is_none());
}

#[test]
fn the_tables_of_the_log_are_shown_as_they_are_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    drop(Journal::open(&path, Access::Write).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    let mut statement = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE tbl_name = 'record' AND sql IS NOT NULL ORDER BY rowid")
        .unwrap();
    let made = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    let made: String = made.map(|sql| sql.unwrap() + ";\n").collect();
    assert_eq!(block("sql"), made);
}

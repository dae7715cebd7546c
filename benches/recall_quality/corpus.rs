//! The lessons in a journal on disk, asked as `folio recall` asks it, and the queries.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use folio::model::time::{Calendar, FixedZone, Stamp};
use folio::model::{Entry, EntryDraft, EntryId, Identifiers, MachineId, Text};
use folio::ops::recall::{Request, ranking};
use folio::recall::{DEFAULT_THRESHOLD, Recalled, Weights, shown};
use folio::store::{Access, Authorship, Journal, StoreError};
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

/// Entries that are written at once.
const BATCH: usize = 5_000;

/// One query of the set.
pub struct Query {
    pub text: String,
    /// The lessons that answer it; none for an unmatched text.
    pub relevant: Vec<String>,
    pub split: String,
    pub kind: String,
}

impl Query {
    pub fn load(path: &Path) -> Vec<Query> {
        let text_of = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let relevant = |value: &Value| {
            let ids = value["relevant"].as_array().into_iter().flatten();
            ids.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let query = |value: Value| Query {
            text: text_of(&value, "query"),
            relevant: relevant(&value),
            split: text_of(&value, "split"),
            kind: text_of(&value, "kind"),
        };
        read(path).map(query).collect()
    }
}

/// A journal of lessons.
pub struct Corpus {
    folder: TempDir,
    /// What the set calls each of its lessons.
    labels: HashMap<EntryId, String>,
    /// How many entries there are.
    pub entries: usize,
}

/// What recall answers: the ranking, with the names of the lessons, and what of it would be shown.
pub struct Answer {
    pub ranking: Vec<(String, Recalled)>,
    pub shown: Vec<String>,
}

impl Corpus {
    /// The lessons of the set, and others among which they are hidden.
    pub fn load(lessons: &Path, others: Option<&Path>) -> Self {
        let mut corpus = Corpus {
            folder: tempfile::tempdir().unwrap(),
            labels: HashMap::new(),
            entries: 0,
        };
        let mut journal = Journal::open(&corpus.path(), Access::Write).unwrap();
        let mut batch = Vec::new();
        for (path, is_labelled) in [(Some(lessons), true), (others, false)] {
            for value in path.into_iter().flat_map(read) {
                let entry = entry(&value, corpus.entries);
                if is_labelled {
                    let label = value["id"].as_str().unwrap().to_owned();
                    corpus.labels.insert(entry.id, label);
                }
                corpus.entries += 1;
                batch.push(entry);
                if batch.len() == BATCH {
                    write(&mut journal, &mut batch);
                }
            }
        }
        write(&mut journal, &mut batch);
        corpus
    }

    /// Opens the journal for one thread.
    pub fn journal(&self) -> Journal {
        Journal::open(&self.path(), Access::Read).unwrap()
    }

    pub fn recall(&self, journal: &Journal, text: &str, weights: &Weights) -> Answer {
        let (entries, recalled) = ranking(journal, text, &Request::default(), weights)
            .unwrap()
            .into_parts();
        let label = |found: &Recalled| {
            let label = self.labels.get(&entries[found.index].id);
            label.map_or("other", String::as_str).to_owned()
        };
        let shown = shown(recalled.clone(), DEFAULT_THRESHOLD, 3);
        Answer {
            shown: shown.iter().map(label).collect(),
            ranking: recalled
                .into_iter()
                .map(|found| (label(&found), found))
                .collect(),
        }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("journal.db")
    }
}

/// The entry of a line; its identifier is its number.
fn entry(value: &Value, number: usize) -> Entry {
    let zone = FixedZone::new(chrono::FixedOffset::east_opt(0).unwrap());
    let calendar = Calendar::new(noon(), &zone, chrono::Weekday::Mon);
    let mut object = value.as_object().unwrap().clone();
    object.remove("id");
    let draft = EntryDraft::read(&object, &calendar).unwrap();
    let draft = EntryDraft {
        id: Some(EntryId(Uuid::from_u128(number as u128))),
        ..draft
    };
    // Some rules of the set come without a reason; a dash has no words.
    let because = draft.because.or_else(|| Text::new("–").ok());
    EntryDraft { because, ..draft }
        .complete(&Text::new("nobody").unwrap(), noon())
        .unwrap()
}

fn noon() -> Stamp {
    Stamp::from_parts(1_791_194_400_000, 0).unwrap()
}

fn write(journal: &mut Journal, batch: &mut Vec<Entry>) {
    let authorship = Authorship {
        machine: MachineId(Uuid::nil()),
        author: "nobody".to_owned(),
        at: noon(),
        command: "import".to_owned(),
        undoes: None,
    };
    let seed = (batch.first().map_or(0, |entry| entry.id.0.as_u128())).to_be_bytes();
    let mut identifiers = Identifiers::new(noon().utc_milliseconds(), seed);
    journal
        .write::<(), StoreError>(&authorship, &mut identifiers, |writer| writer.create(batch))
        .unwrap();
    batch.clear();
}

fn read(path: &Path) -> impl Iterator<Item = Value> + use<> {
    let lines = BufReader::new(File::open(path).unwrap()).lines();
    lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap())
}

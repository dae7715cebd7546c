//! What holds for whole documents. Here stand only the entries that the tests are about, and how they are read.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod reading;
mod round_trip;
mod writing;

use chrono::{FixedOffset, Weekday};
use uuid::Uuid;

use super::{DocumentError, Documents, Parsed};
use crate::model::time::{Calendar, FixedZone, Spent, Stamp};
use crate::model::{
    Assist, Entry, EntryDraft, EntryId, Evidence, Outcome, Practised, Rating, Review, Tag, Text,
    Verdict,
};

fn stamp(text: &str) -> Stamp {
    Stamp::parse_rfc3339(text).unwrap()
}

fn text(text: &str) -> Text {
    Text::new(text).unwrap()
}

fn entry() -> Entry {
    Entry {
        id: EntryId(Uuid::from_u128(0x0198_c0de_0000_7000_8000_0000_0000_0001)),
        tried: text("keep sessions in process memory"),
        because: text("two replicas disagreed after the deploy"),
        principle: None,
        signals: Vec::new(),
        next: None,
        rules_out: None,
        outcome: Outcome::Failed,
        tags: Vec::new(),
        project: None,
        exploration: None,
        assist: None,
        spent: None,
        author: text("Ada"),
        happened_at: stamp("2026-10-03T14:05:00+02:00"),
        created_at: stamp("2026-10-03T12:30:00Z"),
        evidence: None,
        reviews: Vec::new(),
        feedback: Vec::new(),
        elsewhere: Vec::new(),
        practice: Vec::new(),
    }
}

fn full_entry() -> Entry {
    Entry {
        principle: Some(text("state shared by replicas lives outside them")),
        signals: vec![
            text("works on one replica, flaky on two"),
            text("sticky\n\nsessions"),
        ],
        next: Some(text("count the replicas first")),
        tags: vec![
            Tag::new("sessions").unwrap(),
            Tag::new("web/caching").unwrap(),
        ],
        project: Some(text("shop")),
        exploration: Some(text("cache-layer")),
        assist: Some(Assist::Pair),
        spent: Some(Spent::from_minutes(80).unwrap()),
        evidence: Some(Evidence {
            command: Some("cargo test -- \"sessions\"".to_owned()),
            exit_code: Some(101),
            directory: None,
            commit: Some("4f2a".to_owned()),
            branch: None,
            output: Some("running 2 tests\nassertion `left == right` failed\n".to_owned()),
        }),
        reviews: vec![Review {
            verdict: Verdict::Refined,
            by: text("Grace"),
            at: stamp("2026-10-05T09:00:00Z"),
            reviewed: Some(text("state has one owner")),
            principle: Some(text("what two processes share has one owner")),
            elsewhere: vec![text("rate limits"), text("caches")],
            note: None,
        }],
        ..entry()
    }
}

fn parsed(file: &str) -> Vec<Result<Parsed, DocumentError>> {
    Documents::new(file.as_bytes()).collect()
}

fn only(file: &str) -> Parsed {
    let mut documents = parsed(file);
    assert_eq!(documents.len(), 1, "{file}");
    documents.pop().unwrap().unwrap()
}

fn only_error(file: &str) -> DocumentError {
    let mut documents = parsed(file);
    assert_eq!(documents.len(), 1, "{file}");
    documents.pop().unwrap().unwrap_err()
}

fn draft_of(parsed: &Parsed) -> EntryDraft {
    let zone = FixedZone::new(FixedOffset::east_opt(0).unwrap());
    let calendar = Calendar::new(stamp("2026-11-01T00:00:00Z"), &zone, Weekday::Mon);
    EntryDraft::read(&parsed.object, &calendar).unwrap()
}

fn entry_of(parsed: &Parsed) -> Entry {
    let other_time = stamp("2020-01-01T00:00:00Z");
    draft_of(parsed)
        .complete(&text("somebody else"), other_time)
        .unwrap()
}

//! The hot paths of folio within one process: what a command does between its start and its output.
//!
//! `cargo bench --bench hot_paths` times them with criterion. Journals are made of entries of `corpus`, in the build
//! folder. Whole processes, other tools and large journals are the subject of `whole_process`.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run stops")]

mod corpus;

use std::hint::black_box;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{Offset, Utc, Weekday};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use folio::model::time::{Calendar, FixedZone, Period, Stamp};
use folio::model::{
    EntryDraft, Filter, Identifiers, MachineId, Order, Selection, Tag, TagGroup, Text,
};
use folio::ops::import::{self, Format, Intent, Mapping, Mode};
use folio::ops::report::Intentions;
use folio::ops::search::Ranking;
use folio::ops::{self, Identity, Session};
use folio::redaction::Redactor;
use folio::store::{Access, Journal};
use folio::text::Analyzer;
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

/// How many entries the journal holds that is read and written.
const ENTRIES: u64 = 10_000;

/// How many are imported at a time.
const IMPORTED: u64 = 1_000;

/// How long the text is that is analysed, in bytes.
const TEXT_BYTES: usize = 1_000_000;

/// So much of the end of an output is kept.
const LOG_BYTES: usize = 64 * 1024;

/// A journal of [`ENTRIES`] entries in a file that is removed in the end.
struct Fixture {
    path: PathBuf,
    zone: FixedZone,
    _folder: TempDir,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let fixture = Self {
            path: folder.path().join("journal.db"),
            zone: zone(),
            _folder: folder,
        };
        import_lines(&mut fixture.session(Access::Write), &lines(ENTRIES));
        fixture
    }

    fn session(&self, access: Access) -> Session<'_> {
        session(open(&self.path, access), &self.zone)
    }
}

fn zone() -> FixedZone {
    FixedZone::new(Utc.fix())
}

fn open(path: &Path, access: Access) -> Journal {
    Journal::open(path, access).unwrap()
}

fn session(journal: Journal, zone: &FixedZone) -> Session<'_> {
    let now: Stamp = "2026-10-03T14:05:00+00:00".parse().unwrap();
    Session {
        journal,
        calendar: Calendar::new(now, zone, Weekday::Mon),
        identity: Identity {
            machine: MachineId(Uuid::from_u128(1)),
            author: Text::new("bench").unwrap(),
        },
        identifiers: Identifiers::new(now.utc_milliseconds(), next_seed()),
        redactor: Redactor::default(),
        saved: Rc::default(),
    }
}

/// A seed that no other session was given: two sessions may write to one journal.
fn next_seed() -> [u8; 16] {
    static SESSIONS: AtomicU64 = AtomicU64::new(1);
    u128::from(SESSIONS.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
}

fn lines(count: u64) -> Vec<u8> {
    let mut lines = Vec::new();
    corpus::write_lines(count, &mut lines).unwrap();
    lines
}

fn import_lines(session: &mut Session<'_>, lines: &[u8]) {
    let objects = import::objects(Box::new(Cursor::new(lines)), Format::Json);
    import::import(
        session,
        objects,
        &Mapping::default(),
        Mode::AllOrNothing,
        Intent::Keep,
    )
    .unwrap();
}

fn page(filter: Filter) -> Selection {
    Selection {
        filter,
        order: Order::Newest,
        limit: Some(20),
    }
}

fn words(text: &str) -> Filter {
    Filter {
        text: Some(text.to_owned()),
        ..Filter::default()
    }
}

fn reading(criterion: &mut Criterion) {
    let fixture = Fixture::new();
    criterion.bench_function("open a journal and list a page", |bencher| {
        bencher.iter(|| {
            ops::list::list(&fixture.session(Access::Read), &page(Filter::default())).unwrap()
        });
    });
    let session = fixture.session(Access::Read);
    let tagged = Filter {
        tags: vec![TagGroup(vec![Tag::new("lib").unwrap()])],
        ..Filter::default()
    };
    criterion.bench_function("list a page of a tag", |bencher| {
        bencher.iter(|| ops::list::list(&session, &page(tagged.clone())).unwrap());
    });
    for (name, text) in [
        ("search a word that few entries have", corpus::RARE_WORD),
        (
            "search a word that a tenth of all entries have",
            corpus::COMMON_WORD,
        ),
    ] {
        let selection = page(words(text));
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| ops::search::search(&session, &selection, Ranking::BestFirst).unwrap());
        });
    }
    let month = Period::month(&session.calendar, 2026, 5).unwrap();
    criterion.bench_function("report a month", |bencher| {
        bencher.iter(|| {
            ops::report::report(&session, &month, &Filter::default(), &Intentions::default())
                .unwrap()
        });
    });
    let ids: Vec<_> = session
        .journal
        .entries(&page(Filter::default()))
        .unwrap()
        .iter()
        .map(|entry| entry.id)
        .collect();
    criterion.bench_function("shorten twenty identifiers", |bencher| {
        bencher.iter(|| {
            ids.iter()
                .map(|id| session.journal.shorts().of(*id).unwrap().len())
                .sum::<usize>()
        });
    });
}

fn writing(criterion: &mut Criterion) {
    let fixture = Fixture::new();
    let mut logging = fixture.session(Access::Write);
    let draft = EntryDraft {
        tried: Some(Text::new("keep sessions in process memory").unwrap()),
        because: Some(Text::new("two replicas disagreed after the deploy").unwrap()),
        tags: vec![Tag::new("sessions").unwrap()],
        ..EntryDraft::default()
    };
    criterion.bench_function("log an entry, durably", |bencher| {
        bencher.iter(|| ops::log::log(&mut logging, draft.clone()).unwrap());
    });
    let (zone, lines) = (zone(), lines(IMPORTED));
    let mut group = criterion.benchmark_group("import into memory");
    group.throughput(Throughput::Elements(IMPORTED));
    group.bench_function("1,000 lines", |bencher| {
        bencher.iter_batched_ref(
            || session(Journal::temporary().unwrap(), &zone),
            |session| import_lines(session, &lines),
            BatchSize::PerIteration,
        );
    });
}

fn analysing(criterion: &mut Criterion) {
    let mut text = String::new();
    for index in 0.. {
        if let Some(because) = corpus::entry(index, ENTRIES)
            .get("because")
            .and_then(Value::as_str)
        {
            text.push_str(because);
            text.push('\n');
        }
        if text.len() >= TEXT_BYTES {
            break;
        }
    }
    let mut analyzer = Analyzer::new();
    let mut index_text = String::new();
    let mut group = criterion.benchmark_group("analyse");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("a megabyte of text", |bencher| {
        bencher.iter(|| {
            index_text.clear();
            analyzer.append_index_text(black_box(&text), &mut index_text);
            index_text.len()
        });
    });
}

/// The end of a log: what a build says, with a few secrets in it.
fn redacting(criterion: &mut Criterion) {
    let line = |index: usize| match index % 200 {
        0 => "> Authorization: Bearer 0123456789abcdef0123456789abcdef\n".to_owned(),
        100 => "DATABASE_URL=postgres://shop:hunter2@db:5432/shop\n".to_owned(),
        _ => format!(
            "2026-10-03T14:05:{:02}Z INFO shop::cart: key={index} at src/cart.rs:{index}:5 in {:032x}\n",
            index % 60,
            index * 7_919
        ),
    };
    let mut log = String::new();
    for index in 0.. {
        log.push_str(&line(index));
        if log.len() >= LOG_BYTES {
            break;
        }
    }
    let redactor = Redactor::default();
    let mut group = criterion.benchmark_group("redact");
    group.throughput(Throughput::Bytes(log.len() as u64));
    group.bench_function("the end of a log, 64 KiB", |bencher| {
        bencher.iter(|| redactor.redact(black_box(&log)).found.total());
    });
}

criterion_group!(benches, reading, writing, analysing, redacting);
criterion_main!(benches);

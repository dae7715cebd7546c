//! What is done with hostile bytes: each target reads them as one kind of input, and panics where something does not
//! hold that must hold for all of them. The tests beside this file and the fuzzer in `tests/fuzz` call the same targets.

use std::path::Path;

use chrono::{FixedOffset, Weekday};
use folio::config::{self, Configuration, FileText, Sources};
use folio::history::{Body, State};
use folio::model::document::Documents;
use folio::model::time::expression::{month, quarter, since, until, week, year};
use folio::model::time::{
    Calendar, DateError, FixedZone, Spent, Stamp, parse_instant, parse_range,
};
use folio::recall::{Feedback, Lesson, LessonText, Probe, Setting, Statistics, Weights, rank};
use folio::redaction::Redactor;
use folio::render::terminal::{self, Characters, Coloring, TerminalStyle};
use folio::render::{Document, html, markdown, plain};
use folio::text::{Analyzer, Query, Signal, visible_block, visible_line};

use super::journal;

/// What reads the bytes.
pub type Target = fn(&[u8]);

/// Every target under its name, which is that of its folder of examples.
pub const TARGETS: &[(&str, Target)] = &[
    ("entry_document", entry_document),
    ("import_json", import_json),
    ("import_csv", import_csv),
    ("record", record),
    ("dates", dates),
    ("durations", durations),
    ("filters", filters),
    ("search", search),
    ("signals", signals),
    ("configuration", configuration),
    ("terminal", shown),
    ("redaction", redaction),
];

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

fn with_calendar(read: impl FnOnce(&Calendar<'_>)) {
    let now = Stamp::parse_rfc3339("2028-02-29T23:30:00+05:45").unwrap();
    let zone = FixedZone::new(FixedOffset::east_opt(345 * 60).unwrap());
    read(&Calendar::new(now, &zone, Weekday::Mon));
}

fn entry_document(data: &[u8]) {
    for document in Documents::new(data).flatten() {
        assert!(document.line >= 1);
    }
    imported("markdown", data);
}

fn import_json(data: &[u8]) {
    imported("json", data);
}

fn import_csv(data: &[u8]) {
    imported("csv", data);
}

fn imported(format: &str, data: &[u8]) {
    let arguments = ["import", "--dry-run", "--skip-bad", "--format", format, "-"];
    journal::run(arguments, data);
}

/// What is read of what a record says is written as it was read.
fn record(data: &[u8]) {
    let Ok(body) = serde_json::from_slice::<Body>(data) else {
        return;
    };
    let written = serde_json::to_string(&body).unwrap();
    let again: Body = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), written);
    let once = State::of([&body.change]).to_object();
    assert_eq!(State::of([&again.change]).to_object(), once);
    let _ = body.kind();
}

fn dates(data: &[u8]) {
    let text = text(data);
    with_calendar(|calendar| {
        let told =
            |error: DateError| assert!(!error.to_string().is_empty() && !error.hint().is_empty());
        let _ = parse_instant(&text, calendar).map_err(told);
        let _ = since(&text, calendar).map_err(told);
        let _ = until(&text, calendar).map_err(told);
        let _ = month(&text, calendar).map_err(told);
        let _ = week(Some(&text), calendar).map_err(told);
        let _ = quarter(Some(&text), calendar).map_err(told);
        let _ = year(Some(&text), calendar).map_err(told);
        if let Ok(range) = parse_range(&text, calendar) {
            assert!(
                range.start() <= range.end(),
                "{text}: ends before it begins"
            );
        }
    });
}

fn durations(data: &[u8]) {
    match Spent::parse(&text(data)) {
        Ok(spent) => assert_eq!(Spent::parse(&spent.to_string()).unwrap(), spent),
        Err(error) => assert!(!error.hint().is_empty()),
    }
}

/// Each line is an argument of `folio list`.
fn filters(data: &[u8]) {
    let text = text(data);
    let arguments = text.lines().filter(|argument| !argument.contains('\0'));
    journal::run(["list"].into_iter().chain(arguments), b"");
}

/// A query finds what it says it finds: in what it matches, it marks whole characters.
fn search(data: &[u8]) {
    let text = text(data);
    if let Ok(query) = Query::parse(&text, &mut Analyzer::new()) {
        for span in query.spans(&text, &mut Analyzer::new()) {
            assert!(text.get(span).is_some());
        }
    }
    if !text.contains('\0') {
        journal::run(["search", "--", &text], b"");
    }
}

/// The first line is a signal, the rest is what it is looked for in.
fn signals(data: &[u8]) {
    let text = text(data);
    let (written, input) = text.split_once('\n').unwrap_or((&text, ""));
    let mut analyzer = Analyzer::new();
    if let Err(error) = Signal::parse(written, &mut analyzer) {
        assert!(!error.hint().is_empty());
    }
    let lesson = LessonText {
        tried: "cache sessions in process memory",
        because: "two replicas do not share memory",
        signals: &[written],
        ..LessonText::default()
    };
    let lesson = Lesson::new(&lesson, Feedback::default(), &mut analyzer);
    let weights = Weights::default();
    let statistics = Statistics::default();
    let probe = Probe::new(input, &weights, &mut analyzer);
    let setting = Setting {
        statistics: &statistics,
        weights: &weights,
        project: None,
    };
    assert!(rank(&probe, &[&lesson], setting).len() <= 1);
}

/// The same text as the configuration, as that of a project, and as a value to be set.
fn configuration(data: &[u8]) {
    let text = text(data);
    let file = |name| {
        Some(FileText {
            path: Path::new(name),
            text: &text,
        })
    };
    let user = Sources {
        user: file("config.toml"),
        ..Sources::default()
    };
    if let Ok((resolved, _)) = Configuration::resolve(&user) {
        assert!(!resolved.list().is_empty());
    }
    let project = Sources {
        project: file(".folio.toml"),
        ..Sources::default()
    };
    let (resolved, _) = Configuration::resolve(&project).unwrap();
    let (default, _) = Configuration::resolve(&Sources::default()).unwrap();
    for (row, untouched) in resolved.list().iter().zip(default.list()) {
        let trusted = row.key == "project" || row.key.starts_with("tags");
        assert!(
            trusted || row.value == untouched.value,
            "a project set {}",
            row.key
        );
    }
    for (key, value) in [("author", text.as_str()), (text.as_str(), "1")] {
        if let Ok(changed) = config::set("# kept\n", key, value) {
            assert!(changed.starts_with("# kept\n"));
        }
    }
}

/// Nothing that is shown drives a terminal, and what stands in a page or a text stays inside of it.
fn shown(data: &[u8]) {
    let text = text(data);
    let line = visible_line(&text);
    assert!(line.chars().all(is_harmless), "{line:?}");
    assert_eq!(visible_line(&line), line);
    let block = visible_block(&text);
    assert!(
        block
            .chars()
            .all(|character| character == '\n' || is_harmless(character)),
        "{block:?}"
    );
    let document = Document::new()
        .heading(1, text.as_str())
        .paragraph(text.as_str())
        .text(text.as_str())
        .code("", text.as_str())
        .list([text.as_str()]);
    for width in [None, Some(1), Some(30)] {
        let style = TerminalStyle {
            width,
            coloring: Coloring::Off,
            characters: Characters::Unicode,
        };
        let written = terminal::write(&document, &style);
        assert!(
            written
                .chars()
                .all(|character| character == '\n' || is_harmless(character)),
            "{written:?}"
        );
    }
    let _ = (
        plain::write(&document),
        markdown::write(&document),
        html::write(&document),
    );
}

fn is_harmless(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What is replaced is replaced, and all else stays: nothing is invented, and nothing changes its place.
fn redaction(data: &[u8]) {
    let text = text(data);
    let redactor = Redactor::new(&[]).unwrap();
    for redacted in [redactor.redact(&text), redactor.redact_certain(&text)] {
        let mut rest = text.as_str();
        for piece in redacted.text.split("[redacted: ") {
            let kept = piece.split_once(']').map_or(piece, |(_, kept)| kept);
            let place = rest
                .find(kept)
                .unwrap_or_else(|| panic!("{kept:?} is not in {rest:?}"));
            rest = &rest[place + kept.len()..];
        }
    }
}

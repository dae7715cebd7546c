//! What holds for files of entries in every format.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::model::document::LARGEST;

fn read(file: impl AsRef<[u8]>, format: Format) -> Vec<Item> {
    // A small buffer, so that values straddle its ends.
    let file = BufReader::with_capacity(7, Cursor::new(file.as_ref().to_vec()));
    objects(Box::new(file), format).collect()
}

fn json_items(file: impl AsRef<[u8]>) -> Vec<Item> {
    read(file, Format::Json)
}

fn csv_items(file: impl AsRef<[u8]>) -> Vec<Item> {
    read(file, Format::Csv)
}

/// What was read, as lines and objects.
fn found(items: &[Item]) -> Vec<(u64, Value)> {
    items
        .iter()
        .flatten()
        .map(|item| (item.line, Value::Object(item.object.clone())))
        .collect()
}

fn errors(items: &[Item]) -> Vec<SourceError> {
    items
        .iter()
        .filter_map(|item| item.as_ref().err().cloned())
        .collect()
}

fn error_lines(items: &[Item]) -> Vec<u64> {
    errors(items).iter().map(|error| error.line).collect()
}

/// Endless and counted, to see how much of a file is read.
struct Counted<R> {
    inner: R,
    bytes: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.bytes.set(self.bytes.get() + count as u64);
        Ok(count)
    }
}

#[test]
fn a_format_is_known_by_the_name_of_the_file_before_its_content() {
    for (name, beginning, format) in [
        (Some("a.jsonl"), "", Some(Format::Json)),
        (Some("a.JSON"), "a,b", Some(Format::Json)),
        (Some("dir.md/a.tsv"), "{", Some(Format::Csv)),
        (Some("a.md"), "", Some(Format::Markdown)),
        (Some("a.txt"), "\u{feff}\r\n {\"a\": 1}", Some(Format::Json)),
        (None, "[", Some(Format::Json)),
        (None, "\n+++ \r\nid = 1", Some(Format::Markdown)),
        (None, "+++++", None),
        (None, "tried;because\n", Some(Format::Csv)),
        (None, "tried\nbecause, why\n", None),
        (None, "", None),
    ] {
        let found = Format::detect(name.map(Path::new), beginning.as_bytes());
        assert_eq!(found, format, "{name:?} {beginning:?}");
    }
}

#[test]
fn json_objects_stand_one_a_line_and_blank_lines_are_passed_over() {
    let items = json_items("\u{feff}\n{\"a\": 1}\r\n \n{\"a\": {\"b\": [2]}}");
    assert_eq!(
        found(&items),
        [(2, json!({"a": 1})), (4, json!({"a": {"b": [2]}}))]
    );
    assert_eq!(json_items(""), []);
    assert_eq!(json_items("\n\n"), []);
}

#[test]
fn a_bad_line_of_json_does_not_hide_the_next() {
    let items =
        json_items(b"{\"a\": 1}\n{\"a\" 2}\n5\n\"\xff\"\n[{\"a\": 3}, 4]\n{\"a\": 5\n{\"a\": 6}\n");
    assert_eq!(
        found(&items),
        [
            (1, json!({"a": 1})),
            (5, json!({"a": 3})),
            (7, json!({"a": 6}))
        ]
    );
    let errors = errors(&items);
    let problems: Vec<(u64, String)> = errors
        .into_iter()
        .map(|error| (error.line, error.problem.to_string()))
        .collect();
    assert_eq!(
        problems,
        [
            (2, "it is not JSON: expected `:`, at column 6".to_owned()),
            (3, "an entry is a JSON object, this is a number".to_owned()),
            (
                4,
                "the line is not UTF-8: byte 2 does not belong there".to_owned()
            ),
            (5, "an entry is a JSON object, this is a number".to_owned()),
            (
                6,
                "it is not JSON: EOF while parsing an object, at column 7".to_owned()
            ),
        ]
    );
}

#[test]
fn a_first_line_that_is_malformed_is_reported_and_the_others_are_read() {
    for first in [
        "{\"a\": 1",
        "{\"a\": \"x",
        "{\"a\"",
        "{",
        "{\"a\" 1}",
        "nonsense",
        "}",
    ] {
        let items = json_items(format!("\n{first}\n\n{{\"a\": 2}}\n{{\"a\": 3}}\n"));
        assert_eq!(error_lines(&items), [2], "{first}");
        assert_eq!(
            found(&items),
            [(4, json!({"a": 2})), (5, json!({"a": 3}))],
            "{first}"
        );
    }
}

#[test]
fn a_lone_line_that_is_malformed_is_reported_on_its_line() {
    for file in ["{\"a\": 1", "{\"a\": \"x\n", "[", "{\"folio\": 1"] {
        let items = json_items(file);
        assert_eq!(items.len(), 1, "{file}");
        assert!(
            matches!(error_lines(&items)[..], [1 | 2]),
            "{file}: {items:?}"
        );
    }
}

#[test]
fn an_object_or_a_list_may_stand_on_many_lines() {
    let object = json_items("\n{\n  \"a\": {\n    \"b\": 1\n  }\n}\n");
    assert_eq!(found(&object), [(2, json!({"a": {"b": 1}}))]);
    let list = json_items("[\n  {\n  \"a\": 1\n  },\n\n  {\"a\": 2}, 7\n]");
    assert_eq!(found(&list), [(2, json!({"a": 1})), (6, json!({"a": 2}))]);
    assert_eq!(error_lines(&list), [6]);
    let several = json_items("{\n\"a\": 1}\n{\n\"a\": 2}\n[{\"a\": 3}]\n");
    assert_eq!(
        found(&several),
        [
            (1, json!({"a": 1})),
            (3, json!({"a": 2})),
            (5, json!({"a": 3}))
        ]
    );
}

#[test]
fn a_mistake_in_a_value_of_many_lines_is_reported_on_its_line_and_ends_the_file() {
    for (file, line) in [
        ("[\n{\"a\": 1},\n{\"a\" 2}\n]\n", 3),
        ("[\n{\"a\": 1}\n{\"a\": 2}\n]\n", 3),
        ("\n\n{\n\"a\": 1\n\"b\": 2\n}\n", 5),
        ("{\n\"a\": 1}\n{\n\"a\" 2}\n", 4),
        ("{\n\"a\": 1}\nnonsense", 3),
    ] {
        assert_eq!(error_lines(&json_items(file)), [line], "{file}");
        assert!(json_items(file).last().unwrap().is_err());
    }
}

#[test]
fn what_folio_prints_stands_for_the_entries_in_it() {
    for file in [
        "{\"folio\":1,\"entries\":[{\"a\":1},{\"a\":2}]}",
        "{\"entries\":[{\"a\":1},{\"a\":2}],\"more\":[3],\"folio\":1}\n",
        "{\"folio\":1,\"entry\":{\"a\":1}}\n{\"folio\":1,\"entry\":{\"a\":2}}\n",
        "{\n\"folio\": 1,\n\"entries\": [\n{\"a\": 1},\n{\"a\": 2}\n]\n}",
    ] {
        let found = found(&json_items(file));
        let objects: Vec<&Value> = found.iter().map(|(_, object)| object).collect();
        assert_eq!(objects, [&json!({"a": 1}), &json!({"a": 2})], "{file}");
    }
    let lines = found(&json_items(
        "{\"folio\": 1,\n\"entries\": [\n{\"a\": 1},\n{\"a\": 2}]}",
    ));
    assert_eq!(
        lines.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
        [3, 4]
    );
}

#[test]
fn a_field_called_entries_that_is_no_list_is_a_field() {
    for file in [
        "{\"entries\": 5, \"entry\": \"x\"}",
        "{\"entries\": 5,\n\"entry\": \"x\"}",
    ] {
        assert_eq!(
            found(&json_items(file)),
            [(1, json!({"entry": "x", "entries": 5}))]
        );
    }
}

#[test]
fn a_line_over_the_limit_is_refused_and_the_next_is_read() {
    let long = format!("{{\"a\": \"{}\"}}\n", "x".repeat(LARGEST));
    for file in [
        format!("{{\"a\": 1}}\n{long}{{\"a\": 2}}\n"),
        format!("{long}{{\"a\": 1}}\n{{\"a\": 2}}\n"),
    ] {
        let items: Vec<Item> = objects(Box::new(file.as_bytes()), Format::Json).collect();
        assert_eq!(found(&items).len(), 2);
        assert!(matches!(
            errors(&items)[..],
            [SourceError {
                problem: SourceProblem::Line(LineProblem::TooLong),
                ..
            }]
        ));
    }
}

#[test]
fn a_result_of_folio_on_one_line_may_be_larger_than_the_limit() {
    let entry = format!("{{\"a\": \"{}\"}}", "x".repeat(LARGEST / 2));
    let file = format!("{{ \"folio\": 1, \"entries\": [{entry},{entry},{entry}]}}");
    let items: Vec<Item> = objects(Box::new(file.as_bytes()), Format::Json).collect();
    assert_eq!(items.iter().filter(|item| item.is_ok()).count(), 3);
}

#[test]
fn objects_are_read_one_at_a_time() {
    for (format, header, line) in [
        (Format::Json, "", "{\"a\": 1}\n"),
        (Format::Csv, "a,b\n", "1,2\n"),
        (Format::Markdown, "", "+++\n+++\n# Tried\nx\n"),
    ] {
        let bytes = Rc::new(Cell::new(0));
        let counted = Counted {
            inner: Cursor::new(header.to_owned() + &line.repeat(100_000)),
            bytes: Rc::clone(&bytes),
        };
        let mut items = objects(Box::new(BufReader::new(counted)), format);
        assert!(items.by_ref().take(10).all(|item| item.is_ok()));
        assert!(bytes.get() < 100_000, "{format:?}: {}", bytes.get());
        assert_eq!(items.count(), 99_990);
    }
}

#[test]
fn the_separator_is_found_in_the_names_of_the_columns() {
    for (file, object) in [
        (
            "tried,because\na,b;c\n",
            json!({"tried": "a", "because": "b;c"}),
        ),
        (
            "tried;because\na;b,c\n",
            json!({"tried": "a", "because": "b,c"}),
        ),
        (
            "tried\tbecause\na\tb\n",
            json!({"tried": "a", "because": "b"}),
        ),
        (
            "\"a,b,c\";tried\nx;y\n",
            json!({"a,b,c": "x", "tried": "y"}),
        ),
        ("tried\nx\n", json!({"tried": "x"})),
        (
            "\u{feff}\r\n tried , evidence.commit\r\na,4f2a\r\n",
            json!({"tried": "a", "evidence.commit": "4f2a"}),
        ),
    ] {
        let items = csv_items(file);
        assert_eq!(
            found(&items)
                .into_iter()
                .map(|(_, object)| object)
                .collect::<Vec<_>>(),
            [object],
            "{file}"
        );
    }
}

#[test]
fn an_empty_cell_is_absent_and_a_quoted_one_may_have_lines_and_quotes() {
    for line_end in ["\n", "\r\n"] {
        let file = [
            "tried,because,next",
            "a,,",
            "\"a\n\n\"\"b\"\"\",\"c,d\",",
            "",
            "e,f,g",
        ]
        .join(line_end);
        let items = csv_items(&file);
        assert_eq!(
            found(&items),
            [
                (2, json!({"tried": "a"})),
                (3, json!({"tried": "a\n\n\"b\"", "because": "c,d"})),
                (7, json!({"tried": "e", "because": "f", "next": "g"})),
            ],
            "{file:?}"
        );
    }
}

#[test]
fn a_bad_record_is_reported_on_its_line_and_the_next_is_read() {
    let file = b"a,b\n1,2,3\n\"x\ny\",2\n1\n\xff,2\n\n5,6\n";
    let items = csv_items(file);
    assert_eq!(
        found(&items),
        [
            (3, json!({"a": "x\ny", "b": "2"})),
            (8, json!({"a": "5", "b": "6"}))
        ]
    );
    let length = |found| SourceProblem::OtherLength { columns: 2, found };
    assert_eq!(
        errors(&items),
        [
            SourceError::new(2, length(3)),
            SourceError::new(5, length(1)),
            SourceError::new(6, SourceProblem::RecordNotUtf8),
        ]
    );
}

#[test]
fn a_quote_that_is_never_closed_is_reported_where_its_record_begins() {
    let items = csv_items("a,b\n1,2\n3,\"x\n5,6\n7,8\n");
    assert_eq!(found(&items).len(), 1);
    assert_eq!(
        errors(&items),
        [SourceError::new(3, SourceProblem::OpenQuote)]
    );
    assert!(errors(&csv_items("a,b\n1,5\" disk\n2,\"\"\n3,\"x\"\"\"")).is_empty());
}

#[test]
fn an_open_quote_does_not_take_in_an_endless_file() {
    let bytes = Rc::new(Cell::new(0));
    let counted = Counted {
        inner: Cursor::new("a,b\n1,\"").chain(io::repeat(b'x')),
        bytes: Rc::clone(&bytes),
    };
    let items: Vec<Item> = objects(Box::new(BufReader::new(counted)), Format::Csv).collect();
    assert_eq!(
        errors(&items),
        [SourceError::new(2, SourceProblem::LargeRecord)]
    );
    assert!(bytes.get() < 2 * LARGEST as u64);
}

#[test]
fn a_table_needs_names_that_differ() {
    let items = csv_items("\ntried,because,tried\na,b,c\n");
    let name = "tried".to_owned();
    assert_eq!(
        errors(&items),
        [SourceError::new(2, SourceProblem::RepeatedColumn { name })]
    );
    assert_eq!(items.len(), 1);
    assert_eq!(csv_items(""), []);
    assert_eq!(csv_items("tried,because\n"), []);
}

#[test]
fn documents_are_read_with_their_lines_and_their_mistakes() {
    let items = read(
        "+++\n+++\n# Tried\nx\n+++\n+++\n# Trid\n+++\n+++\n# Tried\ny\n",
        Format::Markdown,
    );
    assert_eq!(
        found(&items),
        [(1, json!({"tried": "x"})), (8, json!({"tried": "y"}))]
    );
    let error = &errors(&items)[0];
    assert_eq!(error.line, 7);
    assert!(
        error
            .to_string()
            .starts_with("line 7: `Trid` is not a section"),
        "{error}"
    );
    assert!(error.hint().contains("# Tried"));
}

#[test]
fn a_file_that_fails_is_reported_once_in_every_format() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    for (beginning, format) in [
        ("", Format::Json),
        ("{\"a\": 1}\n", Format::Json),
        ("{\"folio\": 1,", Format::Json),
        ("{\n", Format::Json),
        ("", Format::Csv),
        ("a,b\n1,2\n", Format::Csv),
        ("", Format::Markdown),
        ("+++\n+++\n", Format::Markdown),
    ] {
        let file = BufReader::new(beginning.as_bytes().chain(Failing));
        let items: Vec<Item> = objects(Box::new(file), format).collect();
        let problem = errors(&items).into_iter().next().map(|error| error.problem);
        let expected = LineProblem::Unreadable("gone".to_owned());
        let found = match problem {
            Some(
                SourceProblem::Line(problem)
                | SourceProblem::Document(DocumentProblem::Line(problem)),
            ) => problem,
            other => unreachable!("{beginning:?} {format:?}: {other:?}"),
        };
        assert_eq!(found, expected, "{beginning:?} {format:?}");
        assert_eq!(errors(&items).len(), 1);
    }
}

proptest! {
    #[test]
    fn every_table_comes_back_from_its_text(
        rows in proptest::collection::vec(["[a\",;\t\n\r é]{0,6}", "[a\",;\t\n\r é]{0,6}"], 0..6),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["tried", "because"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let items = csv_items(writer.into_inner().unwrap());
        prop_assert_eq!(items.len(), rows.len());
        for (item, [tried, because]) in items.iter().zip(&rows) {
            let object = &item.as_ref().unwrap().object;
            let cell = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
            prop_assert_eq!((cell("tried"), cell("because")), (tried.as_str(), because.as_str()));
        }
    }

    #[test]
    fn no_file_makes_a_reader_panic_or_loop(
        file in "([{}\\[\\]\",:;\n\r+#a1 ]|true|null|\"a\":1|\\PC){0,40}",
        format in proptest::sample::select(vec![Format::Json, Format::Csv, Format::Markdown]),
    ) {
        prop_assert!(read(&file, format).len() <= file.len() + 1);
    }
}

//! What holds for every format, for documents, and for how a format is known.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::rc::Rc;

use proptest::prelude::*;
use serde_json::json;

use super::fixture::{Counted, errors, found, read};
use crate::model::document::{DocumentProblem, LineProblem};
use crate::ops::import::source::{Format, Item, SourceProblem, objects};

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
    fn no_file_makes_a_reader_panic_or_loop(
        file in "([{}\\[\\]\",:;\n\r+#a1 ]|true|null|\"a\":1|\\PC){0,40}",
        format in proptest::sample::select(vec![Format::Json, Format::Csv, Format::Markdown]),
    ) {
        prop_assert!(read(&file, format).len() <= file.len() + 1);
    }
}

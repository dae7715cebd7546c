//! What holds for tables.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::fixture::{Counted, csv_items, errors, found};
use crate::model::document::LARGEST;
use crate::ops::import::source::{Format, Item, SourceError, SourceProblem, objects};

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
}

#[test]
fn a_table_of_more_columns_than_a_table_of_entries_has_is_refused() {
    let names = |columns: usize| {
        let names: Vec<String> = (0..columns).map(|number| format!("c{number}")).collect();
        names.join(",") + "\n1\n"
    };
    let problem = SourceProblem::ManyColumns { columns: 10_001 };
    assert_eq!(
        errors(&csv_items(names(10_001))),
        [SourceError::new(1, problem)]
    );
    assert!(!matches!(
        errors(&csv_items(names(10_000)))[0].problem,
        SourceProblem::ManyColumns { .. }
    ));
}

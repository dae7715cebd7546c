//! What holds for JSON.

use serde_json::{Value, json};

use super::fixture::{error_lines, errors, found, json_items};
use crate::model::document::{LARGEST, LineProblem};
use crate::ops::import::source::{Format, Item, SourceError, SourceProblem, objects};

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

//! What holds for JSON on several lines: lists and results of folio, one object at a time.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::fixture::{Counted, error_lines, errors, found, json_items};
use crate::model::document::LARGEST;
use crate::ops::import::source::{Format, Item, SourceProblem, has_too_many_parts, objects};

/// The same bytes again and again, without an end.
struct Endless {
    piece: Vec<u8>,
    place: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = &self.piece[self.place..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.place = (self.place + count) % self.piece.len();
        Ok(count)
    }
}

/// What is read of a beginning behind which the same comes without an end, and how many bytes of it were read.
fn endless(beginning: &str, piece: &'static [u8]) -> (Vec<Item>, u64) {
    let bytes = Rc::new(Cell::new(0));
    let file = Counted {
        inner: Cursor::new(beginning.to_owned()).chain(Endless {
            piece: piece.repeat(1 << 15),
            place: 0,
        }),
        bytes: Rc::clone(&bytes),
    };
    let file = BufReader::with_capacity(1 << 16, file);
    let items = objects(Box::new(file), Format::Json).collect();
    (items, bytes.get())
}

fn values(items: &[Item]) -> Vec<Value> {
    found(items).into_iter().map(|(_, object)| object).collect()
}

fn messages(items: &[Item]) -> Vec<String> {
    errors(items).iter().map(ToString::to_string).collect()
}

#[test]
fn the_first_objects_of_a_list_come_before_the_rest_is_read() {
    for (beginning, end) in [
        ("[", "{}]"),
        ("[\n", "{}\n]\n"),
        ("{\"folio\":1,\"entries\":[", "{}]}"),
        (
            "{\n\"command\":\"list\",\n\"entries\": [\n",
            "{}],\"folio\":1}",
        ),
    ] {
        let bytes = Rc::new(Cell::new(0));
        let counted = Counted {
            inner: Cursor::new(beginning.to_owned() + &"{\"a\": 1},\n".repeat(100_000) + end),
            bytes: Rc::clone(&bytes),
        };
        let mut items = objects(Box::new(BufReader::new(counted)), Format::Json);
        assert!(items.by_ref().take(10).all(|item| item.is_ok()));
        assert!(bytes.get() < 20_000, "{beginning}: {}", bytes.get());
        assert_eq!(items.flatten().count(), 99_991, "{beginning}");
    }
}

#[test]
fn what_stands_before_a_mistake_in_a_list_comes_and_the_mistake_hides_the_rest() {
    for (file, before, message) in [
        (
            "[\n{\"a\": 1},\n{\"a\" 2},\n{\"a\": 3}]",
            1,
            "line 3: it is not JSON: expected `:`, at column 6; nothing behind it is read",
        ),
        (
            "[{\"a\": 1}, {\"a\": 2}\n  {\"a\": 3}]",
            2,
            "line 2: it is not JSON: expected `,` or `]`, at column 3; nothing behind it is read",
        ),
        (
            "[{\"a\": 1}, {\"a\" 2}]",
            1,
            "line 1: it is not JSON: expected `:`, at column 17; nothing behind it is read",
        ),
        (
            "[{\"a\": 1}, {\n\"a\": \"x\t\"}]",
            1,
            "line 2: it is not JSON: control character (\\u0000-\\u001F) found while parsing a string, at column 8; \
             nothing behind it is read",
        ),
        (
            "[{\"a\": 1},\n]",
            1,
            "line 2: it is not JSON: trailing comma, at column 1; nothing behind it is read",
        ),
        (
            "[{\"a\": 1}, nonsense, {\"a\": 2}]",
            1,
            "line 1: it is not JSON: no value begins so, at column 13; nothing behind it is read",
        ),
        (
            "[{\"a\": 1}, {\"a\": 2}}",
            2,
            "line 1: it is not JSON: expected `,` or `]`, at column 20; nothing behind it is read",
        ),
        (
            "[{\"a\": 1},\n{\"a\": 2",
            1,
            "line 2: it is not JSON: EOF while parsing an object, at column 7",
        ),
        (
            "[{\"a\": 1},\n{\"a\": 2}\n",
            2,
            "line 3: it is not JSON: EOF while parsing a list, at column 0",
        ),
    ] {
        let items = json_items(file);
        assert_eq!(messages(&items), [message], "{file}");
        assert_eq!(values(&items).len(), before, "{file}");
        assert!(items.last().unwrap().is_err(), "{file}");
    }
}

#[test]
fn what_is_wrong_with_the_fields_around_entries_is_reported_on_its_line() {
    for (file, before, line) in [
        ("{\"folio\": 1\n\"entries\": [{\"a\": 1}]}", 0, 2),
        ("{\"folio\": 1,\n5: [{\"a\": 1}]}", 0, 2),
        ("{\"folio\": 1,\n\"entries\" [{\"a\": 1}]}", 0, 2),
        ("{\"folio\": 1,\n\"entries\": }", 0, 2),
        ("{\"folio\": 1,\n\"entries\": [{\"a\": 1}],\n}", 1, 3),
        ("{\"folio\": 1,\n\"entries\": [{\"a\": 1}]\n]", 1, 3),
        (
            "{\"folio\": 1,\n\"entries\": [{\"a\": 1}],\n\"more\": [}}",
            1,
            3,
        ),
        ("{\"folio\": 1,\n\"entries\": [{\"a\": 1}]}\nmore", 1, 3),
        ("{\"folio\": 1,\n\"entries\": [{\"a\": 1}]", 1, 2),
        ("{\"folio\": 1,\n\"entries\": [{\"a\": 1}],", 1, 2),
        ("{\"folio\": 1,\n\"entries\":", 0, 2),
        ("{\"folio\": 1,\n\"entries\"", 0, 2),
    ] {
        let items = json_items(file);
        assert_eq!(error_lines(&items), [line], "{file}");
        assert_eq!(values(&items).len(), before, "{file}");
        assert!(items.last().unwrap().is_err(), "{file}");
    }
}

#[test]
fn values_of_several_lines_may_follow_one_another() {
    let items = json_items(
        "\u{feff}[{\"a\": 1}]\n{\"folio\": 1, \"entries\": [{\"a\": 2}]} [\n]\n{\"folio\": 1, \"entry\": {\"a\": 3}}\n\
         5 {\"a\":\n4}[{\"a\": 5}, [{\"a\": 6}], {\"a\": 7}]",
    );
    let found = found(&items);
    let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 2, 4, 5, 6, 6]);
    assert_eq!(
        values(&items),
        [1, 2, 3, 4, 5, 7].map(|number| json!({"a": number}))
    );
    assert_eq!(
        messages(&items),
        [
            "line 5: an entry is a JSON object, this is a number",
            "line 6: an entry is a JSON object, this is a list",
        ]
    );
}

#[test]
fn the_fields_of_an_object_keep_their_order_and_their_lists() {
    let object = "{\"b\": [1, 2],\n\"entr\\u0069es\": {\"entries\": [3]}, \"a\": {\"folio\": 1, \"entry\": 2}}";
    let value: Value = serde_json::from_str(object).unwrap();
    let items = json_items(object);
    assert_eq!(found(&items), [(1, value.clone())]);
    assert_eq!(values(&items)[0].to_string(), value.to_string());
    let named = json_items("{\"entr\\u0069es\":\n[{\"a\": 1}]}");
    assert_eq!(found(&named), [(2, json!({"a": 1}))]);
}

#[test]
fn a_list_that_never_ends_is_given_up_where_it_is_too_deep_or_too_large() {
    let (items, bytes) = endless("", b"[\n");
    assert_eq!(
        messages(&items),
        [
            "line 129: it is not JSON: recursion limit exceeded, at column 1; nothing behind it is read"
        ]
    );
    assert!(bytes < 100_000, "{bytes}");
    for (beginning, piece, line, before) in [
        (
            "[\n{\"a\": 1},\n{\"a\": [",
            &b"0                  ,"[..],
            3,
            1,
        ),
        ("[\n{\"a\": 1},\n{\"a\": \"", b"x", 3, 1),
        ("{\n\"a\": 1,\n\"b\": ", b" ", 3, 0),
        (
            "{\"folio\": 1,\n\"entries\": [{\"a\": 1}], \"b\": \"",
            b"x",
            2,
            1,
        ),
        ("[\n", b"\t", 1, 0),
    ] {
        let (items, bytes) = endless(beginning, piece);
        assert_eq!(values(&items).len(), before, "{beginning}");
        assert!(bytes < 2 * LARGEST as u64, "{beginning}: {bytes}");
        let problems: Vec<_> = errors(&items)
            .into_iter()
            .map(|error| error.problem)
            .collect();
        assert_eq!(problems, [SourceProblem::LargeValue], "{beginning}");
        assert_eq!(error_lines(&items), [line], "{beginning}");
    }
}

#[test]
fn what_has_more_parts_than_can_be_held_is_not_read() {
    for (beginning, piece, before) in [
        ("[{\"a\": 1}, {\"a\": [", &b"0,"[..], 1),
        ("[{\"a\": 1}, {\"a\": [", b"{},", 1),
        ("[{\"a\": 1}, {\"a\": [", b"[0],", 1),
        ("{\"folio\": 1, \"a\": [", b"[],", 0),
        ("{\"folio\": 1, ", b"\"a\": 1,", 0),
        ("{\"folio\": 1, ", b"\"a\": [1],", 0),
    ] {
        let (items, bytes) = endless(beginning, piece);
        assert_eq!(values(&items).len(), before, "{beginning}");
        let problems: Vec<_> = (errors(&items).into_iter())
            .map(|error| error.problem)
            .collect();
        let text = String::from_utf8_lossy(piece);
        assert_eq!(problems, [SourceProblem::ManyParts], "{beginning}{text}");
        assert!(bytes <= 5 << 20, "{beginning}{text}: {bytes}");
    }
    let line = format!("{{\"a\": [{}0]}}", "[],".repeat(1 << 18));
    for lines in [
        line.clone(),
        format!("{{\"a\": 1}}\n{line}\n{{\"a\": 2}}\n"),
    ] {
        let problems = errors(&json_items(&lines));
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].problem, SourceProblem::ManyParts);
    }
    let text = format!("{{\"tried\": \"{}\"}}", "[{,".repeat(1_000_000));
    assert!(
        !has_too_many_parts(text.as_bytes()),
        "what stands in quotes is no part"
    );
}

#[test]
fn an_object_of_a_list_has_16_mib_and_no_byte_more() {
    for (spare, fits) in [(0, true), (1, false)] {
        let frame = "{\"a\": \"\"}".len();
        let entry = format!("{{\"a\": \"{}\"}}", "x".repeat(LARGEST - frame + spare));
        let file = format!("{{\"folio\": 1, \"entries\": [ {entry}, {entry}]}}");
        let mut items = objects(Box::new(file.as_bytes()), Format::Json);
        assert_eq!(items.next().unwrap().is_ok(), fits);
        assert_eq!(items.next().is_some(), fits);
    }
}

#[test]
fn of_a_list_that_is_cut_anywhere_the_whole_objects_come_and_then_an_error() {
    for file in [
        "[{\"a\": \"\\\"]\\\\\"}, {\"b\": [1, {}, true]},\n{\"c\": -1.5e3}]",
        "{\"folio\": 1,\n \"entries\": [{\"a\": \"é\"},\n{\"b\": null}], \"more\": {\"x\": [1]}}",
    ] {
        let whole = values(&json_items(file));
        for cut in 1..file.len() {
            let items = json_items(&file.as_bytes()[..cut]);
            let values = values(&items);
            assert_eq!(values, whole[..values.len()], "{cut}");
            assert_eq!(errors(&items).len(), 1, "{cut}");
            assert!(items.last().unwrap().is_err(), "{cut}");
        }
    }
}

/// Any JSON value.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "([{}\\[\\]\",:\\\\ \n\u{1}é]|\\PC){0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-c\"\\\\{é]{0,3}", inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn any_objects() -> impl Strategy<Value = Vec<Value>> {
    let fields = prop::collection::vec(("[a-c]{1,2}", any_value()), 0..4);
    let object = fields.prop_map(|fields| Value::Object(fields.into_iter().collect()));
    prop::collection::vec(object, 0..5)
}

/// Writes a value with these pieces of white space in turn wherever one may stand.
fn write_spaced<'a>(value: &Value, blanks: &mut impl Iterator<Item = &'a str>, text: &mut String) {
    let mut members: Vec<(String, &Value)> = Vec::new();
    let (open, close) = match value {
        Value::Array(items) => {
            members.extend(items.iter().map(|item| (String::new(), item)));
            ('[', ']')
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = Value::from(name.as_str());
                members.push((format!("{name}{}:", blanks.next().unwrap()), value));
            }
            ('{', '}')
        }
        other => return text.push_str(&other.to_string()),
    };
    text.push(open);
    for (place, (name, member)) in members.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(blanks.next().unwrap());
        text.push_str(&name);
        text.push_str(blanks.next().unwrap());
        write_spaced(member, blanks, text);
        text.push_str(blanks.next().unwrap());
    }
    text.push_str(blanks.next().unwrap());
    text.push(close);
}

proptest! {
    #[test]
    fn a_list_with_any_white_space_gives_the_objects_of_one_a_line(
        objects in any_objects(),
        blanks in prop::collection::vec(prop::sample::select(vec!["", " ", "\n", "\t", "\r\n", "\n \n"]), 1..12),
    ) {
        let mut blanks = blanks.into_iter().cycle();
        let lines: Vec<String> = objects.iter().map(Value::to_string).collect();
        let expected = values(&json_items(lines.join("\n")));
        prop_assert_eq!(&expected, &objects);
        let list = Value::from(objects);
        for document in [
            list.clone(),
            json!({"folio": 1, "command": ["list"], "entries": list}),
            json!({"entries": list, "more": {"entries": [1]}, "entry": 2}),
        ] {
            let mut text = String::new();
            write_spaced(&document, &mut blanks, &mut text);
            let items = json_items(&text);
            prop_assert!(errors(&items).is_empty(), "{text}");
            prop_assert_eq!(values(&items), expected.clone(), "{}", text);
        }
    }
}

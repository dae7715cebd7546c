//! How documents that people write are read, and where their mistakes are found.

use serde_json::{Value, json};

use super::*;
use crate::model::document::{DocumentProblem, LineProblem, Section, print};

#[test]
fn sections_are_known_by_name_in_any_order_case_and_depth() {
    let file = "+++\n+++\n### NEXT\nlater\n# because #\nb\n## tried\na\n#### deeper\n### Other\n";
    assert_eq!(
        Value::Object(only(file).object),
        json!({"next": "later", "because": "b", "tried": "a\n#### deeper\n### Other"})
    );
}

#[test]
fn a_byte_order_mark_blank_lines_and_windows_line_endings_are_passed_over() {
    let file = "\u{feff}\r\n \r\n+++ \r\nauthor = 'a'\r\n+++\r\n# Tried\r\n\r\none\r\n\r\ntwo\r\n";
    let parsed = only(file);
    assert_eq!(parsed.line, 3);
    assert_eq!(
        Value::Object(parsed.object),
        json!({"author": "a", "tried": "one\n\ntwo"})
    );
    assert_eq!(parsed_count(""), 0);
    assert_eq!(parsed_count("\n \n"), 0);
}

fn parsed_count(file: &str) -> usize {
    parsed(file).len()
}

#[test]
fn signals_are_the_items_of_a_list() {
    let file = "+++\n+++\n## Signals\n\n- one\n  more\n\n  and more\n* two\n\n-\n+ - three\n";
    assert_eq!(
        Value::Object(only(file).object),
        json!({"signals": ["one\nmore\n\nand more", "two", "- three"]})
    );
}

#[test]
fn a_heading_in_a_closed_fence_is_text_and_in_an_open_one_a_section() {
    let closed = "+++\n+++\n# Tried\n```\n# Because\n```\n";
    assert_eq!(
        Value::Object(only(closed).object),
        json!({"tried": "```\n# Because\n```"})
    );
    let open = "+++\n+++\n# Tried\n```\n# Because\nb\n";
    assert_eq!(
        Value::Object(only(open).object),
        json!({"tried": "```", "because": "b"})
    );
}

#[test]
fn a_text_that_markdown_cannot_hold_stands_in_the_front_matter() {
    let entry = Entry {
        because: text("progress 10%\rprogress 20%\u{1b}[0m"),
        signals: vec![text("plain"), text("bell\u{7}")],
        ..full_entry()
    };
    let printed = print(&entry);
    assert!(printed.contains("because = \"progress 10%\\rprogress 20%\\u001B[0m\"\n"));
    assert!(printed.contains("signals = [\"plain\", \"bell\\u0007\"]\n"));
    assert!(!printed.contains("## Because") && !printed.contains("## Signals"));
    assert_eq!(entry_of(&only(&printed)), entry);
}

#[test]
fn every_mistake_is_reported_on_its_line() {
    use DocumentProblem as Problem;
    let unknown = |title: &str| Problem::UnknownSection {
        title: title.to_owned(),
    };
    let section = Section::Tried;
    for (file, line, problem) in [
        ("\nhello\n", 2, Problem::NoOpening),
        ("\n+++\nauthor = 'a'\n", 2, Problem::NoClosing),
        ("+++\n# Tried\nsomething\n", 1, Problem::NoClosing),
        ("+++\n# Tried\nsomething\n+++\n", 1, Problem::NoClosing),
        ("+++\n+++\n\ntext\n# Tried\n", 4, Problem::TextBeforeSection),
        ("+++\n+++\n# Tried\na\n# Becuase\nb", 5, unknown("Becuase")),
        ("+++\n+++\n#\n", 3, unknown("")),
        (
            "+++\n+++\n# Tried\na\n## tried\nb",
            5,
            Problem::RepeatedSection { section },
        ),
        (
            "+++\ntried = 'a'\n+++\n# Tried\nb",
            4,
            Problem::AlreadyInFrontMatter { section },
        ),
        ("+++\n+++\n## Signals\n- a\nb\n", 5, Problem::NotASignal),
        ("+++\n+++\n## Signals\n\nb\n", 5, Problem::NotASignal),
    ] {
        let first = parsed(file).remove(0).unwrap_err();
        assert_eq!(first, DocumentError { line, problem }, "{file}");
        assert!(!first.hint().is_empty());
    }
}

#[test]
fn an_empty_section_does_not_contradict_the_front_matter() {
    let file = "+++\ntried = 'a'\n+++\n# Tried\n\n## Signals\n- \n";
    assert_eq!(Value::Object(only(file).object), json!({"tried": "a"}));
}

#[test]
fn an_unknown_section_is_answered_with_the_known_ones_and_the_escape() {
    let hint = only_error("+++\n+++\n# include <stdio.h>\n").hint();
    assert!(
        hint.contains("## Because") && hint.contains("`\\# include <stdio.h>`"),
        "{hint}"
    );
}

#[test]
fn the_documents_of_a_file_are_read_one_after_another() {
    let entries = [full_entry(), entry()];
    let file: String = entries.iter().map(print).collect();
    let parsed = parsed(&file);
    let read: Vec<Entry> = parsed.iter().flatten().map(entry_of).collect();
    assert_eq!(read, entries);
    let begin = print(&entries[0]).lines().count() as u64 + 1;
    assert_eq!(parsed[1].as_ref().unwrap().line, begin);
}

#[test]
fn a_document_that_cannot_be_read_does_not_hide_the_next() {
    let good = "+++\nauthor = 'a'\n+++\n# Tried\nx\n";
    for bad in [
        "noise\nmore noise\n",
        "+++\nauthor = a\n+++\n# Tried\nx\n",
        "+++\ntgas = []\n+++\n# Tried\nx\n",
        "+++\nauthor = 'a'\n+++\n# Trid\nx\n",
        "+++\nauthor = 'a'\n# Tried\nx\n",
        "+++\nauthor = 'a'\n\n# Tried\n\nx y\n\n## Because\n\nz\n",
    ] {
        let read = parsed(&format!("{good}{bad}{good}"));
        // Noise after a document belongs to its last section.
        if bad.starts_with("+++") {
            assert_eq!(
                read.iter().map(Result::is_ok).collect::<Vec<_>>(),
                [true, false, true],
                "{bad}"
            );
        }
        let read = parsed(&format!("{bad}{good}{good}"));
        assert_eq!(
            read.iter().map(Result::is_ok).collect::<Vec<_>>(),
            [false, true, true],
            "{bad}"
        );
    }
}

#[test]
fn bytes_that_are_not_text_spoil_one_document_only() {
    let good = b"+++\n+++\n# Tried\nx\n".as_slice();
    for bad in [
        b"+++\nauthor = '\xff'\n+++\n# Tried\nx\n".as_slice(),
        b"+++\n+++\n# Tried\n\xff\nx\n",
    ] {
        let file = [bad, good].concat();
        let read: Vec<_> = Documents::new(file.as_slice()).collect();
        let error = read[0].as_ref().unwrap_err();
        assert!(matches!(
            error.problem,
            DocumentProblem::Line(LineProblem::NotUtf8 { .. })
        ));
        assert!(read[1].is_ok());
        assert_eq!(read.len(), 2);
    }
}

#[test]
fn a_document_over_the_limit_is_refused_and_the_next_is_read() {
    let good = "+++\n+++\n# Tried\nx\n";
    let line = "y".repeat(1 << 20) + "\n";
    let file = format!("{good}{}{good}", line.repeat(17));
    let read = parsed(&file);
    let error = read[0].as_ref().unwrap_err();
    assert_eq!(
        (error.line, &error.problem),
        (20, &DocumentProblem::TooLarge)
    );
    assert!(read[1].is_ok());
}

#[test]
fn a_document_of_more_parts_than_can_be_held_is_refused_and_the_next_is_read() {
    let good = "+++\n+++\n# Tried\nx\n";
    let tags = "1,".repeat(200_001);
    let texts = format!("note = \"{tags}\"\nnext = '''\n{tags}'''");
    for (front_matter, body, line) in [
        (format!("tags = [{tags}1]"), String::new(), Some(2)),
        ("a=1\n".repeat(200_001), String::new(), Some(200_002)),
        ("[[a]]\n".repeat(100_001), String::new(), Some(100_002)),
        (
            format!("a{} = 1", ".a".repeat(200_001)),
            String::new(),
            Some(2),
        ),
        (String::new(), "\n".repeat(2_000_001), Some(2_000_004)),
        (texts.replace("note", "principle"), String::new(), None),
    ] {
        let read = parsed(&format!(
            "+++\n{front_matter}\n+++\n# Tried\nx\n{body}{good}"
        ));
        let refused = read[0].as_ref().err();
        let refused = refused.map(|error| (error.line, &error.problem));
        let expected = line.map(|line| (line, &DocumentProblem::ManyParts));
        assert_eq!(refused, expected);
        assert!(read[1].is_ok());
    }
}

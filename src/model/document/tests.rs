//! What holds for whole documents: every entry survives the round trip, and a mistake is found where it stands.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{FixedOffset, Weekday};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::model::time::{Calendar, FixedZone, Spent, Stamp};
use crate::model::{
    Assist, Entry, EntryDraft, EntryId, Evidence, Outcome, Review, Tag, Text, Verdict,
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
    }
}

fn full_entry() -> Entry {
    Entry {
        principle: Some(text("state shared by replicas lives outside them")),
        signals: vec![
            text("works on one replica, flaky on two"),
            text("sticky\nsessions"),
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

#[test]
fn a_document_reads_as_markdown_with_the_short_facts_first() {
    assert_eq!(
        print(&full_entry()),
        r#"+++
id = "0198c0de-0000-7000-8000-000000000001"
happened_at = "2026-10-03T14:05:00+02:00"
created_at = "2026-10-03T12:30:00Z"
outcome = "failed"
tags = ["sessions", "web/caching"]
project = "shop"
exploration = "cache-layer"
assist = "pair"
spent = "1h 20m"
author = "Ada"

[evidence]
command = "cargo test -- \"sessions\""
exit_code = 101
commit = "4f2a"
output = """
running 2 tests
assertion `left == right` failed
"""

[[reviews]]
verdict = "refined"
by = "Grace"
at = "2026-10-05T09:00:00Z"
principle = "what two processes share has one owner"
elsewhere = ["rate limits", "caches"]
+++

# Tried

keep sessions in process memory

## Because

two replicas disagreed after the deploy

## Principle

state shared by replicas lives outside them

## Signals

- works on one replica, flaky on two
- sticky
  sessions

## Next

count the replicas first
"#
    );
}

#[test]
fn what_is_absent_is_left_out_of_a_printed_document() {
    let printed = print(&entry());
    assert!(printed.ends_with("## Because\n\ntwo replicas disagreed after the deploy\n"));
    for key in [
        "tags", "project", "assist", "spent", "evidence", "reviews", "Signals",
    ] {
        assert!(!printed.contains(key), "{key}");
    }
}

#[test]
fn a_template_shows_all_sections_and_says_what_is_accepted() {
    let draft = EntryDraft {
        because: Some(text("it broke")),
        project: Some(text("shop")),
        ..EntryDraft::default()
    };
    assert_eq!(
        template(&draft),
        "+++\n\
         outcome = \"failed\"   # failed, partial or worked\n\
         # tags = [\"caching\", \"parent/child\"]\n\
         project = \"shop\"\n\
         # assist = \"none\"   # none, ask, pair or delegate\n\
         # spent = \"1h 20m\"\n\
         # happened_at = \"yesterday 14:00\"   # now, unless it is given\n\
         +++\n\n\
         # Tried\n\n\n\n\
         ## Because\n\nit broke\n\n\
         ## Principle\n\n\n\n\
         ## Signals\n\n- \n\n\
         ## Next\n\n\n"
    );
}

#[test]
fn the_comments_of_a_template_are_keys_that_can_be_read() {
    let template = template(&EntryDraft::default()).replace("\n# ", "\n");
    let with_texts = template.replace("\nTried\n", "\n# Tried\n");
    let draft = draft_of(&only(&with_texts));
    assert_eq!(draft.assist, Some(Assist::None));
    assert_eq!(draft.tags.len(), 2);
    assert_eq!(draft.spent.map(Spent::minutes), Some(80));
    assert_eq!(draft.happened_at, Some(stamp("2026-10-31T14:00:00Z")));
}

#[test]
fn an_empty_template_gives_nothing_but_the_outcome() {
    let expected = EntryDraft {
        outcome: Some(Outcome::Failed),
        ..EntryDraft::default()
    };
    assert_eq!(draft_of(&only(&template(&EntryDraft::default()))), expected);
}

#[test]
fn what_is_edited_shows_no_reviews_no_output_and_no_time_of_writing() {
    let shown = editable(&full_entry());
    for hidden in ["created_at", "reviews", "output", "Grace"] {
        assert!(!shown.contains(hidden), "{hidden}");
    }
    assert!(shown.contains("assist = \"pair\"   # none, ask, pair or delegate\n"));
    let output_alone = Entry {
        evidence: Some(Evidence {
            output: Some("x".to_owned()),
            ..Evidence::default()
        }),
        ..entry()
    };
    assert!(!editable(&output_alone).contains("evidence"));
}

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

/// Texts made of what has a meaning in TOML or Markdown.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => select(vec![
            "\n", "\n", "\n", "\n\n", "+++", "++", "#", "##", "###", "####", "# ", "# Tried", "## Because", "### next ##",
            "# include <x>", "```", "````", "```rust", "~~~", "~~~~ x", "`", "\\", "\\\\", "- ", "* ", "-", "    ", " ",
            "  ", "   ", "\t", "\r", "\r\n", "\"", "\"\"\"", "'", "'''", "<!--", "-->", "a", "ß", "日本語", "🦀", "\u{feff}",
            "\u{a0}", "\u{85}", "\u{2028}", "\u{202e}", "\u{0}", "\u{1b}[31m", "\u{7f}", "=", "[x]", "---", "\\u0041",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

/// Lines alone, so that most have a meaning.
fn nasty_lines() -> impl Strategy<Value = String> {
    let line = select(vec![
        "+++", "+++ ", "\\+++", " +++", "```", "```x", "````", "  ```", "    ```", "~~~", "\\```",
        "# Tried", "  # x", "    # x", "\\# x", "\\\\# x", "### Next", "### x", "#", "", "", " ",
        "   ", "a", "  a", "- a", "-", "* b", "\\", "\\a", "\\ # x", "a  ",
    ]);
    vec(line, 1..12).prop_map(|lines| lines.join("\n"))
}

fn some_text() -> impl Strategy<Value = Text> {
    prop_oneof![nasty(), nasty_lines()]
        .prop_filter_map("a text has something in it", |given| Text::new(&given).ok())
}

fn some_stamp() -> impl Strategy<Value = Stamp> {
    (-2_000_000_000_000_i64..4_000_000_000_000, -1080_i16..=1080)
        .prop_map(|(moment, offset)| Stamp::from_parts(moment, offset).unwrap())
}

fn some_evidence() -> impl Strategy<Value = Evidence> {
    let part = || {
        option::of(nasty().prop_filter("what is blank is absent", |text| !text.trim().is_empty()))
    };
    (
        part(),
        option::of(any::<i32>()),
        part(),
        part(),
        part(),
        part(),
    )
        .prop_map(
            |(command, exit_code, directory, commit, branch, output)| Evidence {
                command,
                exit_code,
                directory,
                commit,
                branch,
                output,
            },
        )
}

fn some_review() -> impl Strategy<Value = Review> {
    (
        select(Verdict::ALL),
        some_text(),
        some_stamp(),
        option::of(some_text()),
        vec(some_text(), 0..3),
        option::of(some_text()),
    )
        .prop_map(|(verdict, by, at, principle, elsewhere, note)| Review {
            verdict,
            by,
            at,
            principle,
            elsewhere,
            note,
        })
}

fn each_once<T: PartialEq>(items: Vec<T>) -> Vec<T> {
    let mut kept = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

fn some_entry() -> impl Strategy<Value = Entry> {
    let texts = (
        some_text(),
        some_text(),
        option::of(some_text()),
        vec(some_text(), 0..4).prop_map(each_once),
        option::of(some_text()),
    );
    let tag =
        "[\\PC&&[^, /\u{a0}-\u{b0}-]]{1,4}".prop_filter_map("tag", |given| Tag::new(&given).ok());
    let short = (
        select(Outcome::ALL),
        vec(tag, 0..3).prop_map(each_once),
        option::of(some_text()),
        option::of(some_text()),
        option::of(select(Assist::ALL)),
        option::of(1_u32..10_000),
        some_text(),
    );
    let rest = (
        any::<u128>(),
        some_stamp(),
        some_stamp(),
        option::of(some_evidence()),
        vec(some_review(), 0..3),
    );
    (texts, short, rest).prop_map(
        |(
            (tried, because, principle, signals, next),
            (outcome, tags, project, exploration, assist, spent, author),
            (id, happened_at, created_at, evidence, reviews),
        )| Entry {
            id: EntryId(Uuid::from_u128(id)),
            tried,
            because,
            principle,
            signals,
            next,
            outcome,
            tags,
            project,
            exploration,
            assist,
            spent: spent.map(|minutes| Spent::from_minutes(minutes).unwrap()),
            author,
            happened_at,
            created_at,
            evidence: evidence.filter(|evidence| !evidence.is_empty()),
            reviews,
        },
    )
}

proptest! {
    #[test]
    fn every_entry_comes_back_from_its_document(entry in some_entry()) {
        let printed = print(&entry);
        prop_assert!(printed.ends_with('\n') && !printed.ends_with("\n\n"));
        prop_assert_eq!(entry_of(&only(&printed)), entry);
    }

    #[test]
    fn every_entry_comes_back_from_a_file_with_windows_line_endings(entry in some_entry()) {
        let printed = print(&entry).replace('\n', "\r\n");
        prop_assert_eq!(entry_of(&only(&printed)), entry);
    }

    #[test]
    fn every_entry_comes_back_from_a_file_of_many(entries in vec(some_entry(), 1..4)) {
        let file: String = entries.iter().map(print).collect();
        let read: Vec<Entry> = parsed(&file).iter().map(|parsed| entry_of(parsed.as_ref().unwrap())).collect();
        prop_assert_eq!(read, entries);
    }

    #[test]
    fn an_entry_that_is_edited_without_a_change_is_the_same(entry in some_entry()) {
        let read = draft_of(&only(&editable(&entry)));
        let output = entry.evidence.as_ref().and_then(|evidence| evidence.output.clone());
        let evidence = Evidence { output, ..read.evidence.clone().unwrap_or_default() };
        let merged = EntryDraft {
            created_at: Some(entry.created_at),
            reviews: entry.reviews.clone(),
            evidence: Some(evidence).filter(|evidence| !evidence.is_empty()),
            ..read
        };
        let merged = merged.complete(&text("somebody else"), stamp("2020-01-01T00:00:00Z")).unwrap();
        prop_assert_eq!(merged, entry);
    }

    #[test]
    fn a_template_gives_back_what_it_shows(entry in some_entry(), keep in any::<[bool; 6]>()) {
        let shown = EntryDraft {
            tried: Some(entry.tried).filter(|_| keep[0]),
            because: Some(entry.because).filter(|_| keep[1]),
            principle: entry.principle,
            signals: entry.signals,
            next: entry.next,
            outcome: Some(entry.outcome),
            tags: entry.tags,
            project: entry.project.filter(|_| keep[2]),
            exploration: entry.exploration.filter(|_| keep[3]),
            assist: entry.assist.filter(|_| keep[4]),
            spent: entry.spent,
            happened_at: Some(entry.happened_at).filter(|_| keep[5]),
            ..EntryDraft::default()
        };
        prop_assert_eq!(draft_of(&only(&template(&shown))), shown);
    }

    #[test]
    fn no_file_makes_the_parser_panic_or_loop(file in prop_oneof![nasty(), nasty_lines()]) {
        let lines = file.lines().count();
        prop_assert!(parsed(&file).len() <= lines + 1);
    }
}

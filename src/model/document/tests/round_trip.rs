//! Every entry survives the round trip, whatever its texts hold.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::model::document::{editable, print, template};
use crate::model::{Feedback, Usefulness};

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
        option::of(some_text()),
        vec(some_text(), 0..3),
        option::of(some_text()),
    )
        .prop_map(
            |(verdict, by, at, reviewed, principle, elsewhere, note)| Review {
                verdict,
                by,
                at,
                reviewed,
                principle,
                elsewhere,
                note,
            },
        )
}

fn some_practice() -> impl Strategy<Value = Practised> {
    (select(Rating::ALL), some_text(), some_stamp()).prop_map(|(rating, by, at)| Practised {
        rating,
        by,
        at,
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

fn some_feedback() -> impl Strategy<Value = Feedback> {
    (select(Usefulness::ALL), some_text(), some_stamp()).prop_map(|(verdict, by, at)| Feedback {
        verdict,
        by,
        at,
    })
}

fn some_entry() -> impl Strategy<Value = Entry> {
    let texts = (
        some_text(),
        some_text(),
        option::of(some_text()),
        vec(some_text(), 0..4).prop_map(each_once),
        option::of(some_text()),
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
        vec(some_feedback(), 0..3).prop_map(each_once),
        vec(some_text(), 0..3).prop_map(each_once),
        vec(some_practice(), 0..3).prop_map(each_once),
    );
    (texts, short, rest).prop_map(
        |(
            (tried, because, principle, signals, next, rules_out),
            (outcome, tags, project, exploration, assist, spent, author),
            (id, happened_at, created_at, evidence, reviews, feedback, elsewhere, practice),
        )| Entry {
            id: EntryId(Uuid::from_u128(id)),
            tried,
            because,
            principle,
            signals,
            next,
            rules_out,
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
            feedback,
            elsewhere,
            practice,
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
            feedback: entry.feedback.clone(),
            practice: entry.practice.clone(),
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

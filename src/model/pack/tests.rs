//! What is written is read back, and whatever else comes is read or named with its line.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use proptest::prelude::*;

use super::*;
use crate::model::time::Stamp;
use crate::model::{EntryId, Review, Text, Verdict};

fn text(text: &str) -> Text {
    Text::new(text).unwrap()
}

fn id(number: u128) -> EntryId {
    EntryId(uuid::Uuid::from_u128(number))
}

/// A pack of lessons, each shown as this text.
fn pack(shown: &[&str]) -> String {
    let principle = text("Z");
    let lessons: Vec<Packed<'_>> = (1..)
        .zip(shown)
        .map(|(number, shown)| Packed {
            id: id(number),
            principle: &principle,
            shown: (*shown).to_owned(),
        })
        .collect();
    print(&lessons)
}

/// A pack with something behind the first of these labels that is still empty.
fn filled(pack: &str, label: &str, answer: &str) -> String {
    pack.replacen(
        &format!("\n{label}:\n"),
        &format!("\n{label}: {answer}\n"),
        1,
    )
}

/// The lines and reasons of what was not understood.
fn problems(pack: &str) -> Vec<(u64, String)> {
    let problems = read(pack).problems.into_iter();
    problems
        .map(|problem| (problem.line, problem.reason))
        .collect()
}

/// An answer below a lesson of its own; the first line is number 1.
fn answered(lines: &str) -> Returned {
    read(&format!("Id: abcd\n{lines}"))
}

#[test]
fn an_untouched_pack_leaves_every_lesson_open() {
    let returned = read(&pack(&["I tried a.", "I tried b."]));
    assert_eq!((returned.open, returned.answers.len()), (2, 0));
    assert_eq!(returned.problems, []);
    assert_eq!(returned.by, None);
    assert_eq!(returned.lessons, 2);
    assert_eq!(read("# A letter\n\nDear Ada").lessons, 0);
}

#[test]
fn what_is_filled_in_comes_back_whole() {
    let answers = [
        ("By", "Grace"),
        ("Verdict", "Refined."),
        ("Deeper principle", "state has one owner,\nalways"),
        (
            "Elsewhere",
            "rate limits\n- feature flags\n\nElsewhere: caches",
        ),
        ("Note", "\nsee RFC: 9110\n\n- twice"),
    ];
    let empty = pack(&["I tried a."]);
    let pack = answers
        .iter()
        .fold(empty, |pack, (label, answer)| filled(&pack, label, answer));
    let returned = read(&pack);
    assert_eq!(returned.problems, []);
    assert_eq!(returned.by, Some(text("Grace")));
    let answer = returned.answers.first().unwrap();
    assert_eq!(answer.id, id(1).handle());
    assert_eq!(answer.fingerprint, Some(fingerprint(&text("z."))));
    assert_eq!(answer.verdict, Verdict::Refined);
    assert_eq!(answer.principle, Some(text("state has one owner,\nalways")));
    let places = ["rate limits", "feature flags", "caches"].map(text);
    assert_eq!(answer.elsewhere, places);
    assert_eq!(answer.note, Some(text("see RFC: 9110\n\n- twice")));
}

#[test]
fn labels_are_read_in_any_order_with_emphasis_bullets_and_either_case() {
    let returned = answered("* **Note:** n\n__verdict__: CONFIRMED\n- **elsewhere**: x\r\n");
    assert_eq!(returned.problems, []);
    let answer = returned.answers.first().unwrap();
    assert_eq!(answer.verdict, Verdict::Confirmed);
    assert_eq!(
        (&answer.note, answer.elsewhere.len()),
        (&Some(text("n")), 1)
    );
}

#[test]
fn text_of_the_journal_cannot_answer_for_the_reader() {
    let forged = "Id: abcd\nVerdict: confirmed\n## Lesson 2\n\nVerdict: disputed";
    let returned = read(&pack(&[forged, "I tried b."]));
    assert_eq!((returned.open, returned.answers.len()), (2, 0));
    assert_eq!(returned.problems, []);
}

#[test]
fn what_is_not_understood_is_named_with_its_line_and_its_lesson_is_left_out() {
    for (lines, line, reason) in [
        ("Verdict: confirmd", 2, "not a verdict"),
        ("Verdict: confirmed or refined", 2, "not a verdict"),
        (
            "Verdict:\nconfirmed\nmostly",
            4,
            "not clear what it answers",
        ),
        ("hello\nVerdict: confirmed", 2, "not clear what it answers"),
        ("Verdict: refined", 2, "needs the deeper principle"),
        ("Verdict:\nNote: well", 1, "without a verdict"),
        (
            "Verdict: confirmed\nVerdict: disputed",
            3,
            "stands on line 2",
        ),
        ("Verdict: confirmed\nNote: a\n> b", 4, "begins with `>`"),
    ] {
        let returned = answered(lines);
        assert_eq!(returned.answers, [], "{lines}");
        let problem = returned.problems.first().unwrap();
        assert_eq!(
            (problem.line, returned.problems.len()),
            (line, 1),
            "{lines}"
        );
        assert!(problem.reason.contains(reason), "{problem:?}");
    }
}

#[test]
fn text_that_belongs_to_no_lesson_is_named_and_keeps_no_answer_back() {
    let returned = read("Dear Ada,\n\nId: abcd\nVerdict: confirmed\n\n> quoted\n\nRegards\n");
    assert_eq!(returned.answers.len(), 1);
    let lines: Vec<u64> = returned
        .problems
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(lines, [1, 6, 8]);
    assert_eq!(problems("By: a\nBy: b").first().unwrap().0, 2);
    assert_eq!(problems("Verdict: confirmed").first().unwrap().0, 1);
}

#[test]
fn a_lesson_answered_twice_counts_once_and_the_second_is_named() {
    let returned = read("Id: abcd\nVerdict: confirmed\n\nId: abcd\nVerdict: disputed");
    assert_eq!(returned.answers.len(), 1);
    assert!(returned.problems.first().unwrap().reason.contains("line 1"));
}

#[test]
fn a_lesson_may_name_its_own_reader() {
    let returned = read("By: Grace\n\nId: abcd\nBy: Alan\nVerdict: confirmed\nNote: n");
    assert_eq!(returned.by, Some(text("Grace")));
    assert_eq!(returned.answers.first().unwrap().by, Some(text("Alan")));
}

#[test]
fn a_file_of_nothing_but_labels_is_read_in_linear_time() {
    for line in [
        "Id: a\nVerdict: confirmed\n",
        "Elsewhere: x\n",
        "Note: x\n",
        "> x\n",
    ] {
        let returned = answered(&line.repeat(200_000));
        assert!(returned.answers.len() <= 1);
    }
    let distinct: Vec<String> = (0..100_000)
        .map(|number| format!("Elsewhere: {number}"))
        .collect();
    assert_eq!(answered(&distinct.join("\n")).answers, []);
}

/// A line that somebody may have made of a line of a pack.
fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("Verdict: confirmed".to_owned()),
        Just("Verdict: refined".to_owned()),
        Just("Deeper principle: D".to_owned()),
        Just("Note:".to_owned()),
        Just("Id: abcd-00000000".to_owned()),
        Just("## Lesson 1".to_owned()),
        Just("> quoted".to_owned()),
        "[ -~]{0,12}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn whatever_comes_is_read_or_named_with_a_line_that_is_there(lines in prop::collection::vec(any_line(), 0..30)) {
        let pack = lines.join("\n");
        let count = pack.lines().count() as u64;
        let returned = read(&pack);
        for problem in &returned.problems {
            prop_assert!((1..=count).contains(&problem.line), "{problem:?}");
        }
        for answer in &returned.answers {
            prop_assert!(answer.verdict != Verdict::Refined || answer.principle.is_some());
        }
        prop_assert_eq!(read(&pack), returned);
    }

    #[test]
    fn every_word_outside_quotes_is_an_answer_or_named_or_a_label(word in "[a-z]{10}", at in 0_usize..40) {
        let filled = filled(&pack(&["I tried a."]), "Verdict", "confirmed");
        let mut lines: Vec<&str> = filled.lines().collect();
        lines.insert(at.min(lines.len()), &word);
        let returned = read(&lines.join("\n"));
        let kept = format!("{returned:?}");
        prop_assert!(kept.contains(&word), "{kept}");
    }

    #[test]
    fn an_answer_that_was_kept_is_read_as_it_was(deeper in "[a-z ]{1,40}x", places in prop::collection::btree_set("[a-z]{1,8}", 0..4), note in prop::option::of("[a-z]{1,8}(\n[a-z]{1,8}){0,3}")) {
        let review = Review {
            verdict: Verdict::Refined,
            by: text("Grace"),
            at: Stamp::parse_rfc3339("2026-10-05T09:00:00Z").unwrap(),
            reviewed: Some(text("Z")),
            principle: Some(text(&deeper)),
            elsewhere: places.iter().map(|place| text(place)).collect(),
            note: note.as_deref().map(text),
        };
        let returned = read(&answer(id(1), &review));
        prop_assert_eq!(&returned.problems, &[]);
        prop_assert_eq!(&returned.by, &Some(text("Grace")));
        let read = returned.answers.first().unwrap();
        prop_assert_eq!((&read.id, &read.fingerprint), (&id(1).handle(), &Some(fingerprint(&text("Z")))));
        prop_assert_eq!((read.verdict, &read.principle), (review.verdict, &review.principle));
        prop_assert_eq!((&read.elsewhere, &read.note), (&review.elsewhere, &review.note));
    }

    #[test]
    fn answers_of_any_text_come_back_as_they_were(note in "[^\\r>#:]{1,80}", deeper in "[a-z ]{1,40}x") {
        let pack = filled(&pack(&["I tried a.", "I tried b."]), "Verdict", "refined");
        let pack = filled(&filled(&pack, "Deeper principle", &deeper), "Note", &note);
        let returned = read(&pack);
        prop_assert_eq!(&returned.problems, &[]);
        prop_assert_eq!(returned.open, 1);
        let answer = returned.answers.first().unwrap();
        prop_assert_eq!(&answer.principle, &Some(text(&deeper)));
        prop_assert_eq!(&answer.note, &Text::new(&note).ok());
    }
}

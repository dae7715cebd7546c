//! What is refused, for which reason, and what is suggested instead.

use super::fixture::berlin;
use crate::model::time::{DateError, DateProblem, parse_instant, parse_range};

fn refused(text: &str) -> DateError {
    let error = parse_range(text, &berlin()).unwrap_err();
    let as_instant = parse_instant(text, &berlin()).unwrap_err();
    assert_eq!(error, as_instant, "{text}");
    error
}

#[test]
fn what_is_not_understood_is_refused_without_a_guess() {
    for text in [
        "soon",
        "o'clock",
        "monday o'clock",
        "x",
        "5",
        "12345",
        "2026276",
        "-3 days",
        "-3d ago",
        "3 days",
        "days ago",
        "ago",
        "last",
        "last day",
        "this monday",
        "in 3 days",
        "yesterday today",
        "14:05 15:05",
        "14:05Z",
        "14:5",
        "14:05:06.",
        "14:05+2",
        "1.5 hours ago",
        "2.13 hours ago",
        "1.5h ago",
        "13 hours",
        "october october",
        "2026 2025",
        "last week 14:05",
        "2026-10 14:05",
        "now 14:05",
        "week",
        "q",
        "w",
        "last q4 2026 x",
        "monday 9",
        "3 october 26",
        "--",
        "-",
        "2026-",
        "2026-10-",
        "2026-10-03T",
        "2026-10-03Tx",
        "2026-10-03T14",
        "T14:05",
        "2026-W41-3-1",
        "at",
        "at 14:05 at",
        "昨日",
        "🙂",
        "2026-1000",
        "12026-10-03",
        "2026-W1x",
    ] {
        let error = refused(text);
        let expected = DateProblem::NotUnderstood { suggestion: None };
        assert_eq!(*error.problem(), expected, "{text}");
        assert!(error.hint().starts_with("write a date such as"));
    }
}

#[test]
fn what_is_empty_is_refused_as_empty() {
    for text in ["", "   ", "\t\n"] {
        assert_eq!(*refused(text).problem(), DateProblem::Empty);
    }
}

#[test]
fn a_mistyped_word_is_answered_with_the_nearest_that_is_understood() {
    for (text, suggestion) in [
        ("yesterdya", "yesterday"),
        ("Yesteday", "yesterday"),
        ("tomorow", "tomorrow"),
        ("tusday", "tuesday"),
        ("last wek", "last week"),
        ("last-wek", "last week"),
        ("2 weks ago", "2 weeks ago"),
        ("3 days agp", "3 days ago"),
        ("3 octobre 2026", "3 october 2026"),
        ("yesterdya 14:05", "yesterday 14:05"),
        ("2026/10/03", "2026-10-03"),
        ("2026.10.03", "2026-10-03"),
        ("2026/10/03 14:05", "2026-10-03 14:05"),
        ("13/04/2026", "2026-04-13"),
        ("04/13/2026", "2026-04-13"),
        ("04.04.2026", "2026-04-04"),
        ("10/2026", "2026-10"),
        ("31.12.", "31 december"),
        ("17 o'clock", "17:00"),
        ("monday 17  O'clock", "monday 17:00"),
        ("\u{202e}today", "today"),
        ("today\0", "today"),
    ] {
        let error = refused(text);
        assert_eq!(
            error.hint(),
            format!("did you mean `{suggestion}`?"),
            "{text}"
        );
        assert!(parse_range(suggestion, &berlin()).is_ok(), "{suggestion}");
    }
}

#[test]
fn no_suggestion_is_made_that_would_not_be_understood() {
    for text in ["last yesterdya", "yesterdya morning", "wek"] {
        let expected = DateProblem::NotUnderstood { suggestion: None };
        assert_eq!(*refused(text).problem(), expected, "{text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_with_each_of_them() {
    for (text, expected) in [
        ("03/04/2026", "2026-03-04 or 2026-04-03"),
        ("03.04.2026", "2026-03-04 or 2026-04-03"),
        ("03-04-2026", "2026-03-04 or 2026-04-03"),
        ("3/4/2026", "2026-03-04 or 2026-04-03"),
        ("03/04/2026 14:05", "2026-03-04 14:05 or 2026-04-03 14:05"),
        ("10-11-12", "2010-11-12 or 2012-10-11 or 2012-11-10"),
        ("3/4", "3 april or 4 march"),
        ("10-11", "10 november or 11 october"),
        ("1.5", "1 may or 5 january"),
        ("5 o'clock", "05:00 or 17:00"),
        ("12 o’clock", "00:00 or 12:00"),
        ("monday 5 o'clock", "monday 05:00 or monday 17:00"),
        ("1405", "14:05 or 1405-01-01"),
    ] {
        let error = refused(text);
        assert_eq!(
            error.to_string(),
            format!("`{text}` can be read as {expected}")
        );
        let DateProblem::Ambiguous { readings } = error.problem() else {
            panic!("{text}: {error}");
        };
        for reading in readings {
            assert!(parse_range(reading, &berlin()).is_ok(), "{reading}");
        }
    }
}

#[test]
fn what_the_calendar_or_the_clock_has_not_does_not_exist() {
    for (text, reason) in [
        ("2026-02-30", "February 2026 has 28 days"),
        ("2024-02-30", "February 2024 has 29 days"),
        ("20260230", "February 2026 has 28 days"),
        ("2026-02-30T14:05", "February 2026 has 28 days"),
        ("2026-10-00", "October 2026 has 31 days"),
        ("31 april 2026", "April 2026 has 30 days"),
        ("february 29 2026", "February 2026 has 28 days"),
        ("30 february", "February has at most 29 days"),
        ("2026-13", "months run from 01 to 12"),
        ("2026-00", "months run from 01 to 12"),
        ("2026-13-01", "months run from 01 to 12"),
        ("2026-366", "2026 has 365 days"),
        ("2026-000", "2026 has 365 days"),
        ("2025-W53", "2025 has weeks 1 to 52"),
        ("2026-W54", "2026 has weeks 1 to 53"),
        ("2026-W00", "2026 has weeks 1 to 53"),
        ("2025-W53-1", "2025 has weeks 1 to 52"),
        ("2026-W41-8", "days of a week run from 1 to 7"),
        ("2026-W41-0", "days of a week run from 1 to 7"),
        ("Q5", "quarters run from Q1 to Q4"),
        ("2026-Q0", "quarters run from Q1 to Q4"),
        ("25:00", "hours run from 00 to 23"),
        ("24:00", "hours run from 00 to 23"),
        ("2026-10-03 14:60", "minutes run from 00 to 59"),
        ("14:05:60", "seconds run from 00 to 59"),
        ("13pm", "hours with am and pm run from 1 to 12"),
        ("0am", "hours with am and pm run from 1 to 12"),
        (
            "2026-10-03T14:05+19:00",
            "offsets from UTC run from -18:00 to +18:00",
        ),
        ("last 0 days", "none of something covers no day"),
    ] {
        let error = refused(text);
        assert_eq!(
            error.to_string(),
            format!("`{text}` does not exist: {reason}")
        );
    }
}

#[test]
fn what_lies_outside_the_years_is_out_of_range() {
    for text in [
        "0000-01-01",
        "october 0000",
        "9999-12-31T23:59:59-18:01",
        "3000 years ago",
        "999999 days ago",
        "4294967295 years ago",
        "4294967295 hours ago",
        "99999999999 days ago",
        "last 4294967295 weeks",
    ] {
        let error = parse_range(text, &berlin()).unwrap_err();
        if text.contains("-18:01") {
            assert!(matches!(error.problem(), DateProblem::DoesNotExist { .. }));
        } else {
            assert_eq!(*error.problem(), DateProblem::OutOfRange, "{text}");
        }
    }
}

#[test]
fn a_long_text_is_not_looked_at() {
    let text = "today ".repeat(1000);
    let error = refused(&text);
    let expected = DateProblem::NotUnderstood { suggestion: None };
    assert_eq!(*error.problem(), expected);
    assert!(error.text().starts_with("today today") && error.text().ends_with('…'));
    assert_eq!(error.text().chars().count(), 101);
}

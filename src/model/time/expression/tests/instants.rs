//! Which one moment an expression means.

use super::fixture::{apia_at, berlin, berlin_at, new_york_at, stamp};
use crate::model::time::{DateProblem, PeriodKind, parse_instant};

fn assert_instants(expected: &[(&str, &str)]) {
    for (text, moment) in expected {
        let found = parse_instant(text, &berlin()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(found.to_string(), *moment, "{text}");
    }
}

#[test]
fn written_out_times_are_those_times() {
    assert_instants(&[
        ("2026-10-03T14:05", "2026-10-03T14:05:00+02:00"),
        ("2026-10-03t14:05:06", "2026-10-03T14:05:06+02:00"),
        ("2026-10-03T14:05:06.123", "2026-10-03T14:05:06.123+02:00"),
        ("2026-10-03T14:05:06.12999Z", "2026-10-03T14:05:06.129Z"),
        ("2026-10-03 14:05", "2026-10-03T14:05:00+02:00"),
        ("20261003 14:05", "2026-10-03T14:05:00+02:00"),
        ("2026-10-03T14:05+09:00", "2026-10-03T14:05:00+09:00"),
        ("2026-10-03T14:05-0330", "2026-10-03T14:05:00-03:30"),
        ("2026-10-03 14:05+02", "2026-10-03T14:05:00+02:00"),
        ("2026-10-03 9am", "2026-10-03T09:00:00+02:00"),
        ("2026-10-03 at 2:30 pm", "2026-10-03T14:30:00+02:00"),
        ("3 october 2026 14:05", "2026-10-03T14:05:00+02:00"),
        ("today 18:00", "2026-11-22T18:00:00+01:00"),
        ("tomorrow 9am", "2026-11-23T09:00:00+01:00"),
    ]);
}

#[test]
fn a_time_alone_is_the_latest_that_is_not_in_the_future() {
    assert_instants(&[
        ("14:05", "2026-11-22T14:05:00+01:00"),
        ("16:00", "2026-11-22T16:00:00+01:00"),
        ("16:01", "2026-11-21T16:01:00+01:00"),
        ("9am", "2026-11-22T09:00:00+01:00"),
        ("12am", "2026-11-22T00:00:00+01:00"),
        ("12pm", "2026-11-22T12:00:00+01:00"),
        ("2:30 PM", "2026-11-22T14:30:00+01:00"),
        ("11:59:59pm", "2026-11-21T23:59:59+01:00"),
    ]);
}

#[test]
fn a_day_left_open_goes_back_where_its_time_is_still_to_come() {
    assert_instants(&[
        ("monday 9am", "2026-11-16T09:00:00+01:00"),
        ("9am monday", "2026-11-16T09:00:00+01:00"),
        ("sunday 15:00", "2026-11-22T15:00:00+01:00"),
        ("sunday 18:00", "2026-11-15T18:00:00+01:00"),
        ("november 22 18:00", "2025-11-22T18:00:00+01:00"),
        ("last sunday 9am", "2026-11-15T09:00:00+01:00"),
        ("yesterday 14:05", "2026-11-21T14:05:00+01:00"),
        ("yesterday-14:05", "2026-11-21T14:05:00+01:00"),
        ("2 weeks ago at 9am", "2026-11-08T09:00:00+01:00"),
    ]);
}

#[test]
fn a_day_without_a_time_takes_the_present_time_of_day() {
    assert_instants(&[
        ("now", "2026-11-22T16:00:00+01:00"),
        ("today", "2026-11-22T16:00:00+01:00"),
        ("sunday", "2026-11-22T16:00:00+01:00"),
        ("yesterday", "2026-11-21T16:00:00+01:00"),
        ("2026-10-03", "2026-10-03T16:00:00+02:00"),
        ("a month ago", "2026-10-22T16:00:00+02:00"),
    ]);
}

#[test]
fn hours_and_minutes_ago_are_counted_in_real_time() {
    assert_instants(&[
        ("90m ago", "2026-11-22T14:30:00+01:00"),
        ("90 minutes ago", "2026-11-22T14:30:00+01:00"),
        ("an hour ago", "2026-11-22T15:00:00+01:00"),
        ("30s ago", "2026-11-22T15:59:30+01:00"),
        ("1000 hours ago", "2026-10-12T01:00:00+02:00"),
    ]);
    let after_the_change = berlin_at("2026-10-25T03:30:00+01:00");
    let found = parse_instant("2 hours ago", &after_the_change).unwrap();
    assert_eq!(found, stamp("2026-10-25T02:30:00+02:00"));
}

#[test]
fn a_time_that_clocks_skip_is_counted_on_and_one_that_comes_twice_is_the_earlier() {
    assert_instants(&[
        ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 02:30+01:00", "2026-10-25T02:30:00+01:00"),
    ]);
    let new_york = new_york_at("2026-11-22T16:00:00-05:00");
    let found = parse_instant("2026-11-01 01:30", &new_york).unwrap();
    assert_eq!(found, stamp("2026-11-01T01:30:00-04:00"));
}

#[test]
fn today_in_the_hour_that_comes_twice_is_now() {
    let second_time = berlin_at("2026-10-25T02:30:00+01:00");
    assert_eq!(parse_instant("sunday", &second_time), Ok(second_time.now()));
}

#[test]
fn the_future_is_understood_and_can_be_told() {
    let calendar = berlin();
    let found = parse_instant("tomorrow", &calendar).unwrap();
    assert_eq!(found, stamp("2026-11-23T16:00:00+01:00"));
    assert!(calendar.is_future(found));
    assert!(!calendar.is_future(parse_instant("today", &calendar).unwrap()));
}

#[test]
fn more_than_a_day_is_not_a_moment() {
    for (text, found) in [
        ("last week", PeriodKind::Week),
        ("october", PeriodKind::Month),
        ("2026-Q4", PeriodKind::Quarter),
        ("2026", PeriodKind::Year),
        ("last 3 days", PeriodKind::Custom),
    ] {
        let error = parse_instant(text, &berlin()).unwrap_err();
        let wanted = PeriodKind::Moment;
        assert_eq!(
            *error.problem(),
            DateProblem::WrongKind { found, wanted },
            "{text}"
        );
    }
}

#[test]
fn a_day_that_was_skipped_does_not_exist() {
    let calendar = apia_at("2012-01-05T12:00:00+14:00");
    for text in ["2011-12-30", "2011-12-30 12:00", "30 december"] {
        let error = parse_instant(text, &calendar).unwrap_err();
        let expected =
            format!("`{text}` does not exist: the clocks of this time zone skipped 2011-12-30");
        assert_eq!(error.to_string(), expected);
    }
    let found = parse_instant("2011-12-30 12:00Z", &calendar).unwrap();
    assert_eq!(found, stamp("2011-12-30T12:00:00Z"));
}

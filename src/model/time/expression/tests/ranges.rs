//! Which stretch of time an expression covers.

use super::fixture::{apia_at, berlin, berlin_at, new_york_at, stamp};
use crate::model::time::expression::{parse_range, since, until};
use crate::model::time::{Calendar, PeriodKind};

/// The days that a text covers, the last one included, as `first..last`; a period that is not of whole days fails.
fn days(text: &str, calendar: &Calendar<'_>) -> String {
    let period = parse_range(text, calendar).unwrap_or_else(|error| panic!("{error}"));
    let (start, end) = (period.start().unwrap(), period.end().unwrap());
    let first = calendar.date_of(start);
    let next = calendar.date_of(end);
    assert_eq!(start, calendar.day_start(first), "{text}");
    assert_eq!(end, calendar.day_start(next), "{text}");
    format!("{first}..{}", next.pred_opt().unwrap())
}

fn assert_days(calendar: &Calendar<'_>, expected: &[(&str, &str)]) {
    for (text, days_covered) in expected {
        assert_eq!(days(text, calendar), *days_covered, "{text}");
    }
}

#[test]
fn days_in_digits_are_those_days() {
    assert_days(
        &berlin(),
        &[
            ("2026-10-03", "2026-10-03..2026-10-03"),
            ("  2026-10-03  ", "2026-10-03..2026-10-03"),
            ("20261003", "2026-10-03..2026-10-03"),
            ("2026-1-5", "2026-01-05..2026-01-05"),
            ("2026-276", "2026-10-03..2026-10-03"),
            ("2024-366", "2024-12-31..2024-12-31"),
            ("2026-W41-3", "2026-10-07..2026-10-07"),
            ("2026-w01-1", "2025-12-29..2025-12-29"),
            ("2024-02-29", "2024-02-29..2024-02-29"),
            ("2027-01-01", "2027-01-01..2027-01-01"),
        ],
    );
}

#[test]
fn months_quarters_weeks_and_years_in_digits_are_whole() {
    assert_days(
        &berlin(),
        &[
            ("2026-10", "2026-10-01..2026-10-31"),
            ("2026-2", "2026-02-01..2026-02-28"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2026-12", "2026-12-01..2026-12-31"),
            ("2026", "2026-01-01..2026-12-31"),
            ("1999", "1999-01-01..1999-12-31"),
            ("2026-W41", "2026-10-05..2026-10-11"),
            ("2026-W53", "2026-12-28..2027-01-03"),
            ("2026-Q4", "2026-10-01..2026-12-31"),
            ("2026-q1", "2026-01-01..2026-03-31"),
            ("Q4 2026", "2026-10-01..2026-12-31"),
            ("q4-2025", "2025-10-01..2025-12-31"),
        ],
    );
}

#[test]
fn days_near_today_go_by_name() {
    assert_days(
        &berlin(),
        &[
            ("today", "2026-11-22..2026-11-22"),
            ("TODAY", "2026-11-22..2026-11-22"),
            ("yesterday", "2026-11-21..2026-11-21"),
            ("tomorrow", "2026-11-23..2026-11-23"),
            ("sunday", "2026-11-22..2026-11-22"),
            ("Sun", "2026-11-22..2026-11-22"),
            ("monday", "2026-11-16..2026-11-16"),
            ("sat", "2026-11-21..2026-11-21"),
            ("last sunday", "2026-11-15..2026-11-15"),
            ("last monday", "2026-11-16..2026-11-16"),
            ("last-saturday", "2026-11-21..2026-11-21"),
            ("next monday", "2026-11-23..2026-11-23"),
            ("next sunday", "2026-11-29..2026-11-29"),
        ],
    );
}

#[test]
fn units_around_before_and_after_today_go_by_name() {
    assert_days(
        &berlin(),
        &[
            ("this week", "2026-11-16..2026-11-22"),
            ("last week", "2026-11-09..2026-11-15"),
            ("next week", "2026-11-23..2026-11-29"),
            ("this month", "2026-11-01..2026-11-30"),
            ("Last  Month", "2026-10-01..2026-10-31"),
            ("last_month", "2026-10-01..2026-10-31"),
            ("next-month", "2026-12-01..2026-12-31"),
            ("this quarter", "2026-10-01..2026-12-31"),
            ("last quarter", "2026-07-01..2026-09-30"),
            ("next quarter", "2027-01-01..2027-03-31"),
            ("this year", "2026-01-01..2026-12-31"),
            ("last year", "2025-01-01..2025-12-31"),
            ("next year", "2027-01-01..2027-12-31"),
        ],
    );
}

#[test]
fn what_has_no_year_is_the_latest_that_has_begun() {
    assert_days(
        &berlin(),
        &[
            ("october", "2026-10-01..2026-10-31"),
            ("oct", "2026-10-01..2026-10-31"),
            ("november", "2026-11-01..2026-11-30"),
            ("december", "2025-12-01..2025-12-31"),
            ("last october", "2026-10-01..2026-10-31"),
            ("last november", "2025-11-01..2025-11-30"),
            ("Q4", "2026-10-01..2026-12-31"),
            ("q3", "2026-07-01..2026-09-30"),
            ("w47", "2026-11-16..2026-11-22"),
            ("week 48", "2025-11-24..2025-11-30"),
            ("w53", "2020-12-28..2021-01-03"),
            ("3 october", "2026-10-03..2026-10-03"),
            ("october 3", "2026-10-03..2026-10-03"),
            ("november 22", "2026-11-22..2026-11-22"),
            ("november 23", "2025-11-23..2025-11-23"),
            ("29 february", "2024-02-29..2024-02-29"),
        ],
    );
}

#[test]
fn a_year_beside_a_name_says_which_one() {
    assert_days(
        &berlin(),
        &[
            ("october 2026", "2026-10-01..2026-10-31"),
            ("oct 2025", "2025-10-01..2025-10-31"),
            ("2025 oct", "2025-10-01..2025-10-31"),
            ("sept-2025", "2025-09-01..2025-09-30"),
            ("3 october 2026", "2026-10-03..2026-10-03"),
            ("3rd-october-2026", "2026-10-03..2026-10-03"),
            ("October 3, 2026", "2026-10-03..2026-10-03"),
            ("2026-oct-03", "2026-10-03..2026-10-03"),
            ("may 1st 2020", "2020-05-01..2020-05-01"),
            ("week 41 2026", "2026-10-05..2026-10-11"),
            ("w41 2026", "2026-10-05..2026-10-11"),
            ("week of 2026-10-07", "2026-10-05..2026-10-11"),
        ],
    );
}

#[test]
fn days_weeks_months_and_years_ago_are_one_day() {
    assert_days(
        &berlin(),
        &[
            ("0 days ago", "2026-11-22..2026-11-22"),
            ("3 days ago", "2026-11-19..2026-11-19"),
            ("3d ago", "2026-11-19..2026-11-19"),
            ("3-days-ago", "2026-11-19..2026-11-19"),
            ("a week ago", "2026-11-15..2026-11-15"),
            ("2w ago", "2026-11-08..2026-11-08"),
            ("two weeks ago", "2026-11-08..2026-11-08"),
            ("2 weeks ago", "2026-11-08..2026-11-08"),
            ("1 month ago", "2026-10-22..2026-10-22"),
            ("11mo ago", "2025-12-22..2025-12-22"),
            ("a quarter ago", "2026-08-22..2026-08-22"),
            ("2 years ago", "2024-11-22..2024-11-22"),
        ],
    );
}

#[test]
fn so_many_last_units_end_with_today() {
    assert_days(
        &berlin(),
        &[
            ("last 1 day", "2026-11-22..2026-11-22"),
            ("last 3 days", "2026-11-20..2026-11-22"),
            ("past 7 days", "2026-11-16..2026-11-22"),
            ("last 2 weeks", "2026-11-09..2026-11-22"),
            ("last 3 months", "2026-08-23..2026-11-22"),
            ("last 1 year", "2025-11-23..2026-11-22"),
        ],
    );
}

#[test]
fn the_end_of_a_month_is_held_where_the_other_month_is_shorter() {
    let calendar = berlin_at("2024-03-31T12:00:00+02:00");
    assert_days(
        &calendar,
        &[
            ("1 month ago", "2024-02-29..2024-02-29"),
            ("13 months ago", "2023-02-28..2023-02-28"),
            ("last month", "2024-02-01..2024-02-29"),
            ("next month", "2024-04-01..2024-04-30"),
            ("last 1 month", "2024-03-01..2024-03-31"),
        ],
    );
    let leap_day = berlin_at("2024-02-29T12:00:00+01:00");
    assert_days(&leap_day, &[("a year ago", "2023-02-28..2023-02-28")]);
}

#[test]
fn the_turn_of_the_year_is_crossed() {
    let calendar = berlin_at("2027-01-01T00:30:00+01:00");
    assert_days(
        &calendar,
        &[
            ("yesterday", "2026-12-31..2026-12-31"),
            ("last month", "2026-12-01..2026-12-31"),
            ("last quarter", "2026-10-01..2026-12-31"),
            ("this week", "2026-12-28..2027-01-03"),
            ("w53", "2026-12-28..2027-01-03"),
            ("w1", "2025-12-29..2026-01-04"),
            ("december", "2026-12-01..2026-12-31"),
            ("last january", "2026-01-01..2026-01-31"),
            ("2 days ago", "2026-12-30..2026-12-30"),
        ],
    );
}

#[test]
fn weeks_begin_as_the_calendar_says_but_iso_weeks_on_monday() {
    let calendar = new_york_at("2026-11-22T16:00:00-05:00");
    assert_days(
        &calendar,
        &[
            ("this week", "2026-11-22..2026-11-28"),
            ("last week", "2026-11-15..2026-11-21"),
            ("week of 2026-10-07", "2026-10-04..2026-10-10"),
            ("2026-W41", "2026-10-05..2026-10-11"),
        ],
    );
}

#[test]
fn a_day_is_as_long_as_its_clocks_make_it() {
    let hours = |text: &str, calendar: &Calendar<'_>| {
        let period = parse_range(text, calendar).unwrap();
        (period.end().unwrap().seconds() - period.start().unwrap().seconds()) / 3600
    };
    assert_eq!(hours("2026-03-29", &berlin()), 23);
    assert_eq!(hours("2026-10-25", &berlin()), 25);
    assert_eq!(hours("2026-10-24", &berlin()), 24);
    let new_york = new_york_at("2026-11-22T16:00:00-05:00");
    assert_eq!(hours("2026-03-08", &new_york), 23);
    assert_eq!(hours("2026-11-01", &new_york), 25);
}

#[test]
fn the_day_before_the_skipped_day_is_two_dates_back() {
    let calendar = apia_at("2011-12-31T12:00:00+14:00");
    let start = stamp("2011-12-29T00:00:00-10:00");
    assert_eq!(since("2 days ago", &calendar).unwrap(), start);
    assert_eq!(until("2 days ago", &calendar), since("today", &calendar));
}

#[test]
fn a_time_covers_what_is_written_of_it() {
    for (text, start, end) in [
        (
            "now",
            "2026-11-22T16:00:00+01:00",
            "2026-11-22T16:00:00.001+01:00",
        ),
        (
            "2026-10-03T14:05",
            "2026-10-03T14:05:00+02:00",
            "2026-10-03T14:06:00+02:00",
        ),
        (
            "2026-10-03 14:05:06",
            "2026-10-03T14:05:06+02:00",
            "2026-10-03T14:05:07+02:00",
        ),
        (
            "2026-10-03t14:05:06.5z",
            "2026-10-03T14:05:06.500Z",
            "2026-10-03T14:05:06.501Z",
        ),
        (
            "2026-10-25 02:59",
            "2026-10-25T02:59:00+02:00",
            "2026-10-25T03:00:00+02:00",
        ),
        (
            "2h ago",
            "2026-11-22T14:00:00+01:00",
            "2026-11-22T14:00:00.001+01:00",
        ),
    ] {
        assert_eq!(since(text, &berlin()), Ok(stamp(start)), "{text}");
        assert_eq!(until(text, &berlin()), Ok(stamp(end)), "{text}");
        assert_eq!(
            parse_range(text, &berlin()).unwrap().kind(),
            PeriodKind::Moment
        );
    }
}

#[test]
fn so_many_last_hours_end_now() {
    let period = parse_range("last 90 minutes", &berlin()).unwrap();
    assert_eq!(period.start(), Some(stamp("2026-11-22T14:30:00+01:00")));
    assert!(period.contains(berlin().now()));
    assert!(!period.contains(stamp("2026-11-22T16:00:00.001+01:00")));
}

#[test]
fn until_includes_the_day_it_names() {
    let end = stamp("2026-10-04T00:00:00+02:00");
    assert_eq!(until("2026-10-03", &berlin()), Ok(end));
    assert_eq!(
        until("2026-10", &berlin()),
        Ok(stamp("2026-11-01T00:00:00+01:00"))
    );
    assert_eq!(
        since("2026-10", &berlin()),
        Ok(stamp("2026-10-01T00:00:00+02:00"))
    );
}

#[test]
fn each_kind_has_its_label() {
    for (text, label) in [
        ("2026-10-03", "2026-10-03"),
        ("last month", "October 2026"),
        ("2026-W41", "week of 2026-10-05"),
        ("this quarter", "Q4 2026"),
        ("2026", "2026"),
        ("last 3 days", "2026-11-20 to 2026-11-22"),
        ("yesterday 9am", "2026-11-21 09:00"),
        ("last 2 hours", "2026-11-22 14:00 to 2026-11-22 16:00"),
    ] {
        assert_eq!(
            parse_range(text, &berlin()).unwrap().label(),
            label,
            "{text}"
        );
    }
}

#[test]
fn the_label_of_a_calendar_unit_is_understood_again() {
    for text in [
        "yesterday",
        "last week",
        "last month",
        "last quarter",
        "last year",
        "2026-W53",
    ] {
        let period = parse_range(text, &berlin()).unwrap();
        assert_eq!(parse_range(period.label(), &berlin()), Ok(period), "{text}");
    }
}

//! The month, week, quarter or year that a text names or that holds what it names.

use super::fixture::berlin;
use crate::model::time::expression::{month, quarter, week, year};
use crate::model::time::{DateError, DateProblem, Period, PeriodKind};

fn label(period: Result<Period, DateError>) -> String {
    period.unwrap().label().to_owned()
}

#[test]
fn without_a_text_it_is_the_present_one() {
    assert_eq!(label(week(None, &berlin())), "week of 2026-11-16");
    assert_eq!(label(quarter(None, &berlin())), "Q4 2026");
    assert_eq!(label(year(None, &berlin())), "2026");
}

#[test]
fn a_text_names_it_or_something_in_it() {
    for (text, expected) in [
        ("2026-10", "October 2026"),
        ("last month", "October 2026"),
        ("2026-10-03", "October 2026"),
        ("now", "November 2026"),
    ] {
        assert_eq!(label(month(text, &berlin())), expected, "{text}");
    }
    for (text, expected) in [
        ("2026-W41", "week of 2026-10-05"),
        ("last week", "week of 2026-11-09"),
        ("2 weeks ago", "week of 2026-11-02"),
        ("2026-10-11", "week of 2026-10-05"),
    ] {
        assert_eq!(label(week(Some(text), &berlin())), expected, "{text}");
    }
    for (text, expected) in [
        ("Q2", "Q2 2026"),
        ("may 2025", "Q2 2025"),
        ("today", "Q4 2026"),
    ] {
        assert_eq!(label(quarter(Some(text), &berlin())), expected, "{text}");
    }
    for (text, expected) in [
        ("last year", "2025"),
        ("2025-Q4", "2025"),
        ("oct 2024", "2024"),
    ] {
        assert_eq!(label(year(Some(text), &berlin())), expected, "{text}");
    }
}

#[test]
fn what_need_not_lie_within_one_is_refused() {
    let wrong = |period: Result<Period, DateError>| match period.unwrap_err().problem() {
        DateProblem::WrongKind { found, wanted } => (*found, *wanted),
        other => panic!("{other}"),
    };
    let calendar = berlin();
    let (custom, whole_week) = (PeriodKind::Custom, PeriodKind::Week);
    assert_eq!(
        wrong(month("2026-W41", &calendar)),
        (whole_week, PeriodKind::Month)
    );
    assert_eq!(
        wrong(month("2026", &calendar)),
        (PeriodKind::Year, PeriodKind::Month)
    );
    assert_eq!(
        wrong(week(Some("october"), &calendar)),
        (PeriodKind::Month, whole_week)
    );
    assert_eq!(
        wrong(quarter(Some("w41"), &calendar)),
        (whole_week, PeriodKind::Quarter)
    );
    assert_eq!(
        wrong(year(Some("last 3 days"), &calendar)),
        (custom, PeriodKind::Year)
    );
}

#[test]
fn the_refusal_says_what_it_is_and_what_to_write() {
    let error = month("last week", &berlin()).unwrap_err();
    assert_eq!(error.to_string(), "`last week` is a week, not a month");
    assert_eq!(
        error.hint(),
        "write a month, such as `2026-10`, `october` or `last month`"
    );
}

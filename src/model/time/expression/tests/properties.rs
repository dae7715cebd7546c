//! What holds for every text and every day.

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

use super::fixture::{berlin, stamp};
use crate::model::time::Stamp;
use crate::model::time::expression::{
    month, parse_instant, parse_range, quarter, since, until, week, year,
};

/// Texts made of the language's own pieces, which come further into the parser than random ones.
fn near_dates() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "2026",
        "10",
        "3",
        "41",
        "0",
        "99999999999",
        "2026-10-03",
        "2026-02-30",
        "03/04",
        "w",
        "q",
        "w41",
        "q4",
        "-",
        "/",
        ".",
        ":",
        "t",
        "z",
        "+",
        "14:05",
        "25:00",
        "9am",
        "pm",
        "o'clock",
        "at",
        "of",
        "now",
        "today",
        "monday",
        "last",
        "this",
        "next",
        "october",
        "week",
        "days",
        "months",
        "ago",
        "a",
        "yesterdya",
        " ",
        " ",
        " ",
        " ",
        "é",
    ]);
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

fn read_every_way(text: &str) {
    let calendar = berlin();
    let _ = parse_instant(text, &calendar);
    let _ = month(text, &calendar);
    let _ = week(Some(text), &calendar);
    let _ = quarter(Some(text), &calendar);
    let _ = year(Some(text), &calendar);
    if let Err(error) = parse_range(text, &calendar) {
        let _ = (error.to_string(), error.hint());
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..80_000).prop_map(|days| NaiveDate::default() + Days::new(days))
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic(text in any::<String>()) {
        read_every_way(&text);
    }

    #[test]
    fn no_text_near_a_date_makes_the_parser_panic(text in near_dates()) {
        read_every_way(&text);
    }

    #[test]
    fn a_range_starts_before_it_ends_and_has_both_sides(text in near_dates()) {
        if let Ok(period) = parse_range(&text, &berlin()) {
            prop_assert!(period.start().unwrap() < period.end().unwrap());
        }
    }

    #[test]
    fn every_way_to_write_a_day_means_that_day(day in any_day()) {
        let calendar = berlin();
        let expected = parse_range(&day.to_string(), &calendar).unwrap();
        prop_assert_eq!(expected.start(), Some(calendar.day_start(day)));
        for format in ["%Y%m%d", "%Y-%j", "%G-W%V-%u", "%-d %B %Y", "%b %d, %Y", "%Y-%b-%d"] {
            let written = day.format(format).to_string();
            let found = parse_range(&written, &calendar).unwrap();
            prop_assert_eq!(&found, &expected, "{}", written);
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_latest_of_its_name(day in any_day()) {
        let calendar = berlin();
        let written = day.format("%-d %B").to_string();
        let start = since(&written, &calendar).unwrap();
        let found = calendar.date_of(start);
        prop_assert!(found <= calendar.today());
        prop_assert_eq!((found.month(), found.day()), (day.month(), day.day()));
        prop_assert!(found + Days::new(4 * 366) > calendar.today());
    }

    #[test]
    fn every_stamp_is_understood_as_itself(milliseconds in 0_i64..4_000_000_000_000, offset in -1080_i16..=1080) {
        let written = Stamp::from_parts(milliseconds, offset).unwrap();
        prop_assert_eq!(parse_instant(&written.to_string(), &berlin()), Ok(written));
    }

    #[test]
    fn a_time_without_a_day_lies_within_the_last_day(hour in 0_u32..24, minute in 0_u32..60) {
        let calendar = berlin();
        let found = parse_instant(&format!("{hour}:{minute:02}"), &calendar).unwrap();
        prop_assert!(found <= calendar.now());
        prop_assert!(found > stamp("2026-11-21T16:00:00+01:00"));
    }

    #[test]
    fn so_many_days_ago_ends_where_the_day_after_starts(days in 1_u32..20_000) {
        let calendar = berlin();
        let end = until(&format!("{days} days ago"), &calendar);
        let next = since(&format!("{}d ago", days - 1), &calendar);
        prop_assert_eq!(end, next);
    }
}

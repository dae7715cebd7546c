//! What holds for periods, in zones whose clocks change and where they do not.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::model::time::changing::ZONES;
use crate::model::time::{ChronoZone, Zone};

static BERLIN: ChronoZone<Tz> = ChronoZone(Tz::Europe__Berlin);
static APIA: ChronoZone<Tz> = ChronoZone(Tz::Pacific__Apia);
static SAO_PAULO: ChronoZone<Tz> = ChronoZone(Tz::America__Sao_Paulo);

fn stamp(text: &str) -> Stamp {
    Stamp::parse_rfc3339(text).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn calendar(zone: &'static dyn Zone) -> Calendar<'static> {
    Calendar::new(stamp("2026-11-22T16:00:00+01:00"), zone, Weekday::Mon)
}

fn between(start: &str, end: &str) -> Period {
    Period::between(&calendar(&BERLIN), Some(stamp(start)), Some(stamp(end))).unwrap()
}

#[test]
fn a_period_holds_its_start_and_not_its_end() {
    let october = Period::month(&calendar(&BERLIN), 2026, 10).unwrap();
    assert!(october.contains(stamp("2026-10-01T00:00:00+02:00")));
    assert!(october.contains(stamp("2026-09-30T22:00:00Z")));
    assert!(!october.contains(stamp("2026-09-30T23:59:59.999+02:00")));
    assert!(october.contains(stamp("2026-10-31T23:59:59.999+01:00")));
    assert!(!october.contains(stamp("2026-11-01T00:00:00+01:00")));
    assert!(!october.contains(stamp("2026-11-01T09:00:00+10:00")));
}

#[test]
fn an_open_side_holds_everything_on_it() {
    let calendar = calendar(&BERLIN);
    let middle = stamp("2026-10-01T00:00:00+02:00");
    let since = Period::between(&calendar, Some(middle), None).unwrap();
    let until = Period::between(&calendar, None, Some(middle)).unwrap();
    let always = Period::between(&calendar, None, None).unwrap();
    assert!(since.contains(Stamp::LATEST) && !since.contains(Stamp::EARLIEST));
    assert!(until.contains(Stamp::EARLIEST) && !until.contains(middle));
    assert!(always.contains(Stamp::EARLIEST) && always.contains(Stamp::LATEST));
    for open in [since, until, always] {
        assert_eq!(
            (open.days(&calendar), open.previous(&calendar)),
            (None, None)
        );
    }
}

#[test]
fn a_start_that_is_not_before_the_end_is_refused() {
    let early = stamp("2026-10-01T00:00:00+02:00");
    let same_instant = stamp("2026-09-30T22:00:00Z");
    for (start, end) in [
        (early, early),
        (early, same_instant),
        (Stamp::LATEST, early),
    ] {
        let refused = Period::between(&calendar(&BERLIN), Some(start), Some(end));
        assert_eq!(refused, Err(PeriodError::NotForward { start, end }));
    }
}

#[test]
fn labels_say_first_and_last_day_and_times_where_there_are_any() {
    let day = |text: &str| stamp(text);
    let berlin = calendar(&BERLIN);
    let label = |start: Option<&str>, end: Option<&str>| {
        let period = Period::between(&berlin, start.map(day), end.map(day)).unwrap();
        period.to_string()
    };
    let first = Some("2026-10-01T00:00:00+02:00");
    let after = Some("2026-10-16T00:00:00+02:00");
    assert_eq!(label(first, after), "2026-10-01 to 2026-10-15");
    assert_eq!(label(first, None), "since 2026-10-01");
    assert_eq!(label(None, after), "until 2026-10-15");
    assert_eq!(label(None, None), "all time");
    assert_eq!(
        label(first, Some("2026-10-02T00:00:00+02:00")),
        "2026-10-01"
    );
    assert_eq!(
        label(Some("2026-10-01T12:30:00Z"), after),
        "2026-10-01 14:30 to 2026-10-15"
    );
}

#[test]
fn days_are_counted_on_the_calendar_and_not_by_hours() {
    let berlin = calendar(&BERLIN);
    assert_eq!(
        Period::month(&berlin, 2026, 10).unwrap().days(&berlin),
        Some(31)
    );
    assert_eq!(
        Period::month(&berlin, 2026, 3).unwrap().days(&berlin),
        Some(31)
    );
    assert_eq!(
        Period::month(&berlin, 2024, 2).unwrap().days(&berlin),
        Some(29)
    );
    assert_eq!(
        Period::year(&berlin, 2026).unwrap().days(&berlin),
        Some(365)
    );
    assert_eq!(
        Period::week_of(&berlin, date("2026-03-29"))
            .unwrap()
            .days(&berlin),
        Some(7)
    );
    let touching = between("2026-10-01T23:00:00+02:00", "2026-10-02T01:00:00+02:00");
    assert_eq!(touching.days(&berlin), Some(2));
}

#[test]
fn the_period_before_is_of_the_same_kind_and_ends_where_this_one_starts() {
    let berlin = calendar(&BERLIN);
    let before = |period: Result<Period, PeriodError>| {
        let period = period.unwrap();
        let before = period.previous(&berlin).unwrap();
        assert_eq!(before.end(), period.start());
        assert_eq!(before.kind(), period.kind());
        before.label().to_owned()
    };
    assert_eq!(
        before(Period::day(&berlin, date("2026-03-01"))),
        "2026-02-28"
    );
    assert_eq!(
        before(Period::week_of(&berlin, date("2026-01-01"))),
        "week of 2025-12-22"
    );
    assert_eq!(
        before(Period::iso_week(&berlin, 2026, 41)),
        "week of 2026-09-28"
    );
    assert_eq!(before(Period::month(&berlin, 2026, 1)), "December 2025");
    assert_eq!(before(Period::month(&berlin, 2026, 3)), "February 2026");
    assert_eq!(before(Period::quarter(&berlin, 2026, 1)), "Q4 2025");
    assert_eq!(before(Period::year(&berlin, 2026)), "2025");
    let half_october = between("2026-10-01T00:00:00+02:00", "2026-10-16T00:00:00+02:00");
    assert_eq!(before(Ok(half_october)), "2026-09-16 to 2026-09-30");
    let over_the_change = between("2026-10-24T00:00:00+02:00", "2026-10-27T00:00:00+01:00");
    assert_eq!(before(Ok(over_the_change)), "2026-10-21 to 2026-10-23");
    let afternoon = between("2026-10-26T14:00:00+01:00", "2026-10-26T16:00:00+01:00");
    assert_eq!(
        before(Ok(afternoon)),
        "2026-10-25 14:00 to 2026-10-26 14:00"
    );
}

#[test]
fn the_days_that_have_begun_are_those_of_the_calendar() {
    let berlin = calendar(&BERLIN);
    let october = Period::month(&berlin, 2026, 10).unwrap();
    for (moment, days) in [
        ("2026-09-30T23:59:59+02:00", None),
        ("2026-10-01T00:00:00+02:00", Some(1)),
        ("2026-10-01T23:59:59+02:00", Some(1)),
        ("2026-10-05T04:00:00+05:30", Some(5)),
        ("2026-10-05T03:00:00+05:30", Some(4)),
        // After the clocks went back.
        ("2026-10-26T00:00:00+01:00", Some(26)),
        ("2026-10-31T23:59:59+01:00", Some(31)),
        ("2026-11-01T00:00:00+01:00", None),
    ] {
        assert_eq!(october.days_begun(stamp(moment), &berlin), days, "{moment}");
    }
    let always = Period::between(&berlin, None, None).unwrap();
    assert_eq!(
        always.days_begun(stamp("2026-10-05T04:00:00Z"), &berlin),
        None
    );
}

#[test]
fn the_first_days_of_a_period_are_at_most_all_of_it() {
    let berlin = calendar(&BERLIN);
    let first = |period: Result<Period, PeriodError>, days: u32| {
        let part = period.unwrap().first_days(days, &berlin).unwrap();
        assert!(part.days(&berlin).unwrap() <= days);
        part.to_string()
    };
    let march = || Period::month(&berlin, 2026, 3);
    assert_eq!(first(march(), 1), "2026-03-01");
    assert_eq!(first(march(), 29), "2026-03-01 to 2026-03-29");
    assert_eq!(first(march(), 31), "March 2026");
    assert_eq!(first(march(), u32::MAX), "March 2026");
    assert_eq!(
        first(Period::month(&berlin, 2024, 2), 28),
        "2024-02-01 to 2024-02-28"
    );
    assert_eq!(first(Period::month(&berlin, 2024, 2), 29), "February 2024");
    assert_eq!(
        first(Period::year(&berlin, 2024), 61),
        "2024-01-01 to 2024-03-01"
    );
    assert_eq!(
        first(Period::year(&berlin, 2023), 61),
        "2023-01-01 to 2023-03-02"
    );
    let since = Period::between(&berlin, Some(stamp("2026-10-01T12:00:00Z")), None);
    assert_eq!(first(since, 2), "2026-10-01 14:00 to 2026-10-02");
}

#[test]
fn nothing_is_before_a_moment_or_before_the_first_year() {
    let berlin = calendar(&BERLIN);
    let (start, end) = (stamp("2026-10-01T00:00:00Z"), stamp("2026-10-01T00:01:00Z"));
    let moment = Period::moment(&berlin, start, end).unwrap();
    assert_eq!(moment.previous(&berlin), None);
    assert_eq!(Period::year(&berlin, 1).unwrap().previous(&berlin), None);
    assert_eq!(
        Period::month(&berlin, 1, 1).unwrap().previous(&berlin),
        None
    );
}

#[test]
fn a_day_that_the_zone_skipped_is_no_period_and_is_passed_over() {
    let apia = calendar(&APIA);
    let skipped = date("2011-12-30");
    let error = PeriodError::SkippedDay { date: skipped };
    assert_eq!(Period::day(&apia, skipped), Err(error));
    let after = Period::day(&apia, date("2011-12-31")).unwrap();
    let before = after.previous(&apia).unwrap();
    assert_eq!(before.label(), "2011-12-29");
    assert_eq!(before.end(), after.start());
}

#[test]
fn a_day_starts_late_where_midnight_is_skipped() {
    let sao_paulo = calendar(&SAO_PAULO);
    let day = Period::day(&sao_paulo, date("2018-11-04")).unwrap();
    assert_eq!(day.start(), Some(stamp("2018-11-04T01:00:00-02:00")));
    let custom = Period::between(&sao_paulo, day.start(), day.end()).unwrap();
    assert_eq!(custom.label(), "2018-11-04");
    assert_eq!(custom.previous(&sao_paulo).unwrap().label(), "2018-11-03");
}

#[test]
fn numbers_that_the_calendar_lacks_are_refused() {
    let berlin = calendar(&BERLIN);
    for month in [0, 13, u32::MAX] {
        let refused = Period::month(&berlin, 2026, month);
        assert_eq!(refused, Err(PeriodError::NoSuchMonth { month }));
    }
    for quarter in [0, 5, u32::MAX] {
        let refused = Period::quarter(&berlin, 2026, quarter);
        assert_eq!(refused, Err(PeriodError::NoSuchQuarter { quarter }));
    }
    let (year, last) = (2025, 52);
    let refused = Period::iso_week(&berlin, year, 53);
    assert_eq!(refused, Err(PeriodError::NoSuchWeek { year, last }));
    assert!(Period::iso_week(&berlin, 2026, 53).is_ok());
    for year in [i32::MIN, -1, 0, 10_000, i32::MAX] {
        assert_eq!(
            Period::year(&berlin, year),
            Err(PeriodError::OutOfRange),
            "{year}"
        );
        assert_eq!(Period::iso_week(&berlin, year, 60).ok(), None);
    }
    let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();
    assert_eq!(Period::week_of(&berlin, last), Err(PeriodError::OutOfRange));
    assert_eq!(
        Period::week_of(&berlin, NaiveDate::MIN),
        Err(PeriodError::OutOfRange)
    );
    assert_eq!(
        Period::day(&berlin, NaiveDate::MAX),
        Err(PeriodError::OutOfRange)
    );
}

#[test]
fn the_last_day_of_all_is_a_day_like_any_other() {
    for zone in [Tz::Europe__Berlin, Tz::Pacific__Honolulu, Tz::UTC] {
        let zone = ChronoZone(zone);
        let calendar = Calendar::new(Stamp::EARLIEST, &zone, Weekday::Mon);
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();
        let day = Period::day(&calendar, last).unwrap();
        assert_eq!(day.start(), Some(calendar.day_start(last)));
        let until = Period::between(&calendar, None, day.end()).unwrap();
        assert_eq!(until.label(), "until 9999-12-31");
        for (period, days) in [
            (day, 1),
            (Period::month(&calendar, 9999, 12).unwrap(), 31),
            (Period::quarter(&calendar, 9999, 4).unwrap(), 92),
            (Period::year(&calendar, 9999).unwrap(), 365),
        ] {
            assert_eq!(period.days(&calendar), Some(days), "{period}");
            assert!(period.previous(&calendar).is_some());
        }
    }
}

#[test]
fn a_period_serialises_with_its_label_and_kind() {
    let october = Period::month(&calendar(&BERLIN), 2026, 10).unwrap();
    let json = serde_json::to_string(&october).unwrap();
    assert_eq!(
        json,
        "{\"start\":\"2026-10-01T00:00:00+02:00\",\"end\":\"2026-11-01T00:00:00+01:00\",\
         \"label\":\"October 2026\",\"kind\":\"month\"}"
    );
}

#[test]
fn a_moment_after_clocks_went_back_over_midnight_is_of_the_day_that_had_begun() {
    let newfoundland = ChronoZone(Tz::America__St_Johns);
    let calendar = Calendar::new(stamp("2026-11-22T16:00:00Z"), &newfoundland, Weekday::Mon);
    for (moment, date, clock) in [
        ("2010-11-07T02:29:59Z", "2010-11-06", "2010-11-06 23:59"),
        ("2010-11-07T02:30:00Z", "2010-11-07", "2010-11-07 00:00"),
        ("2010-11-07T02:31:00Z", "2010-11-07", "2010-11-06 23:01"),
        ("2010-11-07T03:29:59Z", "2010-11-07", "2010-11-06 23:59"),
        ("2010-11-07T03:30:00Z", "2010-11-07", "2010-11-07 00:00"),
    ] {
        let moment = stamp(moment);
        assert_eq!(calendar.date_of(moment).to_string(), date);
        assert_eq!(
            calendar.local_of(moment).format("%F %H:%M").to_string(),
            clock
        );
    }
}

fn any_calendar() -> impl Strategy<Value = Calendar<'static>> {
    let zones = prop::sample::select(ZONES.iter().collect::<Vec<_>>());
    let starts = (0_u8..7).prop_map(|day| Weekday::try_from(day).unwrap());
    (zones, starts)
        .prop_map(|(zone, start)| Calendar::new(stamp("2026-11-22T16:00:00+01:00"), zone, start))
}

proptest! {
    #[test]
    fn months_quarters_and_years_tile_time(calendar in any_calendar(), year in 2_i32..9998) {
        let mut months = (1..=12).map(|month| Period::month(&calendar, year, month).unwrap());
        let mut edge = Period::month(&calendar, year - 1, 12).unwrap().end();
        let whole = Period::year(&calendar, year).unwrap();
        prop_assert_eq!(whole.start(), edge);
        for quarter in 1..=4 {
            let quarter = Period::quarter(&calendar, year, quarter).unwrap();
            prop_assert_eq!(quarter.start(), edge);
            for month in months.by_ref().take(3) {
                prop_assert_eq!(month.start(), edge);
                edge = month.end();
            }
            prop_assert_eq!(quarter.end(), edge);
        }
        prop_assert_eq!(whole.end(), edge);
    }

    #[test]
    fn a_week_holds_its_day_and_follows_the_week_before(calendar in any_calendar(), days in 0_u64..25_000) {
        let day = NaiveDate::default() + Days::new(days);
        let week = Period::week_of(&calendar, day).unwrap();
        let first = calendar.date_of(week.start().unwrap());
        // A day that was skipped begins with the one after it, which may be of the next week.
        let is_skipped = calendar.date_of(calendar.day_start(day)) != day;
        prop_assert!(is_skipped || week.contains(calendar.day_start(day)));
        prop_assert!(first <= day && day < first + Days::new(7));
        prop_assert_eq!(week.previous(&calendar).unwrap().end(), week.start());
    }

    #[test]
    fn days_tile_time_but_for_those_that_were_skipped(calendar in any_calendar(), days in 0_u64..25_000) {
        let day = NaiveDate::default() + Days::new(days);
        if let Ok(period) = Period::day(&calendar, day) {
            prop_assert_eq!(period.end(), Some(calendar.day_start(day + Days::new(1))));
            prop_assert_eq!(period.previous(&calendar).unwrap().end(), period.start());
        }
    }

    #[test]
    fn a_moment_lies_in_the_day_week_month_quarter_and_year_of_its_date(calendar in any_calendar(), day in 0_u64..22_000, minutes in -180_i64..180) {
        let midnight = calendar.day_start(NaiveDate::default() + Days::new(day));
        let moment = calendar.stamp(midnight.utc_milliseconds() + minutes * 60_000).unwrap();
        let date = calendar.date_of(moment);
        let (year, month) = (date.year(), date.month());
        for period in [
            Period::day(&calendar, date),
            Period::week_of(&calendar, date),
            Period::month(&calendar, year, month),
            Period::quarter(&calendar, year, date.quarter()),
            Period::year(&calendar, year),
        ] {
            let period = period.unwrap();
            prop_assert!(period.contains(moment), "{} {}", period, moment);
            for beside in [period.start().unwrap(), period.end().unwrap()] {
                let last = calendar.stamp(beside.utc_milliseconds() - 1).unwrap();
                prop_assert!(period.contains(beside) != period.contains(last));
            }
        }
    }

    #[test]
    fn iso_weeks_tile_time_over_the_ends_of_years(calendar in any_calendar(), year in 1970_i32..2040) {
        let mut edge = Period::iso_week(&calendar, year, 1).unwrap().start();
        let weeks = (1..=53).map_while(|week| Period::iso_week(&calendar, year, week).ok());
        for week in weeks {
            prop_assert_eq!(week.start(), edge);
            edge = week.end();
        }
        prop_assert_eq!(Period::iso_week(&calendar, year + 1, 1).unwrap().start(), edge);
    }
}

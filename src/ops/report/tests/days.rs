//! Every attempt stands in one day, one week and one month of a report, in zones whose clocks change.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, Weekday};
use proptest::prelude::*;
use proptest::sample::select;

use super::{Filter, Intentions, failed, note, report, session};
use crate::model::time::changing::ZONES;
use crate::model::time::{Calendar, Period, Stamp};
use crate::ops::Session;

/// Moments near which clocks changed, or units of the calendar end: the autumn of 2010 in Newfoundland, the end of 2011 in Samoa,
/// spring and autumn in Brazil, Egypt, Lebanon and Europe; a leap day,
/// the end of a year.
const NEAR: [&str; 9] = [
    "2010-11-07T02:30:00Z",
    "2011-12-30T10:00:00Z",
    "2018-11-04T03:00:00Z",
    "2018-02-18T02:00:00Z",
    "2024-04-25T22:00:00Z",
    "2024-10-26T21:00:00Z",
    "2026-03-29T01:00:00Z",
    "2024-02-29T00:00:00Z",
    "2026-12-31T23:00:00Z",
];

/// Minutes since the beginning of October 2026, as the other tests count.
fn minutes_of(near: &str, distance: i64) -> i64 {
    let stamp = Stamp::parse_rfc3339(near).unwrap();
    stamp.seconds() / 60 - super::OCTOBER + distance
}

/// Makes the period that holds a day.
type Making = fn(&Calendar<'_>, NaiveDate) -> Period;

fn attempts_in(session: &Session<'_>, period: &Period) -> u64 {
    let told = report(session, period, &Filter::default(), &Intentions::default()).unwrap();
    told.figures.attempts
}

proptest! {
    #[test]
    fn an_attempt_stands_in_one_day_one_week_and_one_month(
        zone in select(ZONES.iter().collect::<Vec<_>>()),
        week_start in select(vec![Weekday::Mon, Weekday::Sat, Weekday::Sun]),
        near in select(NEAR.to_vec()),
        distances in prop::collection::vec(prop_oneof![-200_i64..200, -3000_i64..3000], 1..6),
    ) {
        let mut session = session();
        let mut times: Vec<i64> = distances.iter().map(|distance| minutes_of(near, *distance)).collect();
        times.sort_unstable();
        for at in &times {
            note(&mut session, &failed(*at));
        }
        let now = Stamp::parse_rfc3339("2030-01-01T00:00:00Z").unwrap();
        session.calendar = Calendar::new(now, zone, week_start);
        let all = Period::between(&session.calendar, None, None).unwrap();
        let told = report(&session, &all, &Filter::default(), &Intentions::default()).unwrap();
        let total = times.len() as u64;
        let by_day: u64 = told.course.days.iter().map(|day| day.attempts).sum();
        prop_assert_eq!(by_day, total);
        for day in &told.course.days {
            let period = Period::day(&session.calendar, day.date).unwrap();
            prop_assert_eq!(attempts_in(&session, &period), day.attempts, "{:?} {}", zone, day.date);
        }
        let week: Making = |calendar, date| Period::week_of(calendar, date).unwrap();
        let month: Making = |calendar, date| {
            Period::month(calendar, date.year(), date.month()).unwrap()
        };
        for (stretches, making) in [(&told.course.weeks, week), (&told.course.months, month)] {
            let told: BTreeMap<NaiveDate, u64> =
                stretches.iter().map(|stretch| (stretch.begins, stretch.failed)).collect();
            prop_assert_eq!(told.values().sum::<u64>(), total);
            for (begins, attempts) in told {
                let period = making(&session.calendar, begins);
                prop_assert_eq!(attempts_in(&session, &period), attempts, "{:?} {}", zone, begins);
            }
        }
    }
}

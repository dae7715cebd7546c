//! From what was noted when a lesson was practised to the day on which it is due. The memory model is in `memory`.

use std::iter;

use chrono::{Datelike, Days, NaiveDate};

use super::memory::Memory;
use crate::model::time::Stamp;
use crate::model::{Entry, Rating, Usefulness};

/// How a lesson that was practised stands. Days are those of the calendar, each in the place where it was noted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// How well it is kept in mind since it was practised last.
    pub memory: Memory,
    /// The day on which it was practised last.
    pub last: NaiveDate,
    /// The day from which on it should come back: never the day on which it was practised.
    pub due: NaiveDate,
    /// The day on which it was practised first.
    pub introduced: NaiveDate,
}

impl Schedule {
    /// The schedule of an entry; none for one that was never practised.
    ///
    /// That it helped when recall brought it back counts as having come to mind. Ratings count in the order in which
    /// they were noted. Where a clock ran backwards between two of them, the second counts as given on the same day,
    /// and the next day is counted from it.
    pub fn of(entry: &Entry) -> Option<Self> {
        let mut ratings = ratings(entry);
        let (introduced, first) = ratings.next()?;
        let mut memory = Memory::first(first);
        let mut last = introduced;
        for (day, rating) in ratings {
            let days = u32::try_from((day - last).num_days()).unwrap_or(0);
            memory = memory.after(rating, days);
            last = day;
        }
        Some(Self {
            memory,
            last,
            due: due(last, memory),
            introduced,
        })
    }
}

/// What was said of a lesson, and on which day: when it was practised, and that it helped when recall brought it back.
/// Both are kept in the order in which they were noted, and put together by their times.
fn ratings(entry: &Entry) -> impl Iterator<Item = (NaiveDate, Rating)> {
    let practice = entry.practice.iter();
    let mut practised = practice.map(|said| (said.at, said.rating)).peekable();
    let feedback = entry.feedback.iter();
    let helpful = feedback.filter(|said| said.verdict == Usefulness::Helped);
    let mut helped = helpful.map(|said| (said.at, Rating::Good)).peekable();
    let time = |said: &(Stamp, Rating)| said.0.utc_milliseconds();
    let merged = iter::from_fn(move || match (practised.peek(), helped.peek()) {
        (Some(first), Some(second)) if time(second) < time(first) => helped.next(),
        (Some(_), _) => practised.next(),
        (None, _) => helped.next(),
    });
    merged.map(|(at, rating)| (at.date(), rating))
}

fn due(last: NaiveDate, memory: Memory) -> NaiveDate {
    let days = Days::new(u64::from(memory.days_until_due()));
    last.checked_add_days(days).unwrap_or(NaiveDate::MAX)
}

/// A day as a number: 0001-01-01 is 1.
pub fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use chrono::Weekday;
    use serde_json::json;

    use super::*;
    use crate::model::EntryDraft;
    use crate::model::time::{Calendar, ChronoZone, Stamp};

    /// An entry that was practised at these times.
    fn practised(ratings: &[(&str, &str)]) -> Entry {
        entry(ratings, &[])
    }

    /// An entry that was practised at these times, and of which somebody said these things when recall brought it back.
    fn entry(ratings: &[(&str, &str)], feedback: &[(&str, &str)]) -> Entry {
        let practice: Vec<_> = ratings
            .iter()
            .map(|(at, rating)| json!({"at": at, "rating": rating, "by": "ada"}))
            .collect();
        let feedback: Vec<_> = feedback
            .iter()
            .map(|(at, verdict)| json!({"at": at, "verdict": verdict, "by": "ada"}))
            .collect();
        let object = json!({
            "tried": "a", "because": "b", "principle": "c", "practice": practice, "feedback": feedback,
        });
        let now = Stamp::parse_rfc3339("2026-10-05T09:30:00Z").unwrap();
        let zone = ChronoZone(chrono::Utc);
        let calendar = Calendar::new(now, &zone, Weekday::Mon);
        let draft = EntryDraft::read(object.as_object().unwrap(), &calendar).unwrap();
        let author = crate::model::Text::new("ada").unwrap();
        draft.complete(&author, now).unwrap()
    }

    fn due(ratings: &[(&str, &str)]) -> String {
        let schedule = Schedule::of(&practised(ratings)).unwrap();
        schedule.due.to_string()
    }

    #[test]
    fn a_lesson_that_was_never_practised_has_no_schedule() {
        assert_eq!(Schedule::of(&practised(&[])), None);
    }

    #[test]
    fn what_came_to_mind_comes_back_later_each_time_and_what_did_not_the_next_day() {
        let first = ("2026-10-05T23:30:00+02:00", "good");
        let second = ("2026-10-07T00:10:00+02:00", "good");
        assert_eq!(due(&[first]), "2026-10-07");
        assert_eq!(due(&[first, second]), "2026-10-18");
        assert_eq!(due(&[("2026-10-05T23:30:00+02:00", "again")]), "2026-10-06");
        let forgotten = ("2026-10-18T09:00:00+02:00", "again");
        let schedule = Schedule::of(&practised(&[first, second, forgotten])).unwrap();
        assert_eq!(schedule.due.to_string(), "2026-10-20");
        assert_eq!(schedule.last.to_string(), "2026-10-18");
        assert_eq!(schedule.introduced.to_string(), "2026-10-05");
    }

    #[test]
    fn a_lesson_that_helped_when_it_came_back_counts_as_practised_then() {
        let (first, second) = ("2026-10-05T09:00:00Z", "2026-10-07T09:00:00Z");
        let schedule = |practice: &[_], feedback: &[_]| Schedule::of(&entry(practice, feedback));
        let practised = schedule(&[(first, "good"), (second, "good")], &[]);
        assert!(practised.is_some());
        assert_eq!(
            schedule(&[(first, "good")], &[(second, "helped")]),
            practised
        );
        assert_eq!(
            schedule(&[(second, "good")], &[(first, "helped")]),
            practised
        );
        assert_eq!(schedule(&[], &[(first, "not-relevant")]), None);
    }

    #[test]
    fn days_are_those_of_the_place_where_it_was_noted() {
        let here = ("2026-10-05T23:30:00+02:00", "good");
        let there = ("2026-10-05T23:30:00-08:00", "good");
        assert_eq!(due(&[here]), due(&[there]));
    }

    #[test]
    fn a_clock_that_ran_ahead_does_not_hold_a_lesson_back_once_it_is_right() {
        let ahead = ("2031-01-01T09:00:00Z", "good");
        let right = ("2026-10-05T09:00:00Z", "good");
        assert!(due(&[ahead, right]).starts_with("2026-10"));
    }
}
